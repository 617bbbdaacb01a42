"""Which formats can be read? The table that `newsroom index --formats` prints."""

from collections.abc import Iterator

import click

from index.formats import FORMATS

_HEADINGS = ("format", "files", "what is read", "library")


def table() -> Iterator[str]:
    """The lines of the table, its columns as wide as they must be."""
    rows = [_HEADINGS, *((each.name, " ".join(each.suffixes), each.taken, each.library) for each in FORMATS)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _print(context: click.Context, option: click.Parameter, is_given: bool) -> None:
    if is_given and not context.resilient_parsing:
        for line in table():
            click.echo(line)
        context.exit()


formats_option = click.option(
    "--formats",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print,
    help="Print which formats can be read, and end.",
)
