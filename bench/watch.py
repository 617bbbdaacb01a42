"""How much memory do the server's processes hold, and does it grow? Sampled from /proc, so on Linux alone."""

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

_MEGABYTE = 1_000_000
_WARM = 0.5  # the share of a process's life in which its caches of words fill
MEASURES = {"rss": "Rss", "pss": "Pss", "own": "Private_Dirty"}  # by our name; `own` is shared with nobody

COURSE = ("first", "last", "most", "slope")  # of a measure over a process's life; the slope in megabytes a minute


@dataclass(frozen=True, slots=True)
class Sample:
    """The memory of one process at one moment.

    Attributes:
        pid: of which process.
        moment: seconds since the beginning.
        megabytes: by measure.
    """

    pid: int
    moment: float
    megabytes: dict[str, float]


def sampled(master: int, moment: float) -> Iterator[Sample]:
    """A sample of each worker that a server's master process has now."""
    for child in _text(Path(f"/proc/{master}/task/{master}/children")).split():
        lines = dict(line.split(":", 1) for line in _text(Path(f"/proc/{child}/smaps_rollup")).splitlines()[1:])
        if lines:
            yield Sample(
                int(child),
                moment,
                {name: int(lines[theirs].split()[0]) * 1024 / _MEGABYTE for name, theirs in MEASURES.items()},
            )


def lives(samples: Sequence[Sample]) -> dict[str, dict[str, float]]:
    """By process and measure: megabytes first, last and at most, and how many more a minute once it is warm."""
    found: dict[str, dict[str, float]] = {}
    for pid in dict.fromkeys(sample.pid for sample in samples):
        own = [sample for sample in samples if sample.pid == pid]
        if len(own) < 10:
            continue  # a worker that has just begun tells nothing
        row = {"from": own[0].moment, "to": own[-1].moment}
        for name in MEASURES:
            row |= _course(name, own)
        found[str(pid)] = row
    return found


def _course(name: str, own: Sequence[Sample]) -> dict[str, float]:
    values = [sample.megabytes[name] for sample in own]
    warm = own[int(len(own) * _WARM) :]
    slope, _ = statistics.linear_regression(
        [sample.moment / 60 for sample in warm], [sample.megabytes[name] for sample in warm]
    )
    figures = (values[0], values[-1], max(values), slope)
    return {f"{name} {what}": figure for what, figure in zip(COURSE, figures, strict=True)}


def _text(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:  # the process has ended
        return ""
