"""Which segments is the index made of? A table of contents for every commit, in place of Whoosh's pickled one.

Whoosh's `FileIndex` keeps its part: it finds the latest table, opens readers and removes what no table names.
"""

import json
import os
import zlib
from collections.abc import Iterable
from pathlib import Path

from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, EmptyIndexError, FileIndex, clean_files

from search.engines.whoosh.codec import NAME, SegmentEntry
from search.engines.whoosh.mapped import DamagedFileError
from search.engines.whoosh.schema import schema
from search.engines.whoosh.store import sync_folder


class ColumnIndex(FileIndex):  # type: ignore[misc]
    """A Whoosh index whose table of contents holds no code."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.storage = FileStorage(str(folder))
        self.indexname = NAME
        self._schema = schema()
        self._read_toc()

    def latest(self) -> TOC:
        """The latest commit: the number of its generation and its segments, from one reading of one table."""
        return self._read_toc()

    def commit(self, entries: Iterable[SegmentEntry]) -> None:
        """Make these the segments, and remove the files of others."""
        write_toc(self.folder, self.latest_generation() + 1, entries)
        self.clean()

    def clean(self) -> None:
        """Remove the files that the latest table does not name; only for who holds the store's lock."""
        latest = self.latest()
        clean_files(self.storage, NAME, latest.generation, latest.segments)

    def _read_toc(self) -> TOC:
        generation = self.latest_generation()
        if generation < 0:
            raise EmptyIndexError(f"no table of contents in {self.folder}")
        return TOC(self._schema, read_toc(self.folder, generation), generation)


def create_index(folder: Path) -> ColumnIndex:
    """An index without a segment, in an empty folder."""
    write_toc(folder, 0, [])
    return ColumnIndex(folder)


def write_toc(folder: Path, generation: int, entries: Iterable[SegmentEntry]) -> None:
    """Write a table beside the others, whole and safely on disk before it gets its name."""
    rows = [[entry.segid, entry.doc_count_all(), list(entry.deleted_docs())] for entry in entries]
    content = json.dumps(rows).encode()
    path = _path(folder, generation)
    beside = path.with_suffix(".new")
    with beside.open("wb") as file:
        file.write(b"%08x\n" % zlib.crc32(content) + content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    sync_folder(folder)


def read_toc(folder: Path, generation: int) -> list[SegmentEntry]:
    """The segments of a commit.

    Raises:
        DamagedFileError: the table is not as it was written.
    """
    path = _path(folder, generation)
    checksum, _, content = path.read_bytes().partition(b"\n")
    if checksum != b"%08x" % zlib.crc32(content):
        raise DamagedFileError(f"{path.name} is damaged")
    return [SegmentEntry(name, documents, deleted) for name, documents, deleted in json.loads(content)]


def latest_commit(folder: Path) -> int:
    """The number of the latest table, -1 where there is none."""
    return int(TOC._latest_generation(FileStorage(str(folder)), NAME))


def _path(folder: Path, generation: int) -> Path:
    return folder / str(TOC._filename(NAME, generation))
