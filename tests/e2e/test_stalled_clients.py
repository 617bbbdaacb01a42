"""Who else is answered while clients stall, read slowly or ask for much, and while workers stop or die?"""

import json
import os
import select
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from busy_newsroom import NEWSROOM, PATIENCE, Client, Server, served

CLIENTS = 64
SHORT, LONG = 5_000, 300  # releases with short and with long titles
SEARCH = "/api/v1/search?q=kurz"
LONG_TABLE = "/search.csv?q=kurz"  # many rows
LARGE_TABLE = "/search.csv?kind=speech"  # more bytes than a connection holds on its way

HEAD = b"GET /health HTTP/1.1\r\nHost: localhost\r\n"
POST = b"POST /health HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n12345"
STALLS = {
    "before they say anything": b"",
    "in the request line": HEAD[:10],
    "in the name of a header": HEAD + b"Acc",
    "before the empty line": HEAD,
}
ANSWERED = {
    "after a request": HEAD + b"\r\n",
    "in the body, which nobody wants": POST,
    "in their second request": HEAD + b"\r\n" + HEAD[:10],
}


LONG_ADDRESS = "https://newsroom.example/" + "lang" * 2_450


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("stalled")
    rows = [
        *({"id": f"short-{number}", "title": "Kurz", "body": "Text", "kind": "article"} for number in range(SHORT)),
        *(
            {"id": f"long-{number}", "title": "Lang " * 1_990, "body": "Text", "kind": "speech", "url": LONG_ADDRESS}
            for number in range(LONG)
        ),
    ]
    (folder / "releases.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    address = f"whoosh:{folder / 'store'}"
    command = [*NEWSROOM, "index", str(folder), "--store", address, "--quiet"]
    subprocess.run(command, check=True, timeout=PATIENCE)
    return address


@pytest.fixture(scope="module")
def server(store: str) -> Iterator[Server]:
    with served(store) as server:
        yield server


@pytest.fixture
def crowded() -> Iterator[ExitStack]:
    """Closes what it is given."""
    with ExitStack() as opened:
        yield opened


def connected(server: Server, said: bytes, crowded: ExitStack, received: int | None = None) -> socket.socket:
    """A client that has said so much and takes `received` bytes at a time at most."""
    client = crowded.enter_context(socket.socket())
    if received:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, received)
    client.settimeout(PATIENCE)
    client.connect(("127.0.0.1", server.port))
    client.sendall(said)
    return client


def total(server: Server) -> int:
    """What somebody else is answered."""
    with closing(Client(server.port)) as client:
        return client.total(SEARCH)


def read_to_end(client: socket.socket) -> bytes:
    answer = b""
    while part := client.recv(1_000_000):
        answer += part
    return answer


def is_open(client: socket.socket) -> bool:
    """Whether the server has left the connection open, going by what has not yet been read."""
    while select.select([client], [], [], 0)[0]:
        try:
            if not client.recv(1_000_000):
                return False
        except ConnectionError:
            return False
    return True


def wait_until(is_so: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.1)


# Clients that stall


@pytest.mark.parametrize("said", STALLS.values(), ids=STALLS.keys())
def test_others_are_answered_while_clients_stall(server: Server, crowded: ExitStack, said: bytes) -> None:
    stalled = [connected(server, said, crowded) for _ in range(CLIENTS)]
    assert total(server) == SHORT
    assert all(map(is_open, stalled))


@pytest.mark.parametrize("said", ANSWERED.values(), ids=ANSWERED.keys())
def test_clients_are_let_go_with_their_answer(server: Server, crowded: ExitStack, said: bytes) -> None:
    clients = [connected(server, said, crowded) for _ in range(CLIENTS)]
    assert all(client.recv(8) == b"HTTP/1.1" for client in clients)
    wait_until(lambda: not any(map(is_open, clients)))


