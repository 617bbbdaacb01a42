"""How is a newsroom searched and served from a terminal?"""

import json
import os
import socket
import subprocess
import sys
from urllib.request import Request, urlopen

import pytest
from click.testing import CliRunner
from pages.browsing import ANSWER_KEYS, RELEASES, store

from search.cli import main
from search.engines import open_engine
from web import cli
from web.serving.server import AddressTaken, address_of, listen


@pytest.fixture
def index(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    address = f"whoosh:{tmp_path / 'store'}"
    store(open_engine(address), *RELEASES)
    return address


@pytest.fixture
def run(monkeypatch):
    commands = {"search": cli.search, "serve": cli.serve}
    monkeypatch.setattr(type(main), "get_command", lambda group, context, name: commands.get(name))

    def run(*arguments):
        return CliRunner().invoke(main, arguments)

    return run


def test_a_search_prints_what_was_found(run, index):
    result = run("search", "iraq", "--store", index)
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert lines[0] == "2 releases"
    assert "2020-06-05  Statement, English  [101]" in lines
    assert "Statement on Iraq" in lines
    assert "    https://newsroom.example/en/101" in lines


def test_all_options_narrow_the_search(run, index):
    result = run(
        *("search", "--lang", "en", "--country", "iq", "--country", "SY", "--minister", "heiko-maas"),
        *("--kind", "statement", "--from", "2020", "--to", "2020-06", "--sort", "oldest", "--size", "5"),
        *("--match", "any", "--page", "1", "--store", index, "--json"),
    )
    answer = json.loads(result.output)
    assert [hit["id"] for hit in answer["results"]] == ["101"]
    assert answer["query"]["filters"]["country"] == ["IQ", "SY"]


@pytest.mark.parametrize("order", ["seen", "changed"])
def test_what_came_last_comes_first_where_that_is_asked_for(run, index, order):
    answer = json.loads(run("search", "--sort", order, "--group", "none", "--store", index, "--json").output)
    assert answer["query"]["sort"] == order
    assert [hit["id"] for hit in answer["results"]] == ["102", "101", "100", "103", "104"]


def test_json_is_what_the_api_answers(run, index):
    answer = json.loads(run("search", "Erklärung", "--store", index, "--json").output)
    assert list(answer) == ANSWER_KEYS
    assert answer["links"]["self"] == "/api/v1/search?q=Erkl%C3%A4rung"
    assert answer["total"] == 1


def test_without_a_query_everything_is_listed(run, index):
    assert run("search", "--store", index).output.startswith("4 releases\n")
    assert run("search", "--group", "none", "--store", index).output.startswith("5 releases\n")


def test_pages_are_told(run, index):
    assert "Page 2 of 4" in run("search", "--size", "1", "--page", "2", "--store", index).output
    assert "beyond the last one, page 4" in run("search", "--size", "1", "--page", "9", "--store", index).output


def test_wrong_options_are_all_named_and_end_with_2(run, index):
    result = run("search", "„“", "--lang", "fr", "--page", "0", "--from", "4.6.2020", "--store", index)
    assert result.exit_code == 2
    for fault in ("q: holds no word", "lang: fr is unknown", "page: must be", "from: 4.6.2020 is no date"):
        assert fault in result.output


@pytest.mark.parametrize("command", ["search", "serve"])
def test_a_missing_index_is_told_with_what_to_run_and_ends_with_1(run, tmp_path, command):
    result = run(command, "--store", f"whoosh:{tmp_path / 'none'}")
    assert result.exit_code == 1
    assert "newsroom index" in result.output


def test_undecodable_arguments_do_no_harm(run, index):
    result = run("search", "iraq \udcff", "--store", index, "--json")
    assert result.exit_code == 0


def test_a_port_that_is_taken_is_told_and_ends_with_1(run, index):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        result = run("serve", "--port", str(taken.getsockname()[1]), "--store", index)
    assert result.exit_code == 1
    assert "choose another with --port" in result.output


def test_serving_announces_the_address_and_opens_a_reader_for_each_worker(run, index, monkeypatch):
    served = []

    def record(prepared, prepare, listener, workers):
        with listener:
            served.append((prepare().open_app(), workers))

    monkeypatch.setattr(cli, "serve_app", record)
    result = run("serve", "--port", "0", "--workers", "3", "--store", index)
    assert result.exit_code == 0
    assert result.output.startswith(f"Serving {index} at http://127.0.0.1:")
    ((app, workers),) = served
    assert workers == 3
    assert app.test_client().get("/health").json["releases"] == 5


def test_a_served_site_answers_counts_and_writes_down_until_it_is_told_to_stop(index, tmp_path):
    command = [sys.executable, "-c", "from web.cli import serve; serve()", "--port", "0", "--store", index]
    (tmp_path / "tmp").mkdir()
    apart = {**os.environ, "TMPDIR": str(tmp_path / "tmp")}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=apart) as process:
        try:
            address = process.stdout.readline().split()[-1]
            for _ in range(8):  # so many that both workers have answered, or nearly certainly so
                with urlopen(f"{address}health", timeout=20) as response:
                    assert json.load(response)["releases"] == 5
            lines = [json.loads(process.stdout.readline()) for _ in range(8)]
            assert [(line["route"], line["status"]) for line in lines] == [("/health", 200)] * 8
            with urlopen(f"{address}metrics", timeout=20) as response:
                assert 'newsroom_requests_total{route="/health",status="200"} 8.0' in response.read().decode()
            claimed = Request(f"{address}search.atom", headers={"SCRIPT_NAME": "/evil", "X-Forwarded-Proto": "https"})
            with urlopen(claimed, timeout=20) as response:
                assert f"<id>{address}search.atom</id>" in response.read().decode()
            (counted,) = (tmp_path / "tmp").glob("newsroom-metrics-*")
            assert counted.stat().st_mode & 0o777 == 0o700
        finally:
            process.terminate()
        assert process.wait(timeout=20) == 0
    assert not counted.exists()


def test_any_free_port_can_be_taken():
    with listen("127.0.0.1", 0) as listener:
        assert address_of(listener) == f"http://127.0.0.1:{listener.getsockname()[1]}/"


def test_an_address_that_is_not_here_cannot_be_listened_at():
    with pytest.raises(AddressTaken, match=r"192\.0\.2\.1"):
        listen("192.0.2.1", 0)


def test_a_search_tells_how_its_query_was_read_and_which_filters_were_typed(run, index):
    lines = run("search", "sanctions OR iraq country:syria kind:xyz", "--store", index).output.splitlines()
    assert lines[:5] == [
        "0 releases",
        "“kind:xyz” names nothing to filter by; searched for as words.",
        "Searched for: (sanctions OR iraq) AND xyz",
        "Country: Syria",
    ]
    answer = json.loads(run("search", "iraq date:2021", "--store", index, "--json").output)
    assert (answer["query"]["text"], answer["query"]["from"]) == ("iraq", "2021-01-01")
