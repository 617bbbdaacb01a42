"""What of a release would its version in another language share? Its signs: figures, countries, people and words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import lru_cache
from itertools import chain
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from index.addresses import id_of
from search.analysis import exact, function_words, words
from search.figures import figures
from search.release import Kind, Release

MOST_SIGNS = 5_000  # of one release; a report of a thousand pages is known by its first ones
SORT_BITS = 3  # of a sign, for its sort
_HASH = (1 << (32 - SORT_BITS)) - 1

Signs = NDArray[np.uint32]


class Sort(IntEnum):
    """What sort of sign it is: the lowest bits of its number."""

    WORD = 0
    FIGURE = 1
    COUNTRY = 2
    PERSON = 3
    TRANSLATION = 4  # a word that one of another language goes with, as far as pairs have taught (`lexicon`)


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """What pairing must know of a release; about a kilobyte, so that a newsroom's fit into memory without its texts.

    Attributes:
        id, language, published, kind, translations: the release's.
        address: the id that its address would give it, None without an address.
        length: characters of lead and body.
        signs: uint32[n], sorted, each once: a hash of the sign with its sort. That two words share a number happens
            some forty times among 200,000 different ones, and then says as little as any word that two releases share.
    """

    id: str
    language: str
    published: date | None
    kind: Kind
    translations: tuple[str, ...]
    address: str | None
    length: int
    signs: Signs


def profile_of(release: Release) -> Profile:
    """The profile of a release; the same for the same text, on every machine."""
    found = dict.fromkeys(chain(_entities(release), _of_text(release)))
    signs = np.fromiter(found, np.uint32, len(found))[:MOST_SIGNS]
    return Profile(
        id=release.id,
        language=release.language,
        published=release.published,
        kind=release.kind,
        translations=release.translations,
        address=id_of(release.url) if release.url else None,
        length=sum(len(block.text) for block in release.blocks if not block.part.is_title),
        signs=np.unique(signs),
    )


def sorts_of(signs: Signs) -> Signs:
    """The sort of each sign, as `Sort` numbers it."""
    found: Signs = signs & np.uint32((1 << SORT_BITS) - 1)
    return found


def of_sort(signs: Signs, sort: Sort) -> Signs:
    """Those of one sort."""
    found: Signs = signs[sorts_of(signs) == sort]
    return found


def _entities(release: Release) -> Iterator[int]:
    yield from (_sign(code, Sort.COUNTRY) for code in release.mentions)
    yield from (_sign(person.id, Sort.PERSON) for person in release.people)


def _of_text(release: Release) -> Iterator[int]:
    for block in release.blocks:
        yield from filter(None, map(_sign_of_word, words(block.text)))
        yield from (_sign(figure, Sort.FIGURE) for figure in figures(block.text))


@lru_cache(maxsize=200_000)
def _sign_of_word(word: str) -> int:
    """The sign that a word is; 0 for a figure, and for a function word of any language ("die", "war", "in")."""
    form = exact(word)
    return 0 if form[0].isdigit() or form in function_words() else _sign(form, Sort.WORD)


def _sign(text: str, sort: Sort) -> int:
    return (crc32(text.encode()) & _HASH) << SORT_BITS | sort
