"""Which terms does a text hold beside its words? Joined forms, whole signs and days, each where its first word stands.

They let a word be found however it was put together: Sicherheitsrat in "Sicherheits-Rat", and the other way round. They
shift nothing: a text's words and their places are the same with and without them, and a phrase sees the words alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from search.analysis.days import days

ELISION = "|"  # between the two words of an ellipsis, which only a splitter of compounds can complete

_HYPHEN = "[-‐‑]"
_WORD = r"[^\W_]+"
_AND = r"\s(?:und|oder|sowie|bzw\.|and|or|to)\s"
# All of these begin at a hyphen, which is quick to find; what stands before it is looked at only then.
_RUN = re.compile(rf"{_HYPHEN}(?<=[^\W_].){_WORD}(?:{_HYPHEN}{_WORD})*")
# "Außen- und Sicherheitspolitik", "Finanz-, Wirtschafts- und Sozialpolitik", "short- and long-term"
_END_LEFT_OUT = re.compile(
    rf"{_HYPHEN}(?<=[^\W\d_].)(?=(?:,?\s[^\W\d_]+{_HYPHEN}){{0,4}}{_AND}([^\W\d_]{_WORD}(?:{_HYPHEN}{_WORD})?))"
)
# "Innenpolitik und -sicherheit"
_BEGINNING_LEFT_OUT = re.compile(
    rf"{_HYPHEN}(?:(?<=\s(?:und|bzw)\s.)|(?<=\s(?:oder|bzw\.)\s.)|(?<=\ssowie\s.))([^\W\d_]{{3,}})"
)
_WITHIN = re.compile(r"[^\W_][.,'’*:_]")  # what stands before the 000 of "10,000-strong", which begins no word
_MOST_PARTS = 8  # of a run; a longer chain is no word
_FIGURES_ALONE = re.compile(r"[\d‐‑-]+")
# Whole signs: E3+3, § 5.
_NOT_ON = r"(?![^\W_]|[.,'’*:_/-][^\W_])"  # nothing of the same word follows
SUM = rf"(?<![^\W_])(?<![^\W_][.,'’*:_/-])[^\W\d_]*\d+(?:\+\d+)+{_NOT_ON}"
SECTION = rf"§\s?(\d+[a-z]?){_NOT_ON}"
_SUM = re.compile(SUM)
_SECTION = re.compile(SECTION)


@dataclass(frozen=True, slots=True)
class Extra:
    """A term beside the words of a text.

    Attributes:
        text: as a word that could be written so; for an ellipsis the two words that it is completed from.
        start, end: where in the text the words stand that it is made of, in characters, the end excluded.
    """

    text: str
    start: int
    end: int


def extras(text: str) -> list[Extra]:
    """What a normalised text holds beside its words.

    >>> [extra.text for extra in extras("Die Anti-IS-Koalition und die E3+3 am 4. Juni 2020 zu § 5")]
    ['AntiISKoalition', 'E3+3', '§5', '2020-06-04']
    >>> [extra.text for extra in extras("Außen- und Sicherheitspolitik, 2003-2005")]
    ['Außen-|Sicherheitspolitik']
    """
    found: list[Extra] = []
    if "-" in text or "‐" in text or "‑" in text:
        found += _joined(text)
        found += _elliptic(text)
    if "+" in text:
        found += (Extra(match.group(), match.start(), match.end()) for match in _SUM.finditer(text))
    if "§" in text:
        found += (Extra(f"§{match[1]}", match.start(1), match.end()) for match in _SECTION.finditer(text))
    found += (Extra(day, start, end) for day, start, end in days(text))
    return found


def joined(run: str) -> str | None:
    """A run of words with hyphens as one word; None for what is no run, or would be no word.

    >>> joined("Sicherheits-Rat"), joined("COVID-19"), joined("2003-2005"), joined("E3+3")
    ('SicherheitsRat', 'COVID19', None, None)
    """
    parts = re.split(_HYPHEN, run)
    return None if not 1 < len(parts) <= _MOST_PARTS or _FIGURES_ALONE.fullmatch(run) else "".join(parts)


def _joined(text: str) -> Iterator[Extra]:
    for match in _RUN.finditer(text):
        start = _word_start(text, match.start())
        word = joined(text[start : match.end()])
        if word and not _WITHIN.match(text, max(0, start - 2)):
            yield Extra(word, start, match.end())


def _elliptic(text: str) -> Iterator[Extra]:
    for match in _END_LEFT_OUT.finditer(text):
        start = _word_start(text, match.start())
        *_, head = re.split(_HYPHEN, match[1])
        first = text[start : match.start()]
        yield Extra(f"{first}-{ELISION}{head}" if head == match[1] else f"{first}{head}", start, match.start())
    for match in _BEGINNING_LEFT_OUT.finditer(text):
        end = text.rindex(" ", 0, match.start() - 1)
        first = text[_word_start(text, end) : end]
        if first:
            yield Extra(f"{first}{ELISION}-{match[1]}", match.start(1), match.end(1))


def _word_start(text: str, end: int) -> int:
    """Where the word begins that ends here."""
    start = end
    while start and text[start - 1].isalnum():
        start -= 1
    return start
