"""How does somebody at a terminal index releases, or try the search on a sample? `newsroom index`, `newsroom demo`."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import click

from index import sources as origin
from index.format_table import formats_option
from index.knowledge import load_knowledge
from index.outcome import Rejected
from index.progress import shown
from index.report import Report
from index.run import Fate, Noted, Options, Summary
from index.run import index as bring
from index.workers import released, useful
from search.cli import command_named, settings_in_force, store_option
from search.engines import open_engine, utc_now
from search.errors import SearchError

SAMPLE = Path(__file__).parent / "sample" / "releases.jsonl"
WITH_REJECTED = 3  # exit status
_FIRST_REJECTS = 5  # told on stderr; the report holds all
_SAMPLE_NAME = {"de": "Newsroom – Beispieltexte", "en": "Newsroom – sample texts"}


class NothingFound(SearchError):
    """The sources hold not a single release; the index stays as it was."""


@click.command()
@click.argument("sources", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="SOURCE...")
@store_option
@click.option("--rebuild", is_flag=True, help="Write a whole new index, and replace the old one at the end.")
@click.option("--dry-run", is_flag=True, help="Change nothing; tell what would be done.")
@click.option(
    "--report", type=click.File("w", encoding="utf-8", lazy=False), help="Write what was rejected as JSON Lines."
)
@click.option(
    "--workers",
    type=click.IntRange(0, 64),
    default=useful,
    show_default="as many as help here, at most 2",
    help="Processes that read documents for the one that writes; 0 lets that one do it all.",
)
@click.option("--quiet", is_flag=True, help="Tell nothing but errors.")
@formats_option
def index(
    sources: tuple[Path, ...],
    store: str,
    rebuild: bool,
    dry_run: bool,
    report: TextIO | None,
    workers: int,
    quiet: bool,
) -> None:
    """Add what is new in files and directories, replace what has changed, and leave the rest.

    Exit status: 0 done; 1 failed, and the index is as it was; 2 wrong usage; 3 done, with some documents rejected.
    """
    options = Options(utc_now, rebuild=rebuild, dry=dry_run, workers=workers)
    notes = Notes(Report(report), report.name if report else None)
    summary = _run(sources, store, options, notes, quiet)
    notes.tell_rest(summary.rejected)
    if not summary.accepted:
        raise NothingFound(
            "there is no release in these sources, so the index is as it was; "
            f"looked for files of these kinds: {origin.what_is_looked_for()}"
        )
    if not quiet:
        click.echo(_told(summary, dry_run))
    if summary.rejected:
        sys.exit(WITH_REJECTED)


@click.command()
@click.option("--port", type=click.IntRange(0, 65_535), default=8000, show_default=True, help="Where to serve.")
def demo(port: int) -> None:
    """Index the sample releases into a temporary store and serve them."""
    with _temporary_newsroom() as store:
        _run((SAMPLE,), store, Options(utc_now), Notes(Report(None)), quiet=True)
        serve = command_named("serve")
        serve.main(["--store", store, "--port", str(port)], prog_name="newsroom serve", standalone_mode=False)


class Notes:
    """Tells the first rejects on stderr, and the report everything."""

    def __init__(self, report: Report, report_path: str | None = None) -> None:
        self.report_path = report_path
        self._report = report
        self._told = 0

    def note(self, noted: Rejected | Noted) -> None:
        """Take one note."""
        self._report.write(noted)
        if isinstance(noted, Rejected) and self._told < _FIRST_REJECTS:
            self._told += 1
            click.echo(noted, err=True)

    def tell_rest(self, rejected: int) -> None:
        """Say where the rejects stand that were not told."""
        if rejected:
            path = self.report_path
            where = f"all of them are in {path}" if path else "--report FILE writes all of them with what to do"
            click.echo(f"{rejected:,} rejected; {where}", err=True)


def _run(sources: tuple[Path, ...], store: str, options: Options, notes: Notes, quiet: bool) -> Summary:
    knowledge = load_knowledge(settings_in_force(), options.clock)
    engine = open_engine(store)
    besides = _written_by_us(store, notes)
    with (
        shown(origin.documents(sources, besides), origin.sizes(sources, besides), quiet=quiet) as documents,
        released(documents, knowledge, options.workers) as outcomes,
    ):
        return bring(outcomes, engine, options, notes.note)


def _written_by_us(store: str, notes: Notes) -> list[Path]:
    """Where this run writes: `newsroom index .` must read neither its own store nor its report."""
    places = (store.partition(":")[2], notes.report_path)
    return [Path(place).resolve() for place in places if place]


def _told(summary: Summary, dry: bool) -> str:
    counts = ", ".join(f"{summary.fates[fate]:,} {fate}" for fate in Fate)
    line = f"{counts}, {summary.rejected:,} rejected, {summary.warnings:,} warnings"
    return f"Nothing was changed; a run would end with: {line}" if dry else line


@contextmanager
def _temporary_newsroom() -> Iterator[str]:
    """The address of a store that is gone afterwards, with settings in force that call the site a sample."""
    before = os.environ.get("NEWSROOM_CONFIG")
    directory = Path(tempfile.mkdtemp(prefix="newsroom-demo-"))
    try:
        names = "".join(f'{code} = "{name}"\n' for code, name in _SAMPLE_NAME.items())
        (directory / "newsroom.toml").write_text("[site.name]\n" + names, encoding="utf-8")
        os.environ["NEWSROOM_CONFIG"] = str(directory / "newsroom.toml")
        yield f"whoosh:{directory / 'store'}"
    finally:
        shutil.rmtree(directory, ignore_errors=True)
        if before is None:
            os.environ.pop("NEWSROOM_CONFIG", None)
        else:
            os.environ["NEWSROOM_CONFIG"] = before
