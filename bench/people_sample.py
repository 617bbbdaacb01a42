"""Are the people of a newsroom found rightly? Draws names from everything that is found, for a person to judge.

    python -m bench.people_sample RELEASES.jsonl.gz > /tmp/names.txt

Each line holds what `tests/data/people_sample.tsv` keeps (release, block, first character, behind the last, person),
and behind it the place in the text, which must not be kept. Right is who is meant there, named so.
"""

import random
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from index.entities.countries import load_gazetteer
from index.entities.ministers import Evidence, spotter_of
from index.knowledge import Knowledge
from index.outcome import Accepted
from index.pipeline import releases
from index.sources import documents
from search.ministers import load_registry
from search.release import Release

SEED = 20_160_704
NAMES = 100
AROUND = 110  # characters shown before and behind


def first_mentions(source: Path, own: str) -> Iterator[tuple[Release, Evidence]]:
    """Every person of every release, where the release names them first."""
    spotter = spotter_of(load_registry(), own)
    knowledge = Knowledge(spotter, load_gazetteer(), lambda: datetime.now(UTC))
    for outcome in releases(documents([source]), knowledge):
        if isinstance(outcome, Accepted):
            release = outcome.release
            seen: dict[str, Evidence] = {}
            for evidence in spotter.found(release.blocks, release.published).evidence:
                seen.setdefault(evidence.minister, evidence)
            yield from ((release, evidence) for evidence in seen.values())


def main() -> None:
    everything = sorted(
        first_mentions(Path(sys.argv[1]), own="CH"), key=lambda pair: (pair[0].id, pair[1].block, pair[1].start)
    )
    print(f"# {len(everything)} names; {NAMES} drawn with seed {SEED}")
    for release, evidence in random.Random(SEED).sample(everything, NAMES):
        text = release.blocks[evidence.block].text
        here = f"[{text[evidence.start : evidence.end]}]"
        around = text[max(0, evidence.start - AROUND) : evidence.start] + here + text[evidence.end :][:AROUND]
        row = (release.id, evidence.block, evidence.start, evidence.end, evidence.minister, release.published, around)
        print(*row, sep="\t")


if __name__ == "__main__":
    main()
