"""Which unit of a sentence was translated by which of the other? By IBM's model 1, both ways at once.

Brown et al. (1993): a unit is translated by any of its sentence, with a probability that is learned by expectation and
maximisation. Both directions learn from what they agree on (Liang, Taskar and Klein 2006), and places count a little
(as in Dyer, Chahuneau and Smith 2013): what begins a sentence mostly begins the other.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_ROUNDS = 4
_NOTHING = 0.1  # how likely a unit translates nothing, beside an even chance for all units of the sentence
_NEAR = 3.0  # by how much, as a logarithm, what stands at the other end of the sentence is less likely
_LEAST = 0.2  # from which product of both directions on: of three words that translate one, each has a third
_BATCH = 500_000  # cells that are worked on at once

Floats = NDArray[np.float64]
Numbers = NDArray[np.int32]
Texts = Sequence[Sequence[int]]  # sentences, as the numbers of their units


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
class _Batch:
    """The cells of some sentences: all units of one with all of the other.

    Attributes:
        first, last: the place of the first sentence, and behind the last.
        tokens: by side, by cell, the place of its unit among those of the batch.
        near: by cell, float32, how near to each other its units stand in their sentences.
        nothing: by side, by token, how much speaks for its translating nothing.
        kinds: by cell, which two units it has: their place among the kinds of all cells.
    """

    first: int
    last: int
    tokens: tuple[Numbers, Numbers]
    near: NDArray[np.float32]
    nothing: tuple[Floats, Floats]
    kinds: Numbers


def links(ones: Texts, others: Texts) -> Links:
    """The links between sentences that say the same; none is empty.

    It takes some 30 bytes for each unit of a sentence with each of the other, and a second for two million of these.
    """
    model = _Model(ones, others)
    for turn in range(_ROUNDS):
        model.learn(agreed=turn > 0)
    nothing = np.zeros(0, np.int32)
    found = [(nothing, nothing, nothing), *map(model.linked, model.batches)]
    return Links(*map(np.concatenate, zip(*found, strict=True)))


class _Model:
    """How likely units of each side translate those of the other."""

    def __init__(self, ones: Texts, others: Texts) -> None:
        self._texts = (ones, others)
        self._width = 1 + max((unit for sentence in others for unit in sentence), default=0)
        shares = [_shares(side) for side in self._texts]
        spans = list(_spans(ones, others))
        kinds = [np.unique(self._both(first, last)) for first, last in spans]
        self._kinds = np.unique(np.concatenate([np.zeros(0, np.int64), *kinds]))
        self._units = [each.astype(np.int32) for each in np.divmod(self._kinds, self._width)]
        self._likely = [np.full(len(self._kinds), 1 / max(1, len(share))) for share in reversed(shares)]
        self.batches = [self._batch(first, last, shares) for first, last in spans]

    def learn(self, *, agreed: bool) -> None:
        """Take what is expected for what is; `agreed`: what both directions expect."""
        counts = [np.zeros(len(self._kinds)) for _ in self._likely]
        for batch in self.batches:
            expected = self._expected(batch)
            both = expected[0] * expected[1]
            for count, alone in zip(counts, expected, strict=True):
                count += np.bincount(batch.kinds, both if agreed else alone, minlength=len(count))
        for side, (units, count) in enumerate(zip(self._units, counts, strict=True)):
            self._likely[side] = count / np.maximum(np.bincount(units, count), 1e-12)[units]

    def linked(self, batch: _Batch) -> tuple[Numbers, Numbers, Numbers]:
        """The sentences and places of the cells of a batch that are links."""
        expected = self._expected(batch)
        cells = np.flatnonzero(expected[0] * expected[1] >= _LEAST)
        starts = [_starts(side[batch.first : batch.last]) for side in self._texts]
        tokens = [each[cells] for each in batch.tokens]
        sentences = np.searchsorted(starts[0], tokens[0], "right").astype(np.int32) - 1
        return sentences + batch.first, tokens[0] - starts[0][sentences], tokens[1] - starts[1][sentences]

    def _expected(self, batch: _Batch) -> tuple[Floats, Floats]:
        """By cell, how likely its unit of the other side was translated by that of the one; and back."""
        return self._one_way(batch, 0), self._one_way(batch, 1)

    def _one_way(self, batch: _Batch, source: int) -> Floats:
        likely: Floats = batch.near * self._likely[source][batch.kinds]
        tokens = batch.tokens[1 - source]
        likely /= (np.bincount(tokens, likely) + batch.nothing[1 - source])[tokens]
        return likely

    def _both(self, first: int, last: int) -> NDArray[np.int64]:
        """The units of the cells of some sentences, as one number each."""
        ones, others = (_flat(side[first:last]) for side in self._texts)
        tokens = _tokens(*(side[first:last] for side in self._texts))
        both: NDArray[np.int64] = ones[tokens[0]].astype(np.int64) * self._width + others[tokens[1]]
        return both

    def _batch(self, first: int, last: int, shares: Sequence[Floats]) -> _Batch:
        texts = [side[first:last] for side in self._texts]
        tokens = _tokens(*texts)
        places = [_places(side)[token] for side, token in zip(texts, tokens, strict=True)]
        near = np.exp(-_NEAR * np.abs(places[0] - places[1])).astype(np.float32)
        # An even chance would be the nearness of a cell by that of all cells of its unit.
        nothing = [
            _NOTHING * share[_flat(side)] * np.bincount(token, near)
            for share, side, token in zip(shares, texts, tokens, strict=True)
        ]
        kinds = np.searchsorted(self._kinds, self._both(first, last)).astype(np.int32)
        return _Batch(first, last, tokens, near, (nothing[0], nothing[1]), kinds)


def _spans(ones: Texts, others: Texts) -> Iterator[tuple[int, int]]:
    """The first and behind the last sentence of each batch."""
    first = cells = 0
    for place, (one, other) in enumerate(zip(ones, others, strict=True)):
        cells += len(one) * len(other)
        if cells >= _BATCH:
            yield first, place + 1
            first, cells = place + 1, 0
    if first < len(ones):
        yield first, len(ones)


def _shares(texts: Texts) -> Floats:
    """By unit, its share of all."""
    counts = np.bincount(_flat(texts))
    shares: Floats = counts / max(1, counts.sum())
    return shares


def _flat(texts: Texts) -> Numbers:
    return np.fromiter((unit for sentence in texts for unit in sentence), np.int32)


def _starts(texts: Texts) -> Numbers:
    """By sentence, how many units stand before it."""
    lengths = np.array([len(sentence) for sentence in texts], np.int32)
    return (np.cumsum(lengths) - lengths).astype(np.int32)


def _places(texts: Texts) -> Floats:
    """By unit, how far into its sentence it stands, from 0 to 1."""
    lengths = np.array([len(sentence) for sentence in texts])
    within = np.arange(lengths.sum()) - np.repeat(_starts(texts), lengths)
    places: Floats = (within + 0.5) / np.repeat(lengths, lengths)
    return places


def _tokens(ones: Texts, others: Texts) -> tuple[Numbers, Numbers]:
    """By cell, the place of its unit among those of all these sentences, on both sides; sentence by sentence."""
    widths = np.array([len(sentence) for sentence in others], np.int32)
    lengths = np.array([len(sentence) for sentence in ones], np.int32)
    sizes = lengths * widths
    within = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    rows, columns = np.divmod(within, np.repeat(widths, sizes))
    first = np.repeat(_starts(ones), sizes) + rows
    second = np.repeat(_starts(others), sizes) + columns
    return first.astype(np.int32), second.astype(np.int32)
