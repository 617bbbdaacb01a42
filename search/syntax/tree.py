"""What does a query ask of a release? A tree of words, phrases and what joins them, which any engine can serve."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Everything:
    """Every release."""


@dataclass(frozen=True, slots=True)
class Word:
    """Releases that hold the word in any of its forms; `text` is one token as typed.

    Every leaf can be limited to titles: `in_title` asks for releases with a title that holds it.
    """

    text: str
    in_title: bool = False


@dataclass(frozen=True, slots=True)
class Prefix:
    """Releases with a word that begins so as written; the beginning is folded by `analysis.exact`."""

    text: str
    in_title: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """Releases that hold these words next to each other as written; each is folded by `analysis.exact`."""

    words: tuple[str, ...]
    in_title: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """Releases that hold all of these words close together as written, in any order, within one block of text.

    Attributes:
        words: two or more, each once, folded by `analysis.exact`.
        distance: from the first of them to the last, in words: 1 for neighbours, at most 100.
        in_title: see `Word`.
    """

    words: tuple[str, ...]
    distance: int
    in_title: bool = False


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


Leaf = Word | Prefix | Phrase | Near
Node = Everything | Leaf | AtLeast | Without


def leaves(node: Node) -> Iterator[Leaf]:
    """The words and phrases that a release can match by, without the excluded ones."""
    match node:
        case Word() | Prefix() | Phrase() | Near():
            yield node
        case AtLeast(_, nodes):
            for child in nodes:
                yield from leaves(child)
        case Without(wanted, _):
            yield from leaves(wanted)


def all_leaves(node: Node) -> Iterator[Leaf]:
    """The words and phrases that an engine has to look up, the excluded ones included."""
    match node:
        case Word() | Prefix() | Phrase() | Near():
            yield node
        case AtLeast(_, nodes):
            for child in nodes:
                yield from all_leaves(child)
        case Without(wanted, excluded):
            for child in (wanted, *excluded):
                yield from all_leaves(child)
