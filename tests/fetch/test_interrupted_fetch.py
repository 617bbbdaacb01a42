"""What is left when a run is killed, at whatever moment? All that it had, and the next run goes on."""

import signal
import subprocess
import sys
import threading
import time
from random import Random

import pytest
from live_newsroom import PATIENCE, links, release, rss, tagged
from warcio.archiveiterator import ArchiveIterator

from index.fetch.holdings import holdings

MANY = 12
NEWSROOM = [sys.executable, "-c", "from search.cli import main; main()"]
# Dies before the file operation of this number, as interrupted.py has it for the index.
DYING = """
import os, signal, sys
operations, last = 0, int(sys.argv[1])
def count(event, arguments):
    global operations
    if event in ("open", "os.truncate") and "held" in str(arguments[0]) or event == "sqlite3.connect":
        operations += 1
        if operations == last:
            os.kill(os.getpid(), signal.SIGKILL)
from search.cli import main
sys.addaudithook(count)
sys.argv = ["newsroom", *sys.argv[2:]]
main()
"""


@pytest.fixture
def large(newsroom, tmp_path):
    """A newsroom with two listing pages and many releases, set up in a newsroom.toml."""
    for number in range(MANY):
        newsroom.put(f"/de/{number}", f"Nummer {number}", "Text. " * 2_000)
    newsroom.paths["/list"] = links(*(f"/de/{number}" for number in range(MANY // 2)), following="/list?page=1")
    newsroom.paths["/list?page=1"] = links(*(f"/de/{number}" for number in range(MANY // 2, MANY)))
    (tmp_path / "newsroom.toml").write_text(
        f'[newsrooms.ministry]\nstart = ["{newsroom.url}/list"]\npages = ["/de/*"]\ndelay = 0\ntries = 1\n'
        "recheck_after = 3600\n"
    )
    return newsroom


def start(tmp_path, *command):
    arguments = [*command, "fetch", "ministry", "held"]
    return subprocess.Popen(arguments, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finish(tmp_path):
    process = start(tmp_path, *NEWSROOM)
    out, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, err) == (0, "")
    return out


def assert_whole(tmp_path, newsroom):
    """Everything is there as it was sent, kept once, and every archive can be read from end to end."""
    directory = tmp_path / "held"
    held = {each.address.removeprefix(newsroom.url): each.content() for each in holdings(directory)}
    assert held == {f"/de/{number}": newsroom.paths[f"/de/{number}"] for number in range(MANY)}
    addresses = []
    for path in directory.glob("*.warc.gz"):
        with path.open("rb") as file:
            records = [record for record in ArchiveIterator(file) if record.rec_type == "response"]
            addresses += [record.rec_headers.get_header("WARC-Target-URI") for record in records]
    assert len(addresses) == len(set(addresses)) == MANY


@pytest.mark.parametrize("asked", [1, 2, 7, MANY + 2])
def test_a_run_that_is_killed_while_it_waits_for_an_answer_goes_on_where_it_was(large, tmp_path, asked):
    killed = []
    served = large.reply

    def reply(path, headers):
        if len(large.asked) == asked + 1 and not killed:  # robots.txt comes first
            killed.append(path)
            process.kill()
            process.wait(PATIENCE)
        return served(path, headers)

    large.reply = reply
    process = start(tmp_path, *NEWSROOM)
    process.communicate(timeout=PATIENCE)
    assert process.returncode == -signal.SIGKILL
    finish(tmp_path)
    assert_whole(tmp_path, large)
    twice = {path for path, times in large.pages_asked().items() if times > 1}
    assert twice == set(killed)  # what was not answered, and nothing else


@pytest.mark.parametrize("operation", [1, 2, 3, 4, 5, 9])
def test_a_run_that_is_killed_while_it_writes_loses_nothing(large, tmp_path, operation):
    process = start(tmp_path, sys.executable, "-c", DYING, str(operation))
    _, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, err) == (-signal.SIGKILL, "")
    finish(tmp_path)
    assert_whole(tmp_path, large)


def test_a_run_that_is_killed_again_and_again_comes_to_its_end(large, tmp_path):
    served, random, kills = large.reply, Random(6), 0

    def reply(path, headers):
        time.sleep(0.05)  # so that a run takes long enough to be killed
        return served(path, headers)

    large.reply = reply
    while True:
        process = start(tmp_path, *NEWSROOM)
        time.sleep(random.uniform(0.3, 0.6) * (1 + kills / 5))  # in the end even a slow machine gets through
        process.kill()
        process.communicate(timeout=PATIENCE)
        if process.returncode == 0:
            break
        kills += 1
    assert_whole(tmp_path, large)
    assert len(large.asked) <= MANY + 2 + 2 * (kills + 1)


def test_a_record_that_was_cut_off_is_taken_away_by_the_next_run(large, tmp_path):
    finish(tmp_path)
    path = next((tmp_path / "held").glob("*.warc.gz"))
    whole = path.read_bytes()
    path.write_bytes(whole + whole[: len(whole) // 3])
    assert len(list(holdings(tmp_path / "held"))) == MANY
    finish(tmp_path)
    assert path.read_bytes() == whole
    assert_whole(tmp_path, large)


def test_an_archive_that_has_lost_its_end_is_noticed_before_anything_is_asked(large, tmp_path):
    finish(tmp_path)
    path = next((tmp_path / "held").glob("*.warc.gz"))
    path.write_bytes(path.read_bytes()[:-10])
    large.forget()
    process = start(tmp_path, *NEWSROOM)
    _, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1
    assert "has lost its end" in err
    assert large.asked == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_asked_to_end_does_so_behind_the_present_request(large, tmp_path, number):
    served = large.reply
    begun = threading.Event()
    asked = threading.Event()

    def reply(path, headers):
        if path == "/de/3" and not begun.is_set():
            begun.set()
            assert asked.wait(PATIENCE)
        return served(path, headers)

    large.reply = reply
    process = start(tmp_path, *NEWSROOM)
    assert begun.wait(PATIENCE)
    process.send_signal(number)
    time.sleep(0.2)  # for the signal to come; were it too short, the test would pass the sooner
    asked.set()
    _, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1
    assert "ended as asked" in err
    assert large.asked[-1] == "/de/3"
    finish(tmp_path)
    assert_whole(tmp_path, large)
    assert set(large.pages_asked().values()) == {1}


def test_a_run_that_was_cut_short_long_ago_begins_anew_and_loses_nothing(newsroom, fetching):
    for number in range(6):
        newsroom.put(f"/de/{number}", "Titel")
    newsroom.paths["/rss"] = rss(*(f"/de/{number}" for number in range(5)))
    assert fetching.run("/rss", limit=2) == {"new": 2}
    newsroom.paths["/rss"] = rss(*(f"/de/{number}" for number in range(6)))
    newsroom.forget()
    assert fetching.run("/rss", limit=1) == {"new": 1}
    assert "/rss" not in newsroom.asked
    fetching.now += 2 * 86_400
    assert fetching.run("/rss", rechecks=0) == {"new": 3}
    assert newsroom.asked.count("/rss") == 1


def test_a_long_list_whose_first_walk_was_cut_short_is_walked_to_its_end_later(newsroom, fetching):
    for number in range(8):
        newsroom.put(f"/de/{number}", "Titel")
        following = f"/list?page={number + 1}" if number < 7 else ""
        newsroom.paths[f"/list?page={number}"] = links(f"/de/{number}", following=following)
    assert fetching.run("/list?page=0", most_listings=3) == {"new": 3}
    assert fetching.run("/list?page=0", rechecks=0) == {"new": 5}


def test_the_reader_sees_whole_pages_while_a_run_fetches(newsroom, fetching):
    seen = []

    def page(headers):
        seen.append({path: held.content() for path, held in fetching.held().items()})
        return tagged(release("Titel", "Text"), headers)

    newsroom.paths.update({f"/de/{number}": page for number in range(5)})
    newsroom.paths["/rss"] = rss(*(f"/de/{number}" for number in range(5)))
    assert fetching.run("/rss") == {"new": 5}
    assert [len(each) for each in seen] == [0, 1, 2, 3, 4]


def test_a_disk_that_takes_no_more_ends_the_run_and_what_was_got_stays(large, tmp_path):
    limited = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000));"
    process = start(tmp_path, sys.executable, "-c", limited + "from search.cli import main; main()")
    _, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1
    assert "holdings" in err or "warc" in err
    finish(tmp_path)
    assert_whole(tmp_path, large)
