"""Which of the matches are on this page, in which order, and how are they all counted? `search.collect` in arrays."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial, reduce

import numpy as np
from numpy.typing import NDArray

from search.collect import Collected
from search.engines.whoosh.catalogue import Catalogue
from search.engines.whoosh.columns import UNDATED_DAY, day_of, number_of
from search.engines.whoosh.finish import finished
from search.engines.whoosh.matches import Documents, Matches
from search.engines.whoosh.meaning import Nearness
from search.engines.whoosh.ordering import Row, behind, in_order
from search.facets import DATE, Granularity, bucket, granularity
from search.query import Group, Query
from search.syntax import Node

Chosen = NDArray[np.bool_]


def collect(
    matches: Matches, tree: Node, query: Query, catalogue: Catalogue, nearness: Nearness | None = None
) -> Collected:
    """Filter, count, order and cut.

    Args:
        matches: every visible release whose text matches, before filters and dates.
        tree: what the text asks for.
        query: what else was asked.
        catalogue: what the releases are counted and ordered by.
        nearness: what refines their order by meaning, None for nothing.
    """
    matches = _left(matches, query, catalogue)
    passing = _passing(matches, query, catalogue)
    found = matches.among(_all_of(list(passing.values()))) if passing else matches
    together = _together(found, query, catalogue)
    is_all = len(found.documents) == catalogue.documents and query.group is Group.TRANSLATIONS
    years, counted = catalogue.everything if is_all else catalogue.tally.counts(together)
    for name in passing:
        # As if the facet's own selection were off: only the others must be passed.
        others = [chosen for other, chosen in passing.items() if other != name]
        unchosen = matches.among(_all_of(others)) if others else matches
        if name in counted:
            counted = {**counted, name: catalogue.tally.counts_of(name, _together(unchosen, query, catalogue))}
    counts = {name: _named(counts, catalogue.facets[name].values) for name, counts in counted.items()}
    counts[DATE] = _dates(found, years, query, catalogue)
    rest = behind(found, query, catalogue)
    left = len(rest.documents) if query.after else len(together)
    finish = partial(finished, node=tree, catalogue=catalogue, nearness=nearness)
    rows = in_order(rest, range(left)[query.offset : query.offset + query.size], finish, query, catalogue)
    page = [(catalogue.id(number), score) for number, score in rows]
    return Collected(len(together), page, counts, left > query.offset + query.size)


def ordered(
    matches: Matches, tree: Node, query: Query, catalogue: Catalogue, nearness: Nearness | None = None
) -> Iterator[Row]:
    """All documents that `collect` would show on any page, in order; see there."""
    found = behind(passed(matches, query, catalogue), query, catalogue)
    finish = partial(finished, node=tree, catalogue=catalogue, nearness=nearness)
    return in_order(found, range(_releases(found, query, catalogue)), finish, query, catalogue)


def total(matches: Matches, query: Query, catalogue: Catalogue) -> int:
    """How many of the matches pass the filters and the dates: what `collect` gives as the total, and nothing else."""
    return _releases(passed(matches, query, catalogue), query, catalogue)


def _releases(found: Matches, query: Query, catalogue: Catalogue) -> int:
    """How many these are, versions of one together or each by itself."""
    is_grouped = query.group is Group.TRANSLATIONS
    return catalogue.groups.total(found.documents) if is_grouped else len(found.documents)


def passed(matches: Matches, query: Query, catalogue: Catalogue) -> Matches:
    """Those of the matches that pass the filters and the dates."""
    matches = _left(matches, query, catalogue)
    passing = list(_passing(matches, query, catalogue).values())
    return matches.among(_all_of(passing)) if passing else matches


def counts_of(matches: Matches, facet: str, query: Query, catalogue: Catalogue) -> Mapping[str, int]:
    """How many of the matches have each value of one facet, as if its own selection were off."""
    matches = _left(matches, query, catalogue)
    others = [chosen for name, chosen in _passing(matches, query, catalogue).items() if name != facet]
    found = matches.among(_all_of(others)) if others else matches
    counts = catalogue.tally.counts_of(facet, _together(found, query, catalogue))
    return _named(counts, catalogue.facets[facet].values)


def _passing(matches: Matches, query: Query, catalogue: Catalogue) -> dict[str, Chosen]:
    """By each facet of which a value is chosen, which of the matches have one."""
    return {
        name: facet.have(chosen, matches.documents)
        for name, facet in catalogue.facets.items()
        if (chosen := query.chosen(name))
    }


def _together(found: Matches, query: Query, catalogue: Catalogue) -> Documents:
    """What counts as one each: the documents, or the unions of those that are versions of one release."""
    is_grouped = query.group is Group.TRANSLATIONS
    return catalogue.groups.together(found.documents) if is_grouped else found.documents


def _left(matches: Matches, query: Query, catalogue: Catalogue) -> Matches:
    """Those of the matches that are of the days, and as new as asked for, have all required and nothing excluded."""
    matches = _in_range(matches, query, catalogue)
    if query.since:
        moments = catalogue.orders.moments(query.order).take(matches.documents)
        matches = matches.among(moments >= number_of(query.since))
    for required in query.required:
        matches = matches.among(catalogue.facets[required.facet].have({required.value}, matches.documents))
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
    days, places = np.unique(catalogue.days.take(found.documents), return_inverse=True)
    buckets = [bucket(day_of(day), width) for day in days.tolist()]
    values = sorted(set(buckets))
    codes = np.array([values.index(each) for each in buckets], np.int64).take(places)
    if query.group is Group.TRANSLATIONS and len(catalogue.groups):
        each_once = np.unique(catalogue.groups.releases(found.documents) * len(values) + codes)
        codes = each_once % len(values)
    return _named(np.bincount(codes, minlength=len(values)), values)
