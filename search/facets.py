"""Which facets are there? Declared once, in the order in which they are shown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from search.dates import DateRange
from search.errors import N_
from search.release import Release

UNDATED = "undated"  # the bucket of releases whose date is missing or impossible


@dataclass(frozen=True, slots=True)
class Facet:
    """A property of releases that results are counted and narrowed by.

    Attributes:
        name: as in addresses and in JSON.
        label: English, shown in the interface through the translation catalogues.
        many: whether a release can have several values.
        is_listed: whether every page of results counts it; others are counted where somebody asks for one of them.
        values: what a release has of it, each with the name kept beside the value ("" where the interface names it).
    """

    name: str
    label: str
    many: bool
    values: Callable[[Release], Mapping[str, str]]
    is_listed: bool = True


# Counted by value, most releases first. The date is a facet too, but chosen as a range: `date` in a page of results is
# counted in buckets as wide as `granularity` says, inside the chosen range, so that its counts add up to the total.
FACETS: Mapping[str, Facet] = {
    facet.name: facet
    for facet in (
        Facet("minister", N_("Minister"), True, lambda r: {m.id: m.name for m in r.ministers}),
        Facet("country", N_("Country"), True, lambda r: dict.fromkeys(r.countries, "")),
        Facet("language", N_("Language"), False, lambda r: {r.language: ""}),
        Facet("kind", N_("Kind"), False, lambda r: {r.kind.value: ""}),
        # Whom and what a release names, whoever acts in it and whatever it is about.
        Facet("person", N_("Person named"), True, lambda r: {m.id: m.name for m in r.people}, is_listed=False),
        Facet("mentions", N_("Country named"), True, lambda r: dict.fromkeys(r.mentions, ""), is_listed=False),
    )
}
LISTED = tuple(name for name, facet in FACETS.items() if facet.is_listed)
DATE = "date"


class Granularity(StrEnum):
    """How wide one bucket of the date facet is."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"


_LENGTH = {Granularity.YEAR: 4, Granularity.MONTH: 7, Granularity.DAY: 10}  # of its notation, in characters
_TWO_MONTHS = 62  # days in the longest, July and August
_TWO_YEARS = 731  # days with a leap day


def granularity(dates: DateRange) -> Granularity:
    """By year without a range or over more than two years, by month within two years, by day within two months.

    A range that is open at one end counts as long.
    """
    if dates.start is None or dates.end is None:
        return Granularity.YEAR
    days = (dates.end - dates.start).days + 1
    if days <= _TWO_MONTHS:
        return Granularity.DAY
    return Granularity.MONTH if days <= _TWO_YEARS else Granularity.YEAR


def bucket(published: date | None, width: Granularity) -> str:
    """The date facet's value for a day: `2020`, `2020-06`, `2020-06-04` or `undated`."""
    return published.isoformat()[: _LENGTH[width]] if published else UNDATED
