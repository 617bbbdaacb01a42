"""Which releases of another language may be a version of one? Those that share its rarest signs, or its day; never all.

The work for one release is bounded by what it may look up (`_MOST_LOOKUPS`), however many share everything with it.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from index.pairing.likelihood import BY_NAMES, BY_WORDS, log_odds, shares, surroundings
from index.pairing.profile import Sort
from index.pairing.side import MOST_HOLDERS, Numbers, Side, Sides, summed

K = TypeVar("K", int, Numbers)
Open = NDArray[np.bool_]
MOST_CANDIDATES = 20  # of one release
_MOST_LOOKUPS = 200_000  # holders of its signs that are looked at, beginning with its rarest sign
_SAME_DAY = 0.1  # what the same day counts beside the share of signs, for being looked at


@dataclass(frozen=True, slots=True, eq=False)
class Edges:
    """Releases that may be versions of each other, by their places on two sides.

    Attributes:
        ones, others: int64[n], places.
        log_odds: float64[n], before any rival.
    """

    ones: Numbers
    others: Numbers
    log_odds: NDArray[np.float64]

    def of_at_least(self, least: float) -> "Edges":
        """Those whose log odds are no lower."""
        return self._where(self.log_odds >= least)

    def without(self, others: Iterable[tuple[int, int]]) -> "Edges":
        """All but these, each a place of either side."""
        keys = [_key(one, other) for one, other in others]
        return self._where(~np.isin(_key(self.ones, self.others), keys)) if keys else self

    def _where(self, which: NDArray[np.bool_]) -> "Edges":
        return Edges(self.ones[which], self.others[which], self.log_odds[which])


_NONE = Edges(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0))


class Index:
    """Who of one side holds a sign, and whose day it is, among releases that are open."""

    def __init__(self, side: Side, is_open: Open, signs: int) -> None:
        places = np.repeat(np.arange(len(side.ids)), np.diff(side.starts))
        places, held = places[is_open[places]], side.signs[is_open[places]]
        self._holders = places[np.argsort(held, kind="stable")]
        self._starts = np.concatenate([[0], np.cumsum(np.bincount(held, minlength=signs))])
        dated = np.flatnonzero(is_open & ~np.isnan(side.days))
        self._by_day = dated[np.argsort(side.days[dated], kind="stable")]
        self._days = side.days[self._by_day]

    def holders(self, signs: Numbers) -> tuple[Numbers, Numbers]:
        """All (place, sign) where one of these signs stands, as two columns; the first signs as far as is bounded."""
        begins = self._starts[signs]
        counts = self._starts[signs + 1] - begins
        ends = np.cumsum(counts)
        most = int(np.searchsorted(ends, _MOST_LOOKUPS, side="right"))
        counts, begins, ends = counts[:most], begins[:most], ends[:most]
        spots = np.repeat(begins - (ends - counts), counts) + np.arange(ends[-1] if most else 0)
        return self._holders[spots], np.repeat(signs[:most], counts)

    def of_day(self, day: float) -> Numbers:
        """The places of that day; none for a day that too many share, and for no day (NaN)."""
        first, last = np.searchsorted(self._days, [day, day + 1])
        return self._by_day[first:last] if last - first <= MOST_HOLDERS else self._by_day[:0]


class Search:
    """The search for candidates between two languages, among releases that are open: that have no version yet."""

    def __init__(self, sides: Sides, is_open: tuple[Open, Open]) -> None:
        """`is_open` tells of every place of `sides.one` and of `sides.other`."""
        self.sides = sides
        self._is_open = is_open

    def edges(self, of: Collection[str] | None = None) -> Edges:
        """The candidates of releases, each pair once, in the order of places.

        Args:
            of: ids of either side, others are passed over; None for all of the side that has fewer releases to be
                paired, which finds whoever competes for them.
        """
        one, other = self._asked(of)
        there = _candidates(self.sides, self.sides.one, self.sides.other, self._others, one) if len(one) else _NONE
        here = _candidates(self.sides, self.sides.other, self.sides.one, self._ones, other) if len(other) else _NONE
        ones, others = np.concatenate([there.ones, here.others]), np.concatenate([there.others, here.ones])
        _, first = np.unique(_key(ones, others), return_index=True)
        return Edges(ones[first], others[first], np.concatenate([there.log_odds, here.log_odds])[first])

    def _asked(self, of: Collection[str] | None) -> tuple[Numbers, Numbers]:
        """The places on either side whose candidates are looked for."""
        one, other = (np.flatnonzero(is_open) for is_open in self._is_open)
        if of is None:
            nobody = one[:0]
            return (one, nobody) if len(one) <= len(other) else (nobody, other)
        ids = self.sides.one.ids, self.sides.other.ids
        asked = [
            [place for place in places.tolist() if ids[place] in of]
            for ids, places in zip(ids, (one, other), strict=True)
        ]
        return np.array(asked[0], np.int64), np.array(asked[1], np.int64)

    @cached_property
    def _ones(self) -> Index:
        return Index(self.sides.one, self._is_open[0], len(self.sides.weights))

    @cached_property
    def _others(self) -> Index:
        return Index(self.sides.other, self._is_open[1], len(self.sides.weights))


def _key(one: K, other: K) -> K:
    """One number for two places."""
    return (one << 32) | other


def _candidates(sides: Sides, here: Side, there: Side, index: Index, asked: Numbers) -> Edges:
    """The candidates of releases on one side, which are `ones` whichever side that is."""
    found = [_of_release(sides, here, there, index, place) for place in asked.tolist()]
    return Edges(
        np.repeat(asked, [len(likely) for likely, _ in found]),
        np.concatenate([likely for likely, _ in found]),
        np.concatenate([odds for _, odds in found]),
    )


def _of_release(sides: Sides, here: Side, there: Side, index: Index, place: int) -> tuple[Numbers, NDArray[np.float64]]:
    """The likeliest candidates of one release, and how likely."""
    holders, signs = index.holders(here.signs_of(place))
    weights = sides.weights[signs]
    common = summed(weights, holders, len(there.ids))
    likely = _likely(common, index.of_day(here.days[place]), here.weight[place] + there.weight)
    spot = np.full(len(there.ids), -1)
    spot[likely] = np.arange(len(likely))
    spots = spot[holders]
    meets = spots >= 0
    by_sort = spots[meets] * len(Sort) + sides.sorts[signs[meets]]
    common = summed(weights[meets], by_sort, len(likely) * len(Sort)).reshape(-1, len(Sort))
    in_common = shares(common, here.held[place] + there.held[likely])
    weighed = BY_WORDS if sides.has_lexicon else BY_NAMES
    return likely, log_odds(weighed, in_common, surroundings(here, place, there, likely))


def _likely(common: NDArray[np.float64], same_day: Numbers, held: NDArray[np.float64]) -> Numbers:
    """Who shares most, in the order of places; of those who share alike the first."""
    score = 2 * common / np.maximum(held, 1e-9)
    score[same_day] += _SAME_DAY
    some = np.flatnonzero(score)
    if len(some) > MOST_CANDIDATES:
        some = some[score[some] >= np.partition(score[some], -MOST_CANDIDATES)[-MOST_CANDIDATES]]
    best = some[np.argsort(-score[some], kind="stable")[:MOST_CANDIDATES]]
    return np.sort(best)
