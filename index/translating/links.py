"""Which unit of a sentence was translated by which of the other? By IBM's model 1, both ways at once.

Brown et al. (1993): a unit is translated by any of its sentence, with a probability that is learned by expectation and
maximisation. Both directions learn from what they agree on (Liang, Taskar and Klein 2006), and places count a little
(as in Dyer, Chahuneau and Smith 2013): what begins a sentence mostly begins the other.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_ROUNDS = 4
_NOTHING = 0.1  # how likely a unit translates nothing, beside an even chance for all units of the sentence
_NEAR = 3.0  # by how much, as a logarithm, what stands at the other end of the sentence is less likely
_LEAST = 0.2  # from which product of both directions on: of three words that translate one, each has a third

Floats = NDArray[np.float64]
Numbers = NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Links:
    """What translates what: int32[n] each, by sentence, then by place.

    Attributes:
        sentences: the place of the pair of sentences.
        ones, others: the places of the units within them.
    """

    sentences: Numbers
    ones: Numbers
    others: Numbers


@dataclass(frozen=True, slots=True, eq=False)
class _Side:
    """One language's side of the cells, which are all units of a sentence with all of the other.

    Attributes:
        units: by token, the number of its unit.
        tokens, places: by cell, the token, and its place in its sentence.
    """

    units: Numbers
    tokens: Numbers
    places: Numbers


def links(ones: Sequence[Sequence[int]], others: Sequence[Sequence[int]]) -> Links:
    """The links between sentences that say the same, given as the numbers of their units; none is empty.

    It takes some 60 bytes for each unit of a sentence with each of the other, and a second for three million of these.
    """
    if not ones:
        nothing = np.zeros(0, np.int32)
        return Links(nothing, nothing, nothing)
    sentences, one, other = _cells(ones, others)
    kind_of_cell, units = _kinds(one, other)
    near = _near(ones, others, sentences, one, other)
    ways = [_Direction(one, other, near, units[0]), _Direction(other, one, near, units[1])]
    for turn in range(_ROUNDS):
        likely = [way.expected(kind_of_cell) for way in ways]
        agreed = likely[0] * likely[1]
        for way, alone in zip(ways, likely, strict=True):
            way.learn(kind_of_cell, agreed if turn else alone)
    linked = np.flatnonzero(ways[0].expected(kind_of_cell) * ways[1].expected(kind_of_cell) >= _LEAST)
    return Links(sentences[linked], one.places[linked], other.places[linked])


class _Direction:
    """How likely units of one side are translated by those of the other."""

    def __init__(self, source: _Side, target: _Side, near: Floats, kinds: Numbers) -> None:
        """`kinds`: the unit of the source in each kind of cell."""
        self._target = target
        self._kinds = kinds
        self._prior = near / np.bincount(target.tokens, near)[target.tokens]
        self._nothing = _NOTHING * (np.bincount(target.units) / len(target.units))[target.units]
        self._likely = np.full(len(kinds), 1 / (int(target.units.max()) + 1))

    def expected(self, kind_of_cell: Numbers) -> Floats:
        """By cell, how likely the one unit was translated by the other there."""
        likely: Floats = self._prior * self._likely[kind_of_cell]
        likely /= (np.bincount(self._target.tokens, likely) + self._nothing)[self._target.tokens]
        return likely

    def learn(self, kind_of_cell: Numbers, expected: Floats) -> None:
        """Take what is expected for what is."""
        counts = np.bincount(kind_of_cell, expected, minlength=len(self._kinds))
        self._likely = counts / np.maximum(np.bincount(self._kinds, counts), 1e-12)[self._kinds]


def _cells(ones: Sequence[Sequence[int]], others: Sequence[Sequence[int]]) -> tuple[Numbers, _Side, _Side]:
    """The sentence of each cell, and both sides."""
    lengths = [np.array([len(each) for each in side], np.int32) for side in (ones, others)]
    sizes = lengths[0] * lengths[1]
    sentences = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
    within = np.arange(len(sentences), dtype=np.int32) - np.repeat(np.cumsum(sizes) - sizes, sizes).astype(np.int32)
    places = np.divmod(within, lengths[1][sentences])
    one, other = (
        _Side(
            np.fromiter((unit for sentence in side for unit in sentence), np.int32),
            ((np.cumsum(length) - length)[sentences] + place).astype(np.int32),
            place,
        )
        for side, length, place in zip((ones, others), lengths, places, strict=True)
    )
    return sentences, one, other


def _kinds(one: _Side, other: _Side) -> tuple[Numbers, tuple[Numbers, Numbers]]:
    """By cell, which kind of cell it is, two units together; and by kind, both units."""
    width = int(other.units.max()) + 1
    both = one.units[one.tokens].astype(np.int64) * width + other.units[other.tokens]
    kinds, kind_of_cell = np.unique(both, return_inverse=True)
    first, second = np.divmod(kinds, width)
    return kind_of_cell.astype(np.int32), (first.astype(np.int32), second.astype(np.int32))


def _near(
    ones: Sequence[Sequence[int]], others: Sequence[Sequence[int]], sentences: Numbers, one: _Side, other: _Side
) -> Floats:
    """By cell, how much nearer its two units stand in their sentences than others do."""
    first, second = (
        (side.places + 0.5) / np.array([len(each) for each in texts])[sentences]
        for side, texts in ((one, ones), (other, others))
    )
    near: Floats = np.exp(-_NEAR * np.abs(first - second))
    return near
