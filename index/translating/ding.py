"""What does a dictionary of the system say? Files in the form of the program ding, such as Debian's trans-de-en.

    Frieden {m}; Ruhe {f} | Frieden schließen :: peace; calm | to make peace

A line is an entry: languages are parted by `::`, what belongs together on both sides by `|`, words of one meaning by
`;`. Such a file is read where the deployer has installed it. Nothing of it is part of the project.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from itertools import product
from pathlib import Path

from index.translating.entries import are_alike
from search.analysis import exact, function_words, stem, words
from search.dictionary import MOST_TRANSLATIONS, Entry, Translation
from search.errors import InvalidSettings
from search.languages import LANGUAGES

MOST_BYTES = 100_000_000  # of a file; trans-de-en has 26 million
_LONGEST_LINE = 20_000  # characters; what is longer is left out
_MOST_ALTERNATIVES = 12  # of one meaning
_MOST_WORDS = 3  # of a phrase that is taken
_MOST_DAMAGED = 0.5  # of the lines; a file with more is something else

# Gender and kind {m}, subject [mil.], and remarks (in the past), one within another at most once.
_REMARK = re.compile(r"\{[^{}]*\}|\[[^\[\]]*\]|\((?:[^()]|\([^()]*\))*\)|<[^<>]*>|/[^/;|]*/")
_PLACEHOLDER = re.compile(
    r"\b(?:jdm?n?s?|jemand(?:e[mns])?|etw|etwas|sb|sth|somebody|something|so|one(?:'s|self))\b[./']*|\.\.\.|…"
)
_BEFORE = re.compile(r"^(?:to|the|an?|der|die|das|ein|eine|sich)\s+", re.IGNORECASE)

# How likely what such a dictionary says is meant, beside what a newsroom's own pairs teach: it knows all meanings.
_WEIGHT = 0.25

Vocabulary = Mapping[str, Collection[str]]
Votes = dict[str, dict[str, float]]  # by text and translation, how much speaks for it


def load_ding(path: Path, vocabulary: Vocabulary | None = None) -> Iterator[Entry]:
    """The translations of words, and of two or three in a row, both ways, in no order.

    What stands first in an entry, and among the words of one meaning, is likelier.

    Args:
        path: its name says the languages in order: `de-en`.
        vocabulary: by language, the stems that are of interest; None for all, which takes ten times the memory.

    Raises:
        InvalidSettings: the file cannot be read, is too big, or is no such dictionary.
    """
    languages = _languages(path)
    votes: tuple[Votes, Votes] = (defaultdict(lambda: defaultdict(float)), defaultdict(lambda: defaultdict(float)))
    for one, other, vote in _translations(path, languages, vocabulary or {}):
        votes[0][one][other] += vote
        votes[1][other][one] += vote
    yield from _entries(votes[0], languages[0], languages[1], path.name)
    yield from _entries(votes[1], languages[1], languages[0], path.name)


def _entries(votes: Votes, language: str, other: str, source: str) -> Iterator[Entry]:
    for text, translations in votes.items():
        total = sum(translations.values())
        likeliest = sorted(translations.items(), key=lambda found: (-found[1], found[0]))
        for translation, vote in likeliest[:MOST_TRANSLATIONS]:
            yield Entry(language, text, Translation(other, translation, _WEIGHT * vote / total, source))


def _languages(path: Path) -> tuple[str, str]:
    found = tuple(path.name.split(".")[0].split("-"))
    if len(found) != 2 or found[0] == found[1] or not LANGUAGES.keys() >= set(found):
        raise InvalidSettings(f"{path}: the name of a dictionary must say two languages, such as de-en")
    return found


def _translations(path: Path, languages: tuple[str, str], vocabulary: Vocabulary) -> Iterator[tuple[str, str, float]]:
    """What translates what, and how much an entry speaks for it."""
    kept = [_Kept(language, vocabulary.get(language)) for language in languages]
    for line in _lines(path):
        parts = zip(*(side.split("|") for side in line.split(" :: ")), strict=False)
        for number, (one, other) in enumerate(parts, 1):
            ones = kept[0].of(one)
            for (place, a), (rank, b) in product(enumerate(ones, 1), enumerate(kept[1].of(other) if ones else (), 1)):
                if not are_alike(a, b, languages[1]):
                    yield a, b, 1 / (number * place * rank)


def _lines(path: Path) -> Iterator[str]:
    """The entries, one by one."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise InvalidSettings(f"{path}: a dictionary must not have more than {MOST_BYTES:,} bytes")
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidSettings(f"{path}: cannot read the dictionary: {error}") from error
    said = [line for line in lines if line.strip() and not line.startswith("#")]
    entries = [line for line in said if line.count(" :: ") == 1 and len(line) <= _LONGEST_LINE]
    if len(entries) <= _MOST_DAMAGED * len(said):
        raise InvalidSettings(f"{path}: is no dictionary: a line must be such as Frieden {{m}} :: peace")
    yield from entries


class _Kept:
    """What is kept of one side of an entry."""

    def __init__(self, language: str, vocabulary: Collection[str] | None) -> None:
        self._language = language
        self._vocabulary = vocabulary
        self._functions = function_words(language)

    def of(self, side: str) -> list[str]:
        """Its words and short phrases without remarks, articles and placeholders; none if none is of interest."""
        texts = (self._bare(text) for text in _REMARK.sub(" ", side).split(";")[:_MOST_ALTERNATIVES])
        return list(dict.fromkeys(text for text in texts if text))

    def _bare(self, text: str) -> str | None:
        if _PLACEHOLDER.search(text):
            return None
        found = words(_BEFORE.sub("", text.strip()))
        telling = [word for word in found if exact(word) not in self._functions]
        if len(found) > _MOST_WORDS or not telling:
            return None
        known = self._vocabulary
        if known is not None and not all(stem(word, self._language) in known for word in telling):
            return None
        return " ".join(found)
