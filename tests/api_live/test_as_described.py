"""Does the served API do what its description says, whatever is asked of it? schemathesis asks."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from busy_newsroom import PATIENCE

HERE = Path(__file__).parent
LONGEST = 300  # seconds; it takes some 30 on a quiet machine


def test_whatever_is_asked_of_the_api_the_answer_is_as_described(site: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "schemathesis.cli", "--config-file", str(HERE / "schemathesis.toml")]
    asked = subprocess.run(
        [*command, "run", f"{site}/api/v1/openapi.json", "--checks", "all"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "SCHEMATHESIS_HOOKS": str(HERE / "generated.py")},
        timeout=LONGEST,
    )
    assert asked.returncode == 0, asked.stdout
    assert "No issues found" in asked.stdout, asked.stdout


def test_an_address_that_is_too_long_is_refused_in_problem_details(site: str) -> None:
    with pytest.raises(HTTPError) as refused:
        urlopen(f"{site}/api/v1/search?q={'x' * 9_000}", timeout=PATIENCE)
    with refused.value as answer:
        assert (answer.code, answer.headers["Content-Type"]) == (414, "application/problem+json")
        assert json.load(answer)["status"] == 414


@pytest.mark.parametrize(
    ("said", "status"),
    [
        (b"GET / HTTP/7.1\r\nHost: localhost\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nLong: " + b"a" * 9_000 + b"\r\n\r\n", 431),
        (b"</pre>\r\n\r\n", 400),
    ],
    ids=["an unknown version", "a long header", "no HTTP at all"],
)
def test_what_the_server_cannot_read_is_refused_without_a_word_about_itself(
    site: str, said: bytes, status: int
) -> None:
    with socket.create_connection(("127.0.0.1", int(site.rpartition(":")[2])), timeout=PATIENCE) as client:
        client.sendall(said)
        head, _, body = b"".join(iter(lambda: client.recv(65_536), b"")).partition(b"\r\n\r\n")
    assert head.startswith(f"HTTP/1.1 {status} ".encode())
    assert json.loads(body)["status"] == status
    assert not any(word in (head + body).lower() for word in (b"gunicorn", b"</pre>", b"python"))
