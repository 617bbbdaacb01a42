"""Which releases match, and how well? The query's tree over arrays: whole postings at a time, no release by itself."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from search import syntax
from search.engines.whoosh.places import close_together, in_order
from search.engines.whoosh.segment import Segment
from search.ranking import rarity
from search.terms import TermField, fields_for

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
class Forms:
    """The postings of all forms of a word.

    What holds a word as typed holds its stem too: the stems decide what matches, the word as typed adds to the score.

    Attributes:
        stems: by language, those that are in the index.
        as_typed: segment by segment.
        size: how many postings the stems have; no fewer than releases match.
    """

    stems: Sequence[Sequence[Run]]
    as_typed: Sequence[Run]
    size: int

    @property
    def runs(self) -> Iterable[Run]:
        """All of them."""
        return chain(*self.stems, self.as_typed)


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
        self._everything = Matches(np.arange(self._documents), np.zeros(self._documents, np.float32))
        self._scores = np.zeros(self._documents, np.float32)
        self._marks = np.zeros(self._documents, np.uint8)
        self._places = np.zeros(self._documents, np.int64)
        self._forms = lru_cache(_REMEMBERED)(self._forms_of)

    def matches(self, node: syntax.Node) -> Matches:
        """What matches the tree; scores are 0 where nothing was asked."""
        match node:
            case syntax.Everything():
                return self._everything
            case syntax.Word(text, in_title):
                return self._word(self._forms(text, in_title))
            case syntax.Prefix():
                return self._prefix(node)
            case syntax.Phrase() | syntax.Near():
                return self._placed(node)
            case syntax.AtLeast(minimum, nodes):
                return self._at_least(minimum, nodes)
            case syntax.Without(wanted, excluded):
                return self._without(self.matches(wanted), excluded)

    def _at_least(self, minimum: int, nodes: Sequence[syntax.Node]) -> Matches:
        """What so many of the nodes match, their scores added."""
        if minimum == len(nodes):
            return self._all(nodes)
        words = [node for node in nodes if isinstance(node, syntax.Word)]
        if minimum == 1 and len(words) == len(nodes):
            return self._any([self._forms(word.text, word.in_title) for word in words])
        return self._enough(minimum, [self.matches(node) for node in nodes])

    def _all(self, nodes: Sequence[syntax.Node]) -> Matches:
        """What all the nodes match: what the rarest one matches, narrowed by one after the other."""
        first, *others = sorted(nodes, key=self._size)
        found = self.matches(first)
        for node in others:
            if not len(found.documents):
                return NOTHING
            also = self._narrowed(node, found.documents)
            places = also.documents
            found = Matches(found.documents.take(places), found.scores.take(places) + also.scores)
        return found

    def _size(self, node: syntax.Node) -> int:
        """About how many documents a node matches: no fewer for words and phrases, all for what is hard to tell."""
        match node:
            case syntax.Word(text, in_title):
                return self._forms(text, in_title).size
            case syntax.Phrase(words, in_title) | syntax.Near(words, _, in_title):
                return min(sum(len(run.documents) for run in self._forms(word, in_title).as_typed) for word in words)
            case _:
                return self._documents

    def _narrowed(self, node: syntax.Node, documents: Documents) -> Matches:
        """What of the documents matches a node, each by its place among them."""
        if isinstance(node, syntax.Word):
            return self._scored(self._forms(node.text, node.in_title).runs, documents)
        found = self.matches(node)
        self._marks[documents] = 1
        shared = found.among(self._marks.take(found.documents).view(np.bool_))
        self._marks[documents] = 0
        return Matches(np.searchsorted(documents, shared.documents), shared.scores)

    def _scored(self, runs: Iterable[Run], documents: Documents) -> Matches:
        """What of the documents any of the runs holds, each by its place among them; scores are above 0."""
        scores = np.zeros(len(documents), np.float32)
        self._places[documents] = np.arange(1, len(documents) + 1)
        for run in runs:
            if len(documents) * _SHORTER < len(run.documents):
                at, rows = _looked_up(documents - run.base, run.documents)
            else:
                places = self._places.take(run.numbers)
                rows = np.flatnonzero(places != 0)
                at = places.take(rows) - 1
            np.add.at(scores, at, run.impacts.take(rows) * run.weight)
        self._places[documents] = 0
        held = np.flatnonzero(scores != 0)
        return Matches(held, scores.take(held))

    def _term(self, field: TermField, term: str) -> Sequence[Run]:
        """A term's postings, segment by segment; none where nothing holds it."""
        key = term.encode(errors="surrogatepass")
        found = []
        for segment, base in zip(self._segments, self._bases, strict=True):
            postings = segment.fields[field.name]
            begin, end = postings.span(key)
            if begin < end:
                found.append((postings.documents[begin:end], postings.impacts[begin:end], base))
        holding = sum(len(documents) for documents, _, _ in found)
        weight = np.float32(field.weight * rarity(self._documents, holding))
        return [Run(documents, impacts, base, weight) for documents, impacts, base in found]

    def _forms_of(self, word: str, in_title: bool) -> Forms:
        group = fields_for(in_title=in_title)
        stems = [runs for field in group.stems if (runs := self._term(field, field.term(word)))]
        size = sum(len(run.documents) for runs in stems for run in runs)
        return Forms(stems, self._term(group.exact, group.exact.term(word)), size)

    def _word(self, forms: Forms) -> Matches:
        """Every form of a word; a release in which it stands as typed counts more."""
        if len(forms.stems) != 1:
            return self._any([forms])
        found = _joined([run.matches for run in forms.stems[0]])
        if not forms.as_typed:
            return found
        if forms.size * _SPARSE < self._documents:
            as_typed = _joined([run.matches for run in forms.as_typed])
            found.scores[np.searchsorted(found.documents, as_typed.documents)] += as_typed.scores
            return found
        for run in forms.as_typed:
            self._scores[run.numbers] = run.scores
        scores = found.scores + self._scores.take(found.documents)
        self._scores.fill(0)
        return Matches(found.documents, scores)

    def _any(self, words: Sequence[Forms]) -> Matches:
        """What holds any form of any of the words; scores are above 0."""
        runs = [run for forms in words for run in forms.runs]
        if sum(len(run.documents) for run in runs) * _SPARSE < self._documents:
            return _merged(1, [run.matches for run in runs])
        for run in runs:
            np.add.at(self._scores, run.numbers, run.scores)
        documents = np.flatnonzero(self._scores != 0)
        scores = self._scores.take(documents)
        self._scores.fill(0)
        return Matches(documents, scores)

    def _enough(self, minimum: int, parts: Sequence[Matches]) -> Matches:
        """What so many of the parts match, their scores added."""
        parts = [part for part in parts if len(part.documents)]
        if len(parts) < minimum:
            return NOTHING
        if sum(len(part.documents) for part in parts) * _SPARSE < self._documents:
            return _merged(minimum, parts)
        for part in parts:
            np.add.at(self._scores, part.documents, part.scores)
            self._marks[part.documents] += 1
        documents = np.flatnonzero(self._marks >= minimum)
        scores = self._scores.take(documents)
        self._scores.fill(0)
        self._marks.fill(0)
        return Matches(documents, scores)

    def _without(self, wanted: Matches, excluded: Sequence[syntax.Node]) -> Matches:
        for node in excluded:
            kept = np.ones(len(wanted.documents), np.bool_)
            kept[self._narrowed(node, wanted.documents).documents] = False
            wanted = wanted.among(kept)
        return wanted

    def _prefix(self, prefix: syntax.Prefix) -> Matches:
        """Any word as written that begins so; all count the same, since rare words would drown the others."""
        key = prefix.text.encode(errors="surrogatepass")
        fields = [segment.fields[fields_for(in_title=prefix.in_title).exact.name] for segment in self._segments]
        spans = [field.prefixed(key) for field in fields]
        syntax.check_expansion(prefix.text, max((high - low for low, high in spans), default=0))
        for field, (low, high), base in zip(fields, spans, self._bases, strict=True):
            held = field.documents[field.offsets[low] : field.offsets[high]]
            self._marks[held + np.int64(base)] = 1
        documents = np.flatnonzero(self._marks.view(np.bool_))
        self._marks.fill(0)
        return Matches(documents, np.ones(len(documents), np.float32))

    def _placed(self, leaf: syntax.Phrase | syntax.Near) -> Matches:
        """Where words stand as the leaf asks for."""
        runs = [run for word in leaf.words for run in self._forms(word, leaf.in_title).as_typed]
        if len(leaf.words) == 1:
            return _joined([run.matches for run in runs])
        field = fields_for(in_title=leaf.in_title).exact.name
        keys = [word.encode(errors="surrogatepass") for word in leaf.words]
        found = [np.empty(0, np.int64)]
        for segment, base in zip(self._segments, self._bases, strict=True):
            lists = [segment.fields[field].places_of(key) for key in keys]
            if all(map(len, lists)):
                begins = in_order(lists) if isinstance(leaf, syntax.Phrase) else close_together(lists, leaf.distance)
                found.append(segment.documents_at(begins) + base)
        documents = np.concatenate(found)
        return Matches(documents, self._scored(runs, documents).scores) if len(documents) else NOTHING


