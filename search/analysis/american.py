"""When are two English words one word in British and in American spelling? Each word in its American form.

Rules for whole groups of words, with the exceptions in the language's word lists. A word that a rule changes without
need (chancellor) does no harm: it is changed in texts and in queries alike.
"""

import re
from functools import cache

from search.analysis.wordlists import wordlists

_ISE = re.compile(r"(.{2,})(is|lys)(e|ed|es|er|ers|ing|ings|able|ation|ations|ational)")
_OUR = re.compile(r"(.+)our(s|ed|ing|ings|er|ers|able|ably|al|ally|ful|fully|hood|hoods|ite|ites|less|ly|y)?")
_ELL = re.compile(r"(.*[aeiou][^aeiou]+[aeiou]+l)l(ed|er|ers|ing|ings|or|ors)")


def american(word: str) -> str:
    """The American spelling of an English word in its exact form; others stay as they are.

    >>> [american(word) for word in ("organised", "neighbours", "travelling", "defence", "centre", "programmes")]
    ['organized', 'neighbors', 'traveling', 'defense', 'center', 'programs']
    >>> [american(word) for word in ("exercise", "four", "installed", "promised", "hours", "crisis")]
    ['exercise', 'four', 'installed', 'promised', 'hours', 'crisis']
    """
    listed = _words().get(word)
    if listed:
        return listed
    if "is" in word or "lys" in word:
        return _with_z(word)
    if "our" in word:
        return _with_or(word)
    return _with_one_l(word) if "ll" in word else word


def _with_z(word: str) -> str:
    found = _ISE.fullmatch(word)
    if not found or word.startswith(_list("keep_s")):
        return word
    return f"{found[1]}{found[2][:-1]}z{found[3]}"


def _with_or(word: str) -> str:
    found = _OUR.fullmatch(word)
    if not found or len(found[1]) < 2 or f"{found[1]}our" in _list("keep_our"):
        return word
    return f"{found[1]}or{found[2] or ''}"


def _with_one_l(word: str) -> str:
    found = _ELL.fullmatch(word)
    return word if not found or f"{found[1]}l" in _list("keep_ll") else f"{found[1]}{found[2]}"


@cache
def _words() -> dict[str, str]:
    return dict(pair.split(":", 1) for pair in wordlists("en").spelling["words"])


@cache
def _list(name: str) -> tuple[str, ...]:
    return tuple(wordlists("en").spelling[name])
