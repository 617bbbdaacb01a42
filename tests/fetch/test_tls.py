"""Whom does a run trust over https? Who has the certificate of the host that was asked for, and nobody else."""

import shutil
import socket
import ssl
import subprocess

import pytest
from live_newsroom import PATIENCE, rss, served

from index.fetch.errors import FetchFailed


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate for newsroom.example that nobody has signed, and its key."""
    if not shutil.which("openssl"):
        pytest.skip("no openssl on this machine, with which a certificate is made")
    place = tmp_path_factory.mktemp("tls")
    made = f"req -x509 -newkey rsa:2048 -nodes -days 2 -keyout {place}/key -out {place}/certificate -subj /CN=newsroom"
    command = ["openssl", *made.split(), "-addext", "subjectAltName=DNS:newsroom.example"]
    subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
    return place


@pytest.fixture
def secure(certificate):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate / "certificate", certificate / "key")
    with served(context) as newsroom:
        newsroom.put("/de/1", "Eins")
        newsroom.paths["/rss"] = rss("/de/1")
        yield newsroom


@pytest.fixture
def fetch(secure, fetching):
    def run(host):
        fetching.lookup = lambda host, port: ["127.0.0.1"]
        fetching.url = f"https://{host}:{secure.port}"
        return fetching.run("/rss", internal=True, tries=1)

    return run


def test_a_certificate_of_this_host_that_the_system_trusts_will_do(secure, fetch, certificate, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "certificate"))
    assert fetch("newsroom.example") == {"new": 1}
    assert {headers["host"] for headers in secure.headers} == {f"newsroom.example:{secure.port}"}


def test_a_certificate_of_another_host_will_not(secure, fetch, certificate, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "certificate"))
    with pytest.raises(FetchFailed, match=r"the certificate of other\.example cannot be trusted: Hostname mismatch"):
        fetch("other.example")
    assert secure.asked == []


def test_a_certificate_that_nobody_vouches_for_will_not(secure, fetch):
    with pytest.raises(FetchFailed, match=r"the certificate of newsroom\.example cannot be trusted: self.signed"):
        fetch("newsroom.example")
    assert secure.asked == []


def test_a_server_that_says_nothing_when_greeted_ends_at_the_deadline(fetching):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        fetching.url = f"https://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(FetchFailed, match=r"no complete answer within 0\.3 seconds"):
            fetching.run("/rss", timeout=0.3, tries=1)
