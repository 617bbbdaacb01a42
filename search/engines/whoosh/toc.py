"""Which files is the index made of? A table of contents for every commit, in place of Whoosh's pickled one.

    [name of the lexicon, [[name of a segment, its documents, which of them are deleted], …], name of the dictionary]

Tables of earlier versions end before the dictionary, which their indexes have none of.

Whoosh's `FileIndex` keeps its part: it finds the latest table, opens readers and removes what no table names.
"""

import json
import os
import zlib
from dataclasses import dataclass
from pathlib import Path

from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, EmptyIndexError, FileIndex, clean_files

from search.disk import sync_folder
from search.engines.whoosh.codec import NAME, SegmentEntry
from search.engines.whoosh.dictionary_file import dictionaries
from search.engines.whoosh.lexicon_file import lexicons
from search.engines.whoosh.mapped import DamagedFileError
from search.engines.whoosh.schema import schema


@dataclass(frozen=True, slots=True)
class Named:
    """What a table names; see `Contents`."""

    lexicon: str | None
    segments: list[SegmentEntry]
    dictionary: str | None = None


class Contents(TOC):  # type: ignore[misc]
    """One commit: the number of its generation, its segments, and the name of the lexicon that they were written by.

    Attributes:
        lexicon: None in an index that never held a release.
        dictionary: the name of what queries are translated by; None for nothing.
    """

    def __init__(self, schema: Schema, generation: int, named: "Named") -> None:
        super().__init__(schema, named.segments, generation)
        self.lexicon = named.lexicon
        self.dictionary = named.dictionary


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

    def commit(self, named: Named) -> None:
        """Make these the files of the index, and remove all others."""
        write_toc(self.folder, self.latest_generation() + 1, named)
        self.clean()

    def clean(self) -> None:
        """Remove the files that the latest table does not name; only for who holds the store's lock."""
        latest = self.latest()
        clean_files(self.storage, NAME, latest.generation, latest.segments)
        for path in (*lexicons(self.folder), *dictionaries(self.folder)):
            if path.name not in (latest.lexicon, latest.dictionary):
                path.unlink(missing_ok=True)

    def _read_toc(self) -> Contents:
        generation = self.latest_generation()
        if generation < 0:
            raise EmptyIndexError(f"no table of contents in {self.folder}")
        return Contents(self._schema, generation, read_toc(self.folder, generation))


def create_index(folder: Path) -> ColumnIndex:
    """An index without a segment, in an empty folder."""
    write_toc(folder, 0, Named(None, []))
    return ColumnIndex(folder)


def write_toc(folder: Path, generation: int, named: Named) -> None:
    """Write a table beside the others, whole and safely on disk before it gets its name."""
    rows = [[entry.segid, entry.doc_count_all(), list(entry.deleted_docs())] for entry in named.segments]
    content = json.dumps([named.lexicon, rows, named.dictionary]).encode()
    path = _path(folder, generation)
    beside = path.with_suffix(".new")
    with beside.open("wb") as file:
        file.write(b"%08x\n" % zlib.crc32(content) + content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    sync_folder(folder)


def read_toc(folder: Path, generation: int) -> Named:
    """What a commit is made of.

    Raises:
        DamagedFileError: the table is not as it was written.
    """
    path = _path(folder, generation)
    checksum, _, content = path.read_bytes().partition(b"\n")
    if checksum != b"%08x" % zlib.crc32(content):
        raise DamagedFileError(f"{path.name} is damaged")
    lexicon, rows, *dictionary = json.loads(content)
    segments = [SegmentEntry(name, documents, deleted) for name, documents, deleted in rows]
    return Named(lexicon, segments, *dictionary)


def latest_commit(folder: Path) -> int:
    """The number of the latest table, -1 where there is none."""
    return int(TOC._latest_generation(FileStorage(str(folder)), NAME))


def _path(folder: Path, generation: int) -> Path:
    return folder / str(TOC._filename(NAME, generation))
