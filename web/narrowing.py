"""How does a reader narrow a search and widen it again? Facets with their links, and the filters that are in force."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from search.analysis import exact
from search.dates import DateRange, days_of
from search.facets import DATE, FACETS, UNDATED
from search.query import Query
from search.results import FacetCount, Page
from web import addresses
from web.labels import Labels

_SHOWN = 10  # values of a facet before the rest is folded away


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A facet's value: its name, how many releases have it (written out), and where choosing or dropping it leads."""

    label: str
    count: str
    address: str | None
    selected: bool


@dataclass(frozen=True, slots=True)
class FacetView:
    """A facet as shown.

    Attributes:
        name: as in `Page.facets`.
        label: what it is called.
        shown: the first ten values, and every chosen one.
        rest: those that are folded away.
        wider: ways up, to a wider range of dates.
    """

    name: str
    label: str
    shown: tuple[Choice, ...]
    rest: tuple[Choice, ...]
    wider: tuple[Link, ...] = ()


def facet_views(page: Page, labels: Labels) -> tuple[FacetView, ...]:
    """Every facet with a value or a way up, in the order of the page."""
    views = (_view(name, counts, page.query, labels) for name, counts in page.facets.items())
    return tuple(view for view in views if view.shown or view.wider)


def chips(query: Query, labels: Labels) -> tuple[Link, ...]:
    """The filters in force; each leads to the same search without it."""
    language = labels.interface.code
    found = []
    if query.dates != DateRange():
        address = addresses.results(language, in_range(query, DateRange()))
        found.append(Link(f"{labels.facet(DATE)}: {labels.range(query.dates)}", address))
    for facet in FACETS:
        for value in sorted(query.chosen(facet)):
            address = addresses.results(language, query.dropping(facet, value))
            found.append(Link(f"{labels.facet(facet)}: {labels.value(facet, value)}", address))
    return tuple(found)


def in_range(query: Query, dates: DateRange) -> Query:
    """The same question about other days, from page 1."""
    return replace(query, dates=dates, page=1)


def without_filters(query: Query) -> Query:
    """The same question without filters and dates, from page 1."""
    return replace(query, filters=frozenset(), dates=DateRange(), page=1)


def in_any_language(query: Query) -> Query:
    """The same question to releases in every language, from page 1."""
    kept = frozenset(chosen for chosen in query.filters if chosen.facet != "language")
    return replace(query, filters=kept, page=1)


def _view(name: str, counts: Sequence[FacetCount], query: Query, labels: Labels) -> FacetView:
    if name != DATE:
        # Engines break ties by what they know, the code; readers look for the name.
        counts = sorted(counts, key=lambda count: (-count.count, exact(labels.value(name, count.value, count.name))))
    choices = [_choice(name, count, query, labels) for count in counts]
    shown = tuple(choice for rank, choice in enumerate(choices) if rank < _SHOWN or choice.selected)
    rest = tuple(choice for choice in choices if choice not in shown)
    wider = tuple(_wider(query, labels)) if name == DATE else ()
    return FacetView(name, labels.facet(name), shown, rest, wider)


def _choice(facet: str, count: FacetCount, query: Query, labels: Labels) -> Choice:
    label = labels.value(facet, count.value, count.name)
    target = _toggled(facet, count, query)
    address = addresses.results(labels.interface.code, target) if target else None
    return Choice(label, labels.interface.number(count.count), address, count.selected)


def _toggled(facet: str, count: FacetCount, query: Query) -> Query | None:
    if facet == DATE:
        if count.value == UNDATED:
            return None  # a range of days cannot ask for what has no day
        return in_range(query, DateRange() if count.selected else days_of(count.value))
    return query.dropping(facet, count.value) if count.selected else query.adding(facet, count.value)


def _wider(query: Query, labels: Labels) -> Iterator[Link]:
    """From a range within one year or month to the whole of it, and to all dates."""
    if query.dates == DateRange():
        return
    language = labels.interface.code
    yield Link(labels.interface.gettext("All dates"), addresses.results(language, in_range(query, DateRange())))
    if query.dates.start and query.dates.end:
        for length in (len("2020"), len("2020-06")):
            period = query.dates.start.isoformat()[:length]
            if query.dates.end in days_of(period) and query.dates != days_of(period):
                address = addresses.results(language, in_range(query, days_of(period)))
                yield Link(labels.interface.period(period), address)
