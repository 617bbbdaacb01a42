"""Which files is the index made of? A table of contents for every commit, in place of Whoosh's pickled one.

    {"beside": {what: name of a file}, "segments": [[name, its documents, which of them are deleted], …]}

Whoosh's `FileIndex` keeps its part: it finds the latest table, opens readers and removes what no table names.
"""

import json
import os
import zlib
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, EmptyIndexError, FileIndex, clean_files

from search.disk import sync_folder
from search.engines.whoosh.beside import Beside, files_beside
from search.engines.whoosh.codec import NAME, SegmentEntry
from search.engines.whoosh.mapped import DamagedFileError
from search.engines.whoosh.schema import schema


class Contents(TOC):  # type: ignore[misc]
    """One commit: the number of its generation, its segments, and the files beside them (see `beside`).

    Its mark tells it from one of the same number in another index: segments have random names.
    """

    def __init__(
        self, schema: Schema, generation: int, mark: str, beside: Beside, segments: list[SegmentEntry]
    ) -> None:
        super().__init__(schema, segments, generation)
        self.mark = mark
        self.beside = beside


class ColumnIndex(FileIndex):  # type: ignore[misc]
    """A Whoosh index whose table of contents holds no code."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.storage = FileStorage(str(folder))
        self.indexname = NAME
        self._schema = schema()
        self._read_toc()

    def latest(self) -> Contents:
        """The latest commit, from one reading of one table."""
        return self._read_toc()

    def commit(self, beside: Beside, entries: Iterable[SegmentEntry]) -> None:
        """Make these the segments and the files beside them, and remove all others."""
        write_toc(self.folder, self.latest_generation() + 1, beside, entries)
        self.clean()

    def clean(self) -> None:
        """Remove the files that the latest table does not name; only for who holds the store's lock."""
        latest = self.latest()
        clean_files(self.storage, NAME, latest.generation, latest.segments)
        for path in files_beside(self.folder):
            if path.name not in latest.beside.values():
                path.unlink(missing_ok=True)

    def _read_toc(self) -> Contents:
        generation = self.latest_generation()
        if generation < 0:
            raise EmptyIndexError(f"no table of contents in {self.folder}")
        return Contents(self._schema, generation, *read_toc(self.folder, generation))


def create_index(folder: Path) -> ColumnIndex:
    """An index without a segment, in an empty folder."""
    write_toc(folder, 0, {}, [])
    return ColumnIndex(folder)


def write_toc(folder: Path, generation: int, beside: Beside, entries: Iterable[SegmentEntry]) -> None:
    """Write a table beside the others, whole and safely on disk before it gets its name."""
    rows = [[entry.segid, entry.doc_count_all(), list(entry.deleted_docs())] for entry in entries]
    content = json.dumps({"beside": dict(beside), "segments": rows}).encode()
    path = _path(folder, generation)
    new = path.with_suffix(".new")
    with new.open("wb") as file:
        file.write(b"%08x\n" % zlib.crc32(content) + content)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
    sync_folder(folder)


def read_toc(folder: Path, generation: int) -> tuple[str, Beside, list[SegmentEntry]]:
    """The mark of a commit, the files beside its segments, and the segments.

    Raises:
        DamagedFileError: the table is not as it was written.
    """
    path = _path(folder, generation)
    checksum, _, content = path.read_bytes().partition(b"\n")
    if checksum != b"%08x" % zlib.crc32(content):
        raise DamagedFileError(f"{path.name} is damaged")
    fields: Mapping[str, Any] = json.loads(content)
    rows = fields["segments"]
    return (
        checksum.decode(),
        fields["beside"],
        [SegmentEntry(name, documents, deleted) for name, documents, deleted in rows],
    )


def moment_of(folder: Path, generation: int) -> datetime:
    """When a commit was made, in UTC: its table is written in that moment and never again."""
    return datetime.fromtimestamp(_path(folder, generation).stat().st_mtime, UTC)


def latest_commit(folder: Path) -> int:
    """The number of the latest table, -1 where there is none."""
    return int(TOC._latest_generation(FileStorage(str(folder)), NAME))


def _path(folder: Path, generation: int) -> Path:
    return folder / str(TOC._filename(NAME, generation))
