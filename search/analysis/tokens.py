"""Which words does a text hold, and where do they stand?"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from search.analysis.writing import exact, without_accents
from search.languages import LANGUAGES

_ELIDED = sorted(
    {word for language in LANGUAGES.values() for word in language.elided}, key=lambda each: (-len(each), each)
)
_WRITTEN_ON = r"(?=['’][^\W_])"
# The words that are written on to the next with an apostrophe (l'Europe) in one of the languages; None without any. In
# texts of every language, since one token can be asked for in all of them: then D'Alema is two words, and a phrase.
ELIDED = rf"(?i:{'|'.join(_ELIDED)}){_WRITTEN_ON}" if _ELIDED else None

# Letters and digits of any script; an apostrophe joins what stands on both its sides (Germany's, l'Europe).
_MORE = r"[^\W_]*+(?:['’][^\W_]++)*+"
# Abbreviations written with dots (U.S., z.B.), behind their first letter.
_ALONE = r"(?![^\W_]|['’][^\W_])"
_LETTER = r"(?<![^\W_]['’])\b[^\W\d_]"
_DOTTED = rf"(?<={_LETTER})(?:\.[^\W\d_]{_ALONE})++\.?"
# The endings that name women beside men: Minister*in, Bürger:innen, Bürger_innen, Bürger/-innen, Bürger(innen).
_GENDER = (
    r"[*:_/(](?<=[^\W\d_]{3}.)"
    r"(?:(?<![/(])in(?:nen)?|(?<=/)(?:-in(?:nen)?|innen|(?<=er/)in)|(?<=\()in(?:nen)?\))(?![^\W_])"
)
# What follows the first letter of a word.
_REST = rf"{_MORE}(?:{_GENDER}|{_DOTTED})?"
# Days in figures, and numbers with their separators; what only looks like one (2.7.4) is several words.
_NUMBER = (
    r"(?<![0-9]-)[0-9]{4}-[0-9][0-9]-[0-9][0-9](?![^\W_]|-[0-9]|['’][^\W_])"
    r"|(?<![0-9][.,])(?:[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}|[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?|[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+[.,][0-9]+)"
    r"(?![^\W_]|[.,][0-9]|['’][^\W_])"
)
_BESIDE = f"{ELIDED}|" if ELIDED else ""
_WORD = re.compile(rf"{_BESIDE}[^\W\d_]{_REST}|{_NUMBER}|[^\W_]{_MORE}")
# Most blocks of text hold none of these, and are cut into words twice as quickly without looking for them.
_PLAIN_WORD = re.compile(rf"{_BESIDE}[^\W_]{_MORE}")
_MAYBE_NUMBER = re.compile(r"[0-9][.,-][0-9]")
_MAYBE_MARKED = re.compile(r"[*:_/(.]-?(?:in(?:nen)?|[^\W\d_])(?![^\W_])")
# What stands behind an apostrophe is no word of its own, unless an elided one stands before it.
_ALONE_BEFORE = r"(?<![^\W_])(?<![^\W_]['’])"
_OWN_BEGINNING = "|".join([r"(?<![^\W_]['’].)", *(rf"(?<={_ALONE_BEFORE}(?i:{word})['’].)" for word in _ELIDED)])
_REST_OR_ELIDED = "|".join([*(rf"(?<=(?i:{word[0]}))(?i:{word[1:]}){_WRITTEN_ON}" for word in _ELIDED), _REST])
_NOT_ASKED_FOR = re.compile(rf"{_ALONE_BEFORE}{ELIDED}['’]") if ELIDED else None


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

    >>> [token.text for token in tokenize("Anti-IS-Koalition: Germany's G7 goals in the U.S., 1.000,50 Euro")]
    ['Anti', 'IS', 'Koalition', "Germany's", 'G7', 'goals', 'in', 'the', 'U.S.', '1.000,50', 'Euro']
    >>> [token.text for token in tokenize("Whoosh 2.7.4")]
    ['Whoosh', '2', '7', '4']
    """
    for position, match in enumerate(_grammar(text).finditer(text)):
        yield Token(match.group(), position, match.start(), match.end())


def words(text: str) -> list[str]:
    """The words of a normalised text in order, for those who need no places; the tokens' texts."""
    return _grammar(text).findall(text)


def without_elided(text: str) -> str:
    """A typed text without its elided words: who types l'Europe asks for releases on d'Europe, too."""
    return _NOT_ASKED_FOR.sub("", text) if _NOT_ASKED_FOR else text


def _grammar(text: str) -> re.Pattern[str]:
    """The expression that finds the words of this text."""
    return _WORD if _MAYBE_NUMBER.search(text) or _MAYBE_MARKED.search(text) else _PLAIN_WORD


@lru_cache(maxsize=1_000)
def words_beginning(beginnings: frozenset[str]) -> re.Pattern[str]:
    """What finds the words of a normalised text that begin, folded and without accents, with one of these.

    Stems keep the first letter of most words, and a consonant behind it, so that a text's other words need not be
    looked at. Where a figure is among the beginnings every word is found: the first figure of a day is not the first
    one of its exact form.

    Args:
        beginnings: one or two letters each.

    >>> words_beginning(frozenset("ao")).findall("Ämter, l'Oise Österreichs und Åland")
    ['Ämter', 'Österreichs', 'Åland']
    >>> words_beginning(frozenset(["st", "o"])).findall("Staat, Senat und Österreich, St.")
    ['Staat', 'Österreich', 'St']
    """
    if any(beginning[0].isdigit() for beginning in beginnings):
        return _WORD
    letters = _spellings(beginning[0] for beginning in beginnings)
    if not letters:
        return re.compile("(?!)")
    begun = "|".join(_begun(beginning) for beginning in sorted(beginnings))
    # The initial comes first in the expression, since a search for one of some letters is quick. Neither the letters
    # of an abbreviation with dots nor an ending of gender are words of their own.
    return re.compile(
        rf"[{letters}](?:{begun})(?<![^\W_].)(?:{_OWN_BEGINNING})"
        rf"(?<!{_LETTER}\..{_ALONE})(?<![^\W\d_]{{3}}[*:_].(?<=i)(?=n(?:nen)?(?![^\W_])))(?:{_REST_OR_ELIDED})"
    )


def _begun(beginning: str) -> str:
    """Whether the first letter of a word, which was read, and what follows are a beginning."""
    first = f"(?<=[{_spellings(beginning[0])}])"
    if len(beginning) == 1:
        return first
    # An abbreviation with dots (U.S.) begins with their letters, and ß alone is two of them.
    alone = _letters_by_beginning().get(beginning)
    return f"{first}(?=[.{_spellings(beginning[1])}])" + (f"|(?<=[{alone}])" if alone else "")


def _spellings(letters: Iterable[str]) -> str:
    """The letters that fold to these, and these."""
    known = _letters_by_beginning()
    return "".join(sorted({spelling for letter in letters for spelling in letter + known.get(letter, "")}))


@cache
def _letters_by_beginning() -> Mapping[str, str]:
    """By one or two folded letters, all letters and digits of the Latin, Greek and Cyrillic blocks that begin so."""
    found: dict[str, str] = defaultdict(str)
    for code in (*range(0x30, 0x530), *range(0x1E00, 0x2000)):
        letter = chr(code)
        if _WORD.fullmatch(letter):
            for folded in {exact(letter), without_accents(exact(letter))} - {""}:
                found[folded[0]] += letter
                if folded[1:]:
                    found[folded[:2]] += letter
    return found
