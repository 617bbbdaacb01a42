"""Of which signs is a query made up? Words, phrases, parentheses, and what joins, leaves out or names a field.

    sign    = "(" | ")" | without | AND | OR | field ":" | phrase [ "~" number ] | word
    without = NOT | "-" in front of what it keeps out
    phrase  = words between quotation marks of any style

AND, OR and NOT, in capitals, and the names of fields are those of every language (`search.languages`).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, auto

from search.languages import LANGUAGES

TITLE = "title"  # the one field that is searched in; the others filter

DOUBLE_QUOTES = '"„“”‟«»＂〝〞〟'
# Also apostrophes (Germany’s): they quote only where a word can begin, and with a partner that no letter follows.
SINGLE_QUOTES = "'’‘‚‛‹›`´"


class Kind(Enum):
    """What a sign does."""

    OPEN = auto()
    CLOSE = auto()
    BOTH = auto()
    EITHER = auto()
    WITHOUT = auto()
    FIELD = auto()
    PHRASE = auto()
    WORD = auto()


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign of a query.

    Attributes:
        kind: what it does.
        text: as typed; of a phrase what stands between its marks, of a field its name.
        start, end: where it stands in the query, in characters, the end excluded.
        names: which field a FIELD is: `title`, `date` or a facet.
        is_loose: whether space stands between a FIELD and what follows.
        distance: what stands behind the tilde of a PHRASE; None without a tilde.
        is_open: whether the quotation mark of a PHRASE has no partner.
    """

    kind: Kind
    text: str
    start: int
    end: int
    names: str = ""
    is_loose: bool = False
    distance: str | None = None
    is_open: bool = False


JOINING = {
    name: kind
    for language in LANGUAGES.values()
    for name, kind in ((language.both, Kind.BOTH), (language.either, Kind.EITHER), (language.without, Kind.WITHOUT))
}
_FIELDS = {name: field for language in LANGUAGES.values() for field, names in language.fields.items() for name in names}
_PLAIN = re.compile(r"[\w\s.,;?!/]*")
_SIGN = re.compile(
    rf"""
      (?P<open> \( )
    | (?P<close> \) )
    | (?P<minus> (?<![^\s(:]) [-−–]+ (?=[^\s)]) )
    | (?: [{DOUBLE_QUOTES}] (?P<double> [^{DOUBLE_QUOTES}]* ) (?P<partner> [{DOUBLE_QUOTES}] | \Z )
        | (?<![^\s(:−–-]) [{SINGLE_QUOTES}] (?P<single> (?=\S) .*? ) [{SINGLE_QUOTES}] (?![^\W_])
      ) (?: ~ (?P<distance> [0-9]* ) )?
    | (?P<field> (?i: {"|".join(sorted(_FIELDS, key=len, reverse=True))} ) ) (?P<before> \s? ) : (?P<behind> \s* )
      (?= [^\s):] )
    # What stands in parentheses within a word is part of it: Minister(in).
    | (?P<word> [^\s(){DOUBLE_QUOTES}]+ (?: \( [^\s(){DOUBLE_QUOTES}]* \) [^\s(){DOUBLE_QUOTES}]* )* )
    """,
    re.VERBOSE,
)


def signs(text: str) -> Iterator[Sign]:
    """The signs of a normalised text in order; whatever is typed is made up of signs.

    >>> [(sign.kind.name, sign.text) for sign in signs("Germany's 'two states' OR (titel:Mali -Oder)")]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('WORD', "Germany's"), ('PHRASE', 'two states'), ('EITHER', 'OR'), ('OPEN', '('), ('FIELD', 'titel'),
     ('WORD', 'Mali'), ('WITHOUT', '-'), ('WORD', 'Oder'), ('CLOSE', ')')]
    """
    for match in _SIGN.finditer(text):
        yield _sign(match)


def is_plain(text: str) -> bool:
    """Whether a text holds nothing but words; most do, and need no further reading."""
    return bool(_PLAIN.fullmatch(text)) and JOINING.keys().isdisjoint(text.split())


def outside_phrases(text: str, change: Callable[[str], str]) -> str:
    """The text with everything changed that stands in no phrase.

    >>> outside_phrases("so „so“ so", str.upper)
    'SO „so“ SO'
    """
    pieces, here = [], 0
    for match in filter(_is_phrase, _SIGN.finditer(text)):
        pieces += [change(text[here : match.start()]), match.group()]
        here = match.end()
    return "".join([*pieces, change(text[here:])])


def unquoted(text: str) -> str:
    """The text with phrases as the words that they are made of.

    >>> unquoted("Germany's „zwei Staaten“")
    "Germany's zwei Staaten"
    """
    return _SIGN.sub(lambda match: _sign(match).text if _is_phrase(match) else match.group(), text)


def anywhere(text: str) -> str:
    """The text without `title:`, so that it asks for the same in titles and texts.

    >>> anywhere("titel:Mali title:(a OR b)")
    'Mali (a OR b)'
    """
    return _SIGN.sub(lambda match: "" if _sign(match).names == TITLE else match.group(), text)


def _is_phrase(match: re.Match[str]) -> bool:
    return match["double"] is not None or match["single"] is not None


def _sign(match: re.Match[str]) -> Sign:
    text, start, end = match.group(), match.start(), match.end()
    if _is_phrase(match):
        inner = match["single"] if match["double"] is None else match["double"]
        is_open = match["double"] is not None and not match["partner"]
        return Sign(Kind.PHRASE, inner, start, end, distance=match["distance"], is_open=is_open)
    if match["field"]:
        is_loose = bool(match["before"] or match["behind"])
        return Sign(Kind.FIELD, match["field"], start, end, names=_FIELDS[match["field"].lower()], is_loose=is_loose)
    if match["word"]:
        return Sign(JOINING.get(text, Kind.WORD), text, start, end)
    kind = Kind.OPEN if match["open"] else Kind.CLOSE if match["close"] else Kind.WITHOUT
    return Sign(kind, text, start, end)
