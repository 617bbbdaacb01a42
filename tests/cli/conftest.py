"""Where does a command run? In an empty folder, with no settings from elsewhere."""

from pathlib import Path

import pytest


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory of the test."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NEWSROOM_CONFIG", raising=False)
    monkeypatch.delenv("NEWSROOM_STORE", raising=False)
    return tmp_path
