"""How would somebody type what a tree asks for? In the query language, with every AND and every parenthesis."""

from collections.abc import Mapping

from search.analysis import exact, words
from search.languages import LANGUAGES, Language
from search.syntax.signs import JOINING, TITLE
from search.syntax.tree import (
    AtLeast,
    Everything,
    Leaf,
    Near,
    Node,
    Phrase,
    Prefix,
    Translated,
    Without,
    Word,
)


def written(node: Node, language: str, spelled: Mapping[Leaf, str]) -> str:
    """The query in a language's words for AND, OR and NOT; `search.syntax.parse` reads it as the same tree.

    Args:
        node: what is asked for; "" for everything.
        language: one of `search.languages.LANGUAGES`.
        spelled: what was typed for a phrase or a beginning; one that is missing stands as it was folded.
    """
    return _Writing(LANGUAGES[language], spelled).of(node)


def as_written(node: Node) -> Node:
    """The same question without other forms of its words: each is a phrase of its own."""
    match node:
        case Word(text, in_title) if len(found := words(text)) > 1 or found == [text]:
            return Phrase(tuple(map(exact, found)), in_title)
        case AtLeast(minimum, nodes):
            return AtLeast(minimum, tuple(map(as_written, nodes)))
        case Without(wanted, excluded):
            return Without(as_written(wanted), excluded)
        case _:
            return node


class _Writing:
    def __init__(self, language: Language, spelled: Mapping[Leaf, str]) -> None:
        self._language = language
        self._spelled = spelled

    def of(self, node: Node) -> str:
        match node:
            case Everything():
                return ""
            case AtLeast(minimum, nodes):
                joint = {len(nodes): f" {self._language.both} ", 1: f" {self._language.either} "}.get(minimum, " ")
                return joint.join(map(self._part, nodes))
            case Without(wanted, excluded):
                kept_out = (f"{self._language.without} {self._part(each)}" for each in excluded)
                return " ".join([*([self._part(wanted)] if wanted != Everything() else []), *kept_out])
            case Translated(word):
                return self._leaf(word)
            case _:
                return self._leaf(node)

    def _part(self, node: Node) -> str:
        """A node beside others: in parentheses unless it is a leaf."""
        return f"({self.of(node)})" if isinstance(node, AtLeast | Without) else self.of(node)

    def _leaf(self, leaf: Leaf) -> str:
        field = f"{self._language.fields[TITLE][0]}:" if leaf.in_title else ""
        match leaf:
            case Word(text):
                return field + (text.capitalize() if text in JOINING else text)  # "OR," is a word
            case Prefix(text):
                return f"{field}{self._spelled.get(leaf, text)}*"
            case Phrase(words):
                return f'{field}"{self._spelled.get(leaf, " ".join(words))}"'
            case Near(words, distance):
                return f'{field}"{self._spelled.get(leaf, " ".join(words))}"~{distance}'
