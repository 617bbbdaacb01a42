"""Which words does a text hold, where do they stand, and when are two of them the same word as written?"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

# Letters and digits of any script; an apostrophe joins what stands on both its sides (Germany's, l'Europe).
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
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
    return unicodedata.normalize("NFKC", word).casefold().translate(_UMLAUTS)
