"""What becomes of an index that is brought up to date again and again? Runs over files that come, change and go."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from unruly import PATIENCE, wait_until

from search.archive import Archive
from search.cli import main
from search.engine import Reader
from search.engines import open_engine
from search.query import Group, Query

BODY = "The minister spoke about peace and about the situation in the region."


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NEWSROOM_CONFIG", raising=False)
    return f"whoosh:{tmp_path / 'store'}"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Four releases, each in a file of its own."""
    directory = tmp_path / "releases"
    directory.mkdir()
    for number in range(1, 5):
        written(directory / f"{number}.json", one(number))
    return directory


def one(number: int, **fields: object) -> dict[str, object]:
    return {"id": str(number), "title": f"Visit number {number}", "body": BODY, "published": "2020-06-04", **fields}


def written(path: Path, *rows: object) -> Path:
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def index(store: str, *arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["index", *map(str, arguments), "--store", store])


def indexed(store: str, *arguments: str | Path) -> dict[str, int]:
    """What a run that ends well sums up, without what is 0."""
    result = index(store, *arguments)
    assert result.exit_code in (0, 3), result.output
    counts = (part.split() for part in result.stdout.splitlines()[-1].rpartition(": ")[2].split(", "))
    return {name: int(count) for count, name in counts if count != "0"}


def reader(store: str) -> Reader:
    return open_engine(store).reader()


def archive(store: str) -> Archive:
    return open_engine(store).archive()


def found(store: str) -> set[str]:
    return {hit.release.id for hit in reader(store).search(Query(size=100, group=Group.NONE)).hits}


# What is unchanged is not touched, and what is gone is withdrawn when that is asked for.


def test_a_second_run_over_unchanged_sources_touches_nothing_and_says_so(store: str, source: Path) -> None:
    assert indexed(store, source) == {"added": 4}
    files = {path: path.stat() for path in Path(store[7:]).rglob("*.columns")}
    generation = reader(store).generation
    assert indexed(store, source, "--prune") == {"unchanged": 4}
    assert {path: path.stat() for path in Path(store[7:]).rglob("*.columns")} == files
    assert reader(store).generation == generation


def test_what_is_gone_stays_without_prune_and_is_withdrawn_with_it(store: str, source: Path) -> None:
    indexed(store, source)
    (source / "4.json").unlink()
    assert indexed(store, source) == {"unchanged": 3}
    assert found(store) == {"1", "2", "3", "4"}
    assert indexed(store, source, "--prune") == {"unchanged": 3, "withdrawn": 1}
    assert found(store) == {"1", "2", "3"}
    tombstone = reader(store).tombstone("4")
    assert tombstone is not None
    assert tombstone.moved_to is None
    assert indexed(store, source, "--prune") == {"unchanged": 3}
    assert reader(store).tombstone("4") == tombstone


def test_a_release_that_comes_back_is_added_and_keeps_the_moment_it_first_came(store: str, source: Path) -> None:
    indexed(store, source)
    first = archive(store).release("4")
    assert first
    content = (source / "4.json").read_text()
    (source / "4.json").unlink()
    indexed(store, source, "--prune")
    (source / "4.json").write_text(content)
    assert indexed(store, source) == {"added": 1, "unchanged": 3}
    assert reader(store).release("4") == first


def test_prune_leaves_what_was_read_elsewhere(store: str, source: Path, tmp_path: Path) -> None:
    others = written(tmp_path / "others.jsonl", one(7), one(8))
    indexed(store, source, others)
    (source / "1.json").unlink()
    assert indexed(store, source, "--prune") == {"unchanged": 3, "withdrawn": 1}
    written(others, one(7))
    assert indexed(store, source, others, "--prune") == {"unchanged": 4, "withdrawn": 1}
    assert found(store) == {"2", "3", "4", "7"}


def test_a_directory_covers_what_was_read_in_a_part_of_it(store: str, source: Path, tmp_path: Path) -> None:
    indexed(store, source / "1.json", source / "2.json", source)
    (source / "1.json").unlink()
    assert indexed(store, tmp_path / "releases" / ".." / "releases", "--prune") == {"unchanged": 3, "withdrawn": 1}


def test_a_release_that_moves_to_another_file_is_not_gone(store: str, source: Path, tmp_path: Path) -> None:
    indexed(store, source)
    (source / "4.json").rename(tmp_path / "4.json")
    assert indexed(store, source, tmp_path / "4.json", "--prune") == {"unchanged": 4}
    assert indexed(store, source, "--prune") == {"unchanged": 3}
    assert found(store) == {"1", "2", "3", "4"}


