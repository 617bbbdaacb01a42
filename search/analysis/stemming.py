"""When are two words forms of one word? Snowball stems, per language."""

import threading
from collections.abc import Iterable
from functools import lru_cache

import snowballstemmer

from search.analysis.tokens import exact, exacts, without_accents
from search.languages import LANGUAGES

# A stemmer keeps its state between calls: shared between threads it gives wrong stems, so each thread has its own.
_local = threading.local()


@lru_cache(maxsize=400_000)
def stem(word: str, language: str) -> str:
    """The stem of a word in a language; umlaut spellings and accents fold together.

    >>> stem("Sanktionen", "de") == stem("Sanktion", "de"), stem("Müller", "de") == stem("Mueller", "de")
    (True, True)
    >>> stem("Niger", "de") == stem("Nigeria", "de")
    False
    """
    stemmed: str = _stemmer(language).stemWord(without_accents(exact(word)))
    return stemmed


def stems(words: Iterable[str], language: str) -> list[str]:
    """The stem of each of many different words, several times quicker than one by one."""
    found: list[str] = _stemmer(language).stemWords(list(map(without_accents, exacts(words))))
    return found


def _stemmer(language: str) -> "snowballstemmer.basestemmer.BaseStemmer":
    stemmers = _local.__dict__.setdefault("stemmers", {})
    if language not in stemmers:
        stemmers[language] = snowballstemmer.stemmer(LANGUAGES[language].stemmer)
        stemmers[language].maxCacheSize = 0  # PyStemmer's own memory of words costs more than stemming them
    return stemmers[language]
