"""Which words does a made-up newsroom write? Word-like forms of a language, each with how often it is used.

Real text is Zipfian in its words, inflected, and never runs out of new names. The vocabulary copies these three
properties, because they decide what an index costs: the length of the longest postings, what stemming merges, and how
the dictionary grows. What it does not copy is meaning; see README.md.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

LEXEMES = 40_000  # words of a language before inflection
_EXPONENT = 1.14  # of Zipf's law
_SHIFT = 2.7  # of Mandelbrot's, which keeps the most frequent word at some five percent
_SET_PHRASES = 2_000  # word sequences that keep coming back, such as the name of a ministry
_PHRASE_LENGTH = 3
_ECHO = 0.2  # share of words that were used a little before: a text keeps to its subject


@dataclass(frozen=True, slots=True)
class Spelling:
    """What the words of a language look like."""

    function_words: Sequence[str]
    onsets: Sequence[str]
    vowels: Sequence[str]
    codas: Sequence[str]
    endings: Sequence[str]  # of inflection, the most frequent first
    compounds: float  # share of words that are made of two others
    nouns: float  # share of words that are written with a capital


def _list(text: str) -> Sequence[str]:
    return text.split()


_SPELLINGS = {
    "de": Spelling(
        _list(
            "der die und in den von zu das mit für auf dem ist im des eine nicht auch sich ein an als wir werden aus "
            "hat einer dass sie es bei um zum zur einen am nach wird durch sind"
        ),
        _list("b br d dr f fl g gr h k kl kr l m n p pf pr r s sch schl sp st str t tr v w z zw"),
        _list("a e i o u ä ö ü ei au eu ie"),
        [*("" for _ in range(8)), "l", "m", "n", "r", "s", "t", "ch", "ck", "ng", "nd", "rt", "ß"],
        ("", "en", "e", "er", "es", "em", "s", "ung", "ungen"),
        compounds=0.4,
        nouns=0.5,
    ),
    "en": Spelling(
        _list(
            "the of and to in a for on is with that as at by we from be are will this an our it have has their not "
            "which these was all also its more between or can other they must new"
        ),
        _list("b bl br c ch cl cr d dr f fl fr g gl gr h j l m n p pl pr qu r s sh sl sp st str t th tr v w wh"),
        _list("a e i o u ea ee ou oa ai"),
        [*("" for _ in range(8)), "l", "m", "n", "r", "s", "t", "ck", "ng", "nd", "rt", "st", "x"],
        ("", "s", "ed", "ing", "er", "ation", "ations", "ly"),
        compounds=0.05,
        nouns=0.05,
    ),
}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one language.

    Attributes:
        forms: every inflected form; the numbers that `draw` gives are places in it.
        first: int64[LEXEMES + 1], the place of each lexeme's first form; the most frequent lexeme stands first.
        share: float64[LEXEMES], the share of all words that this lexeme and those before it have.
        phrases: int64[n, 3], word sequences that keep coming back, as places in `forms`.
        spelling: what new names are made of.
    """

    forms: Sequence[str]
    first: NDArray[np.int64]
    share: NDArray[np.float64]
    phrases: NDArray[np.int64]
    spelling: Spelling

    def draw(self, count: int, rng: np.random.Generator) -> NDArray[np.int64]:
        """So many words in a row, as places in `forms`."""
        words = self._independent(count, rng)
        echoes = rng.integers(min(100, count - 1), count, int(count * _ECHO))
        words[echoes] = words[echoes - rng.integers(1, 100, len(echoes))]
        starts = rng.integers(0, max(1, count - _PHRASE_LENGTH), count // 60)
        chosen = self.phrases[(len(self.phrases) * rng.random(len(starts)) ** 3).astype(np.int64)]
        for offset in range(min(count, _PHRASE_LENGTH)):
            words[starts + offset] = chosen[:, offset]
        return words

    def _independent(self, count: int, rng: np.random.Generator) -> NDArray[np.int64]:
        lexemes = np.searchsorted(self.share, rng.random(count))
        forms = self.first[lexemes + 1] - self.first[lexemes]
        # The power prefers the first forms: a word stands in its plain form most of the time.
        return self.first[lexemes] + (forms * rng.random(count) ** 4).astype(np.int64)

    def name(self, rng: np.random.Generator) -> str:
        """A name out of an endless supply in which few names are frequent."""
        number = int(20 * (rng.pareto(0.6) + 1))
        letters = _syllables(self.spelling, number)
        return "".join(letters).capitalize()


@cache
def vocabulary(language: str) -> Vocabulary:
    """The vocabulary of `de` or `en`; always the same."""
    spelling = _SPELLINGS[language]
    rng = np.random.default_rng(sum(language.encode()))
    lexemes = _lexemes(spelling, random.Random(language))
    forms: list[str] = []
    first = [0]
    for rank, lexeme in enumerate(lexemes):
        forms.extend([lexeme] if rank < len(spelling.function_words) else _inflected(lexeme, spelling))
        first.append(len(forms))
    weights = 1 / (np.arange(LEXEMES) + _SHIFT) ** _EXPONENT
    plain = Vocabulary(forms, np.array(first), np.cumsum(weights) / weights.sum(), np.zeros((0, 3), np.int64), spelling)
    phrases = plain._independent(_SET_PHRASES * _PHRASE_LENGTH, rng).reshape(-1, _PHRASE_LENGTH)
    return Vocabulary(plain.forms, plain.first, plain.share, phrases, spelling)


def _lexemes(spelling: Spelling, rng: random.Random) -> list[str]:
    found = dict.fromkeys(spelling.function_words)
    stems: list[str] = []
    while len(found) < LEXEMES:
        if len(stems) > 500 and rng.random() < spelling.compounds:
            word = rng.choice(stems[:20_000]) + rng.choice(("", "s")) + rng.choice(stems[:20_000])
        else:
            # Frequent words are short.
            word = "".join(_random_syllable(spelling, rng) for _ in range(rng.randint(1, 2 + len(found) // 15_000)))
            stems.append(word)
        if len(word) > 2:
            found[word.capitalize() if rng.random() < spelling.nouns else word] = None
    return list(found)


def _inflected(lexeme: str, spelling: Spelling) -> Iterator[str]:
    # Any rule will do that gives different words different paradigms.
    count = 2 + sum(lexeme.encode()) % (len(spelling.endings) - 1)
    return (lexeme + ending for ending in spelling.endings[:count])


def _random_syllable(spelling: Spelling, rng: random.Random) -> str:
    return rng.choice(spelling.onsets) + rng.choice(spelling.vowels) + rng.choice(spelling.codas)


def _syllables(spelling: Spelling, number: int) -> Iterator[str]:
    """A whole number spelled in syllables, each number differently enough."""
    while number:
        number, onset = divmod(number, len(spelling.onsets))
        number, vowel = divmod(number, len(spelling.vowels))
        yield spelling.onsets[onset] + spelling.vowels[vowel]
