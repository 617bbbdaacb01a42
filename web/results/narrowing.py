"""How does a reader narrow a search and widen it again? Facets with their links, and the filters that are in force."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import compress
from operator import not_

from search.dates import DateRange
from search.errors import N_
from search.facets import DATE, FACETS, UNDATED
from search.query import Filter, Query, Sort
from search.results import FacetCount, Page
from web import addresses
from web.labels import Labels
from web.links import Link
from web.results.dating import Bar, bars, in_range, wider, within

_MOST_FOLDED = 30  # values that are folded away on a page of results
_SHOWN = 10  # values of a facet before the rest is folded away


@dataclass(frozen=True, slots=True)
class Choice:
    """A facet's value.

    Attributes:
        value: as in addresses.
        label: its name.
        count: how many releases have it, written out.
        address: where choosing it leads, or dropping it where it is chosen or left out.
        selected, excluded: whether it is chosen, or left out.
        without: where leaving it out leads; None where that cannot be.
    """

    value: str
    label: str
    count: str
    address: str
    selected: bool
    excluded: bool = False
    without: str | None = None


@dataclass(frozen=True, slots=True)
class FacetView:
    """A facet as shown.

    Attributes:
        name: as in `Page.facets`.
        label: what it is called.
        shown: the first ten values, and every chosen one.
        rest: some that are folded away.
        wider: ways up, to a wider range of dates.
        bars: the histogram of dates.
        everything: the page with all values and a search among them, "" for a short list.
    """

    name: str
    label: str
    shown: tuple[Choice, ...]
    rest: tuple[Choice, ...]
    wider: tuple[Link, ...] = ()
    bars: tuple[Bar, ...] = ()
    everything: str = ""


def facet_views(page: Page, labels: Labels) -> tuple[FacetView, ...]:
    """Every facet with a value or a way up, in the order of the page."""
    views = (_view(name, counts, page.query, labels) for name, counts in page.facets.items())
    return tuple(view for view in views if view.shown or view.wider)


def chips(
    query: Query, labels: Labels, address_of: Callable[[str, Query], str] = addresses.results
) -> tuple[Link, ...]:
    """The filters in force; each leads to the same search without it.

    Args:
        query: what is asked.
        labels: names.
        address_of: the page that they stand on, for a language of the interface and a query.
    """
    language, query = labels.interface.code, query.from_start
    found = []
    if query.dates != DateRange():
        address = address_of(language, in_range(query, DateRange()))
        found.append(Link(f"{labels.facet(DATE)}: {labels.range(query.dates)}", address))
    if query.undated:
        undated = labels.value(DATE, UNDATED)
        found.append(Link(f"{labels.facet(DATE)}: {undated}", address_of(language, replace(query, undated=False))))
    if query.since:
        found.append(Link(_since(query, query.since, labels), address_of(language, replace(query, since=None))))
    for facet in FACETS:
        for value in sorted(query.chosen(facet) | query.needed(facet) | query.barred(facet)):
            names = {"facet": labels.facet(facet), "value": labels.value(facet, value)}
            address = address_of(language, query.dropping(facet, value))
            found.append(Link(labels.interface.gettext(_said_of(facet, value, query), **names), address))
    return tuple(found)


def _said_of(facet: str, value: str, query: Query) -> str:
    if value in query.barred(facet):
        return N_("%(facet)s: not %(value)s")
    return N_("%(facet)s: also %(value)s") if value in query.needed(facet) else N_("%(facet)s: %(value)s")


def _since(query: Query, moment: datetime, labels: Labels) -> str:
    when = labels.interface.moment(moment)
    if query.order is Sort.CHANGED:
        return labels.interface.gettext("New or changed since %(when)s", when=when)
    return labels.interface.gettext("Here since %(when)s", when=when)


def without_filters(query: Query) -> Query:
    """The same question without filters, dates and a moment from which on, from page 1."""
    nothing: frozenset[Filter] = frozenset()
    anywhere = replace(query.from_start, filters=nothing, excluded=nothing, required=nothing)
    return replace(anywhere, dates=DateRange(), undated=False, since=None)


def in_any_language(query: Query) -> Query:
    """The same question to releases in every language, from page 1."""
    kept, barred, needed = (
        frozenset(each for each in filters if each.facet != "language")
        for filters in (query.filters, query.excluded, query.required)
    )
    return replace(query.from_start, filters=kept, excluded=barred, required=needed)


def choices(name: str, named: Iterable[tuple[FacetCount, str]], query: Query, labels: Labels) -> list[Choice]:
    """Values of a facet but the date, each with its name, as choices."""
    return [_choice(name, count, label, query, labels) for count, label in named]


def _view(name: str, counts: Sequence[FacetCount], query: Query, labels: Labels) -> FacetView:
    if name == DATE:
        dates = [_date(count, query, labels) for count in counts]
        ways = tuple(wider(query, labels))
        return FacetView(name, labels.facet(name), *_folded(dates), ways, bars(counts, query, labels))
    named = labels.named(name, counts)
    # Beyond these a value is quicker found on the facet's own page, and a page of results would be half links.
    kept = [each for rank, each in enumerate(named) if rank < _SHOWN + _MOST_FOLDED or _is_in_force(each[0])]
    shown, rest = _folded([_choice(name, count, label, query, labels) for count, label in kept])
    everything = addresses.facet(labels.interface.code, name, query) if rest else ""
    return FacetView(name, labels.facet(name), shown, rest, everything=everything)


def _is_in_force(count: FacetCount) -> bool:
    return count.selected or count.excluded


def _folded(found: Sequence[Choice]) -> tuple[tuple[Choice, ...], tuple[Choice, ...]]:
    is_shown = [rank < _SHOWN or choice.selected or choice.excluded for rank, choice in enumerate(found)]
    rest = compress(found, map(not_, is_shown))
    return tuple(compress(found, is_shown)), tuple(rest)


def _date(count: FacetCount, query: Query, labels: Labels) -> Choice:
    target = in_range(query, DateRange()) if count.selected else within(query, count.value)
    address = addresses.results(labels.interface.code, target)
    name, number = labels.value(DATE, count.value), labels.interface.number(count.count)
    return Choice(count.value, name, number, address, count.selected)


def turned(facet: str, count: FacetCount, query: Query) -> Query:
    """Where a facet's value leads: to choosing it, or to doing without what is chosen or left out of it."""
    return query.dropping(facet, count.value) if _is_in_force(count) else query.adding(facet, count.value)


def _choice(facet: str, count: FacetCount, label: str, query: Query, labels: Labels) -> Choice:
    language, is_free = labels.interface.code, not _is_in_force(count)
    without = addresses.results(language, query.excluding(facet, count.value)) if is_free else None
    number = labels.interface.number(count.count)
    address = addresses.results(language, turned(facet, count, query))
    return Choice(count.value, label, number, address, count.selected, count.excluded, without)
