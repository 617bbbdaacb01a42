"""What does memory keep for the indexer? Everything that a commit put in place."""

from collections.abc import Mapping, Sequence

from search.archive import Kept
from search.dictionary import Dictionary
from search.engines.memory.edition import Edition
from search.release import Release
from search.revision import Revision
from search.vectors import Vectors


class MemoryArchive:
    """Everything that a commit put in place."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition

    def kept(self) -> Mapping[str, Kept]:
        """Of every release that stands."""
        return {
            id: Kept(release.facts.hash, release.facts.origin)
            for id, release in self._edition.releases.items()
            if not release.facts.withdrawn
        }

    def withdrawn(self) -> Sequence[str]:
        """All others."""
        return [id for id, release in self._edition.releases.items() if release.facts.withdrawn]

    def release(self, id: str) -> Release | None:
        """The release, if it is there."""
        found = self._edition.releases.get(id)
        return found.release if found else None

    @property
    def dictionary(self) -> Dictionary:
        """As it was put in."""
        return self._edition.dictionary

    def content(self, name: str) -> bytes | None:
        """As it was kept."""
        return self._edition.kept.get(name)

    def vectors(self) -> Vectors | None:
        """As they were given."""
        return self._edition.vectors

    def history(self, id: str) -> tuple[Revision, ...]:
        """As it was put in."""
        return self._edition.histories.get(id, ())
