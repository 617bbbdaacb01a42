"""What does a text say that its version in another language must say too? A mention: where it stands, and its keys.

Keys are what is compared. A mention stands in the other version where one there offers a key that it needs. "June 4th"
meets "4. Juni 2020", which meets no "4 June 2021"; the keys of a mention need not be the same on both sides.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Sort(StrEnum):
    """What sort of thing is named."""

    NUMBER = "number"
    DATE = "date"
    NAME = "name"


class Kind(StrEnum):
    """What can be said in its place: a weekday in place of a weekday, a person in place of a person."""

    COUNT = "count"
    FEW = "count up to twelve"
    YEAR = "year"
    TIME = "time of day"
    TELEPHONE = "telephone number"
    DAY = "day"
    MONTH = "month"
    WEEKDAY = "weekday"
    PERSON = "person"
    COUNTRY = "country"

    @property
    def sort(self) -> Sort:
        """What it is called to a reader."""
        if self in (Kind.DAY, Kind.MONTH, Kind.WEEKDAY):
            return Sort.DATE
        return Sort.NAME if self in (Kind.PERSON, Kind.COUNTRY) else Sort.NUMBER


@dataclass(frozen=True, slots=True)
class Mention:
    """A number, a date or a name in a text.

    Attributes:
        start, end: where it stands, in characters, the end excluded.
        kind: what it is.
        offers: the keys by which it meets what the other version says.
        needs: the keys of which one must be there; none for what is never missed, such as "both" or "Iraqi".
        is_vague: whether it is missed only where another of its kind stands in its place: "three", "Tuesday", "June".
    """

    start: int
    end: int
    kind: Kind
    offers: frozenset[str]
    needs: frozenset[str] = frozenset()
    is_vague: bool = False


Mentions = Iterator[Mention]
