"""What does a feed, a sitemap, a list or a page that lists name? Pure: bytes → releases and further listings.

Every reader takes whatever bytes there are, opens nothing by itself, and follows nothing: what it names is only text
until a client asks for it, if that may be asked at all.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index.fetch.compression import GZIP, decompressed
from index.fetch.discovery import feed, json_list, page, sitemap
from index.fetch.discovery.listing import Listing, Unlisted

__all__ = ["Listing", "Unlisted", "read"]


@dataclass(frozen=True, slots=True)
class Notation:
    """A notation that lists come in.

    Attributes:
        recognizes: whether a beginning looks like it.
        read: what it names; raises `Unlisted`.
        largest: bytes, where it is held as a whole while it is read, which takes a hundred times as much memory.
    """

    recognizes: Callable[[bytes], bool]
    read: Callable[[bytes, str], Listing]
    largest: int | None = None


_LARGEST = 3_000_000
# In this order; what no other recognises is taken for a page.
NOTATIONS: Sequence[Notation] = (
    Notation(sitemap.recognizes, sitemap.read),
    Notation(feed.recognizes, feed.read),
    Notation(json_list.recognizes, json_list.read, _LARGEST),
    Notation(lambda head: True, page.read, _LARGEST),
)
_HEAD = 2_000  # bytes by which a notation is recognised


def read(content: bytes, address: str, most_bytes: int) -> Listing:
    """What a listing names, as complete addresses.

    Args:
        content: as the newsroom sent it; a sitemap may be packed with gzip once more.
        address: its own, to which what it names is relative.
        most_bytes: that it may have when it is unpacked.

    Raises:
        Unlisted: it cannot be read.
    """
    if content.startswith(GZIP):
        try:
            unpacked = decompressed(content, most_bytes)
        except ValueError as error:
            raise Unlisted(str(error)) from error
        if unpacked is None:
            raise Unlisted(f"unpacked, it is larger than {most_bytes:,} bytes")
        content = unpacked
    head = content[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    notation = next(notation for notation in NOTATIONS if notation.recognizes(head))
    if notation.largest is not None and len(content) > notation.largest:
        raise Unlisted(f"it is larger than {notation.largest:,} bytes")
    return notation.read(content, address)
