"""What does a test of fetching have? A newsroom on loopback, a directory, and runs with a clock of their own."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from live_newsroom import Served, served

from index.fetch import crawl
from index.fetch.fates import Fate
from index.fetch.holdings import Held, holdings
from index.fetch.newsroom import plan_for
from index.fetch.pause import Pause
from index.fetch.resolution import look_up
from index.fetch.run import Missed
from search.newsrooms import Newsroom
from search.settings import Settings

DEFAULTS = {"delay": 0.0, "tries": 2, "timeout": 5.0, "recheck_after": 0.0, "pages": ("/de/*", "/en/*")}


@pytest.fixture
def newsroom() -> Iterator[Served]:
    with served() as newsroom:
        yield newsroom


@dataclass
class Fetching:
    """Runs into one directory; `now` is the moment of the next one."""

    directory: Path
    url: str
    now: float = 1_600_000_000.0
    missed: list[Missed] = field(default_factory=list)
    left: int | None = None
    lookup: Any = look_up

    def run(self, *start: str, limit: int | None = None, **settings: Any) -> dict[str, int]:
        """Fetch from these paths; how many pages came to which fate, those that did."""
        settings = DEFAULTS | settings
        addresses = tuple(each if "://" in each else self.url + each for each in start)
        newsroom = Newsroom(name="ministry", start=addresses, **settings)
        plan = plan_for("ministry", Settings(newsrooms={"ministry": newsroom}))
        options = crawl.Options(agent="tests", limit=limit, pause=Pause(), clock=lambda: self.now, lookup=self.lookup)
        self.missed.clear()
        summary = crawl.fetch(plan, self.directory, options, self.missed.append, lambda reached: None)
        self.left = summary.left
        return {str(fate): summary.fates[fate] for fate in Fate if summary.fates.get(fate)}

    def held(self) -> dict[str, Held]:
        """What the directory holds, by path."""
        return {each.address.removeprefix(self.url): each for each in holdings(self.directory)}

    def states(self) -> dict[str, str]:
        """What became of each page."""
        return {path: str(held.state) for path, held in self.held().items()}

    def reasons(self) -> dict[str, str]:
        """Why what was not got was not."""
        return {missed.address.removeprefix(self.url): missed.reason for missed in self.missed}


@pytest.fixture
def fetching(tmp_path: Path, newsroom: Served) -> Fetching:
    return Fetching(tmp_path / "held", newsroom.url)
