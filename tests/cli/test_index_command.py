"""How does `newsroom index` behave at a terminal?"""

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from index import cli
from index.formats import FORMATS
from search.cli import main, settings_in_force
from search.engines import open_engine
from search.query import Query

GOOD = {"id": "1", "title": "A visit to Iraq", "body": "The minister spoke about peace.", "published": "2020-06-04"}


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NEWSROOM_CONFIG", raising=False)
    return f"whoosh:{tmp_path / 'store'}"


def index(store: str, *arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["index", *map(str, arguments), "--store", store])


def written(path: Path, *rows: dict[str, object] | str) -> Path:
    path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows), encoding="utf-8")
    return path


def total(store: str) -> int:
    return open_engine(store).reader().search(Query()).total


def test_a_clean_run_sums_up_in_one_line_and_ends_with_0(store: str, tmp_path: Path) -> None:
    result = index(store, written(tmp_path / "a.jsonl", GOOD))
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "1 added, 0 changed, 0 unchanged, 0 withdrawn, 0 rejected, 0 warnings\n"
    assert total(store) == 1


def test_the_formats_are_told_without_a_source() -> None:
    result = CliRunner().invoke(main, ["index", "--formats"])
    assert (result.exit_code, result.stderr) == (0, "")
    heading, *rows = result.stdout.splitlines()
    assert heading.split("  ")[0] == "format"
    assert [row.partition("  ")[0] for row in rows] == [format.name for format in FORMATS]
    for format, row in zip(FORMATS, rows, strict=True):
        assert all(f" {suffix} " in row for suffix in format.suffixes)
        assert format.taken in row
        assert row.endswith(format.library)


def test_a_second_run_changes_nothing(store: str, tmp_path: Path) -> None:
    file = written(tmp_path / "a.jsonl", GOOD)
    index(store, file)
    before = open_engine(store).reader().generation
    assert index(store, file).stdout.startswith("0 added, 0 changed, 1 unchanged")
    assert open_engine(store).reader().generation == before


def test_rejects_are_told_and_end_with_3(store: str, tmp_path: Path) -> None:
    file = written(tmp_path / "a.jsonl", GOOD, "{", *[{"id": str(number), "body": "x"} for number in range(9)])
    result = index(store, file)
    assert result.exit_code == 3
    assert f"Rejected: {file}, line 2: this is no JSON" in result.stderr
    assert result.stderr.count("Rejected:") == 5
    assert "10 rejected; --report FILE writes all of them" in result.stderr
    assert total(store) == 1


def test_the_report_lists_every_reject_and_warning_with_what_to_do(store: str, tmp_path: Path) -> None:
    file = written(tmp_path / "a.jsonl", GOOD | {"published": "31.02.2020", "city": "Bern"}, {"id": "2", "body": "x"})
    result = index(store, file, "--report", tmp_path / "report.jsonl")
    rows = [json.loads(line) for line in (tmp_path / "report.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(row["level"], row["source"], row["line"], row["id"]) for row in rows] == [
        ("warning", str(file), 1, "1"),
        ("rejected", str(file), 2, "2"),
        ("warning", None, None, None),
    ]
    assert [row["reason"] for row in rows] == [
        "the date '31.02.2020' is no day of the calendar; kept as undated",
        "no title",
        "the field 'city' is unknown and was ignored (documents: 1)",
    ]
    assert all(row["do"] for row in rows)
    assert f"all of them are in {tmp_path / 'report.jsonl'}" in result.stderr


@pytest.mark.parametrize("arguments", [["gone.jsonl"], [], ["a.jsonl", "--workers", "-1"]])
def test_wrong_usage_ends_with_2(store: str, tmp_path: Path, arguments: list[str]) -> None:
    written(tmp_path / "a.jsonl", GOOD)
    assert index(store, *arguments).exit_code == 2
    assert not open_engine(store).exists


def test_an_empty_directory_fails_and_says_what_was_looked_for(store: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = index(store, tmp_path / "empty")
    assert result.exit_code == 1
    assert ".jsonl" in result.stderr
    assert not open_engine(store).exists


def test_nothing_but_rejects_fails_and_leaves_the_index_as_it_was(store: str, tmp_path: Path) -> None:
    index(store, written(tmp_path / "a.jsonl", GOOD))
    result = index(store, written(tmp_path / "b.jsonl", "{"), "--rebuild")
    assert result.exit_code == 1
    assert total(store) == 1


def test_a_dry_run_changes_nothing(store: str, tmp_path: Path) -> None:
    result = index(store, written(tmp_path / "a.jsonl", GOOD), "--dry-run")
    assert result.stdout.splitlines() == [
        "added     1  A visit to Iraq",
        "Nothing was changed; a run would end with: "
        "1 added, 0 changed, 0 unchanged, 0 withdrawn, 0 rejected, 0 warnings",
    ]
    assert not open_engine(store).exists


def test_quiet_tells_nothing_of_a_clean_run(store: str, tmp_path: Path) -> None:
    assert index(store, written(tmp_path / "a.jsonl", GOOD), "--quiet").output == ""


def test_a_directory_that_holds_the_store_and_the_report_can_be_indexed(store: str, tmp_path: Path) -> None:
    written(tmp_path / "a.jsonl", GOOD)
    (tmp_path / "report.jsonl").write_text("from an earlier run")
    arguments = (".", "--report", "report.jsonl")
    assert [index(store, *arguments).exit_code for _ in range(2)] == [0, 0]
    assert (tmp_path / "report.jsonl").read_text() == ""


def test_files_and_directories_go_together(store: str, tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    written(tmp_path / "more" / "b.jsonl", GOOD | {"id": "2"})
    (tmp_path / "more" / "c.html").write_bytes((Path(__file__).parents[1] / "data" / "any_page.html").read_bytes())
    assert index(store, written(tmp_path / "a.jsonl", GOOD), tmp_path / "more").exit_code == 0
    assert sorted(open_engine(store).archive().kept()) == ["1", "2", "55123"]


def test_a_store_of_an_unknown_kind_fails_with_one_line(tmp_path: Path) -> None:
    result = index("paper:drawer", written(tmp_path / "a.jsonl", GOOD))
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: paper:drawer")


def test_the_demo_serves_the_sample_from_a_store_that_is_gone_afterwards(monkeypatch: pytest.MonkeyPatch) -> None:
    served: dict[str, object] = {}

    @click.command()
    @click.option("--store")
    @click.option("--port", type=int)
    def serve(store: str, port: int) -> None:
        served.update(store=store, port=port, total=total(store), name=dict(settings_in_force().site.name))

    monkeypatch.setattr(cli, "command_named", lambda name: serve)
    result = CliRunner().invoke(main, ["demo", "--port", "8123"])
    assert result.exit_code == 0, result.output
    assert served["port"] == 8123
    assert isinstance(served["total"], int)
    assert served["total"] > 10
    assert served["name"] == {"de": "Newsroom – Beispieltexte", "en": "Newsroom – sample texts"}
    assert not Path(str(served["store"]).removeprefix("whoosh:")).parent.exists()
