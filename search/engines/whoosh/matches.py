"""What holds a word, and what matches: postings and documents as arrays, and how they are put together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

Documents = NDArray[np.int64]
Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Matches:
    """What matches: document numbers, ascending and each once, and the score of each."""

    documents: Documents
    scores: Scores

    def among(self, chosen: NDArray[np.bool_]) -> "Matches":
        """Those of them that are chosen, by their place among the matches."""
        # compress is four times quicker than an index of booleans
        return Matches(self.documents.compress(chosen), self.scores.compress(chosen))

    def weighing(self, weight: float | np.float32) -> "Matches":
        """The same ones, each score times this."""
        return Matches(self.documents, self.scores * np.float32(weight))


NOTHING = Matches(np.empty(0, np.int64), np.empty(0, np.float32))


@dataclass(frozen=True, slots=True)
class Run:
    """The postings of one term in one segment.

    Attributes:
        documents: int32, ascending, counted within the segment.
        impacts: float32, what each counts before the term's weight.
        base: the number of the segment's first document in the index.
        weight: of the term: its field's weight times its rarity.
    """

    documents: NDArray[np.int32]
    impacts: NDArray[np.float32]
    base: int
    weight: np.float32

    @property
    def numbers(self) -> Documents:
        """The documents by their numbers in the index; numpy is twice as quick with an index of its own width."""
        return self.documents + np.int64(self.base)

    @property
    def scores(self) -> Scores:
        """What each counts."""
        return self.impacts * self.weight

    @property
    def matches(self) -> Matches:
        """What the run alone would match."""
        return Matches(self.numbers, self.scores)


@dataclass(frozen=True, slots=True)
class Held:
    """The postings of all forms of a word, see `search.forms`.

    What holds a word as typed holds its stem too: the stems decide what matches, the word as typed adds to the score.

    Attributes:
        stems: by language, those that are in the index.
        as_typed: segment by segment.
        parts: what stands for the word where all of it matches; empty for most words.
        parts_weight: what the parts count.
    """

    stems: Sequence[Sequence[Run]]
    as_typed: Sequence[Run]
    parts: "Sequence[Held]"
    parts_weight: np.float32

    @property
    def runs(self) -> Iterable[Run]:
        """All of them but those of the parts."""
        return chain(*self.stems, self.as_typed)

    @property
    def size(self) -> int:
        """No fewer than match."""
        own = sum(len(run.documents) for runs in self.stems for run in runs)
        return own + min((part.size for part in self.parts), default=0)


def joined(parts: Sequence[Matches]) -> Matches:
    """The matches of several segments, in the order of the segments."""
    if len(parts) == 1:
        return parts[0]
    if not parts:
        return NOTHING
    return Matches(np.concatenate([part.documents for part in parts]), np.concatenate([part.scores for part in parts]))


def merged(minimum: int, parts: Sequence[Matches], scored: np.ufunc = np.add) -> Matches:
    """What so many of the parts match, their scores added, or put together otherwise."""
    if len(parts) <= 1:
        return joined(parts)
    documents = np.concatenate([part.documents for part in parts])
    order = np.argsort(documents, kind="stable")
    documents = documents.take(order)
    begins = np.flatnonzero(np.diff(documents, prepend=-1))
    scores = scored.reduceat(np.concatenate([part.scores for part in parts]).take(order), begins)
    enough = np.diff(begins, append=len(documents)) >= minimum
    return Matches(documents.take(begins), scores).among(enough)


def looked_up(wanted: NDArray[np.int64], held: NDArray[np.int32]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Which of the wanted numbers are held, by their places, and the places where they are; both lists ascend."""
    wanted_32 = wanted.astype(np.int32)  # of one type with what is searched, which would be copied otherwise
    at = np.minimum(np.searchsorted(held, wanted_32), len(held) - 1)
    shared = np.flatnonzero(held.take(at) == wanted_32)
    return shared, at.take(shared)
