"""What is a word called in another language? Translations of words and of several words in a row, likeliest first.

    Waffenruhe           ceasefire, truce
    sanctions relief     Sanktionserleichterungen

Words are looked up by their stems, so that every form of a word finds what one form of it has.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from typing import Self

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


Rows = Mapping[str, tuple[Translation, ...]]
"""By key (the code of a language and the stems of words in a row), the translations, as a dictionary gives them."""


class Dictionary:
    """The translations that an index knows; it does not change.

    Attributes:
        rows: all of it.
        longest: the most words in a row that have a translation of their own.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        known = ((entry, words(entry.text)) for entry in entries)
        keyed = sorted(((_key(entry.language, texts), entry) for entry, texts in known if texts), key=_order)
        self.rows: Rows = {
            key: tuple(_likeliest(entry.translation for _, entry in group))
            for key, group in groupby(keyed, key=lambda each: each[0])
        }
        self.longest = max((key.count(" ") for key in self.rows), default=0)

    @classmethod
    def of_rows(cls, rows: Rows, longest: int) -> Self:
        """The dictionary whose rows are kept elsewhere, as those of another one were."""
        dictionary = cls(())
        dictionary.rows, dictionary.longest = rows, longest
        return dictionary

    def __len__(self) -> int:
        """How many words, and words in a row, it translates."""
        return len(self.rows)

    def translations(self, texts: Sequence[str], sources: Iterable[str] = LANGUAGES) -> tuple[Translation, ...]:
        """What these words in a row are called, by language, the likeliest first.

        At most five in each language; none for what is not known, and for function words.

        Args:
            texts: the words.
            sources: the languages that the words may be in.
        """
        found = (self.rows.get(_key(code, texts), ()) for code in sources)
        return tuple(translation for each in found for translation in each)


def _key(language: str, texts: Iterable[str]) -> str:
    return " ".join((language, *(stem(word, language) for word in texts)))


def _order(keyed: tuple[str, Entry]) -> tuple[str, str, float, str]:
    key, entry = keyed
    return key, entry.translation.language, -entry.translation.weight, entry.translation.text


def _likeliest(translations: Iterable[Translation]) -> Iterable[Translation]:
    """At most five a language of what is ordered by language and likelihood; what two sources say is said once."""
    for _, group in groupby(translations, key=lambda each: each.language):
        different: dict[str, Translation] = {}
        for each in group:
            different.setdefault(each.text, each)
        yield from islice(different.values(), MOST_TRANSLATIONS)


NO_TRANSLATIONS = Dictionary(())
