"""How fast is an index built and changed, and what does that take? Releases a second, memory, disk.

Every build runs in a process of its own, reads its releases from a file, and is not charged for the reading.
"""

import shutil
import time
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

from bench import report, shelf
from bench.costs import in_child
from bench.engines import contestant
from bench.indexes import Built, build, index_of
from bench.queries import Kind, Question
from search.release import Block, Part, Release

_FAST = ("ours", "tantivy", "tantivy, two threads", "fts5")
_SLOW = ("whoosh",)  # built at a small size only
_CHANGED = ("ours", "tantivy", "fts5")
_BATCHES = (1_000, 1)
_TRIES = 5  # with one changed release, of which the median counts


def main() -> None:
    parser = report.parser(__doc__, "50000")
    parser.add_argument("--small", type=int, default=5_000, help="releases for plain Whoosh (default: 5,000)")
    options = parser.parse_args()
    parts = [report.surroundings()]
    for size in options.sizes:
        built = {name: _built(name, size, options.work) for name in _FAST}
        small = {name: _built(name, options.small, options.work) for name in ("ours", *_SLOW)}
        changed = {name: changes(name, size, options.work) for name in _CHANGED}
        parts += [_builds(size, built), _builds(options.small, small), _changes(size, changed)]
        report.keep(
            options.out,
            "building",
            {
                str(size): {
                    "builds": {name: asdict(cost) for name, cost in built.items()},
                    "small": {"releases": options.small, **{name: asdict(cost) for name, cost in small.items()}},
                    "changes": changed,
                }
            },
        )
    report.show(options.out, "building", "\n\n".join(parts))


def changes(name: str, size: int, work: Path) -> dict[str, float]:
    """Seconds until so many changed releases in an index of this size are found, by their number."""
    directory = work / "changed"
    shutil.rmtree(directory, ignore_errors=True)
    shutil.copytree(index_of(name, size, work), directory)
    seconds: dict[str, float] = in_child(_change, name, directory, shelf.lay_out(size, work), size).result
    shutil.rmtree(directory)
    return seconds


def _built(name: str, size: int, work: Path) -> Built:
    directory = work / "built"
    cost = build(name, size, work, directory)
    shutil.rmtree(directory)
    return cost


def _change(name: str, directory: Path, path: Path, size: int) -> dict[str, float]:
    engine = contestant(name).open(directory)
    some = [release for place, release in enumerate(shelf.read(path, size)) if place % max(1, size // 1_000) == 0]
    seconds = {}
    for batch in _BATCHES:
        tries = []
        for number in range(_TRIES if batch == 1 else 1):
            word = f"nachgetragen{batch}x{number}"
            changed = [_with_word(release, word) for release in some[number : number + batch]]
            started = time.perf_counter()
            engine.change(changed)
            total = engine.answer(engine.ask(Question(Kind.RARE, (word,)))).total
            tries.append(time.perf_counter() - started)
            assert total == len(changed), f"{name} finds {total} of {len(changed)} changed releases"
        seconds[str(batch)] = sorted(tries)[len(tries) // 2]
    return seconds


def _with_word(release: Release, word: str) -> Release:
    return replace(release, blocks=(*release.blocks, Block(Part.BODY, word, release.language)))


def _builds(size: int, costs: dict[str, Built]) -> str:
    heads = ["engine", "releases a second", "seconds", "peak MB", "disk MB"]
    rows = [
        [
            name,
            f"{size / cost.seconds:,.0f}",
            report.digits(cost.seconds),
            f"{cost.peak:,.0f}",
            f"{cost.disk:,.0f}",
        ]
        for name, cost in costs.items()
    ]
    return f"### Building {size:,} releases\n\n{report.table(heads, rows)}"


def _changes(size: int, changed: dict[str, dict[str, float]]) -> str:
    heads: Sequence[str] = ["seconds until searchable", *(f"{batch:,} changed" for batch in _BATCHES)]
    rows = [[name, *(report.digits(seconds[str(batch)]) for batch in _BATCHES)] for name, seconds in changed.items()]
    return f"### Changing an index of {size:,} releases\n\n{report.table(heads, rows)}"


if __name__ == "__main__":
    main()
