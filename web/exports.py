"""How are results taken along? All of them in the order shown, as a table, a sheet of Excel, or JSON Lines.

What is found, and in which order, is settled before the answer begins, so that an error still gets its status, and an
index that changes meanwhile changes nothing in a file that is half written. Tables and lines are sent while they are
read; a sheet is written to a temporary file first, which is gone when it has been sent or nobody waits for it any more.
"""

import time
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain, islice
from os import SEEK_END
from typing import TypeVar
from unicodedata import normalize
from urllib.parse import quote

from flask import Blueprint, Response, request
from werkzeug.wsgi import FileWrapper

from search.query import Query
from web import visit
from web.addresses import IN_LANGUAGE
from web.following import json_lines, tables, workbooks
from web.following.wording import file_name, title

blueprint = Blueprint("exports", __name__)

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_AT_ONCE = 100  # releases that are read before others get their turn
_PIECE = 65_536  # bytes of a file that are sent at once
_T = TypeVar("_T")


@blueprint.get("/search.csv")
@blueprint.get(f"{IN_LANGUAGE}/search.csv")
def table(language: str = "") -> Response:
    """A table for programs: its headings are the same in every language."""
    query = _query()
    rows = chain([tables.heading()], map(tables.line, visit.reader().walk(query)))
    return _file(_joined(rows), _title(query), "text/csv", "csv")


@blueprint.get("/search.jsonl")
@blueprint.get(f"{IN_LANGUAGE}/search.jsonl")
def lines(language: str = "") -> Response:
    """One release a line with all its text, as `newsroom index` reads it."""
    query = _query()
    rows = map(json_lines.line, visit.reader().walk(query))
    return _file(_joined(rows), _title(query), "application/jsonl", "jsonl")


@blueprint.get("/search.xlsx")
@blueprint.get(f"{IN_LANGUAGE}/search.xlsx")
def sheet(language: str = "") -> Response:
    """A sheet for people, in the language of the interface.

    Raises:
        InvalidQuery: more was found than a sheet has rows.
    """
    query, reader = _query(), visit.reader()
    workbooks.check_room_for(reader.count(query))
    headline = _title(query)
    written = workbooks.written(_in_turns(reader.walk(query)), visit.labels(), headline)
    response = _file(FileWrapper(written, _PIECE), headline, EXCEL, "xlsx")
    response.content_length = written.seek(0, SEEK_END)
    written.seek(0)
    if request.method == "HEAD":  # whose answer nobody reads, and the server does not close
        written.close()
    return response


def attachment(name: str) -> str:
    """The header by which a browser keeps an answer as a file of this name (RFC 6266).

    A program that knows nothing but ASCII gets the name without accents: straße.csv as strasse.csv.
    """
    plain = normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"


def _query() -> Query:
    return visit.query().from_start


def _title(query: Query) -> str:
    labels = visit.labels()
    return title(query, labels, visit.site().name(labels.interface.code))


def _file(content: Iterable[str] | Iterable[bytes], headline: str, kind: str, ending: str) -> Response:
    response = Response(content, mimetype=kind)
    response.headers["Content-Disposition"] = attachment(file_name(headline, date.today(), ending))
    return response


def _joined(texts: Iterator[str]) -> Iterator[str]:
    """The texts, many at a time."""
    texts = _in_turns(texts)
    while joined := "".join(islice(texts, _AT_ONCE)):
        yield joined


def _in_turns(found: Iterable[_T]) -> Iterator[_T]:
    """The same, and now and then a server that answers one request at a time turns to others."""
    for number, each in enumerate(found, start=1):
        if number % _AT_ONCE == 0:
            time.sleep(0.001)
        yield each
