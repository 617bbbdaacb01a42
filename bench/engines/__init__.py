"""Beside whom do we run? One table of engines, and what each must do to take part.

All are given the same releases and the same terms (`bench.engines.terms`), keep the same record of each release, and
answer the same questions: the total, the first ten ids, and complete counts of every facet, each facet counted as if
its own selection were off.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol, cast

from bench.queries import Question
from search.release import Release

Counts = Mapping[str, Mapping[str, int]]  # facet → value → releases, those with none left out


@dataclass(frozen=True, slots=True)
class Answer:
    """What an engine found, in a form in which engines can be compared."""

    total: int
    ids: tuple[str, ...]
    facets: Counts


class Opened(Protocol):
    """An index that is open for questions."""

    def refusal(self, question: Question) -> str | None:
        """Why the engine cannot be asked this, None if it can."""
        ...

    def ask(self, question: Question) -> Any:
        """The whole answer in the engine's own values; this is what is timed."""
        ...

    def answer(self, found: Any) -> Answer:
        """What `ask` gave, made comparable; not timed."""
        ...

    def change(self, releases: Iterable[Release]) -> None:
        """Replace these releases and come back when `ask` sees them."""
        ...


class Contestant(Protocol):
    """An engine that takes part."""

    def build(self, releases: Iterable[Release], directory: Path) -> None:
        """Write an index of the releases, each new, into an empty directory, ready to be opened."""
        ...

    def open(self, directory: Path) -> Opened:
        """Open what `build` wrote."""
        ...


ENGINES: Mapping[str, str] = {
    "ours": "bench.engines.ours:Ours",
    "tantivy": "bench.engines.tantivy_:Tantivy",
    "tantivy, our fields": "bench.engines.tantivy_fields:TantivyFields",
    "tantivy, two threads": "bench.engines.tantivy_:TantivyTwoThreads",
    "fts5": "bench.engines.fts5:Fts5",
    "whoosh": "bench.engines.plain_whoosh:PlainWhoosh",
}


def contestant(name: str) -> Contestant:
    """The engine of this name; its library is loaded now and not before."""
    module, _, factory = ENGINES[name].partition(":")
    return cast(Contestant, getattr(import_module(module), factory)())
