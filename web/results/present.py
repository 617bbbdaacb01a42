"""What does a page of results show? A page becomes the words, numbers and links that a template sets."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from search.errors import N_
from search.query import Group, Query, Sort
from search.results import Page
from search.syntax import as_written, read, written
from web import addresses
from web.following.taking import Taking, taking
from web.labels import Labels
from web.links import Link
from web.results.across import Across, across
from web.results.entries import Result, result
from web.results.form import Form, form_of
from web.results.narrowing import FacetView, chips, facet_views, without_filters
from web.results.paging import window

SORT_LABELS: Mapping[Sort, str] = {
    Sort.RELEVANCE: N_("Relevance"),
    Sort.NEWEST: N_("Newest first"),
    Sort.OLDEST: N_("Oldest first"),
    Sort.SEEN: N_("Latest here first"),
    Sort.CHANGED: N_("New and changed first"),
}
_OFFERED = (Sort.RELEVANCE, Sort.NEWEST, Sort.OLDEST)  # the others are shown where they are in force


@dataclass(frozen=True, slots=True)
class Tab:
    """One of several views of the same results; the present one has no address."""

    label: str
    address: str | None


@dataclass(frozen=True, slots=True)
class Results:
    """A page of results as shown.

    Attributes:
        heading: how many releases for what.
        position: which page of how many, "" for the only one.
        has_results: whether anything was found, on this page or on another.
        tabs: the orders that results can have.
        grouping: the same results with each language version by itself, or together again; None where it is the same.
        pages: the pages that can be reached; None for a gap.
        previous, next: neighbours, None at the ends.
        last: the last page, named where this one lies beyond it.
        overview: the same releases at a glance.
        taking: the same results as feeds, as files and for programs.
        as_typed: the same search for the words as typed alone, without their other forms; "" where it is too long.
        across: what is told of the other language, None for nothing.
        by_meaning: whether what the best results mean has a part in their order.
        meant: what the reader may have meant to type, None for nothing else.
    """

    heading: str
    position: str
    has_results: bool
    form: Form
    chips: tuple[Link, ...]
    unfiltered: str
    facets: tuple[FacetView, ...]
    tabs: tuple[Tab, ...]
    grouping: Link | None
    results: tuple[Result, ...]
    pages: tuple[Tab | None, ...]
    previous: str | None
    next: str | None
    last: Link
    overview: str
    taking: Taking
    as_typed: str
    across: Across | None
    by_meaning: bool = False
    meant: Link | None = None


def present(page: Page, labels: Labels) -> Results:
    """What the page shows in the language of the labels."""
    query, start, language = page.query, page.query.from_start, labels.interface.code
    return Results(
        heading=heading(page, labels),
        position=_position(page, labels),
        has_results=page.total > 0,
        form=form_of(query, labels),
        chips=chips(query, labels),
        unfiltered=addresses.results(language, without_filters(query)),
        facets=facet_views(page, labels),
        tabs=_tabs(start, labels),
        grouping=_grouping(page, labels),
        results=tuple(result(hit, query, labels) for hit in page.hits),
        pages=tuple(_pages(page, labels)),
        previous=_turned(query, query.page - 1, language) if 1 < query.page <= page.last else None,
        next=_next(page, language),
        last=Link(labels.interface.number(page.last), _turned(query, page.last, language)),
        overview=addresses.overview(language, query),
        taking=taking(query, language),
        as_typed=_as_typed(start, labels),
        across=across(page, labels.interface),
        by_meaning=page.by_meaning,
        meant=_meant(page, labels),
    )


def _meant(page: Page, labels: Labels) -> Link | None:
    if page.suggestion is None:
        return None
    return Link(
        page.suggestion, addresses.results(labels.interface.code, replace(page.query.from_start, text=page.suggestion))
    )


def _as_typed(query: Query, labels: Labels) -> str:
    reading = read(query.text, query.match)
    exact = query.reworded(written(as_written(reading.tree), labels.interface.code, reading.spelled))
    return _address(exact, labels) if exact else ""


def heading(page: Page, labels: Labels) -> str:
    """How many releases were found, and for what."""
    text, total, say = labels.quoted(page.query.text), page.total, labels.interface
    if not total:
        return say.gettext("Nothing found for %(text)s", text=text) if text else say.gettext("Nothing found")
    if text:
        return say.ngettext("%(number)s release for %(text)s", "%(number)s releases for %(text)s", total, text=text)
    return say.ngettext("%(number)s release", "%(number)s releases", total)


def _position(page: Page, labels: Labels) -> str:
    if page.last == 1 or page.is_beyond_end or page.query.after:
        return ""
    number = labels.interface.number
    return labels.interface.gettext("Page %(page)s of %(last)s", page=number(page.query.page), last=number(page.last))


def _tabs(query: Query, labels: Labels) -> tuple[Tab, ...]:
    """The orders; without a text nothing is more relevant than anything else, so that order is not offered."""
    offered = _OFFERED if query.text.strip() else _OFFERED[1:]
    sorts = offered if query.order in offered else (*offered, query.order)
    return tuple(
        Tab(
            labels.interface.gettext(SORT_LABELS[sort]),
            None if sort is query.order else _address(replace(query, sort=sort), labels),
        )
        for sort in sorts
    )


def _grouping(page: Page, labels: Labels) -> Link | None:
    query = page.query.from_start
    if query.group is Group.NONE:
        label = labels.interface.gettext("Show the language versions of a release together")
        return Link(label, _address(replace(query, group=Group.TRANSLATIONS), labels))
    if not any(hit.translations for hit in page.hits):
        return None
    label = labels.interface.gettext("Show each language version by itself")
    return Link(label, _address(replace(query, group=Group.NONE), labels))


def _pages(page: Page, labels: Labels) -> Iterator[Tab | None]:
    """The pages that can be reached; what goes on behind a hit is no page with a number."""
    if page.last == 1 or page.is_beyond_end or page.query.after:
        return
    for number in window(page.query.page, page.last):
        yield _page_tab(page.query, number, labels) if number else None


def _next(page: Page, language: str) -> str | None:
    query = page.query
    if query.after:
        return addresses.results(language, replace(query, after=page.after)) if page.after else None
    return _turned(query, query.page + 1, language) if query.page < page.last else None


def _page_tab(query: Query, number: int, labels: Labels) -> Tab:
    address = None if number == query.page else _turned(query, number, labels.interface.code)
    return Tab(labels.interface.number(number), address)


def _turned(query: Query, number: int, language: str) -> str:
    return addresses.results(language, replace(query.from_start, page=number))


def _address(query: Query, labels: Labels) -> str:
    return addresses.results(labels.interface.code, query)
