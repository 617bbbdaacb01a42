"""Which words does a text hold, where do they stand, and when are two of them the same word as written?"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

# Letters and digits of any script; an apostrophe joins what stands on both its sides (Germany's, l'Europe).
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# Letters that Unicode does not take apart into a base and an accent.
_WHOLE_LETTERS = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe"})
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "’": "'"})


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text.

    Attributes:
        text: as written.
        position: how many words stand before it; stop words count.
        start, end: where it stands in the text, in characters, the end excluded.
    """

    text: str
    position: int
    start: int
    end: int


def tokenize(text: str) -> Iterator[Token]:
    """The words of a normalised text in order.

    >>> [token.text for token in tokenize("Anti-IS-Koalition: Germany's G7 goals")]
    ['Anti', 'IS', 'Koalition', "Germany's", 'G7', 'goals']
    """
    for position, match in enumerate(_WORD.finditer(text)):
        yield Token(match.group(), position, match.start(), match.end())


@lru_cache(maxsize=1_000)
def words_beginning(initials: frozenset[str]) -> re.Pattern[str]:
    """What finds the words of a normalised text whose first letter, folded and without accents, is one of these.

    Stems keep the first letter of their words, so that a text's other words need not be looked at.

    >>> words_beginning(frozenset("ao")).findall("Ämter, l'Oise Österreichs und Åland")
    ['Ämter', 'Österreichs', 'Åland']
    """
    letters = "".join(sorted(set().union(initials, *(_letters_by_initial().get(initial, "") for initial in initials))))
    if not letters:
        return re.compile("(?!)")
    # The initial comes first in the expression, since a search for one of some letters is quick.
    return re.compile(rf"[{letters}](?<![^\W_].)(?<![^\W_]['’].)[^\W_]*(?:['’][^\W_]+)*")


@cache
def _letters_by_initial() -> Mapping[str, str]:
    """By folded initial, all letters and digits of the Latin, Greek and Cyrillic blocks that begin words so."""
    found: dict[str, str] = defaultdict(str)
    for code in (*range(0x30, 0x530), *range(0x1E00, 0x2000)):
        letter = chr(code)
        if _WORD.fullmatch(letter):
            for folded in {exact(letter), without_accents(exact(letter))} - {""}:
                found[folded[0]] += letter
    return found


def without_accents(word: str) -> str:
    """A word as it is typed on most keyboards: Çavuşoğlu as Cavusoglu; umlauts are spelled out by `exact` before."""
    if word.isascii():
        return word
    decomposed = unicodedata.normalize("NFD", word.translate(_WHOLE_LETTERS))
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def words(text: str) -> list[str]:
    """The words of a normalised text in order, for those who need no places; the tokens' texts."""
    return _WORD.findall(text)


@lru_cache(maxsize=200_000)
def exact(word: str) -> str:
    """The form under which two spellings count as the same word as written: case, umlauts and ß aside.

    >>> exact("Müller") == exact("MUELLER"), exact("Straße") == exact("Strasse")
    (True, True)
    >>> exact("Müller") == exact("Muller"), exact("Minister") == exact("Ministers")
    (False, False)
    """
    return _folded(word)


def exacts(words: Iterable[str]) -> list[str]:
    """The exact form of each of many different words; nothing is remembered, which would only cost time."""
    return list(map(_folded, words))


def _folded(word: str) -> str:
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFKC", word).casefold().translate(_UMLAUTS)
