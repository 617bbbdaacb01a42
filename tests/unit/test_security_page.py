"""Is the page on security true? What it names is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
TESTS = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`(test_\w+)`", PAGE))))
def test_a_test_that_is_named_exists(name: str) -> None:
    assert re.search(rf"^def {name}\(", TESTS, re.MULTILINE)


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`((?:web|search|index)/[\w/]+\.py)`", PAGE))))
def test_a_module_that_is_named_exists(name: str) -> None:
    assert (ROOT / name).is_file()


def test_every_threat_has_a_test_or_says_why_not() -> None:
    table = PAGE.partition("| threat |")[2].partition("\n\n")[0]
    rows = [row for row in table.splitlines()[2:] if row.startswith("|")]
    assert len(rows) > 15
    assert [row for row in rows if "`test_" not in row and "run in CI" not in row] == []
