"""How is what was typed understood? The query language, read into a tree that any engine can serve.

    query   = { ["-"] ( phrase | prefix | word ) }
    phrase  = any typographic quotation mark, words, its partner or any other
    prefix  = word "*"

Words are looked for in all their forms, phrases and beginnings as written, and `-` keeps releases out. Every text can
be read: a quotation mark without a partner reaches to the end.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from search.analysis import exact, normalize, words
from search.errors import N_, InvalidQuery, Problem
from search.query import Match

MAX_TERMS = 100  # words and phrases in one query; bounds an engine's work

QUOTES = '"„“”‟«»‹›‚‘'  # not ’, which is the apostrophe
_CLAUSE = re.compile(
    rf"""(?P<minus>(?<!\S)[-−–])?
    (?: [{QUOTES}] (?P<phrase>[^{QUOTES}]*) [{QUOTES}]?
      | (?P<words>[^\s{QUOTES}]+) )""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Everything:
    """Every release."""


@dataclass(frozen=True, slots=True)
class Word:
    """Releases that hold the word in any of its forms; `text` is one token as typed."""

    text: str


@dataclass(frozen=True, slots=True)
class Prefix:
    """Releases with a word that begins so as written; the beginning is folded by `analysis.exact`."""

    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Releases that hold these words next to each other as written; each is folded by `analysis.exact`."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AtLeast:
    """Releases that match so many of the nodes (1 to all of them)."""

    minimum: int
    nodes: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Without:
    """Releases that match the node and none of the excluded ones."""

    node: "Node"
    excluded: "tuple[Node, ...]"


Node = Everything | Word | Prefix | Phrase | AtLeast | Without
Leaf = Word | Prefix | Phrase


def parse(text: str, match: Match = Match.AUTO) -> Node:
    """The tree for a typed query; an empty one asks for everything.

    Raises:
        InvalidQuery: there is text, but no word in it; or more than 100 words and phrases.
    """
    wanted, phrases, excluded = _clauses(normalize(text))
    count = len(wanted) + len(phrases) + len(excluded)
    if text.strip() and not count:
        message = N_("holds no word to search for; type a word, or a phrase between quotation marks")
        raise InvalidQuery([Problem("q", message)])
    if count > MAX_TERMS:
        message = N_("holds %(count)s words; at most %(most)s are searched for at once")
        raise InvalidQuery([Problem("q", message, {"count": count, "most": MAX_TERMS})])
    # A phrase is always required: whoever types quotation marks means them.
    required = (*phrases, *([_some(wanted, match)] if wanted else []))
    node: Node = _all(required) if required else Everything()
    return Without(node, tuple(excluded)) if excluded else node


def leaves(node: Node) -> Iterator[Leaf]:
    """The words and phrases that a release can match by, without the excluded ones."""
    match node:
        case Word() | Prefix() | Phrase():
            yield node
        case AtLeast(_, nodes):
            for child in nodes:
                yield from leaves(child)
        case Without(wanted, _):
            yield from leaves(wanted)


def _clauses(text: str) -> tuple[list[Node], list[Node], list[Node]]:
    """What may be found, what must be found and what must not."""
    wanted: dict[Node, None] = {}
    phrases: dict[Node, None] = {}
    excluded: dict[Node, None] = {}
    for clause in _CLAUSE.finditer(text):
        found = _phrase(clause["phrase"]) if clause["phrase"] is not None else _words(clause["words"])
        if found and clause["minus"]:
            # "-UN-Sicherheitsrat" keeps out releases with the whole of it, not those with either part.
            excluded[_all(found)] = None
        else:
            (wanted if clause["phrase"] is None else phrases).update(dict.fromkeys(found))
    return list(wanted), list(phrases), list(excluded)


def _phrase(text: str) -> tuple[Node, ...]:
    folded = tuple(map(exact, words(text)))
    return (Phrase(folded),) if folded else ()


def _words(text: str) -> tuple[Node, ...]:
    """The words of a clause; an asterisk behind it makes its last one a beginning."""
    found: list[Node] = [Word(word) for word in words(text)]
    if found and text.endswith("*"):
        found[-1] = Prefix(exact(words(text)[-1]))
    return tuple(found)


def _some(wanted: list[Node], match: Match) -> Node:
    minimum = {Match.ALL: len(wanted), Match.ANY: 1, Match.AUTO: _most(len(wanted))}[match]
    return wanted[0] if len(wanted) == 1 else AtLeast(minimum, tuple(wanted))


def _all(nodes: tuple[Node, ...]) -> Node:
    return nodes[0] if len(nodes) == 1 else AtLeast(len(nodes), nodes)


def _most(count: int) -> int:
    """How many of so many words must be found: all of two, two of three, three of four to seven, then half.

    GOV.UK's rule, `2<2 3<3 7<50%` in the notation of minimum_should_match.
    """
    if count <= 2:
        return count
    if count == 3:
        return 2
    return 3 if count <= 7 else count // 2
