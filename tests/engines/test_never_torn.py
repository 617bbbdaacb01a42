"""What is left of an index when a run is killed at any moment, the disk is full, or a writer and readers meet?"""

import json
import resource
import subprocess
import sys
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from random import Random

import builders
import pytest
from builders import a_release
from interrupted import DEEDS, after, changes, killer, step_of

from search.engines import open_engine
from search.engines.whoosh import archive as whoosh_archive
from search.engines.whoosh import inspection
from search.engines.whoosh import reader as whoosh_reader
from search.engines.whoosh import writer as whoosh_writer
from search.engines.whoosh.segment import EXTENSION, open_segment
from search.engines.whoosh.store import LOCK, MANIFEST, size
from search.errors import EngineUnavailable
from search.query import Group, Query

KILLS = 40  # a deed; 200 in all
LONGEST = 0.12  # seconds to a kill; a step takes a third of that

READING = """
from pathlib import Path
from search.engines import open_engine
from search.query import Group, Query
reader = open_engine({address!r}).reader()
print("reading", flush=True)
searches, views = 0, {{reader.generation}}
while not Path({stop!r}).exists():
    reader = {refreshed}
    page = reader.search(Query("strong"))
    stated = {{hit.release.blocks[0].text for hit in page.hits}}
    assert stated == {{f"{{page.total}} strong"}}, (page.total, stated)
    assert sum(value.count for value in page.facets["language"]) == page.total
    reader.statistics()
    views.add(reader.generation)
    searches += 1
print(searches, len(views))
"""


@pytest.fixture
def address(tmp_path: Path) -> str:
    """A store with some releases in several segments, one of them removed."""
    address = f"whoosh:{tmp_path / 'store'}"
    for number in range(4):
        with open_engine(address).writer() as writer:
            writer.put(a_release(str(number)))
            writer.put(a_release("first", f"Title {number}"))
            writer.commit()
    with open_engine(address).writer() as writer:
        writer.remove("0")
        writer.commit()
    return address


def hashes(address):
    return builders.hashes(open_engine(address))


def assert_whole(address, *states):
    """One of these states, and all of it: by the columns, by the postings and by the records."""
    engine = open_engine(address)
    reader = engine.reader()
    found = hashes(address)
    assert found in states
    assert list(engine.check()) == []
    standing = engine.archive().content("standing")
    grouped = 0 if standing is None else len(json.loads(standing)[:2]) - 1
    assert standing is None or json.loads(standing) == sorted(found)
    for text in ("", "title"):
        assert reader.search(Query(text, group=Group.NONE)).total == len(found)
        assert reader.search(Query(text)).total == len(found) - max(0, grouped)


def assert_next_writer_tidies(address, id):
    """The lock is free, a commit works, and afterwards nothing lies there that the index is not made of."""
    expected = hashes(address)
    with open_engine(address).writer() as writer:
        writer.put(a_release(id))
        standing = sorted({*expected, id})
        writer.group([standing[:2]])
        writer.keep("standing", json.dumps(standing).encode())
        writer.commit()
    reader = open_engine(address).reader()
    assert hashes(address).keys() == expected.keys() | {id}
    folder = reader.index.folder
    latest = reader.index.latest()
    named = {f"{entry.segment_id()}{EXTENSION}" for entry in latest.segments}
    named |= {f"_MAIN_{latest.generation}.toc", *latest.beside.values()}
    assert {path.name for path in folder.parent.iterdir()} == {folder.name, MANIFEST, LOCK}
    assert {path.name for path in folder.iterdir()} == named


def reported(journal):
    """How many steps were reported as done; a step that failed is no number."""
    return max(map(int, journal.read_text().split("\n")[:-1]), default=0) if journal.exists() else 0


def assert_nothing_torn(address, deed, before, steps):
    """The state after the steps that were reported, or after the one that was under way."""
    state = before
    for step in range(steps):
        state = after(deed, step, state)
    assert_whole(address, state, after(deed, steps, state))


@pytest.mark.parametrize("deed", DEEDS)
def test_a_run_killed_at_a_random_moment_leaves_what_was_committed_last(deed, address, tmp_path):
    random = Random(f"kills of {deed}")
    with killer() as writers:
        for number in range(KILLS):
            journal = tmp_path / f"journal-{number}"
            before = hashes(address)
            process = writers.start(deed=deed, address=address, journal=str(journal))
            writers.kill(process, random.uniform(0, LONGEST))
            assert_nothing_torn(address, deed, before, reported(journal))
            if number % 4 == 3:  # the others are met by the next writer that is killed
                assert_next_writer_tidies(address, f"tidied-{number}")


@pytest.mark.parametrize("deed", DEEDS)
def test_a_run_killed_before_any_of_its_file_operations_leaves_what_was_committed_last(deed, address, tmp_path):
    with killer() as writers:
        for operation in count(1):
            journal = tmp_path / f"journal-{operation}"
            before = hashes(address)
            writers.start(deed=deed, address=address, journal=str(journal), die_at=operation)
            writers.wait()
            steps = reported(journal)
            assert_nothing_torn(address, deed, before, steps)
            assert_next_writer_tidies(address, f"tidied-{operation}")
            if steps:
                break
    assert operation > 10  # it did die on its way through


