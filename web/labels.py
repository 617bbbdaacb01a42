"""What is a facet and each of its values called, in a language of the interface?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from search.analysis import normalize
from search.dates import DateRange
from search.errors import N_
from search.facets import DATE, FACETS, UNDATED
from search.results import FacetCount
from search.syntax import DOUBLE_QUOTES
from web.locale import Interface
from web.values import written_range

DATE_LABEL = N_("Date")


@dataclass(frozen=True, slots=True)
class Labels:
    """The names of facets and their values.

    Attributes:
        interface: the language that they are in.
        ministers: names by identifier, for those whom no release names beside the identifier.
    """

    interface: Interface
    ministers: Mapping[str, str]

    def facet(self, facet: str) -> str:
        """The name of a facet."""
        return self.interface.gettext(DATE_LABEL if facet == DATE else FACETS[facet].label)

    def value(self, facet: str, value: str, name: str = "") -> str:
        """The name of a facet's value; `name` is the one that releases keep beside it."""
        match facet:
            case "date":
                return self.interface.gettext("undated") if value == UNDATED else self.interface.period(value)
            case "country" | "mentions":
                return self.interface.country(value)
            case "language":
                return self.interface.language(value)
            case "kind":
                return self.interface.kind(value)
            case _:
                return name or self.ministers.get(value, value)

    def named(self, facet: str, counts: Iterable[FacetCount]) -> list[tuple[FacetCount, str]]:
        """The values of a facet with their names, most releases first, then as the language sorts; dates stay."""
        found = [(count, self.value(facet, count.value, count.name)) for count in counts]
        if facet == DATE:
            return found
        return sorted(found, key=lambda each: (-each[0].count, self.interface.collated(each[1])))

    def quoted(self, text: str) -> str:
        """What was typed, on one line and between quotation marks, unless it brings its own; "" for nothing."""
        text = normalize(text)
        if not text or any(mark in text for mark in DOUBLE_QUOTES):
            return text
        return self.interface.gettext("“%(text)s”", text=text)

    def range(self, dates: DateRange) -> str:
        """A range of days by the names of its ends: one year, month or day, or from when to when."""
        start, end = (text and self.interface.period(text) for text in written_range(dates))
        if start and end:
            return start if start == end else self.interface.gettext("%(start)s to %(end)s", start=start, end=end)
        if start:
            return self.interface.gettext("from %(start)s", start=start)
        return self.interface.gettext("until %(end)s", end=end)
