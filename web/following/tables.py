"""What stands in a table of releases? For programs: a row each, its headings and values as the API has them."""

import csv
import re
from collections.abc import Sequence
from io import StringIO

from search.results import Hit

COLUMNS = ("id", "published", "kind", "language", "title", "url", "ministers", "countries", "translations")
_BETWEEN = "; "  # of several values in a cell
# What spreadsheet programs begin a formula with, those of East Asia included; or skip at the beginning of a cell.
_SIGNS = "=+\\-@＝＋－＠"
# A program that expects semicolons, as Excel does in German, takes a cell apart at them when it opens the file.
_BEGINS = re.compile(f"\\s*[{_SIGNS}]|[\t\r\n]")
_PARTED = re.compile(f"[;\t\r\n](?=\\s*[{_SIGNS}])")  # begins with what it looks for, so that a long text is no work


def line(hit: Hit) -> str:
    """The row of a release, with the end of its line."""
    return _written(_row(hit))


def heading() -> str:
    """The first line; its byte order mark tells Excel that this is UTF-8."""
    return "\N{ZERO WIDTH NO-BREAK SPACE}" + _written(COLUMNS)


def guarded(cell: str) -> str:
    """A cell that spreadsheet programs take for text: what would begin a formula gets an apostrophe in front.

    >>> guarded("=1+1"), guarded("1+1"), guarded("Mali;=1+1")
    ("'=1+1", '1+1', "Mali;'=1+1")
    """
    parted = _PARTED.sub(r"\g<0>'", cell)
    return f"'{parted}" if _BEGINS.match(cell) else parted


def joined(values: Sequence[str]) -> str:
    """Several values in one cell."""
    return _BETWEEN.join(values)


def _written(cells: Sequence[str]) -> str:
    line = StringIO()
    csv.writer(line).writerow([guarded(cell) for cell in cells])
    return line.getvalue()


def _row(hit: Hit) -> Sequence[str]:
    release = hit.release
    return (
        release.id,
        release.published.isoformat() if release.published else "",
        release.kind.value,
        release.language,
        release.title,
        release.url or "",
        joined([minister.name for minister in release.ministers]),
        joined(release.countries),
        joined([version.id for version in hit.translations]),
    )
