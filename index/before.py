"""What did the index hold before a run? What tells changes, and what is taken over from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from search.archive import Archive, Kept
from search.dictionary import NO_TRANSLATIONS, Dictionary
from search.engine import Engine
from search.errors import EngineUnavailable, IndexOutdated
from search.release import Release
from search.revision import Revision
from search.vectors import Vectors


@dataclass(frozen=True, slots=True)
class Before:
    """The index as it was.

    Attributes:
        kept: of every release that stood.
        archive: what has them, None where there was no index that can be read.
        is_lost: whether there was one that cannot.
    """

    kept: Mapping[str, Kept]
    archive: Archive | None
    is_lost: bool = False

    @property
    def dictionary(self) -> Dictionary:
        """What its queries were translated by."""
        return self.archive.dictionary if self.archive else NO_TRANSLATIONS

    def release(self, id: str) -> Release | None:
        """The release as it was, withdrawn or not; None if the index had none of this id."""
        return self.archive.release(id) if self.archive else None

    def history(self, id: str) -> tuple[Revision, ...]:
        """What it was before that."""
        return self.archive.history(id) if self.archive else ()

    def vectors(self) -> Vectors | None:
        """Those that it had; None for none. Damaged ones are none: they are made anew."""
        try:
            return self.archive.vectors() if self.archive else None
        except EngineUnavailable:
            return None

    def withdrawn(self) -> Sequence[str]:
        """The ids of what was withdrawn by then."""
        return self.archive.withdrawn() if self.archive else ()


def opened(engine: Engine, *, rebuild: bool, dry: bool) -> Before:
    """The index as it is now; one that cannot be read is lost to a rebuild, and refused otherwise.

    Raises:
        EngineUnavailable, IndexOutdated: it cannot be read, and this is no rebuild.
    """
    if not engine.exists:
        return Before({}, None)
    if dry and not rebuild:
        engine.reader()  # refuses what a writer would refuse
    try:
        archive = engine.archive()
        return Before(archive.kept(), archive)
    except (EngineUnavailable, IndexOutdated):
        if not rebuild:
            raise
        return Before({}, None, is_lost=True)
