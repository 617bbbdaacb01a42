"""When are two words forms of one word? Snowball stems, per language, behind what a language needs before them."""

import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache

import snowballstemmer

from search.analysis.american import american
from search.analysis.wordlists import wordlists
from search.analysis.writing import exact, without_accents
from search.languages import LANGUAGES

# What makes two spellings of a language one before words lose their endings.
_SPELLINGS: Mapping[str, Callable[[str], str]] = {"en": american}

# A stemmer keeps its state between calls: shared between threads it gives wrong stems, so each thread has its own.
_local = threading.local()


@lru_cache(maxsize=20_000)
def stem(word: str, language: str) -> str:
    """The stem of a word in a language; umlaut spellings, accents, and British and American spelling fold together.

    >>> stem("Sanktionen", "de") == stem("Sanktion", "de"), stem("Müller", "de") == stem("Mueller", "de")
    (True, True)
    >>> stem("organisation", "en") == stem("organizations", "en"), stem("Merkel’s", "en") == stem("Merkel", "en")
    (True, True)
    >>> stem("Niger", "de") == stem("Nigeria", "de"), stem("university", "en") == stem("universe", "en")
    (False, False)
    """
    return stems([exact(word)], language)[0]


def stems(forms: Iterable[str], language: str) -> list[str]:
    """The stem of each of many different words in their exact forms, several times quicker than one by one."""
    spelled = _spelled(map(without_accents, forms), language)
    found: list[str] = _stemmer(language).stemWords(spelled)
    apart = wordlists(language).apart
    return [apart.get(word, stemmed) for word, stemmed in zip(spelled, found, strict=True)]


@cache
def listed(language: str) -> Mapping[str, Sequence[str]]:
    """The words of a language's lists by their stem, which need not begin as they do (kerb has the stem of curb).

    >>> listed("en")["curb"]
    ['kerb']
    """
    lists = wordlists(language)
    words = [*lists.apart, *(pair.split(":")[0] for pair in lists.spelling.get("words", ()))]
    found: dict[str, list[str]] = defaultdict(list)
    for word, stemmed in zip(words, stems(words, language), strict=True):
        found[stemmed].append(word)
    return found


def _spelled(folded: Iterable[str], language: str) -> list[str]:
    """Words without their possessive ending, in one spelling."""
    bare = (word[:-2] if word[-2:] == "'s" else word for word in folded)
    respell = _SPELLINGS.get(language)
    if respell:
        return list(map(respell, bare))
    endings = _endings(language)
    return [_respelled(word, endings) for word in bare] if endings else list(bare)


def _respelled(word: str, endings: Sequence[tuple[str, str]]) -> str:
    for ending, instead in endings:
        if word.endswith(ending):
            return word.removesuffix(ending) + instead
    return word


@cache
def _endings(language: str) -> Sequence[tuple[str, str]]:
    """The endings that a language's lists spell otherwise before its stemmer comes, each with what stands instead."""
    pairs = (pair.partition(":") for pair in wordlists(language).spelling.get("endings", ()))
    return [(ending, instead) for ending, _, instead in pairs]


def _stemmer(language: str) -> "snowballstemmer.basestemmer.BaseStemmer":
    stemmers = _local.__dict__.setdefault("stemmers", {})
    if language not in stemmers:
        stemmers[language] = snowballstemmer.stemmer(LANGUAGES[language].stemmer)
        stemmers[language].maxCacheSize = 0  # PyStemmer's own memory of words costs more than stemming them
    return stemmers[language]
