"""How are the facets counted?"""

from datetime import UTC, date, datetime

import pytest
from builders import BAERBOCK, MAAS, a_release

from search.dates import DateRange
from search.errors import InvalidQuery
from search.query import Filter, Query, Sort

RELEASES = [
    a_release("1", countries=("IQ", "SY"), ministers=(MAAS,), kind="speech", published="2019-12-31"),
    a_release("2", countries=("IQ",), ministers=(MAAS, BAERBOCK), published="2020-01-01"),
    a_release("3", countries=("SY",), ministers=(BAERBOCK,), language="de", published="2020-02-29"),
    a_release("4", countries=("FR",), published="2021-07-01"),
    a_release("5", published=None),
]


def counts(page, facet):
    return {count.value: count.count for count in page.facets[facet]}


def chosen(**values):
    return frozenset(Filter(facet, value) for facet, list_ in values.items() for value in list_)


def test_facets_are_counted_over_all_matches_not_over_the_page(filled):
    page = filled(RELEASES[:2], RELEASES[2:]).search(Query(size=1))
    assert counts(page, "country") == {"IQ": 2, "SY": 2, "FR": 1}
    assert counts(page, "minister") == {"heiko-maas": 2, "annalena-baerbock": 2}
    assert counts(page, "language") == {"en": 4, "de": 1}
    assert counts(page, "kind") == {"press-release": 4, "speech": 1}
    assert counts(page, "date") == {"2019": 1, "2020": 2, "2021": 1, "undated": 1}


def test_facets_come_in_their_declared_order_and_values_by_count_then_name(filled):
    page = filled(RELEASES).search(Query())
    assert list(page.facets) == ["date", "minister", "country", "language", "kind"]
    assert [count.value for count in page.facets["country"]] == ["IQ", "SY", "FR"]
    assert [count.name for count in page.facets["minister"]] == ["Annalena Baerbock", "Heiko Maas"]
    assert [count.value for count in page.facets["date"]] == ["2021", "2020", "2019", "undated"]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"country": ["IQ"]}, {"1", "2"}),
        ({"country": ["IQ", "FR"]}, {"1", "2", "4"}),
        ({"country": ["IQ"], "kind": ["speech"]}, {"1"}),
        ({"country": ["IQ", "SY"], "minister": ["annalena-baerbock"]}, {"2", "3"}),
        ({"language": ["de"], "country": ["IQ"]}, set()),
        ({"country": ["NZ"]}, set()),
    ],
)
def test_values_of_one_facet_are_or_and_facets_among_themselves_and(filled, values, expected):
    page = filled(RELEASES).search(Query(filters=chosen(**values)))
    assert {hit.release.id for hit in page.hits} == expected
    assert page.total == len(expected)


def test_each_facet_is_counted_as_if_its_own_selection_were_off(filled):
    page = filled(RELEASES).search(Query(filters=chosen(country=["IQ"], kind=["speech"])))
    assert counts(page, "country") == {"IQ": 1, "SY": 1}
    assert counts(page, "kind") == {"press-release": 1, "speech": 1}
    assert counts(page, "minister") == {"heiko-maas": 1}
    assert counts(page, "date") == {"2019": 1}


@pytest.mark.parametrize(
    ("excluded", "values", "found"),
    [
        ({"country": ["IQ"]}, {}, {"3", "4", "5"}),
        ({"country": ["IQ", "FR"]}, {}, {"3", "5"}),
        ({"country": ["IQ"]}, {"country": ["SY"]}, {"3"}),
        ({"kind": ["speech"]}, {"country": ["IQ"]}, {"2"}),
        ({"minister": ["heiko-maas"], "language": ["de"]}, {}, {"4", "5"}),
        ({"country": ["NZ"]}, {}, {"1", "2", "3", "4", "5"}),
    ],
)
def test_what_has_an_excluded_value_is_neither_found_nor_counted(filled, excluded, values, found):
    reader = filled(RELEASES[:2], RELEASES[2:])
    query = Query(filters=chosen(**values), excluded=chosen(**excluded))
    page = reader.search(query)
    assert {hit.release.id for hit in page.hits} == found
    assert page.total == reader.count(query) == len(found)
    for facet, barred in excluded.items():
        assert [(c.value, c.count) for c in page.facets[facet] if c.excluded] == [
            (value, 0) for value in sorted(barred)
        ]


def test_a_facet_is_counted_without_its_choice_but_not_without_what_it_excludes(filled):
    page = filled(RELEASES).search(Query(filters=chosen(country=["IQ"]), excluded=chosen(country=["FR"])))
    assert counts(page, "country") == {"IQ": 2, "SY": 2, "FR": 0}


