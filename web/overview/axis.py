"""Where do marks stand on an axis? Round numbers up its side, and the names of periods along it, as many as fit."""

from collections.abc import Sequence
from itertools import count

_MOST_LEVELS = 5  # above zero
# By the length of a period's notation: so many years, months or days lie from one mark to the next. With five months
# no mark would stand at each January.
_STEPS = {4: (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000), 7: (1, 2, 3, 6, 12, 24), 10: (1, 5, 10, 15, 31)}
# As few as fit on a phone, and as many as are useful on a wide screen.
_NARROW = {4: 5, 7: 3, 10: 4}
_WIDE = {4: 12, 7: 8, 10: 10}


def levels(highest: int) -> tuple[int, ...]:
    """Round numbers from zero on, the last no less than the highest number (above 0).

    >>> levels(812), levels(3)
    ((0, 200, 400, 600, 800, 1000), (0, 1, 2, 3))
    """
    steps = (step * 10**power for power in count() for step in (1, 2, 5))
    step = next(step for step in steps if step * _MOST_LEVELS >= highest)
    return tuple(range(0, highest + step, step))


def narrow_marks(periods: Sequence[str]) -> frozenset[str]:
    """The periods whose names stand below the axis on a narrow screen; they are years, months or days.

    >>> sorted(narrow_marks([str(year) for year in range(1998, 2017)]))
    ['2000', '2005', '2010', '2015']
    """
    return _marks(periods, _NARROW)


def wide_marks(periods: Sequence[str]) -> frozenset[str]:
    """Those on a wide screen."""
    return _marks(periods, _WIDE)


def _marks(periods: Sequence[str], most: dict[int, int]) -> frozenset[str]:
    """Round years, months and days; evenly spaced ones where years are missing here and there."""
    if not periods:
        return frozenset()
    length = len(periods[0])
    if length == len("2020") and int(periods[-1]) - int(periods[0]) >= len(periods):
        return frozenset(periods[:: -(-len(periods) // most[length])])
    found: list[str] = []
    for step in _STEPS[length]:
        found = [period for period in periods if _number(period) % step == 0]
        if len(found) <= most[length]:
            break
    return frozenset(found or periods[:1])


def _number(period: str) -> int:
    """A year or a month counted from the beginning of our era, or a day from the beginning of its month."""
    year, month, day = map(int, f"{period}-01-01"[: len("2020-06-04")].split("-"))
    if len(period) == len("2020-06-04"):
        return day - 1 if day < 31 else 1  # the 31st would stand beside the 1st
    return year if len(period) == len("2020") else year * 12 + month - 1
