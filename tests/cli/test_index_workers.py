"""Do several processes index what one does, and what is left when one of them fails or somebody interrupts?"""

import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

import pytest
from builders import hashes
from unruly import PATIENCE, documents, wait_until

from index.document import Document
from index.entities.countries import load_gazetteer
from index.entities.ministers import spotter_of
from index.formats import FORMATS
from index.knowledge import Knowledge
from index.outcome import Accepted, Outcome, Place, Rejected
from index.pipeline import Unforeseen, releases
from index.workers import AHEAD, CHUNK, FEW, WorkerLost, released, useful
from search.engines import open_engine, utc_now
from search.ministers import Registry

NEWSROOM = [sys.executable, "-c", "from search.cli import main; main()"]
OURS = FEW + CHUNK  # the number of the last document that is made before a worker can be ready
MANY = OURS + 20 * CHUNK
LATE = MANY - CHUNK // 2  # the number of a document that a worker makes


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge(spotter_of(Registry(())), load_gazetteer(), utc_now)


@contextmanager
def making(
    knowledge: Knowledge, workers: int, special: dict[int, str] | None = None, count: int = MANY
) -> Iterator[Iterator[Outcome]]:
    """The outcomes of so many documents, made by workers as soon as they can."""
    with released(patient(workers, special, count), knowledge, workers) as outcomes:
        yield outcomes


def made(knowledge: Knowledge, workers: int, special: dict[int, str], count: int = MANY) -> list[Outcome]:
    with making(knowledge, workers, special, count) as outcomes:
        return list(outcomes)


def made_by_one(knowledge: Knowledge, special: dict[int, str], count: int = MANY) -> list[Outcome]:
    return list(releases(patient(0, special, count), knowledge))


def patient(workers: int, special: dict[int, str] | None = None, count: int = MANY) -> Iterator[Document | Rejected]:
    """So many documents; the first behind the start of the workers lets them become ready."""
    return documents(count, {OURS: f"patient {workers}", **(special or {})})


def children(process: int) -> list[int]:
    """The processes that this one has started and that have not ended."""
    return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def workers_of(process: int) -> list[int]:
    return [child for child in children(process) if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]


# The same outcomes in the same order


def test_the_entries_of_lists_come_from_a_worker_in_their_order_and_with_their_places(knowledge: Knowledge) -> None:
    (format,) = (format for format in FORMATS if format.name == "JSON")
    rows = [b'{"id": "%d-%d", "title": "A visit", "body": "Some text."}' % (n, m) for n in range(CHUNK) for m in (1, 3)]
    lists = [
        Document(Place(f"{n}.json"), b"[" + rows[2 * n] + b", 5, " + rows[2 * n + 1] + b"]", format, 0)
        for n in range(CHUNK)
    ]
    with released(chain(patient(1), lists), knowledge, 1) as outcomes:
        together = list(outcomes)
    assert together == list(releases(chain(patient(0), lists), knowledge))
    last = f"{CHUNK - 1}.json, entry"
    assert [(str(outcome.place), type(outcome)) for outcome in together[-3:]] == [
        (f"{last} 1", Accepted),
        (f"{last} 2", Rejected),
        (f"{last} 3", Accepted),
    ]


@pytest.mark.parametrize("workers", [1, 2, 4])
@pytest.mark.parametrize(
    "special",
    [
        pytest.param({}, id="nothing special"),
        pytest.param({FEW + 7: "unreadable", LATE: "unreadable", LATE + 1: "missing", MANY: "missing"}, id="rejects"),
        pytest.param(dict.fromkeys(range(OURS + 1, MANY + 1), "unreadable"), id="nothing but rejects"),
        pytest.param({number: f"large{number}" for number in range(FEW + 1, MANY, 7)}, id="large ones"),
    ],
)
def test_several_processes_make_what_one_makes_in_the_same_order(
    knowledge: Knowledge, workers: int, special: dict[int, str]
) -> None:
    assert made(knowledge, workers, special) == made_by_one(knowledge, special)


@pytest.mark.parametrize("count", [0, 1, FEW, FEW + 1, FEW + CHUNK, FEW + CHUNK + 1])
def test_no_document_is_lost_where_the_workers_begin(knowledge: Knowledge, count: int) -> None:
    assert made(knowledge, 2, {}, count) == made_by_one(knowledge, {}, count)


