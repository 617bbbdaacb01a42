"""How much is marked in real versions of releases, and how much of what is wrong? The sample is fixed."""

from pathlib import Path

import pytest

from bench import parallel
from search.parallel import compare


@pytest.fixture(scope="module")
def couples(shared: Path) -> list[parallel.Couple]:
    return parallel.couples(shared / "swiss-newsroom", 60)


@pytest.mark.shared
def test_most_versions_that_were_published_have_no_mark(couples: list[parallel.Couple]) -> None:
    marked = [couple for couple in couples if any(True for _ in parallel.marks(compare(*couple)))]
    assert len(marked) <= 0.15 * len(couples)


@pytest.mark.shared
def test_nearly_every_number_that_was_changed_on_purpose_is_marked(couples: list[parallel.Couple]) -> None:
    made, found = parallel.found_mistakes(couples)
    assert made >= 40
    assert found >= 0.9 * made
