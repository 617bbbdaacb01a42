"""What does the command tell of the settings, and is the page about them true?"""

import re
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from search.cli import config, main
from search.configuration import reference, toml
from search.settings import DEFAULT_SETTINGS, Newsroom, Server, Site, Statistics, load_settings

PAGE = Path(__file__).parents[2] / "docs" / "configuration.md"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Run `newsroom config` beside a newsroom.toml with this text."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NEWSROOM_CONFIG", raising=False)
    monkeypatch.setattr(type(main), "get_command", lambda group, context, name: {"config": config}.get(name))

    def run(*arguments: str, text: str = "", **environment: str):
        (tmp_path / "newsroom.toml").write_text(text, encoding="utf-8")
        return CliRunner().invoke(main, ["config", *arguments], env=environment)

    return run


def test_the_page_is_what_the_command_prints(run) -> None:
    printed = run("--reference").output
    assert printed == reference()
    assert f"```toml\n{printed}```\n" in PAGE.read_text(encoding="utf-8"), "newsroom config --reference says otherwise"


def test_the_reference_is_a_file_that_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "newsroom.toml").write_text(reference(), encoding="utf-8")
    assert load_settings(tmp_path / "newsroom.toml") == DEFAULT_SETTINGS


def test_every_setting_of_the_reference_can_be_taken_out_of_its_comment(tmp_path: Path) -> None:
    text = re.sub(r"^#(?=\S)", "", reference(), flags=re.MULTILINE)
    (tmp_path / "newsroom.toml").write_text(text, encoding="utf-8")
    settings = load_settings(tmp_path / "newsroom.toml")
    assert (settings.server, settings.statistics) == (Server(), Statistics())
    assert settings.site == Site(contact="web@newsroom.example", address="https://www.example.org/newsroom")
    named = set(tomllib.loads(text)["newsrooms"]["ministry"])
    assert named == {*Newsroom.model_fields} - {"name", "lists"} | {"list"}
    assert tomllib.loads(text).keys() == type(settings).model_fields.keys()


def test_what_is_in_force_is_told_with_where_it_comes_from(run) -> None:
    text = '[site]\nname = {de = "Presse"}\n[server]\nrate = 60\nhsts = 5\n'
    lines = run(text=text, NEWSROOM_SERVER__RATE="0", NEWSROOM_SITE__NAME__EN="Press").output.splitlines()
    for line in (
        'site.name.de = "Presse"  # newsroom.toml',
        'site.name.en = "Press"  # NEWSROOM_SITE__NAME__EN',
        'site.own_country = "DE"  # default',
        "server.rate = 0  # NEWSROOM_SERVER__RATE",
        "server.hsts = 5  # newsroom.toml",
        'glossary = ""  # default',
    ):
        assert line in lines


def test_what_is_told_can_be_read_again(run, tmp_path: Path) -> None:
    text = 'pairs = "p.toml"\n[newsrooms."a.b c"]\nstart = ["https://newsroom.example/"]\n'
    (tmp_path / "again.toml").write_text(run(text=text, NEWSROOM_SITE__NAME='„A" \\b').output, encoding="utf-8")
    again = load_settings(tmp_path / "again.toml")
    assert again.site.name["de"] == '„A" \\b'
    assert again.newsrooms["a.b c"].start == ("https://newsroom.example/",)
    assert again.pairs == tmp_path / "p.toml"


def test_what_cannot_be_used_is_told_with_the_file_and_ends_with_1(run) -> None:
    result = run(text="[server]\nrate = -1\nrates = 5\n", NEWSROOM_SERVER__HSTS="a year")
    assert result.exit_code == 1
    assert result.output.splitlines() == [
        "Error: newsroom.toml: server.rate must be a whole number from 0 to 1,000,000, not -1",
        "newsroom.toml: server.rates is no setting; did you mean rate?",
        "NEWSROOM_SERVER__HSTS: server.hsts must be a whole number from 0 to 63,072,000, not 'a year'",
    ]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, '""'),
        ("a\n\x7f„“", '"a\\n\\u007f„“"'),
        (True, "true"),
        (60, "60"),
        (10_000, "10_000"),
        (0.5, "0.5"),
        ((), "[]"),
        (("a", 1), '["a", 1]'),
        ({"de": "Ä"}, '{de = "Ä"}'),
        (Path("/a"), '"/a"'),
    ],
)
def test_values_are_written_as_toml_reads_them(value: object, written: str) -> None:
    assert toml(value) == written
    tomllib.loads(f"value = {written}")
