"""How many releases have two values at once, and is that what a search for both finds?"""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from itertools import product

import pytest
from builders import BAERBOCK, MAAS, a_release
from contract.test_engines_agree import readers
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from random_newsroom import batches, grouped, queries

from search.dates import DateRange, days_of
from search.errors import InvalidQuery
from search.facets import DATE, FACETS, UNDATED, Granularity
from search.query import Filter, Group, Query

RELEASES = [
    a_release("de1", "Irak", language="de", published="2019-12-31", countries=("IQ", "SY"), ministers=(MAAS,)),
    a_release("en1", "Iraq", published="2020-01-01", countries=("IQ",), ministers=(MAAS, BAERBOCK)),
    a_release("2", "Irak", language="de", published="2020-06-04", countries=("SY", "IQ", "IR"), ministers=(MAAS,)),
    a_release("3", "Iraq", published=None, countries=("IQ",), kind="speech"),
    a_release("4", "Iran", published="2021-07-01", countries=("IR",), ministers=(BAERBOCK,)),
]
VERSIONS = [["de1", "en1"]]
SECRET = a_release("5", countries=("IQ", "SY"), embargo_until=datetime(2026, 1, 1, 13, tzinfo=UTC))
GONE = a_release("6", countries=("IQ", "SY"), withdrawn=datetime(2025, 1, 1, tzinfo=UTC))


@pytest.fixture
def reader(filled):
    return filled(RELEASES[:2], [*RELEASES[2:], SECRET, GONE], versions=VERSIONS)


@pytest.mark.parametrize(
    ("facet", "other", "expected"),
    [
        ("country", "country", {("IQ", "SY"): 2, ("IQ", "IR"): 1, ("IR", "SY"): 1}),
        (
            "country",
            "minister",
            {
                ("IQ", "heiko-maas"): 2,
                ("SY", "heiko-maas"): 2,
                ("IQ", "annalena-baerbock"): 1,
                ("IR", "annalena-baerbock"): 1,
                ("IR", "heiko-maas"): 1,
            },
        ),
        ("kind", "country", {("press-release", "IQ"): 2, ("press-release", "SY"): 2, ("press-release", "IR"): 2}
            | {("speech", "IQ"): 1}),
        (
            "date",
            "minister",
            {
                ("2019", "heiko-maas"): 1,
                ("2020", "heiko-maas"): 2,
                ("2020", "annalena-baerbock"): 1,
                ("2021", "annalena-baerbock"): 1,
            },
        ),
        ("country", "date", {("IQ", "2020"): 2, ("SY", "2020"): 1, ("IQ", "2019"): 1, ("SY", "2019"): 1}
            | {("IR", "2020"): 1, ("IR", "2021"): 1, ("IQ", "undated"): 1}),
        ("language", "language", {}),  # each version is in one language
        ("date", "date", {}),
        ("person", "minister", {}),  # nobody is named
    ],
)  # fmt: skip
def test_every_pair_of_values_is_counted_and_versions_of_a_release_once(reader, facet, other, expected):
    found = reader.crossed(Query(), facet, other)
    assert found == expected
    assert list(found) == sorted(found, key=lambda pair: (-found[pair], pair))


def test_versions_count_each_where_each_is_a_hit(reader):
    found = reader.crossed(Query(group=Group.NONE), "country", "minister")
    assert (found["IQ", "heiko-maas"], found["SY", "heiko-maas"]) == (3, 2)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (Query("Iran"), {("IR", "annalena-baerbock"): 1}),
        (Query(filters=frozenset({Filter("country", "IR")})), 1),
        (Query(excluded=frozenset({Filter("country", "SY")})), 1),
        (Query(required=frozenset({Filter("minister", "annalena-baerbock")})), 1),
        (Query(dates=days_of("2021")), {("IR", "annalena-baerbock"): 1}),
        (Query(filters=frozenset({Filter("country", "NZ")})), {}),
        (Query("nowhere"), {}),
    ],
)
def test_all_that_was_chosen_is_in_force_of_the_crossed_facets_too(reader, query, expected):
    found = reader.crossed(query, "country", "minister")
    if isinstance(expected, dict):
        assert found == expected
    assert found == {pair: count(reader, query, ("country", "minister"), pair) for pair in found}


def test_only_the_most_frequent_values_of_each_are_crossed_where_that_is_asked_for(reader):
    assert reader.crossed(Query(), "country", "country", most=2) == {("IQ", "IR"): 1}  # IR before SY, as frequent
    assert reader.crossed(Query(), "country", "minister", most=1) == {("IQ", "annalena-baerbock"): 1}
    assert reader.crossed(Query(), "country", "minister", most=0) == {}


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (Granularity.YEAR, {("2019", "SY"): 1, ("2020", "SY"): 1}),
        (Granularity.MONTH, {("2019-12", "SY"): 1, ("2020-06", "SY"): 1}),
        (Granularity.DAY, {("2019-12-31", "SY"): 1, ("2020-06-04", "SY"): 1}),
    ],
)
def test_the_date_is_crossed_in_buckets_as_wide_as_asked_for(reader, width, expected):
    query = Query(filters=frozenset({Filter("country", "SY")}))
    found = reader.crossed(query, "date", "country", width=width)
    assert {pair: found[pair] for pair in found if pair[1] == "SY"} == expected