_REMEMBERED = 1_000  # words whose postings are at hand: a reader who narrows a search asks the same words again
_SPARSE = 8  # where the index has so many times the matches, sorting them is quicker than marking them
_SHORTER = 32  # a list so many times shorter than another is looked up in it


def _joined(parts: Sequence[Matches]) -> Matches:
    """The matches of several segments, in the order of the segments."""
    if len(parts) == 1:
        return parts[0]
    if not parts:
        return NOTHING
    return Matches(np.concatenate([part.documents for part in parts]), np.concatenate([part.scores for part in parts]))


def _merged(minimum: int, parts: Sequence[Matches]) -> Matches:
    """What so many of the parts match, their scores added."""
    if len(parts) <= 1:
        return _joined(parts)
    documents = np.concatenate([part.documents for part in parts])
    order = np.argsort(documents, kind="stable")
    documents = documents.take(order)
    begins = np.flatnonzero(np.diff(documents, prepend=-1))
    scores = np.add.reduceat(np.concatenate([part.scores for part in parts]).take(order), begins)
    enough = np.diff(begins, append=len(documents)) >= minimum
    return Matches(documents.take(begins), scores).among(enough)


def _looked_up(wanted: NDArray[np.int64], held: NDArray[np.int32]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Which of the wanted numbers are held, by their places, and the places where they are; both lists ascend."""
    wanted_32 = wanted.astype(np.int32)  # of one type with what is searched, which would be copied otherwise
    at = np.minimum(np.searchsorted(held, wanted_32), len(held) - 1)
    shared = np.flatnonzero(held.take(at) == wanted_32)
    return shared, at.take(shared)
