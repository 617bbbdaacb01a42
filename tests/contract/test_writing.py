"""What does a writer promise?"""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from builders import BAERBOCK, MAAS, a_release, hashes

from search.engine import Run
from search.errors import EngineBusy, EngineUnavailable
from search.query import Query
from search.release import Block, Kind, Part, Release

RUN = Run(finished=datetime(2026, 1, 1, tzinfo=UTC), added=2)


def ids(reader, text=""):
    return {hit.release.id for hit in reader.search(Query(text)).hits}


def test_a_release_comes_back_as_it_was_put(engine):
    release = Release(
        id="Ä/1 ?",
        url="https://newsroom.example/en/1",
        kind=Kind.SPEECH,
        published=date(2020, 6, 4),
        language="en",
        blocks=(
            Block(Part.TITLE, "A title & <markup>", "en"),
            Block(Part.ALTERNATIVE_TITLE, "Ein Titel", "de", ("en",)),
            Block(Part.LEAD, "A lead.", "en"),
            Block(Part.BODY, "One.", "en"),
            Block(Part.BODY, "Zwei „Drei“ 🔳", "de"),
        ),
        ministers=(MAAS, BAERBOCK),
        countries=("IQ", "SY"),
        translations=("2",),
        first_indexed=datetime(2020, 6, 4, 12, 30, tzinfo=UTC),
        changed=datetime(2020, 6, 5, tzinfo=UTC),
        embargo_until=datetime(2020, 6, 4, 10, tzinfo=UTC),
    )
    with engine.writer() as writer:
        writer.put(release)
        writer.commit()
    assert engine.reader().release("Ä/1 ?") == release


def test_an_undated_release_without_an_address_comes_back_as_it_was_put(filled):
    release = a_release(published=None, url=None)
    assert filled(release).release("1") == release


def test_an_unknown_id_gives_none(filled):
    assert filled(a_release("1")).release("2") is None


def test_nothing_is_seen_before_the_commit(engine, filled):
    reader = filled(a_release("1"))
    with engine.writer() as writer:
        writer.put(a_release("2"))
        writer.remove("1")
        assert ids(reader) == {"1"}
        assert ids(engine.reader()) == {"1"}
        writer.commit()
    assert ids(engine.reader()) == {"2"}


def test_an_open_reader_keeps_its_view_and_a_refreshed_one_sees_the_commit(engine, filled):
    reader = filled(a_release("1"))
    assert reader.refreshed() is reader
    with engine.writer() as writer:
        writer.put(a_release("2"))
        writer.commit()
    assert ids(reader) == {"1"}
    refreshed = reader.refreshed()
    assert ids(refreshed) == {"1", "2"}
    assert refreshed.generation != reader.generation


def test_a_release_with_the_same_id_replaces_the_one_before(filled):
    reader = filled(a_release("1", "Old words"), a_release("1", "New words"))
    assert ids(reader, "old") == set()
    assert ids(reader, "new") == {"1"}
    assert reader.search(Query()).total == 1


def test_within_one_batch_the_later_of_two_with_one_id_wins(filled):
    reader = filled([a_release("1", "First"), a_release("2"), a_release("1", "Second"), a_release("1", "Third")])
    assert reader.release("1").title == "Third"
    assert ids(reader, "first") == ids(reader, "second") == set()
    assert ids(reader, "third") == {"1"}
    assert reader.search(Query()).total == 2


def test_a_removed_release_is_gone_from_results_counts_and_by_id(engine, filled):
    filled([a_release("1", countries=("IQ",)), a_release("2", countries=("SY",))])
    with engine.writer() as writer:
        writer.remove("1")
        writer.commit()
    reader = engine.reader()
    page = reader.search(Query())
    assert page.total == 1
    assert [count.value for count in page.facets["country"]] == ["SY"]
    assert reader.release("1") is None
    assert set(engine.archive().kept()) == {"2"}


def test_a_release_put_and_removed_in_one_batch_never_was(engine, filled):
    filled(a_release("1"))
    with engine.writer() as writer:
        writer.put(a_release("2"))
        writer.remove("2")
        writer.commit()
    assert ids(engine.reader()) == {"1"}


def test_a_release_removed_and_put_in_one_batch_is_there_once(engine, filled):
    filled(a_release("1", "Old"))
    with engine.writer() as writer:
        writer.remove("1")
        writer.put(a_release("1", "New"))
        writer.commit()
    assert [hit.release.title for hit in engine.reader().search(Query()).hits] == ["New"]


def test_removing_an_unknown_id_changes_nothing(engine, filled):
    generation = filled(a_release("1")).generation
    with engine.writer() as writer:
        writer.remove("nobody")
        writer.commit()
    assert engine.reader().generation == generation


