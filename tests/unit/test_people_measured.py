"""How many people are found rightly in real speeches and releases?"""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from index.document import Document
from index.entities.countries import load_gazetteer
from index.entities.ministers import slug_of, spotter_of
from index.knowledge import Knowledge
from index.outcome import Accepted
from index.pipeline import outcomes_of
from index.sources import documents
from search.ministers import load_registry
from search.release import Block, Part

SAMPLE = Path(__file__).parents[1] / "data" / "people_sample.tsv"
REGISTRY = load_registry()


def sample() -> list[list[str]]:
    lines = SAMPLE.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith(("#", "release"))]


@pytest.mark.shared
def test_the_title_of_a_speech_tells_who_speaks(shared: Path) -> None:
    spotter = spotter_of(REGISTRY)
    named, missed, wrong = 0, [], []
    for line in (shared / "ministry-speeches" / "speeches_dev.jsonl").read_text(encoding="utf-8").splitlines():
        speech = json.loads(line)
        speaker, title = slug_of(speech["speaker"]), speech["title"]
        people = spotter.found([Block(Part.TITLE, title, "de")], date.fromisoformat(speech["date"]))
        first = people.mentioned[0].id if people.mentioned else None
        if speech["speaker"].split()[-1] in title:
            named += 1
            missed += [title] if first != speaker else []
        wrong += [title] if first in REGISTRY.names and first != speaker else []
    assert named > 200
    assert len(missed) <= 0.03 * named, missed
    assert wrong == []


@pytest.mark.shared
def test_of_a_hundred_people_drawn_from_a_newsroom_at_least_95_are_right(shared: Path) -> None:
    rows = sample()
    spotter = spotter_of(REGISTRY, own="CH")
    knowledge = Knowledge(spotter, load_gazetteer(), lambda: datetime(2026, 1, 1, tzinfo=UTC))
    wanted = {row[0] for row in rows}
    found = set()
    for document in documents([shared / "swiss-newsroom" / "fdfa_dev.jsonl.gz"]):
        if isinstance(document, Document) and json.loads(document.content)["id"] in wanted:
            (outcome,) = outcomes_of(document, knowledge)
            assert isinstance(outcome, Accepted)
            release = outcome.release
            for each in spotter.found(release.blocks, release.published).evidence:
                found.add((release.id, str(each.block), str(each.start), str(each.end), each.minister))
    lost = [row for row in rows if tuple(row[:5]) not in found]
    right = [row for row in rows if row not in lost and row[5] == "right"]
    assert len(rows) == 100
    assert len(right) >= 95, lost
