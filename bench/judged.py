"""Which questions have known answers? Collections of releases and questions from the real data beside the project."""

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from search.analysis import normalize
from search.release import Block, Kind, Part, Release

NO_TITLE = "Release"  # where a title would give the answer away


@dataclass(frozen=True, slots=True)
class Judged:
    """A question and the ids of the releases that answer it."""

    text: str
    relevant: frozenset[str]


@dataclass(frozen=True, slots=True)
class Collection:
    """Releases with questions about them.

    Attributes:
        name: as it stands in the report.
        wanted: the score that it should reach at least.
        is_deep: whether it is judged by the mean average precision of everything found, not by the first ten.
        releases: what is searched.
        questions: what is asked, each by itself.
    """

    name: str
    wanted: float
    is_deep: bool
    releases: Sequence[Release]
    questions: Sequence[Judged]


def collections(data: Path) -> Iterator[Collection]:
    """Every collection; its sentences stay where they are."""
    for language, wanted in {"de": 0.943, "en": 0.957}.items():
        yield _xquad(data / "xquad", language, wanted)
    for language, wanted in {"de": 0.83, "en": 0.85}.items():
        yield _known_items(data / "swiss-newsroom", language, wanted)
    yield _cranfield(data / "cranfield", 0.41)


def _xquad(folder: Path, language: str, wanted: float) -> Collection:
    """Questions to the paragraph that answers them; paragraphs of one article share its title, so it is left out."""
    releases = [
        release_of(row["id"], language, NO_TITLE, body=row["body"]) for row in rows(folder / f"docs.{language}.jsonl")
    ]
    questions = [Judged(row["query"], frozenset([row["rel"]])) for row in rows(folder / f"queries.{language}.jsonl")]
    return Collection(f"XQuAD {language}", wanted, False, releases, questions)


def _known_items(folder: Path, language: str, wanted: float) -> Collection:
    """Titles to the release that they stood above."""
    releases = [
        release_of(row["id"], language, NO_TITLE, row["lead"], row["body"], row["date"])
        for row in rows(folder / "fdfa_dev.jsonl.gz")
        if row["lang"] == language
    ]
    questions = [
        Judged(row["query"], frozenset([row["rel_same"]]))
        for row in rows(folder / "knownitem_dev.jsonl.gz")
        if row["qlang"] == language
    ]
    return Collection(f"known item {language}", wanted, False, releases, questions)


def _cranfield(folder: Path, wanted: float) -> Collection:
    """Engineers' questions to abstracts. Every pair that is listed counts, those with the code -1 too.

    Each question has one of those, and the figures published for Lucene's BM25 (MAP .405, P@5 .447) count them: plain
    BM25 reaches .411 and .438 with them, .296 and .308 without.
    """
    releases = [
        release_of(row["id"], "en", row["title"], body=row["body"].removeprefix(row["title"]))
        for row in rows(folder / "docs.jsonl")
        if row["body"].strip()
    ]
    relevant: dict[str, set[str]] = {}
    for line in (folder / "qrels.tsv").read_text().splitlines()[1:]:
        question, document, _ = line.split("\t")
        relevant.setdefault(question, set()).add(document)
    questions = [Judged(row["query"], frozenset(relevant[str(row["qid"])])) for row in rows(folder / "queries.jsonl")]
    return Collection("Cranfield", wanted, True, releases, questions)


def release_of(
    id: str, language: str, title: str, lead: str = "", body: str = "", published: str | None = None
) -> Release:
    paragraphs = [(Part.TITLE, title), (Part.LEAD, lead), *((Part.BODY, text) for text in body.split("\n\n"))]
    blocks = [Block(part, text, language) for part, raw in paragraphs if (text := normalize(raw))]
    if len(blocks) == 1:  # a body that only repeats the title
        blocks.append(Block(Part.BODY, blocks[0].text, language))
    return Release(
        id=id,
        url=None,
        kind=Kind.PRESS_RELEASE,
        published=date.fromisoformat(published) if published else None,
        language=language,
        blocks=tuple(blocks),
    )


def rows(path: Path) -> Iterator[Mapping[str, Any]]:
    content = path.read_bytes()
    if path.suffix == ".gz":
        content = gzip.decompress(content)
    return map(json.loads, content.splitlines())
