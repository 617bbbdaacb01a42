"""How does the command behave at a terminal, in a pipe and in a shell?"""

import json
import os
import pty
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import click
import pytest
from click.shell_completion import BashComplete
from click.testing import CliRunner
from terminal import newsroom

from index.cli import SAMPLE
from search.cli import COMMANDS, main
from search.engines import open_engine
from search.ministers import load_registry
from search.terminal import COMPLETION, PROGRAM, SHELLS, Command
from web.app import create_app
from web.description.openapi import address_of
from web.description.operations import OPERATIONS
from web.options import completions, known_offline
from web.params import PARAMETERS

NAMES = sorted(entry.name for entry in entry_points(group=COMMANDS))
RUN = [sys.executable, "-c", "from search.cli import main; main(prog_name='newsroom')"]
ASKED = {name: parameter.example for name, parameter in PARAMETERS.items() if name not in ("q", "after")}


@pytest.fixture(scope="module")
def sample(tmp_path_factory) -> str:
    store = f"whoosh:{tmp_path_factory.mktemp('terminal') / 'store'}"
    assert newsroom("index", str(SAMPLE), "--store", store, "--quiet").exit_code == 0
    return store


def commands() -> dict[str, click.Command]:
    return {entry.name: entry.load() for entry in entry_points(group=COMMANDS)}


# Help


def test_every_command_is_there():
    assert main.list_commands(click.Context(main)) == NAMES
    assert {"check", "demo", "fetch", "index", "inspect", "ministers", "pairs", "search", "serve", "status"} <= {*NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_the_help_of_every_command_has_examples_exit_statuses_and_the_environment(name):
    told = newsroom(name, "--help")
    assert told.exit_code == 0
    parts = [line for line in told.output.splitlines() if line.endswith(":") and not line.startswith(" ")]
    assert [part for part in parts if part in ("Examples:", "Exit status:", "Environment:")] == [
        "Examples:",
        "Exit status:",
        "Environment:",
    ]
    assert f"\n  {PROGRAM} {name}" in told.output
    for status in ("\n  0  ", "\n  1  ", "\n  2  ", "NO_COLOR"):
        assert status in told.output
    assert max(map(len, told.output.splitlines())) <= 120


def test_what_each_command_is_for_is_told_in_one_whole_line():
    told = newsroom("--help").output
    assert "..." not in told.partition("Commands:")[2]
    assert all(f"\n  {name}" in told for name in NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_example_can_be_typed(name):
    command = commands()[name]
    assert isinstance(command, Command)
    for typed, about in command.examples:
        assert typed.split()[0] == name
        assert about.endswith(".")
        options = {
            word.split("=")[0] for word in typed.split(" > ")[0].split(" && ")[0].split() if word.startswith("--")
        }
        assert options <= {option for parameter in command.params for option in parameter.opts}, typed


@pytest.mark.parametrize("name", NAMES)
def test_every_option_says_what_it_does_in_a_sentence(name):
    for parameter in commands()[name].params:
        if isinstance(parameter, click.Option):
            assert (parameter.help or "").split("[default")[0].rstrip().endswith((".", "all.")), parameter.name


@pytest.mark.parametrize("name", ["index", "fetch"])
def test_those_that_can_reject_documents_say_how_they_end_then(name):
    assert "\n  3  done, some" in newsroom(name, "--help").output


def test_the_options_of_a_search_are_the_parameters_of_an_address():
    options = [option for parameter in commands()["search"].params for option in parameter.opts]
    assert [option for option in options if option not in ("text", "--store", "--json")] == [
        f"--{name}" for name in PARAMETERS if name != "q"
    ]
    told = newsroom("search", "--help").output
    for shown in (
        "--lang de|en ",
        "--kind press-release|statement|speech",
        "--undated true|false",
        "--country COUNTRY",
    ):
        assert shown in told


# JSON


@pytest.mark.parametrize(
    "asked",
    [
        {"q": "Sanktionen"},
        {"q": "Sanktionen", **ASKED},
        {"q": "iran -sanctions country:iraq OR", "explain": "true", "size": "3"},
        {"group": "none", "sort": "newest", "after": PARAMETERS["after"].example},
        {"undated": "true"},
    ],
    ids=["a word", "every parameter", "remarks and reasons", "a walk", "without a date"],
)
def test_json_is_to_the_letter_what_the_api_answers(sample, asked):
    browser = create_app(open_engine(sample).reader(), registry=load_registry()).test_client()
    answered = browser.get(address_of(OPERATIONS["search"], asked), headers={"Accept-Language": "en"})
    options = [text for name, value in asked.items() if name != "q" for text in (f"--{name}", value)]
    printed = newsroom("search", asked.get("q", ""), *options, "--store", sample, "--json")
    assert (printed.exit_code, answered.status_code) == (0, 200), printed.output
    one, other = (json.loads(text, object_pairs_hook=list) for text in (printed.output, answered.text))
    assert [pair for pair in one if pair[0] != "took_ms"] == [pair for pair in other if pair[0] != "took_ms"]


# Completion


def completed(*typed: str) -> list[str]:
    """What the shell is offered behind these words, the last of which is being typed."""
    complete = BashComplete(main, {}, PROGRAM, COMPLETION)
    return [item.value for item in complete.get_completions([*typed[:-1]], typed[-1])]


@pytest.mark.parametrize("shell", SHELLS)
def test_what_completes_is_printed_for_each_shell(shell):
    told = newsroom("--completion", shell)
    assert told.exit_code == 0
    assert COMPLETION in told.output
    assert f"{shell}_complete" in told.output


def test_an_unknown_shell_is_wrong_usage():
    assert newsroom("--completion", "tcsh").exit_code == 2


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (("se",), ["search", "serve"]),
        (("search", "--s"), ["--store", "--since", "--sort", "--size"]),
        (("search", "--sort", "n"), ["newest"]),
        (("search", "--kind", "s"), ["statement", "speech"]),
        (("search", "--lang", ""), ["de", "en"]),
        (("search", "--country", "i"), ["ID", "IE", "IL", "IM", "IN", "IO", "IQ", "IR", "IS", "IT"]),
        (("search", "--minister", "heiko"), ["heiko-maas"]),
        (("search", "--minister", "nobody"), []),
        (("search", "--undated", ""), ["true", "false"]),
        (("search", "--from", "2"), []),
        (("search", "x"), []),
    ],
)
def test_commands_options_and_values_are_completed(folder, typed, expected):
    assert completed(*typed) == expected


