"""How are titles kept, word by word? In order and as numbers, so that what stands next to what can be counted.

They have a vocabulary of their own, a fraction of the texts': whoever asks for titles alone need not read the rest.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.analysis import exacts, words
from search.completing import clauses, titles_of
from search.engines.whoosh.mapped import Array
from search.engines.whoosh.runs import blobs, gathered, joined, joined_runs
from search.engines.whoosh.segment import Segment, Sorted
from search.release import Release

CLAUSE_END, TITLE_END = _ENDS = -2, -1  # behind each clause of a title, and behind each title

Span = tuple[int, int]  # of numbers of words: from the first to before the last


@dataclass(frozen=True, slots=True)
class Titles:
    """The titles of documents, one document after the other.

    Attributes:
        terms: the words of titles in exact form, in order of their bytes.
        words: int32, the number of each word in that, with the ends of clauses and titles between.
        runs: int64[documents + 1], where each document's titles begin, and the last one's end.
    """

    terms: Sequence[bytes]
    words: NDArray[np.int32]
    runs: NDArray[np.int64]

    def of(self, documents: NDArray[np.int64]) -> "Titles":
        """The titles of some documents, in their order."""
        lengths = np.diff(self.runs).take(documents)
        words = self.words.take(gathered(self.runs.take(documents), lengths))
        return Titles(self.terms, words, np.append(0, np.cumsum(lengths)))

    def spans(self, typed: Sequence[str]) -> list[Span]:
        """Which words each typed one stands for: itself, and the last one all that begin so."""
        *whole, last = (word.encode(errors="surrogatepass") for word in typed)
        return [*(self._span(key, key + b"\x00") for key in whole), self._span(last, last + b"\xff")]

    def arrays(self) -> dict[str, Array]:
        """As they are written, without words that stand in none of them."""
        used = np.flatnonzero(np.bincount(self.words[self.words >= 0], minlength=len(self.terms)))
        table = np.zeros(len(self.terms), np.int32)
        table[used] = np.arange(len(used))
        return {
            **blobs("title.terms", [self.terms[number] for number in used.tolist()]),
            "title.words": _renumbered(self.words, table),
            "title.runs": self.runs,
        }

    def _span(self, first: bytes, last: bytes) -> Span:
        return bisect_left(self.terms, first), bisect_left(self.terms, last)


class TitlesBuilder:
    """Collects the titles of releases in the order of their document numbers."""

    def __init__(self) -> None:
        self._codes: dict[str, int] = {}  # of words as written
        self._words: list[int] = []
        self._runs = [0]

    def add(self, release: Release) -> None:
        """Take the titles of the next document."""
        for title in titles_of(release):
            for clause in clauses(title.text):
                self._words += (self._codes.setdefault(word, len(self._codes)) for word in words(clause))
                self._words.append(CLAUSE_END)
            self._words.append(TITLE_END)
        self._runs.append(len(self._words))

    def build(self) -> Titles:
        """The titles of all documents."""
        of_codes = [term.encode() for term in exacts(self._codes)]
        terms = sorted(set(of_codes))
        numbers = {term: number for number, term in enumerate(terms)}
        table = np.array([numbers[term] for term in of_codes], np.int32)
        return Titles(terms, _renumbered(np.array(self._words, np.int64), table), np.array(self._runs, np.int64))


def titles_in(segments: Sequence[Segment]) -> Titles:
    """The titles of several segments, one segment after the other."""
    parts = [_opened(segment) for segment in segments]
    if len(parts) == 1:
        return parts[0]
    terms = sorted(set().union(*(part.terms for part in parts)))
    numbers = {term: number for number, term in enumerate(terms)}
    tables = (np.array([numbers[term] for term in part.terms], np.int32) for part in parts)
    renumbered = [_renumbered(part.words, table) for part, table in zip(parts, tables, strict=True)]
    return Titles(terms, joined(renumbered).astype(np.int32), joined_runs([part.runs for part in parts]))


def _opened(segment: Segment) -> Titles:
    arrays = segment.arrays
    terms = Sorted(arrays["title.terms"], arrays["title.terms_offsets"])
    return Titles(terms.all(), arrays["title.words"], arrays["title.runs"])


def _renumbered(words: Array, table: NDArray[np.int32]) -> NDArray[np.int32]:
    """The words by other numbers; the ends, which count from the back of the table, stay."""
    renumbered: NDArray[np.int32] = np.append(table, np.array(_ENDS, np.int32)).take(words)
    return renumbered
