"""What do the worst inputs cost? Run by itself: one format over all its attacks, one line of JSON for each."""

import json
import os
import resource
import sys
import time
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from attacks import ATTACKS, Attack

from index.entities.countries import load_gazetteer
from index.entities.ministers import spotter_of
from index.formats import FORMATS, Format
from index.knowledge import Knowledge
from index.outcome import Place
from index.pipeline import outcomes_of
from index.sources import Document
from search.ministers import load_registry

KNOWLEDGE = Knowledge(spotter_of(load_registry()), load_gazetteer(), lambda: datetime(2026, 5, 4, tzinfo=UTC))
WARM = Path(__file__).parent / "data" / "any_page.html"


def peak() -> float:
    """The most memory that this process has had, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_024


def main(name: str, *chosen: str) -> None:
    """Read each attack as the format of this name, or those chosen alone."""
    (format,) = (format for format in FORMATS if format.name == name)
    warmed()
    for attack in chosen or ATTACKS[name]:
        # A process of its own for each, or one would use what another has left.
        if not (child := os.fork()):
            tell({"attack": attack, **strained(format, ATTACKS[name][attack])})
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if status:
            tell({"attack": attack, "failed": status})


def warmed() -> None:
    """Let every format load what it loads once, so that it does not count."""
    for format in FORMATS:
        for content in (WARM.read_bytes(), b"<rss><channel><item><title>x</title><description>&lt;p>y"):
            for _ in outcomes_of(Document(Place("warm"), content, format, 0), KNOWLEDGE):
                pass


def tell(row: Mapping[str, object]) -> None:
    """One line for whoever started this."""
    sys.stdout.write(json.dumps(row) + "\n")
    sys.stdout.flush()


def strained(format: Format, made: Attack) -> dict[str, object]:
    """What reading this costs."""
    content = made()
    before, started = peak(), time.monotonic()
    reasons: Counter[str] = Counter()
    for outcome in outcomes_of(Document(Place("attack"), content, format, 0), KNOWLEDGE):
        reasons[getattr(outcome, "reason", "accepted")[:70]] += 1
    taken = round(time.monotonic() - started, 1)
    return {"megabytes": round(peak() - before), "seconds": taken, "reasons": dict(reasons.most_common(2))}


if __name__ == "__main__":
    main(*sys.argv[1:])
