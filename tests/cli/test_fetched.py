"""Do fetching and indexing go together? A newsroom on loopback, fetched by the command and indexed by the command."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from live_newsroom import Reply, Served, rss, served

from search.cli import main
from search.engine import Reader
from search.engines import open_engine
from search.query import Query

TEXT = "Der Minister sprach heute in Bagdad über Frieden."


@pytest.fixture
def newsroom() -> Iterator[Served]:
    """Four releases that a feed lists."""
    with served() as newsroom:
        for number in range(1, 5):
            newsroom.put(
                f"/de/{number}", f"Besuch Nummer {number}", "Der Minister sprach heute in Bagdad über Frieden."
            )
        newsroom.paths["/rss"] = rss(*(f"/de/{number}" for number in range(1, 5)))
        yield newsroom


@pytest.fixture
def command(tmp_path: Path, newsroom: Served, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[int, str]]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NEWSROOM_CONFIG", raising=False)
    (tmp_path / "newsroom.toml").write_text(
        f'[newsrooms.ministry]\nstart = ["{newsroom.url}/rss"]\npages = ["/de/*"]\n'
        "delay = 0\ntries = 1\nrecheck_after = 0\n"
    )

    def run(*arguments: str) -> tuple[int, str]:
        result = CliRunner().invoke(main, arguments)
        return result.exit_code, result.output

    return run


@pytest.fixture
def update(command: Callable[..., tuple[int, str]]) -> Callable[..., str]:
    """Fetch, index, and say what the run did short of what is 0."""

    def run(*options: str) -> str:
        command("fetch", "ministry", "held", "--quiet")
        status, output = command("index", "held", *options)
        assert status in (0, 3), output
        parts = output.splitlines()[-1].split(", ")
        return ", ".join(part for part in parts if not part.startswith("0 "))

    return run


def reader() -> Reader:
    return open_engine("whoosh:newsroom-store").reader()


def found(text: str = "") -> set[str]:
    return {hit.release.id for hit in reader().search(Query(text)).hits}


def test_what_was_fetched_is_indexed_with_its_addresses(update: Callable[..., str], newsroom: Served) -> None:
    assert update() == "4 added"
    assert found("Bagdad") == {"1", "2", "3", "4"}
    release = reader().release("1")
    assert release
    assert (release.url, release.title, release.language) == (f"{newsroom.url}/de/1", "Besuch Nummer 1", "de")
    assert str(release.published) == "2020-06-04"
    assert update() == "4 unchanged"


def test_a_page_that_changes_is_replaced_and_its_history_kept(update: Callable[..., str], newsroom: Served) -> None:
    update()
    newsroom.put("/de/1", "Besuch verschoben", "Der Minister sprach heute in Erbil über Frieden.")
    assert update() == "1 changed, 3 unchanged"
    release = reader().release("1")
    assert release
    assert [each.release.title for each in reader().revisions(release)] == ["Besuch Nummer 1"]


def test_a_page_that_answers_410_is_withdrawn_without_being_asked_for(
    update: Callable[..., str], newsroom: Served
) -> None:
    update()
    newsroom.paths["/de/1"] = Reply(b"gone", 410)
    assert update() == "3 unchanged, 1 withdrawn"
    assert found() == {"2", "3", "4"}
    tombstone = reader().tombstone("1")
    assert tombstone
    assert (tombstone.url, tombstone.moved_to) == (f"{newsroom.url}/de/1", None)


def test_a_page_that_moves_leads_on_to_where_it_is(update: Callable[..., str], newsroom: Served) -> None:
    update()
    newsroom.put("/de/10", "Besuch Nummer 1", TEXT)
    newsroom.paths["/de/1"] = Reply(status=301, headers={"Location": "/de/10"})
    assert update() == "1 added, 3 unchanged, 1 withdrawn"
    tombstone = reader().tombstone("1")
    assert tombstone
    assert tombstone.moved_to == "10"


def test_a_newsroom_that_loses_more_than_half_is_taken_for_broken(
    command: Callable[..., tuple[int, str]], update: Callable[..., str], newsroom: Served
) -> None:
    update()
    for number in (1, 2, 3):
        newsroom.paths[f"/de/{number}"] = Reply(b"gone", 410)
    command("fetch", "ministry", "held", "--quiet")
    status, output = command("index", "held")
    assert status == 1
    assert "held 4 releases and now holds 1" in output
    assert len(found()) == 4
    assert update("--force") == "1 unchanged, 3 withdrawn"


def test_a_newsroom_that_is_down_changes_nothing(update: Callable[..., str], newsroom: Served) -> None:
    update()
    newsroom.paths.update(dict.fromkeys(newsroom.paths, Reply(b"broken", 503)))
    assert update("--prune") == "4 unchanged"


def test_a_damaged_page_is_rejected_kept_and_tried_again(
    command: Callable[..., tuple[int, str]], update: Callable[..., str], newsroom: Served, tmp_path: Path
) -> None:
    newsroom.paths["/de/4"] = Reply(b"<html><body></body></html>")
    assert update("--report", "report.jsonl") == "3 added, 1 rejected"
    (row,) = map(json.loads, (tmp_path / "report.jsonl").read_text().splitlines())
    assert (row["source"], row["address"]) == (str(tmp_path / "held"), f"{newsroom.url}/de/4")
    newsroom.put("/de/4", "Besuch Nummer 4")
    command("fetch", "ministry", "held", "--quiet")
    assert "1 added" in command("index", "report.jsonl", "--retry")[1]
    assert found() == {"1", "2", "3", "4"}
