"""Do the files of deploy/ do what they say? The units are verified, and a real nginx stands in front of the site."""

import json
import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from pathlib import Path

import pytest
from busy_newsroom import PATIENCE, served
from pages.browsing import RELEASES, store
from terminal import newsroom

from search.engines import open_engine

DEPLOY = Path(__file__).parents[2] / "deploy"
UNITS = sorted(path.name for path in DEPLOY.glob("newsroom*.*"))
PUBLIC = "https://www.example.org/newsroom"


@dataclass(frozen=True, slots=True)
class Front:
    """nginx, with its ports for http and https, before the site at a port of its own."""

    plain: int
    secure: int
    behind: int

    def get(self, path: str, **headers: str) -> tuple[HTTPResponse, str]:
        """What the public is answered over https."""
        context = ssl._create_unverified_context()  # the certificate is made for this test
        connection = HTTPSConnection("127.0.0.1", self.secure, timeout=PATIENCE, context=context)
        return asked(connection, "GET", path, {"Host": "www.example.org", **headers})


def asked(
    connection: HTTPConnection, method: str, path: str, headers: dict[str, str], body: bytes | None = None
) -> tuple[HTTPResponse, str]:
    with closing(connection):
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer, answer.read().decode("utf-8", "replace")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def missing(tool: str, package: str) -> None:
    """Skip where a tool is missing, except in CI, where it must be there."""
    if not shutil.which(tool):
        told = f"no {tool} on this machine (Debian: apt install {package})"
        if os.environ.get("CI"):
            pytest.fail(told)
        pytest.skip(told)


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    missing("nginx", "nginx-light")
    missing("openssl", "openssl")
    folder = tmp_path_factory.mktemp("front")
    address = f"whoosh:{folder / 'store'}"
    store(open_engine(address), *RELEASES)
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (("SITE__ADDRESS", PUBLIC), ("SERVER__TRUSTED_PROXIES", "1"), ("SERVER__HSTS", "31536000")):
            patch.setenv(f"NEWSROOM_{name}", value)
        with served(address, workers=1) as server:
            front = Front(free_port(), free_port(), server.port)
            with in_front(folder, front):
                yield front


