"""How is a feed read, RSS or Atom? lxml makes it well-formed, feedparser knows its elements, the rest is ours."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from html import unescape
from typing import Any
from urllib.parse import urljoin

from index.draft import Draft, Unreadable
from index.formats.block_text import text_blocks
from index.formats.encoding import decode
from index.formats.feed_elements import Feed, feed_in
from index.formats.format import NOTHING, Stated
from index.formats.markup import tree_of
from index.formats.translations import versions
from index.kinds import kind_named

Entry = Mapping[str, Any]

# What may stand above the first element; nothing in it is tried twice.
_PROLOGUE = (
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*+(?:<\?xml[^>]*+>\s*+)?+"
    rb"(?:(?><!--.*?-->|<\?.*?\?>|<!DOCTYPE[^>\[]*+(?:\[[^\]]*+\]\s*+)?+>)\s*+)*+<(?:\w+:)?"
)
_RSS = re.compile(_PROLOGUE + rb"(?:rss|RDF)\b", re.DOTALL)
_ATOM = re.compile(_PROLOGUE + rb"feed\b", re.DOTALL)
_BLANK_LINE = re.compile(r"\n\s*\n")
_TELLING = 60  # characters by which a summary is recognised in the text


def is_rss(head: bytes) -> bool:
    """Whether the beginning of a file is that of an RSS feed."""
    return bool(_RSS.match(head.replace(b"\x00", b"")))


def is_atom(head: bytes) -> bool:
    """Whether the beginning of a file is that of an Atom feed."""
    return bool(_ATOM.match(head.replace(b"\x00", b"")))


def read(content: bytes, stated: Stated = NOTHING) -> Iterator[Draft | Unreadable]:
    """The drafts of all entries, in their order; one that cannot be read is handed over as unreadable.

    Raises:
        Unreadable: this is no feed, one without entries or beyond the bounds, or one that is cut off; its last entry,
            which may lack something, is left out then.
    """
    feed = feed_in(decode(content, stated.encoding))
    if not feed.entries:
        raise Unreadable("there is no entry in this feed")
    for entry in feed.entries if feed.is_whole else feed.entries[:-1]:
        try:
            yield _draft(entry, feed, stated.address)
        except Unreadable as error:
            yield error
    if not feed.is_whole:
        raise Unreadable(f"the feed is cut off in entry {len(feed.entries)}, which was left out", "fetch it again")


def _draft(entry: Entry, feed: Feed, address: str | None) -> Draft:
    language = _language(entry, feed)
    url = _url(entry, language, address or feed.link)
    title = " ".join(_paragraphs(entry.get("title_detail") or {"value": entry.get("title", "")}))
    full, summary = _texts(entry)
    telling = " ".join(summary)[:_TELLING].rstrip(" .…")
    return Draft(
        id=None if url else entry.get("id"),  # or a release that is read as a page as well would have two identities
        url=url,
        title=title or None,
        lead=" ".join(summary) if telling and telling not in " ".join(full) else None,
        paragraphs=tuple(paragraph for paragraph in full if paragraph != title),
        published=next((entry[name] for name in ("published", "updated", "created") if entry.get(name)), None),
        kind=_kind(entry),
        language=language,
        translation_of=versions(_marked(entry), url),
    )


def _texts(entry: Entry) -> tuple[Sequence[str], Sequence[str]]:
    """The full text, and the summary where there is one beside it."""
    summary = _paragraphs(entry.get("summary_detail") or {"value": entry.get("summary", "")})
    contents = [_paragraphs(content) for content in entry.get("content", ()) if _is_text(content)]
    full = max(contents, key=lambda paragraphs: sum(map(len, paragraphs)), default=[])
    return (full, summary) if full else (summary, [])


def _is_text(content: Entry) -> bool:
    return content.get("type", "text/html") in ("text/html", "text/plain", "application/xhtml+xml")


def _paragraphs(stated: Entry) -> Sequence[str]:
    """The paragraphs of an element, markup or not; feeds do not always say which."""
    value = str(stated.get("value") or "")
    if "<" in value and stated.get("type") != "text/plain":
        return text_blocks(tree_of(f"<div>{value}</div>"))
    return [unified for part in _BLANK_LINE.split(unescape(value)) if (unified := " ".join(part.split()))]


def _language(entry: Entry, feed: Feed) -> str | None:
    """What the entry states, or its text, or its title, or the feed."""
    details = [*entry.get("content", ()), entry.get("summary_detail") or {}, entry.get("title_detail") or {}]
    stated = (entry.get("language"), *(detail.get("language") for detail in details), feed.language)
    return next((language for language in stated if language), None)


def _url(entry: Entry, language: str | None, base: str | None) -> str | None:
    """Where the entry's page is; a link marked with another language leads to a translation."""
    links = [link for link in entry.get("links", ()) if link.get("rel") == "alternate" and link.get("href")]
    own = (link["href"] for link in links if not link.get("hreflang") or _same(link["hreflang"], language))
    found = next(own, None) or entry.get("link") or next((link["href"] for link in links), None)
    if found == entry.get("id") and "://" not in (found or ""):
        return None  # feedparser takes the id for an address where there is none
    with suppress(ValueError):
        return urljoin(base or "", found.strip()) if found else None
    return found


def _same(one: str, other: str | None) -> bool:
    return one.lower()[:2] == (other or "").lower()[:2]


def _marked(entry: Entry) -> Iterator[tuple[str, str]]:
    for link in entry.get("links", ()):
        if link.get("rel") == "alternate" and link.get("hreflang") and link.get("href"):
            yield link["hreflang"], link["href"]


def _kind(entry: Entry) -> str | None:
    """The first category that names a kind of release; the others name subjects."""
    terms = (tag.get(name) for tag in entry.get("tags", ()) for name in ("term", "label"))
    return next((term for term in terms if term and kind_named(term)), None)
