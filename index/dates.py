"""Which day does a source mean? Dates in the notations of pages in the newsroom's languages, read strictly.

The month names are CLDR's (Babel). A guessing parser such as dateutil is not used on purpose: it fills in today's day
where one is missing, and makes something of everything.
"""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache

from babel import Locale

from search.analysis import in_phrases
from search.languages import LANGUAGES

FIRST_YEAR, LAST_YEAR = 1800, 2199  # beyond these, a year is a slip (0001, 9999), not a date of publication

_ISO = re.compile(r"(?<!\d)(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)", re.ASCII)
_POINTS = re.compile(r"(?<!\d)(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})(?!\d)", re.ASCII)
_ORDINALS = in_phrases("ordinals")
_DAY_FIRST = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})(?:\.|{_ORDINALS})?\s+(?P<name>[^\W\d]+)\.?,?\s+(?P<year>\d{{4}})(?!\d)"
)
_MONTH_FIRST = re.compile(rf"\b(?P<name>[^\W\d]+)\.?\s+(?P<day>\d{{1,2}})(?:{_ORDINALS})?,?\s+(?P<year>\d{{4}})(?!\d)")
_NOTATIONS = (_ISO, _POINTS, _DAY_FIRST, _MONTH_FIRST)


class ImpossibleDate(ValueError):
    """The text holds no day of the calendar; the message says so in the source's notation."""


def read_date(text: str) -> date:
    """The day that a date field or a date line means, the first one where there are several.

    >>> read_date("4. Juni 2020") == read_date("June 4, 2020") == read_date("2020-06-04T10:00:00+02:00")
    True

    Raises:
        ImpossibleDate: the first date is no day of the calendar (31.02.2020), its year is a slip (9999), or there is no
            date in a notation that can be read with certainty (06/04/2020, 2020).
    """
    found = find_date(text)
    if found is None:
        raise ImpossibleDate(f"the date '{_shortened(text)}' is in no notation that is known")
    return found


def find_date(text: str) -> date | None:
    """The first date in a text, None if there is none.

    Raises:
        ImpossibleDate: it is no day of the calendar, or its year is a slip.
    """
    matches = [match for notation in _NOTATIONS for match in notation.finditer(text) if _month(match)]
    if not matches:
        return None
    first = min(matches, key=lambda match: match.start())
    year, month, day = int(first["year"]), _month(first), int(first["day"])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ImpossibleDate(f"the date '{first.group()}' has an impossible year")
    try:
        return date(year, month, day)
    except ValueError as error:
        raise ImpossibleDate(f"the date '{first.group()}' is no day of the calendar") from error


def read_moment(text: str) -> datetime:
    """The moment that an ISO 8601 time or date means, in UTC; without a zone it is read as UTC, a day as its beginning.

    Raises:
        ValueError: another notation, or no moment of the calendar.
    """
    try:
        moment = datetime.fromisoformat(text.strip())
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except OverflowError as error:
        raise ValueError(f"not a moment of the calendar: {_shortened(text)}") from error


def _month(match: re.Match[str]) -> int:
    """The number of a match's month; 0 for a word that is no month."""
    named = match.groupdict().get("name")
    return _months().get(named.casefold().rstrip("."), 0) if named else int(match["month"]) or 13


@cache
def _months() -> Mapping[str, int]:
    names: dict[str, int] = {"sept": 9, "mrz": 3}  # common abbreviations that CLDR lacks
    for code in LANGUAGES:
        widths = Locale(code).months["format"]
        for width in ("wide", "abbreviated"):
            names |= {name.casefold().rstrip("."): number for number, name in widths[width].items()}
    return names


def _shortened(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
