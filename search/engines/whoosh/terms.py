"""What holds a word that was asked for? Its forms in the postings of all segments, each with what it counts."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from search.engines.whoosh.matches import Held, Run
from search.engines.whoosh.segment import Segment
from search.forms import Forms, Term, forms_of
from search.lexicon import Lexicon
from search.ranking import rarity
from search.syntax import Word
from search.terms import IN_PHRASE, fields_for

Postings = Sequence[tuple[NDArray[np.int32], NDArray[np.float32], int]]  # documents, impacts and base, by segment
_REMEMBERED = 1_000  # words whose postings are at hand: a reader who narrows a search asks the same words again


class Terms:
    """The terms of segments whose documents are numbered one segment after the other.

    Args:
        segments: what is searched.
        lexicon: that the segments were written by; None finds words by their own stems alone, not by parts.

    Attributes:
        bases: the number of each segment's first document.
        documents: how many there are, deleted ones included.
    """

    def __init__(self, segments: Sequence[Segment], lexicon: Lexicon | None) -> None:
        self.segments = segments
        self._lexicon = lexicon
        counts = [segment.documents for segment in segments]
        self.bases = [sum(counts[:number]) for number in range(len(counts))]
        self.documents = sum(counts)
        self.held = lru_cache(_REMEMBERED)(self._held)
        self.written = lru_cache(_REMEMBERED)(self._written)

    def _held(self, word: Word) -> Held:
        """The postings of a word of a query."""
        fields = fields_for(in_title=word.in_title)
        return self._looked_for(forms_of(word.text, fields, self._lexicon, word.read_in))

    def _written(self, word: str, in_title: bool) -> Sequence[Run]:
        """The postings of a word of a phrase, in exact form."""
        return self._term(Term(fields_for(in_title=in_title).exact, word, IN_PHRASE))

    def _looked_for(self, forms: Forms) -> Held:
        stems = self._stems(forms.stems)
        as_typed = self._term(forms.typed) if forms.typed else ()
        parts = list(map(self._looked_for, forms.parts))
        is_there = all(part.size for part in parts)
        return Held(stems, as_typed, parts if is_there else (), np.float32(forms.parts_weight))

    def _stems(self, terms: Sequence[Term]) -> Sequence[Sequence[Run]]:
        """The postings of a word's stems, each as rare as the word is where it is commonest.

        "Council" is rare in German texts, and decided which of them came first, for all that "Rat" counted. What is a
        function word in one of the languages, such as "war", is as rare as it is in each.
        """
        found = [(term, postings) for term in terms if (postings := self._postings(term))]
        holding: dict[float, int] = {}
        for term, postings in found:
            holding[term.weight] = max(holding.get(term.weight, 0), _size(postings))
        return [self._runs(term, postings, holding[term.weight]) for term, postings in found]

    def _term(self, term: Term) -> Sequence[Run]:
        """A term's postings, as rare as it is."""
        postings = self._postings(term)
        return self._runs(term, postings, _size(postings))

    def _runs(self, term: Term, postings: Postings, holding: int) -> Sequence[Run]:
        """Postings that count as those of what so many releases hold."""
        factor = np.float32(term.weight * term.field.weight * rarity(self.documents, holding))
        return [Run(documents, impacts, base, factor) for documents, impacts, base in postings]

    def _postings(self, term: Term) -> Postings:
        """Of a term, segment by segment; none where nothing holds it."""
        key = term.text.encode(errors="surrogatepass")
        found = []
        for segment, base in zip(self.segments, self.bases, strict=True):
            postings = segment.fields[term.field.name]
            begin, end = postings.span(key)
            documents, impacts = postings.documents[begin:end], postings.impacts[begin:end]
            if self._lexicon is None and term.field.language:
                whole = postings.whole[begin:end]
                documents, impacts = documents.compress(whole), impacts.compress(whole)
            if len(documents):
                found.append((documents, impacts, base))
        return found


def _size(postings: Postings) -> int:
    return sum(len(documents) for documents, _, _ in postings)
