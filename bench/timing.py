"""How long does each engine take over each question? In turns, so that the machine's moods hit all alike."""

import gc
import statistics
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bench import report
from bench.engines import Opened
from bench.queries import HOW_MANY, Kind, Question


@dataclass(frozen=True, slots=True)
class Timings:
    """One engine's times.

    Attributes:
        first: milliseconds by question, the first time it was asked; None where the engine refuses it.
        warm: the median over the rounds after that. A first time far above it, for a question that needs no disk,
            would mean that the engine answers from a cache of results.
    """

    first: Sequence[float | None]
    warm: Sequence[float | None]

    @property
    def served(self) -> set[int]:
        """Which questions the engine serves, by place."""
        return {place for place, time in enumerate(self.warm) if time is not None}


def measure(engines: Mapping[str, Opened], asked: Sequence[Question], rounds: int) -> Mapping[str, Timings]:
    """Ask every engine all questions, round by round, each round beginning with another engine."""
    names = list(engines)
    gc.collect()
    gc.freeze()  # what the engines hold is not walked again and again while another one is timed
    first = {name: _round(engines[name], asked) for name in names}
    taken: dict[str, list[Sequence[float | None]]] = {name: [] for name in names}
    for number in range(rounds):
        turn = number % len(names)
        for name in names[turn:] + names[:turn]:
            taken[name].append(_round(engines[name], asked))
    gc.unfreeze()
    return {name: Timings(first[name], [_median(times) for times in zip(*taken[name], strict=True)]) for name in names}


def _round(engine: Opened, asked: Sequence[Question]) -> list[float | None]:
    return [None if engine.refusal(question) else _milliseconds(engine, question) for question in asked]


def _milliseconds(engine: Opened, question: Question) -> float:
    started = time.perf_counter_ns()
    engine.ask(question)
    return (time.perf_counter_ns() - started) / 1e6


def _median(times: Sequence[float | None]) -> float | None:
    known = [time for time in times if time is not None]
    return statistics.median(known) if known else None


def by_kind(asked: Sequence[Question], timings: Mapping[str, Timings]) -> str:
    """A table of the mean times of two ways to ask, kind by kind, and how many times as long the first one takes."""

    def times(name: str, kind: Kind | None) -> list[float]:
        places = [place for place, question in enumerate(asked) if kind in (None, question.kind)]
        return [time for place in places if (time := timings[name].warm[place]) is not None]

    rows = []
    for kind in (*HOW_MANY, None):
        means = [statistics.mean(times(name, kind)) for name in timings]
        rows.append([kind.value if kind else "**all**", *map(report.digits, means), f"{means[0] / means[1]:.2f}"])
    return report.table(["ms, mean", *timings, "ratio"], rows)
