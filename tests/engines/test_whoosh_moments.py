"""Does an index that was written before there were columns of moments tell them all the same?"""

from datetime import UTC, datetime

import pytest
from builders import a_release

from search.engines import open_engine
from search.engines.whoosh.mapped import open_arrays, write_arrays
from search.query import Query, Sort


def at(hour):
    return datetime(2025, 6, 4, hour, tzinfo=UTC)


RELEASES = [
    a_release("seen", first_indexed=at(9)),
    a_release("embargo", first_indexed=at(8), embargo_until=at(10)),
    a_release("changed", first_indexed=at(7), changed=at(11)),
    a_release("unknown"),
]


@pytest.fixture
def engine(tmp_path):
    """An engine whose segments of some releases are as an earlier version wrote them."""
    engine = open_engine(f"whoosh:{tmp_path / 'store'}")
    for batch in (RELEASES[:2], RELEASES[2:]):
        with engine.writer() as writer:
            for release in batch:
                writer.put(release)
            writer.commit()
    for path in tmp_path.rglob("*.columns"):
        mapped = open_arrays(path)
        kept = {name: array.copy() for name, array in mapped.arrays.items() if name not in ("appeared", "latest")}
        assert len(kept) == len(mapped.arrays) - 2
        write_arrays(path, kept, mapped.notes)
    return engine


def in_order(engine, sort):
    return [hit.release.id for hit in engine.reader().search(Query(sort=sort)).hits]


def test_it_is_sound_and_its_records_tell(engine):
    assert engine.check() == []
    assert in_order(engine, Sort.SEEN) == ["embargo", "seen", "changed", "unknown"]
    assert in_order(engine, Sort.CHANGED) == ["changed", "embargo", "seen", "unknown"]
    assert engine.reader().count(Query(since=at(9))) == 2


def test_the_next_commit_gives_it_the_columns(engine):
    assert [segment.is_outdated for segment in engine.reader().catalogue.segments] == [True, True]
    with engine.writer() as writer:
        writer.put(a_release("new", first_indexed=at(12)))
        writer.commit()
    assert [segment.is_outdated for segment in engine.reader().catalogue.segments] == [False, False]
    assert in_order(engine, Sort.SEEN) == ["new", "embargo", "seen", "changed", "unknown"]
    assert in_order(engine, Sort.CHANGED) == ["new", "changed", "embargo", "seen", "unknown"]
    assert engine.check() == []
