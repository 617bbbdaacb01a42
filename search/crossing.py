"""How many of the matching releases have two values at once? Counted for every pair of values, plain and complete."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import product

from search.collect import Groups, passes, release_of
from search.facets import DATE, Granularity, bucket
from search.facts import Facts
from search.query import Query

Pairs = Mapping[tuple[str, str], int]


def crossed(
    candidates: Iterable[Facts],
    query: Query,
    groups: Groups,
    facets: tuple[str, str],
    most: int | None = None,
    width: Granularity = Granularity.YEAR,
) -> Pairs:
    """The counts of all pairs, see `search.engine.Reader.crossed`.

    Args:
        candidates: of every visible release whose text matches, before filters and dates.
        query: what was asked; its text has been served already.
        groups: which of them are versions of one release.
        facets: the two names, which can be the same.
        most: so many values of each count, the most frequent ones; None for all.
        width: of the date's buckets.
    """
    found = [(release_of(facts, groups, query), facts) for facts in candidates if passes(facts, query)]
    sides = [[(release, _values(facts, facet, width)) for release, facts in found] for facet in facets]
    kept = [frequent(_holders(side), most) for side in sides]
    having: dict[tuple[str, str], set[str]] = defaultdict(set)
    for (release, ones), (_, others) in zip(*sides, strict=True):
        for pair in product(kept[0].intersection(ones), kept[1].intersection(others)):
            if facets[0] != facets[1] or pair[0] < pair[1]:
                having[pair].add(release)
    return in_order({pair: len(releases) for pair, releases in having.items()})


def frequent(counts: Mapping[str, int], most: int | None) -> frozenset[str]:
    """The most frequent values, the one that comes first in the alphabet where two are as frequent."""
    return frozenset(sorted(counts, key=lambda value: (-counts[value], value))[:most])


def in_order(counts: Pairs) -> Pairs:
    """The pairs that any release has, the most frequent ones first."""
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _values(facts: Facts, facet: str, width: Granularity) -> Collection[str]:
    return [bucket(facts.published, width)] if facet == DATE else facts.values[facet]


def _holders(side: Iterable[tuple[str, Collection[str]]]) -> Mapping[str, int]:
    """By value, how many releases have it."""
    having: dict[str, set[str]] = defaultdict(set)
    for release, values in side:
        for value in values:
            having[value].add(release)
    return {value: len(releases) for value, releases in having.items()}
