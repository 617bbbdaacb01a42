"""In which orders do results come, and where in one does a release stand? Told by what is known of the release alone.

A place in an order by moments or days does not depend on what else an index holds: who has come so far in a walk goes
on behind it, whatever was added, changed or withdrawn meanwhile. By relevance there is no such place.
"""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from hashlib import blake2b
from typing import Protocol

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_CHECKSUM = 3  # bytes; a cursor that was cut short or mistyped must not lead to another place
_LONGEST = 1_200  # characters of a cursor, with the longest id there can be
_CONTENT = re.compile(r"([a-z])(-?[0-9]{1,17})?;([0-9]{1,7})?;(.+)", re.DOTALL)


class Sort(StrEnum):
    """The order of the results; in all but the first, what has no such moment or day comes last."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"
    SEEN = "seen"  # what appeared here latest comes first (`Release.appeared`)
    CHANGED = "changed"  # what happened to latest, be it that it appeared (`Release.latest`)


_LETTERS = {Sort.NEWEST: "n", Sort.OLDEST: "o", Sort.SEEN: "s", Sort.CHANGED: "c"}


class Dated(Protocol):
    """What is known of a release that it can be put in order by."""

    @property
    def id(self) -> str: ...  # noqa: D102 - as in `Release`

    @property
    def published(self) -> date | None: ...  # noqa: D102

    @property
    def appeared(self) -> datetime | None: ...  # noqa: D102

    @property
    def latest(self) -> datetime | None: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a release stands in an order.

    Attributes:
        sort: the order, not that by relevance.
        moment: microseconds since 1970 (UTC), None in an order by day, and for a release without such a moment.
        day: ordinal of the day of publication, None for undated.
        id: of the release.
    """

    sort: Sort
    moment: int | None
    day: int | None
    id: str

    @property
    def key(self) -> tuple[bool, int, bool, int, str]:
        """What releases are sorted by: moments from the latest on, days in the direction of the order, then ids."""
        day = self.day or 0
        ahead = day if self.sort is Sort.OLDEST else -day
        return self.moment is None, -(self.moment or 0), self.day is None, ahead, self.id

    @property
    def token(self) -> str:
        """As it stands in an address; `read_cursor` gives the same cursor back."""
        moment, day = ("" if number is None else number for number in (self.moment, self.day))
        content = f"{_LETTERS[self.sort]}{moment};{day};{self.id}".encode()
        return urlsafe_b64encode(_checksum(content) + content).decode().rstrip("=")

    def __str__(self) -> str:
        return self.token


def cursor_of(release: Dated, sort: Sort) -> Cursor:
    """Where a release stands in an order that is not by relevance."""
    moment = {Sort.SEEN: release.appeared, Sort.CHANGED: release.latest}.get(sort)
    day = release.published.toordinal() if release.published else None
    return Cursor(sort, None if moment is None else microseconds(moment), day, release.id)


def read_cursor(token: str) -> Cursor:
    """The cursor that an address holds.

    Raises:
        ValueError: it is none, or not as it was written.
    """
    if len(token) > _LONGEST:
        raise ValueError("longer than any cursor")
    whole = urlsafe_b64decode(token + "=" * (-len(token) % 4))
    found = _CONTENT.fullmatch(whole[_CHECKSUM:].decode())
    sorts = {letter: sort for sort, letter in _LETTERS.items()}
    if not found or found[1] not in sorts:
        raise ValueError("no cursor")
    moment, day = (int(number) if number else None for number in found.group(2, 3))
    cursor = Cursor(sorts[found[1]], moment, day, found[4])
    if cursor.token != token:
        raise ValueError("no cursor as it was written")
    return cursor


def microseconds(moment: datetime) -> int:
    """A moment (aware) as a whole number of microseconds since 1970."""
    return (moment - _EPOCH) // timedelta(microseconds=1)


def _checksum(content: bytes) -> bytes:
    return blake2b(content, digest_size=_CHECKSUM).digest()
