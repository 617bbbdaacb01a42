"""How much may one query ask for? Bounds on the work that reading and answering it can be, and what is said beyond."""

from collections.abc import Iterable

from search.errors import N_, InvalidQuery, Problem
from search.query import length_problems
from search.syntax.tree import Leaf, Near

MAX_TERMS = 100  # words and phrases; a word brings up to five translations a language with it (`search.dictionary`)
MAX_NEAR = 20  # words in phrases with a tilde; each costs as many steps as it has places in the index
MAX_DEPTH = 20  # parentheses within parentheses
MAX_DISTANCE = 100  # words; blocks of text lie further apart (`BLOCK_GAP`), so that nothing is near across them
MAX_EXPANSION = 10_000  # words of the index that begin in one way; of 54,000 words no two letters begin 2,000


def check_length(text: str) -> None:
    """Refuse a text that is too long.

    Raises:
        InvalidQuery: it has more than 1,000 characters.
    """
    problems = tuple(length_problems(text))
    if problems:
        raise InvalidQuery(problems)


def check_terms(leaves: Iterable[Leaf]) -> None:
    """Refuse a query of these words and phrases if they are too many.

    Raises:
        InvalidQuery: they are.
    """
    sizes = [len(leaf.words) if isinstance(leaf, Near) else 0 for leaf in leaves]
    if len(sizes) > MAX_TERMS:
        message = N_("holds %(count)s words; at most %(most)s are searched for at once")
        raise InvalidQuery([Problem("q", message, {"count": len(sizes), "most": MAX_TERMS})])
    if sum(sizes) > MAX_NEAR:
        message = N_("holds %(count)s words in phrases with a tilde; at most %(most)s are searched for at once")
        raise InvalidQuery([Problem("q", message, {"count": sum(sizes), "most": MAX_NEAR})])


def check_depth(count: int) -> None:
    """Refuse a query with so many parentheses within each other if they are too many.

    Raises:
        InvalidQuery: they are.
    """
    if count > MAX_DEPTH:
        message = N_("has %(count)s parentheses within each other; at most %(most)s are read")
        raise InvalidQuery([Problem("q", message, {"count": count, "most": MAX_DEPTH})])


def check_expansion(beginning: str, count: int) -> None:
    """Refuse a beginning that so many words of the index have if they are too many.

    Raises:
        InvalidQuery: they are.
    """
    if count > MAX_EXPANSION:
        message = N_("%(beginning)s* stands for more than %(most)s words; type more of the word")
        raise InvalidQuery([Problem("q", message, {"beginning": beginning, "most": MAX_EXPANSION})])
