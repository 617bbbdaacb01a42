"""Do the best answers come first? Judged questions put to the real engine, and how high it ranks what answers them.

Every question is asked with `match=any`, so that nothing but the order decides, and as the words that it is made of: a
quotation mark in a headline is not a reader's, who asks with it for nothing but that phrase.
"""

import argparse
import shutil
import statistics
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bench import report
from bench.judged import Collection, Judged, collections
from search.analysis import units
from search.engines import open_engine
from search.engines.whoosh.reader import WhooshReader
from search.query import MAX_SIZE, Group, Match, Query

_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
_FIRST = 10  # places that a reader looks at


def main() -> None:
    options = _options()
    if not options.data.is_dir():
        sys.exit(f"{options.data} is missing; name the folder of judged collections with --data")
    figures = {collection.name: figure(collection, options.work) for collection in collections(options.data)}
    report.keep(options.out, "ranking", {name: round(score, 4) for name, (_, score, _) in figures.items()})
    rows = [[name, measure, f"{score:.4f}", f"{wanted}"] for name, (measure, score, wanted) in figures.items()]
    parts = [report.surroundings(), report.table(["collection", "measure", "score", "wanted"], rows)]
    report.show(options.out, "ranking", "\n\n".join(parts))


def _options() -> argparse.Namespace:
    parser = report.parser(__doc__, None)
    parser.add_argument("--data", type=Path, default=_DATA, help="the judged collections (default: %(default)s)")
    return parser.parse_args()


def figure(collection: Collection, work: Path) -> tuple[str, float, float]:
    """How it is measured, the score over all questions, and what was wanted."""
    reader = _indexed(collection, work / "ranking")
    score = _average_precision if collection.is_deep else _reciprocal_rank
    mean = statistics.fmean(score(reader, question) for question in collection.questions)
    return "MAP" if collection.is_deep else f"MRR@{_FIRST}", mean, collection.wanted


def _indexed(collection: Collection, directory: Path) -> WhooshReader:
    """A reader of a new index on disk with the collection's releases."""
    shutil.rmtree(directory, ignore_errors=True)
    engine: Any = open_engine(f"whoosh:{directory}")
    with engine.writer() as writer:
        for release in collection.releases:
            writer.put(release)
        writer.commit()
    reader: WhooshReader = engine.reader()
    return reader


def _reciprocal_rank(reader: WhooshReader, question: Judged) -> float:
    """One over the place of the first answer among the first ten, 0 if it is not among them."""
    found = _page(reader, question, 1, _FIRST)
    return next((1 / place for place, id in enumerate(found, 1) if id in question.relevant), 0.0)


def _average_precision(reader: WhooshReader, question: Judged) -> float:
    """The mean, over all answers, of the share of answers down to each; 0 for an answer that is not found."""
    places = [place for place, id in enumerate(_all(reader, question), 1) if id in question.relevant]
    return sum(number / place for number, place in enumerate(places, 1)) / len(question.relevant)


def _all(reader: WhooshReader, question: Judged) -> Iterator[str]:
    number = 1
    while found := _page(reader, question, number, MAX_SIZE):
        yield from found
        number += 1


def _page(reader: WhooshReader, question: Judged, number: int, size: int) -> Sequence[str]:
    query = Query(" ".join(units(question.text)), Match.ANY, page=number, size=size, group=Group.NONE, across=False)
    return [id for id, _ in reader.collected(query).page]


if __name__ == "__main__":
    main()
