"""Which language is a text in? What each word says is added up: words we know, and else langdetect's letter profiles.

langdetect's own detector draws random numbers, and its module-level functions load 55 profiles into a global. Its
profiles are good, so they are read here once, for the configured languages only, and summed exactly: the same answer
every time, from any thread. What a word says depends on the word alone, so it can be kept; nothing is learned from
releases, or a release's language would depend on which came before it.
"""

import math
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory

from index.telltales import telltales
from search.analysis import exact
from search.languages import LANGUAGES

# All in nats, logarithms of how much likelier a word is in one language than in another. Tuned on every other one of
# the samples, and as right on the rest (tests/unit/test_detect.py).
KNOWN = 12.0  # what a known word says for the languages that have it, and the most that any word can say
NAME = 8.0  # the most that an unknown word written large can say: Locarno must not outweigh the words around it
OWN_LETTER = 8.0  # what a letter says that other alphabets lack
PRIOR = 6.0  # what an expected language counts: more than a doubt, less than one known word
DOUBT = 8.0  # two languages nearer than this may both be the text's; more than a prior, so that no prior hides one
PART = 2 * KNOWN  # a language for which more than this is said has part of the text, whatever the rest is in

SAMPLE = 400  # characters of a long text that are asked: from its beginning, its middle and its end
PROSE = 0.2  # of the words that are known in prose, at the least; some 0.6 are, in French or a list of names some 0.05

_SMOOTHING = 2e-5  # the probability of an n-gram that a profile lacks; the rarest that it has is some 1e-4
_WEIGHTS = (0.2, 0.2, 0.7)  # of one, two and three letters, which overlap and must not count thrice
_WORD = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"\S+@\S+|https?://\S+|www\.\S+")
_IN_ADDRESSES = ("@", "://", "www.")  # looked for first: the expression costs more than the rest
_ACRONYM = 3  # letters; a known word in capitals that is longer is hardly one


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the words of a text say about its language.

    Attributes:
        scores: by language, what those words say that fit it best: by how many nats better than the next one.
        words: how many there are.
        small: how many of them are written small, as names are not.
        known: how many of them are known words of a language.
    """

    scores: Mapping[str, float]
    words: int
    small: int
    known: int

    def best(self, expected: str | None = None) -> str | None:
        """The language that most speaks for, or the expected one if that is not clearly worse; None if nothing does."""
        if expected is None and not any(self.scores.values()):
            return None
        return max(self.scores, key=lambda code: self.scores[code] + (PRIOR if code == expected else 0.0))

    @property
    def possible(self) -> Sequence[str]:
        """The languages that it may be in: the best, those little worse, and those that part of it is clearly in.

        A German title can quote the name of an English programme; it is in both.
        """
        most = max(self.scores.values())
        return [code for code, score in self.scores.items() if score > min(most - DOUBT, PART)]

    @property
    def is_prose(self) -> bool:
        """Whether it holds words that a text in these languages cannot do without; a list of names does not."""
        return self.small > 0 and self.known >= PROSE * self.words


def language_of(text: str, expected: str | None = None) -> str | None:
    """The language that explains the text best, or the expected one if that is not clearly worse.

    >>> language_of("Außenminister reist nach Bagdad", expected="en")
    'de'
    >>> language_of("G7 2020") is None
    True
    """
    return evidence(text).best(expected)


def evidence(text: str) -> Evidence:
    """What the words of a text say; addresses and acronyms say nothing."""
    codes = tuple(LANGUAGES)
    said = [_said(word, codes) for word in _words(_sample(text))]
    *scores, small, known = map(sum, zip(*said, strict=True)) if said else [0.0] * (len(codes) + 2)
    return Evidence(dict(zip(codes, scores, strict=True)), len(said), int(small), int(known))


def _sample(text: str) -> str:
    """The text, or whole words from its beginning, its middle and its end, without addresses."""
    if len(text) > SAMPLE:
        third = SAMPLE // 3
        middle = (len(text) - third) // 2
        pieces = (" " + text[:third], text[middle : middle + third], text[-third:] + " ")
        text = " ".join(piece.partition(" ")[2].rpartition(" ")[0] for piece in pieces)
    return _ADDRESS.sub(" ", text) if any(sign in text for sign in _IN_ADDRESSES) else text


def _words(sample: str) -> Sequence[str]:
    """The words that can say something. Capitals are acronyms, except in a line all in capitals with a longer word."""
    words: list[str] = _WORD.findall(sample)
    if sample.isupper() and any(len(word) > _ACRONYM and _is_known(word) for word in words):
        return [word.lower() for word in words]
    return [word for word in words if not word.isupper()]


def _is_known(word: str) -> bool:
    return exact(word) in telltales(tuple(LANGUAGES)).words


@lru_cache(maxsize=200_000)
def _said(word: str, codes: tuple[str, ...]) -> tuple[float, ...]:
    """What a word says for each language; then, 1 or 0, whether it is written small, and whether it is known."""
    owners = telltales(codes).words.get(exact(word))
    small = not word[0].isupper()
    if owners:
        fits, most = [KNOWN if code in owners else 0.0 for code in codes], KNOWN
    else:
        fits = [sum(both) for both in zip(_spelling(word, codes), _alphabet(word, codes), strict=True)]
        most = KNOWN if small else NAME
    runner_up, best = sorted(fits)[-2:]
    says = min(best - runner_up, most)
    return (*(says if fit == best else 0.0 for fit in fits), float(small), float(owners is not None))


def _alphabet(word: str, codes: tuple[str, ...]) -> Sequence[float]:
    """What the letters beside a to z say, once a word."""
    letters = telltales(codes).letters
    owners = {code for letter in word.lower() if letter in letters for code in letters[letter]}
    return [OWN_LETTER if code in owners else 0.0 for code in codes]


def _spelling(word: str, codes: tuple[str, ...]) -> Sequence[float]:
    """The logarithm of a word's probability by its n-grams, which never reach over its edges."""
    profiles = _profiles(codes)
    padded = f" {word.lower()} "
    rows = [
        row
        for length in range(1, len(_WEIGHTS) + 1)
        for start in range(len(padded) - length + 1)
        if (row := profiles.get(padded[start : start + length]))
    ]
    return [sum(column) for column in zip(*rows, strict=True)] if rows else [0.0] * len(codes)


@cache
def _profiles(codes: tuple[str, ...]) -> Mapping[str, Sequence[float]]:
    """The weighted logarithm of every n-gram's probability in each language, whatever its case.

    Case says little: German writes nouns large, English all of a title, and both write all words of some titles so.
    """
    factory = DetectorFactory()
    factory.load_json_profile([(Path(PROFILES_DIRECTORY) / code).read_text(encoding="utf-8") for code in codes])
    probabilities: dict[str, list[float]] = defaultdict(lambda: [0.0] * len(codes))
    for ngram, row in factory.word_lang_prob_map.items():
        total = probabilities[ngram.lower()]
        for number, probability in enumerate(row):
            total[number] += probability
    return {
        ngram: [_WEIGHTS[len(ngram) - 1] * math.log(_SMOOTHING + probability) for probability in row]
        for ngram, row in probabilities.items()
        if ngram.strip() and len(ngram) <= len(_WEIGHTS)
    }
