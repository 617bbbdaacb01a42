"""Which word was meant? Words of the index that a word, which stands nowhere in it, may be a slip of the hand for.

Words as written are compared, never stems: nobody should be asked whether they meant "sanktion".
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from search.analysis import exact, normalize, tokenize, without_accents
from search.query import MAX_TEXT_LENGTH, Query
from search.syntax import Near, Node, Phrase, Word, leaves

ENOUGH = 3  # releases: who finds so many is not asked whether they meant something else
MOST_SPELLINGS = 3  # of one word
MOST_WORDS = 10  # that are looked after; bounds the work
_SHORTEST = 4  # characters: shorter words are too near to too many others
_LONG = 8  # characters from which two slips are forgiven

Spell = Callable[[str], Sequence[str]]


def slips(word: str) -> int:
    """How many slips are forgiven: a letter too many, too few, wrong, or in its neighbour's place.

    >>> slips("Iraq"), slips("Sanktionen"), slips("EU")
    (1, 2, 0)
    """
    return 0 if len(word) < _SHORTEST else 1 if len(word) < _LONG else 2


def nearest(word: str, frequencies: Mapping[str, int], most: int) -> list[str]:
    """The words that are nearest to a word, the most frequent first among equally near ones.

    Args:
        word: in its exact form, like the others.
        frequencies: how many releases hold each of the others.
        most: how many are wanted.
    """
    limit = slips(word)
    if not limit:
        return []
    found = extract(
        word, frequencies.keys(), scorer=OSA.distance, processor=without_accents, score_cutoff=limit, limit=None
    )
    found.sort(key=lambda row: (row[1], -frequencies[row[0]], row[0]))
    return [candidate for candidate, _, _ in found[:most]]


def corrected(text: str, tree: Node, spell: Spell) -> str | None:
    """The text with each word that stands nowhere replaced by the likeliest one that does.

    Args:
        text: as typed.
        tree: what was made of it; what it keeps out, and beginnings of words, are left as they are.
        spell: gives the words that a word may be a slip for, none for one that stands somewhere.

    Returns:
        None where there is nothing to replace, or too much.
    """
    asked = set(_asked(tree))
    if len(asked) > MOST_WORDS:
        return None
    meant = {token: spell(token.text) for token in tokenize(text) if exact(token.text) in asked}
    replaced = [(token, words[0]) for token, words in meant.items() if words]
    for token, word in reversed(replaced):
        text = text[: token.start] + word + text[token.end :]
    return text if replaced else None


def suggestion(query: Query, tree: Node, total: int, spell: Spell, count: Callable[[Query], int]) -> str | None:
    """What the reader may have meant to type, None if enough was found or nothing else would find more.

    Args:
        query: what was asked, and `tree` what was made of its text.
        total: how many releases it found.
        spell: see `corrected`.
        count: tells how many releases a query finds.
    """
    text = corrected(normalize(query.text), tree, spell) if query.text and total < ENOUGH else None
    if text is None or len(text) > MAX_TEXT_LENGTH:
        return None
    return text if count(replace(query, text=text)) > total else None


def _asked(tree: Node) -> Iterator[str]:
    for leaf in leaves(tree):
        if isinstance(leaf, Word):
            yield exact(leaf.text)
        elif isinstance(leaf, Phrase | Near):
            yield from leaf.words