def refused(room, step):
    """What a step says while no file may grow beyond so many bytes, as on a disk that is full; empty if it is done."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
    try:
        step()
        return ""
    except EngineUnavailable as error:
        return str(error)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("deed", DEEDS)
def test_a_disk_that_is_full_at_any_byte_fails_the_run_and_leaves_what_was_committed_last(deed, address, monkeypatch):
    monkeypatch.setattr(whoosh_writer, "MOST_SMALL", 1 if deed == "merge" else 8)
    before, failed = hashes(address), 0
    for room in [*range(0, 600, 40), *range(600, 30_000, 600)]:
        refusal = refused(room, lambda: step_of(deed, address, 0, before))
        if not refusal:
            break
        failed += 1
        assert "the index is as it was" in refusal
        assert_whole(address, before)
    assert_whole(address, after(deed, 0, before))
    assert failed > 3
    assert_next_writer_tidies(address, "tidied")


def test_what_a_failed_run_wrote_makes_room_again_at_once(address, monkeypatch):
    folder = open_engine(address).reader().index.folder
    monkeypatch.setattr(whoosh_writer, "BATCH", 1)  # every release becomes a segment before the commit
    before = sorted(folder.iterdir())
    with open_engine(address).writer() as writer:
        writer.put(a_release("new"))
        assert len(list(folder.iterdir())) > len(before)
    assert sorted(folder.iterdir()) == before


def test_what_a_killed_rebuild_wrote_goes_when_the_next_run_begins(address, tmp_path):
    leftover = tmp_path / "store" / "generation-000009"
    leftover.mkdir()
    (leftover / "MAIN_0.columns").write_bytes(b"half")
    open_engine(address).writer().cancel()
    assert not leftover.exists()


def test_an_interrupt_right_after_the_switch_keeps_the_new_index(address, monkeypatch):
    def interrupted(*arguments):
        raise KeyboardInterrupt

    before = hashes(address)
    with open_engine(address).writer(rebuild=True) as writer:
        for release in changes("rebuild", 0, before)[0]:
            writer.put(release)
        monkeypatch.setattr(whoosh_writer, "sweep", interrupted)
        with pytest.raises(KeyboardInterrupt):
            writer.commit()
    monkeypatch.undo()
    assert_whole(address, after("rebuild", 0, before))
    assert_next_writer_tidies(address, "tidied")


def overtaken(call, address, monkeypatch):
    """The call, but before it first looks at a file, a commit takes all files away."""
    monkeypatch.setattr(whoosh_writer, "MOST_SMALL", 1)
    steps = [lambda: step_of("merge", address, 0, hashes(address))]

    def after_the_commit(*arguments):
        while steps:
            steps.pop()()
        return call(*arguments)

    return after_the_commit


def test_a_reader_that_a_commit_overtakes_reads_that_commit(address, monkeypatch):
    expected = after("merge", 0, hashes(address))
    monkeypatch.setattr(whoosh_reader, "open_segment", overtaken(open_segment, address, monkeypatch))
    assert open_engine(address).reader().search(Query(group=Group.NONE)).total == len(expected)


def test_an_archive_that_a_commit_overtakes_reads_that_commit(address, monkeypatch):
    expected = after("merge", 0, hashes(address))
    monkeypatch.setattr(whoosh_archive, "open_segment", overtaken(open_segment, address, monkeypatch))
    assert hashes(address) == expected


def test_a_check_that_a_commit_overtakes_finds_no_damage(address, monkeypatch):
    monkeypatch.setattr(inspection, "damage", overtaken(inspection.damage, address, monkeypatch))
    assert list(open_engine(address).check()) == []


def test_an_old_reader_still_tells_what_it_holds_after_its_generation_was_replaced(address):
    reader = open_engine(address).reader()
    strong(address, 9, rebuild=True)
    assert (reader.statistics().releases, reader.statistics().size) == (4, 0)


def test_a_file_that_goes_while_the_size_is_added_up_counts_nothing(address, tmp_path):
    folder = open_engine(address).reader().index.folder
    before = size(folder.parent, folder.name)
    for number in range(20):  # in whatever order they are listed, some come before a file that is there
        (folder / f"gone-{number}").symlink_to(tmp_path / "nowhere")
    assert size(folder.parent, folder.name) == before > 0


def strong(address, total, *, rebuild):
    """Make the index one of so many releases, each of which says how many they are."""
    with open_engine(address).writer(rebuild=rebuild) as writer:
        for number in range(total):
            writer.put(a_release(str(number), f"{total} strong"))
        writer.commit()


@contextmanager
def reading(address, stop, refreshed):
    """Another process that searches all the while; it must not fail, and must have seen several views."""
    script = READING.format(address=address, stop=str(stop), refreshed=refreshed.format(address=address))
    process = subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout
    try:
        assert process.stdout.readline() == "reading\n"
        yield
        stop.touch()
        out, err = process.communicate(timeout=30)
    finally:
        process.kill()
        process.communicate()
    assert process.returncode == 0, err
    searches, views = map(int, out.split())
    assert searches > 20
    assert views > 5


@pytest.mark.parametrize("refreshed", ["reader.refreshed()", "open_engine({address!r}).reader()"])
def test_no_search_of_a_server_fails_while_twenty_rebuilds_are_switched_in(refreshed, tmp_path):
    address = f"whoosh:{tmp_path / 'store'}"
    strong(address, 3, rebuild=True)
    with reading(address, tmp_path / "stop", refreshed):
        for number in range(20):
            strong(address, 3 + number % 5, rebuild=True)


@pytest.mark.parametrize("refreshed", ["reader.refreshed()", "open_engine({address!r}).reader()"])
def test_no_search_of_a_server_fails_while_commits_take_files_away(refreshed, tmp_path, monkeypatch):
    monkeypatch.setattr(whoosh_writer, "MOST_SMALL", 1)  # each commit replaces every file
    address = f"whoosh:{tmp_path / 'store'}"
    strong(address, 3, rebuild=True)
    with reading(address, tmp_path / "stop", refreshed):
        for number in range(60):
            strong(address, 3 + number, rebuild=False)
