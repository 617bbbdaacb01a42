"""When are two words forms of one word? Snowball stems, per language."""

import threading
import unicodedata
from functools import lru_cache

import snowballstemmer

from search.analysis.tokens import exact
from search.languages import LANGUAGES

# A stemmer keeps its state between calls: shared between threads it gives wrong stems, so each thread has its own.
_local = threading.local()

# Letters that Unicode does not take apart into a base and an accent.
_WHOLE_LETTERS = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe"})


@lru_cache(maxsize=400_000)
def stem(word: str, language: str) -> str:
    """The stem of a word in a language; umlaut spellings and accents fold together.

    >>> stem("Sanktionen", "de") == stem("Sanktion", "de"), stem("Müller", "de") == stem("Mueller", "de")
    (True, True)
    >>> stem("Niger", "de") == stem("Nigeria", "de")
    False
    """
    stemmed: str = _stemmer(language).stemWord(_without_accents(exact(word)))
    return stemmed


def _stemmer(language: str) -> "snowballstemmer.basestemmer.BaseStemmer":
    stemmers = _local.__dict__.setdefault("stemmers", {})
    if language not in stemmers:
        stemmers[language] = snowballstemmer.stemmer(LANGUAGES[language].stemmer)
    return stemmers[language]


def _without_accents(word: str) -> str:
    """Çavuşoğlu is typed as Cavusoglu on most keyboards; umlauts are spelled out by `exact` before."""
    if word.isascii():
        return word
    decomposed = unicodedata.normalize("NFD", word.translate(_WHOLE_LETTERS))
    return "".join(character for character in decomposed if not unicodedata.combining(character))
