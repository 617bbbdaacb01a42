"""How does the site hold up while its index is replaced? Many clients ask, the indexer runs, every answer is checked.

The clients share the machine with the server and the indexer, and each asks again as soon as it is answered: the
figures are those of a site that is asked as much as it can take.
"""

import argparse
import asyncio
import random
import re
import shutil
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from typing import Any

from bench import queries, report, watch
from bench.clients import Client, Tally, asks
from bench.editions import Editions, Timeline
from bench.engines.ours import to_query
from search.engines import open_engine
from search.query import Query
from web import addresses

_NEWSROOM = [sys.executable, "-c", "from search.cli import main; main()"]
_BETWEEN_RUNS = 2  # seconds
_BETWEEN_SAMPLES = 2  # seconds
_CHANGES = 5  # runs that change some releases, before one that rebuilds the index
_LONGEST_RUN = 900  # seconds
_SHOWN = 10  # faults


def main() -> None:
    options = _options()
    folder = options.work / "load"
    shutil.rmtree(folder, ignore_errors=True)
    editions = Editions(options.releases, folder)
    store = f"whoosh:{folder / 'store'}"
    asyncio.run(_indexed(editions, store, 1, rebuild=True))
    with _served(store, options.workers) as (master, port):
        load = Load(editions, store, port, options)
        asyncio.run(load.run(master))
    shutil.rmtree(folder)
    figures = load.figures()
    report.keep(options.out, "load", {f"{options.releases} releases, {options.seconds} s": figures})
    report.show(options.out, "load", f"{report.surroundings()}\n\n{_table(figures)}")
    sys.exit(bool(load.tally.errors or load.tally.wrong))


class Load:
    """The clients, the indexer and the watch over memory, all at once."""

    def __init__(self, editions: Editions, store: str, port: int, options: argparse.Namespace) -> None:
        self.tally = Tally()
        self._editions, self._store, self._port, self._options = editions, store, port, options
        self._timeline = Timeline(1)
        self._samples: list[watch.Sample] = []
        self._runs = {"changes": 0, "rebuilds": 0}
        self._begun = time.monotonic()
        self._is_over = False
        self._known = _known_totals(store)

    async def run(self, master: int) -> None:
        """Until the time is over and the index was rebuilt at least once."""
        self._begun = time.monotonic()
        clients = [asyncio.create_task(self._ask(number)) for number in range(self._options.clients)]
        watching = asyncio.create_task(self._watch(master))
        try:
            await self._index()
        finally:
            self._seconds = time.monotonic() - self._begun
            self._is_over = True
            await asyncio.gather(watching, *clients)

    def figures(self) -> dict[str, Any]:
        """All that was measured."""
        milliseconds = sorted(1000 * second for second in self.tally.seconds)
        cuts = statistics.quantiles(milliseconds, n=100, method="inclusive")
        return {
            "clients": self._options.clients,
            "workers": self._options.workers,
            "seconds": self._seconds,
            **self._runs,
            "answers": len(milliseconds),
            "answers a second": len(milliseconds) / self._seconds,
            "ms median": cuts[49],
            "ms 95 %": cuts[94],
            "ms 99 %": cuts[98],
            "ms longest": milliseconds[-1],
            "errors": len(self.tally.errors),
            "wrong": len(self.tally.wrong),
            "reconnects": self.tally.reconnects,
            "faults": [*self.tally.errors, *self.tally.wrong][:_SHOWN],
            "kinds": dict(self.tally.answers),
            "memory": watch.lives(self._samples),
        }

    async def _ask(self, number: int) -> None:
        client, rng = Client(self._port, self.tally), random.Random(number)
        while not self._is_over:
            await client.get(asks(self._known, rng, self._timeline), self._timeline)

    async def _watch(self, master: int) -> None:
        while not self._is_over:
            self._samples += watch.sampled(master, time.monotonic() - self._begun)
            await asyncio.sleep(_BETWEEN_SAMPLES)

    async def _index(self) -> None:
        while time.monotonic() - self._begun < self._options.seconds or not self._runs["rebuilds"]:
            rebuild = self._runs["changes"] >= _CHANGES * (self._runs["rebuilds"] + 1)
            self._runs["rebuilds" if rebuild else "changes"] += 1
            run = self._timeline.begin(self._timeline.newest + 1, time.monotonic())
            await _indexed(self._editions, self._store, run.edition, rebuild=rebuild)
            run.ended = time.monotonic()
            await asyncio.sleep(_BETWEEN_RUNS)


async def _indexed(editions: Editions, store: str, edition: int, *, rebuild: bool) -> None:
    sources = [editions.changed(edition), *([editions.rest] if rebuild else [])]
    command = [
        *_NEWSROOM,
        "index",
        *map(str, sources),
        "--store",
        store,
        "--quiet",
        *(["--rebuild"] if rebuild else []),
    ]
    process = await asyncio.create_subprocess_exec(*command)
    async with asyncio.timeout(_LONGEST_RUN):
        assert await process.wait() == 0, f"edition {edition} could not be indexed"


@contextmanager
def _served(store: str, workers: int) -> Iterator[tuple[int, int]]:
    """The server's process and port."""
    command = [*_NEWSROOM, "serve", "--store", store, "--port", "0", "--workers", str(workers)]
    server = Popen(command, stdout=PIPE, stderr=DEVNULL, text=True)
    try:
        assert server.stdout
        address = re.search(r":(\d+)/", server.stdout.readline())
        assert address, "the server does not start"
        yield server.pid, int(address[1])
    finally:
        with suppress(ProcessLookupError):
            server.send_signal(signal.SIGTERM)
        server.wait(60)


def _known_totals(store: str) -> dict[str, int]:
    """What the questions of the mix find, asked in peace; no edition changes that."""
    reader = open_engine(store).reader()
    asked = [
        replace(to_query(question), group=Query().group, across=Query().across) for question in queries.questions()
    ]
    known = {}
    for number, query in enumerate(asked):
        first = replace(query, page=1)
        path = addresses.results("en" if number % 2 else "de", first) if number % 3 == 0 else addresses.api(first)
        known[path] = reader.search(first).total
    return {path: total for path, total in known.items() if "q=" in path or "/api/" in path}


def _table(figures: dict[str, Any]) -> str:
    rows = [
        [name, report.digits(value) if isinstance(value, float) else f"{value:,}"]
        for name, value in figures.items()
        if isinstance(value, int | float)
    ]
    heads = ["MB of a worker", "seconds", *(f"{name} {what}" for name in watch.MEASURES for what in watch.COURSE)]
    lives = [
        [pid, f"{life['from']:.0f}-{life['to']:.0f}", *(f"{life[head]:.1f}" for head in heads[2:])]
        for pid, life in figures["memory"].items()
    ]
    faults = "".join(f"\n- {fault}" for fault in figures["faults"])
    return f"{report.table(['under load', ''], rows)}\n\n{report.table(heads, lives)}\n{faults}"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--releases", type=int, default=20_000)
    parser.add_argument("--clients", type=int, default=64)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--soak", dest="seconds", type=int, default=60, help="seconds (default: %(default)s)")
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "newsroom-bench")
    parser.add_argument("--out", type=Path, default=report.OUT, help="where results go (default: bench/out)")
    return parser.parse_args()


if __name__ == "__main__":
    main()
