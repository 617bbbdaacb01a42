"""Which values does each document have of something? By sets, since the same ones come together again and again."""

from collections.abc import Sequence
from functools import cached_property
from itertools import chain

import numpy as np
from numpy.typing import NDArray

Documents = NDArray[np.int64]
Counts = NDArray[np.int64]


class SetColumn:
    """The values that documents have of something, by sets of values.

    Args:
        sets: the number of each document's set of values.
        codes, runs: the numbers of the values of all sets, one set after the other, and where each set's begin.
        size: how many values there are.

    """

    def __init__(self, sets: NDArray[np.int64], codes: NDArray[np.int64], runs: NDArray[np.int64], size: int) -> None:
        self.sets, self.codes, self.runs, self.size = sets, codes, runs, size

    @cached_property
    def _by_value(self) -> NDArray[np.int64]:
        return np.argsort(self.codes, kind="stable")

    @cached_property
    def owners(self) -> NDArray[np.int64]:
        """The sets that hold each value, one value after the other."""
        return np.repeat(np.arange(len(self.runs) - 1), np.diff(self.runs)).take(self._by_value)

    @cached_property
    def begins(self) -> NDArray[np.int64]:
        """Where each value's owners begin, and the last ones end."""
        return np.searchsorted(self.codes.take(self._by_value), np.arange(self.size + 1))

    def of_sets(self, counts: Counts) -> Counts:
        """How many have each value, from how many have each set."""
        return np.bincount(self.codes, np.repeat(counts, np.diff(self.runs)), self.size).astype(np.int64)

    def counts(self, documents: Documents) -> Counts:
        """How many of the documents (each once) have each of the values."""
        return self.of_sets(np.bincount(self.sets.take(documents), minlength=len(self.runs) - 1))

    def single(self) -> "SetColumn":
        """The same where each document has one value, which is its set then."""
        values = self.codes.take(self.runs[:-1])
        return one_each(values.take(self.sets), self.size)

    def united(self, unions: NDArray[np.int64]) -> "SetColumn":
        """The same, and behind the documents what the documents of each union have together (see `Groups.unions`)."""
        first, *others = unions.T
        of_unions = self.sets.take(first).astype(np.int64)
        known: dict[tuple[int, ...], int] = {}
        added: list[Sequence[int]] = []
        for other in others:
            rows = np.flatnonzero(other >= 0)
            pairs, places = np.unique(
                np.stack([of_unions.take(rows), self.sets.take(other.take(rows))]), axis=1, return_inverse=True
            )
            numbers = np.array([self._union(one, two, known, added) for one, two in pairs.T.tolist()], np.int64)
            of_unions[rows] = numbers.take(places.ravel())
        codes = np.concatenate([self.codes, np.array([*chain.from_iterable(added)], np.int64)])
        runs = np.append(self.runs, self.runs[-1] + np.cumsum([*map(len, added)], dtype=np.int64))
        return SetColumn(np.concatenate([self.sets, of_unions]), codes, runs, self.size)

    def _union(self, one: int, other: int, known: dict[tuple[int, ...], int], added: list[Sequence[int]]) -> int:
        """The number of the set of all that two sets hold; a new one is added, of which the same comes once."""
        if one == other:
            return one
        values = tuple(sorted({*self._values(one, added), *self._values(other, added)}))
        if values not in known:
            known[values] = len(self.runs) - 1 + len(added)
            added.append(values)
        return known[values]

    def _values(self, number: int, added: list[Sequence[int]]) -> Sequence[int]:
        new = number - (len(self.runs) - 1)
        return added[new] if new >= 0 else self.codes[self.runs[number] : self.runs[number + 1]].tolist()


def one_each(values: NDArray[np.int64], size: int) -> SetColumn:
    """A column of one value a document."""
    return SetColumn(values, np.arange(size), np.arange(size + 1), size)
