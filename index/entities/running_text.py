"""How is running text cut into words that keep their places, and how do names of people look in it?"""

import re
from dataclasses import dataclass
from functools import lru_cache

from search.analysis import ELIDED, exact, without_accents

# An apostrophe stays within a word (D’Alema), and a possessive outside it: Maas’s, Maas'.
_WORD = re.compile((f"{ELIDED}|" if ELIDED else "") + r"[^\W_]+(?:['’](?!s\b)[^\W_]+)*")
_HYPHENS = frozenset("-‐‑–")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text.

    Attributes:
        text: it.
        words: the words; what hyphens join are several.
        spans: where each stands: characters from its first to behind its last.
    """

    text: str
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]

    def __len__(self) -> int:
        return len(self.words)

    def gap(self, place: int) -> str:
        """What stands before the word at a place, or behind the last word."""
        start = self.spans[place - 1][1] if place else 0
        return self.text[start : self.spans[place][0] if place < len(self.words) else len(self.text)]

    def follows(self, place: int) -> bool:
        """Whether the word at a place exists and stands behind the one before it, with nothing but a space between."""
        return 0 < place < len(self.words) and self.gap(place) == " "

    def is_joined(self, place: int) -> bool:
        """Whether a hyphen joins the word at a place to the one before."""
        return 0 < place < len(self.words) and self.gap(place) in _HYPHENS

    def is_elided(self, place: int) -> bool:
        """Whether an apostrophe joins the word at a place to the one before: d'État, where a language elides."""
        return 0 < place < len(self.words) and self.gap(place) in ("'", "’")

    def between(self, start: int, end: int) -> str:
        """The text of the words from `start` to before `end`."""
        return self.text[self.spans[start][0] : self.spans[end - 1][1]]


def words_of(text: str) -> Words:
    """The words of a text."""
    spans = tuple(match.span() for match in _WORD.finditer(text))
    return Words(text, tuple(_WORD.findall(text)), spans)


@lru_cache(maxsize=50_000)
def folded(word: str) -> str:
    """The form under which names are compared: case, accents and the spelling of umlauts aside.

    >>> folded("Müller") == folded("Mueller"), folded("Çavuşoğlu") == folded("Cavusoglu")
    (True, True)
    >>> folded("Müller") == folded("Muller")
    False
    """
    return without_accents(exact(word))
