"""What does the live generation keep for the indexer? Everything but the terms, by which nothing is looked up here."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from search.archive import Kept
from search.engines.whoosh.beside import content
from search.engines.whoosh.catalogue import Catalogue
from search.engines.whoosh.segment import open_segment
from search.engines.whoosh.toc import ColumnIndex
from search.engines.whoosh.vector_file import open_vectors
from search.release import Release
from search.revision import Revision
from search.vectors import Vectors


class WhooshArchive:
    """A view of one commit. Made by `WhooshEngine.archive`."""

    def __init__(self, folder: Path) -> None:
        latest = ColumnIndex(folder).latest()
        entries = latest.segments
        self._folder, self._beside = folder, latest.beside
        self._catalogue = Catalogue([open_segment(folder, entry.segment_id()) for entry in entries], entries)

    def kept(self) -> Mapping[str, Kept]:
        """From the columns."""
        return self._catalogue.kept()

    def withdrawn(self) -> Sequence[str]:
        """From the columns."""
        return [self._catalogue.id(number) for number in self._catalogue.withdrawn.tolist()]

    def release(self, id: str) -> Release | None:
        """From its record."""
        number = self._catalogue.document(id)
        return None if number is None else self._catalogue.release(number)

    def content(self, name: str) -> bytes | None:
        """From its file."""
        return content(self._folder, self._beside, name)

    def vectors(self) -> Vectors | None:
        """From their file."""
        held = open_vectors(self._folder, self._beside)
        return held.all() if held else None

    def history(self, id: str) -> tuple[Revision, ...]:
        """From the record beside the release's."""
        number = self._catalogue.document(id)
        return () if number is None else self._catalogue.history(number)
