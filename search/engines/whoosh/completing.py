"""What can a text that is still being typed go on to? Titles and phrases are gathered once, and then looked up.

What is visible changes with a commit, which opens another reader, and when an embargo ends.
"""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from search.completing import MOST, spelled_in, titles_of, typed_words
from search.engines.whoosh.catalogue import Catalogue
from search.engines.whoosh.phrases import Phrases
from search.engines.whoosh.runs import gathered
from search.engines.whoosh.titles import CLAUSE_END, TITLE_END, Span, Titles, titles_in
from search.release import Release
from search.results import Completions, FrequentPhrase, Title


class Completer:
    """Completes from the titles of one commit; `release_of` reads a document."""

    def __init__(self, catalogue: Catalogue, release_of: Callable[[int], Release]) -> None:
        self._catalogue = catalogue
        self._release_of = release_of
        self._gathered: tuple[int, _Gathered] | None = None
        self._gathering = threading.Lock()

    def completions(self, text: str, now: datetime) -> Completions:
        """See `search.engine.Reader.completions`."""
        typed = typed_words(text)
        if not typed:
            return Completions()
        visible = self._visible(now)
        spans = visible.titles.spans(typed)
        phrases = (
            FrequentPhrase(spelled_in(self._release_of(phrase.newest), phrase.words), phrase.count)
            for phrase in visible.phrases.beginning(spans, MOST)
        )
        titles = (self._title(document, number) for document, number in visible.distinct.holding(spans, MOST))
        return Completions(tuple(phrases), tuple(titles))

    def _visible(self, now: datetime) -> "_Gathered":
        """What is visible now; embargoes end in order, so that how much is hidden tells which are in force."""
        hidden = len(self._catalogue.hidden(now))
        with self._gathering:
            if self._gathered is None or self._gathered[0] != hidden:
                self._gathered = hidden, _gathered(self._catalogue, now)
            return self._gathered[1]

    def _title(self, document: int, number: int) -> Title:
        release = self._release_of(document)
        title = list(titles_of(release))[number]
        return Title(release.id, title.language, title.text)


class DistinctTitles:
    """Titles that differ in their words, numbered from the newest on; of several with the same words the newest."""

    def __init__(self, titles: Titles, documents: NDArray[np.int64]) -> None:
        owners = np.repeat(documents, np.diff(titles.runs))
        is_kept = titles.words != CLAUSE_END
        words, owners = titles.words.compress(is_kept), owners.compress(is_kept)
        ends = np.flatnonzero(words == TITLE_END)
        begins = np.append(0, ends + 1)[: len(ends)]
        of_titles, places = owners.take(ends), np.arange(len(ends))
        firsts = np.maximum.accumulate(np.where(np.diff(of_titles, prepend=-1) != 0, places, 0))
        chosen = np.array(_first_of_each(words, begins, ends), np.int64)
        self._documents = of_titles.take(chosen)
        self._numbers = (places - firsts).take(chosen)
        lengths = (ends - begins).take(chosen)
        words = words.take(gathered(begins.take(chosen), lengths))
        by_word = np.argsort(words, kind="stable")
        self._words = words.take(by_word)
        self._holding = np.repeat(np.arange(len(chosen)), lengths).take(by_word)

    def holding(self, spans: Sequence[Span], most: int) -> list[tuple[int, int]]:
        """The newest that hold a word of every span: the document of each, and which of its titles it is, from 0."""
        held = np.ones(len(self._documents), np.bool_)
        for span in spans:
            begin, end = np.searchsorted(self._words, span)
            holds = np.zeros(len(held), np.bool_)
            holds[self._holding[begin:end]] = True
            held &= holds
        newest = np.flatnonzero(held)[:most]
        return list(zip(self._documents.take(newest).tolist(), self._numbers.take(newest).tolist(), strict=True))


@dataclass(frozen=True, slots=True)
class _Gathered:
    titles: Titles
    phrases: Phrases
    distinct: DistinctTitles


def _gathered(catalogue: Catalogue, now: datetime) -> _Gathered:
    documents, visible = catalogue.orders.newest_first.documents, catalogue.visible(now)
    if visible is not None:
        documents = documents.compress(visible.take(documents))
    titles = titles_in(catalogue.segments).of(documents)
    return _Gathered(titles, Phrases(titles, documents), DistinctTitles(titles, documents))


def _first_of_each(words: NDArray[np.int32], begins: NDArray[np.int64], ends: NDArray[np.int64]) -> list[int]:
    """The places of the titles whose words no title before has, those without a word left out."""
    content, width = words.tobytes(), words.itemsize
    first: dict[bytes, int] = {b"": -1}
    for place, (begin, end) in enumerate(zip((begins * width).tolist(), (ends * width).tolist(), strict=True)):
        first.setdefault(content[begin:end], place)
    return list(first.values())[1:]
