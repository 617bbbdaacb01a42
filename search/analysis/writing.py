"""When do two spellings count as the same word as written? The exact form of a word, a number or a day in figures."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

# Letters that Unicode does not take apart into a base and an accent.
_WHOLE_LETTERS = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe"})
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "’": "'"})

_DAY_FIRST = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_YEAR_FIRST = re.compile(r"\d{4}-\d\d-\d\d")
# A group of three digits behind a separator are thousands, unless a zero stands before it (0.125).
_THOUSANDS = re.compile(r"([1-9]\d{0,2}(?:(?:\.\d{3})+(?![.\d])|(?:,\d{3})+(?![,\d])|(?:'\d{3})+(?!\d)))(.*)")
_SEPARATORS = re.compile(r"[.,']")
_ABBREVIATION = re.compile(r"[^\W\d_](?:\.[^\W\d_])+\.?")
_GENDER_MARK = re.compile(r"[*:_(]|/-?")


@lru_cache(maxsize=20_000)
def exact(word: str) -> str:
    """The form under which two spellings count as the same word as written.

    Case, the spelling of umlauts and ß, dots in abbreviations, marks of gender and separators in numbers aside.

    >>> exact("Müller") == exact("MUELLER"), exact("Straße") == exact("Strasse")
    (True, True)
    >>> exact("1.000,50") == exact("1,000.50"), exact("04.06.2020"), exact("U.S."), exact("Bürger:innen")
    (True, '2020-06-04', 'us', 'buergerinnen')
    >>> exact("Müller") == exact("Muller"), exact("Minister") == exact("Ministers")
    (False, False)
    """
    return _exact(word)


def exacts(words: Iterable[str]) -> list[str]:
    """The exact form of each of many different words; nothing is remembered, which would only cost time."""
    return list(map(_exact, words))


def without_accents(word: str) -> str:
    """A word as it is typed on most keyboards: Çavuşoğlu as Cavusoglu; umlauts are spelled out by `exact` before."""
    if word.isascii():
        return word
    decomposed = unicodedata.normalize("NFD", word.translate(_WHOLE_LETTERS))
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def iso_day(year: str, month: int, day: int) -> str | None:
    """The exact form of a calendar day, None where there can be no such day.

    >>> iso_day("2020", 6, 4), iso_day("2020", 13, 4)
    ('2020-06-04', None)
    """
    return f"{year}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else None


def _exact(word: str) -> str:
    folded = word.lower() if word.isascii() else unicodedata.normalize("NFKC", word).casefold().translate(_UMLAUTS)
    return folded if folded.isalnum() else _without_marks(folded)


def _without_marks(folded: str) -> str:
    if folded[:1].isdigit():
        return _number(folded)
    if _ABBREVIATION.fullmatch(folded):
        return folded.replace(".", "")
    return _GENDER_MARK.sub("", folded).removesuffix(")")


def _number(text: str) -> str:
    """A number with a point before its decimals and nothing between its thousands; a day as ISO 8601 has it."""
    day = _DAY_FIRST.fullmatch(text)
    if day:
        return iso_day(day[3], int(day[2]), int(day[1])) or text
    thousands = _THOUSANDS.fullmatch(text)
    if thousands:
        text = _SEPARATORS.sub("", thousands[1]) + thousands[2]
    return text.replace(",", ".")