def test_countries_are_completed_with_their_names():
    (item,) = completions(PARAMETERS["country"], "iq", known_offline())
    assert (item.value, item.help) == ("IQ", "Iraq")


def test_completing_is_silent_where_the_settings_cannot_be_used(folder):
    (folder / "newsroom.toml").write_text("nonsense = [")
    assert completed("search", "--minister", "h") == []


def test_completing_the_name_of_a_command_loads_none(folder):
    asked = {**os.environ, COMPLETION: "bash_complete", "COMP_WORDS": "newsroom se", "COMP_CWORD": "1"}
    code = "import sys; from search.cli import main\ntry: main(prog_name='newsroom')\nexcept SystemExit: pass"
    code += "\nprint('loaded:', 'flask' in sys.modules, 'trafilatura' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], env=asked, capture_output=True, text=True, check=True)
    assert told.stdout.split("\n")[:2] == ["plain,search", "plain,serve"]
    assert "loaded: False False" in told.stdout


# Pipes and colours


def at_terminal(*arguments: str, **environment: str) -> str:
    """What a command shows at a real terminal."""
    leader, follower = pty.openpty()
    with subprocess.Popen(
        [*RUN, *arguments], stdout=follower, stderr=follower, env={**os.environ, "NO_COLOR": "", **environment}
    ) as process:
        os.close(follower)
        shown = b""
        try:
            while part := os.read(leader, 65_536):
                shown += part
        except OSError:  # how a terminal ends
            pass
        assert process.wait(60) == 0
    os.close(leader)
    return shown.decode()


def test_what_matched_is_bold_at_a_terminal_and_nowhere_else(sample):
    asked = ("search", "Sanktionen", "--lang", "de", "--size", "1", "--store", sample)
    assert "\x1b[1mSanktionen\x1b[0m" in at_terminal(*asked)
    assert "\x1b" not in at_terminal(*asked, NO_COLOR="1")
    assert "\x1b" not in newsroom(*asked).output


def test_who_has_read_enough_of_a_search_is_not_bothered_with_errors(sample):
    command = " ".join(
        ["exec", *(f"'{word}'" for word in RUN[:-1]), f'"{RUN[-1]}"', "search --size 100 --store", sample]
    )
    told = subprocess.run(["bash", "-c", f"{command} | head -1"], capture_output=True, text=True, check=True)
    assert (told.stdout.split()[1], told.stderr) == ("releases", "")


def test_a_full_disk_is_told_in_a_line(sample):
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full on this machine: it is of Linux")
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run([*RUN, "search", "--json", "--store", sample], stdout=full, stderr=subprocess.PIPE)
    assert (ended.returncode, ended.stderr) == (1, b"Error: there is no room for what is to be written\n")


def test_nothing_is_drawn_where_there_is_no_terminal_and_quiet_is_silent(sample, folder):
    loud = subprocess.run([*RUN, "index", str(SAMPLE), "--store", sample], capture_output=True, text=True, check=True)
    assert "\r" not in loud.stdout + loud.stderr
    for command in (["index", str(SAMPLE), "--quiet"], ["check", "--quiet"]):
        assert newsroom(*command, "--store", sample).output == ""


def test_a_damaged_index_is_told_quiet_or_not(sample, tmp_path):
    told = newsroom("check", "--quiet", "--store", f"whoosh:{tmp_path / 'none'}")
    assert told.exit_code == 1
    assert "newsroom index" in told.output


def test_reasons_are_shown_where_they_are_asked_for(sample):
    asked = ("search", "Sanktionen", "--size", "1", "--lang", "de", "--store", sample)
    assert "Sanktionen: Sanktionen (exact, in " in newsroom(*asked, "--explain", "true").output
    assert "(exact" not in newsroom(*asked).output


def test_wrong_usage_names_every_fault_and_ends_with_2(sample):
    told = CliRunner().invoke(main, ["search", "--page", "x", "--undated", "perhaps", "--store", sample])
    assert told.exit_code == 2
    assert "undated: perhaps is unknown; there are true, false" in told.output
    assert "page: must be a whole number" in told.output


def test_the_manual_that_a_command_names_is_there():
    docs = Path(__file__).parents[2] / "docs"
    for command in commands().values():
        if isinstance(command, Command) and command.see:
            assert all((docs / name).exists() for name in command.see.replace("docs/", "").split(" and ")), command.see
