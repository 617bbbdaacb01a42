"""What can a run do with a release, and what is told of it while it does?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from index.outcome import Caveat, Place, Rejected
from index.relating import Related
from search.engine import Run


class Fate(StrEnum):
    """What a run does with a release."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Noted:
    """A warning with its place: a document and its release, or neither where it is about many documents."""

    place: Place | None
    id: str | None
    warning: Caveat


@dataclass(frozen=True, slots=True)
class Change:
    """What a run does with one release that is not as it was."""

    fate: Fate
    id: str
    title: str

    def __str__(self) -> str:
        return f"{self.fate.value:<9} {self.id}  {self.title}"


Note = Callable[[Rejected | Noted | Change], None]


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did: releases by fate, documents rejected, warnings given, and versions related (None: as before)."""

    fates: Mapping[Fate, int]
    rejected: int
    warnings: int
    related: Related | None = None

    @property
    def accepted(self) -> int:
        """Releases that came out of the sources."""
        return sum(count for fate, count in self.fates.items() if fate is not Fate.WITHDRAWN)

    @property
    def is_empty(self) -> bool:
        """Whether nothing came of the run, so that there is nothing to commit."""
        return not sum(self.fates.values())

    def as_run(self, finished: datetime) -> Run:
        """What the index keeps of it."""
        return Run(finished, rejected=self.rejected, **{fate.value: count for fate, count in self.fates.items()})
