"""What is one document before it is read? Its bytes, where it stands, and what it is to be read with."""

from collections.abc import Collection
from dataclasses import dataclass

from index.formats import Format, Stated
from index.outcome import Gone, Place, Rejected


@dataclass(frozen=True, slots=True)
class Document:
    """The bytes of one document: a file's, a line's, or those of a record of a web archive.

    Attributes:
        place: where it stands.
        content: its bytes, decompressed.
        format: what it is read with.
        read: bytes of the file that are read by now, compressed ones as such.
        encoding: as the server that it was fetched from states it; None if there was none.
        wanted: the numbers of the entries that are wanted of a feed or a list; None for all.
    """

    place: Place
    content: bytes
    format: Format
    read: int
    encoding: str | None = None
    wanted: Collection[int] | None = None

    @property
    def address(self) -> str | None:
        """Where it was fetched from; it stands for the address of a page that states none."""
        return self.place.address

    @property
    def stated(self) -> Stated:
        """What is known of it beside its bytes."""
        return Stated(self.encoding, self.address)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which documents of a file, or of a directory that was fetched into, are wanted."""

    lines: frozenset[int] = frozenset()
    entries: frozenset[int] = frozenset()
    addresses: frozenset[str] = frozenset()


Source = Document | Rejected | Gone  # a document, or why there is none at its place