@pytest.mark.parametrize(("workers", "count", "started"), [(0, MANY, 0), (2, FEW, 0), (2, FEW + 1, 2), (4, MANY, 4)])
def test_workers_are_started_only_where_there_is_enough_to_do(
    knowledge: Knowledge, workers: int, count: int, started: int
) -> None:
    with making(knowledge, workers, count=count) as outcomes:
        for number, _ in enumerate(outcomes, start=1):
            if number == count:
                wait_until(lambda: len(workers_of(os.getpid())) == started)
    assert workers_of(os.getpid()) == []


def test_only_so_many_documents_are_taken_ahead(knowledge: Knowledge) -> None:
    taken: list[Document | Rejected] = []

    def noted() -> Iterator[Document | Rejected]:
        for document in patient(2):
            taken.append(document)
            yield document

    with released(noted(), knowledge, 2) as outcomes:
        most = max(len(taken) - number for number, _ in enumerate(outcomes, start=1))
    assert CHUNK < most < 2 * AHEAD * CHUNK


def test_as_many_workers_are_useful_as_there_are_processors_beside_the_one_that_writes() -> None:
    own = os.sched_getaffinity(0)
    try:
        os.sched_setaffinity(0, {min(own)})
        assert useful() == 0
    finally:
        os.sched_setaffinity(0, own)
    assert useful() == min(2, len(own) - 1)


# What fails


@pytest.mark.parametrize(("workers", "number"), [(0, LATE), (1, 5), (1, LATE), (4, LATE)])
def test_a_fault_of_ours_ends_the_run_and_names_the_document_behind_all_that_came_before_it(
    knowledge: Knowledge, workers: int, number: int
) -> None:
    came = []
    with (
        pytest.raises(Unforeseen) as failure,
        making(knowledge, workers, {number: "unforeseen"}) as outcomes,
    ):
        came.extend(outcome.place.line for outcome in outcomes)
    assert came == list(range(1, number))
    assert str(failure.value).startswith(f"words, line {number}: ZeroDivisionError('a fault of ours')")
    assert "unruly.py" in str(failure.value)
    assert workers_of(os.getpid()) == []


@pytest.mark.parametrize(("word", "end"), [("killing", "was killed by signal 9"), ("ending", "ended with status 7")])
@pytest.mark.parametrize("workers", [1, 2, 4])
def test_a_worker_that_dies_ends_the_run_and_says_between_which_documents(
    knowledge: Knowledge, workers: int, word: str, end: str
) -> None:
    came = []
    with pytest.raises(WorkerLost) as lost, making(knowledge, workers, {LATE: word}) as outcomes:
        came.extend(outcome.place.line for outcome in outcomes)
    assert came == list(range(1, MANY - CHUNK + 1))
    assert f"{end} between words, line {MANY - CHUNK + 1} and words, line {MANY};" in str(lost.value)
    assert workers_of(os.getpid()) == []


@pytest.mark.parametrize("number", range(OURS, LATE, 6 * CHUNK))
def test_a_worker_that_is_killed_while_it_makes_or_sends_anything_loses_nothing_unseen(
    knowledge: Knowledge, number: int
) -> None:
    came: list[int | None] = []

    def take(outcomes: Iterator[Outcome]) -> None:
        for outcome in outcomes:
            came.append(outcome.place.line)
            if len(came) == number:
                os.kill(workers_of(os.getpid())[-1], signal.SIGKILL)

    special = {other: f"large{other}" for other in range(OURS + 1, MANY)}  # so that most of its time it is sending
    with pytest.raises(WorkerLost), making(knowledge, 2, special) as outcomes:
        take(outcomes)
    assert came == list(range(1, len(came) + 1))
    assert number <= len(came) < MANY


def test_a_worker_that_cannot_be_started_ends_the_run(knowledge: Knowledge) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (30 + len(list(Path("/proc/self/fd").iterdir())), hard))
    try:
        with pytest.raises(WorkerLost, match="cannot be started"):
            made(knowledge, 64, {})
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert workers_of(os.getpid()) == []


