"""What is marked where two versions of a release stand side by side? In a newsroom of real ones, with the marks to see.

The versions are those of a newsroom that numbers its releases alike in both languages; `--show` prints every mark with
what stands around it and the passage of the other version, to judge by eye whether it is a true difference.
"""

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench import pairing, report
from search.parallel import Paragraph, Row, Sort, compare
from search.release import Release

_SEED = 7
_AROUND = 60  # characters before and behind a mark

Couple = tuple[Release, Release]


def couples(data: Path, count: int, seed: int = _SEED) -> list[Couple]:
    """So many pairs of versions, drawn at random, German first."""
    drawn = random.Random(seed).sample(sorted(pairing.gold(data)), count)
    wanted = {id for link in drawn for id in link}
    found = {release.id: release for release in pairing.releases(data, wanted)}
    return [(found[one], found[other]) for one, other in drawn]


def marks(rows: Sequence[Row]) -> Iterator[tuple[Sort, str, str]]:
    """Every mark: its sort, what stands around it with the mark in brackets, and the passage that misses it."""
    for row in rows:
        for ours, theirs in ((row.ones, row.others), (row.others, row.ones)):
            for paragraph in ours:
                texts = [stretch.text for stretch in paragraph.stretches]
                for place, stretch in enumerate(paragraph.stretches):
                    if stretch.missed:
                        before, behind = "".join(texts[:place])[-_AROUND:], "".join(texts[place + 1 :])[:_AROUND]
                        yield stretch.missed, f"{before}[{stretch.text}]{behind}", " ¶ ".join(map(_text, theirs))


def main() -> None:
    options = _options()
    pairs = couples(options.data, options.pairs, options.seed)
    started = time.perf_counter()
    compared = [compare(*pair) for pair in pairs]
    took = time.perf_counter() - started
    found = Counter(sort.value for rows in compared for sort, _, _ in marks(rows))
    alone = sum(row.is_alone for rows in compared for row in rows)
    marked = sum(any(True for _ in marks(rows)) for rows in compared)
    counts = {
        "pairs": len(pairs),
        "rows": sum(map(len, compared)),
        "rows in one language only": alone,
        "pairs with a mark": marked,
        **{f"{sort.value}s marked": found[sort.value] for sort in Sort},
    }
    table = report.table(["", "count"], [[name, f"{count:,}"] for name, count in counts.items()])
    print(f"{table}\n\n{1000 * took / len(pairs):.1f} ms a pair", file=sys.stderr if options.show else sys.stdout)
    if options.show:
        for (one, other), rows in zip(pairs, compared, strict=True):
            for sort, text, beside in marks(rows):
                print(f"{one.id} {other.id} {sort.value}\n  {text}\n  ~ {beside[: options.show]}\n")


def _text(paragraph: Paragraph) -> str:
    return "".join(stretch.text for stretch in paragraph.stretches)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=pairing.DATA, help="where the newsroom is (default: %(default)s)")
    parser.add_argument("--pairs", type=int, default=100, help="how many pairs of versions (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=_SEED, help="which ones (default: %(default)s)")
    parser.add_argument("--show", type=int, default=0, help="print every mark, with so many characters beside it")
    return parser.parse_args()


if __name__ == "__main__":
    main()
