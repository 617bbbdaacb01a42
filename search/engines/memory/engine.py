"""An index that lives as long as an object: its latest edition, and who may read and write it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from search.engine import Run
from search.engines.memory.archive import MemoryArchive
from search.engines.memory.edition import Edition
from search.engines.memory.reader import MemoryReader
from search.engines.memory.writer import MemoryWriter
from search.errors import EngineBusy, EngineUnavailable


class MemoryEngine:
    """An index that lives as long as this object."""

    address = "memory:"

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._edition: Edition | None = None
        self._last_run: Run | None = None
        self._is_locked = False

    @property
    def exists(self) -> bool:
        """Whether anything was ever committed."""
        return self._edition is not None

    def reader(self) -> MemoryReader:
        """A view of the last commit."""
        return MemoryReader(self._present(), self._clock, self._latest, self.reader)

    def archive(self) -> MemoryArchive:
        """All of the last commit."""
        return MemoryArchive(self._present())

    def check(self) -> Sequence[str]:
        """Nothing: what is in memory is not damaged."""
        self._present()
        return ()

    def writer(self, *, rebuild: bool = False) -> MemoryWriter:
        """The writer, unless another is at work."""
        if self._is_locked:
            raise EngineBusy("another writer is at work on the index in memory")
        self._is_locked = True
        return MemoryWriter(self._edition or Edition(), self._end, is_new=rebuild or self._edition is None)

    def _present(self) -> Edition:
        if self._edition is None:
            raise EngineUnavailable("the index in memory holds nothing yet")
        return self._edition

    def _latest(self) -> tuple[Edition, Run | None]:
        return self._present(), self._last_run

    def _end(self, edition: Edition | None, run: Run | None) -> None:
        """Let the next writer in, and put in place what this one has made, if it has."""
        self._edition = replace(edition, committed=self._clock()) if edition else self._edition
        self._last_run = run or self._last_run
        self._is_locked = False