@pytest.mark.parametrize(
    ("facet", "values", "expected"),
    [
        ("person", {}, {"heiko-maas": 1, "annalena-baerbock": 2}),
        ("person", {"person": ["heiko-maas"]}, {"heiko-maas": 1, "annalena-baerbock": 2}),
        ("person", {"mentions": ["IQ"]}, {"annalena-baerbock": 1}),
        ("mentions", {}, {"IQ": 1, "SY": 2}),
        ("country", {"mentions": ["SY"]}, {"SY": 1}),
    ],
)
def test_whom_and_what_releases_name_is_counted_where_it_is_asked_for(filled, facet, values, expected):
    named = [
        a_release("1", ministers=(MAAS,), people=(MAAS, BAERBOCK), mentions=("SY",)),
        a_release("2", people=(BAERBOCK,), countries=("SY",), mentions=("SY", "IQ")),
        a_release("3"),
    ]
    reader = filled(named)
    found = reader.facet(Query(filters=chosen(**values)), facet)
    assert {count.value: count.count for count in found} == expected
    assert list(reader.search(Query()).facets) == ["date", "minister", "country", "language", "kind"]


@pytest.mark.parametrize("sort", ["newest", "oldest", "relevance"])
def test_releases_without_a_date_can_be_asked_for_and_come_last(filled, sort):
    reader = filled([*RELEASES, a_release("6", published=None)])
    page = reader.search(Query(undated=True, sort=Sort(sort)))
    assert [hit.release.id for hit in page.hits] == ["5", "6"]
    assert [(c.value, c.count, c.selected) for c in page.facets["date"]] == [("undated", 2, True)]
    assert [hit.release.id for hit in reader.search(Query(sort=Sort(sort))).hits][-2:] == ["5", "6"]


def test_a_chosen_value_stays_listed_at_zero(filled):
    page = filled(RELEASES).search(Query("some text", filters=chosen(country=["NZ"], kind=["interview"])))
    assert [(c.value, c.count, c.selected) for c in page.facets["country"]] == [("NZ", 0, True)]
    assert [(c.value, c.count, c.selected) for c in page.facets["kind"]] == [("interview", 0, True)]


def test_chosen_values_are_marked(filled):
    page = filled(RELEASES).search(Query(filters=chosen(country=["IQ"])))
    assert {c.value for c in page.facets["country"] if c.selected} == {"IQ"}


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (date(2019, 1, 1), date(2021, 12, 31), {"2019": 1, "2020": 2, "2021": 1}),
        (date(2019, 1, 1), date(2020, 12, 31), {"2019-12": 1, "2020-01": 1, "2020-02": 1}),
        (date(2020, 1, 1), date(2020, 2, 29), {"2020-01-01": 1, "2020-02-29": 1}),
        (date(2020, 1, 1), None, {"2020": 2, "2021": 1}),
    ],
)
def test_the_date_facet_counts_inside_the_range_by_year_month_or_day(filled, start, end, expected):
    page = filled(RELEASES).search(Query(dates=DateRange(start, end)))
    assert counts(page, "date") == expected
    assert sum(counts(page, "date").values()) == page.total


def test_a_bucket_that_is_the_whole_range_is_marked_as_chosen(filled):
    page = filled(RELEASES).search(Query(dates=DateRange(date(2020, 1, 1), date(2020, 1, 1))))
    assert [(count.value, count.selected) for count in page.facets["date"]] == [("2020-01-01", True)]


def test_the_counts_of_single_valued_facets_and_of_dates_add_up_to_the_total(filled):
    page = filled(RELEASES).search(Query("text"))
    for facet in ("language", "kind", "date"):
        assert sum(counts(page, facet).values()) == page.total == 5


def test_a_count_is_what_choosing_the_value_finds(filled):
    reader = filled(RELEASES)
    page = reader.search(Query(filters=chosen(minister=["heiko-maas"])))
    for facet in ("country", "language", "kind"):
        for count in page.facets[facet]:
            assert reader.search(page.query.adding(facet, count.value)).total == count.count


def test_names_list_every_value_of_a_facet(filled):
    reader = filled(RELEASES)
    assert dict(reader.names("minister")) == {"heiko-maas": "Heiko Maas", "annalena-baerbock": "Annalena Baerbock"}
    assert set(reader.names("country")) == {"IQ", "SY", "FR"}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (Query(), 5),
        (Query("title"), 5),
        (Query("title", page=9, size=1), 5),
        (Query("title -text"), 0),
        (Query('"some text"', filters=chosen(country=["IQ"])), 2),
        (Query(filters=chosen(country=["IQ", "FR"], kind=["press-release"])), 2),
        (Query(filters=chosen(minister=["nobody"])), 0),
        (Query(dates=DateRange(date(2020, 1, 1), date(2020, 2, 29))), 2),
        (Query(dates=DateRange(None, date(2020, 1, 1)), filters=chosen(minister=["annalena-baerbock"])), 1),
    ],
)
def test_a_query_can_be_counted_without_its_page(filled, query, expected):
    reader = filled(RELEASES[:2], RELEASES[2:])
    assert reader.count(query) == reader.search(query).total == expected


def test_what_is_under_embargo_or_was_replaced_is_not_counted(filled):
    secret = a_release("6", countries=("IQ",), embargo_until=datetime(2026, 1, 1, 13, tzinfo=UTC))
    reader = filled(RELEASES, [secret, a_release("1", "Another title")])
    assert (reader.count(Query()), reader.count(Query(filters=chosen(country=["IQ"])))) == (5, 1)


def test_a_text_without_a_word_cannot_be_counted(filled):
    with pytest.raises(InvalidQuery):
        filled(RELEASES).count(Query("„“"))
