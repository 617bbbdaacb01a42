"""What does the live generation keep for the indexer? Everything but the terms, by which nothing is looked up here."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from search.archive import Kept
from search.dictionary import Dictionary
from search.engines.whoosh.beside import content
from search.engines.whoosh.catalogue import Catalogue
from search.engines.whoosh.dictionary_file import open_dictionary
from search.engines.whoosh.mapped import DamagedFileError
from search.engines.whoosh.segment import open_segment
from search.engines.whoosh.toc import ColumnIndex
from search.engines.whoosh.vector_file import open_vectors
from search.errors import EngineUnavailable
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

    @property
    def dictionary(self) -> Dictionary:
        """From its file."""
        with self._reading():
            return open_dictionary(self._folder, self._beside)

    def content(self, name: str) -> bytes | None:
        """From its file."""
        with self._reading():
            return content(self._folder, self._beside, name)

    def vectors(self) -> Vectors | None:
        """From their file."""
        with self._reading():
            held = open_vectors(self._folder, self._beside)
        return held.all() if held else None

    def history(self, id: str) -> tuple[Revision, ...]:
        """From the record beside the release's."""
        number = self._catalogue.document(id)
        return () if number is None else self._catalogue.history(number)

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """A file that is damaged, or not there, makes the index one that must be written anew."""
        try:
            yield
        except (DamagedFileError, OSError) as error:
            raise EngineUnavailable(
                f"the index at {self._folder.parent} is damaged ({error}); "
                f"write it anew with: newsroom index SOURCE... --rebuild --store whoosh:{self._folder.parent}"
            ) from error
