"""Which formats are there, and how is each told from the others? One module a format: pure, bytes → drafts."""

import gzip
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import IO, cast

from index.draft import Draft, Unreadable
from index.formats import feed, html, json_document, json_lines, page_text, warc
from index.formats.format import NOTHING, Format, Stated, Unit, alone

__all__ = ["FORMATS", "NOTHING", "Format", "Stated", "Unit", "format_of", "format_sent"]

_FEEDS = ("application/xml", "text/xml", "text/html", "text/plain")  # what servers call a feed that know no better
_GZIP = b"\x1f\x8b"  # how packed files begin


def _archived(content: bytes, stated: Stated) -> Iterator[Draft | Unreadable]:
    """The drafts of all records of an archive that is in memory; a file is read record by record instead."""
    stream = cast(IO[bytes], gzip.GzipFile(fileobj=BytesIO(content))) if content[:2] == _GZIP else BytesIO(content)
    for record in warc.Archive(stream, format_sent):
        if isinstance(record, Unreadable):
            yield record
        else:
            yield from record.format.read(record.content, record.stated)


HTML = Format(
    "HTML page",
    (".html", ".htm", ".xhtml"),
    ("text/html", "application/xhtml+xml"),
    Unit.FILE,
    has_many=False,
    recognizes=html.recognizes,
    read=alone(html.read),
    taken="a page of a known layout, else any official page",
    library="lxml, trafilatura",
)

# Archives stand before what they hold, since their beginning can show that as well.
# A file is of the first format whose suffix it has and whose beginning it shows, or else of the first with its suffix.
FORMATS: Sequence[Format] = (
    Format(
        "JSON Lines",
        (".jsonl", ".ndjson", ".jsonl.gz"),
        ("application/jsonl", "application/x-ndjson"),
        Unit.LINE,
        has_many=False,
        recognizes=json_lines.recognizes,
        read=alone(json_lines.read),
        taken="one release a line",
        library="json (Python)",
    ),
    Format(
        "JSON",
        (".json",),
        ("application/json",),
        Unit.FILE,
        has_many=True,
        recognizes=json_document.recognizes,
        read=json_document.read,
        taken="one release, or a list of them",
        library="json (Python)",
    ),
    Format(
        "web archive (WARC)",
        (".warc", ".warc.gz"),
        ("application/warc",),
        Unit.RECORD,
        has_many=True,
        recognizes=warc.recognizes,
        read=_archived,
        taken="what a newsroom sent in any of these formats, with its address",
        library="warcio",
    ),
    Format(
        "RSS 2.0",
        (".rss", ".xml"),
        ("application/rss+xml", *_FEEDS),
        Unit.FILE,
        has_many=True,
        recognizes=feed.is_rss,
        read=feed.read,
        taken="the full text of every item, else its description",
        library="feedparser, lxml",
    ),
    Format(
        "Atom",
        (".atom", ".xml"),
        ("application/atom+xml", *_FEEDS),
        Unit.FILE,
        has_many=True,
        recognizes=feed.is_atom,
        read=feed.read,
        taken="the full text of every entry, else its summary",
        library="feedparser, lxml",
    ),
    HTML,
    Format(
        "page as text",
        (".txt",),
        ("text/plain",),
        Unit.FILE,
        has_many=False,
        recognizes=page_text.recognizes,
        read=alone(page_text.read),
        taken="a page saved as text",
        library="none",
    ),
)


def format_of(name: str, head: bytes) -> Format | None:
    """The format of a file, by its name and else by how it begins; None if there is none for it."""
    by_name = [format for format in FORMATS if name.lower().endswith(format.suffixes)]
    by_content = (format for format in by_name or FORMATS if format.recognizes(head))
    return next(by_content, None) or next(iter(by_name), None)


def format_sent(media_type: str, head: bytes) -> Format | None:
    """The format of what a server sent, None if it is none to be read.

    What a server calls HTML is taken for that. All else must look like what it is called as well: robots.txt is no page
    as text, and a sitemap no feed.
    """
    is_named = media_type not in _VAGUE
    files = (format for format in FORMATS if format.unit is Unit.FILE)
    candidates = (format for format in files if media_type in format.media_types or not is_named)
    fallback = HTML if media_type in HTML.media_types else None
    return next((format for format in candidates if format.recognizes(head)), fallback)


_VAGUE = ("", "application/octet-stream", "unknown/unknown")  # what servers say that do not know
