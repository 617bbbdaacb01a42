"""What can a hostile document do to whoever indexes it? Be rejected, and nothing else.

Each format is tried in a process of its own, so that one that hangs or grows fails the test and does not block it.
"""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from attacks import ATTACKS
from mutated import SECRET, SEEDS

from index.formats import FORMATS

TESTS = Path(__file__).parents[1]
PATIENCE = 900  # seconds in which a format surely has done; only what hangs takes them
MUTATIONS = 3_000  # of each format
MOST_MEMORY = 200  # megabytes for one input of ten
NAMES = [format.name for format in FORMATS]


def told(program: str, *arguments: str) -> list[dict[str, Any]]:
    """What a program of the tests prints."""
    paths = os.pathsep.join(map(str, (TESTS.parent, TESTS)))
    done = subprocess.run(
        [sys.executable, TESTS / program, *arguments],
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_every_format_is_attacked() -> None:
    assert set(ATTACKS) == set(SEEDS) == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_the_worst_ten_megabytes_take_bounded_memory(name: str) -> None:
    rows = told("strained.py", name)
    assert [row["attack"] for row in rows] == list(ATTACKS[name])
    assert [row for row in rows if "failed" in row or row["megabytes"] > MOST_MEMORY] == []


@pytest.mark.parametrize("name", NAMES)
def test_no_mutation_of_a_document_does_more_than_be_rejected(name: str, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(SECRET)
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        web = f"http://127.0.0.1:{server.getsockname()[1]}/"
        (row,) = told("mutated.py", name, str(MUTATIONS), (tmp_path / "secret").as_uri(), web)
        with pytest.raises(BlockingIOError):  # nobody has called
            server.accept()
    assert row["opened"] == []
    assert set(row["became"]) == {"Accepted", "Rejected"}
