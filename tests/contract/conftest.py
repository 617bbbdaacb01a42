"""Which engines keep the contract? Every test here runs over all of them."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from search.engine import Engine, Reader
from search.engines import open_engine
from search.release import Release

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)


KINDS = ["memory", "whoosh"]


@pytest.fixture(params=KINDS)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    """An empty engine of each kind, whose clock stands at NOW."""
    return _opened(request.param, tmp_path)


@pytest.fixture(params=KINDS, scope="module")
def shared_engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """The same for all tests of a module, which fills it once."""
    return _opened(request.param, tmp_path_factory.mktemp("shared"))


def _opened(kind: str, folder: Path) -> Engine:
    address = {"memory": "memory:", "whoosh": f"whoosh:{folder / 'store'}"}[kind]
    return open_engine(address, clock=lambda: NOW)


@pytest.fixture
def filled(engine: Engine) -> Callable[..., Reader]:
    """Index releases, each handful in a commit of its own, and read; `versions` groups their ids."""

    def fill(*commits: Release | Iterable[Release], versions: Sequence[Sequence[str]] = ()) -> Reader:
        for commit in commits:
            with engine.writer() as writer:
                for release in [commit] if isinstance(commit, Release) else commit:
                    writer.put(release)
                writer.commit()
        if versions:
            with engine.writer() as writer:
                writer.group(versions)
                writer.commit()
        return engine.reader()

    return fill
