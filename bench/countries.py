"""How much text a second is searched for countries? Whole releases, on one core, from blocks to codes with evidence."""

import argparse
import gzip
import json
import time
from collections.abc import Sequence
from pathlib import Path

from bench import corpus, report
from index.entities.countries import Gazetteer, load_gazetteer
from search.analysis import normalize
from search.release import Block, Part

_DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "swiss-newsroom" / "fdfa_dev.jsonl.gz"
_MADE_UP = 2_000  # releases, where there are no real ones
_ROUNDS = 3

Releases = Sequence[Sequence[Block]]


def main() -> None:
    options = _options()
    releases = _real(options.data) if options.data.exists() else _made_up()
    source = options.data.name if options.data.exists() else f"{_MADE_UP:,} made-up releases"
    gazetteer = load_gazetteer()
    rows, figures = [], {}
    for language in ("de", "en"):
        mine = [blocks for blocks in releases if blocks[0].language == language]
        size = sum(len(block.text.encode()) for blocks in mine for block in blocks)
        found = sum(len(gazetteer.found(blocks).evidence) for blocks in mine)
        speed = size / 1e6 / min(_seconds(gazetteer, mine) for _ in range(_ROUNDS))
        figures[language] = {"megabytes_a_second": speed, "found_a_megabyte": found * 1e6 / size}
        rows.append([language, f"{len(mine):,}", f"{size / 1e6:.1f}", f"{found:,}", f"{speed:.1f}"])
    report.keep(options.out, "countries", figures)
    table = report.table(["language", "releases", "MB of text", "words found", "MB a second"], rows)
    report.show(options.out, "countries", f"{source}; {report.surroundings()}\n\n{table}")


def _options() -> argparse.Namespace:
    parser = report.parser(__doc__, None)
    parser.add_argument("--data", type=Path, default=_DATA, help="releases as JSON Lines (default: %(default)s)")
    return parser.parse_args()


def _real(path: Path) -> Releases:
    return [_blocks(json.loads(line)) for line in gzip.decompress(path.read_bytes()).splitlines()]


def _blocks(row: dict[str, str]) -> list[Block]:
    parts = [(Part.TITLE, row["title"]), (Part.LEAD, row["lead"]), *((Part.BODY, p) for p in row["body"].split("\n\n"))]
    return [Block(part, text, row["lang"]) for part, raw in parts if (text := normalize(raw))]


def _made_up() -> Releases:
    return [release.blocks for release in corpus.releases(_MADE_UP)]


def _seconds(gazetteer: Gazetteer, releases: Releases) -> float:
    started = time.perf_counter()
    for blocks in releases:
        gazetteer.found(blocks)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