def test_who_stalls_is_not_waited_for_for_ever_wherever_it_is(server: Server, crowded: ExitStack) -> None:
    stalled = {where: connected(server, said, crowded) for where, said in STALLS.items()}
    assert all(map(is_open, stalled.values()))
    wait_until(lambda: not any(map(is_open, stalled.values())))


def test_who_sends_a_letter_now_and_then_is_not_waited_for_for_ever(server: Server, crowded: ExitStack) -> None:
    client = connected(server, HEAD + b"Slow: ", crowded)

    def is_closed() -> bool:
        try:
            client.sendall(b"a")
        except ConnectionError:
            return True
        return not is_open(client)

    wait_until(is_closed)


def test_others_are_answered_while_clients_do_not_read_a_large_answer_and_these_are_not_waited_for_for_ever(
    server: Server, crowded: ExitStack
) -> None:
    asked = f"GET {LARGE_TABLE} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode()
    slow = [connected(server, asked, crowded, received=4_096) for _ in range(CLIENTS)]
    assert [client.recv(8) for client in slow] == [b"HTTP/1.1"] * CLIENTS
    assert total(server) == SHORT
    wait_until(lambda: unread(server) == CLIENTS)
    wait_until(lambda: not unread(server))


def unread(server: Server) -> int:
    """How many connections the server holds open whose clients have not taken what it sent."""
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    established = [row for row in rows if row[1].endswith(f":{server.port:04X}") and row[3] == "01"]
    return sum(not row[4].startswith("00000000:") for row in established)


def test_others_are_answered_while_large_answers_are_written(store: str, crowded: ExitStack) -> None:
    with served(store, workers=1) as server:
        asked = f"GET {LONG_TABLE} HTTP/1.0\r\n\r\n".encode()
        busy = [connected(server, asked, crowded) for _ in range(4)]
        assert total(server) == SHORT
        assert any(map(is_open, busy))


def test_a_server_that_is_flooded_with_more_connections_than_it_holds_recovers(
    server: Server, crowded: ExitStack
) -> None:
    for _ in range(1_500):
        connected(server, HEAD, crowded)
    assert total(server) == SHORT


# Requests that are refused


@pytest.mark.parametrize(
    ("said", "status"),
    [
        (HEAD + b"More: much\r\n" * 60 + b"\r\n", 431),
        (HEAD + b"Long: " + b"a" * 9_000 + b"\r\n\r\n", 431),
        (b"GET /" + b"a" * 9_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", 414),
        (b"GET / HTTP/7.1\r\nHost: localhost\r\n\r\n", 400),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 400),
    ],
    ids=["too many headers", "a long header", "a long address", "an unknown version", "no HTTP at all"],
)
def test_a_request_beyond_the_limits_is_refused_by_its_status(
    server: Server, crowded: ExitStack, said: bytes, status: int
) -> None:
    assert read_to_end(connected(server, said, crowded)).startswith(f"HTTP/1.1 {status} ".encode())


# Workers that stop or die


def test_a_server_that_is_told_to_stop_answers_whom_it_has_begun_to_answer(store: str, crowded: ExitStack) -> None:
    with served(store) as server:
        asked = f"GET {LARGE_TABLE} HTTP/1.0\r\n\r\n".encode()
        begun = [connected(server, asked, crowded) for _ in range(CLIENTS // 8)]
        first = [client.recv(1) for client in begun]
        server.process.send_signal(signal.SIGTERM)
        answers = [one + read_to_end(client) for one, client in zip(first, begun, strict=True)]
        assert [answer.count(b",speech,") for answer in answers] == [LONG] * len(begun)
        assert server.process.wait(PATIENCE) == 0


def test_a_worker_that_is_killed_is_replaced_and_others_are_answered_meanwhile(store: str) -> None:
    with served(store) as server:
        wait_until(lambda: len(server.workers()) == 2)
        before = server.workers()
        killed = min(before)
        os.kill(killed, signal.SIGKILL)
        assert total(server) == SHORT
        wait_until(lambda: len(server.workers() - {killed}) == 2)
        assert before - {killed} < server.workers()
        assert total(server) == SHORT
