"""Does what docs/backup.md says bring an index back? Its commands are run as they stand there, in another folder."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from builders import a_release
from busy_newsroom import PATIENCE
from pages.browsing import RELEASES, store

from search.engine import Engine
from search.engines import open_engine
from search.query import Query

PAGE = Path(__file__).parents[2] / "docs" / "backup.md"
LATER = a_release("200", "Neu", "Was danach kam.")
BACKUP, LINKED, RESTORE = re.findall(r"^```sh\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A folder in place of the root of the page, in which there is a newsroom, and its commands."""
    if not shutil.which("flock"):
        pytest.skip("no flock on this machine (Debian: apt install util-linux)")
    (tmp_path / "srv" / "newsroom").mkdir(parents=True)
    (tmp_path / "srv" / "newsroom" / "newsroom.toml").write_text('[site]\nname = "Presse"\n')
    store(engine_of(tmp_path), *RELEASES)
    (tmp_path / "bin").mkdir()
    for name, body in (
        ("newsroom", f'exec {sys.executable} -c "from search.cli import main; main()" "$@"'),
        ("systemctl", f'echo "$@" >> {tmp_path}/told'),
    ):
        (tmp_path / "bin" / name).write_text(f"#!/bin/sh\n{body}\n")
        (tmp_path / "bin" / name).chmod(0o755)
    return tmp_path


def engine_of(machine: Path, name: str = "store") -> Engine:
    return open_engine(f"whoosh:{machine / 'srv' / 'newsroom' / name}")


def follow(machine: Path, commands: str) -> subprocess.CompletedProcess[str]:
    """Run commands of the page, whose paths are those of the machine."""
    script = re.sub(r"(?<![\w.])/(?=srv/|backup/)", f"{machine}/", commands)
    apart = {**os.environ, "PATH": f"{machine / 'bin'}:{os.environ['PATH']}"}
    return subprocess.run(["sh", "-e", "-c", script], capture_output=True, text=True, env=apart, timeout=PATIENCE)


def answers(engine: Engine) -> object:
    """What is found, by some questions, and what the index tells of itself."""
    reader = engine.reader()
    pages = [reader.search(Query(text)) for text in ("irak", "sanctions", "")]
    return [([hit.release for hit in page.hits], page.total, page.facets) for page in pages], reader.statistics()


def damage(machine: Path) -> None:
    for path in (machine / "srv" / "newsroom" / "store").rglob("*.toc"):
        path.write_text("damaged")


def test_a_damaged_store_is_answered_by_its_last_good_copy(machine: Path) -> None:
    before = answers(engine_of(machine))
    copied = follow(machine, BACKUP)
    assert copied.returncode == 0, copied.stderr
    store(engine_of(machine), LATER)  # what comes after the copy is not in it
    damage(machine)
    (machine / "srv" / "newsroom" / "newsroom.toml").unlink()
    assert follow(machine, BACKUP).returncode != 0  # and leaves the good copy where it is
    restored = follow(machine, RESTORE)
    assert restored.returncode == 0, restored.stderr
    assert answers(engine_of(machine)) == before
    assert (machine / "srv" / "newsroom" / "newsroom.toml").exists()
    assert (machine / "told").read_text() == "reload newsroom\n"


def test_hard_links_do_as_well_since_later_commits_leave_them_alone(machine: Path) -> None:
    before = answers(engine_of(machine))
    linked = follow(machine, LINKED)
    assert linked.returncode == 0, linked.stderr
    store(engine_of(machine), LATER, *RELEASES[:2])
    assert answers(engine_of(machine)) != before
    assert not engine_of(machine, "store.copy").check()
    assert answers(engine_of(machine, "store.copy")) == before


@pytest.mark.parametrize("commands", [BACKUP, LINKED], ids=["copied", "linked"])
def test_nothing_is_copied_while_a_run_is_writing(machine: Path, commands: str) -> None:
    with engine_of(machine).writer():
        assert follow(machine, commands.replace("--timeout 600", "--timeout 0")).returncode != 0
    assert not list(machine.glob("backup/*/store"))
    assert not list(machine.glob("srv/newsroom/store.copy"))
