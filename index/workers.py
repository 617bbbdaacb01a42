"""How do several processes make releases? Each takes chunks of documents; outcomes come in the documents' order.

Every worker has a pipe of its own, and nothing is shared: one that dies closes its pipe, in the middle of a message or
not, and that ends the run. (Pools around a shared queue then wait for ever, or go on without what the worker had.)
Workers are spawned, not forked: what is forked would keep the lock of an index whose writer was killed.
"""

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from itertools import cycle, islice
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from multiprocessing.resource_tracker import ensure_running
from queue import SimpleQueue
from threading import Thread, current_thread, main_thread
from typing import TYPE_CHECKING, Any

from index.document import Document, Source
from index.knowledge import Knowledge
from index.outcome import Outcome, Place
from index.pipeline import releases
from search.errors import SearchError

FEW = 300  # documents that are made releases before a worker is started, which takes as long as they do
CHUNK = 50  # documents
CHUNK_BYTES = 1_000_000  # of documents, which close a chunk; a single document can have more
AHEAD = 3  # chunks that a worker has been given and not been asked for; bounds memory
MOST_USEFUL = 2  # workers; the process that writes does not keep up with more

_TO_END = 5.0  # seconds in which a process that has closed its pipe surely ends
_SPAWN = multiprocessing.get_context("spawn")

if TYPE_CHECKING:  # generic for type checkers alone
    Pipe = Connection[Any, Any]
else:
    Pipe = Connection

Chunk = Sequence[Source]


class WorkerLost(SearchError):
    """A worker ended before all its outcomes had come; the index stays as it was."""


def useful() -> int:
    """How many workers help on this machine: its processors less one, which writes, and at most two."""
    return min(MOST_USEFUL, len(os.sched_getaffinity(0)) - 1)


@contextmanager
def released(documents: Iterable[Source], knowledge: Knowledge, workers: int) -> Iterator[Iterator[Outcome]]:
    """The outcome of every document, in their order; behind the block no worker is left.

    Args:
        documents: taken some hundred ahead, or some megabytes.
        knowledge: what releases are completed with; every worker has a copy.
        workers: processes beside this one; where it is 0 or documents are few, this one does it all.

    Raises:
        WorkerLost: where the outcomes of a worker would have come that was killed or could not be started.
        Unforeseen: where the outcome of a document would have come that met a fault of ours.
    """
    with ExitStack() as started:
        yield _outcomes(iter(documents), knowledge, workers, started)


def _outcomes(documents: Iterator[Source], knowledge: Knowledge, workers: int, started: ExitStack) -> Iterator[Outcome]:
    yield from releases(islice(documents, FEW) if workers else documents, knowledge)
    crew: list[Worker] = []
    chunks = _chunks(documents)
    for chunk in chunks:  # this process makes the first ones while the workers are starting
        crew = crew or [started.enter_context(_worker()) for _ in range(workers)]
        yield from releases(chunk, knowledge)
        if all(worker.is_ready() for worker in crew):
            for worker in crew:
                worker.teach(knowledge)
            yield from _made_by(crew, chunks)


def _made_by(crew: Sequence["Worker"], chunks: Iterator[Chunk]) -> Iterator[Outcome]:
    """What the workers make; in turns each is given a chunk, and asked for it some chunks later."""
    asked: deque[Worker] = deque()
    for chunk, worker in zip(chunks, cycle(crew), strict=False):
        worker.give(chunk)
        asked.append(worker)
        if len(asked) == AHEAD * len(crew):
            yield from asked.popleft().outcomes()
    for worker in asked:
        yield from worker.outcomes()


def _chunks(documents: Iterator[Source]) -> Iterator[Chunk]:
    chunk: list[Source] = []
    size = 0
    for document in documents:
        chunk.append(document)
        size += len(document.content) if isinstance(document, Document) else 0
        if len(chunk) == CHUNK or size >= CHUNK_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


