"""How is what was typed understood? The query language, read into a tree that any engine can serve.

    query   = { ["-"] ( phrase | word ) }
    phrase  = any typographic quotation mark, words, its partner or any other

Words are looked for in all their forms, phrases as written, and `-` keeps releases out. Every text can be read: a
quotation mark without a partner reaches to the end.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from search.analysis import exact, normalize, tokenize
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


Node = Everything | Word | Phrase | AtLeast | Without


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


def leaves(node: Node) -> Iterator[Word | Phrase]:
    """The words and phrases that a release can match by, without the excluded ones."""
    match node:
        case Word() | Phrase():
            yield node
        case AtLeast(_, nodes):
            for child in nodes:
                yield from leaves(child)
        case Without(wanted, _):
            yield from leaves(wanted)


def _clauses(text: str) -> tuple[list[Word], list[Phrase], list[Node]]:
    wanted: list[Word] = []
    phrases: list[Phrase] = []
    excluded: list[Node] = []
    for clause in _CLAUSE.finditer(text):
        quoted = clause["phrase"] is not None
        tokens = [token.text for token in tokenize(clause["phrase"] if quoted else clause["words"])]
        if not tokens:
            continue
        phrase = Phrase(tuple(exact(token) for token in tokens))
        if clause["minus"]:
            # "-UN-Sicherheitsrat" keeps out releases with the whole of it, not those with either part.
            excluded.append(phrase if quoted else _all(tuple(Word(token) for token in tokens)))
        elif quoted:
            phrases.append(phrase)
        else:
            wanted.extend(Word(token) for token in tokens)
    return list(dict.fromkeys(wanted)), list(dict.fromkeys(phrases)), list(dict.fromkeys(excluded))


def _some(words: list[Word], match: Match) -> Node:
    minimum = {Match.ALL: len(words), Match.ANY: 1, Match.AUTO: _most(len(words))}[match]
    return words[0] if len(words) == 1 else AtLeast(minimum, tuple(words))


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
