"""What happens to those who ask while the settings of a served site are read anew? Nothing, whatever the file says."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from busy_newsroom import PATIENCE, Client, Crowd, Server, has_status, served
from pages.browsing import RELEASES, store

from search.engines import open_engine


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reload")
    store(open_engine(f"whoosh:{folder / 'store'}"), *RELEASES)
    return folder


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[Server]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEWSROOM_CONFIG", str(folder / "newsroom.toml"))
        call(folder, "Alt")
        with served(f"whoosh:{folder / 'store'}", said=folder / "said.txt") as server:
            yield server


def call(folder: Path, name: str) -> None:
    (folder / "newsroom.toml").write_text(f'[site]\nname = "{name}"\n', encoding="utf-8")


def replaced(server: Server) -> None:
    """Tell the server to begin afresh, and wait until all its workers are others."""
    wait_until(lambda: len(server.workers()) == 2)
    before = server.workers()
    server.process.send_signal(signal.SIGHUP)
    wait_until(lambda: len(server.workers() - before) == len(server.workers()) == 2)


def wait_until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def page(server: Server) -> str:
    with closing(Client(server.port)) as client:
        return client.get("/de/help")[1].decode()


def test_settings_are_read_anew_without_a_request_that_fails(folder: Path, server: Server) -> None:
    assert "– Alt</title>" in page(server)
    call(folder, "Neu")
    crowd = Crowd(server.port, [("/de/help", has_status(200)), ("/api/v1/search?q=kurz", has_status(200))])
    with crowd.asking(4):
        replaced(server)
    assert crowd.faults == []
    assert crowd.answers > 4
    assert "– Neu</title>" in page(server)


def refused(folder: Path, server: Server) -> str:
    """Tell the server to begin afresh, and wait until it says that it goes on as before; all that it has said."""
    said, sentence = folder / "said.txt", "The site is served as before"
    wait_until(lambda: len(server.workers()) == 2)  # before that it takes the signal for its end
    before = said.read_text(encoding="utf-8").count(sentence)
    server.process.send_signal(signal.SIGHUP)
    wait_until(lambda: said.read_text(encoding="utf-8").count(sentence) > before)
    return said.read_text(encoding="utf-8")


def test_settings_that_cannot_be_used_leave_the_site_as_it_is_and_are_told(folder: Path, server: Server) -> None:
    before, workers = page(server), server.workers()
    (folder / "newsroom.toml").write_text("[site]\nnmae = 'Kaputt'\n[server]\nrate = -1\n", encoding="utf-8")
    said = refused(folder, server)
    assert "site.nmae is no setting; did you mean name?" in said
    assert "server.rate must be a whole number from 0 to 1,000,000, not -1" in said
    assert page(server) == before
    assert server.workers() == workers


def test_an_index_that_is_away_for_a_while_ends_no_site_and_is_answered_from_again(
    folder: Path, server: Server
) -> None:
    call(folder, "Neu")
    (folder / "store").rename(folder / "away")
    assert "there is no index at" in refused(folder, server)
    (worker, *_) = before = server.workers()
    os.kill(worker, signal.SIGKILL)
    wait_until(lambda: len(server.workers()) == 2 and server.workers() != before)
    wait_until(lambda: "the index cannot be read" in (folder / "said.txt").read_text(encoding="utf-8"))
    with closing(Client(server.port)) as client:
        assert {client.get("/api/v1/search")[0] for _ in range(8)} == {503}
        assert client.get("/health/live")[0] == 200
        (folder / "away").rename(folder / "store")
        assert {client.get("/api/v1/search")[0] for _ in range(8)} == {200}
