"""Do all engines give the same answers? Without that there is nothing to time."""

from collections.abc import Iterator, Mapping, Sequence

from bench.engines import Answer, Opened
from bench.queries import FACETS, Question


def differences(engines: Mapping[str, Opened], asked: Sequence[Question]) -> list[str]:
    """Every question for which an engine's total, counts or order by date differ from those of another.

    The order by relevance is each engine's own.
    """
    return [difference for question in asked for difference in _differences(engines, question)]


def _differences(engines: Mapping[str, Opened], question: Question) -> Iterator[str]:
    answers = {
        name: engine.answer(engine.ask(question)) for name, engine in engines.items() if not engine.refusal(question)
    }
    if not answers:
        return
    first, *others = answers
    for other in others:
        for fault in _faults(question, answers[first], answers[other]):
            yield f"{question}: {fault} ({first} / {other})"


def _faults(question: Question, one: Answer, other: Answer) -> Iterator[str]:
    if one.total != other.total:
        yield f"total {one.total} / {other.total}"
    if question.newest and one.ids != other.ids:
        yield f"first ids {one.ids} / {other.ids}"
    for facet in FACETS:
        if one.facets[facet] != other.facets[facet]:
            rows = one.facets[facet].items() ^ other.facets[facet].items()
            yield f"{facet} counts differ in {sorted(rows)[:6]}"
