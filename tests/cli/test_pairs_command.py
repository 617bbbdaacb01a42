"""How does `newsroom pairs` behave at a terminal?"""

import json
from pathlib import Path
from typing import Any

import pytest
from terminal import newsroom
from versions import BAMAKO, MALI_AID, TIRANA, row


def wrong_sum(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(text.replace("62 million", "26 million") for text in texts)


ROWS = [
    row("1", "de", TIRANA["de"], "2020-06-04"),
    row("2", "en", TIRANA["en"], "2020-06-06"),
    row("3", "de", BAMAKO["de"], "2020-06-09"),
    row("4", "en", wrong_sum(BAMAKO["en"]), "2020-06-09", translation_of="3"),
    row("5", "de", MALI_AID["de"], "2020-06-10"),
]
TWIN = row("6", "de", TIRANA["de"], "2020-06-06")


pytestmark = pytest.mark.usefixtures("folder")


def indexed(folder: Path, *rows: dict[str, Any]) -> None:
    lines = "".join(f"{json.dumps(each, ensure_ascii=False)}\n" for each in rows)
    (folder / "releases.jsonl").write_text(lines, encoding="utf-8")
    assert newsroom("index", "releases.jsonl", "--quiet", "--workers", "0").exit_code == 0


def told(*arguments: str) -> list[dict[str, Any]]:
    result = newsroom("pairs", "--json", *arguments)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_it_sums_up_how_the_languages_stand(folder: Path) -> None:
    indexed(folder, *ROWS)
    lines = newsroom("pairs").stdout.splitlines()
    assert lines[:6] == [
        "pairs         2 (1 evidence, 1 stated)",
        "in doubt      0",
        "perhaps       0 that are no pairs so far",
        "untranslated  1",
        "came later    1; half of them within 2 days, the last after 2 days",
        "figures       1 pairs in which they differ",
    ]


def test_it_lists_what_came_later_what_differs_and_what_is_untranslated(folder: Path) -> None:
    indexed(folder, *ROWS)
    shown = newsroom("pairs").stdout
    assert "\nCame later\n  2020-06-04  de  1 " in shown
    assert "Foreign Minister Maas travels to Tirana  (2 days later)\n" in shown
    assert "Außenminister Maas in Bamako  only here: 62\n" in shown
    assert "Foreign Minister Maas in Bamako  only here: 26\n" in shown
    assert "Deutschland hilft Vertriebenen in Mali  (no English)\n" in shown


def test_a_pair_in_doubt_stands_with_its_reasons_and_with_what_else_it_could_be(folder: Path) -> None:
    indexed(folder, *ROWS, TWIN)
    doubtful = [each for each in told() if each["type"] == "pair" and each["confidence"] < 0.9]
    assert [[release["id"] for release in each["releases"]] for each in doubtful] == [["6", "2"]]
    assert doubtful[0]["rivals"] == ["1"]
    assert doubtful[0]["reasons"][0] == "same day"
    assert "could also go with: 1" in newsroom("pairs").stdout


def test_what_nobody_can_decide_is_shown_as_perhaps_a_pair(folder: Path) -> None:
    indexed(folder, *ROWS, {**TWIN, "published": "2020-06-04"})
    possible = [each for each in told() if each["type"] == "possible"]
    assert [[release["id"] for release in each["releases"]] for each in possible] == [["1", "2"], ["6", "2"]]
    assert "\nPerhaps a pair\n  0.50  2020-06-04  de  1 " in newsroom("pairs").stdout


def test_json_lines_tell_of_every_pair_of_what_is_untranslated_and_end_in_a_summary(folder: Path) -> None:
    indexed(folder, *ROWS)
    *lines, summary = told()
    assert lines[1] == {
        "type": "pair",
        "releases": [
            {"id": "3", "language": "de", "published": "2020-06-09", "title": "Außenminister Maas in Bamako"},
            {"id": "4", "language": "en", "published": "2020-06-09", "title": "Foreign Minister Maas in Bamako"},
        ],
        "ground": "stated",
        "confidence": 1.0,
        "rivals": [],
        "later": None,
        "days_later": 0,
        "figures_only": {"3": ["62"], "4": ["26"]},
    }
    assert (lines[0]["later"], lines[0]["days_later"]) == ("2", 2)
    assert [(each["id"], each["missing"]) for each in lines if each["type"] == "untranslated"] == [("5", ["en"])]
    assert summary == {
        "type": "summary",
        "pairs": 2,
        "pairs_by_ground": {"evidence": 1, "stated": 1},
        "doubtful": 0,
        "possible": 0,
        "untranslated": 1,
        "later": 1,
        "median_days": 2,
        "most_days": 2,
        "differing": 1,
    }


def test_with_an_id_it_tells_of_that_release_alone_and_why(folder: Path) -> None:
    indexed(folder, *ROWS)
    shown = newsroom("pairs", "2").stdout
    assert shown.startswith("1.00  2020-06-04  de  1 ")
    assert "2 days apart; 7 numbers in common: 2020-06-04, " in shown
    assert "Bamako" not in shown
    assert newsroom("pairs", "5").stdout.endswith("Deutschland hilft Vertriebenen in Mali  (no English)\n")


def test_lists_are_cut_and_say_so(folder: Path) -> None:
    indexed(folder, *ROWS, row("7", "de", ("Ein Hinweis", "Das Amt bleibt zu."), "2020-06-11"))
    assert "  … and 1 more (--most 0 lists all)\n" in newsroom("pairs", "--most", "1").stdout
    assert "more (--most" not in newsroom("pairs", "--most", "0").stdout


def test_the_file_of_pairs_is_in_force_and_its_mistakes_are_told(folder: Path) -> None:
    indexed(folder, *ROWS)
    (folder / "newsroom.toml").write_text('pairs = "pairs.toml"\n', encoding="utf-8")
    (folder / "pairs.toml").write_text('together = [["5", "2"], ["404", "1"]]\n', encoding="utf-8")
    result = newsroom("pairs", "2")
    assert "staff say so" in result.stdout
    assert result.stderr == "pairs.toml: 404 is no release that stands in the index\n"


def test_a_file_of_pairs_that_contradicts_itself_is_refused(folder: Path) -> None:
    indexed(folder, *ROWS)
    (folder / "newsroom.toml").write_text('pairs = "pairs.toml"\n', encoding="utf-8")
    (folder / "pairs.toml").write_text('together = [["5", "2"]]\napart = [["2", "5"]]\n', encoding="utf-8")
    result = newsroom("pairs")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "pairs.toml: 2 and 5 stand together and apart" in result.stderr


def test_an_unknown_id_is_told(folder: Path) -> None:
    indexed(folder, *ROWS)
    result = newsroom("pairs", "2", "404")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "there is no release 404 in whoosh:newsroom-store" in result.stderr


def test_a_withdrawn_release_is_no_version(folder: Path) -> None:
    indexed(folder, *ROWS)
    lines = "".join(f"{json.dumps(each)}\n" for each in ROWS[1:])
    (folder / "releases.jsonl").write_text(lines, encoding="utf-8")
    newsroom("index", "releases.jsonl", "--prune", "--quiet", "--workers", "0")
    assert "2020-06-06  en  2 " in newsroom("pairs", "2").stdout
    assert "(no Deutsch)" in newsroom("pairs", "2").stdout


def test_where_there_is_no_index_that_is_told() -> None:
    result = newsroom("pairs")
    assert result.exit_code == 1
    assert "there is no index at newsroom-store" in result.stderr
