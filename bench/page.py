"""How long does a whole answer take, as programs get it? `/api/v1/search` with snippets and JSON, through the site."""

import gc
import statistics
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from flask import Flask
from werkzeug.test import EnvironBuilder

from bench import report
from bench.engines.ours import OpenedOurs, Ours, to_query
from bench.indexes import index_of
from bench.queries import HOW_MANY, Kind, Question, questions
from search.explanation import Explainer
from search.highlight import Highlighter
from search.lexicon import Lexicon
from search.query import Query
from search.release import Release
from search.syntax import Reading, read
from web import addresses
from web.app import create_app


def main() -> None:
    parser = report.parser(__doc__, "50000")
    parser.add_argument("--rounds", type=int, default=3, help="after one to warm up (default: 3)")
    options = parser.parse_args()
    parts = [report.surroundings()]
    for size in options.sizes:
        opened = Ours().open(index_of("ours", size, options.work))
        asked = [question for question in questions() if not opened.refusal(question)]
        figures = {
            "whole answer": _answers(create_app(opened.reader), asked, options.rounds),
            "of that, ten titles and snippets": _highlights(opened, asked, options.rounds),
            "reasons of ten, beside that": _reasons(opened, asked, options.rounds),
        }
        parts.append(_table(size, asked, figures))
        medians = {name: statistics.median(times) for name, times in figures.items()}
        p95s = {f"{name}, p95": report.p95(times) for name, times in figures.items()}
        report.keep(options.out, "page", {str(size): medians | p95s})
    report.show(options.out, "page", "\n\n".join(parts))


def _answers(app: Flask, asked: Sequence[Question], rounds: int) -> list[float]:
    paths = [
        addresses.api(replace(to_query(question), group=Query().group, across=Query().across)) for question in asked
    ]
    return _measured([partial(_get, app, path) for path in paths], rounds)


def _get(app: Flask, path: str) -> None:
    place, _, query = path.partition("?")
    environ = EnvironBuilder(path=place, query_string=query).get_environ()
    answered: list[str] = []

    def start_response(status: str, headers: Any, error: Any = None) -> Callable[[bytes], object]:
        answered.append(status)
        return lambda chunk: None

    body: Any = app.wsgi_app(environ, start_response)
    length = sum(map(len, body))
    body.close()
    assert answered == ["200 OK"], f"{path}: {answered}"
    assert length > 100


def _highlights(opened: OpenedOurs, asked: Sequence[Question], rounds: int) -> list[float]:
    return _measured([partial(_highlight, *work) for work in _work(opened, asked)], rounds)


def _reasons(opened: OpenedOurs, asked: Sequence[Question], rounds: int) -> list[float]:
    return _measured([partial(_explain, *work) for work in _work(opened, asked)], rounds)


def _work(opened: OpenedOurs, asked: Sequence[Question]) -> list[tuple[Reading, list[Release], Lexicon]]:
    """How each question is read, with the releases of its first page, and what the index knows of compounds."""
    queries, reader = [to_query(question) for question in asked], opened.reader
    return [
        (read(query.text, query.match), [hit.release for hit in reader.search(query).hits], reader.lexicon)
        for query in queries
    ]


def _highlight(reading: Reading, releases: Iterable[Release], lexicon: Lexicon) -> None:
    highlighter = Highlighter(reading.tree, lexicon)
    for release in releases:
        highlights = highlighter.highlights(release.blocks)
        assert highlights.title
        assert highlights.snippet


def _explain(reading: Reading, releases: Iterable[Release], lexicon: Lexicon) -> None:
    explainer = Explainer(reading, lexicon)
    for release in releases:
        explainer.explain(release)


def _measured(works: Sequence[Callable[[], None]], rounds: int) -> list[float]:
    """Milliseconds of each piece of work, the median over the rounds after one to warm up."""
    for work in works:
        work()
    gc.collect()
    gc.freeze()
    taken = [[_milliseconds(work) for work in works] for _ in range(rounds)]
    gc.unfreeze()
    return [statistics.median(times) for times in zip(*taken, strict=True)]


def _milliseconds(work: Callable[[], None]) -> float:
    started = time.perf_counter_ns()
    work()
    return (time.perf_counter_ns() - started) / 1e6


def _table(size: int, asked: Sequence[Question], figures: Mapping[str, Sequence[float]]) -> str:
    rows = [[kind.value, *_cells(kind, asked, figures)] for kind in HOW_MANY if any(q.kind is kind for q in asked)]
    rows.append(["**all**", *(f"**{_cell(times)}**" for times in figures.values())])
    return f"### {size:,} releases\n\n{report.table(['ms, median (p95)', *figures], rows)}"


def _cells(kind: Kind, asked: Sequence[Question], figures: Mapping[str, Sequence[float]]) -> list[str]:
    places = [place for place, question in enumerate(asked) if question.kind is kind]
    return [_cell([times[place] for place in places]) for times in figures.values()]


def _cell(times: Sequence[float]) -> str:
    return f"{report.digits(statistics.median(times))} ({report.digits(report.p95(times))})"


if __name__ == "__main__":
    main()
