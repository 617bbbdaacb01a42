"""What do these tests ask? The sample corpus, indexed and served by the command."""

import subprocess
from collections.abc import Iterator

import pytest
from busy_newsroom import NEWSROOM, PATIENCE, served

from index.cli import SAMPLE


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where the sample is indexed."""
    store = f"whoosh:{tmp_path_factory.mktemp('live') / 'store'}"
    subprocess.run([*NEWSROOM, "index", str(SAMPLE), "--store", store, "--quiet"], check=True, timeout=PATIENCE)
    return store


@pytest.fixture(scope="session")
def site(store: str) -> Iterator[str]:
    """The address of the site."""
    with served(store) as server:
        yield f"http://127.0.0.1:{server.port}"
