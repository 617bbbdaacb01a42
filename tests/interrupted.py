"""Which runs are killed, and by whom? Writers that change a store step by step, forked, so that hundreds are cheap.

Run as a program it reads a task a line (JSON: what `work` takes), forks a process that does it, prints its id, and then
the signal that killed it. A writer never ends by itself.
"""

import json
import os
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from random import Random

from builders import a_release, hashes

from search.engines import open_engine
from search.engines.whoosh import writer as whoosh_writer
from search.record import content_hash
from search.release import Release

DEEDS = ("add", "change", "merge", "remove", "rebuild")
_OF_A_REBUILD = 12  # releases


def changes(deed: str, step: int, present: Mapping[str, str]) -> tuple[list[Release], list[str]]:
    """What one step puts and what it removes, given the hashes of what is there; a rebuild removes all else."""
    random = Random(f"{deed} {step} {sorted(present)}")
    some = random.sample(sorted(present), min(3, len(present)))
    match deed:
        case "add" | "merge":
            return [_release(f"{deed}-{random.getrandbits(40)}", step) for _ in range(3)], []
        case "change":
            return [_release(id, step) for id in some or ["first"]], []
        case "remove":
            return ([], some) if len(present) > 3 else ([_release(str(number), step) for number in range(20)], [])
        case _:
            return [_release(f"{step}-{number}", step) for number in range(_OF_A_REBUILD)], sorted(present)


def after(deed: str, step: int, present: Mapping[str, str]) -> dict[str, str]:
    """The hashes of what is there after a step."""
    put, removed = changes(deed, step, present)
    kept = {id: digest for id, digest in present.items() if id not in removed}
    return kept | {release.id: content_hash(release) for release in put}


def step_of(deed: str, address: str, step: int, present: Mapping[str, str]) -> None:
    """Do one step and commit it."""
    put, removed = changes(deed, step, present)
    with open_engine(address).writer(rebuild=deed == "rebuild") as writer:
        for id in removed:
            writer.remove(id)
        for release in put:
            writer.put(release)
        standing = sorted(after(deed, step, present))
        writer.group([standing[:2]])
        writer.keep("standing", json.dumps(standing).encode())
        writer.commit()


def work(deed: str, address: str, journal: str, die_at: int = 0) -> None:
    """Commit step after step, each noted in the journal, safely on disk, as soon as the engine says that it is done.

    Args:
        die_at: die before the file operation of this number, from 1; 0 leaves it to the parent.
    """
    whoosh_writer.MOST_SMALL = 1 if deed == "merge" else 8
    present = hashes(open_engine(address))
    if die_at:
        _die_at(die_at)
    with Path(journal).open("a") as file:
        step = 0
        while True:
            step_of(deed, address, step, present)
            present = after(deed, step, present)
            step += 1
            file.write(f"{step}\n")
            file.flush()
            os.fsync(file.fileno())


def _die_at(operation: int) -> None:
    seen = 0

    def count(event: str, arguments: object) -> None:
        nonlocal seen
        is_counted = event in ("open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.listdir", "os.scandir")
        seen += is_counted
        if is_counted and seen == operation:  # the kill is an event too
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)


class Killer:
    """Starts writers and kills them."""

    def __init__(self, server: subprocess.Popen[str]) -> None:
        self._server = server

    def start(self, **task: object) -> int:
        """Start a writer; gives its process's id."""
        assert self._server.stdin
        assert self._server.stdout
        self._server.stdin.write(json.dumps(task) + "\n")
        self._server.stdin.flush()
        return int(self._server.stdout.readline())

    def kill(self, process: int, delay: float) -> None:
        """Kill it after so many seconds."""
        time.sleep(delay)
        os.kill(process, signal.SIGKILL)
        self.wait()

    def wait(self) -> None:
        """See that it was killed, and did not fail by itself."""
        assert self._server.stdout
        assert self._server.stdout.readline() == f"{signal.SIGKILL.value}\n"


@contextmanager
def killer() -> Iterator[Killer]:
    """What writers are started with."""
    server = subprocess.Popen([sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    with server:
        yield Killer(server)
        assert server.stdin
        server.stdin.close()


def _release(id: str, step: int) -> Release:
    return a_release(id, f"Title {step}", f"Text of step {step}.")


def _serve() -> None:
    for line in sys.stdin:
        task = json.loads(line)
        process = os.fork()
        if not process:
            try:
                work(**task)
            except BaseException:
                with Path(task["journal"]).open("a") as file:
                    traceback.print_exc(file=file)
                while "die_at" not in task:
                    signal.pause()  # for the parent to kill: this id must not become another process's
            os._exit(1)
        print(process, flush=True)  # noqa: T201 - this is the protocol
        _, status = os.waitpid(process, 0)
        print(os.WTERMSIG(status), flush=True)  # noqa: T201


if __name__ == "__main__":
    _serve()
