"""How does `newsroom inspect` behave at a terminal?"""

import json
from pathlib import Path

import pytest
from terminal import newsroom

LINE = {
    "id": "1",
    "title": "Foreign Minister Maas in Bamako",
    "published": "2020-06-04",
    "body": "Heiko Maas visited Mali.\n\n" + "They spoke of aid. " * 12 + "The Malian president named Niger once.",
}


@pytest.fixture(autouse=True)
def folder(folder: Path) -> Path:
    (folder / "releases.jsonl").write_text(f"{json.dumps(LINE)}\nno release\n", encoding="utf-8")
    return folder


def test_it_shows_what_was_found_in_a_file_by_which_rule_and_where() -> None:
    result = newsroom("inspect", "releases.jsonl", "--json")
    shown = json.loads(result.stdout)
    assert (shown["id"], shown["ministers"], shown["countries"]) == ("1", ["heiko-maas"], ["ML"])
    found = [(each["value"], each["role"], each["rule"], each["place"], each["words"]) for each in shown["found"]]
    assert ("ML", "about", "name", "paragraph 1", "Mali") in found
    assert ("ML", "about", "adjective", "paragraph 2", "Malian") in found
    assert ("NE", "mentioned", "name", "paragraph 2", "Niger") in found
    assert ("heiko-maas", "acting", "title and surname", "title", "Foreign Minister Maas") in found
    assert ("heiko-maas", "acting", "full name", "paragraph 1", "Heiko Maas") in found
    for each in shown["found"]:
        block = {"title": LINE["title"], "paragraph 1": LINE["body"].split("\n\n")[0]}.get(each["place"])
        assert block is None or block[each["start"] : each["end"]] == each["words"]


def test_a_line_that_is_no_release_is_told() -> None:
    assert newsroom("inspect", "releases.jsonl").stderr.startswith("Rejected: releases.jsonl, line 2: ")


def test_a_release_of_the_index_is_found_by_its_id() -> None:
    newsroom("index", "releases.jsonl", "--quiet")
    result = newsroom("inspect", "1")
    assert result.exit_code == 0
    assert "title      Foreign Minister Maas in Bamako\n" in result.stdout
    assert "…Heiko Maas visited Mali.…" in result.stdout


def test_what_the_index_knows_of_a_release_is_shown_withdrawn_or_not(folder: Path) -> None:
    newsroom("index", "releases.jsonl", "--quiet")
    (folder / "releases.jsonl").write_text(json.dumps({**LINE, "id": "2"}), encoding="utf-8")
    newsroom("index", "releases.jsonl", "--prune", "--force", "--quiet")
    shown = json.loads(newsroom("inspect", "1", "--json").stdout)
    assert shown["indexed"] < shown["withdrawn"]
    assert shown["origin"] == str(folder / "releases.jsonl")
    assert "changed" not in shown


def test_who_is_neither_a_file_nor_a_release_is_told() -> None:
    newsroom("index", "releases.jsonl", "--quiet")
    result = newsroom("inspect", "nothing")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "there is no file nothing, and no release of this id in whoosh:newsroom-store" in result.stderr


def test_a_mended_registry_changes_only_the_releases_that_it_concerns(folder: Path) -> None:
    rows = [LINE, {**LINE, "id": "2", "title": "Anna Adam in Bamako", "body": "Anna Adam visited Mali."}]
    (folder / "releases.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    newsroom("index", "releases.jsonl", "--quiet")
    (folder / "newsroom.toml").write_text('ministers = "ministers.toml"\n', encoding="utf-8")
    registry = """[[minister]]
id = "heiko-maas"
name = "Heiko Maas"
[[minister.office]]
title = "Foreign Minister"
from = 2018-03-14
[[minister]]
id = "anna-adam"
name = "Anna Adam"
[[minister.office]]
title = "Minister of State"
from = 2018-03-14
"""
    (folder / "ministers.toml").write_text(registry, encoding="utf-8")
    assert "0 added, 1 changed, 1 unchanged" in newsroom("index", "releases.jsonl").stdout
    assert json.loads(newsroom("inspect", "2", "--json").stdout)["ministers"] == ["anna-adam"]
