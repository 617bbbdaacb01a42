"""Which releases match, and how well? The query's tree over arrays: whole postings at a time, no release by itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from search import syntax
from search.engines.whoosh.segment import Segment
from search.ranking import rarity
from search.terms import EXACT, STEMS, TermField

Documents = NDArray[np.int64]
Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Matches:
    """What matches: document numbers, ascending and each once, and the score of each."""

    documents: Documents
    scores: Scores

    def among(self, chosen: NDArray[np.bool_]) -> "Matches":
        """Those of them that are chosen, by their place among the matches."""
        return Matches(self.documents[chosen], self.scores[chosen])


NOTHING = Matches(np.empty(0, np.int64), np.empty(0, np.float32))


class Evaluator:
    """Evaluates query trees over segments whose documents are numbered one segment after the other.

    It works in scratch arrays as long as the index, so one thread uses it at a time. Deleted documents match like
    others; who asks leaves them out.
    """

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments
        counts = [segment.documents for segment in segments]
        self._bases = [sum(counts[:number]) for number in range(len(counts))]
        self._documents = sum(counts)
        self._scores = np.zeros(self._documents, np.float32)
        self._marks = np.zeros(self._documents, np.uint8)

    def matches(self, node: syntax.Node) -> Matches:
        """What matches the tree; scores are 0 where nothing was asked."""
        match node:
            case syntax.Everything():
                return Matches(np.arange(self._documents), np.zeros(self._documents, np.float32))
            case syntax.Word(text):
                return self._word(text)
            case syntax.Prefix(text):
                return self._prefix(text)
            case syntax.Phrase(words):
                return self._phrase(words)
            case syntax.AtLeast(minimum, nodes):
                return self._at_least(minimum, [self.matches(child) for child in nodes])
            case syntax.Without(wanted, excluded):
                return self._without(self.matches(wanted), [self.matches(child) for child in excluded])

    def _term(self, field: TermField, term: str, weight: float) -> Matches:
        key = term.encode(errors="surrogatepass")
        found = []
        for segment, base in zip(self._segments, self._bases, strict=True):
            postings = segment.fields[field.name]
            begin, end = postings.span(key)
            if begin < end:
                found.append((postings.documents[begin:end], postings.impacts[begin:end], base))
        if not found:
            return NOTHING
        holding = sum(len(documents) for documents, _, _ in found)
        factor = np.float32(weight * rarity(self._documents, holding))
        return _joined([Matches(documents + np.int64(base), impacts * factor) for documents, impacts, base in found])

    def _prefix(self, prefix: str) -> Matches:
        """Any word as written that begins so; all count the same, since rare words would drown the others."""
        key = prefix.encode(errors="surrogatepass")
        for segment, base in zip(self._segments, self._bases, strict=True):
            begin, end = segment.exact.prefixed(key)
            self._marks[base : base + segment.documents][segment.exact.documents[begin:end]] = 1
        documents = np.flatnonzero(self._marks.view(np.bool_))
        self._marks[documents] = 0
        return Matches(documents, np.ones(len(documents), np.float32))

    def _word(self, word: str) -> Matches:
        """Every form of a word; a release in which it stands as typed also holds its stem, and counts more."""
        forms = self._at_least(1, [self._term(field, field.term(word), field.weight) for field in STEMS])
        as_typed = self._term(EXACT, EXACT.term(word), EXACT.weight)
        if not len(as_typed.documents):
            return forms
        self._scores[as_typed.documents] = as_typed.scores
        scores = forms.scores + self._scores[forms.documents]
        self._scores[as_typed.documents] = 0
        return Matches(forms.documents, scores)

    def _at_least(self, minimum: int, parts: Sequence[Matches]) -> Matches:
        """What so many of the parts match, their scores added."""
        if minimum == len(parts):
            return reduce(self._both, sorted(parts, key=lambda part: len(part.documents)))
        parts = [part for part in parts if len(part.documents)]
        if len(parts) <= 1:
            return parts[0] if parts and minimum <= 1 else NOTHING
        if sum(len(part.documents) for part in parts) * _SPARSE < self._documents:
            return _counted(minimum, parts)
        return self._any(parts) if minimum == 1 else self._enough(minimum, parts)

    def _any(self, parts: Sequence[Matches]) -> Matches:
        """What any of the parts matches."""
        for part in parts:
            self._scores[part.documents] += part.scores
            self._marks[part.documents] = 1
        documents = np.flatnonzero(self._marks.view(np.bool_))
        scores = self._scores[documents]
        self._scores[documents] = 0
        self._marks[documents] = 0
        return Matches(documents, scores)

    def _enough(self, minimum: int, parts: Sequence[Matches]) -> Matches:
        """What so many of the parts match."""
        for part in parts:
            self._scores[part.documents] += part.scores
            self._marks[part.documents] += 1
        documents = np.flatnonzero(self._marks >= minimum)
        scores = self._scores[documents]
        for part in parts:
            self._scores[part.documents] = 0
            self._marks[part.documents] = 0
        return Matches(documents, scores)

    def _both(self, one: Matches, other: Matches) -> Matches:
        """What both match; `one` is the shorter."""
        if len(one.documents) * _SHORTER < len(other.documents):
            return _looked_up(one, other)
        self._marks[other.documents] = 1
        self._scores[other.documents] = other.scores
        shared = self._marks[one.documents].view(np.bool_)
        documents = one.documents[shared]
        scores = one.scores[shared] + self._scores[documents]
        self._marks[other.documents] = 0
        self._scores[other.documents] = 0
        return Matches(documents, scores)

    def _without(self, wanted: Matches, excluded: Sequence[Matches]) -> Matches:
        kept = np.ones(self._documents, np.bool_)
        for part in excluded:
            kept[part.documents] = False
        return wanted.among(kept[wanted.documents])

    def _phrase(self, words: Sequence[str]) -> Matches:
        keys = [word.encode(errors="surrogatepass") for word in words]
        if len(keys) == 1:
            return self._term(EXACT, words[0], EXACT.weight)
        rarities = [self._rarity(key) for key in keys]
        found = [
            Matches(matches.documents + np.int64(base), matches.scores)
            for segment, base in zip(self._segments, self._bases, strict=True)
            if len((matches := _phrase_in(segment, keys, rarities)).documents)
        ]
        return _joined(found) if found else NOTHING

    def _rarity(self, key: bytes) -> float:
        spans = (segment.exact.span(key) for segment in self._segments)
        return EXACT.weight * rarity(self._documents, sum(end - begin for begin, end in spans))


_SPARSE = 8  # where the index has so many times the matches, sorting them is quicker than marking them
_SHORTER = 16  # a list so many times shorter than another is looked up in it


def _joined(parts: Sequence[Matches]) -> Matches:
    """The matches of several segments, in the order of the segments."""
    if len(parts) == 1:
        return parts[0]
    return Matches(np.concatenate([part.documents for part in parts]), np.concatenate([part.scores for part in parts]))


def _looked_up(one: Matches, other: Matches) -> Matches:
    """What both match; `one` is much the shorter."""
    places = np.searchsorted(other.documents, one.documents)
    places[places == len(other.documents)] = 0
    shared = other.documents[places] == one.documents
    return Matches(one.documents[shared], one.scores[shared] + other.scores[places[shared]])


def _counted(minimum: int, parts: Sequence[Matches]) -> Matches:
    documents = np.concatenate([part.documents for part in parts])
    order = np.argsort(documents, kind="stable")
    documents = documents[order]
    begins = np.flatnonzero(np.diff(documents, prepend=-1))
    scores = np.add.reduceat(np.concatenate([part.scores for part in parts])[order], begins)
    enough = np.diff(begins, append=len(documents)) >= minimum
    return Matches(documents[begins[enough]], scores[enough])


def _phrase_in(segment: Segment, keys: Sequence[bytes], rarities: Sequence[float]) -> Matches:
    """The documents of a segment in which the words stand one after the other.

    Where the phrase would begin according to each of its words is one ascending list of places; where all the lists
    agree it does begin. The rarest word comes first, so that what is everywhere is looked up and not walked.
    """
    lists = [segment.exact.places_of(key) for key in keys]
    rarest_first = sorted(range(len(keys)), key=lambda number: len(lists[number]))
    begins = lists[rarest_first[0]].astype(np.int64) - rarest_first[0]
    for number in rarest_first[1:]:
        begins = begins[_found(begins + number, lists[number])]
        if not len(begins):
            return NOTHING
    documents = np.searchsorted(segment.starts, begins, side="right") - 1
    documents = documents[np.flatnonzero(np.diff(documents, prepend=-1))]
    scores = np.zeros(len(documents), np.float32)
    for key, weight in zip(keys, rarities, strict=True):
        begin, end = segment.exact.span(key)
        rows = np.searchsorted(segment.exact.documents[begin:end], documents) + begin
        scores += segment.exact.impacts[rows] * np.float32(weight)
    return Matches(documents, scores)


def _found(wanted: Documents, places: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Which of the wanted places (ascending, none negative) are among the others (ascending)."""
    if not len(places):
        return np.zeros(len(wanted), np.bool_)
    at = np.searchsorted(places, wanted.astype(np.uint32))
    at[at == len(places)] = 0
    found: NDArray[np.bool_] = places[at] == wanted
    return found
