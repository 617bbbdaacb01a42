"""Which documents do harm to whoever reads them? A format whose documents are words; some of them do what they say."""

import os
import select
import signal
import stat
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from index.document import Document
from index.draft import Draft, Unreadable
from index.formats import Format, Stated, Unit
from index.formats.format import NOTHING, alone
from index.outcome import Place, Rejected

PATIENCE = 60  # seconds; generous, since machines can be slow
PADDING = "x" * 20_000


def read(content: bytes, stated: Stated = NOTHING) -> Draft:
    """A release of the word, unless the word does harm."""
    word = content.decode()
    if word == "unreadable":
        raise Unreadable("the document says so")
    if word == "unforeseen":
        raise ZeroDivisionError("a fault of ours")
    if word == "killing":
        os.kill(os.getpid(), signal.SIGKILL)
    if word == "ending":
        os._exit(7)
    if word.startswith("patient"):
        word, workers = word.split()
        wait_until(lambda: _messages() >= int(workers))
    if word.startswith("large"):
        word += PADDING
    return Draft(id=word[:100], title=f"Title of {word}", paragraphs=(f"Some text about {word}.",))


def wait_until(is_so: Callable[[], object]) -> None:
    """Wait, but not for ever."""
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def _messages() -> int:
    """How many pipes of this process hold something to be read, such as that a worker is ready."""
    pipes = [number for number in (int(path.name) for path in Path("/proc/self/fd").iterdir()) if _is_pipe(number)]
    return len(select.select(pipes, [], [], 0)[0])


def _is_pipe(number: int) -> bool:
    try:
        return stat.S_ISSOCK(os.fstat(number).st_mode)
    except OSError:  # what the folder was listed by
        return False


def _by_name_alone(head: bytes) -> bool:
    return False


UNRULY = Format("words", (".words",), (), Unit.LINE, False, _by_name_alone, alone(read))


def documents(count: int, special: dict[int, str] | None = None) -> Iterator[Document | Rejected]:
    """So many documents, numbered from 1, those named in `special` with their words; "missing" was not even read."""
    for number in range(1, count + 1):
        word = (special or {}).get(number, f"word{number}")
        place = Place("words", number)
        if word == "missing":
            yield Rejected(place, "it cannot be read", "check the file")
        else:
            yield Document(place, word.encode(), UNRULY, number)