# The command


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Many releases, some of them to be rejected or warned of, some twice; a run takes some seconds."""
    path = tmp_path_factory.mktemp("source") / "many.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for number in range(3 * MANY):
            row = {"id": str(number % (2 * MANY)), "title": f"Meldung {number}", "body": "Der Minister sprach. " * 40}
            row |= {} if number % 50 else {"published": "31.02.2020", "city": "Bern"}
            file.write(json.dumps(row if number % 70 else {"id": "none"}) + "\n")
    return path


@contextmanager
def indexing(store: str, *arguments: object) -> Iterator[subprocess.Popen[str]]:
    """The command, in a session of its own as on a terminal of its own."""
    command = [*NEWSROOM, "index", *map(str, arguments), "--store", store]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def run(store: str, *arguments: object) -> tuple[int, str, str]:
    with indexing(store, *arguments) as process:
        output, errors = process.communicate(timeout=PATIENCE)
    return process.returncode, output, errors


def test_the_command_ends_with_the_same_index_report_and_words_however_many_workers_there_are(
    source: Path, tmp_path: Path
) -> None:
    runs = []
    for workers in (0, 1, 2, 4):
        store, report = f"whoosh:{tmp_path / f'store-{workers}'}", tmp_path / "report.jsonl"
        told = run(store, source, "--workers", workers, "--report", report)
        runs.append((told, report.read_text(), hashes(open_engine(store))))
        report.unlink()
    assert runs == [runs[0]] * 4
    (status, output, _), report_text, held = runs[0]
    assert (status, len(held)) == (3, len({number % (2 * MANY) for number in range(3 * MANY) if number % 70}))
    assert "rejected" in output
    assert report_text.count("\n") > 200


@pytest.fixture
def store(tmp_path: Path) -> str:
    """A store with one release in it."""
    store = f"whoosh:{tmp_path / 'store'}"
    (tmp_path / "first.jsonl").write_text('{"id": "first", "title": "The first", "body": "Some text."}')
    assert run(store, tmp_path / "first.jsonl")[0] == 0
    return store


def assert_only_the_first(store: str) -> None:
    """The index is as it was, and the next writer is let in."""
    assert list(open_engine(store).archive().kept()) == ["first"]
    open_engine(store).writer().cancel()


@pytest.mark.parametrize("delay", [0, 0.05, 0.1, 0.2, 0.5, 1])  # seconds; the first ones while it is starting
def test_a_worker_killed_at_any_moment_fails_the_command_and_leaves_the_index_as_it_was(
    source: Path, store: str, delay: float
) -> None:
    with indexing(store, source, "--workers", 2) as process:
        wait_until(lambda: len(workers_of(process.pid)) == 2)
        time.sleep(delay)
        os.kill(workers_of(process.pid)[1], signal.SIGKILL)
        output, errors = process.communicate(timeout=PATIENCE)
    assert (process.returncode, output) == (1, "")
    assert "Error: a worker process was killed by signal 9" in errors
    assert "Traceback" not in errors
    assert_only_the_first(store)


def session(leader: int) -> Sequence[int]:
    """Every process of the session that this one has begun."""
    found = []
    for path in Path("/proc").iterdir():
        if path.name.isdigit():
            try:
                fields = (path / "stat").read_text().rpartition(")")[2].split()
            except OSError:  # it has just ended
                continue
            if int(fields[3]) == leader and fields[0] != "Z":
                found.append(int(path.name))
    return found


@pytest.mark.parametrize("delay", [0, 0.1, 1])
def test_an_interrupt_from_the_terminal_leaves_no_process_and_the_index_as_it_was(
    source: Path, store: str, delay: float
) -> None:
    with indexing(store, source, "--workers", 2) as process:
        wait_until(lambda: len(workers_of(process.pid)) == 2)
        time.sleep(delay)
        os.killpg(process.pid, signal.SIGINT)
        output, errors = process.communicate(timeout=PATIENCE)
    assert (process.returncode, output) == (1, "")
    assert errors.strip().splitlines()[-1] == "Aborted!"
    assert "Traceback" not in errors
    wait_until(lambda: not session(process.pid))
    assert_only_the_first(store)


@pytest.mark.parametrize("delay", [0, 0.1, 1])
def test_a_run_that_is_killed_leaves_no_worker_and_the_index_as_it_was(source: Path, store: str, delay: float) -> None:
    with indexing(store, source, "--workers", 2) as process:
        wait_until(lambda: len(workers_of(process.pid)) == 2)
        time.sleep(delay)
        process.kill()
        process.wait(PATIENCE)
        wait_until(lambda: not session(process.pid))
    assert_only_the_first(store)


def test_workers_that_have_nothing_to_do_end_with_the_process_that_started_them() -> None:
    waiting = f"""
import time
from index.workers import released
from test_index_workers import MANY, Knowledge, Registry, load_gazetteer, patient, spotter_of, utc_now
with released(patient(2), Knowledge(spotter_of(Registry(())), load_gazetteer(), utc_now), 2) as outcomes:
    print(len(list(outcomes)) == MANY, flush=True)
    time.sleep({PATIENCE})
"""
    folders = [str(Path(__file__).parent), *sys.path]
    command = [sys.executable, "-c", f"import sys; sys.path[:] = {folders}\n{waiting}"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "True\n"
        assert len(workers_of(process.pid)) == 2
        process.kill()
        process.wait(PATIENCE)
        wait_until(lambda: not session(process.pid))
