"""How is a newsroom searched and served from a terminal? `newsroom search` and `newsroom serve`."""

import json
import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace
from secrets import token_bytes
from textwrap import fill

import click
from flask import Flask

from search.cli import settings_in_force, store_option
from search.engines import open_engine
from search.errors import EngineUnavailable, IndexOutdated
from search.ministers import load_registry
from search.results import Called, Hit, Page, Piece
from search.settings import Settings
from search.terminal import USUAL, Command
from search.vectors import encoder_in
from web import api, params
from web.app import create_app
from web.labels import Labels
from web.locale import load_interfaces
from web.names import Names
from web.options import TEXT, search_options
from web.results.across import across
from web.results.narrowing import chips
from web.results.understanding import ReadAs, read_as
from web.serving.journal import to_standard_output
from web.serving.metrics import counted_together
from web.serving.rates import Allowance
from web.serving.server import Served, address_of, listen
from web.serving.server import serve as serve_app
from web.site import Awaited, Following, known_values
from web.statistics.ledger import Ledger, ledger_file

_log = logging.getLogger("newsroom.web")
_WIDTH = 88  # characters of a line; wider ones are hard to read


@click.command(
    cls=Command,
    examples=(
        ("search 'Sanktionen OR sanctions' --country IR --from 2015", "Releases about Iran since 2015."),
        ("search --sort newest --kind speech --minister heiko-maas", "A minister's speeches, the newest first."),
        ("search 'Menschenrechte title:Rat' --country -DE --json", "What the API would answer, for a program."),
    ),
    see="api.md",
)
@click.argument("text", metavar="[QUERY]", required=False, default="")
@store_option
@search_options
@click.option("--json", "as_json", is_flag=True, help="Print what the API would answer.")
def search(text: str, store: str, as_json: bool, **options: str | Sequence[str] | None) -> None:
    """Search the index for QUERY; without one, list every release.

    QUERY is in the query language, as the page “How to search” of the site has it. A value with a minus in front is
    left out.
    """
    settings = settings_in_force()
    registry, interfaces = load_registry(settings.ministers), load_interfaces()
    reader = open_engine(store, encoder=encoder_in(settings)).reader()
    lookup = Names(interfaces, registry).known_to(reader)
    arguments = _arguments({TEXT: text, **options})
    asked = params.understand(arguments, known_values(reader, registry), lookup)
    labels = Labels(interfaces["en"], registry.names)
    page = reader.search(replace(asked.query, prefer=labels.interface.code))
    told = read_as(asked, labels.interface)
    if as_json:
        click.echo(json.dumps(api.render(page, labels, told), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_lines(page, told, labels)))


@click.command(
    cls=Command,
    examples=(
        ("serve", "At http://127.0.0.1:8000/, for a proxy in front or for yourself."),
        ("serve --host 0.0.0.0 --port 80 --workers 4", "For everybody, on four processors."),
    ),
    statuses={**USUAL, 0: "told to stop, and stopped"},
    see="operations.md",
)
@store_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="The port; 0 for any.")
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64), help="Processes that answer.")
def serve(store: str, host: str, port: int, workers: int) -> None:
    """Serve the site until interrupted."""
    with counted_together():
        served = _prepare(store)
        listener = listen(host, port)
        click.echo(f"Serving {store} at {address_of(listener)}")
        serve_app(served, lambda: _prepare(store), listener, workers)


def _prepare(store: str) -> Served:
    """What is to be served; whatever is missing or wrong is said here, once, and not by every worker."""
    settings = settings_in_force()
    registry = load_registry(settings.ministers)
    open_engine(store, encoder=encoder_in(settings)).reader()
    # Made here, before the workers are forked, so that they share both.
    allowance, secret = Allowance(settings.server.rate), token_bytes(16)

    def site() -> Flask:
        ledger = ledger_of(store, settings, secret)
        return create_app(_reader(store, settings), settings, registry, allowance, to_standard_output, ledger)

    return Served(settings, site)


def ledger_of(store: str, settings: Settings, secret: bytes) -> Ledger | None:
    """Where the searches of a store are counted, None where they shall not be."""
    statistics = settings.statistics
    return Ledger(ledger_file(store, settings), statistics.weeks, secret) if statistics.enabled else None


def _reader(store: str, settings: Settings) -> Following:
    """The index as a worker reads it. One that begins while the index is being put back must not end the site."""
    engine = open_engine(store, encoder=encoder_in(settings))
    try:
        return engine.reader()
    except (EngineUnavailable, IndexOutdated) as error:
        _log.error("the index cannot be read: %s", error)
        return Awaited(engine.reader)


def _arguments(options: dict[str, str | Sequence[str] | None]) -> params.Arguments:
    """The options as an address would give them."""
    return {name: [value] if isinstance(value, str) else list(value or ()) for name, value in options.items()}


def _reading_lines(page: Page, told: ReadAs | None, labels: Labels) -> Iterator[str]:
    """How the query was read, where that is worth telling, and the filters that were typed or chosen."""
    if told:
        yield from told.remarks
        yield from [f"Searched for: {told.text}"] if told.text else []
    yield from [chip.label for chip in chips(page.query, labels)]
    told_across = across(page, labels.interface)
    if told_across and told_across.also:
        yield f"Also searched: {_joined(told_across.also)} {told_across.others}".rstrip()


def _lines(page: Page, told: ReadAs | None, labels: Labels) -> Iterator[str]:
    """A page of results for a terminal."""
    interface = labels.interface
    yield interface.ngettext("%(number)s release", "%(number)s releases", page.total)
    yield from (fill(line, _WIDTH) for line in _reading_lines(page, told, labels))
    if page.is_beyond_end:
        yield f"This page lies beyond the last one, page {page.last}."
    elif page.last > 1:
        yield f"Page {page.query.page} of {page.last}"
    for hit in page.hits:
        yield ""
        yield from _hit_lines(hit, labels)


def _hit_lines(hit: Hit, labels: Labels) -> Iterator[str]:
    release, interface = hit.release, labels.interface
    day = release.published.isoformat() if release.published else interface.gettext("undated")
    yield f"{day}  {interface.kind(release.kind)}, {interface.language(release.language)}  [{release.id}]"
    yield _marked(hit.title)
    yield _marked(hit.snippet, "    ")
    if hit.through:
        yield f"    Found through: {_joined(hit.through)}"
    for reason in hit.why.reasons if hit.why else ():
        yield f"    {reason.asked}: {reason.found} ({reason.form}, in {', '.join(reason.where)})"
    if release.url:
        yield f"    {release.url}"


def _marked(pieces: Sequence[Piece], indent: str = "") -> str:
    """Lines of text with what matched in bold, which click leaves out where there is no terminal, or NO_COLOR is set.

    The signs that stand for it while lines are broken are no letters of any text: private ones, taken out of it first.
    """
    begin, end = "\ue000", "\ue001"
    texts = (piece.text.replace(begin, "").replace(end, "") for piece in pieces)
    marked = "".join(
        f"{begin}{text}{end}" if piece.matched else text for piece, text in zip(pieces, texts, strict=True)
    )
    lines = fill(marked, _WIDTH, initial_indent=indent, subsequent_indent=indent)
    return lines.replace(begin, "\x1b[1m").replace(end, "\x1b[0m")


def _joined(called: Sequence[Called]) -> str:
    return ", ".join(each.text for each in called)
