"""Which of the matches are on this page, in which order, and how are they all counted? `search.collect` in arrays."""

from collections.abc import Mapping, Sequence
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from search.collect import Collected
from search.engines.whoosh.catalogue import Catalogue
from search.engines.whoosh.columns import UNDATED_DAY, day_of
from search.engines.whoosh.finish import finished
from search.engines.whoosh.matches import Matches
from search.engines.whoosh.selection import least
from search.facets import DATE, Granularity, bucket, granularity
from search.query import Query, Sort
from search.syntax import Node

Chosen = NDArray[np.bool_]


def collect(matches: Matches, tree: Node, query: Query, catalogue: Catalogue) -> Collected:
    """Filter, count, order and cut.

    Args:
        matches: every visible release whose text matches, before filters and dates.
        tree: what the text asks for.
        query: what else was asked.
        catalogue: what the releases are counted and ordered by.
    """
    matches = _left(matches, query, catalogue)
    passing = _passing(matches, query, catalogue)
    found = matches.among(_all_of(list(passing.values()))) if passing else matches
    years, counted = catalogue.tally.counts(found.documents)
    for name in passing:
        # As if the facet's own selection were off: only the others must be passed.
        others = [chosen for other, chosen in passing.items() if other != name]
        unchosen = matches.among(_all_of(others)) if others else matches
        if name in counted:
            counted = {**counted, name: catalogue.tally.counts_of(name, unchosen.documents)}
    counts = {name: _named(counts, catalogue.facets[name].values) for name, counts in counted.items()}
    counts[DATE] = _dates(found, years, query, catalogue)
    page = [(catalogue.id(number), score) for number, score in _page(found, tree, query, catalogue)]
    return Collected(len(found.documents), page, counts)


def total(matches: Matches, query: Query, catalogue: Catalogue) -> int:
    """How many of the matches pass the filters and the dates: what `collect` gives as the total, and nothing else."""
    matches = _left(matches, query, catalogue)
    passing = list(_passing(matches, query, catalogue).values())
    return int(np.count_nonzero(_all_of(passing))) if passing else len(matches.documents)


def _passing(matches: Matches, query: Query, catalogue: Catalogue) -> dict[str, Chosen]:
    """By each facet of which a value is chosen, which of the matches have one."""
    return {
        name: facet.have(chosen, matches.documents)
        for name, facet in catalogue.facets.items()
        if (chosen := query.chosen(name))
    }


def counts_of(matches: Matches, facet: str, query: Query, catalogue: Catalogue) -> Mapping[str, int]:
    """How many of the matches have each value of one facet, as if its own selection were off."""
    matches = _left(matches, query, catalogue)
    others = [chosen for name, chosen in _passing(matches, query, catalogue).items() if name != facet]
    found = matches.among(_all_of(others)) if others else matches
    column = catalogue.facets[facet]
    return _named(column.counts(found.documents), column.values)


def _left(matches: Matches, query: Query, catalogue: Catalogue) -> Matches:
    """Those of the matches that are published on the days asked for and have nothing that is excluded."""
    matches = _in_range(matches, query, catalogue)
    for name, facet in catalogue.facets.items() if query.excluded else ():
        if barred := query.barred(name):
            matches = matches.among(~facet.have(barred, matches.documents))
    return matches


def _in_range(matches: Matches, query: Query, catalogue: Catalogue) -> Matches:
    if query.undated:
        return matches.among(catalogue.days.take(matches.documents) == UNDATED_DAY)
    start, end = query.dates.start, query.dates.end
    if start is None and end is None:
        return matches
    days = catalogue.days.take(matches.documents)
    low = start.toordinal() if start else UNDATED_DAY + 1
    inside = days >= low
    if end:
        inside &= days <= end.toordinal()
    return matches.among(inside)


def _all_of(passing: Sequence[Chosen]) -> Chosen:
    return reduce(np.logical_and, passing)


def _named(counts: NDArray[np.int64], values: list[str]) -> Mapping[str, int]:
    held = np.flatnonzero(counts)
    return {values[number]: count for number, count in zip(held.tolist(), counts[held].tolist(), strict=True)}


def _dates(found: Matches, years: NDArray[np.int64], query: Query, catalogue: Catalogue) -> Mapping[str, int]:
    width = granularity(query.dates)
    if width is Granularity.YEAR:
        return _named(years, catalogue.tally.years)
    days, numbers = np.unique(catalogue.days.take(found.documents), return_counts=True)
    counted: dict[str, int] = {}
    for day, number in zip(days.tolist(), numbers.tolist(), strict=True):
        value = bucket(day_of(day), width)
        counted[value] = counted.get(value, 0) + number
    return counted


def _page(found: Matches, tree: Node, query: Query, catalogue: Catalogue) -> list[tuple[int, float]]:
    """The documents of the page in order, each with its score."""
    order = catalogue.oldest_first if query.sort is Sort.OLDEST else catalogue.newest_first
    first, last = query.offset, min(query.offset + query.size, len(found.documents))
    if first >= last:
        return []
    if len(found.documents) == catalogue.documents and not query.text:
        return [(number, 0.0) for number in order.documents[first:last].tolist()]
    if query.sort is Sort.RELEVANCE:
        found = finished(found, tree, catalogue)
    if query.sort is Sort.RELEVANCE and found.scores.min() != found.scores.max():
        places = _best(-found.scores, order.ranks, found.documents, last)
    else:
        ranks = order.ranks.take(found.documents)
        near = least(ranks, last)
        places = near.take(np.argsort(ranks.take(near)))
    on_page = places[first:last]
    return list(zip(found.documents.take(on_page).tolist(), found.scores.take(on_page).tolist(), strict=True))


def _best(
    losses: NDArray[np.float32], ranks: NDArray[np.int32], documents: NDArray[np.int64], last: int
) -> NDArray[np.int64]:
    """The places of the `last` documents with the smallest losses, in order; ranks decide between equal ones."""
    near = least(losses, last)
    if len(near) > last * 4:  # most of them tie with the last one
        worst = losses.take(near).max()
        better, tied = near.compress(losses.take(near) < worst), near.compress(losses.take(near) == worst)
        nearer = least(ranks.take(documents.take(tied)), last - len(better))
        near = np.concatenate([better, tied.take(nearer)])
    return near.take(np.lexsort((ranks.take(documents.take(near)), losses.take(near))))
