"""How many of some documents have two values at once? `search.crossing` in arrays: sets of values are crossed."""

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
        releases: a number for each of them, the same for what counts as one.
        facets: the two names, which can be the same.
        catalogue: what they have.
        most: so many values of each count, the most frequent ones; None for all.
        width: of the date's buckets.
    """
    one, other = (_kept(_side(facet, documents, catalogue, width), releases, most) for facet in facets)
    if not len(documents):
        return {}
    together, places = np.unique(one.sets * len(other.runs) + other.sets, return_inverse=True)
    # Most versions of a release have the same values: what comes together is crossed once, and counts so often.
    each = np.unique(np.unique(releases, return_inverse=True)[1] * len(together) + places)
    owners, met = np.divmod(each, len(together))
    is_alone = np.bincount(owners).take(owners) == 1
    times = np.bincount(met.compress(is_alone), minlength=len(together))
    is_same = facets[0] == facets[1]
    rows, keys = _pairs(one, other, together, is_same=is_same)
    differing, others = _pairs(one, other, together.take(met.compress(~is_alone)), is_same=is_same)
    size = len(one.values) * len(other.values)
    once = np.unique(owners.compress(~is_alone).take(differing) * size + others) % max(size, 1)
    counts = np.concatenate([times.take(rows), np.ones(len(once), np.int64)])
    return _named(np.concatenate([keys, once]), counts, one.values, other.values)


def _pairs(one: _Side, other: _Side, together: Numbers, *, is_same: bool) -> tuple[Numbers, Numbers]:
    """The pairs of values in some pairs of sets: the place of each one's sets, and the two values as one number."""
    ones, others = np.divmod(together, len(other.runs))
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
    codes, lengths = side.of(side.sets)
    size = max(len(side.values), 1)
    once = np.unique(releases.repeat(lengths) * size + codes) % size
    counts = np.bincount(once, minlength=size).tolist()
    values = sorted(frequent({value: counts[number] for number, value in enumerate(side.values)}, most))
    places = {value: place for place, value in enumerate(values)}
    renumbered = np.array([places.get(value, -1) for value in side.values], np.int64).take(side.codes)
    is_kept = renumbered >= 0
    runs = np.append(0, np.cumsum(is_kept)).take(side.runs)
    return _Side(values, side.sets, renumbered.compress(is_kept), runs)
