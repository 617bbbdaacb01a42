"""What can a listing name? Releases, further listings, and the next part of itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from index.fetch.addresses import normalized
from search.errors import SearchError

MOST_ENTRIES = 50_000  # of one listing, as the protocol of sitemaps has it
_LONGEST_STAMP = 100  # characters


class Unlisted(SearchError):
    """A listing that cannot be read; the message says why."""


class Source(StrEnum):
    """What sort of listing it is: one that names releases, or a page on which links lead anywhere."""

    ENTRIES = "entries"
    LINKS = "links"


@dataclass(frozen=True, slots=True)
class Entry:
    """One address that a listing names.

    Attributes:
        address: normalised.
        stamp: what the listing says of its last change, as written: it is only ever compared with what it said before,
            so that a wrong clock does no harm; None where it says nothing.
    """

    address: str
    stamp: str | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """What a listing names.

    Attributes:
        source: what sort it is.
        entries: releases, or on a page all links; each address once.
        listings: further ones, as an index of sitemaps has them.
        following: where its next part is; several where a page links to many.
        strays: what is named and is no address of the web, as written.
        is_cut: whether there were more entries than are taken.
    """

    source: Source
    entries: tuple[Entry, ...] = ()
    listings: tuple[Entry, ...] = ()
    following: tuple[str, ...] = ()
    strays: tuple[str, ...] = ()
    is_cut: bool = False


def listing(
    source: Source,
    base: str,
    entries: Iterable[tuple[str, str | None]],
    listings: Iterable[tuple[str, str | None]] = (),
    following: Iterable[str] = (),
) -> Listing:
    """A listing of references as they are written, relative to `base`."""
    found: dict[str, str | None] = {}
    strays: dict[str, None] = {}
    is_cut = False
    for reference, stamp in entries:
        if len(found) == MOST_ENTRIES or len(strays) == MOST_ENTRIES:
            is_cut = True
            break
        address = normalized(reference, base)
        if address is None:
            strays[reference[:_LONGEST_STAMP]] = None
        else:
            found.setdefault(address, stamp)
    return Listing(
        source=source,
        entries=tuple(Entry(address, _shortened(stamp)) for address, stamp in found.items()),
        listings=tuple(_further(base, listings)),
        following=tuple(dict.fromkeys(address for each in following if (address := normalized(each, base)))),
        strays=tuple(strays),
        is_cut=is_cut,
    )


def _further(base: str, listings: Iterable[tuple[str, str | None]]) -> list[Entry]:
    found = {address: stamp for each, stamp in listings if (address := normalized(each, base))}
    return [Entry(address, _shortened(stamp)) for address, stamp in list(found.items())[:MOST_ENTRIES]]


def _shortened(stamp: str | None) -> str | None:
    return (stamp or "").strip()[:_LONGEST_STAMP] or None
