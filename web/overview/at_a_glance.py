"""What does the overview show? All that a query finds: over time, on a map, by minister, and which countries meet."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from search.engine import Reader
from search.facets import DATE, granularity
from search.query import Filter, Query
from search.results import Page
from web import addresses
from web.labels import Labels
from web.links import Link
from web.overview.atlas import Atlas, atlas
from web.overview.crosstab import MOST_COUNTRIES, MOST_MINISTERS, MOST_PERIODS, Crosstab, Pairs, over_time, together
from web.overview.timeline import Timeline, timeline
from web.results.narrowing import chips, without_filters
from web.results.present import heading


@dataclass(frozen=True, slots=True)
class Counts:
    """What an overview is drawn from.

    Attributes:
        query: what is asked.
        page: of it, for the total and the facets; see `within_itself`.
        ministers: pairs of a minister and a period.
        countries: pairs of two countries.
    """

    query: Query
    page: Page
    ministers: Pairs
    countries: Pairs


@dataclass(frozen=True, slots=True)
class Overview:
    """The page.

    Attributes:
        heading: how many releases for what.
        has_results: whether there is anything to show.
        chips: the filters in force; each leads to the same page without it.
        unfiltered: the same page without any.
        results: the releases themselves.
        timeline, atlas, ministers, countries: the pictures.
        is_free: whether countries are counted as if none of the chosen ones were chosen.
        every_minister: the page with all ministers where some are not shown, else "".
    """

    heading: str
    has_results: bool
    chips: tuple[Link, ...]
    unfiltered: str
    results: str
    timeline: Timeline
    atlas: Atlas
    ministers: Crosstab
    countries: Crosstab
    is_free: bool
    every_minister: str


def gather(reader: Reader, query: Query) -> Counts:
    """Everything that the overview of a query is drawn from.

    Raises:
        InvalidQuery: the text holds nothing that could be searched for.
    """
    page = reader.search(replace(within_itself(query).from_start, size=1, explain=False))
    width = granularity(query.dates)
    periods = max(MOST_PERIODS, MOST_MINISTERS)
    return Counts(
        query,
        replace(page, query=query),
        reader.crossed(query, "minister", DATE, most=periods, width=width),
        reader.crossed(query, "country", "country", most=MOST_COUNTRIES),
    )


def within_itself(query: Query) -> Query:
    """The same question, with a facet's one chosen value required, so that the facet is counted in what is found.

    A chosen value is off while its facet is counted, so that a reader can choose another. A map of what was found on
    Iraq should not show what was found elsewhere, though, but what else that is about. Of several chosen values one is
    enough, and none is required.
    """
    alone = frozenset(each for each in query.filters if len(query.chosen(each.facet)) == 1)
    return replace(query, filters=query.filters - alone, required=query.required | alone)


def overview(counts: Counts, labels: Labels) -> Overview:
    """What the page shows in the language of the labels."""
    query, page, language = counts.query, counts.page, labels.interface.code
    countries, ministers = page.facets["country"], page.facets["minister"]
    crossed = over_time(counts.ministers, ministers, query, labels)
    has_more = sum(each.count > 0 for each in ministers) > len(crossed.lines)
    return Overview(
        heading=heading(page, labels),
        has_results=page.total > 0,
        chips=chips(query, labels, addresses.overview),
        unfiltered=addresses.overview(language, without_filters(query)),
        results=addresses.results(language, query.from_start),
        timeline=timeline(page.facets[DATE], query, labels),
        atlas=atlas(countries, _searches(counts, labels), labels),
        ministers=crossed,
        countries=together(counts.countries, query, labels),
        is_free=len(query.chosen("country")) > 1,
        every_minister=addresses.facet(language, "minister", query) if has_more else "",
    )


def _searches(counts: Counts, labels: Labels) -> Mapping[str, str]:
    """For each country the search that finds as many releases as are counted."""
    query, language = counts.query, labels.interface.code
    found = (each.value for each in counts.page.facets["country"] if each.count)
    return {code: addresses.results(language, _about(query, code)) for code in found}


def _about(query: Query, code: str) -> Query:
    if len(query.chosen("country")) <= 1:
        return query.narrowing("country", code)
    others = frozenset(each for each in query.filters if each.facet != "country")
    return replace(query.from_start, filters=others | {Filter("country", code)})
