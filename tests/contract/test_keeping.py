"""What is kept of a release that changed or was taken back, and what of that do readers see?"""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from builders import MAAS, a_release

from search.dates import DateRange
from search.query import Filter, Query
from search.results import Tombstone
from search.revision import Revision

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)  # where the clock of the engines stands
EARLIER, LATER = NOON.replace(hour=11), NOON.replace(hour=13)
WITHDRAWN = a_release("1", "Geheimplan", "Kryptowährung", language="de", countries=("IS",), ministers=(MAAS,))
WITHDRAWN = replace(WITHDRAWN, withdrawn=EARLIER, published=date(1999, 1, 1))


def revision(title, seen=EARLIER, replaced=EARLIER, **fields):
    return Revision(a_release("1", title, **fields), seen, replaced)


def put(engine, release, *history):
    with engine.writer() as writer:
        writer.put(release, history)
        writer.commit()
    return engine.reader()


@pytest.fixture
def withdrawn(filled):
    releases = [WITHDRAWN, a_release("2", "Geheimplanung"), a_release("3", "Geheimplanungen")]
    return filled(releases, versions=[["1", "2"]])


@pytest.mark.parametrize(
    "query",
    [
        Query("Geheimplan"),
        Query("title:Geheimplan*"),
        Query('"Geheimplan"'),
        Query("kryptowähr*"),
        Query(filters=frozenset({Filter("country", "IS")})),
        Query(filters=frozenset({Filter("minister", "heiko-maas")})),
        Query(dates=DateRange(date(1999, 1, 1), date(1999, 1, 1))),
    ],
    ids=str,
)
def test_no_search_finds_what_was_withdrawn(withdrawn, query):
    assert "1" not in [hit.release.id for hit in withdrawn.search(query).hits]
    assert withdrawn.count(query) == withdrawn.search(query).total


def test_what_was_withdrawn_is_neither_counted_nor_named_nor_suggested(withdrawn):
    page = withdrawn.search(Query())
    assert page.total == withdrawn.count(Query()) == 2
    assert {count.value for counts in page.facets.values() for count in counts}.isdisjoint({"IS", "heiko-maas", "1999"})
    assert withdrawn.facet(Query(), "country") == ()
    assert withdrawn.names("minister") == {}
    assert withdrawn.spellings("Kryptowährungg") == ()
    assert [title.id for title in withdrawn.completions("Geheimpl").titles] == ["2", "3"]
    assert withdrawn.versions(withdrawn.release("2")) == ()
    assert withdrawn.versions(withdrawn.release("3")) == ()
    statistics = withdrawn.statistics()
    assert (statistics.releases, statistics.languages, statistics.first) == (2, {"en": 2}, date(2020, 6, 4))
    assert statistics.withdrawn == 1


def test_of_what_was_withdrawn_only_that_and_when_is_told(withdrawn):
    assert withdrawn.release("1") is None
    tombstone = Tombstone("1", "de", "https://newsroom.example/de/1", EARLIER, None)
    assert withdrawn.tombstone("1") == tombstone
    assert withdrawn.tombstones() == [tombstone]
    assert withdrawn.tombstone("2") is withdrawn.tombstone("4") is None


def test_withdrawals_are_told_the_latest_first(filled):
    moments = {"a": EARLIER, "b": NOON, "c": NOON, "d": EARLIER.replace(hour=1)}
    reader = filled([a_release(id, withdrawn=moment) for id, moment in moments.items()])
    assert [tombstone.id for tombstone in reader.tombstones()] == ["b", "c", "a", "d"]
    assert reader.search(Query()).total == 0


@pytest.mark.parametrize(("moved_to", "told"), [("2", "2"), ("secret", None), ("gone", None), ("never", None)])
def test_a_tombstone_leads_on_only_to_what_can_be_seen(filled, moved_to, told):
    others = [a_release("2"), a_release("secret", embargo_until=LATER), a_release("gone", withdrawn=EARLIER)]
    reader = filled([replace(WITHDRAWN, moved_to=moved_to), *others])
    assert reader.tombstone("1").moved_to == told


def test_nobody_is_told_of_a_release_that_was_withdrawn_under_its_embargo(filled):
    reader = filled(a_release("1", embargo_until=NOON, withdrawn=EARLIER), a_release("2"))
    assert reader.tombstone("1") is None
    assert reader.tombstones() == []


def test_the_indexer_finds_what_was_withdrawn_and_everything_that_stands(engine, withdrawn):
    archive = engine.archive()
    assert archive.release("1") == WITHDRAWN
    assert set(archive.kept()) == {"2", "3"}
    assert list(archive.withdrawn()) == ["1"]
    assert archive.release("4") is None


def test_the_indexer_is_told_where_each_release_was_read(engine, filled):
    filled([a_release("1", origin="/srv/ä/1.html"), a_release("2")])
    assert {id: kept.origin for id, kept in engine.archive().kept().items()} == {"1": "/srv/ä/1.html", "2": None}


def test_a_release_that_comes_back_is_found_again(filled):
    reader = filled(WITHDRAWN, replace(WITHDRAWN, withdrawn=None))
    assert reader.search(Query("Geheimplan")).total == 1
    assert reader.tombstone("1") is None


def test_a_release_keeps_what_it_was_before_through_commits_and_merges(engine):
    history = [revision("First", lead="Ä lead."), revision("Second", url=None)]
    put(engine, a_release("1", "Third"), *history)
    for number in range(20, 32):
        reader = put(engine, a_release(str(number)))
    assert reader.revisions(reader.release("1")) == engine.archive().history("1") == tuple(history)
    assert reader.revisions(reader.release("20")) == engine.archive().history("4") == ()
    assert reader.search(Query("First OR Second")).total == 0


def test_readers_never_see_a_version_that_was_replaced_while_it_was_under_embargo(engine):
    history = [
        revision("Draft", replaced=EARLIER, embargo_until=NOON),
        revision("Shown", seen=NOON, replaced=NOON, embargo_until=NOON),
    ]
    reader = put(engine, a_release("1", "Final", embargo_until=NOON), *history)
    assert [each.release.title for each in reader.revisions(reader.release("1"))] == ["Shown"]
    assert engine.archive().history("1") == tuple(history)


@pytest.mark.parametrize("hidden", [{"embargo_until": LATER}, {"withdrawn": EARLIER}])
def test_what_cannot_be_seen_has_no_history_for_readers(engine, hidden):
    release = a_release("1", "Now", **hidden)
    reader = put(engine, release, revision("Before"))
    assert reader.revisions(release) == ()
    assert len(engine.archive().history("1")) == 1


def test_a_release_that_is_put_in_anew_has_the_history_it_is_put_in_with(engine):
    put(engine, a_release("1"), revision("Before"))
    reader = put(engine, a_release("1"))
    assert reader.revisions(reader.release("1")) == ()


def test_an_index_of_nothing_but_withdrawals_is_an_empty_one(filled, engine):
    reader = filled(*[a_release(str(number), withdrawn=EARLIER) for number in range(12)])
    assert reader.search(Query("title")).total == reader.search(Query()).total == 0
    assert len(reader.tombstones()) == 12
    assert list(engine.check()) == []
