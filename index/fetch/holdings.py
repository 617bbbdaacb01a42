"""What does a directory hold of a newsroom? Its pages in order of their addresses, as whoever indexes them reads them.

It may be read while a run fetches, and where one may not write: each page is as it was at some moment of the reading.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from index.fetch import archive
from index.fetch.archive import Record
from index.fetch.pages import Page, State
from index.fetch.state import NAME, connect, damaged, page_of, rows_by_address


@dataclass(frozen=True, slots=True)
class Held:
    """A release's page.

    Attributes:
        address: its address.
        state: present, moved or withdrawn.
        moved_to: where it is now, if it is moved.
        content_type: such as text/html, "" if the newsroom stated none.
        charset: the encoding that the newsroom stated, None if it stated none.
        fetched: when its content was got, None if it never was.
        changed: when content or state were last seen to differ.
        gone_since: when it was first not there, if it is withdrawn.
        digest: of its content, SHA-256 in hexadecimal.
        directory, record: where its content is kept; None for what was never got.
    """

    address: str
    state: State
    moved_to: str | None
    content_type: str
    charset: str | None
    fetched: datetime | None
    changed: datetime | None
    gone_since: datetime | None
    digest: str | None
    directory: Path
    record: Record | None

    def content(self) -> bytes:
        """The page as it was last got, read from its archive now; also of one that is withdrawn or moved since.

        Raises:
            RecordDamaged: the archive does not hold it.
        """
        if self.record is None or self.digest is None:
            raise archive.RecordDamaged(f"{self.address} was never got")
        return archive.read(self.directory, self.record, self.address, self.digest)


def is_holdings(directory: Path) -> bool:
    """Whether `newsroom fetch` keeps a newsroom in this directory."""
    path = directory / NAME
    return path.is_file() and path.stat().st_size > 0


def holdings(directory: Path) -> Iterator[Held]:
    """The pages that are, or were, releases of a newsroom, by address; those that were never got are left out.

    Raises:
        HoldingsDamaged: the state cannot be read.
    """
    with closing(connect(directory, read_only=True)) as connection:
        try:
            for rows in rows_by_address(connection):
                yield from (_held(directory, page_of(row)) for row in rows)
        except sqlite3.Error as error:
            raise damaged(directory / NAME, error) from error


def _held(directory: Path, page: Page) -> Held:
    record = None
    if page.file is not None and page.offset is not None and page.length is not None:
        record = Record(page.file, page.offset, page.length)
    return Held(
        address=page.address,
        state=page.state,
        moved_to=page.moved_to,
        content_type=page.content_type or "",
        charset=page.charset,
        fetched=_moment(page.fetched),
        changed=_moment(page.changed),
        gone_since=_moment(page.gone_since) if page.state is State.WITHDRAWN else None,
        digest=page.digest,
        directory=directory,
        record=record,
    )


def _moment(seconds: float | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
