"""How are pages kept? As WARC, the format of web archives, each record packed by itself so that it is read by itself.

A record is on disk before the state names it. What stands behind the last record that the state knows of was written
by a run that was killed, and goes when the next one begins.
"""

import io
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from index.fetch.answer import Answer
from index.fetch.errors import FetchFailed
from search.disk import sync_folder

FULL = 200_000_000  # bytes at which another archive is begun
_NAME = "pages-{number:05}.warc.gz"
# What is not kept of the headers: how the body came over the wire, which is not how it stands here, and what is for
# one visitor only.
_LEFT_OUT = frozenset(
    {"content-encoding", "transfer-encoding", "content-length", "connection", "keep-alive", "set-cookie"}
)


class RecordDamaged(FetchFailed):
    """A record that is not what the state says it is."""


@dataclass(frozen=True, slots=True)
class Record:
    """Where a page is kept: an archive's name, and bytes in it."""

    file: str
    offset: int
    length: int

    @property
    def end(self) -> int:
        """Where the next record begins."""
        return self.offset + self.length


class Archive:
    """The archives of a directory, for the one run that writes them."""

    def __init__(self, directory: Path, sizes: Mapping[str, int], agent: str) -> None:
        self._directory = directory
        self._sizes = dict(sizes)
        self._agent = agent

    def mend(self) -> None:
        """Take away what a killed run left behind the last whole records.

        Raises:
            FetchFailed: an archive is shorter than the state says, or gone.
        """
        for name, size in self._sizes.items():
            path = self._directory / name
            try:
                found = path.stat().st_size
                if found > size:
                    os.truncate(path, size)
            except OSError as error:
                raise FetchFailed(f"{path} cannot be used: {error.strerror or error}; bring it back") from error
            if found < size:
                raise FetchFailed(f"{path} has lost its end; bring it back, or fetch into another directory")

    def keep(self, answer: Answer, moment: float) -> Record:
        """Write a page; when this returns, it is on disk.

        Raises:
            FetchFailed: the disk takes no more.
        """
        packed = _packed_page(answer, moment)
        name = self._file()
        path = self._directory / name
        try:
            if name not in self._sizes:
                self._begin(path)
            offset = self._sizes[name]
            with path.open("r+b") as file:
                file.seek(offset)
                file.write(packed)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise FetchFailed(f"{path} cannot be written: {error.strerror or error}") from error
        self._sizes[name] = offset + len(packed)
        return Record(name, offset, len(packed))

    def _file(self) -> str:
        """The archive to write to: the last one, or the next where that is full."""
        last = max(self._sizes, default=None)
        if last and self._sizes[last] < FULL:
            return last
        taken = {path.name for path in self._directory.glob("pages-*.warc.gz")} | set(self._sizes)
        number = len(taken) + 1
        while (name := _NAME.format(number=number)) <= max(taken, default=""):
            number += 1
        return name

    def _begin(self, path: Path) -> None:
        """A new archive, which begins with who wrote it."""
        packed = io.BytesIO()
        writer = WARCWriter(packed, warc_version="1.1")
        about = {"software": self._agent, "format": "WARC File Format 1.1", "robots": "classic"}
        writer.write_record(writer.create_warcinfo_record(path.name, about))
        path.write_bytes(packed.getvalue())
        sync_folder(path.parent)
        self._sizes[path.name] = packed.tell()


def read(directory: Path, record: Record, address: str, digest: str) -> bytes:
    """The content that a record holds.

    Args:
        directory: where the archives are.
        record: which of their records.
        address: of the page.
        digest: of its content, SHA-256 in hexadecimal.

    Raises:
        RecordDamaged: there is no such record of this address with this content.
    """
    path = directory / record.file
    content = None
    try:
        with path.open("rb") as file:
            file.seek(record.offset)
            packed = file.read(record.length)
        found = next(iter(ArchiveIterator(io.BytesIO(packed))))
        if found.rec_type == "response" and found.rec_headers.get_header("WARC-Target-URI") == address:
            content = bytes(found.content_stream().read())
    except (OSError, ArchiveLoadFailed, StopIteration, EOFError, ValueError) as error:
        raise RecordDamaged(f"{path}, byte {record.offset:,}: the page cannot be read: {error}") from error
    # warcio gives what it could unpack of a record that is cut off or damaged.
    if content is None or sha256(content).hexdigest() != digest:
        raise RecordDamaged(f"{path}, byte {record.offset:,}: this is not the page {address} as it was got")
    return content


def _packed_page(answer: Answer, moment: float) -> bytes:
    packed = io.BytesIO()
    writer = WARCWriter(packed, warc_version="1.1")
    kept = [(_ascii(name), _ascii(value)) for name, value in answer.headers if name.lower() not in _LEFT_OUT]
    headers = StatusAndHeaders(
        f"{answer.status} {_ascii(answer.reason)}",
        [*kept, ("Content-Length", str(len(answer.content)))],
        protocol="HTTP/1.1",
    )
    dated = datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    record = writer.create_warc_record(
        answer.address,
        "response",
        payload=io.BytesIO(answer.content),
        length=len(answer.content),
        http_headers=headers,
        warc_headers_dict={"WARC-Date": dated, "WARC-IP-Address": answer.peer},
    )
    writer.write_record(record)
    return packed.getvalue()


def _ascii(text: str) -> str:
    """A header as HTTP allows it; warcio fails at others."""
    return "".join(character if " " <= character <= "~" else "?" for character in text)
