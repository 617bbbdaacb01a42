"""When do readers see something else? With a commit, and when an embargo ends."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from builders import a_release

from search.engine import Engine
from search.engines import open_engine

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
OPEN = a_release("1")
NOON, EVENING = (a_release(str(hour), embargo_until=NOW.replace(hour=hour)) for hour in (13, 18))


class Clock:
    now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=["memory", "whoosh"])
def opened(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Callable[[str], Engine]:
    """Opens an index by name."""
    addresses = {"memory": lambda _: "memory:", "whoosh": lambda name: f"whoosh:{tmp_path / name}"}
    return lambda name: open_engine(addresses[request.param](name), clock)


def fill(engine: Engine) -> None:
    with engine.writer() as writer:
        for release in (OPEN, NOON, EVENING):
            writer.put(release)
        writer.commit()


def test_a_view_stays_as_long_as_nothing_is_committed_and_no_embargo_ends(opened, clock):
    engine = opened("store")
    fill(engine)
    view = engine.reader().view
    clock.now += timedelta(minutes=59)
    assert engine.reader().view == view == engine.reader().refreshed().view
    with engine.writer() as writer:
        writer.commit()
    assert engine.reader().view == view


def test_a_view_differs_from_the_end_of_each_embargo_to_the_second(opened, clock):
    engine = opened("store")
    fill(engine)
    reader, views = engine.reader(), []
    for hour in (13, 18):
        for moment in (NOW.replace(hour=hour) - SECOND, NOW.replace(hour=hour)):
            clock.now = moment
            views.append(reader.view)
    assert views[1] == views[2]
    assert len(set(views)) == 3


def test_a_view_differs_after_each_commit(opened):
    engine = opened("store")
    fill(engine)
    before = engine.reader().view
    with engine.writer() as writer:
        writer.put(a_release("2"))
        writer.commit()
    assert engine.reader().view != before


def test_the_first_view_of_one_index_is_not_that_of_another(opened):
    first, second = opened("first"), opened("second")
    fill(first)
    fill(second)
    assert first.reader().generation == second.reader().generation
    assert first.reader().view != second.reader().view
