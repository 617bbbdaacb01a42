"""What is a word called in another language? Translations of words and of several words in a row, likeliest first.

    Waffenruhe           ceasefire, truce
    sanctions relief     Sanktionserleichterungen

Words are looked up by their stems, so that every form of a word finds what one form of it has.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from search.analysis import stem, words
from search.languages import LANGUAGES

MOST_TRANSLATIONS = 5  # of one word into one language


@dataclass(frozen=True, slots=True)
class Translation:
    """What a word, or several in a row, may be called in another language.

    Attributes:
        language: that it is in.
        text: one or more words, as they are written.
        weight: how likely it is what is meant, above 0 and at most 1.
        source: what says so: `learned`, `glossary`, `countries`, or the name of a dictionary.
    """

    language: str
    text: str
    weight: float
    source: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A word of one language, or several in a row, and one of its translations."""

    language: str
    text: str
    translation: Translation


class Dictionary:
    """The translations that an index knows; it does not change.

    Attributes:
        longest: the most words in a row that have a translation of their own.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        keyed = sorted(((_key(entry.text, entry.language), entry) for entry in entries), key=_order)
        self._entries: Mapping[tuple[str, ...], tuple[Translation, ...]] = {
            key: tuple(entry.translation for _, entry in group)
            for key, group in groupby(keyed, key=lambda each: each[0])
        }
        self.longest = max((len(key) - 1 for key in self._entries), default=0)

    def translations(self, texts: Sequence[str]) -> tuple[Translation, ...]:
        """What these words in a row are called, whichever language they are in, by language, the likeliest first.

        At most five in each language; none for what is not known, and for function words.
        """
        found = (self._entries.get((code, *(stem(word, code) for word in texts)), ()) for code in LANGUAGES)
        return tuple(translation for each in found for translation in each)


def _key(text: str, language: str) -> tuple[str, ...]:
    return language, *(stem(word, language) for word in words(text))


def _order(keyed: tuple[tuple[str, ...], Entry]) -> tuple[tuple[str, ...], str, float, str]:
    key, entry = keyed
    return key, entry.translation.language, -entry.translation.weight, entry.translation.text


NO_TRANSLATIONS = Dictionary(())
