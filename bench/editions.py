"""What does a newsroom that is indexed again and again hold at each moment? Editions, and the totals that each gives.

An edition gives some of the releases a word that no other edition has; the rest of the corpus stays as it is. So for
every question the total of every edition is known, and an answer that mixes two editions gives itself away.
"""

import json
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from bench import corpus
from web.following.json_lines import described

CHANGED = 200  # releases that differ from edition to edition


def word_of(edition: int) -> str:
    """The word that only this edition has."""
    return f"{STEM}{edition:04}"


STEM = "ausgabe"  # what the words of all editions begin with


class Editions:
    """The sources of every edition, as files that `newsroom index` reads."""

    def __init__(self, count: int, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.count = count
        self.rest = folder / "rest.jsonl"
        self._folder = folder
        made = corpus.releases(count)
        self._changed = [described(release) for release in islice(made, CHANGED)]
        with self.rest.open("w", encoding="utf-8") as file:
            file.writelines(f"{json.dumps(described(release), ensure_ascii=False)}\n" for release in made)

    def changed(self, edition: int) -> Path:
        """The file of the releases that this edition changes."""
        path = self._folder / "changed.jsonl"
        lines = (
            json.dumps({**release, "lead": f"{release['lead']} {word_of(edition)}."}, ensure_ascii=False)
            for release in self._changed
        )
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        return path


@dataclass(slots=True)
class Run:
    """One run of the indexer, which brings an edition; moments by the monotonic clock, `ended` when it has ended."""

    edition: int
    begun: float
    ended: float | None = None


class Timeline:
    """Which editions can have been live when?"""

    def __init__(self, first: int) -> None:
        self._runs = [Run(first, float("-inf"), float("-inf"))]

    @property
    def newest(self) -> int:
        """The edition that is there or on its way."""
        return self._runs[-1].edition

    def begin(self, edition: int, now: float) -> Run:
        """Note that a run begins."""
        self._runs.append(Run(edition, now))
        return self._runs[-1]

    def live(self, asked: float, answered: float) -> set[int]:
        """The editions that an answer may come from: from what was surely there when asked, to what had begun since."""
        oldest = max(place for place, run in enumerate(self._runs) if run.ended is not None and run.ended <= asked)
        return {run.edition for run in self._runs[oldest:] if run.begun <= answered}
