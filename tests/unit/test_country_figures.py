"""How often are the countries right? Against what people assigned, and against the other version of a release."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from index.entities.countries import load_gazetteer
from search.analysis import normalize
from search.release import Block, Part


def rows(file: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def blocks(language: str, title: str, *texts: str) -> list[Block]:
    parts = [(Part.TITLE, title), *((Part.BODY, text) for text in texts)]
    return [Block(part, text, language) for part, raw in parts if (text := normalize(raw))]


@pytest.mark.shared
def test_countries_are_those_that_people_assigned_to_news(shared: Path) -> None:
    folder = shared / "reuters-countries"
    lines = (folder / "places_to_iso2.tsv").read_text(encoding="utf-8").splitlines()[1:]
    code_of = dict(line.split("\t")[:2] for line in lines)
    gazetteer = load_gazetteer(own=None)
    right = found = assigned = 0
    for row in rows(folder / "train.jsonl.gz"):
        gold = {code_of[place] for place in row["places"] if place in code_of} - {"US"}
        text = f"{row['dateline'] or ''} {row['body']}".replace("\n", " ")
        about = set(gazetteer.found(blocks("en", row["title"], text)).about) - {"US"}
        right, found, assigned = right + len(gold & about), found + len(about), assigned + len(gold)
    precision, recall = right / found, right / assigned
    score = 2 * precision * recall / (precision + recall)
    print(f"\nnews without the US: precision {precision:.3f}, recall {recall:.3f}, F1 {score:.4f}")
    assert score >= 0.84


@pytest.mark.shared
def test_both_language_versions_of_a_release_are_about_the_same_countries(shared: Path) -> None:
    folder = shared / "swiss-newsroom"
    gazetteer = load_gazetteer(own="CH")  # the newsroom's own country, as its press office would set it
    about = {
        row["oid"]: set(
            gazetteer.found(blocks(row["lang"], row["title"], row["lead"] or "", *row["body"].split("\n\n"))).about
        )
        for language in ("de", "en")
        for row in rows(folder / f"pairing_dev_{language}.jsonl.gz")
    }
    lines = (folder / "pairing_dev_gold.tsv").read_text(encoding="utf-8").splitlines()[1:]
    pairs = [(about[german], about[english]) for german, english in (line.split("\t")[:2] for line in lines)]
    jaccard = sum(len(one & other) / len(one | other) if one | other else 1 for one, other in pairs) / len(pairs)
    same = sum(one == other for one, other in pairs) / len(pairs)
    print(f"\n{len(pairs)} pairs: mean Jaccard {jaccard:.4f}, identical {same:.1%}")
    assert jaccard >= 0.93
    assert same >= 0.85
