"""Which words did somebody ask for side by side? Where they stand so in a release too, it is a better match."""

from collections.abc import Iterator
from itertools import chain, groupby, pairwise

from search.analysis import exact, function_words, words
from search.syntax import AtLeast, Node, Without, Word

Pair = tuple[str, str]  # two words in exact form, in order


def neighbours(node: Node) -> list[Pair]:
    """The pairs of words that follow one another in a query, each once; those of two function words say nothing."""
    return list(dict.fromkeys(_pairs(node)))


def _pairs(node: Node) -> Iterator[Pair]:
    match node:
        case Word(text):
            yield from _following(text)
        case Without(wanted, _):
            yield from _pairs(wanted)
        case AtLeast(_, nodes):
            for are_words, run in groupby(nodes, lambda each: isinstance(each, Word)):
                if are_words:
                    yield from _following(" ".join(each.text for each in run if isinstance(each, Word)))
                else:
                    yield from chain.from_iterable(map(_pairs, run))


def _following(text: str) -> Iterator[Pair]:
    for pair in pairwise(map(exact, words(text))):
        if not function_words().issuperset(pair):
            yield pair
