"""What does it cost to count all pairs of values? Beside what a page of the same query costs, short of its texts."""

import time
from collections.abc import Callable

from bench import report
from bench.corpus import release_id
from bench.indexes import index_of
from search.dates import days_of
from search.engines import open_engine
from search.engines.whoosh.reader import WhooshReader
from search.query import Query

_ROUNDS, _MOST = 5, 30
_QUERIES = {"everything": Query(), "a year": Query(dates=days_of("2015"))}
_CROSSED = [("country", "country"), ("minister", "country"), ("date", "minister")]


def main() -> None:
    options = report.parser(__doc__, "10000,50000").parse_args()
    parts = [report.surroundings()]
    for size in options.sizes:
        engine = open_engine(f"whoosh:{index_of('ours', size, options.work) / 'store'}")
        with engine.writer() as writer:  # half of the releases are in pairs
            writer.group([release_id(number), release_id(number + 1)] for number in range(0, size - 1, 4))
            writer.commit()
        reader = engine.reader()
        assert isinstance(reader, WhooshReader)
        rows = [_row(name, query, reader) for name, query in _QUERIES.items()]
        heads = [
            "milliseconds",
            "a page",
            *(f"{one} × {other}" for one, other in _CROSSED),
            f"the first {_MOST} of each",
        ]
        parts.append(f"### {size:,} releases\n\n{report.table(heads, rows)}")
    report.show(options.out, "crossed", "\n\n".join(parts))


def _row(name: str, query: Query, reader: WhooshReader) -> list[str]:
    ways: list[Callable[[], object]] = [lambda: reader.collected(query)]
    ways += [lambda pair=pair: reader.crossed(query, *pair) for pair in _CROSSED]  # type: ignore[misc]
    ways.append(lambda: reader.crossed(query, "country", "country", most=_MOST))
    return [name, *(report.digits(_took(way)) for way in ways)]


def _took(way: Callable[[], object]) -> float:
    way()
    started = time.process_time()
    for _ in range(_ROUNDS):
        way()
    return (time.process_time() - started) * 1000 / _ROUNDS


if __name__ == "__main__":
    main()
