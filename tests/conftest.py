"""What do tests share? Where the real data is, and what skips visibly without it."""

import os
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real data beside the project; without it the test skips, except in CI, where it must be there."""
    if not SHARED.is_dir():
        missing = "the real data beside the project (../shared/data) is missing"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    return SHARED
