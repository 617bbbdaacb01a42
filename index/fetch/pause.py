"""How does a run wait, and how is it asked to end? In slices, between which it notices that somebody wants it to."""

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from index.fetch.errors import Interrupted

_SLICE = 0.2  # seconds


class TimeUp(Exception):
    """A run has taken as long as it was given."""


class Pause:
    """Waits, and ends the run as soon as it was asked to end or its time is up."""

    def __init__(self, seconds: float | None = None) -> None:
        self._asked = False
        self._end = None if seconds is None else time.monotonic() + seconds

    def wait(self, seconds: float) -> None:
        """Wait so long.

        Raises:
            Interrupted, TimeUp: the run is to end, since before or meanwhile.
        """
        until = time.monotonic() + seconds
        self.go_on()
        while (left := until - time.monotonic()) > 0:
            time.sleep(min(left, _SLICE))
            self.go_on()

    def go_on(self) -> None:
        """Let the run go on.

        Raises:
            Interrupted: it was asked to end.
            TimeUp: it has had its time.
        """
        if self._asked:
            raise Interrupted("ended as asked; what was got is kept, and the next run goes on from here")
        if self._end is not None and time.monotonic() >= self._end:
            raise TimeUp

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Take the first SIGINT or SIGTERM for a wish to end behind the present request; the second ends at once."""
        before = {number: signal.signal(number, self._ask) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _ask(self, number: int, frame: FrameType | None) -> None:
        if self._asked:
            raise KeyboardInterrupt
        self._asked = True
