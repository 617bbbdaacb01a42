"""What do bytes do to the server that are hardly a request? They are refused, and others are answered as before."""

import json
import socket
from collections.abc import Iterator
from contextlib import suppress

import pytest
from busy_newsroom import PATIENCE, Server, served
from hostile_requests import HOST, PIECES, RAW, TOLD_TOO_MUCH
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from pages.browsing import RELEASES

from search.engines import open_engine
from web.serving.headers import HEADERS


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    address = f"whoosh:{tmp_path_factory.mktemp('hostile') / 'store'}"
    with open_engine(address).writer() as writer:
        for release in RELEASES:
            writer.put(release)
        writer.commit()
    with served(address, workers=1) as server:
        yield server


def said(server: Server, request: bytes) -> bytes:
    """What the server says to these bytes and nothing after them."""
    with socket.create_connection(("127.0.0.1", server.port), PATIENCE) as client:
        answer = b""
        with suppress(OSError):  # it may hang up before it has heard everything
            client.sendall(request)
            client.shutdown(socket.SHUT_WR)
        with suppress(ConnectionError):
            while part := client.recv(1_000_000):
                answer += part
        return answer


def look_at(answer: bytes) -> int | None:
    """The status of an answer, whose headers are the site's and which tells nothing of the machine."""
    head, _, body = answer.partition(b"\r\n\r\n")
    status, *lines = head.decode("latin-1").split("\r\n")
    if not answer:
        return None
    sent = {line.partition(":")[0] for line in lines}
    assert sent >= HEADERS.keys(), answer[:500]
    assert "Set-Cookie" not in sent
    assert not TOLD_TOO_MUCH.search(body), answer
    return int(status.split()[1])


@pytest.mark.parametrize("kind", RAW)
def test_what_is_hardly_a_request_is_refused(server: Server, kind: str) -> None:
    request, right = RAW[kind]
    assert look_at(said(server, request)) in right


def test_an_address_that_is_too_long_is_told_of_like_every_other_problem(server: Server) -> None:
    answer = said(server, b"GET /api/v1/search?q=" + b"x" * 9_000 + b" HTTP/1.1\r\n" + HOST + b"\r\n")
    head, _, body = answer.partition(b"\r\n\r\n")
    problem = json.loads(body)
    assert (problem["status"], problem["type"]) == (414, "/api/v1/#address-too-long")
    assert problem["detail"] == "Its address is longer than this site takes."
    assert b"\r\nAccess-Control-Allow-Origin: *\r\n" in head  # pages of other sites can read it, as they can all others


def test_no_bytes_at_all_make_a_fault_or_end_the_server(server: Server) -> None:
    before = server.workers()

    @settings(max_examples=150, deadline=None, derandomize=True, database=None, phases=[Phase.generate])
    @given(st.lists(st.one_of(st.sampled_from(PIECES), st.binary(max_size=20)), max_size=12).map(b"".join))
    def ask(request: bytes) -> None:
        status = look_at(said(server, request))
        assert status is None or status < 500 or status in (501, 505), (request, status)

    ask()
    assert server.workers() == before
    assert look_at(said(server, b"GET /health HTTP/1.1\r\n" + HOST + b"\r\n")) == 200
