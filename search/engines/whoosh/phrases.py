"""Which phrases stand in several titles? Counted once in arrays, and looked up by their beginning."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.completing import FREQUENT, LONGEST, function_words, is_cut_short
from search.engines.whoosh.inversion import changes, ordered
from search.engines.whoosh.titles import Span, Titles

_NO_WORD = -1  # behind the last word of a phrase; below every number, so that a phrase comes before those it begins


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase that can be suggested: its words in exact form, how many documents hold it, and the newest of them."""

    words: tuple[str, ...]
    count: int
    newest: int


class Phrases:
    """The phrases that can be suggested, in order of their words; `documents` has the titles, the newest first."""

    def __init__(self, titles: Titles, documents: NDArray[np.int64]) -> None:
        words, counts, newest = (np.concatenate(parts) for parts in zip(*_frequent(titles, documents), strict=True))
        lengths = (words != _NO_WORD).sum(axis=1)
        joins = _function_words(titles.terms)
        last = words[np.arange(len(words)), lengths - 1]
        chosen = np.flatnonzero(~(joins.take(words[:, 0]) | joins.take(last)))
        chosen = chosen.take(np.lexsort(words[chosen].T[::-1]))
        whole = chosen[~_cut_short(words[chosen], lengths[chosen], counts[chosen])]
        self._terms = titles.terms
        self._words, self._counts, self._newest = words[whole], counts[whole], newest[whole]

    def beginning(self, spans: Sequence[Span], most: int) -> Iterator[Phrase]:
        """The most frequent ones whose first words lie in these spans, each of which but the last holds one word."""
        low, high = 0, len(self._words) if len(spans) <= LONGEST else 0
        for column, span in zip(self._words.T, spans, strict=False):
            low, high = (low + np.searchsorted(column[low:high], span)).tolist()
        order = np.argsort(-self._counts[low:high], kind="stable")[:most] + low
        for place in order.tolist():
            words = (self._terms[number].decode() for number in self._words[place].tolist() if number != _NO_WORD)
            yield Phrase(tuple(words), int(self._counts[place]), int(self._newest[place]))


def _frequent(
    titles: Titles, documents: NDArray[np.int64]
) -> Iterator[tuple[NDArray[np.int32], NDArray[np.int64], NDArray[np.int64]]]:
    """By length, the phrases that enough documents hold: their words, in how many, and the newest document.

    A phrase is no more frequent than its beginning, so that each length only looks where the one before was frequent.
    """
    owners = np.repeat(documents, np.diff(titles.runs))
    places = np.flatnonzero(titles.words >= 0)  # where phrases begin
    beginnings = np.zeros(len(places), np.int32)  # all words of each but the last, as the number of a row of `rows`
    rows = np.empty((1, 0), np.int32)
    for length in range(1, LONGEST + 1):
        words = titles.words.take(places + length - 1)
        _, by_word = ordered(words)
        beginnings, by_beginning = ordered(beginnings.take(by_word))
        order = by_word.take(by_beginning)  # by phrase, and of one phrase the newest first
        places, words = places.take(order), words.take(order)
        begins = np.flatnonzero(changes(beginnings) | changes(words))
        phrases, counts = _documents(owners.take(places), begins)
        often = counts >= FREQUENT
        rows = np.column_stack([rows[beginnings.take(begins[often])], words.take(begins[often])])
        newest = owners.take(places.take(begins[often]))
        yield np.pad(rows, ((0, 0), (0, LONGEST - length)), constant_values=_NO_WORD), counts[often], newest
        going_on = often.take(phrases) & (titles.words.take(places + length) >= 0)
        places = places.compress(going_on)
        beginnings = (np.cumsum(often) - 1).take(phrases.compress(going_on)).astype(np.int32)


def _documents(documents: NDArray[np.int64], begins: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Which phrase each place is of, from where the places of each phrase begin, and in how many documents each is."""
    is_first = np.zeros(len(documents), np.bool_)
    is_first[begins] = True
    phrases = np.cumsum(is_first) - 1
    return phrases, np.bincount(phrases[is_first | changes(documents)], minlength=len(begins))


def _function_words(terms: Sequence[bytes]) -> NDArray[np.bool_]:
    """bool[terms], one more than there are, so that even of no terms one can be taken."""
    known = np.zeros(len(terms) + 1, np.bool_)
    for word in function_words():
        place = bisect_left(terms, word.encode())
        known[place] |= place < len(terms) and terms[place] == word.encode()
    return known


def _cut_short(words: NDArray[np.int32], lengths: NDArray[np.int64], counts: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which phrases nearly always go on in the same way; they are in order of their words."""
    cut = np.zeros(len(words), np.bool_)
    for length in range(1, LONGEST) if len(words) else ():
        first = words[:, :length]
        begins = np.append(0, np.flatnonzero((first[1:] != first[:-1]).any(axis=1)) + 1)
        longer = np.maximum.reduceat(np.where(lengths > length, counts, 0), begins)
        itself = lengths.take(begins) == length  # comes before those that it begins
        cut[begins[itself]] = is_cut_short(counts.take(begins[itself]), longer[itself])
    return cut