def test_leaving_a_writer_without_a_commit_leaves_the_index_as_it_was(engine, filled):
    def fail_while_writing():
        with engine.writer() as writer:
            writer.put(a_release("2"))
            writer.remove("1")
            raise ZeroDivisionError

    filled(a_release("1"))
    with pytest.raises(ZeroDivisionError):
        fail_while_writing()
    assert ids(engine.reader()) == {"1"}
    with engine.writer() as writer:
        writer.put(a_release("3"))
        writer.commit()
    assert ids(engine.reader()) == {"1", "3"}


def test_a_second_writer_is_refused_until_the_first_is_done(engine, filled):
    filled(a_release("1"))
    with engine.writer() as writer:
        with pytest.raises(EngineBusy):
            engine.writer()
        with pytest.raises(EngineBusy):
            engine.writer(rebuild=True)
        writer.commit()
    with engine.writer():
        pass


def test_a_rebuild_starts_empty_and_replaces_everything_at_its_commit(engine, filled):
    reader = filled([a_release("1"), a_release("2")])
    with engine.writer(rebuild=True) as writer:
        writer.put(a_release("3"))
        assert ids(engine.reader()) == {"1", "2"}
        writer.commit()
    assert ids(engine.reader()) == {"3"}
    assert ids(reader) == {"1", "2"}
    assert ids(reader.refreshed()) == {"3"}


def test_a_rebuild_that_is_given_up_leaves_the_index_as_it_was(engine, filled):
    reader = filled(a_release("1"))
    with engine.writer(rebuild=True) as writer:
        writer.put(a_release("2"))
    assert ids(engine.reader()) == {"1"}
    assert reader.refreshed() is reader


def test_a_commit_without_changes_records_the_run_and_leaves_the_generation(engine, filled):
    generation = filled(a_release("1")).generation
    with engine.writer() as writer:
        writer.commit(RUN)
    reader = engine.reader()
    assert reader.generation == generation
    assert reader.statistics().last_run == RUN


def test_there_is_no_reader_before_the_first_commit(engine):
    assert not engine.exists
    with pytest.raises(EngineUnavailable):
        engine.reader()
    with engine.writer() as writer:
        writer.put(a_release("1"))
        writer.commit()
    assert engine.exists


def test_an_index_can_be_empty(engine):
    with engine.writer() as writer:
        writer.commit()
    reader = engine.reader()
    page = reader.search(Query("anything"))
    assert (page.total, page.hits, page.last) == (0, (), 1)
    assert reader.search(Query()).total == 0
    assert reader.statistics().releases == 0


def test_hashes_tell_a_changed_release_from_an_unchanged_one(engine, filled):
    release = a_release("1")
    filled(release)
    before = hashes(engine)
    later = replace(release, first_indexed=datetime(2026, 1, 1, tzinfo=UTC))
    filled(later)
    assert hashes(engine) == before
    filled(a_release("1", "Another title"))
    assert hashes(engine) != before


def test_the_moment_of_the_last_commit_is_known(engine, filled):
    earlier = filled(a_release("1"))
    first = earlier.statistics().committed
    later = filled(a_release("2")).statistics().committed
    assert first.tzinfo is not None
    assert first <= later
    assert earlier.statistics().committed == first


def test_statistics_count_releases_languages_and_days(engine, filled):
    reader = filled(
        [
            a_release("1", published="2014-05-01", language="de"),
            a_release("2", published="2020-06-04"),
            a_release("3", published=None),
            a_release("4", published="2020-06-04", embargo_until=datetime(2030, 1, 1, tzinfo=UTC)),
        ]
    )
    statistics = reader.statistics()
    assert (statistics.releases, statistics.undated, statistics.embargoed) == (4, 1, 1)
    assert statistics.languages == {"en": 3, "de": 1}
    assert (statistics.first, statistics.last) == (date(2014, 5, 1), date(2020, 6, 4))
    assert statistics.last_run is None


def test_a_writer_reads_what_it_would_commit(engine, filled):
    filled([a_release("1", "First"), a_release("2"), a_release("3")])
    with engine.writer() as writer:
        writer.put(a_release("1", "Anew"))
        writer.put(a_release("4", "Passing"))
        writer.put(a_release("4", "Fourth"))
        writer.remove("2")
        read = {id: writer.release(id) for id in "12345"}
        titles = {id: release and release.title for id, release in read.items()}
        assert titles == {"1": "Anew", "2": None, "3": "A title", "4": "Fourth", "5": None}
        writer.commit()
    assert engine.archive().release("4") == read["4"]
