"""What do staff learn of how the site is used? `newsroom stats` tells of each week what was counted."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from itertools import islice
from typing import Any

import click

from search.cli import settings_in_force, store_option
from search.terminal import Command
from web.statistics.ledger import Week, ledger_file, weeks_in
from web.statistics.tally import DAYS, OFTEN, PEOPLE, PROGRAMS, SLOW, Count

_SHOWN = 10  # texts of a list

# What is listed: by what, and how much of it there is; a text of which there is none is left out.
_LISTS: Mapping[str, Callable[[Count], int]] = {
    "Asked for most": lambda count: count.searches,
    "Found nothing": lambda count: count.without_results,
    "Nobody opened what was found": lambda count: unopened(count),
    "Slow": lambda count: count.slow,
}


@click.command(
    cls=Command,
    short_help="Print what was searched for, week by week.",
    examples=(
        ("stats", "The last four weeks: searches, those in vain, those that nobody opened anything of."),
        ("stats --week 2026-W48", "One week."),
        ("stats --json", "Everything that is kept, for a program."),
    ),
)
@store_option
@click.option("--week", metavar="WEEK", help="One week alone, such as 2026-W48.")
@click.option("--weeks", default=4, show_default=True, type=click.IntRange(1), help="How many weeks, the latest first.")
@click.option("--json", "as_json", is_flag=True, help="Print everything that is kept, for programs.")
def stats(store: str, week: str | None, weeks: int, as_json: bool) -> None:
    """Print what was searched for, week by week, and whether it led anywhere."""
    settings = settings_in_force()
    found = [each for each in weeks_in(ledger_file(store, settings)) if week in (None, each.week)]
    if week and not found:
        raise click.UsageError(f"nothing was counted in {week}; weeks are written like 2026-W48")
    shown = list(islice(found, weeks))
    if as_json:
        click.echo(json.dumps({"weeks": list(map(_as_json, shown))}, ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(line for each in shown for line in _lines(each)).rstrip())
    if not settings.statistics.enabled:
        click.echo("Nothing is counted at present: statistics.enabled is false.", err=True)


def unopened(count: Count) -> int:
    """How many searches found something that nobody opened, as far as one text goes."""
    return 0 if count.openings else count.searches - count.without_results


def _lines(week: Week) -> Iterator[str]:
    people, programs = (week.totals.get(whose, Count()) for whose in (PEOPLE, PROGRAMS))
    ignored = sum(unopened(count) for _, count in week.texts)
    first = date.fromisocalendar(int(week.week[:4]), int(week.week[6:]), 1)
    yield f"Week {week.week}, from {first:%Y-%m-%d}"
    yield f"{people.searches:8,} searches by people, {programs.searches:,} by programs"
    yield f"{people.without_results:8,} found nothing"
    yield f"{ignored:8,} found something that nobody opened"
    yield f"{people.slow + programs.slow:8,} took longer than {SLOW} ms"
    yield f"{people.openings:8,} releases opened"
    named = [(text, count) for text, count in week.texts if text is not None]
    for title, amount in _LISTS.items():
        yield from _list(
            title, sorted(((amount(count), text) for text, count in named), key=lambda row: (-row[0], row[1]))
        )
    unnamed = sum(text is None and count.searches > 0 for text, count in week.texts)
    yield f"{unnamed:8,} texts were asked for less than {OFTEN} times, or on less than {DAYS} days, and are not kept"
    yield ""


def _list(title: str, rows: Sequence[tuple[int, str]]) -> Iterator[str]:
    shown = [(number, text) for number, text in rows if number][:_SHOWN]
    if shown:
        yield f"  {title}:"
        yield from (f"{number:8,}  {text}" for number, text in shown)


def _as_json(week: Week) -> dict[str, Any]:
    named = [(text, count) for text, count in week.texts if text is not None]
    rare = [count for text, count in week.texts if text is None and count.searches]
    return {
        "week": week.week,
        **{whose: _numbers(count) for whose, count in week.totals.items()},
        "unopened": sum(unopened(count) for _, count in week.texts),
        "texts": [
            {"text": text, **_numbers(count), "unopened": unopened(count)}
            for text, count in sorted(named, key=lambda row: (-row[1].searches, row[0]))
        ],
        "rare": {"texts": len(rare), **_numbers(sum(rare, Count()))},
    }


def _numbers(count: Count) -> dict[str, int]:
    return {name: number for name, number in asdict(count).items() if name != "days"}