class Worker:
    """A process that makes releases, as seen from the one that started it."""

    def __init__(self, process: BaseProcess, pipe: Pipe) -> None:
        self._process = process
        self._pipe = pipe
        self._is_ready = False
        self._given: deque[tuple[Place, Place]] = deque()  # the first and the last document of each chunk

    def is_ready(self) -> bool:
        """Whether it has started."""
        if not self._is_ready and self._pipe.poll():
            with self._watched():
                self._is_ready = self._pipe.recv()
        return self._is_ready

    def teach(self, knowledge: Knowledge) -> None:
        """Give it what releases are completed with.

        That is too much to be given to a process that starts: were it killed before it has read all, we would wait.
        """
        with self._watched():
            self._pipe.send(knowledge)

    def give(self, chunk: Chunk) -> None:
        """Let it make releases of these; waits for none of them."""
        self._given.append((chunk[0].place, chunk[-1].place))
        with self._watched():
            self._pipe.send(chunk)

    def outcomes(self) -> Iterator[Outcome]:
        """What became of the first chunk that it was not yet asked for; waits for it."""
        with self._watched():
            made, failure = self._pipe.recv()
        self._given.popleft()
        yield from made
        if failure:
            raise failure

    @contextmanager
    def _watched(self) -> Iterator[None]:
        try:
            yield
        except (EOFError, OSError) as error:
            self._process.join(_TO_END)
            where = "between {} and {}".format(*self._given[0]) if self._given else "while it was starting"
            raise WorkerLost(_LOST.format(f"{_end(self._process.exitcode)} {where}")) from error


_LOST = "a worker process {}; the index is as it was. If memory is short, --workers 0 does without such processes"


@contextmanager
def _worker() -> Iterator[Worker]:
    process, pipe = _started()
    try:
        yield Worker(process, pipe)
    finally:
        process.kill()  # it holds nothing that could be harmed
        process.join()
        pipe.close()


def _started() -> tuple[BaseProcess, Pipe]:
    # A terminal interrupts every process. Workers are deaf to that from their first moment on: it ends this process,
    # which ends them. Blocked here meanwhile and not ignored, or one that comes just now would be lost.
    ensure_running()  # multiprocessing's own helper, which lets interrupts through again when it starts
    try:
        with _uninterrupted():
            ours, theirs = _SPAWN.Pipe()
            with theirs:
                process = _SPAWN.Process(target=_work, args=(theirs,), daemon=True)
                process.start()
            return process, ours
    except OSError as error:
        raise WorkerLost(_LOST.format(f"cannot be started ({error.strerror or error})")) from error


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """What is started in the block is deaf to interrupts; one that comes meanwhile is heard behind it.

    Blocking them is not enough: a thread of numpy's that does not may take one, and Python hears it in this thread.
    """
    came: list[int] = []
    is_main = current_thread() is main_thread()
    before = signal.signal(signal.SIGINT, lambda number, _: came.append(number)) if is_main else None
    heard = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, heard)
        if is_main:
            signal.signal(signal.SIGINT, before)
        for number in came:
            signal.raise_signal(number)


def _work(pipe: Pipe) -> None:
    """What a worker does until the other end of its pipe is closed."""
    given: SimpleQueue[Any] = SimpleQueue()
    Thread(target=_receive, args=(pipe, given), daemon=True).start()
    with suppress(BrokenPipeError, ConnectionResetError):
        pipe.send(True)
        knowledge: Knowledge = given.get()
        while True:
            pipe.send(_answer(given.get(), knowledge))


def _receive(pipe: Pipe, given: SimpleQueue[Any]) -> None:
    """Take what is given at once, so that neither process ever waits to send to one that waits to send."""
    with suppress(EOFError, OSError):
        while True:
            given.put(pipe.recv())
    os._exit(0)  # nobody wants the answer any more


def _answer(chunk: Chunk, knowledge: Knowledge) -> tuple[Sequence[Outcome], SearchError | None]:
    """The outcomes of a chunk, up to where a fault of ours ended it, and that fault."""
    made: list[Outcome] = []
    try:
        for outcome in releases(chunk, knowledge):
            made.append(outcome)  # noqa: PERF402 - what came before the fault is kept
    except SearchError as failure:
        return made, failure
    return made, None


def _end(status: int | None) -> str:
    if status is None:
        return "closed its pipe"
    return f"was killed by signal {-status}" if status < 0 else f"ended with status {status}"
