"""What became of a document? It is accepted, perhaps with warnings, or rejected with a reason that can be acted on."""

from dataclasses import dataclass

from search.release import Release


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document stands: the file, and its line (from 1) where each line is a document."""

    source: str
    line: int | None = None

    def __str__(self) -> str:
        return self.source if self.line is None else f"{self.source}, line {self.line}"


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


Outcome = Accepted | Rejected
