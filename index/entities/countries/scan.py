"""Where does a text hold a word that the table knows? Whole words, the longest phrase first, each within its guard.

The words of a text are cut once, and only those that a phrase begins with are looked at; a single large expression took
ten times as long.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from index.entities.countries.evidence import Rule
from index.entities.countries.forms import WORD
from search.country_table import Guard

Holds = Callable[[tuple[str, ...]], bool]  # whether a release holds one of these texts

# What parts the words of no name: "in the South. Sudan …", but not "St. Lucia" or "U.S."
_APART = re.compile(r"[;:!?()\n,]|(?<=\w\w\w)\.\s")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words, the country that they mean (None for no country), why, and their guard."""

    words: tuple[str, ...]
    code: str | None
    rule: Rule
    guard: Guard | None


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase at its place in a text."""

    code: str
    rule: Rule
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Lexis:
    """The phrases of a language.

    Attributes:
        phrases: by their words.
        lengths: by first word, of how many words its phrases are, the most first.
        firsts: all first words.
    """

    phrases: Mapping[tuple[str, ...], Phrase]
    lengths: Mapping[str, Sequence[int]]
    firsts: frozenset[str]

    def scan(self, text: str, holds: Holds) -> Iterator[Found]:
        """The countries in a normalised text, in order."""
        words = WORD.findall(text)
        known = self.firsts.intersection(words)
        cursor = behind = 0  # the words up to `behind` belong to a phrase already found
        for place in [place for place, word in enumerate(words) if word in known] if known else ():
            if place < behind:
                continue
            start = _find(text, words[place], cursor)
            cursor = start + len(words[place])
            phrase = self._phrase_at(text, words, place, start)
            if phrase:
                behind, cursor = place + len(phrase.words), _end(text, phrase, start)
                if phrase.code and _is_meant(phrase, words, place, holds):
                    yield Found(phrase.code, phrase.rule, start, cursor)

    def _phrase_at(self, text: str, words: Sequence[str], place: int, start: int) -> Phrase | None:
        for length in self.lengths[words[place]]:
            phrase = self.phrases.get(tuple(words[place : place + length]))
            if phrase and (length == 1 or not _APART.search(text, start, _end(text, phrase, start))):
                return phrase
        return None


def lexis(phrases: Iterable[Phrase]) -> Lexis:
    """The lexis of phrases, of which the first of several alike counts."""
    by_words: dict[tuple[str, ...], Phrase] = {}
    for phrase in phrases:
        by_words.setdefault(phrase.words, phrase)
    lengths: dict[str, set[int]] = defaultdict(set)
    for words in by_words:
        lengths[words[0]].add(len(words))
    ordered = {first: sorted(different, reverse=True) for first, different in lengths.items()}
    return Lexis(by_words, ordered, frozenset(ordered))


def _end(text: str, phrase: Phrase, start: int) -> int:
    """Where a phrase ends that begins there."""
    for word in phrase.words:
        start = _find(text, word, start) + len(word)
    return start


def _find(text: str, word: str, cursor: int) -> int:
    """Where a whole word that stands behind the cursor begins."""
    while True:
        start = text.index(word, cursor)
        end = start + len(word)
        if not (start and _is_letter(text[start - 1])) and not (end < len(text) and _is_letter(text[end])):
            return start
        cursor = start + 1


def _is_letter(character: str) -> bool:
    return character.isalnum() or character == "_"  # what \w means


def _is_meant(phrase: Phrase, words: Sequence[str], place: int, holds: Holds) -> bool:
    guard = phrase.guard
    if guard is None:
        return True
    after = place + len(phrase.words)
    if place and words[place - 1] in guard.not_after:
        return False
    if after < len(words) and words[after] in guard.not_before:
        return False
    return not guard.needs or holds(guard.needs)