def test_what_could_not_be_read_this_time_is_not_gone(store: str, source: Path, tmp_path: Path) -> None:
    lines = written(tmp_path / "lines.jsonl", one(7), one(8), one(9))
    indexed(store, source, lines)
    written(source / "1.json", "{")
    written(lines, one(7), '{"id": "8", "ti', one(9))
    assert indexed(store, source, lines, "--prune") == {"unchanged": 5, "rejected": 2}
    assert indexed(store, source, lines, "--rebuild") == {"unchanged": 5, "rejected": 2}
    assert found(store) == {"1", "2", "3", "4", "7", "8", "9"}


def test_of_a_rejected_release_whose_id_is_known_only_that_one_stays(store: str, tmp_path: Path) -> None:
    lines = written(tmp_path / "lines.jsonl", *[one(number) for number in range(1, 7)])
    indexed(store, lines)
    written(lines, one(1), one(2, title=""), one(3), one(4))
    assert indexed(store, lines, "--prune") == {"unchanged": 3, "withdrawn": 2, "rejected": 1}
    assert found(store) == {"1", "2", "3", "4"}


# A source that shrinks is more likely broken.


@pytest.mark.parametrize("how", ["--prune", "--rebuild"])
def test_a_source_that_holds_less_than_half_of_what_it_did_is_refused(store: str, source: Path, how: str) -> None:
    indexed(store, source)
    for number in (1, 2, 3):
        (source / f"{number}.json").unlink()
    generation = reader(store).generation
    result = index(store, source, how)
    assert result.exit_code == 1
    assert f"{source} held 4 releases and now holds 1 of them; the index is as it was." in result.stderr
    assert "--force" in result.stderr
    assert reader(store).generation == generation
    assert len(found(store)) == 4
    assert index(store, source, how, "--dry-run").exit_code == 1
    assert indexed(store, source, how, "--force") == {"unchanged": 1, "withdrawn": 3}
    assert found(store) == {"4"}


def test_half_of_what_it_did_is_enough(store: str, source: Path) -> None:
    indexed(store, source)
    for number in (1, 2):
        (source / f"{number}.json").unlink()
    assert indexed(store, source, "--prune") == {"unchanged": 2, "withdrawn": 2}


def test_each_source_is_judged_by_itself(store: str, source: Path, tmp_path: Path) -> None:
    others = written(tmp_path / "others.jsonl", *[one(number) for number in range(10, 40)])
    indexed(store, source, others)
    for number in (1, 2, 3):
        (source / f"{number}.json").unlink()
    assert index(store, others, source, "--prune").exit_code == 1
    assert indexed(store, source) == {"unchanged": 1}


def test_an_empty_source_is_never_a_reason_to_withdraw_everything(store: str, source: Path) -> None:
    indexed(store, source)
    for file in source.iterdir():
        file.unlink()
    for how in ("--prune", "--rebuild"):
        assert index(store, source, how, "--force").exit_code == 1
    assert len(found(store)) == 4


# Two languages, one number.


def test_two_languages_that_share_a_number_are_two_releases_whatever_comes_when(store: str, tmp_path: Path) -> None:
    for code in ("de", "en"):
        (tmp_path / code).mkdir()
        page = one(55, url=f"https://newsroom.example/{code}/news/12345", language=code)
        page.pop("id")
        written(tmp_path / code / "12345.json", page)
    assert indexed(store, tmp_path / "de") == {"added": 1}
    assert indexed(store, tmp_path / "en") == {"added": 1}
    assert found(store) == {"12345", "12345-en"}
    for how in ([tmp_path / "en", tmp_path / "de"], [tmp_path / "de", tmp_path / "en"], [tmp_path / "en"]):
        assert set(indexed(store, *how, "--prune")) == {"unchanged"}
    assert indexed(store, tmp_path / "en", tmp_path / "de", "--rebuild") == {"unchanged": 2}
    german, english = reader(store).release("12345"), reader(store).release("12345-en")
    assert german
    assert english
    assert (german.url, english.url) == tuple(f"https://newsroom.example/{code}/news/12345" for code in ("de", "en"))
    assert [version.id for version in reader(store).versions(german)] == ["12345-en"]
    assert [version.id for version in reader(store).versions(english)] == ["12345"]


def test_a_release_whose_address_changes_within_its_language_is_the_same(store: str, tmp_path: Path) -> None:
    page = {name: value for name, value in one(1).items() if name != "id"}
    file = written(tmp_path / "a.json", {**page, "url": "https://newsroom.example/en/news/a-visit/12345"})
    indexed(store, file)
    written(file, {**page, "url": "https://newsroom.example/en/newsroom/a-visit-12345"})
    assert indexed(store, file) == {"changed": 1}
    assert found(store) == {"12345"}


