"""What must the indexer know of an index? All that it keeps, whether readers may see it or not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from search.dictionary import Dictionary
from search.release import Release
from search.revision import Revision
from search.vectors import Vectors


@dataclass(frozen=True, slots=True)
class Kept:
    """What the indexer must know of a release to see whether it changed, and whether it is still there.

    Attributes:
        hash: of its content.
        origin: where it was read, None if that is not known.
    """

    hash: str
    origin: str | None


class Archive(Protocol):
    """All that an index keeps as of one commit, for the indexer: what is under embargo or withdrawn as well.

    What is kept beside the releases raises `EngineUnavailable` where it is damaged.

    It can be opened where searching would need a rebuild: terms that another analysis made do not matter here.
    """

    def kept(self) -> Mapping[str, Kept]:
        """What is kept of every release that stands, by id."""
        ...

    def withdrawn(self) -> Sequence[str]:
        """The ids of all releases that were withdrawn."""
        ...

    def release(self, id: str) -> Release | None:
        """The release with this id, withdrawn or not; None if there is none."""
        ...

    @property
    def dictionary(self) -> Dictionary:
        """What queries are translated by."""
        ...

    def content(self, name: str) -> bytes | None:
        """What the indexer kept under this name beside the releases; None if nothing."""
        ...

    def vectors(self) -> Vectors | None:
        """The vectors that a writer was given last, None if none was given any."""
        ...

    def history(self, id: str) -> tuple[Revision, ...]:
        """What a release was before it changed, seen by readers or not, the oldest first."""
        ...
