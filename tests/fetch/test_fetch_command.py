"""How does `newsroom fetch` behave at a terminal?"""

import fcntl
import json
import os
import subprocess
import sys

import pytest
from click.testing import CliRunner
from live_newsroom import PATIENCE, Reply, rss

from search.cli import main


@pytest.fixture
def fetch(tmp_path, newsroom, monkeypatch):
    """The command, in a directory with a newsroom.toml that names the newsroom of the tests."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NEWSROOM_CONFIG", raising=False)
    (tmp_path / "newsroom.toml").write_text(
        f'[site]\ncontact = "web@newsroom.example"\n[newsrooms.ministry]\nstart = ["{newsroom.url}/rss"]\n'
        'pages = ["/de/*"]\ndelay = 0\ntries = 1\nrecheck_after = 0\n'
    )
    newsroom.put("/de/1", "Eins")
    newsroom.put("/de/2", "Zwei")
    newsroom.paths["/rss"] = rss("/de/1", "/de/2")

    def run(*arguments):
        return CliRunner().invoke(main, ["fetch", *map(str, arguments)])

    return run


def test_a_clean_run_sums_up_in_one_line_and_ends_with_0(fetch):
    result = fetch("ministry", "held")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "2 new, 0 changed, 0 unchanged, 0 moved, 0 withdrawn, 0 failed\n"
    assert fetch("ministry", "held").stdout.startswith("0 new, 0 changed, 2 unchanged")


def test_an_address_alone_will_do(fetch, newsroom, tmp_path):
    (tmp_path / "newsroom.toml").unlink()
    newsroom.paths["/rss"] = rss("/de/1")
    assert fetch(newsroom.url + "/rss", "held").stdout.startswith("1 new")


def test_we_say_who_we_are_and_whom_to_turn_to(fetch, newsroom):
    fetch("ministry", "held")
    agents = {headers["user-agent"] for headers in newsroom.headers}
    assert len(agents) == 1
    assert agents.pop().startswith("newsroom-search/")
    assert all("(+web@newsroom.example)" in headers["user-agent"] for headers in newsroom.headers)


def test_what_is_not_got_is_told_and_reported_and_ends_with_3(fetch, newsroom, tmp_path):
    newsroom.paths["/rss"] = rss("/de/1", *(f"/de/gone{number}" for number in range(7)))
    result = fetch("ministry", "held", "--report", "report.jsonl")
    assert result.exit_code == 3
    assert result.stderr.count("Not got:") == 5
    assert "7 not got; all of them are in report.jsonl" in result.stderr
    assert "1 new" in result.stdout
    rows = [json.loads(line) for line in (tmp_path / "report.jsonl").read_text().splitlines()]
    assert len(rows) == 7
    assert rows[0]["address"] == f"{newsroom.url}/de/gone0"
    assert rows[0]["reason"] == "the page is not there (404)"
    assert rows[0]["do"]


@pytest.mark.parametrize("arguments", ["", "ministry", "ministry newsroom.toml", "ministry held --limit 0"])
def test_wrong_usage_ends_with_2(fetch, newsroom, arguments):
    assert fetch(*arguments.split()).exit_code == 2
    assert newsroom.asked == []


@pytest.mark.parametrize(
    ("stated", "message"),
    [
        ("minstry", "those there: ministry"),
        ("file:///etc/passwd", "neither the address of a feed"),
        ("ftp://newsroom.example/rss", "neither the address of a feed"),
    ],
)
def test_an_unknown_newsroom_is_wrong_usage_and_the_message_says_which_there_are(fetch, tmp_path, stated, message):
    result = fetch(stated, "held")
    assert result.exit_code == 2
    assert message in result.stderr
    assert not (tmp_path / "held").exists()


def test_a_monitor_reads_what_happens_as_json(fetch, newsroom):
    newsroom.paths["/rss"] = rss("/de/1", "/de/gone")
    result = fetch("ministry", "held", "--log", "json")
    (line,) = map(json.loads, result.stdout.splitlines())
    assert (line["event"], line["new"], line["failed"], line["left"]) == ("finished", 1, 1, None)
    (row,) = map(json.loads, result.stderr.splitlines())
    assert (row["level"], row["event"], row["address"]) == ("warning", "not_got", f"{newsroom.url}/de/gone")
    newsroom.paths["/rss"] = Reply(b"", 404)
    failed = json.loads(fetch("ministry", "elsewhere", "--log", "json").stderr.splitlines()[-1])
    assert failed["event"] == "failed"


def test_quiet_tells_nothing_of_a_clean_run(fetch):
    assert fetch("ministry", "held", "--quiet").output == ""


def test_where_there_is_no_terminal_a_line_a_minute_tells_how_far_a_run_is(fetch, monkeypatch):
    monkeypatch.setattr("index.fetch.progress.MINUTE", 0.0)
    assert "1 listings, 1 pages, 1 to go\n" in fetch("ministry", "held").stderr
    assert fetch("ministry", "held", "--quiet").stderr == ""


def test_a_limit_ends_a_run_and_the_next_one_goes_on(fetch, newsroom):
    result = fetch("ministry", "held", "--limit", "1")
    assert result.exit_code == 0
    assert result.stdout.startswith("1 new")
    assert "1 known pages are left" in result.stdout
    newsroom.forget()
    assert fetch("ministry", "held").stdout.startswith("1 new")
    assert sum(newsroom.pages_asked().values()) == 1


def test_a_run_that_has_had_its_time_ends_and_the_next_one_goes_on(fetch, newsroom):
    result = fetch("ministry", "held", "--max-time", "0")
    assert (result.exit_code, newsroom.asked) == (0, [])
    assert "the next run goes on" in result.stdout
    assert fetch("ministry", "held").stdout.startswith("2 new")


def test_a_newsroom_out_of_order_ends_with_1_and_the_directory_stays(fetch, newsroom):
    fetch("ministry", "held")
    newsroom.paths["/rss"] = Reply(status=500)
    result = fetch("ministry", "held")
    assert result.exit_code == 1
    assert "none of the newsroom's listings could be read" in result.stderr
    newsroom.paths["/rss"] = rss("/de/1", "/de/2")
    assert fetch("ministry", "held").stdout.startswith("0 new, 0 changed, 2 unchanged")


def test_one_run_at_a_time_and_the_message_says_who_holds_the_directory(fetch, tmp_path):
    fetch("ministry", "held")
    with (tmp_path / "held" / "holdings.lock").open() as file:
        fcntl.flock(file, fcntl.LOCK_SH)  # the least that an exclusive lock does not go with
        result = fetch("ministry", "held")
    assert result.exit_code == 1
    assert f"is being fetched into by process {os.getpid()}, since 20" in result.stderr
    assert fetch("ministry", "held").exit_code == 0


def test_a_directory_with_other_things_or_another_newsroom_is_left_alone(fetch, tmp_path, newsroom):
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "thesis.txt").write_text("mine")
    result = fetch("ministry", "other")
    assert result.exit_code == 1
    assert "holds other things, such as thesis.txt" in result.stderr
    fetch("ministry", "held")
    result = fetch(newsroom.url + "/rss", "held")
    assert result.exit_code == 1
    assert "holds ministry; fetch" in result.stderr


def test_a_damaged_state_is_named_and_not_written_over(fetch, tmp_path):
    fetch("ministry", "held")
    state = tmp_path / "held" / "holdings.sqlite"
    state.write_bytes(b"no database" * 1_000)
    result = fetch("ministry", "held")
    assert result.exit_code == 1
    assert "holdings.sqlite is damaged" in result.stderr
    assert state.read_bytes().startswith(b"no database")


def test_the_command_is_registered_and_runs_by_itself(fetch, newsroom, tmp_path):
    command = [sys.executable, "-c", "from search.cli import main; main()", "fetch", "ministry", "held"]
    result = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, cwd=tmp_path, check=False)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("2 new")
