"""How do words that mean the same become entries of a dictionary? Each goes into every other language."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations

from search.analysis import exact, stem, words
from search.dictionary import Entry, Translation

_NEXT = 0.9  # times as likely each further word of a row is


def entries_of(meaning: Mapping[str, Sequence[str]], source: str) -> Iterator[Entry]:
    """The entries of what means the same.

    Args:
        meaning: by language, words in order of likelihood.
        source: that they are from.
    """
    for language, other in permutations(meaning, 2):
        for place, text in enumerate(meaning[language]):
            for rank, translation in enumerate(meaning[other]):
                if not are_alike(text, translation, other):
                    yield Entry(language, text, Translation(other, translation, _NEXT ** (place + rank), source))


def are_alike(text: str, translation: str, language: str) -> bool:
    """Whether a search for a text finds its translation, in this language, anyway: as with most names.

    >>> are_alike("Baku", "Baku", "en"), are_alike("Delegation", "delegations", "en"), are_alike("Genf", "Geneva", "en")
    (True, True, False)
    """
    ours, theirs = words(text), words(translation)
    return len(ours) == len(theirs) and all(
        exact(one) == exact(other) or stem(one, language) == stem(other, language)
        for one, other in zip(ours, theirs, strict=True)
    )
