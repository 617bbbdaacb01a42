"""How does somebody at a terminal, or a timer, fetch a newsroom? `newsroom fetch`."""

import json
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TextIO

import click

from index.fetch import crawl
from index.fetch.fates import Fate
from index.fetch.newsroom import UnknownNewsroom, plan_for
from index.fetch.pause import Pause
from index.fetch.progress import shown
from index.fetch.robots import AGENT
from index.fetch.run import Missed
from index.log import Log, log_option
from search.cli import settings_in_force
from search.engines import utc_now
from search.settings import Settings
from search.terminal import Command

WITH_MISSED = 3  # exit status
_FIRST_MISSED = 5  # told on stderr; the report holds all


@click.command(
    cls=Command,
    short_help="Bring a live newsroom's releases into a directory.",
    examples=(
        ("fetch https://www.newsroom.example/rss.xml releases/", "Bring what a feed names into a directory."),
        ("fetch ministry releases/ --limit 100", "At most 100 pages of [newsrooms.ministry] in newsroom.toml."),
        ("fetch ministry releases/ && newsroom index releases/", "Fetch, then index."),
    ),
    statuses={
        0: "done",
        1: "failed, and the directory holds all that was got",
        2: "wrong usage",
        3: "done, some pages not got",
    },
    see="fetching.md",
)
@click.argument("newsroom")
@click.argument("directory", type=click.Path(file_okay=False, path_type=Path))
@click.option("--limit", type=click.IntRange(1), help="Ask for so many pages at most; the next run goes on.")
@click.option("--max-time", type=click.FloatRange(0), metavar="SECONDS", help="End behind so many seconds.")
@click.option(
    "--report", type=click.File("w", encoding="utf-8", lazy=False), help="Write what was not got as JSON Lines."
)
@log_option
@click.option("--quiet", is_flag=True, help="Tell nothing but errors.")
def fetch(
    newsroom: str,
    directory: Path,
    limit: int | None,
    max_time: float | None,
    report: TextIO | None,
    log_form: str,
    quiet: bool,
) -> None:
    """Bring a live newsroom's new and changed releases into a directory, which `newsroom index` reads.

    NEWSROOM is a table's name in newsroom.toml, or the address of a feed, a sitemap, or a page that lists releases.
    """
    settings = settings_in_force()
    try:
        plan = plan_for(newsroom, settings)
    except UnknownNewsroom as error:
        raise click.UsageError(str(error)) from error
    pause = Pause(max_time)
    options = crawl.Options(agent=agent_of(settings), limit=limit, pause=pause)
    log = Log(log_form, utc_now, quiet)
    notes = Notes(report, log)
    with log.telling_failures(), pause.listening(), shown(log) as tell:
        try:
            summary = crawl.fetch(plan, directory, options, notes.note, tell)
        finally:
            notes.tell_rest()
    counts = {fate.value: summary.fates.get(fate, 0) for fate in Fate}
    log.result("finished", told(summary), **counts, missed=summary.missed, left=summary.left)
    if summary.missed:
        sys.exit(WITH_MISSED)


class Notes:
    """Tells the first addresses that were not got on stderr, and the report all of them."""

    def __init__(self, report: TextIO | None, log: Log) -> None:
        self._report = report
        self._log = log
        self._missed = 0

    def note(self, missed: Missed) -> None:
        """Take one note."""
        self._missed += 1
        if self._report:
            row = {"address": missed.address, "reason": missed.reason, "do": missed.do}
            self._report.write(json.dumps(row, ensure_ascii=False) + "\n")
            self._report.flush()
        if self._missed <= _FIRST_MISSED:
            self._log.warn("not_got", str(missed), address=missed.address)

    def tell_rest(self) -> None:
        """Say where those stand that were not told."""
        if self._missed > _FIRST_MISSED or (self._missed and self._report):
            where = (
                f"all of them are in {self._report.name}"
                if self._report
                else "--report FILE writes all of them with what to do"
            )
            self._log.warn("some_not_got", f"{self._missed:,} not got; {where}", missed=self._missed)


def agent_of(settings: Settings) -> str:
    """Who we say that we are: the program, and whom to turn to."""
    try:
        stated = f"{AGENT}/{version('newsroom-search')}"
    except PackageNotFoundError:
        stated = AGENT
    return f"{stated} (+{settings.site.contact})" if settings.site.contact else stated


def told(summary: crawl.Summary) -> str:
    """A run in one line."""
    counts = ", ".join(f"{summary.fates.get(fate, 0):,} {fate}" for fate in Fate)
    if summary.left is None:
        return counts
    return f"{counts}; ended before all was asked for ({summary.left:,} known pages are left), the next run goes on"
