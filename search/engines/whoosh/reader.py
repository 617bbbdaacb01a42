"""What does the live generation hold, and what matches in it? A view that later commits do not touch."""

import threading
import time
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from whoosh.index import open_dir

from search.collect import Candidate, collect
from search.engine import Statistics
from search.engines.presentation import as_version, hits
from search.engines.summary import summarize
from search.engines.whoosh.columns import read_columns
from search.engines.whoosh.evaluate import Evaluator
from search.engines.whoosh.store import Manifest, read_manifest, size
from search.facts import Facts
from search.query import Query
from search.record import decode
from search.release import Release
from search.results import Page, Version
from search.syntax import parse

if TYPE_CHECKING:
    from search.engines.whoosh.engine import WhooshEngine


class WhooshReader:
    """A view of one commit. Made by `WhooshEngine.reader`."""

    def __init__(self, engine: "WhooshEngine", manifest: Manifest, clock: Callable[[], datetime]) -> None:
        self._engine = engine
        self._manifest = manifest
        self._clock = clock
        self._index = open_dir(engine.directory / manifest.generation)
        self._searcher = self._index.searcher()
        self._facts = read_columns(self._searcher.reader())
        self._numbers = {facts.id: number for number, facts in self._facts.items()}
        self._linked = _links(self._facts.values())
        # Whoosh's files keep a position between calls: one search at a time.
        self._lock = threading.Lock()

    @property
    def generation(self) -> str:
        """The live generation and the commit within it."""
        return f"{self._manifest.generation}.{self._searcher.reader().generation()}"

    def search(self, query: Query) -> Page:
        """See `search.engine.Reader.search`."""
        started = time.perf_counter()
        tree = parse(query.text, query.match)
        with self._lock:
            scores = Evaluator(self._searcher).scores(tree)
            candidates = (
                Candidate(self._facts[number], score) for number, score in scores.items() if self._is_visible(number)
            )
            found = collect(candidates, query)
            on_page = hits(found, tree, lambda id: self._release(self._numbers[id]), self._versions)
        return Page(query, found.total, on_page, found.facets, (time.perf_counter() - started) * 1000)

    def release(self, id: str) -> Release | None:
        """The release, if it is there and free to be seen."""
        number = self._numbers.get(id)
        return self.stored(id) if number is not None and self._is_visible(number) else None

    def stored(self, id: str) -> Release | None:
        """The release, if it is there."""
        number = self._numbers.get(id)
        if number is None:
            return None
        with self._lock:
            return self._release(number)

    def versions(self, release: Release) -> tuple[Version, ...]:
        """Whichever states a link to the other."""
        with self._lock:
            return self._versions(release)

    def names(self, facet: str) -> Mapping[str, str]:
        """The values of all visible releases."""
        names: dict[str, str] = {}
        for number in filter(self._is_visible, self._facts):
            names.update(self._facts[number].values[facet])
        return names

    def hashes(self) -> Mapping[str, str]:
        """From the columns."""
        return {facts.id: facts.hash for facts in self._facts.values()}

    def statistics(self) -> Statistics:
        """From the columns and the directory."""
        return summarize(
            list(self._facts.values()),
            self._clock(),
            size=size(self._engine.directory, self._manifest.generation),
            format=f"whoosh {self._manifest.format}",
            generation=self.generation,
            last_run=self._manifest.last_run,
        )

    def refreshed(self) -> "WhooshReader":
        """Itself while the live generation and its last commit are the same."""
        manifest = read_manifest(self._engine.directory)
        if manifest and manifest.generation == self._manifest.generation and self._searcher.up_to_date():
            return self
        return self._engine.reader()

    def _is_visible(self, number: int) -> bool:
        facts = self._facts[number]
        return facts.embargo_until is None or not facts.is_under_embargo(self._clock())

    def _release(self, number: int) -> Release:
        return decode(zlib.decompress(self._searcher.stored_fields(number)["record"]))

    def _versions(self, release: Release) -> tuple[Version, ...]:
        linked = sorted(self._linked.get(release.id, set()) | set(release.translations))
        numbers = [self._numbers[id] for id in linked if id in self._numbers]
        versions = (as_version(self._release(number)) for number in numbers if self._is_visible(number))
        return tuple(sorted(versions, key=lambda version: (version.language, version.id)))


def _links(facts: Iterable[Facts]) -> Mapping[str, set[str]]:
    """By id, the releases that state it as their other version."""
    linked: dict[str, set[str]] = defaultdict(set)
    for stating in facts:
        for stated in stating.translations:
            linked[stated].add(stating.id)
    return linked