# What a release was before.


def test_every_version_is_kept_with_when_it_was_first_seen(store: str, source: Path) -> None:
    for title in ("Visit number 1", "Visit put off", "Visit cancelled"):
        written(source / "1.json", one(1, title=title))
        indexed(store, source)
    release = reader(store).release("1")
    assert release
    revisions = reader(store).revisions(release)
    assert [revision.release.title for revision in revisions] == ["Visit number 1", "Visit put off"]
    moments = [release.first_indexed, revisions[0].replaced, release.changed]
    assert [revisions[0].seen, revisions[1].seen, revisions[1].replaced] == moments
    assert moments == sorted(set(filter(None, moments)))


@pytest.mark.parametrize("how", [[], ["--rebuild"]])
def test_a_history_goes_through_every_kind_of_run(store: str, source: Path, how: list[str]) -> None:
    indexed(store, source)
    written(source / "1.json", one(1, title="Visit put off"))
    (source / "2.json").unlink()
    assert indexed(store, source, "--prune", *how) == {"changed": 1, "unchanged": 2, "withdrawn": 1}
    before = archive(store).release("1"), archive(store).history("1"), archive(store).release("2")
    for _ in range(2):
        assert indexed(store, source, *how) == {"unchanged": 3}
        assert (archive(store).release("1"), archive(store).history("1"), archive(store).release("2")) == before
    assert len(archive(store).history("1")) == 1
    assert reader(store).tombstone("2") is not None


def test_what_is_found_out_anew_is_no_new_version(store: str, source: Path, tmp_path: Path) -> None:
    written(source / "1.json", one(1, body=f"{BODY} Iraq was the subject: the talks in Iraq go on."))
    indexed(store, source)
    (tmp_path / "newsroom.toml").write_text('[site]\nown_country = "IQ"\n', encoding="utf-8")
    assert indexed(store, source) == {"changed": 1, "unchanged": 3}
    release = reader(store).release("1")
    assert release
    assert (release.changed, archive(store).history("1")) == (None, ())


def test_an_index_that_cannot_be_read_is_rebuilt_with_a_warning_of_what_is_lost(store: str, source: Path) -> None:
    indexed(store, source)
    for path in Path(store[7:]).rglob("*.columns"):
        path.write_bytes(b"nothing")
    assert indexed(store, source, "--rebuild", "--report", "report.jsonl") == {"added": 4, "warnings": 1}
    assert "what was withdrawn is lost" in Path("report.jsonl").read_text()


# Only looking.


def test_a_dry_run_names_every_release_that_would_not_stay_as_it_is(store: str, source: Path) -> None:
    indexed(store, source)
    written(source / "1.json", one(1, title="Visit put off"))
    (source / "2.json").unlink()
    written(source / "5.json", one(5))
    written(source / "6.json", "{")
    generation = reader(store).generation
    result = index(store, source, "--prune", "--dry-run")
    assert result.exit_code == 3
    assert result.stdout.splitlines() == [
        "changed   1  Visit put off",
        "added     5  Visit number 5",
        "withdrawn 2  Visit number 2",
        "Nothing was changed; a run would end with: "
        "1 added, 1 changed, 2 unchanged, 1 withdrawn, 1 rejected, 0 warnings",
    ]
    assert "6.json: this is no JSON" in result.stderr
    assert reader(store).generation == generation
    assert indexed(store, source, "--prune") == {
        "added": 1,
        "changed": 1,
        "unchanged": 2,
        "withdrawn": 1,
        "rejected": 1,
    }


def test_a_dry_run_names_every_reject_and_not_only_the_first(store: str, tmp_path: Path) -> None:
    lines = written(tmp_path / "lines.jsonl", one(1), *["{"] * 9)
    assert index(store, lines, "--dry-run").stderr.count("Rejected: ") == 9
    assert index(store, lines).stderr.count("Rejected: ") == 5


# What was rejected is tried again.


def test_retry_reads_just_what_was_rejected(store: str, source: Path, tmp_path: Path) -> None:
    lines = written(tmp_path / "lines.jsonl", one(7), "{", one(9), "[]")
    written(source / "1.json", "{")
    assert indexed(store, source, lines, "--report", "report.jsonl") == {"added": 5, "rejected": 3}
    written(lines, one(70), one(8), one(90), "[]")
    written(source / "1.json", one(1))
    assert indexed(store, "report.jsonl", "--retry", "--report", "report.jsonl") == {"added": 2, "rejected": 1}
    assert found(store) == {"1", "2", "3", "4", "7", "8", "9"}
    (row,) = map(json.loads, Path("report.jsonl").read_text().splitlines())
    assert (row["level"], row["source"], row["line"]) == ("rejected", str(lines), 4)
    assert row["reason"]
    assert row["do"]