def in_front(folder: Path, front: Front) -> "subprocess.Popen[bytes]":
    """nginx with the configuration of deploy/, but for ports and certificate."""
    made = "req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=www.example.org -keyout key.pem -out cert.pem"
    subprocess.run(["openssl", *made.split()], check=True, cwd=folder, stderr=subprocess.DEVNULL)
    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    for before, after in (
        (r"listen \[::\].*\n", "\n"),
        (r"listen 80;", f"listen 127.0.0.1:{front.plain};"),
        (r"listen 443 ", f"listen 127.0.0.1:{front.secure} "),
        (r"ssl_certificate .*;", f"ssl_certificate {folder}/cert.pem;"),
        (r"ssl_certificate_key .*;", f"ssl_certificate_key {folder}/key.pem;"),
        (r"http://127.0.0.1:8000;", f"http://127.0.0.1:{front.behind};"),
    ):
        assert re.search(before, text), before
        text = re.sub(before, after, text)
    (folder / "newsroom.conf").write_text(text, encoding="utf-8")
    places = "".join(
        f"{kind}_temp_path {folder}/{kind}; " for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root; " if os.getuid() == 0 else ""
    (folder / "nginx.conf").write_text(
        f"{user}daemon off; pid {folder}/pid; error_log {folder}/error.log; events {{}}\n"
        f"http {{ access_log off; {places} include {folder}/newsroom.conf; }}\n"
    )
    command = ["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]
    tested = subprocess.run([*command, "-t"], capture_output=True, text=True, timeout=PATIENCE)
    assert tested.returncode == 0, tested.stderr
    assert "[warn]" not in tested.stderr
    return Nginx(command, front.secure)


class Nginx(subprocess.Popen[bytes]):
    """Runs for the time of a block."""

    def __init__(self, command: list[str], port: int) -> None:
        super().__init__(command)
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                return
            except OSError:
                assert time.monotonic() < deadline
                time.sleep(0.05)

    def __exit__(self, *_: object) -> None:
        self.terminate()
        self.wait(PATIENCE)


def test_the_site_stands_under_its_prefix_behind_nginx(front: Front) -> None:
    answer, page = front.get("/newsroom/de/")
    assert answer.status == 200
    links = re.findall(r'(?:href|src|action)="(/[^"]*)"', page)
    assert links
    assert [link for link in links if not link.startswith("/newsroom/")] == []
    for link in re.findall(r'<link rel="(?:stylesheet|icon)" href="([^"]*)"', page):
        assert front.get(link)[0].status == 200
    assert f"<id>{PUBLIC}/search.atom</id>" in front.get("/newsroom/search.atom")[1]
    assert front.get("/newsroom", **{"Accept-Language": "de"})[0].getheader("Location") == "/newsroom/de/"


def test_what_a_client_claims_of_itself_does_not_get_through(front: Front) -> None:
    claimed = {
        "X-Forwarded-For": "203.0.113.9",
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-Prefix": "/evil",
        "X-Forwarded-Proto": "http",
    }
    answer, feed = front.get("/newsroom/search.atom", **claimed)
    assert f"<id>{PUBLIC}/search.atom</id>" in feed
    assert "evil" not in feed
    assert answer.getheader("RateLimit") is None  # this machine itself has no allowance; 203.0.113.9 would have one


def test_https_alone_is_said_once_and_http_leads_there(front: Front) -> None:
    assert front.get("/newsroom/de/")[0].msg.get_all("Strict-Transport-Security") == ["max-age=31536000"]
    connection = HTTPConnection("127.0.0.1", front.plain, timeout=PATIENCE)
    answer, _ = asked(connection, "GET", "/newsroom/de/?q=a", {"Host": "evil.example"})
    assert (answer.status, answer.getheader("Location")) == (301, f"{PUBLIC}/de/?q=a")


def test_metrics_are_for_the_machine_alone(front: Front) -> None:
    for path in ("/newsroom/metrics", "/newsroom/%6detrics", "/newsroom/./metrics", "/newsroom//metrics", "/metrics"):
        assert front.get(path)[0].status in (403, 404), path
    behind = HTTPConnection("127.0.0.1", front.behind, timeout=PATIENCE)
    assert asked(behind, "GET", "/metrics", {})[0].status == 200


def test_a_large_body_is_refused(front: Front) -> None:
    context = ssl._create_unverified_context()
    connection = HTTPSConnection("127.0.0.1", front.secure, timeout=PATIENCE, context=context)
    answer, _ = asked(connection, "POST", "/newsroom/api/v1/search", {"Host": "www.example.org"}, b"a" * 20_000)
    assert answer.status == 413


def test_answers_are_compressed_once_by_the_site(front: Front) -> None:
    answer, _ = front.get("/newsroom/de/help", **{"Accept-Encoding": "gzip"})
    assert answer.msg.get_all("Content-Encoding") == ["gzip"]
    assert "Accept-Encoding" in (answer.getheader("Vary") or "")


def test_the_health_check_of_the_image_tells_a_live_site_from_none(front: Front) -> None:
    (written,) = re.findall(r"HEALTHCHECK.*\\\n +CMD (\[.*\])", (DEPLOY / "Dockerfile").read_text(encoding="utf-8"))
    _, *arguments = json.loads(written)
    for port, status in ((front.behind, 0), (free_port(), 1)):
        command = [sys.executable, *(each.replace(":8000/", f":{port}/") for each in arguments)]
        assert subprocess.run(command, stderr=subprocess.DEVNULL, timeout=PATIENCE).returncode == status


def test_the_image_gets_all_that_is_installed() -> None:
    dockerfile = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    let_in = (DEPLOY / "Dockerfile.dockerignore").read_text(encoding="utf-8")
    for copied in re.findall(r"^COPY (?!--)(.*) \S+$", dockerfile, re.MULTILINE):
        for name in copied.split():
            assert f"!{name}\n" in let_in
            assert (DEPLOY.parent / name).exists()
    assert re.search(r"^USER newsroom$", dockerfile, re.MULTILINE)


@pytest.mark.parametrize("unit", UNITS)
def test_systemd_finds_no_fault_with_a_unit(unit: str, tmp_path: Path) -> None:
    if not shutil.which("systemd-analyze"):
        pytest.skip("no systemd-analyze on this machine (Debian: apt install systemd)")
    for name in UNITS:  # a timer is verified with its service
        text = (DEPLOY / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(text.replace("/opt/newsroom-search/.venv/bin/newsroom", sys.executable))
    command = ["systemd-analyze", "verify", str(tmp_path / unit)]
    verified = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)
    assert (verified.returncode, [line for line in verified.stderr.splitlines() if "newsroom" in line]) == (0, [])


@pytest.mark.parametrize("unit", [unit for unit in UNITS if unit.endswith(".service")])
def test_a_unit_runs_commands_that_there_are(unit: str) -> None:
    text = (DEPLOY / unit).read_text(encoding="utf-8")
    ((command, rest),) = re.findall(
        r"^ExecStart=/opt/newsroom-search/.venv/bin/newsroom (\w+)(.*)$", text, re.MULTILINE
    )
    told = newsroom(command, "--help").output
    assert [option for option in re.findall(r" (--[a-z-]+)", rest) if option not in told] == []
