"""How does a sheet of Excel hold releases? A row each, with real dates and links, for people to sort and filter.

Every text is written as a text, so that nothing in it is ever taken for a formula.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from tempfile import TemporaryFile
from typing import IO

from gevent import get_hub
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from search.errors import N_, InvalidQuery, Problem
from search.results import Hit
from web.following.tables import joined
from web.following.xml_text import allowed
from web.labels import Labels
from web.release.reading import safe_address

MOST_RELEASES = 1_048_575  # rows of a sheet, but for its headings
_MOST_LINKS = 65_530  # of a sheet
_LONGEST_LINK = 2_079  # characters
_LONGEST_TEXT = 16_383  # characters; a cell takes 32,767 units of UTF-16, of which a character can be two
_FIRST_DAY = date(1900, 1, 1)  # that Excel counts
_OF_THE_READERS_SYSTEM = 14  # the format of dates

# Headings with the widths of their columns, in characters.
_COLUMNS = (
    (N_("Identifier"), 12),
    (N_("Published"), 13),
    (N_("Kind"), 17),
    (N_("Language"), 11),
    (N_("Title"), 80),
    (N_("Address"), 50),
    (N_("Ministers"), 28),
    (N_("Countries"), 28),
    (N_("Language versions"), 20),
)
_DAY, _ADDRESS = 1, 5  # columns that hold no text


def check_room_for(total: int) -> None:
    """Refuse what is more than a sheet has rows.

    Raises:
        InvalidQuery: saying what to do instead.
    """
    if total > MOST_RELEASES:
        message = N_("finds %(total)s releases; a sheet of Excel holds %(most)s. Ask for less, or take the table (CSV)")
        raise InvalidQuery([Problem("q", message, {"total": total, "most": MOST_RELEASES})])


def written(hits: Iterable[Hit], labels: Labels, title: str) -> IO[bytes]:
    """A temporary file with the workbook, which is gone when it is closed; memory for a row, and for the links.

    Args:
        hits: at most `MOST_RELEASES`.
        labels: the language of headings and values.
        title: what the workbook says of itself.
    """
    file = TemporaryFile()  # noqa: SIM115 - the answer that sends it closes it
    try:
        with _closed_aside(Workbook(file, {"constant_memory": True})) as book:
            book.set_properties({"title": allowed(title)[:255]})
            _fill(book, hits, labels)
    except BaseException:
        file.close()
        raise
    return file


@contextmanager
def _closed_aside(book: Workbook) -> Iterator[Workbook]:
    """A workbook that is put together in a thread: a second for 50,000 releases, in which others are answered."""
    try:
        yield book
    finally:
        get_hub().threadpool.apply(book.close)


def _fill(book: Workbook, hits: Iterable[Hit], labels: Labels) -> None:
    say = labels.interface.gettext
    sheet = book.add_worksheet(labels.interface.gettext("Releases"))
    bold = book.add_format({"bold": True})
    day = book.add_format({"num_format": _OF_THE_READERS_SYSTEM, "align": "left"})
    for column, (heading, width) in enumerate(_COLUMNS):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, say(heading), bold)
    row = 0
    for row, hit in enumerate(hits, start=1):
        _write_texts(sheet, row, hit, labels)
        _write_day(sheet, row, hit.release.published, day)
        _write_link(sheet, row, hit.release.url or "")
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, row, len(_COLUMNS) - 1)


def _write_texts(sheet: Worksheet, row: int, hit: Hit, labels: Labels) -> None:
    release, ui = hit.release, labels.interface
    texts = (
        release.id,
        None,
        ui.kind(release.kind),
        ui.language(release.language),
        release.title,
        None,
        joined([minister.name for minister in release.ministers]),
        joined([ui.country(code) for code in release.countries]),
        joined([version.id for version in hit.translations]),
    )
    for column, text in enumerate(texts):
        if text is not None:
            sheet.write_string(row, column, _fitting(text))


def _write_day(sheet: Worksheet, row: int, published: date | None, day: Format) -> None:
    if published and published >= _FIRST_DAY:
        sheet.write_datetime(row, _DAY, published, day)
    elif published:
        sheet.write_string(row, _DAY, published.isoformat())


def _write_link(sheet: Worksheet, row: int, address: str) -> None:
    """As a link where a sheet can hold one more, and a browser should open it; else as a text."""
    address = allowed(address)
    if safe_address(address) and len(address) <= _LONGEST_LINK and row <= _MOST_LINKS:
        sheet.write_url(row, _ADDRESS, address)
    else:
        sheet.write_string(row, _ADDRESS, _fitting(address))


def _fitting(text: str) -> str:
    text = allowed(text)
    return text if len(text) <= _LONGEST_TEXT else text[: _LONGEST_TEXT - 1] + "…"
