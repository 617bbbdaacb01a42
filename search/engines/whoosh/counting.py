"""Which of the matches are on this page, in which order, and how are they all counted? `search.collect` in arrays."""

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.collect import Collected
from search.engines.whoosh.catalogue import Catalogue
from search.engines.whoosh.columns import UNDATED_DAY, day_of
from search.engines.whoosh.evaluate import Matches
from search.facets import DATE, Granularity, bucket, granularity
from search.query import Query, Sort

Chosen = NDArray[np.bool_]


def collect(matches: Matches, query: Query, catalogue: Catalogue) -> Collected:
    """Filter, count, order and cut.

    Args:
        matches: every visible release whose text matches, before filters and dates.
        query: what was asked; its text has been served already.
        catalogue: what the releases are counted and ordered by.
    """
    matches = _in_range(matches, query, catalogue)
    passing = {name: _have(matches, name, query, catalogue) for name in catalogue.facets if query.chosen(name)}
    found = matches.among(_all_of(list(passing.values()))) if passing else matches
    years, counted = catalogue.tally.counts(found.documents)
    for name in passing:
        # As if the facet's own selection were off: only the others must be passed.
        others = [chosen for other, chosen in passing.items() if other != name]
        unchosen = matches.among(_all_of(others)) if others else matches
        counted = {**counted, name: catalogue.tally.counts(unchosen.documents)[1][name]}
    counts = {name: _named(counted[name], facet.values) for name, facet in catalogue.facets.items()}
    counts[DATE] = _dates(found, years, query, catalogue)
    page = [(catalogue.id(number), score) for number, score in _page(found, query, catalogue)]
    return Collected(len(found.documents), page, counts)


def _in_range(matches: Matches, query: Query, catalogue: Catalogue) -> Matches:
    start, end = query.dates.start, query.dates.end
    if start is None and end is None:
        return matches
    days = catalogue.days[matches.documents]
    low = start.toordinal() if start else UNDATED_DAY + 1
    inside = days >= low
    if end:
        inside &= days <= end.toordinal()
    return matches.among(inside)


def _have(matches: Matches, facet: str, query: Query, catalogue: Catalogue) -> Chosen:
    """Which of the matches have any of the facet's chosen values."""
    marked = np.zeros(catalogue.documents, np.bool_)
    for value in query.chosen(facet):
        marked[catalogue.facets[facet].holders(value)] = True
    return marked[matches.documents]


def _all_of(passing: Sequence[Chosen]) -> Chosen:
    return reduce(np.logical_and, passing)


def _named(counts: NDArray[np.int64], values: list[str]) -> Mapping[str, int]:
    held = np.flatnonzero(counts)
    return {values[number]: count for number, count in zip(held.tolist(), counts[held].tolist(), strict=True)}


def _dates(found: Matches, years: NDArray[np.int64], query: Query, catalogue: Catalogue) -> Mapping[str, int]:
    width = granularity(query.dates)
    if width is Granularity.YEAR:
        return _named(years, catalogue.tally.years)
    days, numbers = np.unique(catalogue.days[found.documents], return_counts=True)
    counted: dict[str, int] = {}
    for day, number in zip(days.tolist(), numbers.tolist(), strict=True):
        value = bucket(day_of(day), width)
        counted[value] = counted.get(value, 0) + number
    return counted


def _page(found: Matches, query: Query, catalogue: Catalogue) -> Iterator[tuple[int, float]]:
    """The documents of the page in order, each with its score.

    Numbers decide first. Where they leave a tie, ids do, and only those are looked at that tie for a place on the page.
    """
    first, last = query.offset, query.offset + query.size
    if first >= len(found.documents):
        return
    near, keys = _contenders(found, query.sort, last, catalogue)
    order = np.lexsort(keys[::-1])
    for begin, end in _ties([key[order] for key in keys], first, last):
        tied = near[order[begin:end]].tolist()
        if len(tied) > 1:
            tied.sort(key=lambda place: catalogue.id(int(found.documents[place])))
        for place in tied[max(first - begin, 0) : last - begin]:
            yield int(found.documents[place]), float(found.scores[place])


def _contenders(
    found: Matches, sort: Sort, last: int, catalogue: Catalogue
) -> tuple[NDArray[np.int64], list[NDArray[Any]]]:
    """The places among which the first `last` are, ties included, and what they are ordered by, ascending."""
    if sort is not Sort.RELEVANCE:
        days = _in_order(catalogue.days[found.documents], sort)
        near = _least(days, last)
        return near, [days[near]]
    near = _least(-found.scores, last)
    days = _in_order(catalogue.days[found.documents[near]], Sort.NEWEST)
    nearer = _least(days, last) if not found.scores[near].any() else np.arange(len(near))
    return near[nearer], [-found.scores[near[nearer]], days[nearer]]


def _in_order(days: NDArray[np.int32], sort: Sort) -> NDArray[np.int32]:
    """Days as numbers that ascend in the order asked for; undated releases come last in both."""
    numbers = days if sort is Sort.OLDEST else -days
    return np.where(days == UNDATED_DAY, _LAST, numbers)


_LAST = np.int32(np.iinfo(np.int32).max)


def _least(keys: NDArray[Any], last: int) -> NDArray[np.int64]:
    """The places of the `last` smallest keys and of all that tie with the largest of them."""
    if last * 4 >= len(keys):
        return np.arange(len(keys))
    sample = keys[:: _SAMPLED if len(keys) > last * 4 * _SAMPLED else 1]
    # As many keys of the sample are no larger, so of all keys too: what is larger cannot be among the least.
    near = np.flatnonzero(keys <= np.partition(sample, last - 1)[last - 1])
    if len(sample) == len(keys) or len(near) <= last * 4:
        return near
    nearer = keys[near]
    least: NDArray[np.int64] = near[nearer <= np.partition(nearer, last - 1)[last - 1]]
    return least


_SAMPLED = 16  # one key in so many gives a first bound


def _ties(keys: list[NDArray[Any]], first: int, last: int) -> list[tuple[int, int]]:
    """The runs of equal keys, as begin and end, that hold any of the places from `first` to before `last`."""
    differs = np.zeros(len(keys[0]), np.bool_)
    differs[0] = True
    for key in keys:
        differs[1:] |= key[1:] != key[:-1]
    begins = np.append(np.flatnonzero(differs), len(differs))
    low = int(np.searchsorted(begins, first, side="right")) - 1
    high = int(np.searchsorted(begins[:-1], last))
    return list(pairwise(begins[low : high + 1].tolist()))
