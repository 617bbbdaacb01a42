"""Which pages does a sitemap name, and which further sitemaps? As sitemaps.org has it."""

import re
from collections.abc import Iterator
from itertools import islice

from index.fetch.discovery.listing import MOST_ENTRIES, Listing, Source, Unlisted, listing
from index.fetch.discovery.markup import Damaged, name_of, rows

_ROOT = re.compile(rb"<(?:\w{1,20}:)?(?:urlset|sitemapindex)[\s>]")


def recognizes(head: bytes) -> bool:
    """Whether a file begins as a sitemap or an index of sitemaps does."""
    return _ROOT.search(head) is not None


def read(content: bytes, address: str) -> Listing:
    """What the sitemap names; of a damaged one, what stands before the damage.

    Raises:
        Unlisted: there is no address in it.
    """
    found: list[tuple[str, str, str | None]] = []
    try:
        found.extend(islice(_rows(content), MOST_ENTRIES + 1))
    except Damaged as error:
        if not found:
            raise Unlisted(f"this sitemap is no XML: {error}") from error
    if not found:
        raise Unlisted("there is not a single address in this sitemap")
    pages = ((place, stamp) for kind, place, stamp in found if kind == "url")
    further = ((place, stamp) for kind, place, stamp in found if kind == "sitemap")
    return listing(Source.ENTRIES, address, pages, further)


def _rows(content: bytes) -> Iterator[tuple[str, str, str | None]]:
    """Kind ("url" or "sitemap"), address and day of change of every row."""
    for row in rows(content, ("url", "sitemap")):
        parts = {name_of(part): (part.text or "").strip() for part in row}
        if parts.get("loc"):
            yield name_of(row), parts["loc"], parts.get("lastmod")
