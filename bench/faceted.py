"""How fast are complete answers, beside other engines? The top ten and complete facet counts, kind by kind.

Every engine first proves that it finds and counts the same; then all are asked in turns.
"""

import argparse
import statistics
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench import report
from bench.agreement import differences
from bench.engines import Opened, contestant
from bench.indexes import index_of
from bench.queries import HOW_MANY, Kind, Question, questions
from bench.timing import Timings, measure

DEFAULT_ENGINES = ("ours", "tantivy", "tantivy, our fields", "fts5", "whoosh")
_YARDSTICK = "tantivy"
_MOST_SHOWN = 20  # differences


def main() -> None:
    options = _options()
    asked = questions()
    parts = [f"{len(asked)} questions, {options.rounds} rounds; {report.surroundings()}"]
    for size in options.sizes:
        engines = _opened(options.engines, size, options.work)
        found = differences(engines, asked)
        if found:
            print(f"{size:,} releases: the engines differ, so nothing is timed:", *found[:_MOST_SHOWN], sep="\n  ")
            sys.exit(1)
        timings = measure(engines, asked, options.rounds)
        parts.append(_table(size, asked, timings, _refusals(engines, asked)))
        means = _means(timings)
        report.keep(options.out, "faceted", {str(size): {name: round(mean, 4) for name, mean in means.items()}})
    report.show(options.out, "faceted", "\n\n".join(parts))


def _options() -> argparse.Namespace:
    parser = report.parser(__doc__, "10000,50000")
    parser.add_argument("--rounds", type=int, default=3, help="after one to warm up (default: 3)")
    parser.add_argument(
        "--engines",
        type=lambda text: text.split(";"),
        default=DEFAULT_ENGINES,
        help=f"parted by semicolons (default: {';'.join(DEFAULT_ENGINES)})",
    )
    return parser.parse_args()


def _opened(names: Sequence[str], size: int, work: Path) -> Mapping[str, Opened]:
    directories = {name: index_of(name, size, work) for name in names}
    return {name: contestant(name).open(directory) for name, directory in directories.items()}


def _refusals(engines: Mapping[str, Opened], asked: Sequence[Question]) -> list[str]:
    reasons = {
        (question.kind, name): reason
        for question in asked
        for name, engine in engines.items()
        if (reason := engine.refusal(question))
    }
    return [
        f"{kind}: {name} was not asked, {reason}; the row is in nobody's mean"
        for (kind, name), reason in reasons.items()
    ]


def _means(timings: Mapping[str, Timings]) -> Mapping[str, float]:
    """Milliseconds over the questions that every engine serves."""
    served = set.intersection(*(timing.served for timing in timings.values()))
    return {
        name: statistics.mean(time for place in served if (time := timing.warm[place]) is not None)
        for name, timing in timings.items()
    }


def _table(size: int, asked: Sequence[Question], timings: Mapping[str, Timings], notes: Sequence[str]) -> str:
    heads = ["ms, median (p95)", *timings, *(["ours / tantivy"] if _is_comparable(timings) else [])]
    rows = [_row(kind, asked, timings) for kind in HOW_MANY]
    means = _means(timings)
    rows.append(["**mean of all**", *(f"**{report.digits(mean)}**" for mean in means.values()), *_ratio(means)])
    first = {name: _mean_of_first(timing, timings) for name, timing in timings.items()}
    rows.append(["mean when first asked", *map(report.digits, first.values()), *_ratio(first)])
    return "\n".join([f"### {size:,} releases", "", report.table(heads, rows), *(f"\n- {note}" for note in notes)])


def _row(kind: Kind, asked: Sequence[Question], timings: Mapping[str, Timings]) -> list[str]:
    places = [place for place, question in enumerate(asked) if question.kind is kind]
    times = {name: [timing.warm[place] for place in places] for name, timing in timings.items()}
    known = {name: [time for time in each if time is not None] for name, each in times.items()}
    medians = {name: statistics.median(each) for name, each in known.items() if each}
    cells = [
        f"{report.digits(medians[name])} ({report.digits(report.p95(each))})" if each else "–"
        for name, each in known.items()
    ]
    return [kind.value, *cells, *(_ratio(medians) if _is_comparable(timings) else [])]


def _ratio(values: Mapping[str, float]) -> list[str]:
    if "ours" not in values or _YARDSTICK not in values:
        return ["–"] if values else []
    return [f"{values['ours'] / values[_YARDSTICK]:.2f}"]


def _mean_of_first(timing: Timings, timings: Mapping[str, Timings]) -> float:
    served = set.intersection(*(each.served for each in timings.values()))
    return statistics.mean(time for place in served if (time := timing.first[place]) is not None)


def _is_comparable(timings: Mapping[str, Timings]) -> bool:
    return "ours" in timings and _YARDSTICK in timings


if __name__ == "__main__":
    main()