def test_retry_of_a_report_without_rejects_does_nothing_and_ends_with_0(store: str, source: Path) -> None:
    indexed(store, source, "--report", "report.jsonl")
    assert index(store, "report.jsonl", "--retry").stdout.startswith("0 added, 0 changed, 0 unchanged")


@pytest.mark.parametrize("text", ["no JSON", '{"level": "rejected"}', '{"level": "rejected", "source": 5}', "[1]"])
def test_retry_of_what_is_no_report_fails_and_says_so(store: str, tmp_path: Path, text: str) -> None:
    result = index(store, written(tmp_path / "report.jsonl", text), "--retry")
    assert result.exit_code == 1
    assert "this is no report of rejected documents" in result.stderr


@pytest.mark.parametrize("other", ["--rebuild", "--prune"])
def test_retry_goes_with_nothing_that_would_withdraw_the_rest(store: str, tmp_path: Path, other: str) -> None:
    assert index(store, written(tmp_path / "report.jsonl"), "--retry", other).exit_code == 2


def test_a_report_that_cannot_be_written_fails_before_anything_is_read(store: str, source: Path) -> None:
    result = index(store, source, "--report", "nowhere/report.jsonl")
    assert result.exit_code == 1
    assert "the report cannot be written" in result.stderr
    assert not open_engine(store).exists


# For monitors, and unattended.


def test_a_monitor_reads_what_happens_as_json(store: str, source: Path) -> None:
    written(source / "1.json", "{")
    result = index(store, source, "--log", "json")
    (line,) = map(json.loads, result.stdout.splitlines())
    assert line["event"] == "finished"
    assert {name: line[name] for name in ("added", "changed", "unchanged", "withdrawn", "rejected", "dry_run")} == {
        "added": 3,
        "changed": 0,
        "unchanged": 0,
        "withdrawn": 0,
        "rejected": 1,
        "dry_run": False,
    }
    rows = [json.loads(line) for line in result.stderr.splitlines()]
    assert [(row["level"], row["event"]) for row in rows] == [("warning", "rejected"), ("warning", "some_rejected")]
    assert rows[0]["source"] == str(source / "1.json")
    assert all(row["time"] and row["message"] for row in [line, *rows])


def test_a_failure_is_json_as_well(store: str, tmp_path: Path) -> None:
    result = index("paper:drawer", written(tmp_path / "a.json", one(1)), "--log", "json")
    row = json.loads(result.stderr)
    assert (result.exit_code, row["event"]) == (1, "failed")
    assert row["message"].startswith("paper:drawer")


@contextmanager
def running(*arguments: str | Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", "from search.cli import main; main()", *map(str, arguments)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def until(condition: Callable[[], bool]) -> None:
    def holds() -> bool:
        try:
            return condition()
        except Exception:  # the index is not there yet
            return False

    wait_until(holds)


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(path for path in sys.path if path))


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("pause", [0, 0.02, 3])  # the end comes in a run, or while nothing is to be done
def test_a_watched_directory_is_indexed_at_once_and_after_every_change_until_the_end(
    store: str, source: Path, pause: float
) -> None:
    with running("index", "--watch", source, "--prune", "--store", store, "--workers", "0") as process:
        until(lambda: found(store) == {"1", "2", "3", "4"})
        written(source / "5.json", one(5))
        until(lambda: found(store) == {"1", "2", "3", "4", "5"})
        written(source / "6.json", "{")  # a run that rejects something is no reason to stop
        (source / "1.json").unlink()
        until(lambda: found(store) == {"2", "3", "4", "5"})
        time.sleep(pause)
        process.send_signal(signal.SIGTERM)
        output, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    assert output.splitlines()[0].startswith("4 added")
    assert "6.json: this is no JSON" in errors


@pytest.mark.usefixtures("here")
def test_a_watching_run_waits_for_another_writer_and_says_who_that_is(store: str, source: Path) -> None:
    with open_engine(store).writer() as writer:
        writer.commit()
    with open_engine(store).writer(), running("index", "--watch", source, "--store", store) as process:
        assert process.stderr
        line = process.stderr.readline()
        assert line.startswith("Waiting: another run is writing to")
        assert f"process {os.getpid()} on" in line
    with running("index", "--watch", source, "--store", store):
        until(lambda: len(found(store)) == 4)


def test_a_run_that_meets_another_fails_and_says_who_that_is(store: str, source: Path) -> None:
    with open_engine(store).writer():
        result = index(store, source)
    assert result.exit_code == 1
    assert f"(process {os.getpid()} on " in result.stderr
    assert ", since 20" in result.stderr
