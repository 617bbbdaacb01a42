"""What is marked where two versions of a release stand side by side? In a newsroom of real ones, with the marks to see.

The versions are those of a newsroom that numbers its releases alike in both languages. How many marks there are bounds
how many can be false; `--show` prints every mark with what stands around it and the passage of the other version, to
judge by eye whether it is a true difference. How many true ones are found is told by mistakes that are made on purpose:
in each English version one number of two digits or more gets another last digit.
"""

import argparse
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from bench import pairing, report
from search.parallel import Paragraph, Row, Sort, compare
from search.release import Part, Release

_SEED = 7
_NUMBER = re.compile(r"(?<![\w.,’'+-])(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{2,})(?![\w’'/-]|[.,][0-9])")
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


def mistaken(release: Release, draw: random.Random) -> tuple[Release, int, range] | None:
    """A release with another last digit of one number, the place of its block, and that of the number in the block.

    None where there is no number of two digits or more.
    """
    found = [
        (at, match)
        for at, block in enumerate(release.blocks)
        if block.part is Part.BODY
        for match in _NUMBER.finditer(block.text)
    ]
    if not found:
        return None
    at, match = draw.choice(found)
    block, last = release.blocks[at], match.end() - 1
    text = block.text[:last] + str((int(block.text[last]) + draw.randint(1, 9)) % 10) + block.text[last + 1 :]
    blocks = (*release.blocks[:at], replace(block, text=text), *release.blocks[at + 1 :])
    return replace(release, blocks=blocks), at, range(match.start(), match.end())


def is_found(couple: Couple, at: int, place: range) -> bool:
    """Whether a number of a block of the second version is marked."""
    paragraphs = [paragraph for row in compare(*couple) for paragraph in row.others]
    shown = [block for block in couple[1].blocks if block.part is not Part.ALTERNATIVE_TITLE]
    start = 0
    for stretch in paragraphs[shown.index(couple[1].blocks[at])].stretches:
        if stretch.missed and start <= place.start and place.stop <= start + len(stretch.text):
            return True
        start += len(stretch.text)
    return False


def found_mistakes(pairs: Sequence[Couple], seed: int = _SEED) -> tuple[int, int]:
    """How many mistakes are made in these pairs, and how many of them are marked."""
    draw = random.Random(seed)
    made = [(one, mistake) for one, other in pairs if (mistake := mistaken(other, draw))]
    return len(made), sum(is_found((one, other), at, place) for one, (other, at, place) in made)


def main() -> None:
    options = _options()
    pairs = couples(options.data, options.pairs, options.seed)
    started = time.perf_counter()
    compared = [compare(*pair) for pair in pairs]
    took = time.perf_counter() - started
    found = Counter(sort.value for rows in compared for sort, _, _ in marks(rows))
    alone = sum(row.is_alone for rows in compared for row in rows)
    marked = sum(any(True for _ in marks(rows)) for rows in compared)
    mistakes, noticed = found_mistakes(pairs, options.seed)
    counts = {
        "pairs": len(pairs),
        "rows": sum(map(len, compared)),
        "rows in one language only": alone,
        "pairs with a mark": marked,
        **{f"{sort.value}s marked": found[sort.value] for sort in Sort},
        "numbers changed on purpose": mistakes,
        "of these marked": noticed,
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
