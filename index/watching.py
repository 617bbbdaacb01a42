"""How is an index kept up with a directory? One run, and another whenever something in it has changed."""

import signal
import sys
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from types import FrameType

from watchfiles import watch

from index.log import Log
from search.errors import EngineBusy, SearchError

_PAUSE = 1_000  # milliseconds after which it is looked whether a run is due that could not be done before


def follow(sources: Iterable[Path], besides: Collection[Path], run: Callable[[], object], log: Log) -> None:
    """Run now and after every change, until the process is told to end; a run that fails is told, and waited behind.

    Args:
        sources: files and directories.
        besides: files and directories in them whose changes are this program's own.
        run: one run.
        log: told of what fails.
    """
    end = _End()
    signal.signal(signal.SIGTERM, end.ask)
    is_due, was_busy = True, False
    for changes in watch(
        *sources,
        watch_filter=lambda _, path: _concerns_us(Path(path), besides),
        rust_timeout=_PAUSE,
        yield_on_timeout=True,
        stop_event=end,
    ):
        is_due = is_due or bool(changes)
        if not is_due:
            continue
        is_due = False
        try:
            with end.at_once():
                run()
            was_busy = False
        except EngineBusy as error:
            is_due = True
            if not was_busy:
                log.warn("busy", f"Waiting: {error}")
            was_busy = True
        except SearchError as error:
            log.warn("failed", f"Error: {error}")


def _concerns_us(path: Path, besides: Collection[Path]) -> bool:
    hidden = path.name.startswith(".")
    return not hidden and not any(path.is_relative_to(beside) for beside in besides)


class _End(Event):
    """Set when the process is told to end: it ends behind a look at the directory, or out of a run at once."""

    def __init__(self) -> None:
        super().__init__()
        self._is_running = False

    def ask(self, number: int, frame: FrameType | None) -> None:
        """Take the signal; watchfiles would take an exception from here for another one."""
        self.set()
        if self._is_running:
            sys.exit(0)  # the run is given up, and the index stays as it was

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """What is done in the block can be given up."""
        self._is_running = True
        try:
            yield
        finally:
            self._is_running = False
