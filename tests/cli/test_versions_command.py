"""Do runs find, keep and part the versions of releases? `newsroom index` again and again, and what readers then see."""

import json
from pathlib import Path
from typing import Any

import pytest
from terminal import newsroom
from versions import BAMAKO, MALI_AID, TIRANA, row

from search.engine import Reader
from search.engines import open_engine
from search.query import Query

TIRANA_DE, TIRANA_EN = row("1", "de", TIRANA["de"], "2020-06-04"), row("2", "en", TIRANA["en"], "2020-06-06")
BAMAKO_DE, BAMAKO_EN = row("3", "de", BAMAKO["de"], "2020-06-09"), row("4", "en", BAMAKO["en"], "2020-06-09")
MALI_DE = row("5", "de", MALI_AID["de"], "2020-06-10")


pytestmark = pytest.mark.usefixtures("folder")


def indexed(rows: list[dict[str, Any]], *options: str) -> str:
    """One run; gives what it says on stderr."""
    lines = "".join(f"{json.dumps(each, ensure_ascii=False)}\n" for each in rows)
    Path("releases.jsonl").write_text(lines, encoding="utf-8")
    result = newsroom("index", "releases.jsonl", "--workers", "0", *options)
    assert result.exit_code == 0, result.output
    return result.stderr


def reader() -> Reader:
    return open_engine("whoosh:newsroom-store").reader()


def versions() -> dict[str, list[str]]:
    view = reader()
    return {hit.release.id: [each.id for each in hit.translations] for hit in view.search(Query(prefer="en")).hits}


def test_a_version_that_comes_two_days_later_finds_its_partner() -> None:
    assert "language versions" not in indexed([TIRANA_DE, BAMAKO_DE, MALI_DE])
    assert versions() == {"1": [], "3": [], "5": []}
    assert "1 pair of language versions (1 new)\n" in indexed([TIRANA_EN])
    assert versions() == {"2": ["1"], "3": [], "5": []}
    assert reader().count(Query()) == 3


def test_a_version_that_is_withdrawn_leaves_its_partner_and_one_that_changes_stays() -> None:
    indexed([TIRANA_DE, TIRANA_EN, BAMAKO_DE, BAMAKO_EN])
    changed = {**BAMAKO_EN, "title": "Foreign Minister Maas visits Bamako"}
    told = indexed([TIRANA_DE, BAMAKO_DE, changed], "--prune")
    assert "1 pair of language versions (1 parted)\n" in told
    assert versions() == {"1": [], "4": ["3"]}


def test_a_second_run_over_the_same_releases_changes_nothing_and_a_rebuild_finds_the_same() -> None:
    rows = [TIRANA_DE, TIRANA_EN, BAMAKO_DE, BAMAKO_EN, MALI_DE]
    indexed(rows)
    generation, found = reader().generation, versions()
    assert "language versions" not in indexed(rows)
    assert (reader().generation, versions()) == (generation, found)
    assert "2 pairs of language versions" in indexed(rows, "--rebuild")
    assert versions() == found == {"2": ["1"], "4": ["3"], "5": []}
    assert list(open_engine("whoosh:newsroom-store").check()) == []


def test_what_staff_say_wins_over_evidence_and_over_what_sources_state_from_the_next_run_on() -> None:
    rows = [TIRANA_DE, TIRANA_EN, {**BAMAKO_DE, "translation_of": "4"}, BAMAKO_EN, MALI_DE]
    indexed(rows)
    Path("newsroom.toml").write_text('pairs = "pairs.toml"\n', encoding="utf-8")
    Path("pairs.toml").write_text('together = [["5", "4"]]\napart = [["1", "2"]]\n', encoding="utf-8")
    assert "1 pair of language versions (1 new, 2 parted)\n" in indexed(rows)
    assert versions() == {"1": [], "2": [], "3": [], "4": ["5"]}
    Path("pairs.toml").write_text("", encoding="utf-8")
    indexed(rows)
    assert versions() == {"2": ["1"], "4": ["3"], "5": []}


def test_what_cannot_be_in_the_file_of_pairs_is_a_warning_of_the_run() -> None:
    Path("newsroom.toml").write_text('pairs = "pairs.toml"\n', encoding="utf-8")
    Path("pairs.toml").write_text('together = [["1", "404"]]\n', encoding="utf-8")
    indexed([TIRANA_DE, TIRANA_EN], "--report", "report.jsonl")
    (noted,) = map(json.loads, Path("report.jsonl").read_text(encoding="utf-8").splitlines())
    assert noted["reason"] == "404 is no release that stands in the index"
    assert "pairs" in noted["do"]


def test_a_file_of_pairs_that_cannot_be_read_fails_the_run_and_leaves_the_index_as_it_was() -> None:
    indexed([TIRANA_DE])
    Path("newsroom.toml").write_text('pairs = "pairs.toml"\n', encoding="utf-8")
    Path("pairs.toml").write_text("together = 5\n", encoding="utf-8")
    result = newsroom("index", "releases.jsonl", "--rebuild")
    assert result.exit_code == 1
    assert "together must be a list" in result.stderr
    assert versions() == {"1": []}


def test_inspect_shows_a_releases_version_how_sure_that_is_and_why() -> None:
    indexed([TIRANA_DE, TIRANA_EN])
    shown = newsroom("inspect", "1").stdout
    assert "version    2 (en, evidence, 1.0000): 2 days apart; " in shown
    (version,) = json.loads(newsroom("inspect", "2", "--json").stdout)["versions"]
    assert (version["id"], version["language"], version["paired"]) == ("1", "de", True)
    assert version["confidence"] > 0.9
    assert "2 days apart" in version["reasons"]


def test_inspect_shows_what_might_be_a_version() -> None:
    indexed([TIRANA_DE, {**TIRANA_DE, "id": "6"}, {**TIRANA_EN, "published": "2020-06-04"}])
    assert versions() == {"1": [], "2": [], "6": []}
    assert "perhaps    1 (de, evidence, 0.5" in newsroom("inspect", "2").stdout
