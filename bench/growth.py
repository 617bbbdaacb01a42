"""How do time, memory and disk grow with the newsroom? A table, a plot, and the slope: 1 is in step with the size."""

import gc
import math
import shutil
import statistics
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from bench import report
from bench.costs import in_child, resident
from bench.engines import contestant
from bench.indexes import build
from bench.plot import Panel, draw
from bench.queries import Kind, questions
from bench.timing import measure


@dataclass(frozen=True, slots=True)
class Point:
    """What an engine takes at one size; times in milliseconds or seconds, memory and disk in megabytes.

    Attributes:
        query_ms: the mean over all questions that the engine serves, each warm.
        query_p95_ms: of the same.
        build_s, build_peak_mb, disk_mb: of building from nothing.
        open_s: opening it in a fresh process, the files in the system's cache.
        first_ms: the first answer after that, to a common word.
        own_mb, mapped_mb: memory of a process that has answered everything: its own, and of mapped files, which
            processes share.
    """

    query_ms: float
    query_p95_ms: float
    build_s: float
    build_peak_mb: float
    disk_mb: float
    open_s: float
    first_ms: float
    own_mb: float
    mapped_mb: float


_COLUMNS: Mapping[str, str] = {
    "query_ms": "query, mean ms",
    "query_p95_ms": "query, p95 ms",
    "build_s": "build, s",
    "build_peak_mb": "build, peak MB",
    "disk_mb": "disk MB",
    "open_s": "open, s",
    "first_ms": "first answer, ms",
    "own_mb": "own memory MB",
    "mapped_mb": "mapped MB",
}
_PLOTTED = ("query_ms", "build_s", "build_peak_mb", "disk_mb", "open_s", "own_mb")


def main() -> None:
    parser = report.parser(__doc__, "5000,20000,50000,200000")
    parser.add_argument("--engine", default="ours", help="one of bench.engines.ENGINES (default: ours)")
    parser.add_argument("--rounds", type=int, default=3, help="of all questions, after one to warm up (default: 3)")
    options = parser.parse_args()
    points = {}
    for size in options.sizes:
        points[size] = _point(options.engine, size, options.work, options.rounds)
        report.keep(options.out, "growth", {f"{options.engine}, {size}": asdict(points[size])})
    text = f"{options.engine}; {report.surroundings()}\n\n{_table(points)}"
    report.show(options.out, "growth", text)
    panels = [
        Panel(_COLUMNS[name], [(size, getattr(point, name)) for size, point in points.items()]) for name in _PLOTTED
    ]
    (options.out / "growth.svg").write_text(draw(panels), encoding="utf-8")


def slope(points: Sequence[tuple[float, float]]) -> float:
    """The exponent of growth: the slope of the line through the logarithms, NaN where there is none."""
    known = [(math.log(size), math.log(value)) for size, value in points if value > 0]
    return statistics.linear_regression(*zip(*known, strict=True)).slope if len(known) > 1 else math.nan


def _point(name: str, size: int, work: Path, rounds: int) -> Point:
    directory = work / f"growth-{size}"
    built = build(name, size, work, directory)
    measured = in_child(_ask, name, directory, rounds).result
    shutil.rmtree(directory)
    return Point(build_s=built.seconds, build_peak_mb=built.peak, disk_mb=built.disk, **measured)


def _ask(name: str, directory: Path, rounds: int) -> dict[str, float]:
    engine = contestant(name)
    asked = questions()
    gc.collect()
    before, _ = resident()
    started = time.perf_counter()
    opened = engine.open(directory)
    open_s = time.perf_counter() - started
    started = time.perf_counter()
    opened.ask(next(question for question in asked if question.kind is Kind.COMMON))
    first_s = time.perf_counter() - started
    timings = measure({name: opened}, asked, rounds)[name]
    warm = [time for time in timings.warm if time is not None]
    own, mapped = resident()
    return {
        "query_ms": statistics.mean(warm),
        "query_p95_ms": report.p95(warm),
        "open_s": open_s,
        "first_ms": first_s * 1_000,
        "own_mb": own - before,
        "mapped_mb": mapped,
    }


def _table(points: Mapping[int, Point]) -> str:
    rows = [
        [title, *(report.digits(getattr(point, name)) for point in points.values()), f"{_slope_of(name, points):.2f}"]
        for name, title in _COLUMNS.items()
    ]
    return report.table(["releases", *(f"{size:,}" for size in points), "slope"], rows)


def _slope_of(name: str, points: Mapping[int, Point]) -> float:
    return slope([(size, getattr(point, name)) for size, point in points.items()])


if __name__ == "__main__":
    main()
