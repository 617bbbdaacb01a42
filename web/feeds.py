"""How is a search followed and taken along? As an Atom feed of the newest releases, and as a table of all of them."""

import csv
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from io import StringIO
from itertools import islice

from flask import Blueprint, Response, make_response, render_template

from search.query import Query, Sort
from search.release import Release
from search.results import Hit, Tombstone
from web import addresses, visit
from web.narrowing import chips

blueprint = Blueprint("feeds", __name__)

ENTRIES = 50  # in a feed
_AT_ONCE = 100  # rows of a table
COLUMNS = ("id", "published", "kind", "language", "title", "url", "ministers", "countries", "translations")
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, production 2
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)  # an entry must say when it was updated; this one's source does not tell


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed; `address` is absolute and stays, so it is the entry's identifier as well.

    `others` are its versions: the code of the language, and the address.
    `published` is the day that the source states; `available` and `modified` are when it was first seen here and when
    it last changed, "" for never.
    """

    address: str
    others: tuple[tuple[str, str], ...]
    release: Release
    title: str
    summary: str
    published: str
    updated: str
    available: str
    modified: str


@blueprint.get("/search.atom")
def atom() -> Response:
    """The newest releases that the query finds, whatever order it asks for."""
    reader, query = visit.reader(), replace(visit.query().from_start, sort=Sort.NEWEST, size=ENTRIES)
    page = visit.found(reader.search(query))
    deleted = [_deleted(tombstone) for tombstone in reader.tombstones()[:ENTRIES]]
    entries = [_entry(hit) for hit in page.hits]
    text = render_template(
        "feed.xml",
        title=_for_xml(_title(query)),
        author=_for_xml(visit.site().name(visit.interface().code)),
        self_address=visit.absolute(addresses.atom(query)),
        page_address=visit.absolute(addresses.results(visit.interface().code, replace(query, size=Query().size))),
        updated=max([_moment(_NEVER), *(entry.updated for entry in entries), *(when for _, when in deleted)]),
        entries=entries,
        deleted=deleted,
    )
    response = make_response(text)
    response.mimetype = "application/atom+xml"
    return response


@blueprint.get("/search.csv")
def table() -> Response:
    """All releases that the query finds, in its order, written while they are read."""
    hits = visit.reader().walk(visit.query())  # before the answer begins, so that an error still gets its status
    response = Response(_lines(hits), mimetype="text/csv")
    response.headers["Content-Disposition"] = 'attachment; filename="newsroom-search.csv"'
    return response


def guarded(cell: str) -> str:
    """A cell that spreadsheet programs take for text: what would begin a formula gets an apostrophe in front.

    >>> guarded("=1+1"), guarded("1+1")
    ("'=1+1", '1+1')
    """
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell


def _lines(hits: Iterator[Hit]) -> Iterator[str]:
    yield "\N{ZERO WIDTH NO-BREAK SPACE}" + _line(COLUMNS)  # the byte order mark tells Excel that this is UTF-8
    while lines := "".join(_line(_row(hit)) for hit in islice(hits, _AT_ONCE)):
        yield lines
        time.sleep(0.001)  # a server that answers one request at a time turns to others meanwhile


def _line(cells: Sequence[str]) -> str:
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
        "; ".join(minister.name for minister in release.ministers),
        "; ".join(release.countries),
        "; ".join(version.id for version in hit.translations),
    )


def _entry(hit: Hit) -> Entry:
    release = hit.release
    published = datetime.combine(release.published, datetime.min.time(), UTC) if release.published else None
    updated = release.revised or release.appeared or published or _NEVER
    return Entry(
        address=visit.absolute(addresses.release(release.language, release.id)),
        others=tuple(
            (each.language, visit.absolute(addresses.release(each.language, each.id))) for each in hit.translations
        ),
        release=release,
        title=_for_xml(release.title),
        summary=_for_xml("".join(piece.text for piece in hit.snippet)),
        published=published.isoformat() if published else "",
        updated=_moment(updated),
        available=_moment(release.appeared),
        modified=_moment(release.revised),
    )


def _deleted(tombstone: Tombstone) -> tuple[str, str]:
    """The identifier that an entry had, and since when there is none (RFC 6721)."""
    return visit.absolute(addresses.release(tombstone.language, tombstone.id)), _moment(tombstone.withdrawn)


def _moment(moment: datetime | None) -> str:
    """As RFC 3339 has it, in UTC; "" for none."""
    return moment.astimezone(UTC).isoformat(timespec="seconds") if moment else ""


def _title(query: Query) -> str:
    """The site's name, the text asked for, and every filter."""
    labels = visit.labels()
    asked = [labels.quoted(query.text)] if query.text.strip() else []
    parts = asked + [chip.label for chip in chips(query, labels)]
    name = visit.site().name(labels.interface.code)
    return f"{name}: {', '.join(parts)}" if parts else name


def _for_xml(text: str) -> str:
    """The text without the characters that no XML document can hold, not even escaped."""
    return _NOT_IN_XML.sub("", text)
