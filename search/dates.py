"""Which days does a date mean? A year, a month or a day, read from the one notation that addresses use."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

# Between the ends of a range; phones make one character of the dots, and of the dash between two years.
_TO = re.compile(r"\.{2,3}|…|–|(?<=\b\d{4})-(?=\d{4}\b)", re.ASCII)
_DOTTED = re.compile(r"(?:(\d{1,2})\.)?(\d{1,2})\.(\d{4})", re.ASCII)
_PARTIAL_DATE = re.compile(r"(\d{4})(?:-(?!00)(\d{2})(?:-(?!00)(\d{2}))?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class DateRange:
    """A stretch of calendar days, both ends included; None leaves an end open."""

    start: date | None = None
    end: date | None = None

    def __contains__(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)

    @property
    def is_upside_down(self) -> bool:
        """Whether the end lies before the start, so that no day can be in it."""
        return self.start is not None and self.end is not None and self.end < self.start


ALWAYS = DateRange()  # no range at all


def days_of(text: str) -> DateRange:
    """The days that `2020`, `2020-06` or `2020-06-04` stands for.

    Raises:
        ValueError: another notation (`4.6.2020`), or a day that the calendar lacks (`2020-02-31`).
    """
    match = _PARTIAL_DATE.fullmatch(text)
    if not match:
        raise ValueError(f"not a year, a month or a day: {text}")
    year, month, day = (int(part or 0) for part in match.groups())
    first = date(year, month or 1, day or 1)
    last = date(year, month or 12, day or calendar.monthrange(year, month or 12)[1])
    return DateRange(first, last)


def ends_typed(text: str) -> tuple[DateRange, DateRange]:
    """The days of both ends of a date or a range, as somebody types them: as in addresses, or 4.6.2020.

    >>> ends_typed("2020-06..2021") == (days_of("2020-06"), days_of("2021"))
    True
    >>> ends_typed("4.6.2020") == (days_of("2020-06-04"), days_of("2020-06-04"))
    True

    Returns:
        The days that the first and the last of them stand for; ALWAYS for an open end. They can be upside down.

    Raises:
        ValueError: another notation ("June 2020"), or a day that the calendar lacks.
    """
    ends = _TO.split(text)
    if len(ends) > 2 or not any(ends):
        raise ValueError(f"neither a date nor a range: {text}")
    start, end = (days_of(_undotted(each)) if each else ALWAYS for each in (ends[0], ends[-1]))
    return start, end


def _undotted(text: str) -> str:
    """4.6.2020 as 2020-06-04; any other text as it is."""
    match = _DOTTED.fullmatch(text)
    if not match:
        return text
    day, month, year = match.groups()
    return f"{year}-{month:0>2}" + (f"-{day:0>2}" if day else "")
