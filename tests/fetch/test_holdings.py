"""What does whoever indexes see of a fetched newsroom?"""

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from live_newsroom import PATIENCE, Reply, rss
from warcio.archiveiterator import ArchiveIterator

from index.fetch import archive
from index.fetch.archive import RecordDamaged
from index.fetch.holdings import holdings, is_holdings
from index.fetch.state import HoldingsDamaged


@pytest.fixture
def known(newsroom, fetching):
    for number in range(4):
        newsroom.put(f"/de/{number}", f"Nummer {number}")
    newsroom.paths["/rss"] = rss(*(f"/de/{number}" for number in range(4)))
    fetching.run("/rss")
    return newsroom


def test_only_a_directory_that_fetch_wrote_is_one(known, fetching, tmp_path):
    assert is_holdings(fetching.directory)
    assert not is_holdings(tmp_path)
    assert not is_holdings(tmp_path / "gone")
    (tmp_path / "holdings.sqlite").touch()  # all that a run leaves that was killed before it began
    assert not is_holdings(tmp_path)


def test_pages_come_by_address_with_all_that_is_known_of_them(known, fetching):
    known.put("/de/9", "Ziel")
    known.paths["/de/1"] = Reply(status=301, headers={"Location": "/de/9"})
    known.paths["/de/2"] = Reply(status=410)
    known.paths["/rss"] = rss(*(f"/de/{number}" for number in range(4)), "/de/never")
    fetching.now += 100
    fetching.run("/rss")
    rows = [
        (held.address.removeprefix(known.url), held.state, held.moved_to and held.moved_to.removeprefix(known.url))
        for held in holdings(fetching.directory)
    ]
    assert rows == [
        ("/de/0", "present", None),
        ("/de/1", "moved", "/de/9"),
        ("/de/2", "withdrawn", None),
        ("/de/3", "present", None),
        ("/de/9", "present", None),
    ]
    first, _, gone, _, new = holdings(fetching.directory)
    assert (new.fetched - first.fetched).total_seconds() == 100
    assert (gone.gone_since, first.gone_since) == (new.fetched, None)
    assert len({held.digest for held in (first, gone, new)}) == 3


def test_listings_and_feeds_are_not_among_them(known, fetching):
    assert not [path for path in fetching.held() if "rss" in path]


def test_the_archive_is_a_warc_that_others_can_read(known, fetching):
    (path,) = fetching.directory.glob("*.warc.gz")
    with path.open("rb") as file:
        records = [
            (record.rec_type, record.rec_headers.get_header("WARC-Target-URI"), record.content_stream().read())
            for record in ArchiveIterator(file, check_digests="raise")
        ]
    assert records[0][0] == "warcinfo"
    assert b"software: tests" in records[0][2]
    assert records[1:] == [
        ("response", f"{known.url}/de/{number}", known.paths[f"/de/{number}"]) for number in range(4)
    ]


def test_a_full_archive_is_left_and_another_is_begun(newsroom, fetching, monkeypatch):
    monkeypatch.setattr(archive, "FULL", 1_000)
    for number in range(6):
        newsroom.put(f"/de/{number}", f"Nummer {number}")
    newsroom.paths["/rss"] = rss(*(f"/de/{number}" for number in range(6)))
    fetching.run("/rss")
    names = sorted(path.name for path in fetching.directory.glob("*.warc.gz"))
    assert names == [f"pages-{number:05}.warc.gz" for number in range(1, len(names) + 1)]
    assert len(names) > 1
    assert {path: held.content() for path, held in fetching.held().items()} == {
        f"/de/{number}": newsroom.paths[f"/de/{number}"] for number in range(6)
    }


@pytest.mark.parametrize("damage", ["gone", "cut", "bytes", "zeros", "other record"])
def test_a_page_whose_record_is_damaged_is_named_and_the_others_are_read(known, fetching, damage):
    (path,) = fetching.directory.glob("*.warc.gz")
    held = fetching.held()["/de/3"]
    content = bytearray(path.read_bytes())
    start, middle = held.record.offset, held.record.offset + held.record.length // 2
    match damage:
        case "gone":
            path.unlink()
        case "cut":
            path.write_bytes(content[:middle])
        case "bytes":
            content[middle] ^= 0xFF
            path.write_bytes(content)
        case "zeros":
            content[start:] = bytes(len(content) - start)
            path.write_bytes(content)
        case "other record":
            other = fetching.held()["/de/2"].record
            content[start:] = content[other.offset : other.end]
            path.write_bytes(content)
    with pytest.raises(RecordDamaged, match=r"pages-00001\.warc\.gz, byte"):
        fetching.held()["/de/3"].content()
    if damage != "gone":
        assert fetching.held()["/de/1"].content() == known.paths["/de/1"]


def test_a_state_that_is_damaged_or_of_another_format_is_named(known, fetching):
    path = fetching.directory / "holdings.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(HoldingsDamaged, match="in a format that this version does not know"):
        list(holdings(fetching.directory))
    path.write_bytes(path.read_bytes()[:100] + b"x" * 9_000)
    with pytest.raises(HoldingsDamaged, match=r"holdings\.sqlite"):
        list(holdings(fetching.directory))


def test_the_directory_can_be_moved(known, fetching, tmp_path):
    shutil.move(fetching.directory, tmp_path / "elsewhere")
    assert [held.content() for held in holdings(tmp_path / "elsewhere")] == [
        known.paths[f"/de/{number}"] for number in range(4)
    ]


def test_a_directory_that_may_not_be_written_can_be_read(known, fetching):
    """By another user where this one is root, to whom nothing is forbidden."""
    lines = (
        "import os, sys; from pathlib import Path; from index.fetch.holdings import holdings; "
        "os.getuid() or os.setuid(65534); directory = Path(sys.argv[1]); assert not os.access(directory, os.W_OK); "
        "print(len([held.content() for held in holdings(directory)]))"
    )
    with TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        directory = Path(shutil.copytree(fetching.directory, Path(place) / "held"))
        for path in directory.iterdir():
            path.chmod(0o444)
        directory.chmod(0o555)
        before = {path.name: path.read_bytes() for path in directory.iterdir()}
        command = [sys.executable, "-c", lines, str(directory)]
        process = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
        assert (process.stdout, process.stderr) == ("4\n", "")
        assert {path.name: path.read_bytes() for path in directory.iterdir()} == before
        directory.chmod(0o755)


def test_reading_holds_no_run_up(known, fetching):
    reading = holdings(Path(fetching.directory))
    next(reading)
    known.put("/de/3", "Berichtigt")
    assert fetching.run("/rss") == {"changed": 1, "unchanged": 3}
    assert len(list(reading)) == 3
