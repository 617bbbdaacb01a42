"""What holds a word that was asked for? Its forms in the postings of all segments, each with what it counts."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from search.engines.whoosh.matches import Held, Run
from search.engines.whoosh.segment import Segment
from search.forms import Forms, Term, forms_of
from search.lexicon import Lexicon
from search.ranking import rarity
from search.syntax import Word
from search.terms import IN_PHRASE, fields_for

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
        stems = [runs for term in forms.stems if (runs := self._term(term))]
        as_typed = self._term(forms.typed) if forms.typed else ()
        parts = list(map(self._looked_for, forms.parts))
        is_there = all(part.size for part in parts)
        return Held(stems, as_typed, parts if is_there else (), np.float32(forms.parts_weight))

    def _term(self, term: Term) -> Sequence[Run]:
        """A term's postings, segment by segment; none where nothing holds it."""
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
        holding = sum(len(documents) for documents, _, _ in found)
        factor = np.float32(term.weight * term.field.weight * rarity(self.documents, holding))
        return [Run(documents, impacts, base, factor) for documents, impacts, base in found]
