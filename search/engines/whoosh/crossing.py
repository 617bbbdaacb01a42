"""How many of some documents have two values at once? `search.crossing` in arrays: sets of values are crossed."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.crossing import Pairs, frequent, in_order
from search.engines.whoosh.catalogue import Catalogue
from search.engines.whoosh.columns import day_of
from search.engines.whoosh.runs import gathered
from search.engines.whoosh.sets import Documents
from search.facets import DATE, Granularity, bucket

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Side:
    """What the documents have of one facet.

    Attributes:
        values: by number.
        sets: by document, which set of values it has.
        codes, runs: the numbers of the values of all sets, and where each set's begin.
    """

    values: list[str]
    sets: Numbers
    codes: Numbers
    runs: Numbers

    @property
    def count(self) -> int:
        """How many sets there are."""
        return len(self.runs) - 1

    def of(self, sets: Numbers) -> tuple[Numbers, Numbers]:
        """The values of some sets, one set after the other, and how many each has."""
        lengths = np.diff(self.runs).take(sets)
        return self.codes.take(gathered(self.runs.take(sets), lengths)), lengths


def crossed(
    documents: Documents,
    releases: Numbers,
    facets: tuple[str, str],
    catalogue: Catalogue,
    most: int | None,
    width: Granularity,
) -> Pairs:
    """The counts of all pairs.

    Args:
        documents: each once.
        releases: a number from 0 for each of them, the same for what counts as one.
        facets: the two names, which can be the same.
        catalogue: what they have.
        most: so many values of each count, the most frequent ones; None for all.
        width: of the date's buckets.
    """
    sides = {facet: _kept(_side(facet, documents, catalogue, width), releases, most) for facet in set(facets)}
    one, other = (sides[facet] for facet in facets)
    is_same = facets[0] == facets[1]
    alone, owners, several = _each_once(releases, one.sets * other.count + other.sets, one.count * other.count)
    different, times = np.unique(alone, return_counts=True)
    rows, keys = _pairs(one, other, different, is_same=is_same)
    differing, others = _pairs(one, other, several, is_same=is_same)
    size = max(len(one.values) * len(other.values), 1)
    once = np.unique(owners.take(differing) * size + others) % size
    counts = np.concatenate([times.take(rows), np.ones(len(once), np.int64)])
    return _named(np.concatenate([keys, once]), counts, one.values, other.values)


def _each_once(releases: Numbers, sets: Numbers, count: int) -> tuple[Numbers, Numbers, Numbers]:
    """The sets of the releases that have one, and the others' with the release of each.

    Most versions of a release have the same set, so that few remain whose values must be looked at release by release.

    Args:
        releases, sets: of each document.
        count: how many sets there are.
    """
    owners, each = np.divmod(np.unique(releases * count + sets), max(count, 1))
    is_alone = (np.diff(owners, prepend=-1) != 0) & (np.diff(owners, append=-1) != 0)
    return each.compress(is_alone), owners.compress(~is_alone), each.compress(~is_alone)


def _pairs(one: _Side, other: _Side, together: Numbers, *, is_same: bool) -> tuple[Numbers, Numbers]:
    """The pairs of values in some pairs of sets: the place of each one's sets, and the two values as one number."""
    ones, others = np.divmod(together, max(other.count, 1))
    values, lengths = one.of(ones)
    rows = np.arange(len(together)).repeat(lengths)
    met, lengths = other.of(others.take(rows))
    at = np.arange(len(rows)).repeat(lengths)
    rows, values = rows.take(at), values.take(at)
    keys = values * len(other.values) + met
    return (rows.compress(values < met), keys.compress(values < met)) if is_same else (rows, keys)


def _named(keys: Numbers, counts: Numbers, ones: list[str], others: list[str]) -> Pairs:
    """The counts of the keys, added up."""
    different, places = np.unique(keys, return_inverse=True)
    sums = np.bincount(places, counts, len(different)).astype(np.int64)
    rows = zip(*(numbers.tolist() for numbers in np.divmod(different, max(len(others), 1))), sums.tolist(), strict=True)
    return in_order({(ones[value], others[other]): count for value, other, count in rows if count})


def _side(facet: str, documents: Documents, catalogue: Catalogue, width: Granularity) -> _Side:
    if facet != DATE:
        column = catalogue.facets[facet]
        held = column.held
        return _Side(column.values, held.sets.take(documents).astype(np.int64), held.codes, held.runs)
    days, places = np.unique(catalogue.days.take(documents), return_inverse=True)
    buckets = [bucket(day_of(day), width) for day in days.tolist()]
    values = sorted(set(buckets))
    numbers = np.array([values.index(each) for each in buckets], np.int64)
    return _Side(values, numbers.take(places), np.arange(len(values)), np.arange(len(values) + 1))


def _kept(side: _Side, releases: Numbers, most: int | None) -> _Side:
    """The most frequent values alone, numbered in the order of the alphabet."""
    values = sorted(side.values if most is None else frequent(_holders(side, releases), most))
    places = {value: place for place, value in enumerate(values)}
    renumbered = np.array([places.get(value, -1) for value in side.values], np.int64).take(side.codes)
    is_kept = renumbered >= 0
    runs = np.append(0, np.cumsum(is_kept)).take(side.runs)
    return _Side(values, side.sets, renumbered.compress(is_kept), runs)


def _holders(side: _Side, releases: Numbers) -> Mapping[str, int]:
    """By value, how many releases have it."""
    alone, owners, several = _each_once(releases, side.sets, side.count)
    codes, lengths = side.of(several)
    size = max(len(side.values), 1)
    once = np.unique(owners.repeat(lengths) * size + codes) % size
    counts = np.bincount(np.concatenate([side.of(alone)[0], once]), minlength=size)
    return dict(zip(side.values, counts.tolist(), strict=False))
