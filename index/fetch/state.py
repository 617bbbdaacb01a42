"""What is known of a newsroom's pages and listings? One SQLite file; each change is on disk whole or not at all.

It is written in SQLite's plain journal, not its write-ahead log: so others read it while a run writes, also where they
may not write themselves. A reader holds it for milliseconds only, since a run waits for it to let go.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any
from urllib.parse import quote

from index.fetch.errors import FetchFailed
from index.fetch.pages import Page, Series, State

NAME = "holdings.sqlite"
FORMAT = 1
_PATIENCE = 30.0  # seconds for which one waits for another to let go

_SCHEMA = f"""
CREATE TABLE about (newsroom TEXT NOT NULL);
CREATE TABLE run (number INTEGER PRIMARY KEY, started REAL, latest REAL, is_finished INTEGER);
CREATE TABLE archive (file TEXT PRIMARY KEY, size INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE page ({", ".join(field.name for field in fields(Page))}, PRIMARY KEY (address)) WITHOUT ROWID;
CREATE INDEX page_due ON page (is_sought, due);
CREATE INDEX page_listed_in ON page (listed_in, listed);
CREATE TABLE listing ({", ".join(field.name for field in fields(Series))}, PRIMARY KEY (address)) WITHOUT ROWID;
CREATE INDEX listing_wanted ON listing (wanted, done);
CREATE INDEX listing_start ON listing (start);
PRAGMA user_version = {FORMAT};
"""


class HoldingsDamaged(FetchFailed):
    """What is known of the pages cannot be read."""


def connect(directory: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """A connection to a directory's state; a new one is empty.

    Raises:
        HoldingsDamaged: it cannot be opened, or is in another format.
    """
    path = directory / NAME
    mode = "ro" if read_only else "rwc"
    try:
        connection = sqlite3.connect(
            f"file:{quote(str(path.absolute()))}?mode={mode}", uri=True, timeout=_PATIENCE, isolation_level=None
        )
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.Error as error:
        raise damaged(path, error) from error
    if version not in (0, FORMAT) or (read_only and not version):
        connection.close()
        raise HoldingsDamaged(f"{path} is in a format that this version does not know; fetch into another directory")
    connection.row_factory = sqlite3.Row
    return connection


def damaged(path: Path, error: sqlite3.Error) -> HoldingsDamaged:
    """The error for what SQLite says."""
    if isinstance(error, sqlite3.OperationalError):
        return HoldingsDamaged(f"{path} cannot be used: {error}; check its permissions and the space on the disk")
    return HoldingsDamaged(f"{path} is damaged: {error}; move it away and fetch again, the archives beside it stay")


def page_of(row: sqlite3.Row) -> Page:
    """The page that a row holds."""
    values = dict(row)
    return Page(**{**values, "state": State(values["state"]), "is_sought": bool(values["is_sought"])})


class Holdings:
    """The state of a directory, for the one run that writes it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    @contextmanager
    def change(self) -> Iterator[None]:
        """Make all changes in the block at once, or none of them where it raises."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            if self._db.in_transaction:  # SQLite itself rolls back where the disk is full
                self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def begin(self, newsroom: str) -> str:
        """Create what is not there yet, and give the name of the newsroom whose pages these are."""
        with self.change():
            if not self._db.execute("PRAGMA user_version").fetchone()[0]:
                for statement in filter(str.strip, _SCHEMA.split(";")):
                    self._db.execute(statement)
                self._db.execute("INSERT INTO about VALUES (?)", (newsroom,))
            return str(self._db.execute("SELECT newsroom FROM about").fetchone()[0])

    # Runs

    def last_run(self) -> tuple[int, float, bool]:
        """The last run's number (0 where there was none), the moment when it last did anything, whether it finished."""
        row = self._db.execute("SELECT number, latest, is_finished FROM run ORDER BY number DESC LIMIT 1").fetchone()
        return (row["number"], row["latest"], bool(row["is_finished"])) if row else (0, 0.0, True)

    def start_run(self, number: int, moment: float) -> None:
        """Note that a run begins."""
        self._db.execute("INSERT INTO run VALUES (?, ?, ?, 0)", (number, moment, moment))

    def resume_run(self, number: int) -> None:
        """Let a run that goes on ask again for what it did not get before it was cut short."""
        self._db.execute("UPDATE page SET visited = 0 WHERE visited = ? AND reason IS NOT NULL", (number,))
        self._db.execute("UPDATE listing SET done = 0 WHERE done = ? AND reason IS NOT NULL", (number,))

    def touch_run(self, number: int, moment: float, *, is_finished: bool = False) -> None:
        """Note that a run did something, or has come to its end."""
        self._db.execute("UPDATE run SET latest = ?, is_finished = ? WHERE number = ?", (moment, is_finished, number))

    # Archives

    def archives(self) -> dict[str, int]:
        """The archives, with how many bytes of each are known to be whole."""
        return {row["file"]: row["size"] for row in self._db.execute("SELECT file, size FROM archive ORDER BY file")}

    def grow_archive(self, file: str, size: int) -> None:
        """Note how much of an archive is whole, at least."""
        self._db.execute(
            "INSERT INTO archive VALUES (?, ?) ON CONFLICT (file) DO UPDATE SET size = max(size, excluded.size)",
            (file, size),
        )

    # Pages

    def page(self, address: str) -> Page | None:
        """What is known of a page, None if nothing is."""
        row = self._db.execute("SELECT * FROM page WHERE address = ?", (address,)).fetchone()
        return page_of(row) if row else None

    def put(self, page: Page) -> None:
        """Keep what is known of a page, in place of what was."""
        self._put("page", asdict(page))

    def count_pages(self) -> int:
        """How many pages are known of."""
        return int(self._db.execute("SELECT count(*) FROM page").fetchone()[0])

    def due(self, run: int, moment: float, most: int, *, is_sought: bool) -> list[str]:
        """Addresses that are to be asked for and that this run has not asked for, the longest due first.

        Args:
            run: the present one.
            moment: the present one.
            most: how many.
            is_sought: whether those for which there is a sign of change, or the others.
        """
        rows = self._db.execute(
            "SELECT address FROM page WHERE is_sought = ? AND due <= ? AND visited < ? "
            "ORDER BY due, listed DESC, address LIMIT ?",
            (is_sought, moment, run, most),
        )
        return [row["address"] for row in rows]

    def count_due(self, run: int, moment: float, *, is_sought: bool) -> int:
        """How many pages `due` would give."""
        where = "is_sought = ? AND due <= ? AND visited < ?"
        row = self._db.execute(f"SELECT count(*) FROM page WHERE {where}", (is_sought, moment, run))  # noqa: S608
        return int(row.fetchone()[0])

    def seek_dropped(self, run: int, moment: float) -> None:
        """Let pages be asked for that a listing named before and no longer names, where this run saw all of it."""
        self._db.execute(
            "UPDATE page SET is_sought = 1, due = min(due, ?), listed_in = NULL "
            "WHERE listed < ? AND listed_in IN (SELECT address FROM listing WHERE whole = ?)",
            (moment, run, run),
        )

    # Listings

    def series(self, address: str) -> Series | None:
        """What is known of a listing or a part of one, None if nothing is."""
        row = self._db.execute("SELECT * FROM listing WHERE address = ?", (address,)).fetchone()
        return Series(**dict(row)) if row else None

    def first_part(self, start: str) -> Series | None:
        """The first part of a listing."""
        row = self._db.execute("SELECT * FROM listing WHERE start = ? AND part = 0", (start,)).fetchone()
        return Series(**dict(row)) if row else None

    def put_series(self, series: Series) -> None:
        """Keep what is known of a listing, in place of what was."""
        self._put("listing", asdict(series))

    def next_series(self, run: int) -> Series | None:
        """A listing that this run wants and has not dealt with: first parts first, and page=9 before page=10."""
        row = self._db.execute(
            "SELECT * FROM listing WHERE wanted = ? AND done < ? "
            "ORDER BY nesting, part, length(address), address LIMIT 1",
            (run, run),
        ).fetchone()
        return Series(**dict(row)) if row else None

    def pass_over_parts(self, start: str, run: int) -> None:
        """Want no further parts of a listing in this run."""
        self._db.execute("UPDATE listing SET wanted = 0 WHERE start = ? AND wanted = ? AND done < ?", (start, run, run))

    def count_parts_wanted(self, start: str, run: int) -> int:
        """How many parts of a listing this run still wants."""
        where = "start = ? AND wanted = ? AND done < ?"
        return int(self._db.execute(f"SELECT count(*) FROM listing WHERE {where}", (start, run, run)).fetchone()[0])  # noqa: S608

    def count_failed_parts(self, start: str, run: int) -> int:
        """How many parts of a listing this run could not read."""
        where = "start = ? AND done = ? AND reason IS NOT NULL"
        return int(self._db.execute(f"SELECT count(*) FROM listing WHERE {where}", (start, run)).fetchone()[0])  # noqa: S608

    def count_series_done(self, run: int) -> int:
        """How many listings and parts this run has dealt with."""
        return int(self._db.execute("SELECT count(*) FROM listing WHERE done = ?", (run,)).fetchone()[0])

    def _put(self, table: str, values: dict[str, Any]) -> None:
        names, places = ", ".join(values), ", ".join("?" * len(values))
        self._db.execute(f"INSERT OR REPLACE INTO {table} ({names}) VALUES ({places})", tuple(values.values()))  # noqa: S608


def rows_by_address(connection: sqlite3.Connection, batch: int = 500) -> Iterator[Iterable[sqlite3.Row]]:
    """All pages but waiting ones by address, some hundred at a time, between which no run is kept waiting."""
    last = ""
    while rows := connection.execute(
        "SELECT * FROM page WHERE address > ? AND state != ? ORDER BY address LIMIT ?", (last, State.WAITING, batch)
    ).fetchall():
        last = rows[-1]["address"]
        yield rows
