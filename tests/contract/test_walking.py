"""In which order did releases come here, what is new, and how is a whole result walked?"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import chain, repeat

import pytest
from builders import a_release
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.dates import DateRange
from search.engines import open_engine
from search.errors import InvalidQuery
from search.order import cursor_of, read_cursor
from search.query import Filter, Group, Match, Query, Sort

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)


def at(hour, minute=0, **more):
    """A moment of one day."""
    return datetime(2025, 6, 4, hour, minute, tzinfo=UTC, **more)


EARLY = a_release("early", first_indexed=at(8), published="2020-06-04")
TOGETHER = [
    a_release("same-b", first_indexed=at(9), published="2021-01-01"),
    a_release("same-a", first_indexed=at(9), published="2021-01-01"),
    a_release("same-newer", first_indexed=at(9), published="2021-01-02"),
    a_release("same-undated", first_indexed=at(9), published=None),
]
CHANGED = a_release("changed", first_indexed=at(7), changed=at(12))
SECRET = a_release("secret", first_indexed=at(6), embargo_until=at(10), changed=at(9, 30))  # nobody saw it before ten
UNKNOWN = a_release("unknown", published="2024-01-01", countries=("IQ",))
RELEASES = [EARLY, *TOGETHER, CHANGED, SECRET, UNKNOWN]


def ids(page):
    return [hit.release.id for hit in page.hits]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        (Sort.SEEN, "secret same-newer same-a same-b same-undated early changed unknown"),
        (Sort.CHANGED, "changed secret same-newer same-a same-b same-undated early unknown"),
    ],
)
def test_the_latest_moment_comes_first_then_the_newest_then_the_id_and_what_has_none_last(filled, sort, expected):
    reader = filled(*(RELEASES[place::2] for place in (0, 1)))
    assert ids(reader.search(Query(sort=sort))) == expected.split()
    assert ids(reader.search(Query("text", sort=sort))) == expected.split()
    assert ids(reader.search(Query(sort=sort, page=2, size=3))) == expected.split()[3:6]


def test_a_microsecond_decides_and_any_moment_comes_before_none(filled):
    moments = {"4": at(8, microsecond=1), "3": at(8), "2": datetime(1960, 1, 1, tzinfo=UTC), "1": None}
    reader = filled([a_release(id, first_indexed=moment) for id, moment in moments.items()])
    assert ids(reader.search(Query(sort=Sort.SEEN))) == ["4", "3", "2", "1"]


@pytest.mark.parametrize(
    ("since", "sort", "expected"),
    [
        (at(9), Sort.NEWEST, {"same-a", "same-b", "same-newer", "same-undated", "secret"}),
        (at(9, microsecond=1), Sort.SEEN, {"secret"}),
        (at(9), Sort.CHANGED, {"same-a", "same-b", "same-newer", "same-undated", "secret", "changed"}),
        (at(10), Sort.CHANGED, {"secret", "changed"}),
        (at(12, 1), Sort.CHANGED, set()),
        (datetime(1, 1, 1, tzinfo=UTC), Sort.SEEN, {release.id for release in RELEASES} - {"unknown"}),
    ],
)
def test_what_is_new_is_found_from_a_moment_on(filled, since, sort, expected):
    reader, query = filled(RELEASES), Query(since=since, sort=sort)
    page = reader.search(query)
    assert set(ids(page)) == expected
    assert page.total == reader.count(query) == len(expected)
    assert sum(count.count for count in page.facets["date"]) == len(expected)


def test_facets_count_what_is_new_alone(filled):
    iraq = replace(EARLY, countries=("IQ",))
    query = Query(since=at(9), filters=frozenset({Filter("country", "IQ")}))
    reader = filled([iraq, *TOGETHER, UNKNOWN])
    assert [(count.value, count.count) for count in reader.facet(query, "country")] == [("IQ", 0)]
    assert [(count.value, count.count) for count in reader.facet(query, "language")] == []
    assert [(count.value, count.count) for count in reader.facet(replace(query, since=at(8)), "country")] == [("IQ", 1)]


def test_of_two_versions_the_one_that_is_new_is_found(filled):
    german = a_release("de", language="de", first_indexed=at(8))
    english = a_release("en", language="en", first_indexed=at(9))
    reader = filled([german, english], versions=[("de", "en")])
    assert ids(reader.search(Query(sort=Sort.SEEN, prefer="de"))) == ["de"]
    assert ids(reader.search(Query(sort=Sort.SEEN, prefer="de", since=at(9)))) == ["en"]
    assert reader.count(Query(sort=Sort.SEEN, prefer="de", since=at(9, 1))) == 0


WALKABLE = [sort for sort in Sort if sort is not Sort.RELEVANCE]


@pytest.mark.parametrize("sort", WALKABLE)
@pytest.mark.parametrize("text", ["", "text"])
def test_a_page_leads_on_behind_its_last_hit_until_all_are_met(filled, text, sort):
    reader = filled(RELEASES[:5], RELEASES[5:])
    query = Query(text, sort=sort, size=3, group=Group.NONE)
    first = reader.search(query)
    second = reader.search(replace(query, after=first.after))
    third = reader.search(replace(query, after=second.after))
    everything = ids(reader.search(replace(query, size=100)))
    assert ids(first) + ids(second) + ids(third) == everything
    assert first.after == cursor_of(first.hits[-1].release, sort)
    assert third.after is None
    assert {(page.total, tuple(page.facets["date"])) for page in (first, second, third)} == {
        (first.total, tuple(first.facets["date"]))
    }


def test_a_numbered_page_leads_on_too(filled):
    reader = filled(RELEASES)
    query = Query(sort=Sort.NEWEST, size=2, page=3, group=Group.NONE)
    after = reader.search(query).after
    assert ids(reader.search(replace(query, page=1, after=after))) == ids(reader.search(replace(query, page=4)))


def test_a_cursor_leads_on_behind_a_release_that_is_gone_or_elsewhere(engine, filled):
    query = Query(sort=Sort.SEEN, size=2, group=Group.NONE)
    first = filled(RELEASES).search(query)
    with engine.writer() as writer:
        writer.remove("same-newer")
        writer.put(replace(SECRET, changed=at(11), published=date(2025, 1, 1)))
        writer.put(a_release("same-aa", first_indexed=at(9), published="2021-01-01"))
        writer.put(a_release("latest", first_indexed=at(13)))
        writer.commit()
    second = engine.reader().search(replace(query, after=first.after, size=3))
    assert (ids(first), ids(second)) == (["secret", "same-newer"], ["same-a", "same-aa", "same-b"])


def test_no_cursor_leads_on_where_places_depend_on_what_else_is_found_or_nothing_follows(filled):
    reader = filled(RELEASES)
    assert reader.search(Query("text", size=2, group=Group.NONE)).after is None
    assert reader.search(Query(size=2)).after is None
    assert reader.search(Query(size=8, group=Group.NONE)).after is None
    assert reader.search(Query(size=2, page=9, group=Group.NONE)).after is None
    assert reader.search(Query("nowhere", sort=Sort.NEWEST, group=Group.NONE)).after is None
    assert reader.search(Query(size=7, group=Group.NONE)).after


AFTER = cursor_of(EARLY, Sort.SEEN)


@pytest.mark.parametrize(
    "fields",
    [
        {"sort": Sort.SEEN, "group": Group.TRANSLATIONS},
        {"sort": Sort.CHANGED},
        {"sort": Sort.RELEVANCE},
        {"sort": Sort.RELEVANCE, "text": "Irak"},
    ],
)
def test_a_cursor_goes_with_its_own_order_of_single_versions(fields):
    with pytest.raises(InvalidQuery) as raised:
        Query(**{"group": Group.NONE, **fields}, after=AFTER)
    (problem,) = raised.value.problems
    assert problem.parameter == "after"
    assert problem.detail.endswith("give group=none and sort=seen with it")


def test_without_a_text_the_newest_come_first_and_their_cursor_goes_with_no_order_named():
    assert Query(group=Group.NONE, after=cursor_of(EARLY, Sort.NEWEST)).order is Sort.NEWEST


def test_a_cursor_goes_with_the_first_page_alone_and_a_moment_has_a_zone():
    with pytest.raises(InvalidQuery) as raised:
        Query(sort=Sort.SEEN, group=Group.NONE, after=AFTER, page=2, since=datetime(2020, 6, 4))
    assert [problem.parameter for problem in raised.value.problems] == ["since", "page"]


def test_narrowing_begins_with_the_first_result():
    query = Query(sort=Sort.SEEN, group=Group.NONE, after=AFTER)
    starts = [query.from_start, query.adding("country", "IQ"), query.excluding("country", "IQ")]
    starts += [query.dropping("country", "IQ"), Query(page=3).from_start]
    assert [(each.after, each.page) for each in starts] == [(None, 1)] * 5


@pytest.mark.parametrize("sort", WALKABLE)
@pytest.mark.parametrize("release", [*RELEASES, a_release("ä/€ 日本;1;2" * 15), a_release("1", published="0001-01-01")])
def test_a_cursor_is_read_as_it_was_written(release, sort):
    cursor = cursor_of(release, sort)
    assert read_cursor(cursor.token) == cursor
    assert cursor.token.replace("-", "").replace("_", "").isalnum()


@pytest.mark.parametrize(
    "token",
    [
        *["", "x", "ä", "\ud800", "AAAA", "====", "YWJj" * 1000],
        *[AFTER.token[:-1], AFTER.token[1:], f"{AFTER.token}A", f"{AFTER.token}=", f" {AFTER.token}"],
        *[AFTER.token.swapcase(), f"{AFTER.token}\n", f"{AFTER.token[:9]}\n{AFTER.token[9:]}"],
    ],
)
def test_what_was_not_written_as_a_cursor_is_none(token):
    with pytest.raises(ValueError, match=r".+"):
        read_cursor(token)


@pytest.fixture(scope="module")
def paired(shared_engine):
    """A reader of all of them and of two versions of one release, some changed or withdrawn since."""
    pair = [a_release("de", "Minister", language="de", first_indexed=at(5)), a_release("en", "minister", "Two texts.")]
    now = [a_release("early", "texts minister", first_indexed=at(4)), replace(UNKNOWN, withdrawn=at(13))]
    for commit in ([*RELEASES, *pair], now):
        with shared_engine.writer() as writer:
            for release in commit:
                writer.put(release)
            writer.group([["de", "en"]])
            writer.commit()
    return shared_engine.reader()


@pytest.mark.parametrize("group", Group)
@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize("text", ["", "minister", "minister texts"])
def test_a_walk_meets_what_all_pages_show_in_their_order(paired, text, sort, group):
    query = Query(text, match=Match.ANY, sort=sort, group=group, prefer="en", size=2)
    pages = [paired.search(replace(query, page=number)) for number in range(1, 7)]
    shown = [(hit.release, hit.score, hit.translations) for page in pages for hit in page.hits]
    walked = list(paired.walk(replace(query, page=3, explain=True)))
    assert [(hit.release, hit.score, hit.translations) for hit in walked] == shown
    assert len(walked) == pages[0].total > 1
    assert {"".join(piece.text for piece in hit.title) == hit.release.title for hit in walked} == {True}
    assert {(hit.snippet, hit.why, hit.through) for hit in walked} == {((), None, ())}


def test_a_walk_begins_behind_a_cursor_and_passes_every_filter(filled):
    reader = filled(RELEASES)
    query = Query(sort=Sort.SEEN, group=Group.NONE, dates=DateRange(date(2020, 1, 1), None))
    walked = [hit.release.id for hit in reader.walk(query)]
    assert walked == ["secret", "same-newer", "same-a", "same-b", "early", "changed", "unknown"]
    assert [hit.release.id for hit in reader.walk(replace(query, after=AFTER))] == ["changed", "unknown"]
    assert [hit.release.id for hit in reader.walk(replace(query, since=at(9, 30)))] == ["secret"]
    assert list(reader.walk(Query("nowhere"))) == []


def test_a_walk_stays_with_what_there_was_when_it_began(engine, filled):
    reader = filled(RELEASES)
    walk = reader.walk(Query(sort=Sort.NEWEST))
    next(walk)
    with engine.writer() as writer:
        for release in RELEASES:
            writer.remove(release.id)
        writer.commit()
    assert len(list(walk)) == len(RELEASES) - 1


def test_what_cannot_be_searched_for_cannot_be_walked_either(filled):
    reader = filled(RELEASES)
    with pytest.raises(InvalidQuery):
        reader.walk(Query("„“"))


moments = st.sampled_from([None, *(NOW - timedelta(days=days) for days in range(5))])
dated = st.builds(
    lambda id, title, language, day, first, changed, withdrawn: a_release(
        id,
        title,
        language=language,
        published=day,
        first_indexed=first,
        changed=changed,
        withdrawn=NOW if withdrawn else None,
    ),
    st.integers(1, 20).map(str),
    st.sampled_from(["Rat", "Rat", "Haus"]),
    st.sampled_from(["de", "en"]),
    st.sampled_from(["2020-01-01", "2020-01-02", "2021-06-04", None]),
    moments,
    moments,
    st.integers(0, 9).map(lambda number: number == 9),
)
changes = st.lists(dated | st.integers(1, 20).map(str), min_size=1, max_size=6)
walked = st.builds(
    Query,
    st.sampled_from(["", "Rat"]),
    filters=st.sampled_from([frozenset(), frozenset({Filter("language", "de")})]),
    sort=st.sampled_from(WALKABLE),
    size=st.integers(1, 4),
    group=st.just(Group.NONE),
    since=st.sampled_from([None, None, NOW - timedelta(days=3)]),
)


@pytest.mark.parametrize("kind", ["memory", "whoosh"])
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=st.lists(dated, min_size=12, max_size=30), later=st.lists(changes, max_size=6), query=walked)
def test_who_walks_a_result_that_changes_meets_all_that_stays_and_nothing_twice(
    tmp_path_factory, kind, first, later, query
):
    store = f":{tmp_path_factory.mktemp('walked') / 'store'}" if kind == "whoosh" else ":"
    engine = open_engine(f"{kind}{store}", clock=lambda: NOW)
    met, steady = [], None
    for batch in chain([first], later, repeat(())):
        with engine.writer() as writer:
            for change in batch:
                writer.remove(change) if isinstance(change, str) else writer.put(change)
            writer.commit()
        reader = engine.reader()
        standing = {hit.release for hit in reader.walk(query.from_start)}
        steady = standing if steady is None else steady & standing
        page = reader.search(query)
        met += [hit.release for hit in page.hits]
        if page.after is None:
            break
        query = replace(query, after=page.after)
    assert sorted(each.id for each in met if each in steady) == sorted(each.id for each in steady)
