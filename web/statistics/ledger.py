"""Where are the counts of searches kept? In a small SQLite file that all workers write, seldom and briefly.

Counting never fails a request and hardly ever delays one: counts wait in memory for some seconds, and are written when
an answer has gone out. What cannot be written, since the disk is full or the file is damaged, is lost, and the log says
so once.
"""

import logging
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import astuple, dataclass
from datetime import date, timedelta
from pathlib import Path

from search.errors import SearchError
from search.settings import Settings
from web.statistics.tally import Count, Tally, week_of

_PAUSE = 10  # seconds between two writings of one worker
_PATIENCE = 0.25  # seconds to wait for another worker that writes
_MOST_TEXTS = 50_000  # in a week; who asks for random texts fills no disk
_log = logging.getLogger("newsroom.statistics")

_TABLES = """
CREATE TABLE IF NOT EXISTS totals (
  week TEXT, whose TEXT, searches INTEGER, without_results INTEGER, slow INTEGER, openings INTEGER, days INTEGER,
  PRIMARY KEY (week, whose)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS texts (
  week TEXT, mark BLOB, searches INTEGER, without_results INTEGER, slow INTEGER, openings INTEGER, days INTEGER,
  text TEXT, PRIMARY KEY (week, mark)) WITHOUT ROWID;
"""
_SUMS = """
ON CONFLICT DO UPDATE SET
  searches = searches + excluded.searches, without_results = without_results + excluded.without_results,
  slow = slow + excluded.slow, openings = openings + excluded.openings, days = days | excluded.days
"""
_ADD_TOTAL = "INSERT INTO totals VALUES (?, ?, ?, ?, ?, ?, ?)" + _SUMS  # noqa: S608, all of it is ours
_ADD_TEXT = "INSERT INTO texts VALUES (?, ?, ?, ?, ?, ?, ?, NULL)" + _SUMS  # noqa: S608


class NoStatistics(SearchError):
    """Nothing has been counted here, or what was counted cannot be read; the message says which."""


@dataclass(frozen=True, slots=True)
class Week:
    """What was counted in one week: by whom answers were for, and by text, None where it is not kept in words."""

    week: str
    totals: dict[str, Count]
    texts: tuple[tuple[str | None, Count], ...]


def ledger_file(store: str, settings: Settings) -> Path:
    """Where the counts of a store are: where the settings say, else beside it; the store itself is the engine's."""
    if settings.statistics.file:
        return settings.statistics.file
    directory = Path(store.partition(":")[2]).resolve()
    return directory.with_name(f"{directory.name}.statistics.sqlite")


class Ledger:
    """Counts until it is time to write."""

    def __init__(
        self,
        file: Path,
        weeks: int,
        secret: bytes,
        *,
        clock: Callable[[], float] = time.monotonic,
        day: Callable[[], date] = date.today,
    ) -> None:
        """The ledger in a file, which is made when there is something to write.

        Args:
            file: where the counts are.
            weeks: for how long they are kept.
            secret: by which texts become marks; of all workers the same, and kept nowhere.
            clock: seconds.
            day: today.
        """
        self._file = file
        self._weeks = weeks
        self._secret = secret
        self._clock = clock
        self._day = day
        self._tally = Tally()
        self._counting = threading.Lock()
        self._written = clock()
        self._has_failed = False

    @property
    def today(self) -> date:
        """The day on which things happen."""
        return self._day()

    def add(self, count: Count, whose: str, text: str) -> None:
        """Count something that happened just now."""
        with self._counting:
            self._tally.add(count, self._day(), whose, text, self._secret)

    def write_in_time(self) -> None:
        """Write if it is time to."""
        if self._clock() - self._written > _PAUSE:
            self.write()

    def write(self) -> None:
        """Write what has been counted; what cannot be written is lost."""
        with self._counting:
            tally, self._tally, self._written = self._tally, Tally(), self._clock()
        if not tally.totals:
            return
        try:
            with closing(sqlite3.connect(self._file, timeout=_PATIENCE)) as database, database:
                database.executescript(_TABLES)
                _write(database, tally)
                _forget(database, week_of(self._day() - timedelta(weeks=self._weeks)))
        except sqlite3.Error as error:
            if not self._has_failed:
                _log.warning("searches are not counted in %s: %s", self._file, error)
            self._has_failed = True


def weeks_in(file: Path) -> Iterator[Week]:
    """What was counted, week by week, the latest first.

    Raises:
        NoStatistics: there is no such file, or it is damaged.
    """
    if not file.exists():
        raise NoStatistics(f"{file}: nothing has been counted here yet")
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as database:
            for (week,) in database.execute("SELECT DISTINCT week FROM totals ORDER BY week DESC").fetchall():
                yield Week(week, dict(_totals(database, week)), tuple(_texts(database, week)))
    except sqlite3.Error as error:
        raise NoStatistics(f"{file}: the counts cannot be read: {error}; remove the file to begin anew") from error


def _write(database: sqlite3.Connection, tally: Tally) -> None:
    for (week, whose), count in tally.totals.items():
        database.execute(_ADD_TOTAL, (week, whose, *astuple(count)))
    room = {week: _room(database, week) for week, _ in tally.totals}
    for (week, mark), (text, count) in tally.texts.items():
        if not database.execute("SELECT 1 FROM texts WHERE week = ? AND mark = ?", (week, mark)).fetchone():
            room[week] -= 1
            if room[week] < 0:
                continue
        database.execute(_ADD_TEXT, (week, mark, *astuple(count)))
        _tell(database, week, mark, text)


def _room(database: sqlite3.Connection, week: str) -> int:
    """How many texts of a week can still be counted by themselves."""
    (held,) = database.execute("SELECT count(*) FROM texts WHERE week = ?", (week,)).fetchone()
    return _MOST_TEXTS - int(held)


def _tell(database: sqlite3.Connection, week: str, mark: bytes, text: str) -> None:
    """Keep a text in words once it has been asked for often enough."""
    row = database.execute(
        "SELECT searches, without_results, slow, openings, days FROM texts WHERE week = ? AND mark = ?", (week, mark)
    ).fetchone()
    if Count(*row).may_be_told:
        database.execute("UPDATE texts SET text = ? WHERE week = ? AND mark = ?", (text, week, mark))


def _forget(database: sqlite3.Connection, oldest: str) -> None:
    for table in ("totals", "texts"):
        database.execute(f"DELETE FROM {table} WHERE week <= ?", (oldest,))  # noqa: S608, the names are ours


def _totals(database: sqlite3.Connection, week: str) -> Iterator[tuple[str, Count]]:
    rows = database.execute(
        "SELECT whose, searches, without_results, slow, openings, days FROM totals WHERE week = ? ORDER BY whose",
        (week,),
    )
    return ((whose, Count(*numbers)) for whose, *numbers in rows)


def _texts(database: sqlite3.Connection, week: str) -> Iterator[tuple[str | None, Count]]:
    """A text that has two marks, since the server was started anew in that week, is one again."""
    named: dict[str, Count] = {}
    rows = database.execute(
        "SELECT text, searches, without_results, slow, openings, days FROM texts WHERE week = ? ORDER BY mark", (week,)
    )
    for text, *numbers in rows:
        if text is None:
            yield None, Count(*numbers)
        else:
            named[text] = named.get(text, Count()) + Count(*numbers)
    yield from named.items()
