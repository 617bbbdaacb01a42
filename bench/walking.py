"""What does it take to take everything along? A whole result in one walk, behind cursors, by pages, and as a table."""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from bench import report
from bench.costs import in_child, resident
from bench.indexes import index_of
from search.engine import Reader
from search.engines import open_engine
from search.query import MAX_SIZE, Group, Query, Sort
from web.app import create_app

_QUERIES: Mapping[str, Query] = {
    "everything, newest first": Query(sort=Sort.NEWEST, group=Group.NONE),
    "what holds a common word, newest first": Query("bei", sort=Sort.NEWEST, group=Group.NONE),
}


def main() -> None:
    options = report.parser(__doc__, "5000,50000").parse_args()
    parts = [report.surroundings()]
    for size in options.sizes:
        store = index_of("ours", size, options.work) / "store"
        rows = [_row(asked, way, store) for asked in _QUERIES for way in _WAYS]
        heads = ["", "releases", "s of computing", "µs a release", "own memory MB"]
        parts.append(f"### {size:,} releases\n\n{report.table(heads, rows)}")
    report.show(options.out, "walking", "\n\n".join(parts))


def _row(asked: str, way: str, store: Path) -> list[str]:
    count, seconds, memory = in_child(_taken, way, asked, store).result
    figures = (seconds, seconds / count * 1e6, memory)
    return [f"{asked}: {way}", f"{count:,}", *map(report.digits, figures)]


def _taken(way: str, asked: str, store: Path) -> tuple[int, float, float]:
    """How many releases, in how many seconds of the processor's time, and what memory the process had by then."""
    reader = open_engine(f"whoosh:{store}").reader()
    reader.search(_QUERIES[asked])
    started = time.process_time()
    count = sum(_WAYS[way](reader, _QUERIES[asked]))
    return count, time.process_time() - started, resident()[0]


def _by_walk(reader: Reader, query: Query) -> Iterator[int]:
    return (1 for _ in reader.walk(query))


def _by_cursor(reader: Reader, query: Query) -> Iterator[int]:
    page = reader.search(replace(query, size=MAX_SIZE))
    yield len(page.hits)
    while page.after:
        page = reader.search(replace(page.query, after=page.after))
        yield len(page.hits)


def _by_number(reader: Reader, query: Query) -> Iterator[int]:
    page = reader.search(replace(query, size=MAX_SIZE))
    yield len(page.hits)
    while page.query.page < page.last:
        page = reader.search(replace(page.query, page=page.query.page + 1))
        yield len(page.hits)


def _as_table(reader: Reader, query: Query) -> Iterator[int]:
    client = create_app(reader).test_client()
    answer = client.get(f"/search.csv?q={query.text}&sort={query.sort}&group={query.group}", buffered=False)
    yield sum(chunk.count(b"\r\n") for chunk in answer.iter_encoded()) - 1  # the first line names the columns


_WAYS: Mapping[str, Callable[[Reader, Query], Iterator[int]]] = {
    "one walk": _by_walk,
    "as a table": _as_table,
    "behind cursors": _by_cursor,
    "page by page": _by_number,
}

if __name__ == "__main__":
    main()
