"""What else may somebody read who has read a release? What is about the same, and what came on the same day."""

from collections.abc import Sequence
from dataclasses import dataclass

from search.dates import DateRange
from search.engine import Reader
from search.query import Query
from search.release import Release
from search.results import Version
from web import addresses
from web.labels import Labels
from web.results.entries import Dateline, dateline

MOST = 5  # of each


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another release: where it is, what stands above its title, and the title with its language."""

    address: str
    dateline: Dateline
    title: str
    language: str


@dataclass(frozen=True, slots=True)
class SameDay:
    """Others of the same day.

    Attributes:
        neighbours: at most five.
        day: in words.
        total: of all releases of the day, this one included.
        address: of the search for all of them.
    """

    neighbours: tuple[Neighbour, ...]
    day: str
    total: int
    address: str


def similar(release: Release, reader: Reader, labels: Labels) -> tuple[Neighbour, ...]:
    """What is most like a release, in the language of the interface where it can be had; none where nothing is."""
    hits = reader.similar(release, MOST, prefer=labels.interface.code)
    return tuple(_neighbour(hit.release, labels) for hit in hits)


def same_day(release: Release, versions: Sequence[Version], reader: Reader, labels: Labels) -> SameDay | None:
    """Others of the day of a release, its own versions left out; None where there are none, or it has no day."""
    if release.published is None:
        return None
    own = {release.id, *(version.id for version in versions)}
    code = labels.interface.code
    query = Query(dates=DateRange(release.published, release.published), size=MOST + 1, prefer=code)
    page = reader.search(query)
    others = [_neighbour(hit.release, labels) for hit in page.hits if hit.release.id not in own][:MOST]
    if not others:
        return None
    everything = addresses.results(code, Query(dates=query.dates))
    return SameDay(tuple(others), labels.interface.date(release.published), page.total, everything)


def _neighbour(release: Release, labels: Labels) -> Neighbour:
    address = addresses.release(labels.interface.code, release.id)
    return Neighbour(address, dateline(release, labels), release.title, release.title_language)
