"""How does `newsroom check` behave at a terminal?"""

from pathlib import Path

import pytest
from builders import a_release
from click.testing import CliRunner, Result

from search.cli import main
from search.engines import open_engine
from search.engines.whoosh.store import MANIFEST


@pytest.fixture
def store(tmp_path: Path) -> Path:
    with open_engine(f"whoosh:{tmp_path / 'store'}").writer() as writer:
        writer.put(a_release("1"))
        writer.commit()
    return tmp_path / "store"


def check(store: Path) -> Result:
    return CliRunner().invoke(main, ["check", "--store", f"whoosh:{store}"])


def flip_the_middle_byte(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def test_a_sound_index_is_said_to_be_so_and_ends_with_0(store: Path) -> None:
    result = check(store)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"whoosh:{store} is sound: 1 releases\n"


@pytest.mark.parametrize("suffix", [".columns", ".toc"])
def test_a_damaged_file_is_named_with_what_mends_it_and_ends_with_1(store: Path, suffix: str) -> None:
    (path,) = store.rglob(f"*{suffix}")
    flip_the_middle_byte(path)
    result = check(store)
    assert result.exit_code == 1
    assert result.stdout.startswith(f"Damaged: {path.name} is damaged")
    assert result.stderr.endswith(f"newsroom index SOURCE... --rebuild --store whoosh:{store}\n")


def test_a_damaged_manifest_is_named_with_what_mends_it_and_ends_with_1(store: Path) -> None:
    flip_the_middle_byte(store / MANIFEST)
    result = check(store)
    assert result.exit_code == 1
    assert f"{store / MANIFEST} is damaged" in result.stderr
    assert result.stderr.endswith(f"newsroom index SOURCE... --store whoosh:{store}\n")


def test_where_no_index_is_it_says_how_to_make_one_and_ends_with_1(tmp_path: Path) -> None:
    result = check(tmp_path / "store")
    assert result.exit_code == 1
    assert "make one with: newsroom index SOURCE" in result.stderr
