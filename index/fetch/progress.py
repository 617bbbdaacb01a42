"""How far is a run? A bar on a terminal, one line a minute elsewhere, nothing where it should be quiet."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from index.fetch.run import Reached
from index.progress import MINUTE

Tell = Callable[[Reached], None]


@contextmanager
def shown(*, quiet: bool) -> Iterator[Tell]:
    """What is to be told how far a run is; it says so on stderr."""
    if quiet:
        yield lambda reached: None
    elif sys.stderr.isatty():
        with click.progressbar(
            length=1, label="Fetching", file=sys.stderr, show_eta=False, item_show_func=_shown
        ) as bar:

            def draw(reached: Reached) -> None:
                bar.length = max(1, reached.done + reached.left)
                bar.update(reached.done - bar.pos, _said(reached))

            yield draw
    else:
        yield _lines()


def _lines() -> Tell:
    told = time.monotonic()

    def tell(reached: Reached) -> None:
        nonlocal told
        now = time.monotonic()
        if now - told >= MINUTE:
            told = now
            click.echo(_said(reached), err=True)

    return tell


def _said(reached: Reached) -> str:
    return f"{reached.listings:,} listings, {reached.done:,} pages, {reached.left:,} to go"


def _shown(item: str | None) -> str:
    return item or ""
