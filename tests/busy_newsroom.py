"""What is a newsroom that never rests? It is served and asked all the time, and indexed again and again meanwhile.

Each edition gives some of the releases a word that no other edition has. An answer that mixes two editions, or lost or
doubled a release, gives itself away by its total.
"""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.client import BadStatusLine, HTTPConnection
from itertools import cycle
from pathlib import Path
from typing import Any

NEWSROOM = [sys.executable, "-c", "from search.cli import main; main()"]
PATIENCE = 60  # seconds; generous, since machines can be slow
RELEASES = 300
CHANGED = 60  # releases that differ from edition to edition; 30 in each language
ANY_EDITION = "ausgabe"  # what the words of all editions begin with

_LANGUAGES = ("de", "en")
_KINDS = ("press-release", "speech", "statement")


def word_of(edition: int) -> str:
    """The word that only this edition has."""
    return f"{ANY_EDITION}{edition}"


def bring(store: str, folder: Path, edition: int, *, rebuild: bool = False) -> None:
    """Index an edition with the command: what it changes, or with `rebuild` everything into a new index."""
    path = folder / "releases.jsonl"
    numbers = range(RELEASES if rebuild else CHANGED)
    path.write_text("".join(f"{json.dumps(_release(number, edition))}\n" for number in numbers), encoding="utf-8")
    command = [*NEWSROOM, "index", str(path), "--store", store, "--quiet", *(["--rebuild"] if rebuild else [])]
    subprocess.run(command, check=True, timeout=PATIENCE)


@dataclass(frozen=True, slots=True)
class Server:
    """The command that serves a store: its process, whose children answer, and its port."""

    process: subprocess.Popen[str]
    port: int

    def workers(self) -> set[int]:
        """The processes that answer."""
        pid = self.process.pid
        return set(map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split()))


@contextmanager
def served(store: str, workers: int = 2, said: Path = Path(os.devnull)) -> Iterator[Server]:
    """The command, serving the store with so many workers; what it says on standard error goes to a file."""
    command = [*NEWSROOM, "serve", "--store", store, "--port", "0", "--workers", str(workers)]
    # Nobody reads its standard output beyond the first line.
    quiet = {**os.environ, "NEWSROOM_SERVER__LOG_REQUESTS": "false"}
    with (
        said.open("w", encoding="utf-8") as errors,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True, env=quiet) as process,
    ):
        try:
            assert process.stdout
            yield Server(process, int(process.stdout.readline().rstrip().rstrip("/").rpartition(":")[2]))
        finally:
            process.terminate()
            process.wait(PATIENCE)


class Client:
    """One who asks again and again, over one connection where the server keeps it."""

    def __init__(self, port: int) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)

    def get(self, path: str) -> tuple[int, bytes]:
        """Status and body."""
        try:
            return self._got(path)
        except (BadStatusLine, ConnectionError):  # a kept connection may be closed before it is used again
            self._connection.close()
            return self._got(path)

    def total(self, path: str) -> int:
        """The total that the API states."""
        total: int = json.loads(self.get(path)[1])["total"]
        return total

    def close(self) -> None:
        """End the connection."""
        self._connection.close()

    def _got(self, path: str) -> tuple[int, bytes]:
        self._connection.request("GET", path)
        answer = self._connection.getresponse()
        return answer.status, answer.read()


class Crowd:
    """Clients that ask the same questions in turns, each beginning with another one.

    Attributes:
        answers: how many came.
        faults: what was wrong with them.
    """

    def __init__(self, port: int, asked: Sequence[tuple[str, "Check"]]) -> None:
        self.answers = 0
        self.faults: list[str] = []
        self._port, self._asked = port, asked
        self._is_over = threading.Event()

    @contextmanager
    def asking(self, clients: int) -> Iterator[None]:
        """So many of them ask for the time of the block, each at least once."""
        threads = [threading.Thread(target=self._ask, args=(number,)) for number in range(clients)]
        with ExitStack() as ending:
            for thread in threads:
                thread.start()
                ending.callback(thread.join)
            ending.callback(self._is_over.set)
            yield

    def _ask(self, number: int) -> None:
        client = Client(self._port)
        first = number % len(self._asked)
        for path, check in cycle([*self._asked[first:], *self._asked[:first]]):
            try:
                fault = check(*client.get(path))
            except OSError as error:
                fault = repr(error)
            self.answers += 1
            self.faults += [f"{path}: {fault}"] if fault else []
            if self._is_over.is_set():
                break
        client.close()


Check = Callable[[int, bytes], str | None]
"""What is wrong with an answer, by status and body; None where nothing is."""


def has_status(wanted: int) -> Check:
    """It has this status."""
    return lambda status, body: None if status == wanted else f"status {status}"


def has_total(*right: int) -> Check:
    """It is a page of results as JSON, its total is one of these, and what is counted adds up to it."""

    def check(status: int, body: bytes) -> str | None:
        if status != 200:
            return f"status {status}"
        answer = json.loads(body)
        sums = {name: sum(count["count"] for count in answer["facets"][name]) for name in ("language", "kind", "date")}
        is_whole = set(sums.values()) == {answer["total"]} and len(answer["results"]) == min(20, answer["total"])
        return None if answer["total"] in right and is_whole else f"total {answer['total']}, counted {sums}"

    return check


def _release(number: int, edition: int) -> dict[str, Any]:
    word = word_of(edition) if number < CHANGED else "Archiv"
    return {
        "id": f"release-{number:03}",
        "kind": _KINDS[number % len(_KINDS)],
        "published": f"{2000 + number % 25}-06-04",
        "language": _LANGUAGES[number % 2],
        "title": f"Meldung {number}",
        "body": f"Berlin {word} gestern\n\nAlles ruhig und alles gut, sagte er am Abend",
    }
