"""Which units does a query ask for? Words, each with what belongs to it: a run with hyphens is one, and so is § 5."""

import re
from collections.abc import Iterator

from search.analysis.days import days
from search.analysis.extra_terms import SECTION, SUM, joined
from search.analysis.tokens import tokenize, without_elided, words

_HYPHENS = frozenset("-‐‑")
_SIGN = re.compile(f"{SECTION}|{SUM}")
_SECTION_SIGNS = re.compile(r"§+\s*(?=\d)")


def units(text: str) -> list[str]:
    """The units of a normalised text in order, as typed.

    >>> units("UN-Sicherheitsrat und E3+3 zu §5")
    ['UN-Sicherheitsrat', 'und', 'E3+3', 'zu', '§5']
    >>> units("2003-2005")
    ['2003', '2005']
    """
    text = without_elided(text)
    found, here = [], 0
    for sign in _SIGN.finditer(text):
        found += [*_runs(text[here : sign.start()]), sign.group()]
        here = sign.end()
    return [*found, *_runs(text[here:])]


def loosened(unit: str) -> list[str]:
    """The words that a run with hyphens is made of; any other unit as it is.

    >>> loosened("UN-Sicherheitsrat"), loosened("2020-06-04"), loosened("E3+3")
    (['UN', 'Sicherheitsrat'], ['2020-06-04'], ['E3+3'])
    """
    return words(unit) if joined(unit) else [unit]


def bound(text: str) -> str:
    """A typed text in which a day or a section holds no spaces: whoever cuts it at spaces does not cut them.

    >>> bound("Rede vom 4. Juni 2020 zu § 5")
    'Rede vom 2020-06-04 zu §5'
    """
    pieces, here = [], 0
    for day, start, end in days(text):
        pieces += [text[here:start], day]
        here = end
    return _SECTION_SIGNS.sub("§", "".join([*pieces, text[here:]]))


def _runs(text: str) -> Iterator[str]:
    """Words, those with nothing but a hyphen between them as one; figures alone are none (2003-2005)."""
    start = end = -1
    for token in tokenize(text):
        if start >= 0 and token.start == end + 1 and text[end] in _HYPHENS and joined(text[start : token.end]):
            end = token.end
            continue
        if start >= 0:
            yield text[start:end]
        start, end = token.start, token.end
    if start >= 0:
        yield text[start:end]