def test_a_text_without_a_word_is_refused(reader):
    with pytest.raises(InvalidQuery):
        reader.crossed(Query("„“"), "country", "country")


def test_an_empty_index_has_no_pairs(filled):
    assert filled([a_release("1"), a_release("2")]).crossed(Query(), "country", "country") == {}
    assert filled([SECRET]).crossed(Query(), "country", "country") == {}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (Query().narrowing("country", "IQ"), {"1", "2", "4"}),
        (Query().narrowing("country", "IQ").narrowing("country", "SY"), {"1", "4"}),
        (Query().narrowing("country", "SY").narrowing("country", "IQ"), {"1", "4"}),
        (Query().narrowing("country", "IQ").narrowing("country", "SY").narrowing("minister", "heiko-maas"), {"1"}),
        (Query().adding("country", "SY").adding("country", "IR").narrowing("country", "IQ"), {"1", "4"}),
        (Query().adding("country", "SY").adding("country", "IR").narrowing("country", "IR"), {"5"}),
        (Query().narrowing("country", "IQ").narrowing("country", "NZ"), set()),
        (Query(required=frozenset({Filter("language", "de"), Filter("language", "en")})), set()),
        (Query(required=frozenset({Filter("country", "IQ")})).dropping("country", "IQ"), {"1", "2", "3", "4", "5"}),
        (Query(required=frozenset({Filter("country", "IQ")})).excluding("country", "IQ"), {"3", "5"}),
    ],
)
def test_of_required_values_a_release_has_every_one(filled, query, found):
    reader = filled(
        [
            a_release("1", countries=("IQ", "SY"), ministers=(MAAS,)),
            a_release("2", countries=("IQ",), ministers=(MAAS,)),
            a_release("3", countries=("SY",)),
        ],
        [a_release("4", countries=("SY", "IQ")), a_release("5", countries=("IR",))],
    )
    page = reader.search(query)
    assert {hit.release.id for hit in page.hits} == found
    assert page.total == reader.count(query) == len(found)


def test_narrowing_to_one_of_several_chosen_values_is_choosing_that_one_alone():
    either = Query(page=3).adding("country", "SY").adding("country", "IR")
    assert either.narrowing("country", "IR") == Query().adding("country", "IR")


def test_facets_are_counted_within_what_is_required_and_list_it(filled):
    reader = filled([a_release("1", countries=("IQ", "SY")), a_release("2", countries=("IQ", "IR")), a_release("3")])
    query = Query(required=frozenset({Filter("country", "SY"), Filter("kind", "speech")}))
    counts = reader.search(replace(query, required=frozenset({Filter("country", "SY")}))).facets["country"]
    assert [(c.value, c.count, c.selected) for c in counts] == [("IQ", 1, False), ("SY", 1, True)]
    assert [(c.value, c.count, c.selected) for c in reader.facet(query, "kind")] == [("speech", 0, True)]


def test_a_value_cannot_be_required_and_left_out():
    both = frozenset({Filter("country", "IQ")})
    with pytest.raises(InvalidQuery, match="both chosen and left out"):
        Query(required=both, excluded=both)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    batches=batches,
    grouped=grouped,
    asked=st.lists(queries, min_size=2, max_size=4),
    facets=st.tuples(*[st.sampled_from([*FACETS, DATE])] * 2),
    most=st.sampled_from([None, None, 1, 2]),
)
def test_every_number_is_what_the_search_for_both_finds(tmp_path_factory, batches, grouped, asked, facets, most):
    reference, embedded = readers(tmp_path_factory, batches, grouped)
    for query in asked:
        found = embedded.crossed(query, *facets, most=most)
        assert list(found.items()) == list(reference.crossed(query, *facets, most=most).items())
        assert found == {pair: count(embedded, query, facets, pair) for pair in found}
        if most is None:
            held = [[value for value, number in by_value(reference, query, facet) if number] for facet in facets]
            pairs = {pair for pair in product(*held) if facets[0] != facets[1] or pair[0] < pair[1]}
            assert Counter({pair: count(reference, query, facets, pair) for pair in pairs}) == Counter(found)


def by_value(reader, query, facet):
    """The values that a facet could have, with what an unfiltered count says of them."""
    page = reader.search(replace(query, filters=frozenset(), size=1, page=1))
    if facet == DATE:
        return [(each[0], each[1]) for each in Counter(years(reader)).items()]
    counts = page.facets[facet] if facet in page.facets else reader.facet(page.query, facet)
    return [(each.value, each.count) for each in counts]


def years(reader):
    hits = reader.search(Query(size=100, group=Group.NONE)).hits
    return [str(hit.release.published.year) if hit.release.published else UNDATED for hit in hits]


def count(reader, query, facets, pair):
    """How many the query finds, narrowed to both values."""
    for facet, value in zip(facets, pair, strict=True):
        if facet != DATE:
            query = query.narrowing(facet, value)
        elif value == UNDATED and query.dates != DateRange():
            return 0
        else:
            query = replace(query, undated=True) if value == UNDATED else within(query, value)
        if query is None:
            return 0
    return reader.count(query)


def within(query, year):
    """The query in the days of a year that it asks for; None for none."""
    days = days_of(year)
    start = max(filter(None, (query.dates.start, days.start)))
    end = min(filter(None, (query.dates.end, days.end)))
    return None if query.undated or start > end else replace(query, dates=DateRange(start, end))
