"""What was rejected or warned of, and what should be done? JSON Lines, one for each.

{"level": "rejected", "source": "/srv/2020.jsonl", "line": 17, "entry": null, "id": null, "reason": "no title",
 "do": "correct ..."}
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TextIO

from index.fates import Noted
from index.outcome import Place, Rejected
from search.errors import SearchError

_REJECTED, _WARNING = "rejected", "warning"


class NoReport(SearchError):
    """A file is no report, or there can be none."""


class Report:
    """Writes every note as it comes; without a file it keeps nothing."""

    def __init__(self, file: TextIO | None) -> None:
        self._file = file

    @classmethod
    @contextmanager
    def to(cls, path: Path | None) -> Iterator["Report"]:
        """A report that stands at its place when the block is left, however; until then what stood there stays.

        Raises:
            NoReport: it cannot be written there.
        """
        if path is None:
            yield cls(None)
            return
        beside = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            file = beside.open("w", encoding="utf-8")
        except OSError as error:
            raise NoReport(f"{path}: the report cannot be written: {error.strerror}") from error
        try:
            with file:
                yield cls(file)
        finally:
            with suppress(FileNotFoundError):
                beside.replace(path)

    def write(self, noted: Rejected | Noted) -> None:
        """One line for one note."""
        if self._file:
            self._file.write(line_of(noted) + "\n")


def line_of(noted: Rejected | Noted) -> str:
    """A note as one line of JSON."""
    about = noted if isinstance(noted, Rejected) else noted.warning
    place = noted.place
    row = {
        "level": _REJECTED if isinstance(noted, Rejected) else _WARNING,
        "source": place.path if place else None,
        "line": place.line if place else None,
        "entry": place.entry if place else None,
        "address": place.address if place else None,
        "id": noted.id,
        "reason": about.reason,
        "do": about.do,
    }
    return json.dumps(row, ensure_ascii=False)


def rejects(report: Path) -> list[Place]:
    """Where the documents stand that a report lists as rejected, each once.

    Raises:
        NoReport: the file is none.
    """
    try:
        rows = [json.loads(line) for line in report.read_text(encoding="utf-8").splitlines() if line.strip()]
        return list(dict.fromkeys(_place(row) for row in rows if row["level"] == _REJECTED))
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise NoReport(f"{report}: this is no report of rejected documents ({error})") from error


def _place(row: dict[str, Any]) -> Place:
    source, line, entry, address = row["source"], row["line"], row["entry"], row["address"]
    if not isinstance(source, str) or not all(number is None or type(number) is int for number in (line, entry)):
        raise ValueError(f"no place of a document: {row}")
    return Place(source, line, entry, address)
