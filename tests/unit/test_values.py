"""What do the frozen values hold, and what do they refuse?"""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from builders import MAAS, a_release
from hypothesis import given
from hypothesis import strategies as st

from search import countries
from search.dates import DateRange, days_of
from search.errors import InvalidQuery, InvalidRelease
from search.facets import Granularity, bucket, granularity
from search.languages import LANGUAGES
from search.query import Filter, Query
from search.record import content_hash, decode, record_of
from search.release import Block, Part


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2020", date(2020, 1, 1), date(2020, 12, 31)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2020-06-04", date(2020, 6, 4), date(2020, 6, 4)),
        ("0001", date(1, 1, 1), date(1, 12, 31)),
        ("9999-12", date(9999, 12, 1), date(9999, 12, 31)),
    ],
)
def test_a_date_stands_for_its_days(text, start, end):
    assert days_of(text) == DateRange(start, end)


@pytest.mark.parametrize(
    "text", ["", "20", "2020-6", "2020-13", "2020-00", "2020-02-31", "2020-06-00", "0000", "4.6.2020", "२०२०", "2020 "]
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError, match=r".+"):
        days_of(text)


@pytest.mark.parametrize(
    ("start", "end", "width"),
    [
        (None, None, Granularity.YEAR),
        (date(2020, 1, 1), None, Granularity.YEAR),
        (None, date(2020, 1, 1), Granularity.YEAR),
        (date(2020, 1, 1), date(2022, 1, 1), Granularity.YEAR),
        (date(2020, 1, 1), date(2021, 12, 31), Granularity.MONTH),
        (date(2020, 7, 1), date(2020, 9, 1), Granularity.MONTH),
        (date(2020, 7, 1), date(2020, 8, 31), Granularity.DAY),
        (date(2020, 6, 4), date(2020, 6, 4), Granularity.DAY),
        (date(1, 1, 1), date(9999, 12, 31), Granularity.YEAR),
    ],
)
def test_dates_are_counted_by_day_in_two_months_by_month_in_two_years_else_by_year(start, end, width):
    assert granularity(DateRange(start, end)) is width


@given(st.dates(), st.sampled_from(Granularity))
def test_a_bucket_stands_for_days_that_hold_its_own(day, width):
    assert day in days_of(bucket(day, width))


@pytest.mark.parametrize(
    ("fields", "parameters"),
    [
        ({"page": 0}, ["page"]),
        ({"size": 0}, ["size"]),
        ({"size": 101}, ["size"]),
        ({"text": "x" * 1001}, ["q"]),
        ({"dates": DateRange(date(2020, 1, 2), date(2020, 1, 1))}, ["from"]),
        ({"page": -1, "size": 1000, "text": "x" * 9999}, ["q", "page", "size"]),
    ],
)
def test_a_query_names_every_fault_at_once(fields, parameters):
    with pytest.raises(InvalidQuery) as caught:
        Query(**fields)
    assert [problem.parameter for problem in caught.value.problems] == parameters


def test_narrowing_a_query_starts_at_its_first_page():
    query = Query("Mali", page=7)
    narrowed = query.adding("country", "ML")
    assert (narrowed.filters, narrowed.page) == ({Filter("country", "ML")}, 1)
    assert narrowed.dropping("country", "ML") == replace(query, page=1)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"id": ""}, "no id"),
        ({"id": "x" * 201}, "longer than 200"),
        ({"id": "a\nb"}, "control characters"),
        ({"blocks": ()}, "no title"),
        ({"blocks": (Block(Part.TITLE, "t", "en"),)}, "no text"),
        ({"blocks": (Block(Part.TITLE, "t", "en"), Block(Part.BODY, " ", "en"))}, "empty block"),
        ({"blocks": (Block(Part.TITLE, "t", "en"),) * 2 + (Block(Part.BODY, "b", "en"),)}, "more than one title"),
    ],
)
def test_what_is_no_release_is_refused(change, fault):
    with pytest.raises(InvalidRelease, match=fault):
        replace(a_release(), **change)


def test_a_release_tells_its_title_lead_and_body():
    release = a_release("1", "Titel", "One.", "Two.", lead="Lead.", title_language="de")
    assert (release.title, release.title_language, release.language) == ("Titel", "de", "en")
    assert (release.lead, release.body) == ("Lead.", "One.\n\nTwo.")
    assert a_release().lead is None


moments = st.datetimes(timezones=st.just(UTC))


@given(
    title=st.text(min_size=1).filter(str.strip),
    published=st.none() | st.dates(),
    embargo=st.none() | moments,
    changed=st.none() | moments,
    ids=st.lists(st.text(), max_size=3),
    also=st.sampled_from([(), ("de",)]),
)
def test_a_record_reads_back_as_the_very_same_release(title, published, embargo, changed, ids, also):
    release = replace(
        a_release("1", title, title_also=also, ministers=(MAAS,), countries=("IQ",)),
        published=published,
        embargo_until=embargo,
        changed=changed,
        translations=tuple(ids),
    )
    assert decode(bytes(record_of(release))) == release


def test_the_content_hash_ignores_the_index_s_own_dates_and_nothing_else():
    release = a_release()
    assert content_hash(replace(release, first_indexed=datetime.now(UTC), changed=datetime.now(UTC))) == content_hash(
        release
    )
    for change in ({"url": None}, {"countries": ("IQ",)}, {"published": None}, {"translations": ("2",)}):
        assert content_hash(replace(release, **change)) != content_hash(release)
    assert content_hash(a_release(title_also=("de",))) != content_hash(release)


def test_a_block_in_one_language_is_kept_as_before_there_were_blocks_in_two():
    assert b"also" not in record_of(a_release()).content


def test_countries_have_names_in_every_language_and_nothing_else_is_one():
    for code in LANGUAGES:
        names = countries.country_names(code)
        assert {"DE", "IQ", "XK", "PS", "TW"} <= names.keys()
        assert not {"EU", "UN", "ZZ", "001"} & names.keys()
        assert 245 <= len(names) <= 255
    assert countries.country_names("de")["CI"] == "Côte d’Ivoire"
    assert countries.country_names("en")["IQ"] == "Iraq"
