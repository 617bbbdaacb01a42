"""What are versions of one release to who searches? One hit, counted once, in the language that the reader prefers."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from builders import BAERBOCK, MAAS, a_release

from search.dates import days_of
from search.query import Filter, Group, Query, Sort

RELEASES = [
    a_release("de1", "Irak", "Rede in Erbil", language="de", published="2020-06-04", countries=("IQ",)),
    a_release("en1", "Iraq", "Erbil", published="2020-06-06", countries=("IQ", "SY"), ministers=(MAAS,)),
    a_release("de2", "Syrien", "Rede", language="de", published="2019-12-31", countries=("SY",), kind="speech"),
    a_release("en2", "Syria", "Erbil", published="2020-01-01", countries=("SY",), kind="statement"),
    a_release("en3", "Iran", "Erbil", published="2020-06-05", countries=("IR",), ministers=(MAAS, BAERBOCK)),
]
VERSIONS = [["en1", "de1"], ["de2", "en2"], ["gone", "en3"]]


@pytest.fixture
def reader(filled):
    return filled(RELEASES[:2], RELEASES[2:], versions=VERSIONS)


def ids(page):
    return [hit.release.id for hit in page.hits]


def counted(page, facet):
    return {count.value: count.count for count in page.facets[facet] if count.count}


@pytest.mark.parametrize(
    ("prefer", "sort", "shown"),
    [
        ("de", Sort.NEWEST, ["en3", "de1", "de2"]),
        ("en", Sort.NEWEST, ["en1", "en3", "en2"]),
        ("", Sort.NEWEST, ["en3", "de1", "de2"]),  # the first language there is
        ("de", Sort.OLDEST, ["de2", "de1", "en3"]),
        ("en", Sort.OLDEST, ["en2", "en3", "en1"]),
        ("en", Sort.RELEVANCE, ["en1", "en3", "en2"]),  # without a text the newest is the first
    ],
)
def test_versions_are_one_hit_in_the_preferred_language_and_stand_where_that_version_does(reader, prefer, sort, shown):
    page = reader.search(Query(prefer=prefer, sort=sort))
    assert ids(page) == shown
    assert page.total == reader.count(page.query) == 3


def test_each_version_is_a_hit_where_that_is_asked_for(reader):
    page = reader.search(Query(sort=Sort.NEWEST, group=Group.NONE))
    assert ids(page) == ["en1", "en3", "de1", "en2", "de2"]
    assert page.total == reader.count(page.query) == 5
    assert counted(page, "language") == {"de": 2, "en": 3}


def test_the_other_version_stands_beside_a_hit_also_where_it_does_not_match(reader):
    for group in Group:
        for text, expected in (("Irak", [("en1", "en", "Iraq")]), ("Iraq", [("de1", "de", "Irak")]), ("Iran", [])):
            (hit,) = reader.search(Query(text, group=group)).hits
            assert [(other.id, other.language, other.title) for other in hit.translations] == expected
            assert reader.versions(hit.release) == hit.translations


@pytest.mark.parametrize(
    ("facet", "counts"),
    [
        ("date", {"2020": 3, "2019": 1}),
        ("country", {"IQ": 1, "SY": 2, "IR": 1}),
        ("minister", {"heiko-maas": 2, "annalena-baerbock": 1}),
        ("language", {"de": 2, "en": 3}),
        ("kind", {"press-release": 2, "speech": 1, "statement": 1}),
    ],
)
def test_a_value_counts_the_releases_of_which_any_matching_version_has_it(reader, facet, counts):
    assert counted(reader.search(Query()), facet) == counts


@pytest.mark.parametrize(
    "query",
    [
        Query(),
        Query("Erbil"),
        Query(prefer="en", filters=frozenset({Filter("language", "de")})),
        Query("Rede", excluded=frozenset({Filter("kind", "speech")})),
        Query("Irak OR Syria"),
        Query(dates=days_of("2020-06")),
    ],
    ids=str,
)
def test_choosing_a_value_finds_as_many_releases_as_it_counts(reader, query):
    page = reader.search(query)
    for facet in ("country", "minister", "language", "kind", "person", "mentions"):
        for count in reader.facet(query, facet):
            if count.count and not count.selected:
                others = {chosen for chosen in query.filters if chosen.facet != facet}
                chosen = replace(query, filters=frozenset({*others, Filter(facet, count.value)}))
                narrowed = reader.search(chosen)
                assert narrowed.total == count.count == len(narrowed.hits)
    assert page.total == len(page.hits)


def test_pages_reach_every_release_once(reader):
    for group, expected in ((Group.TRANSLATIONS, 3), (Group.NONE, 5)):
        pages = [reader.search(Query("Erbil OR Rede", group=group, page=page, size=1)) for page in range(1, 7)]
        found = [hit.release.id for page in pages for hit in page.hits]
        assert len(found) == len(set(found)) == expected == pages[0].total == pages[0].last


@pytest.mark.parametrize(
    ("text", "prefer", "shown"),
    [
        ("Rede Irak", "en", "de1"),  # the other one does not match
        ("Irak Iraq", "en", "en1"),
        ("Irak Iraq", "de", "de1"),
        ("Irak Iraq Erbil Rede", "en", "en1"),
    ],
)
def test_by_relevance_the_preferred_version_is_shown_if_it_matches_about_as_well(reader, text, prefer, shown):
    assert ids(reader.search(Query(text.replace(" ", " OR "), prefer=prefer)))[0] == shown


def test_a_preferred_version_that_hardly_matches_is_not_shown(filled):
    title, text = "Waffenruhe im Jemen", "Die Waffenruhe im Jemen hält. Waffenruhe im ganzen Jemen."
    german, english = a_release("de", title, text, language="de"), a_release("en", "Yemen", "Jemen, " + "words " * 300)
    reader = filled([german, english], versions=[["de", "en"]])
    assert ids(reader.search(Query("Waffenruhe OR Jemen", prefer="en"))) == ["de"]
    assert ids(reader.search(Query("Waffenruhe OR Jemen", prefer="en", sort=Sort.NEWEST))) == ["en"]


def test_a_version_under_embargo_or_withdrawn_is_no_version(filled):
    moment = datetime(2026, 1, 1, 12, 1, tzinfo=UTC)
    releases = [
        a_release("1", language="de"),
        a_release("2", embargo_until=moment),
        a_release("3", language="de"),
        a_release("4", withdrawn=moment.replace(hour=1)),
    ]
    reader = filled(releases, versions=[["1", "2"], ["3", "4"]])
    page = reader.search(Query(prefer="en"))
    assert (sorted(ids(page)), page.total) == (["1", "3"], 2)
    assert [hit.translations for hit in page.hits] == [(), ()]


def test_groups_last_until_they_are_said_anew(engine, filled):
    reader = filled(RELEASES, versions=VERSIONS)
    assert reader.search(Query()).total == 3
    with engine.writer() as writer:  # what is put anew stays in its group
        writer.put(a_release("de1", "Irak, neu", language="de"))
        writer.remove("en2")
        writer.commit()
    again = engine.reader()
    assert again.search(Query()).total == 3
    assert [version.id for version in again.versions(again.release("de1"))] == ["en1"]
    with engine.writer() as writer:
        writer.group([])
        writer.commit()
    assert engine.reader().search(Query()).total == 4
    assert engine.reader().generation != again.generation


def test_a_rebuild_begins_without_groups_and_without_what_was_kept(engine, filled):
    filled(RELEASES, versions=VERSIONS)
    with engine.writer() as writer:
        writer.keep("notes", b"\x00 something")
        writer.commit()
    assert engine.archive().content("notes") == b"\x00 something"
    assert engine.archive().content("other") is None
    with engine.writer(rebuild=True) as writer:
        for release in RELEASES:
            writer.put(release)
        writer.commit()
    assert engine.reader().search(Query()).total == 5
    assert engine.archive().content("notes") is None


@pytest.mark.parametrize(
    "versions", [[["1", "2"], ["2", "3"]], [[str(number) for number in range(50)]]], ids=["twice", "too many"]
)
def test_groups_that_cannot_be_are_refused(engine, filled, versions):
    filled(RELEASES)
    with engine.writer() as writer, pytest.raises(ValueError, match="versions"):
        writer.group(versions)


def test_a_writer_that_is_cancelled_leaves_groups_and_what_is_kept_as_they_were(engine, filled):
    filled(RELEASES, versions=VERSIONS)
    with engine.writer() as writer:
        writer.group([])
        writer.keep("notes", b"new")
    assert engine.reader().search(Query()).total == 3
    assert engine.archive().content("notes") is None
    assert list(engine.check()) == []
