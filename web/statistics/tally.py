"""What is counted of a search? That there was one, whether it found anything, and whether anybody opened what it found.

Of who asked nothing is counted, and nothing is kept from which it could be found out. What was asked for can itself say
too much, such as a name that a journalist looks up before a story: a text is kept only once it has been asked for often
enough, on several days. Until then it is a number that only the running server can compute from the text.
"""

from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b

from search.analysis import normalize

SLOW = 500  # milliseconds; a search that takes longer is noticed
OFTEN, DAYS = 5, 3  # how often, and on how many days of a week, a text must be asked for until it is kept
_LONGEST = 200  # characters of a text that is counted by itself
_MOST = 10_000  # texts that are held until they are written; of more, only the totals are

PEOPLE, PROGRAMS = "people", "programs"  # for whom an answer is


@dataclass(frozen=True, slots=True)
class Count:
    """How often something happened; `days` has a bit for each day of the week on which it was asked for."""

    searches: int = 0
    without_results: int = 0
    slow: int = 0
    openings: int = 0
    days: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(
            self.searches + other.searches,
            self.without_results + other.without_results,
            self.slow + other.slow,
            self.openings + other.openings,
            self.days | other.days,
        )

    @property
    def may_be_told(self) -> bool:
        """Whether what was asked for has been asked for often enough to be kept in words."""
        return self.searches >= OFTEN and self.days.bit_count() >= DAYS


@dataclass(slots=True)
class Tally:
    """What has not been written yet: by week and for whom, and by week and mark with the text itself."""

    totals: dict[tuple[str, str], Count] = field(default_factory=dict)
    texts: dict[tuple[str, bytes], tuple[str, Count]] = field(default_factory=dict)

    def add(self, count: Count, day: date, whose: str, text: str, secret: bytes) -> None:
        """Count something that happened on a day.

        Args:
            count: what happened.
            day: when.
            whose: for whom the answer was.
            text: what was asked for, "" for nothing in words.
            secret: by which texts become marks.
        """
        week, asked = week_of(day), plain(text)
        self.totals[week, whose] = self.totals.get((week, whose), Count()) + count
        key = (week, mark(asked, week, secret))
        if asked and whose == PEOPLE and len(asked) <= _LONGEST and (key in self.texts or len(self.texts) < _MOST):
            self.texts[key] = (asked, self.texts.get(key, (asked, Count()))[1] + count)


def searched(total: int, took_ms: float, day: date) -> Count:
    """One search that found so much in such a time."""
    return Count(1, int(total == 0), int(took_ms > SLOW), 0, 1 << day.weekday())


OPENED = Count(openings=1)


def week_of(day: date) -> str:
    """The calendar week as ISO 8601 has it, such as 2026-W48."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def plain(text: str) -> str:
    """A text as it is counted: capitals and spaces make no difference.

    >>> plain(" Heiko  MAAS ")
    'heiko maas'
    """
    return " ".join(normalize(text).casefold().split())


def mark(text: str, week: str, secret: bytes) -> bytes:
    """What stands for a text in one week; in another it is another, so that weeks cannot be laid side by side."""
    told = text.encode("utf-8", "surrogatepass")
    return blake2b(told, digest_size=16, key=secret, person=week.encode()).digest()
