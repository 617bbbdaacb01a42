"""What does a piece of work cost? Run in a process of its own, so that nothing else's memory is charged to it."""

import multiprocessing
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

_MEGABYTE = 1_000_000
_BETWEEN_SAMPLES = 0.25  # seconds


@dataclass(frozen=True, slots=True)
class Cost:
    """What a piece of work gave, and what it took.

    Attributes:
        result: what the work returned.
        seconds: by the clock, without starting the process and loading modules.
        peak: megabytes of memory at most: of the process by its high-water mark, or of it and all processes that it
            started, sampled (memory that they share counted once), whichever is more.
    """

    result: Any
    seconds: float
    peak: float


def in_child(work: Callable[..., Any], *arguments: Any) -> Cost:
    """Run a function of a module in a fresh process.

    Raises:
        RuntimeError: the process ended without a result.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_run, args=(theirs, work, arguments))
    child.start()
    theirs.close()
    family = 0.0
    try:
        while not ours.poll(_BETWEEN_SAMPLES):
            family = max(family, _family(child.pid))
        cost: Cost = ours.recv()
    except EOFError:
        raise RuntimeError(f"{work.__name__}{arguments} failed; see above") from None
    finally:
        child.join()
    return replace(cost, peak=max(cost.peak, family))


def resident() -> tuple[float, float]:
    """Megabytes of this process now: its own, and those of mapped files, which processes share."""
    return _status("RssAnon"), _status("RssFile")


def size_on_disk(directory: Path) -> float:
    """Megabytes of all files in a directory."""
    return sum(path.stat().st_size for path in directory.rglob("*") if path.is_file()) / _MEGABYTE


def _run(pipe: Connection, work: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    started = time.perf_counter()
    result = work(*arguments)
    seconds = time.perf_counter() - started
    pipe.send(Cost(result, seconds, _peak()))


def _peak() -> float:
    # ru_maxrss starts at what the parent had when it forked; the high-water mark in /proc does not.
    unit = 1 if sys.platform == "darwin" else 1024
    return _status("VmHWM") or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / _MEGABYTE


def _family(pid: int | None) -> float:
    """Megabytes of a process and all that descend from it, 0 where there is no /proc."""
    own = _kilobytes(Path(f"/proc/{pid}/smaps_rollup"), "Pss") * 1024 / _MEGABYTE
    return own + sum(_family(int(child)) for child in _text(Path(f"/proc/{pid}/task/{pid}/children")).split())


def _status(name: str) -> float:
    """Megabytes by the name that Linux gives them, 0 elsewhere."""
    return _kilobytes(Path("/proc/self/status"), name) * 1024 / _MEGABYTE


def _kilobytes(path: Path, name: str) -> int:
    return next((int(line.split()[1]) for line in _text(path).splitlines() if line.startswith(f"{name}:")), 0)


def _text(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:  # another system, or the process has ended
        return ""
