"""Which releases match, and how well? The query's tree over arrays: whole postings at a time, no release by itself."""

from collections.abc import Iterable, Sequence

import numpy as np

from search import syntax
from search.engines.whoosh.matches import NOTHING, Documents, Held, Matches, Run, joined, looked_up, merged
from search.engines.whoosh.places import close_together, in_order
from search.engines.whoosh.renderings import Group, Renderings
from search.engines.whoosh.segment import Segment
from search.engines.whoosh.terms import Terms
from search.lexicon import Lexicon
from search.terms import PART_WEIGHT, fields_for

Asked = syntax.Node | syntax.Other | Held | Group


class Evaluator:
    """Evaluates query trees over segments whose documents are numbered one segment after the other.

    It works in scratch arrays as long as the index, so one thread uses it at a time. Deleted documents match like
    others; who asks leaves them out.

    Args:
        segments: what is searched.
        lexicon: that the segments were written by; None finds words by their own stems alone, not by parts.
    """

    def __init__(self, segments: Sequence[Segment], lexicon: Lexicon | None) -> None:
        self._terms = Terms(segments, lexicon)
        self._renderings = Renderings(self._terms)
        # Who wants nothing of ministers does not mean the Ministerium: what is kept out must stand there as a word.
        self._of_whole_words = Evaluator(segments, None) if lexicon else self
        self._documents = self._terms.documents
        self._everything = Matches(np.arange(self._documents), np.zeros(self._documents, np.float32))
        self._scores = np.zeros(self._documents, np.float32)
        self._marks = np.zeros(self._documents, np.uint8)
        self._places = np.zeros(self._documents, np.int64)

    def matches(self, node: Asked) -> Matches:
        """What matches the tree; scores are 0 where nothing was asked."""
        match node:
            case syntax.Everything():
                return self._everything
            case syntax.AtLeast(minimum, nodes):
                return self._at_least(minimum, nodes)
            case syntax.Without(wanted, excluded):
                return self._without(self.matches(wanted), excluded)
            case syntax.Translated(word):
                return self._best([self._leaf(word), *self._ways(node)])
            case _:
                return self._leaf(node)

    def _leaf(self, node: syntax.Leaf | syntax.Other | Held | Group) -> Matches:
        match node:
            case Held():
                return self._word(node)
            case Group(runs):
                return joined([run.matches for run in runs])
            case syntax.Word():
                return self._word(self._terms.held(node))
            case syntax.Prefix():
                return self._prefix(node)
            case syntax.Phrase() | syntax.Near():
                return self._placed(node)
            case syntax.Rendering():
                return self._leaf(self._renderings.group((node,)))
            case syntax.InParts(parts):
                return self._all([self._renderings.group(part) for part in parts]).weighing(PART_WEIGHT)

    def _at_least(self, minimum: int, nodes: Sequence[syntax.Node]) -> Matches:
        """What so many of the nodes match, their scores added."""
        if minimum == len(nodes):
            return self._all(nodes)
        words = [node for node in nodes if isinstance(node, syntax.Word)]
        if minimum == 1 and len(words) == len(nodes):
            return self._any([self._terms.held(word) for word in words])
        return self._enough(minimum, [self.matches(node) for node in nodes])

    def _all(self, nodes: Sequence[Asked]) -> Matches:
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

    def _size(self, node: Asked) -> int:
        """About how many documents a node matches: no fewer for words and phrases, all for what is hard to tell."""
        match node:
            case Held() | Group():
                return node.size
            case syntax.Translated(word, renderings, None):
                return self._terms.held(word).size + self._renderings.group(renderings).size
            case syntax.Word():
                return self._terms.held(node).size
            case syntax.Phrase(words, in_title) | syntax.Near(words, _, in_title):
                return min(sum(len(run.documents) for run in self._terms.written(word, in_title)) for word in words)
            case _:
                return self._documents

    def _narrowed(self, node: Asked, documents: Documents) -> Matches:
        """What of the documents matches a node, each by its place among them."""
        if isinstance(node, syntax.Word):
            node = self._terms.held(node)
        if isinstance(node, Held):
            return self._word_among(node, documents)
        if isinstance(node, Group):
            return self._scored(node.runs, documents)
        if isinstance(node, syntax.Translated):
            return self._translated_among(node, documents)
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
                at, rows = looked_up(documents - run.base, run.documents)
            else:
                places = self._places.take(run.numbers)
                rows = np.flatnonzero(places != 0)
                at = places.take(rows) - 1
            np.add.at(scores, at, run.impacts.take(rows) * run.weight)
        self._places[documents] = 0
        held = np.flatnonzero(scores != 0)
        return Matches(held, scores.take(held))

    def _word_among(self, held: Held, documents: Documents) -> Matches:
        """What of the documents holds any form of a word, or all of its parts; each by its place among them."""
        found = self._scored(held.runs, documents)
        together = Matches(np.arange(len(documents)), np.zeros(len(documents), np.float32))
        for part in held.parts:
            also = self._word_among(part, documents.take(together.documents))
            places = also.documents
            together = Matches(together.documents.take(places), together.scores.take(places) + also.scores)
        if not held.parts or not len(together.documents):
            return found
        scores = np.zeros(len(documents), np.float32)
        scores[found.documents] = found.scores
        scores[together.documents] += together.scores * held.parts_weight
        places = np.flatnonzero(scores != 0)
        return Matches(places, scores.take(places))

    def _translated_among(self, node: syntax.Translated, documents: Documents) -> Matches:
        """What of the documents holds a word or what it is called, each by its place among them."""
        ways: list[Asked] = [node.word, self._renderings.group(node.renderings)]
        if node.in_parts:
            ways.append(node.in_parts)
        scores = np.zeros(len(documents), np.float32)
        for way in ways:
            found = self._narrowed(way, documents)
            scores[found.documents] = np.maximum(scores.take(found.documents), found.scores)
        places = np.flatnonzero(scores != 0)
        return Matches(places, scores.take(places))

    def _ways(self, node: syntax.Translated) -> Iterable[Matches]:
        """What each translation of a word matches, or those of its parts."""
        yield self._leaf(self._renderings.group(node.renderings))
        if node.in_parts:
            yield self._leaf(node.in_parts)

    def _best(self, parts: Sequence[Matches]) -> Matches:
        """What any of the parts matches, with its best score; scores are above 0."""
        if sum(len(part.documents) for part in parts) * _SPARSE < self._documents:
            return merged(1, parts, np.maximum)
        for part in parts:
            self._scores[part.documents] = np.maximum(self._scores.take(part.documents), part.scores)
        documents = np.flatnonzero(self._scores != 0)
        scores = self._scores.take(documents)
        self._scores.fill(0)
        return Matches(documents, scores)

    def _word(self, held: Held) -> Matches:
        """Every form of a word; a release in which it stands as typed counts more."""
        if len(held.stems) != 1 or held.parts:
            return self._any([held])
        found = joined([run.matches for run in held.stems[0]])
        if not held.as_typed:
            return found
        if held.size * _SPARSE < self._documents:
            as_typed = joined([run.matches for run in held.as_typed])
            found.scores[np.searchsorted(found.documents, as_typed.documents)] += as_typed.scores
            return found
        for run in held.as_typed:
            self._scores[run.numbers] = run.scores
        scores = found.scores + self._scores.take(found.documents)
        self._scores.fill(0)
        return Matches(found.documents, scores)

    def _any(self, words: Sequence[Held]) -> Matches:
        """What holds any form of any of the words; scores are above 0."""
        runs = [run for held in words for run in held.runs]
        together = [self._together(held) for held in words if held.parts]
        size = sum(len(run.documents) for run in runs) + sum(len(each.documents) for each in together)
        if size * _SPARSE < self._documents:
            return merged(1, [*(run.matches for run in runs), *together])
        for run in runs:
            np.add.at(self._scores, run.numbers, run.scores)
        for each in together:
            np.add.at(self._scores, each.documents, each.scores)
        documents = np.flatnonzero(self._scores != 0)
        scores = self._scores.take(documents)
        self._scores.fill(0)
        return Matches(documents, scores)

    def _together(self, held: Held) -> Matches:
        """What holds all parts of a word."""
        found = self._all(held.parts)
        return found.weighing(held.parts_weight)

    def _enough(self, minimum: int, parts: Sequence[Matches]) -> Matches:
        """What so many of the parts match, their scores added."""
        parts = [part for part in parts if len(part.documents)]
        if len(parts) < minimum:
            return NOTHING
        if sum(len(part.documents) for part in parts) * _SPARSE < self._documents:
            return merged(minimum, parts)
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
            kept[self._of_whole_words._narrowed(node, wanted.documents).documents] = False
            wanted = wanted.among(kept)
        return wanted

    def _prefix(self, prefix: syntax.Prefix) -> Matches:
        """Any word as written that begins so; all count the same, since rare words would drown the others."""
        key = prefix.text.encode(errors="surrogatepass")
        fields = [segment.fields[fields_for(in_title=prefix.in_title).exact.name] for segment in self._terms.segments]
        spans = [field.prefixed(key) for field in fields]
        syntax.check_expansion(prefix.text, max((high - low for low, high in spans), default=0))
        for field, (low, high), base in zip(fields, spans, self._terms.bases, strict=True):
            held = field.documents[field.offsets[low] : field.offsets[high]]
            self._marks[held + np.int64(base)] = 1
        documents = np.flatnonzero(self._marks.view(np.bool_))
        self._marks.fill(0)
        return Matches(documents, np.ones(len(documents), np.float32))

    def _placed(self, leaf: syntax.Phrase | syntax.Near) -> Matches:
        """Where words stand as the leaf asks for."""
        runs = [run for word in leaf.words for run in self._terms.written(word, leaf.in_title)]
        if len(leaf.words) == 1:
            return joined([run.matches for run in runs])
        field = fields_for(in_title=leaf.in_title).exact.name
        keys = [word.encode(errors="surrogatepass") for word in leaf.words]
        found = [np.empty(0, np.int64)]
        for segment, base in zip(self._terms.segments, self._terms.bases, strict=True):
            lists = [segment.fields[field].places_of(key) for key in keys]
            if all(map(len, lists)):
                begins = in_order(lists) if isinstance(leaf, syntax.Phrase) else close_together(lists, leaf.distance)
                found.append(segment.documents_at(begins) + base)
        documents = np.concatenate(found)
        return Matches(documents, self._scored(runs, documents).scores) if len(documents) else NOTHING


_SPARSE = 8  # where the index has so many times the matches, sorting them is quicker than marking them
_SHORTER = 32  # a list so many times shorter than another is looked up in it
