"""What does a query ask of a release? A tree of words, phrases and what joins them, which any engine can serve."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Everything:
    """Every release."""


@dataclass(frozen=True, slots=True)
class Word:
    """Releases that hold the word in any of its forms; `text` is one token as typed.

    Every leaf can be limited to titles: `in_title` asks for releases with a title that holds it. `read_in` is the
    language that the rest of the query is in, if it tells: the "die" of "die Waffenruhe" is an article everywhere.
    """

    text: str
    in_title: bool = False
    read_in: str | None = None


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
class Rendering:
    """Releases that hold what a word is called in a language: in any of its forms, in a text of that language.

    Several words match next to each other, whatever the language of the text, each in a form that goes on from its stem
    (`search.inflection`). None match any text of the language: it has some word for "the".

    Attributes:
        language: of the text.
        text: its words.
        weight: what it counts beside the likeliest one for its word, above 0 and at most 1.
        in_title: see `Word`.
        is_sure: whether it is likely enough to be named to readers before others.
    """

    language: str
    text: str
    weight: float = 1.0
    in_title: bool = False
    is_sure: bool = True


@dataclass(frozen=True, slots=True)
class InParts:
    """Releases that hold what each of the parts of a word is called, each by any of its renderings."""

    parts: tuple[tuple[Rendering, ...], ...]

    @property
    def in_title(self) -> bool:
        """See `Word`."""
        return self.parts[0][0].in_title


@dataclass(frozen=True, slots=True)
class Translated:
    """Releases that hold a word, or what it is called in another language; made by `search.across`, never typed.

    Attributes:
        word: itself.
        renderings: which together count as one term.
        in_parts: what else stands for the word, where it is made of others; None for most.
    """

    word: Word
    renderings: tuple[Rendering, ...]
    in_parts: InParts | None = None

    @property
    def others(self) -> "tuple[Other, ...]":
        """All that stands for the word."""
        return (*self.renderings, self.in_parts) if self.in_parts else self.renderings


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
Other = Rendering | InParts  # what can stand for a word
Node = Everything | Leaf | Translated | AtLeast | Without


def leaves(node: Node) -> Iterator[Leaf]:
    """The words and phrases that a release can match by, without the excluded ones."""
    match node:
        case Translated(word):
            yield word
        case AtLeast(_, nodes):
            for child in nodes:
                yield from leaves(child)
        case Without(wanted, _):
            yield from leaves(wanted)
        case Word() | Prefix() | Phrase() | Near():
            yield node


def all_leaves(node: Node) -> Iterator[Leaf]:
    """The words and phrases that an engine has to look up, the excluded ones included."""
    match node:
        case AtLeast(_, nodes):
            for child in nodes:
                yield from all_leaves(child)
        case Without(wanted, excluded):
            for child in (wanted, *excluded):
                yield from all_leaves(child)
        case _:
            yield from leaves(node)


def translated(node: Node) -> Iterator[Translated]:
    """The words that a release can match by what they are called in another language."""
    match node:
        case Translated():
            yield node
        case AtLeast(_, nodes):
            for child in nodes:
                yield from translated(child)
        case Without(wanted, _):
            yield from translated(wanted)
