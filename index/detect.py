"""Which language is a text in? Naive Bayes over langdetect's letter profiles, for the configured languages only.

langdetect's own detector draws random numbers, and its module-level functions load 55 profiles into a global. Its
profiles are good, so they are read here once and summed exactly: the same answer every time, from any thread. A
profile's n-grams never reach over the edge of a word, so a word's score can be kept.
"""

import math
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory

from search.languages import LANGUAGES

PRIOR = 6.0  # nats that an expected language counts: more than a doubt, less than clear words
CERTAIN_LENGTH = 40  # characters of prose from which langdetect's profiles decide safely
SAMPLE = 400  # characters of a block that are asked; more would change no answer

_SMOOTHING = 0.5 / 10_000  # langdetect's alpha over its base frequency
_LONGEST_NGRAM = 3
_WORD = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"\S+@\S+|https?://\S+|www\.\S+")
_IN_ADDRESSES = ("@", "://", "www.")  # looked for first: the expression costs more than the rest

Scores = Mapping[str, float]


def scores(text: str) -> Scores | None:
    """How well each language explains a text, in nats (logarithms of probabilities); None if nothing speaks for any.

    Words in capitals and addresses belong to no language, and the first 400 characters are asked.
    """
    codes = tuple(LANGUAGES)
    sample = text[:SAMPLE]
    if any(sign in sample for sign in _IN_ADDRESSES):
        sample = _ADDRESS.sub(" ", sample)
    words = _WORD.findall(sample)
    rows = [row for word in words if (row := _word_scores(word, codes))]
    if not rows:
        return None
    return dict(zip(codes, map(sum, zip(*rows, strict=True)), strict=True))


def best(found: Scores | None, expected: str | None = None) -> str | None:
    """The language with the best score, or the expected one if that is not clearly worse."""
    if found is None:
        return expected
    return max(found, key=lambda code: found[code] + (PRIOR if code == expected else 0.0))


def language_of(text: str, expected: str | None = None) -> str | None:
    """The language that explains the text best, or the expected one if that is not clearly worse.

    >>> language_of("Außenminister reist nach Bagdad", expected="en")
    'de'
    >>> language_of("G7 2020") is None
    True
    """
    return best(scores(text), expected)


@lru_cache(maxsize=200_000)
def _word_scores(word: str, codes: tuple[str, ...]) -> tuple[float, ...] | None:
    """The score of one word by language; None for one in capitals, or if no profile knows any of its n-grams."""
    if word.isupper():
        return None
    profiles = _profiles(codes)
    padded = f" {word} "
    known = [
        row
        for length in range(1, _LONGEST_NGRAM + 1)
        for start in range(len(padded) - length + 1)
        if (row := profiles.get(padded[start : start + length]))
    ]
    return tuple(map(sum, zip(*known, strict=True))) if known else None


@cache
def _profiles(codes: tuple[str, ...]) -> Mapping[str, tuple[float, ...]]:
    """The logarithm of every n-gram's probability in each language."""
    factory = DetectorFactory()
    factory.load_json_profile([(Path(PROFILES_DIRECTORY) / code).read_text(encoding="utf-8") for code in codes])
    return {
        ngram: tuple(math.log(_SMOOTHING + probability) for probability in row)
        for ngram, row in factory.word_lang_prob_map.items()
        if ngram.strip()
    }
