"""Which pages do the entries of a feed lead to? RSS of any version and Atom.

Only links are wanted, so a feed is gone through as XML. One that is none (titles with `<br>` in them) is left to
feedparser, which makes sense of nearly anything, if it is small: 5 MB of opening tags would take it minutes.
"""

import io
import re
from collections.abc import Sequence
from typing import Any

import feedparser

from index.fetch.discovery.listing import MOST_ENTRIES, Listing, Source, Unlisted, listing
from index.fetch.discovery.markup import Damaged, Element, name_of, rows

_ROOT = re.compile(rb"<(?:\w{1,20}:)?(?:rss|feed|RDF|channel)[\s>]")
_ENTRIES = ("item", "entry")
_SMALL = 500_000  # bytes

Entries = list[tuple[str, str | None]]


def recognizes(head: bytes) -> bool:
    """Whether a file begins as a feed does."""
    return _ROOT.search(head) is not None and b"<html" not in head.lower()


def read(content: bytes, address: str) -> Listing:
    """What the feed names: of each entry its link, or its identity where that is an address.

    Raises:
        Unlisted: it cannot be read.
    """
    entries: Entries = []
    following: list[str] = []
    try:
        _read_xml(content, entries, following)
    except Damaged as error:
        if len(content) <= _SMALL:
            entries, following = _read_anything(content)
        if not entries:
            raise Unlisted(f"this feed is damaged: {error}") from error
    return listing(Source.ENTRIES, address, entries, following=following)


def _read_xml(content: bytes, entries: Entries, following: list[str]) -> None:
    """Add what the entries lead to, and where older ones are (RFC 5005)."""
    for row in rows(content, _ENTRIES, ("link",)):
        if name_of(row) in _ENTRIES:
            # Not the day of publication: a page can change after it.
            entries.extend((link, _text(row, "updated")) for link in _links(row)[:1])
        elif "next" in _relations(row) and row.get("href"):
            following.append(row.get("href"))
        if len(entries) > MOST_ENTRIES:
            return


def _links(row: Element) -> Sequence[str]:
    """Where an entry may lead, the surest first."""
    links = [part for part in row if name_of(part) == "link"]
    written = [part.text.strip() for part in links if part.text]
    stated = [part.get("href") for part in links if _relations(part) in ([], ["alternate"])]
    return [link for link in (*written, *stated, _text(row, "guid"), _text(row, "id")) if link]


def _read_anything(content: bytes) -> tuple[Entries, list[str]]:
    try:  # as a file: a text would be taken for an address to open
        parsed = feedparser.parse(io.BytesIO(content), resolve_relative_uris=False, sanitize_html=False)
    except Exception:  # it has no error of its own, and fails at an encoding whose name is no text
        return [], []
    found = [(str(entry.get("link") or entry.get("id") or ""), _updated(entry)) for entry in parsed.entries]
    links = [link for link in parsed.feed.get("links", ()) if link.get("rel") == "next"]
    return [entry for entry in found if entry[0]], [str(link["href"]) for link in links if link.get("href")]


def _updated(entry: Any) -> str | None:
    """What stands there; feedparser's own `get` would give the day of publication where nothing does."""
    return dict.get(entry, "updated")


def _text(row: Element, name: str) -> str | None:
    return next((part.text.strip() for part in row if name_of(part) == name and part.text), None)


def _relations(element: Element) -> list[str]:
    return str(element.get("rel") or "").lower().split()
