"""Which days does a date mean? A year, a month or a day, read from the one notation that addresses use."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

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
