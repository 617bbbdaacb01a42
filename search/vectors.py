"""How near are texts in meaning, whatever their language? Vectors of releases and queries, and what makes them.

An encoder reads a text and gives a direction in a space in which texts of like meaning lie close together: the nearness
of two is the product of their vectors. It is an extra, which nothing imports that does not ask for it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from search.errors import SearchError
from search.release import Release
from search.settings import Settings
from search.syntax import Node, Prefix, Word, all_leaves, leaves

READ_OF_QUERY = 200  # characters; more than most titles have, and no script makes them take much above half a second
READ_OF_RELEASE = 800  # characters, the title included: what it is about; reading on takes longer and found no more
FEWEST_WORDS = 2  # plain words of a query; one by itself means what it says
_REMEMBERED = 1_000  # queries; who turns a page asks the same again

Floats = NDArray[np.float32]


class ExtraMissing(SearchError):
    """The settings ask for what an optional package does, and it is missing; the message says how to install it."""


class Encoder(Protocol):
    """Gives texts their vectors. Safe to be asked by several threads."""

    @property
    def name(self) -> str:
        """The model and its version: vectors of another name cannot be compared with these."""
        ...

    @property
    def dimensions(self) -> int:
        """Numbers in a vector."""
        ...

    @property
    def contrast(self) -> float:
        """How many scores of the best match a nearness of 1 counts; the more, the closer together all texts lie."""
        ...

    def query(self, text: str) -> Floats:
        """The vector of what somebody asks: float32[dimensions], of length 1."""
        ...

    def passages(self, texts: Sequence[str]) -> Floats:
        """The vectors of what may answer: float32[texts, dimensions], each of length 1."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Vectors:
    """The vectors of releases.

    Attributes:
        encoder: the name of what made them.
        hashes: by the id of each release, in the order of the rows: of the content that was encoded.
        rows: float16[releases, dimensions].
    """

    encoder: str
    hashes: Mapping[str, str]
    rows: NDArray[np.float16]


def joined(parts: Sequence[Vectors]) -> Vectors:
    """All of several, made by one encoder and each of other releases; of at least one."""
    hashes = {id: hash for part in parts for id, hash in part.hashes.items()}
    return Vectors(parts[0].encoder, hashes, np.concatenate([part.rows for part in parts]))


class Remembering:
    """An encoder that does not encode twice what is asked again."""

    def __init__(self, encoder: Encoder) -> None:
        self.name = encoder.name
        self.dimensions = encoder.dimensions
        self.contrast = encoder.contrast
        self.passages = encoder.passages
        self.query = lru_cache(_REMEMBERED)(encoder.query)


def encoder_in(settings: Settings, threads: int = 1) -> Encoder | None:
    """The encoder that the settings ask for, None if they ask for none.

    Args:
        settings: in force.
        threads: that may work at one text.

    Raises:
        ExtraMissing: its package is not installed.
    """
    if not settings.semantic:
        return None
    try:
        from search.e5 import E5
    except ImportError as error:
        raise ExtraMissing(
            f"semantic = true in newsroom.toml needs a package that cannot be loaded ({error}); "
            "install it with: pip install 'newsroom-search[semantic]', or leave the setting out"
        ) from error
    return Remembering(E5(threads))


def text_of(release: Release) -> str:
    """What an encoder reads of a release: the title it is shown under, and what follows."""
    blocks = (block.text for block in release.blocks if not block.part.is_title)
    return "\n".join((release.title, *blocks))[:READ_OF_RELEASE]


def in_words(tree: Node, text: str) -> str:
    """What an encoder reads of a query: the text as typed where all of it are words, else the wanted words of it.

    "Which sanctions hit Iran?" as it is; `iran visit "nuclear deal" -oil` → nuclear deal iran visit;
    `iran`, `"nuclear deal"`, `nucl*` → nothing: whoever asks so means the words as they stand.

    Args:
        tree: the query.
        text: as it was typed.
    """
    asked = list(dict.fromkeys(leaves(tree)))
    plain = [leaf for leaf in asked if isinstance(leaf, Word) and not leaf.in_title]
    if len(plain) < FEWEST_WORDS:
        return ""
    if set(all_leaves(tree)) == set(plain):
        return text[:READ_OF_QUERY]
    written = (" ".join(leaf.words) if not isinstance(leaf, Word | Prefix) else leaf.text for leaf in asked)
    return " ".join(written)[:READ_OF_QUERY]
