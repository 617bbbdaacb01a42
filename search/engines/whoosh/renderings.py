"""What holds a translation of a word? All translations of a word together, which count as one term."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from search.analysis import words
from search.engines.whoosh.matches import Run, looked_up
from search.engines.whoosh.places import in_order
from search.engines.whoosh.segment import Postings, Segment
from search.engines.whoosh.terms import Terms
from search.forms import FUNCTION_WORD_WEIGHT
from search.inflection import Inflected, inflected
from search.ranking import impacts, occurrences, rarity
from search.syntax import Rendering
from search.terms import TRANSLATION_WEIGHT, fields_for

_REMEMBERED = 100  # words whose translations are at hand; eight bytes for each release that holds one
_NOTHING = (np.empty(0, np.int32), np.empty(0, np.float32))

Held = tuple[NDArray[np.int32], NDArray[np.float32]]  # documents of a segment, and what each counts before rarity


@dataclass(frozen=True, slots=True)
class Group:
    """The postings of all translations of a word, segment by segment, as if they were one term."""

    runs: Sequence[Run]

    @property
    def size(self) -> int:
        """How many match."""
        return sum(len(run.documents) for run in self.runs)


class Renderings:
    """Looks translations up."""

    def __init__(self, terms: Terms) -> None:
        self._terms = terms
        self.group = lru_cache(_REMEMBERED)(self._group)
        self._in_a_row = lru_cache(_REMEMBERED)(self._held_in_a_row)  # which several words of a query share
        self._in_language = cache(self._of_language)  # one for each language; all its postings are read for it

    def _group(self, renderings: tuple[Rendering, ...]) -> Group:
        """The postings of translations: their occurrences are added, and as rare is what any of them stands in."""
        found = [(*self._united(renderings, number), base) for number, base in enumerate(self._terms.bases)]
        holding = sum(len(documents) for documents, _, _ in found)
        factor = np.float32(TRANSLATION_WEIGHT * rarity(self._terms.documents, holding))
        return Group([Run(documents, impacts, base, factor) for documents, impacts, base in found if len(documents)])

    def _united(self, renderings: Sequence[Rendering], number: int) -> Held:
        """The documents of a segment that hold any of the translations, and what these count together."""
        segment = self._terms.segments[number]
        together = np.zeros(segment.documents, np.float32)
        for rendering in renderings:
            documents, counts = self._held(rendering, number)
            together[documents] += occurrences(counts) * np.float32(rendering.weight)
        documents = np.flatnonzero(together).astype(np.int32)
        return documents, impacts(together.take(documents))

    def _held(self, rendering: Rendering, number: int) -> Held:
        """The documents of a segment that hold one translation, and what each counts."""
        fields, texts = fields_for(in_title=rendering.in_title), tuple(words(rendering.text))
        field = next(field for field in fields.stems if field.language == rendering.language)
        if not texts:
            return self._in_language(field.name, number)
        if len(texts) > 1:
            return self._in_a_row(texts, rendering.language, fields.exact.name, number)
        postings = self._terms.segments[number].fields[field.name]
        begin, end = postings.span(field.term(texts[0]).encode(errors="surrogatepass"))
        return postings.documents[begin:end], postings.impacts[begin:end]

    def _held_in_a_row(self, texts: Sequence[str], language: str, field: str, number: int) -> Held:
        segment = self._terms.segments[number]
        return _together([inflected(text, language) for text in texts], segment.fields[field], segment)

    def _of_language(self, field: str, number: int) -> Held:
        segment = self._terms.segments[number]
        return _all_of(segment.fields[field], segment)


def _all_of(postings: Postings, segment: Segment) -> Held:
    """The documents of a segment with a text in a language."""
    is_held = np.zeros(segment.documents, np.bool_)
    is_held[postings.documents] = True
    documents = np.flatnonzero(is_held).astype(np.int32)
    return documents, np.full(len(documents), FUNCTION_WORD_WEIGHT, np.float32)


def _together(words: Sequence[Inflected], postings: Postings, segment: Segment) -> Held:
    """Where words stand next to each other in any of their forms; it counts as much as what counts least of them."""
    forms = [list(_forms(word, postings)) for word in words]
    if not all(forms):
        return _NOTHING
    documents = segment.documents_at(in_order([_places(each, postings) for each in forms]))
    return documents.astype(np.int32), np.minimum.reduce([_impacts(each, documents, postings) for each in forms])


def _forms(word: Inflected, postings: Postings) -> Iterator[int]:
    """The numbers of the terms that are forms of a word."""
    if not word.beginning:
        number = postings.find(word.form.encode(errors="surrogatepass"))
        yield from [] if number is None else [number]
        return
    low, high = postings.prefixed(word.beginning.encode(errors="surrogatepass"))
    terms = [postings.terms[number].decode(errors="surrogatepass") for number in range(low, high)]
    yield from (low + place for place in word.among(terms))


def _places(terms: Sequence[int], postings: Postings) -> NDArray[np.uint32]:
    """Where any of the terms stands, ascending."""
    cuts = [(postings.place_offsets[number], postings.place_offsets[number + 1]) for number in terms]
    places: NDArray[np.uint32] = np.concatenate([postings.places[begin:end] for begin, end in cuts])
    places.sort(kind="stable")  # which knows how to merge lists that are in order
    return places


def _impacts(terms: Sequence[int], documents: NDArray[np.int64], postings: Postings) -> NDArray[np.float32]:
    """What counts most of the terms in each of the documents."""
    greatest = np.zeros(len(documents), np.float32)
    for number in terms:
        begin, end = postings.offsets[number], postings.offsets[number + 1]
        shared, at = looked_up(documents, postings.documents[begin:end])
        greatest[shared] = np.maximum(greatest.take(shared), postings.impacts[begin:end].take(at))
    return greatest
