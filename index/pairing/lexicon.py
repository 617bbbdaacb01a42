"""Which word of one language goes with which of another? Learned from pairs that are sure, for those that are not yet.

A word's translation is the word that stands in the versions of its releases most exclusively (the Dice coefficient over
whole releases). That is right for some words and chance for others: it serves to tell candidates from each
other, where names and figures are few, and is no dictionary to show to anybody.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from index.pairing.profile import Profile, Signs, Sort, of_sort, sorts_of

LEAST_PAIRS = 100  # below which what stands together does so by chance
_MOST_PAIRS = 3_000  # more teach little
_LEAST_HOLDERS = 3  # pairs in which a word, and a word with its translation, must stand
_MOST_SHARE = 0.1  # of the pairs; a word that more hold tells nothing
_LEAST_DICE = 0.25


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Words of one language with the word of another that each goes with; words that both languages write are left out.

    Attributes:
        words: sorted, each once.
        translations: the words of the other language, in that order.
    """

    words: Signs
    translations: Signs

    def of_words(self, signs: Signs) -> Signs:
        """What each of these signs of the one language is translated by, as a sign; 0 for most."""
        return _looked_up(signs, self.words, self.translations)

    def of_translations(self, signs: Signs) -> Signs:
        """Each of these signs of the other language as the sign of a translation; 0 for most, which are none."""
        known = np.unique(self.translations)
        return _looked_up(signs, known, known)


def learn(pairs: Sequence[tuple[Profile, Profile]]) -> Lexicon | None:
    """What pairs teach, each in the order of the two languages; None where they are too few."""
    if len(pairs) < LEAST_PAIRS:
        return None
    # Any of them, whichever come first, but always the same ones.
    chosen = sorted(pairs, key=lambda pair: (crc32(pair[0].id.encode()), pair[0].id))[:_MOST_PAIRS]
    ones, others = (
        _Words([of_sort(profile.signs, Sort.WORD) for profile in side]) for side in zip(*chosen, strict=True)
    )
    found = [(word, best) for word in range(len(ones.words)) if (best := _translation(word, ones, others)) is not None]
    words, translations = ones.words[[word for word, _ in found]], others.words[[best for _, best in found]]
    differ = words != translations
    return Lexicon(words[differ], translations[differ])


class _Words:
    """The words of the releases on one side of pairs: who holds them, and what each release holds."""

    def __init__(self, releases: Sequence[Signs]) -> None:
        signs = np.concatenate(releases)
        values, counts = np.unique(signs, return_counts=True)
        tells = (counts >= _LEAST_HOLDERS) & (counts <= _MOST_SHARE * len(releases))
        self.words, self.counts = values[tells], counts[tells]
        places = np.repeat(np.arange(len(releases)), [len(each) for each in releases])
        known = np.isin(signs, self.words)
        self._words, self._places = np.searchsorted(self.words, signs[known]), places[known]
        self._by_word = np.argsort(self._words, kind="stable")
        self._word_starts = np.concatenate([[0], np.cumsum(self.counts)])
        self._place_starts = np.searchsorted(self._places, np.arange(len(releases) + 1))

    def holders(self, word: int) -> NDArray[np.int64]:
        """The places of the releases that hold a word."""
        return self._places[self._by_word[self._word_starts[word] : self._word_starts[word + 1]]]

    def held(self, places: NDArray[np.int64]) -> NDArray[np.int64]:
        """In how many of these releases each word stands."""
        spans = [self._words[self._place_starts[place] : self._place_starts[place + 1]] for place in places.tolist()]
        return np.bincount(np.concatenate(spans), minlength=len(self.words))


def _translation(word: int, ones: _Words, others: _Words) -> int | None:
    """The word that stands most exclusively where this one does, of equals the first; None if none does so often."""
    if not len(others.words):
        return None
    holders = ones.holders(word)
    both = others.held(holders)
    dice = 2 * both / (len(holders) + others.counts)
    best = int(np.argmax(dice))
    return best if dice[best] >= _LEAST_DICE and both[best] >= _LEAST_HOLDERS else None


def _looked_up(signs: Signs, known: Signs, translations: Signs) -> Signs:
    if not len(known):
        return np.zeros_like(signs)
    spots = np.minimum(np.searchsorted(known, signs), len(known) - 1)
    marked = translations - sorts_of(translations) + np.uint32(Sort.TRANSLATION)
    return np.where(known[spots] == signs, marked[spots], np.uint32(0))
