"""How is the report on pairs written? As text to be read at a terminal, and as JSON Lines for programs."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from statistics import median_low
from typing import Any, TypeVar

from index.pairing.reasons import Reason
from index.pairing.report import Couple, Report, Sheet, Untranslated
from search.languages import LANGUAGES

T = TypeVar("T")
Why = Callable[[Couple], Sequence[Reason]]  # what tells the reasons of a pair

_TITLE = 90  # characters of a title that are shown
_FIGURES = 12  # figures of one version that are shown


def as_json(report: Report, why: Why) -> Iterator[str]:
    """One object a line: every pair, what might be one, what is untranslated, and a summary at the end.

    Reasons stand with pairs in doubt, and with every pair where the report is on chosen releases.
    """
    for couple in report.couples:
        told = why(couple) if couple.pair.is_doubtful or report.is_chosen else None
        yield _line("pair", _pair(couple) | ({} if told is None else {"reasons": [str(each) for each in told]}))
    for couple in report.possible:
        yield _line("possible", {**_pair(couple), "reasons": [str(each) for each in why(couple)]})
    for each in report.untranslated:
        yield _line("untranslated", {**_release(each.sheet), "missing": list(each.missing)})
    yield _line("summary", _summary(report))


def as_text(report: Report, why: Why, most: int) -> Iterator[str]:
    """Lists with at most so many rows each (0 for all), and a summary in front."""
    if report.is_chosen:
        for couple in (*report.couples, *report.possible):
            yield from (*_rows(couple), *_because(couple, why))
        yield from map(_missing, report.untranslated)
        return
    yield from _told(report)
    yield from _list("In doubt", report.doubtful, lambda each: [*_rows(each), *_because(each, why)], most)
    yield from _list("Perhaps a pair", report.possible, lambda each: [*_rows(each), *_because(each, why)], most)
    yield from _list("Came later", report.later, _later, most)
    yield from _list("Figures differ", report.differing, _differing, most)
    yield from _list("Untranslated", report.untranslated, lambda each: [_missing(each)], most)


def _told(report: Report) -> Iterator[str]:
    said = _summary(report)
    grounds = ", ".join(f"{count:,} {ground}" for ground, count in said["pairs_by_ground"].items())
    yield f"pairs         {said['pairs']:,}" + (f" ({grounds})" if grounds else "")
    yield f"in doubt      {said['doubtful']:,}"
    yield f"perhaps       {said['possible']:,} that are no pairs so far"
    yield f"untranslated  {said['untranslated']:,}"
    days = f"; half of them within {_days(said['median_days'])}, the last after {_days(said['most_days'])}"
    yield f"came later    {said['later']:,}{days if said['later'] else ''}"
    yield f"figures       {said['differing']:,} pairs in which they differ"


def _summary(report: Report) -> dict[str, Any]:
    grounds: dict[str, int] = {}
    for couple in report.couples:
        grounds[couple.pair.ground.value] = grounds.get(couple.pair.ground.value, 0) + 1
    days = [abs(couple.days or 0) for couple in report.later]
    return {
        "pairs": len(report.couples),
        "pairs_by_ground": grounds,
        "doubtful": len(report.doubtful),
        "possible": len(report.possible),
        "untranslated": len(report.untranslated),
        "later": len(days),
        "median_days": median_low(days) if days else None,
        "most_days": max(days, default=None),
        "differing": len(report.differing),
    }


def _pair(couple: Couple) -> dict[str, Any]:
    pair, later = couple.pair, couple.later
    return {
        "releases": [_release(couple.one), _release(couple.other)],
        "ground": pair.ground.value,
        "confidence": pair.confidence,
        "rivals": list(pair.rivals),
        "later": later.id if later else None,
        "days_later": None if couple.days is None else abs(couple.days),
        "figures_only": dict(zip(pair.ids, map(list, couple.only), strict=True)),
    }


def _release(sheet: Sheet) -> dict[str, Any]:
    published = sheet.published.isoformat() if sheet.published else None
    return {"id": sheet.id, "language": sheet.language, "published": published, "title": sheet.title}


def _line(sort: str, fields: dict[str, Any]) -> str:
    return json.dumps({"type": sort, **fields}, ensure_ascii=False)


def _list(name: str, rows: Sequence[T], lines: Callable[[T], Iterable[str]], most: int) -> Iterator[str]:
    shown = rows[:most] if most else rows
    if not rows:
        return
    yield f"\n{name}"
    for row in shown:
        yield from (f"  {line}" for line in lines(row))
    if len(shown) < len(rows):
        yield f"  … and {len(rows) - len(shown):,} more (--most 0 lists all)"


def _rows(couple: Couple) -> Iterator[str]:
    yield f"{couple.pair.confidence:.2f}  {_row(couple.one)}"
    yield f"      {_row(couple.other)}"


def _row(sheet: Sheet) -> str:
    day = sheet.published.isoformat() if sheet.published else "undated   "
    title = sheet.title if len(sheet.title) <= _TITLE else f"{sheet.title[: _TITLE - 1]}…"
    return f"{day}  {sheet.language}  {sheet.id:<12}  {title}"


def _because(couple: Couple, why: Why) -> Iterator[str]:
    yield f"      {'; '.join(map(str, why(couple)))}"


def _later(couple: Couple) -> Iterator[str]:
    first, second = couple.in_order
    yield f"{_row(first)}"
    yield f"{_row(second)}  ({_days(couple.days)} later)"


def _differing(couple: Couple) -> Iterator[str]:
    for sheet, only in zip((couple.one, couple.other), couple.only, strict=True):
        more = ", …" if len(only) > _FIGURES else ""
        yield _row(sheet) + (f"  only here: {', '.join(only[:_FIGURES])}{more}" if only else "")


def _missing(each: Untranslated) -> str:
    return f"{_row(each.sheet)}  (no {', '.join(LANGUAGES[code].endonym for code in each.missing)})"


def _days(days: int | None) -> str:
    count = abs(days or 0)
    return "1 day" if count == 1 else f"{count:,} days"
