"""What became of a document? It is accepted, perhaps with warnings, or rejected with a reason that can be acted on."""

import os
from dataclasses import dataclass

from search.release import Release


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document stands.

    Attributes:
        source: the file, or the directory that a newsroom was fetched into.
        line: its line (from 1) where each line is a document.
        entry: its number (from 1) among the entries of a feed or a list, or the records of a web archive. All entries
            of a feed that is a record of an archive have that record's number.
        address: of the web, where it was fetched from; None if it is not known.
    """

    source: str
    line: int | None = None
    entry: int | None = None
    address: str | None = None

    def __str__(self) -> str:
        if self.line is not None:
            return f"{self.source}, line {self.line}"
        return self.source if self.entry is None else f"{self.source}, entry {self.entry}"

    @property
    def path(self) -> str:
        """The source's absolute path."""
        return os.path.abspath(self.source)  # noqa: PTH100 - pathlib's keeps ".."

    @property
    def origin(self) -> str:
        """What the index keeps of it: the absolute path, and the address behind a `#`."""
        return f"{self.path}#{self.address}" if self.address else self.path


@dataclass(frozen=True, slots=True)
class Caveat:
    """A warning: what a release was accepted in spite of, and what to do about it."""

    reason: str
    do: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """A document that became a release.

    Attributes:
        place: where it stands.
        release: what it became.
        warnings: reported one by one.
        remarks: the same for many releases (an unknown field), so counted and reported once a run.
    """

    place: Place
    release: Release
    warnings: tuple[Caveat, ...] = ()
    remarks: tuple[Caveat, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejected:
    """A document, or a whole file, that no release could be made of."""

    place: Place
    reason: str
    do: str
    id: str | None = None

    def __str__(self) -> str:
        return f"Rejected: {self.place}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Gone:
    """A document of which its source says that it is there no longer.

    Attributes:
        place: where it stood.
        moved_to: the origin of the document that stands in its place, None for none.
    """

    place: Place
    moved_to: str | None = None


Outcome = Accepted | Rejected | Gone
