"""What does a store refuse, and what survives?"""

import gc
import json
import os
import shutil
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from builders import a_release

from search.engines import open_engine
from search.engines.whoosh import schema
from search.engines.whoosh.store import MANIFEST
from search.errors import EngineBusy, EngineUnavailable, IndexOutdated
from search.query import Query
from search.revision import Revision

MOMENT = datetime(2020, 6, 4, 10, tzinfo=UTC)

WRITER = """
import sys, time
sys.path.insert(0, {tests!r})
from builders import a_release
from search.engines import open_engine
writer = open_engine({address!r}).writer(rebuild={rebuild})
for number in range(50):
    writer.put(a_release(f"new-{{number}}"))
print("writing", flush=True)
time.sleep(60)
"""


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store with one release, at the path of its directory."""
    with open_engine(f"whoosh:{tmp_path / 'store'}").writer() as writer:
        writer.put(a_release("1"))
        writer.commit()
    return tmp_path / "store"


def total(store):
    return open_engine(f"whoosh:{store}").reader().search(Query()).total


def start_writer(store, *, rebuild=False):
    script = WRITER.format(tests=str(Path(__file__).parents[1]), address=f"whoosh:{store}", rebuild=rebuild)
    process = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE)
    assert process.stdout.readline() == b"writing\n"
    return process


@pytest.mark.parametrize("address", ["", "memory", "memory:x", "whoosh:", "sqlite:x", "/some/where"])
def test_an_address_of_no_engine_is_refused(address):
    with pytest.raises(EngineUnavailable, match="whoosh:DIRECTORY"):
        open_engine(address)


def test_opening_an_engine_touches_nothing(tmp_path):
    open_engine(f"whoosh:{tmp_path / 'store'}")
    assert list(tmp_path.iterdir()) == []


def test_a_reader_where_nothing_is_says_what_to_run(tmp_path):
    with pytest.raises(EngineUnavailable, match="newsroom index SOURCE"):
        open_engine(f"whoosh:{tmp_path / 'store'}").reader()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["file.txt", "folder"])
def test_a_directory_with_other_things_in_it_is_left_alone(tmp_path, name):
    (tmp_path / "folder").mkdir()
    (tmp_path / "file.txt").write_text("mine")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(EngineUnavailable, match="no store"):
        open_engine(f"whoosh:{tmp_path}").writer(rebuild=True)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_file_is_no_store(tmp_path):
    (tmp_path / "file").write_text("mine")
    with pytest.raises(EngineUnavailable):
        open_engine(f"whoosh:{tmp_path / 'file'}").writer()
    with pytest.raises(EngineUnavailable):
        open_engine(f"whoosh:{tmp_path / 'file'}").reader()


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"null", b'{"format": 1}', b"\x00\xff", b'{"format": 1, "x": 2}']
)
def test_a_damaged_manifest_is_named(store, content):
    (store / MANIFEST).write_bytes(content)
    engine = open_engine(f"whoosh:{store}")
    for open_it in (engine.reader, engine.writer):
        with pytest.raises(EngineUnavailable, match="damaged or no manifest"):
            open_it()


def test_a_manifest_cannot_lead_out_of_its_store(store):
    manifest = json.loads((store / MANIFEST).read_text())
    (store / MANIFEST).write_text(json.dumps({**manifest, "generation": "../elsewhere"}))
    with pytest.raises(EngineUnavailable, match="outside the store"):
        open_engine(f"whoosh:{store}").reader()


def test_an_index_from_another_version_is_refused_until_it_is_rebuilt(store, monkeypatch):
    monkeypatch.setattr(schema, "FORMAT", 0)
    with open_engine(f"whoosh:{store}").writer(rebuild=True) as writer:
        writer.put(a_release("2"))
        writer.commit()
    monkeypatch.undo()
    engine = open_engine(f"whoosh:{store}")
    for open_it in (engine.reader, engine.writer):
        with pytest.raises(IndexOutdated, match="--rebuild"):
            open_it()
    with engine.writer(rebuild=True) as writer:
        writer.put(a_release("3"))
        writer.commit()
    assert total(store) == 1


def test_of_an_index_by_another_analysis_everything_but_its_terms_can_be_read(store, monkeypatch):
    history = [Revision(a_release("2", "Before"), MOMENT, MOMENT)]
    monkeypatch.setattr(schema, "ANALYSIS", 0)
    with open_engine(f"whoosh:{store}").writer(rebuild=True) as writer:
        writer.put(a_release("2", "Now", first_indexed=MOMENT), history)
        writer.commit()
    monkeypatch.undo()
    engine = open_engine(f"whoosh:{store}")
    for open_it in (engine.reader, engine.writer, engine.check):
        with pytest.raises(IndexOutdated, match="--rebuild"):
            open_it()
    archive = engine.archive()
    assert archive.release("2") == a_release("2", "Now", first_indexed=MOMENT)
    assert archive.history("2") == tuple(history)


def test_an_index_in_another_layout_has_no_archive_either(store):
    manifest = json.loads((store / MANIFEST).read_text())
    manifest.pop("checksum")  # an early store had none
    (store / MANIFEST).write_text(json.dumps({**manifest, "format": 1}))
    with pytest.raises(IndexOutdated, match="--rebuild"):
        open_engine(f"whoosh:{store}").archive()


# Whoosh leaves the file open that it fails to read.
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("suffix", [".toc", ".columns"])
@pytest.mark.parametrize("keep", [0.0, 0.5, 0.9])
def test_a_file_cut_short_is_damage_that_a_rebuild_mends(store, suffix, keep):
    for path in store.rglob(f"*{suffix}"):
        path.write_bytes(path.read_bytes()[: int(path.stat().st_size * keep)])
    engine = open_engine(f"whoosh:{store}")
    with pytest.raises(EngineUnavailable, match="--rebuild"):
        engine.reader()
    with engine.writer(rebuild=True) as writer:
        writer.put(a_release("2"))
        writer.commit()
    assert total(store) == 1
    gc.collect()  # here, where the warnings are expected


def test_a_lost_generation_is_damage_that_a_rebuild_mends(store):
    shutil.rmtree(next(store.glob("generation-*")))
    with pytest.raises(EngineUnavailable, match="--rebuild"):
        open_engine(f"whoosh:{store}").reader()
    with pytest.raises(EngineUnavailable, match="--rebuild"):
        open_engine(f"whoosh:{store}").writer()
    with open_engine(f"whoosh:{store}").writer(rebuild=True) as writer:
        writer.commit()
    assert total(store) == 0


def test_a_writer_in_another_process_is_met_by_a_refusal(store):
    process = start_writer(store)
    try:
        with pytest.raises(EngineBusy, match=rf"another run .* \(process {process.pid} on .+, since 20"):
            open_engine(f"whoosh:{store}").writer()
        assert total(store) == 1
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("rebuild", [False, True])
def test_a_writer_killed_before_its_commit_leaves_the_last_commit_and_no_lock(store, rebuild):
    process = start_writer(store, rebuild=rebuild)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    assert total(store) == 1
    with open_engine(f"whoosh:{store}").writer() as writer:
        writer.put(a_release("2"))
        writer.commit()
    assert total(store) == 2
    assert len(list(store.glob("generation-*"))) == 1


def test_only_the_live_generation_stays_on_disk(store):
    for number in range(3):
        with open_engine(f"whoosh:{store}").writer(rebuild=True) as writer:
            writer.put(a_release(str(number)))
            writer.commit()
    assert [path.name for path in store.glob("generation-*")] == ["generation-000004"]


def test_an_old_reader_answers_in_full_after_its_generation_was_replaced(store):
    reader = open_engine(f"whoosh:{store}").reader()
    with open_engine(f"whoosh:{store}").writer(rebuild=True) as writer:
        writer.commit()
    page = reader.search(Query("title"))
    assert [hit.release for hit in page.hits] == [a_release("1")]


def test_a_store_that_cannot_be_written_says_so(tmp_path):
    if os.geteuid() == 0:
        target = Path("/proc/newsroom-store")  # refused even to root
    else:
        tmp_path.chmod(0o500)
        target = tmp_path / "store"
    with pytest.raises(EngineUnavailable, match="cannot be used as a store"):
        open_engine(f"whoosh:{target}").writer()


def test_a_full_disk_fails_the_run_and_leaves_the_index_as_it_was(store):
    script = f"""
import resource, signal, sys
sys.path.insert(0, {str(Path(__file__).parents[1])!r})
from builders import a_release
from search.engines import open_engine
from search.errors import EngineUnavailable
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
try:
    with open_engine({f"whoosh:{store}"!r}).writer() as writer:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
        for number in range(200):
            writer.put(a_release(f"new-{{number}}", "t", f"word{{number}} " * 50))
        writer.commit()
except EngineUnavailable as error:
    sys.exit(str(error))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "the index is as it was" in done.stderr
    assert total(store) == 1
    with open_engine(f"whoosh:{store}").writer() as writer:
        writer.put(a_release("2"))
        writer.commit()
    assert total(store) == 2
