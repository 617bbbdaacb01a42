"""Do the examples of docs/api.md run as they stand?"""

import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest
from busy_newsroom import PATIENCE

MANUAL = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
WRITTEN = "http://127.0.0.1:8000"
BLOCKS = re.findall(r"^```(bash|python)\n(.*?)^```", MANUAL, re.DOTALL | re.MULTILINE)
COMMANDS = [line for kind, text in BLOCKS if kind == "bash" for line in text.splitlines() if line and line[0] != "#"]
PROGRAMS = [text for kind, text in BLOCKS if kind == "python"]
NOTHING = r'^0 releases|"total": ?0|"(results|values|suggestions)": ?\[\]|^$'
TABLES = re.findall(rf"{WRITTEN}/search\.csv\?[^`\"\s]+", MANUAL)


@pytest.fixture
def path(tmp_path: Path) -> str:
    """Where the shell finds `newsroom`, as it would once it is installed."""
    command = tmp_path / "newsroom"
    command.write_text(f"#!/bin/sh\nexec '{sys.executable}' -c 'from search.cli import main; main()' \"$@\"\n")
    command.chmod(0o755)
    return f"{tmp_path}:{os.environ['PATH']}"


def test_there_is_something_to_run() -> None:
    assert (len(COMMANDS) > 5, len(PROGRAMS) > 4, len(TABLES)) == (True, True, 1)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_answers_what_its_line_says(site: str, store: str, path: str, command: str) -> None:
    environment = {**os.environ, "PATH": path, "NEWSROOM_STORE": store}
    asked = command.replace(WRITTEN, site).replace("curl -s", "curl -s --fail --max-time 60")
    told = subprocess.run(["bash", "-c", asked], env=environment, capture_output=True, text=True, timeout=PATIENCE)
    assert told.returncode == 0, told.stderr
    assert not re.search(NOTHING, told.stdout)


@pytest.mark.parametrize("program", PROGRAMS, ids=range(len(PROGRAMS)))
def test_a_program_runs_and_prints_what_it_found(site: str, program: str) -> None:
    told = subprocess.run(
        [sys.executable, "-c", program.replace(WRITTEN, site)], capture_output=True, text=True, timeout=PATIENCE
    )
    assert told.returncode == 0, told.stderr
    assert "print(" not in program or told.stdout.strip()


@pytest.mark.parametrize("table", TABLES)
def test_a_spreadsheet_gets_a_table(site: str, table: str) -> None:
    with urlopen(table.replace(WRITTEN, site), timeout=PATIENCE) as answer:
        assert answer.headers.get_content_type() == "text/csv"
        header, *rows = answer.read().decode("utf-8-sig").splitlines()
    assert header.startswith("id,published,")
    assert len(rows) > 1
