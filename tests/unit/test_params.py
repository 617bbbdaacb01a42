"""Which question does an address ask, and which address asks it?"""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from builders import a_release
from hypothesis import given
from hypothesis import strategies as st

from search.dates import DateRange
from search.errors import InvalidQuery
from search.facets import FACETS
from search.order import cursor_of
from search.query import MAX_PAGE, Filter, Group, Match, Query, Sort
from web import params

KNOWN = {
    "lang": ["de", "en"],
    "country": {"DE", "IQ", "SY"},
    "minister": {"heiko-maas", "annalena-baerbock"},
    "kind": ["press-release", "speech"],
    "person": {"heiko-maas", "annalena-baerbock", "stef-blok"},
    "mentions": {"DE", "IQ", "SY"},
}
FILTERS = [Filter(facet, value) for facet in FACETS for value in sorted(KNOWN[params.PARAMETER_OF[facet]])]


def read(**args):
    return params.read({name.rstrip("_"): [text] for name, text in args.items()}, KNOWN)


def faults(args):
    with pytest.raises(InvalidQuery) as raised:
        params.read(args, KNOWN)
    return {problem.parameter: problem.detail for problem in raised.value.problems}


def ranges():
    days = st.none() | st.dates()
    return st.builds(DateRange, days, days).filter(lambda dates: not dates.is_upside_down)


ZONES = [UTC, timezone(timedelta(hours=2)), timezone(-timedelta(hours=9, minutes=30))]


def queries():
    words = st.lists(st.sampled_from(["Iraq", "„so“", "&", "+", "ü", "%20", "-Maas", " "]), max_size=6)
    return st.builds(
        Query,
        text=words.map(lambda parts: "Irak " + " ".join(parts)) | st.just(""),
        match=st.sampled_from(Match),
        filters=st.frozensets(st.sampled_from(FILTERS[::2]), max_size=6),
        excluded=st.frozensets(st.sampled_from(FILTERS[1::2]), max_size=3),
        required=st.frozensets(st.sampled_from(FILTERS[::2]), max_size=3),
        dates=ranges(),
        sort=st.sampled_from(Sort),
        page=st.integers(1, MAX_PAGE),
        size=st.integers(1, 100),
        group=st.sampled_from(Group),
        across=st.booleans(),
        since=st.none() | st.datetimes(datetime(1, 1, 3), datetime(9999, 12, 29), timezones=st.sampled_from(ZONES)),
    ) | st.builds(
        lambda release, sort, undated: Query(
            sort=sort, group=Group.NONE, undated=undated, after=cursor_of(release, sort)
        ),
        st.builds(
            a_release,
            st.text(min_size=1, max_size=9).filter(str.isprintable),
            published=st.sampled_from([None, "2020-06-04"]),
        ),
        st.sampled_from([Sort.NEWEST, Sort.OLDEST, Sort.SEEN, Sort.CHANGED]),
        st.booleans(),
    )


def arguments(pairs):
    return {name: [text for key, text in pairs if key == name] for name, _ in pairs}


@given(queries())
def test_what_is_written_is_read_back_as_the_same_query(query):
    assert params.read(arguments(params.write(query)), KNOWN) == query


@given(queries())
def test_equal_queries_are_written_alike_whatever_order_their_values_came_in(query):
    pairs = params.write(query)
    backwards = {name: texts[::-1] for name, texts in reversed(arguments(pairs).items())}
    assert params.write(params.read(backwards, KNOWN)) == pairs


NAMES = st.text(max_size=5) | st.sampled_from(list(params.PARAMETERS))


@given(st.dictionaries(NAMES, st.lists(st.text(max_size=20), max_size=3)))
def test_whatever_is_typed_is_a_query_or_named_faults(args):
    try:
        found = params.read(args, KNOWN)
    except InvalidQuery as invalid:
        found = [problem.detail for problem in invalid.problems]
    assert isinstance(found, Query) or (found and all(found))


def test_without_parameters_everything_is_asked_for():
    assert params.read({}, KNOWN) == Query()
    assert params.write(Query()) == []


def test_parameters_are_written_in_one_order_and_defaults_are_left_out():
    query = Query(
        "Irak",
        filters=frozenset({Filter("country", "SY"), Filter("country", "IQ"), Filter("language", "de")}),
        dates=DateRange(date(2020, 6, 4), None),
        page=2,
        across=False,
    )
    assert params.write(query) == [
        ("q", "Irak"),
        ("lang", "de"),
        ("country", "IQ"),
        ("country", "SY"),
        ("from", "2020-06-04"),
        ("page", "2"),
        ("across", "false"),
    ]


@pytest.mark.parametrize(
    ("start", "end", "dates"),
    [
        ("2020", "2020", DateRange(date(2020, 1, 1), date(2020, 12, 31))),
        ("2019", "2020", DateRange(date(2019, 1, 1), date(2020, 12, 31))),
        ("2020-02", "2020-02", DateRange(date(2020, 2, 1), date(2020, 2, 29))),
        ("2020-06-04", "2020-06-04", DateRange(date(2020, 6, 4), date(2020, 6, 4))),
        ("2020-06-04", "2020-12-31", DateRange(date(2020, 6, 4), date(2020, 12, 31))),
    ],
)
def test_a_range_reaches_from_the_first_day_of_its_start_to_the_last_of_its_end(start, end, dates):
    assert read(from_=start, to=end) == Query(dates=dates)
    assert params.write(Query(dates=dates)) == [("from", start), ("to", end)]


def test_an_empty_field_of_a_form_counts_as_absent():
    assert params.read({"q": ["Irak"], "from": [""], "to": [""], "country": ["", "IQ"]}, KNOWN) == Query(
        "Irak", filters=frozenset({Filter("country", "IQ")})
    )


def test_the_parameter_lang_chooses_from_the_facet_language():
    assert read(lang="de").chosen("language") == {"de"}


@pytest.mark.parametrize("text", ["-IQ", "-iq", " -IQ", "−IQ"])
def test_a_minus_in_front_of_a_value_leaves_it_out(text):
    asked = params.read({"country": [text, "SY"]}, KNOWN)
    assert (asked.chosen("country"), asked.barred("country")) == ({"SY"}, {"IQ"})
    assert params.write(asked) == [("country", "SY"), ("country", "-IQ")]


@pytest.mark.parametrize("text", ["+IQ", "+iq", " +IQ", " IQ"])  # %2BIQ; unencoded a plus means a space
def test_a_plus_in_front_of_a_value_requires_it_beside_the_chosen_ones(text):
    asked = params.read({"country": [text, "SY"]}, KNOWN)
    assert (asked.chosen("country"), asked.needed("country")) == ({"SY"}, {"IQ"})
    assert params.write(asked) == [("country", "SY"), ("country", "+IQ")]
    assert list(faults({"country": ["+XX"], "lang": ["+"], "kind": [" "]})) == ["lang", "country", "kind"]


def test_what_was_typed_with_and_is_required():
    asked = params.read({"q": ["Mali country:IQ AND country:SY"]}, KNOWN, lambda facet, name: [name])
    assert (asked.text, asked.needed("country"), asked.filters) == ("Mali", {"IQ", "SY"}, frozenset())


def test_what_is_wrong_behind_a_minus_is_named():
    assert list(faults({"country": ["-XX"], "lang": ["-"], "person": ["-nobody"]})) == ["lang", "country", "person"]


def test_a_value_cannot_be_chosen_and_left_out():
    assert faults({"country": ["IQ", "-IQ"]}) == {"country": "IQ is both chosen and left out"}
    assert faults({"country": ["+IQ", "-IQ"]}) == {"country": "IQ is both chosen and left out"}


def test_releases_without_a_date_are_asked_for_by_themselves():
    assert read(undated="true") == Query(undated=True)
    assert faults({"undated": ["true"], "from": ["2020"]}) == {
        "undated": "goes with no range of days; leave out one of the two"
    }


def test_a_country_may_be_typed_in_small_letters():
    assert read(country="iq").chosen("country") == {"IQ"}


def test_the_same_value_twice_counts_once():
    assert params.read({"country": ["IQ", "iq"]}, KNOWN).filters == frozenset({Filter("country", "IQ")})


def test_every_fault_is_named_at_once():
    found = faults(
        {
            "q": ["„“"],
            "country": ["XX"],
            "lang": ["fr"],
            "kind": ["tweet"],
            "from": ["2021"],
            "to": ["2020"],
            "page": ["0"],
            "size": ["101"],
            "sort": ["best"],
            "across": ["maybe"],
            "colour": ["red"],
        }
    )
    assert list(found) == ["q", "lang", "country", "kind", "from", "sort", "page", "size", "across", "colour"]


@pytest.mark.parametrize("text", ["0", "-1", "1.0", "+1", "1_0", "٣", "one", "9" * 20, "9" * 5000, "10000001", " "])
def test_a_page_is_a_whole_number_in_range(text):
    assert faults({"page": [text]})["page"].startswith("must be a whole number from 1 to 10000000, not ")


NO_DATES = ["0000", "0000-01-01", "4.6.2020", "2020-02-30", "2020-13", "20", "٢٠٢٠", "2020-6-4", "today"]


@pytest.mark.parametrize("text", NO_DATES)
def test_a_date_is_a_year_a_month_or_a_day_of_the_calendar(text):
    assert faults({"from": [text]}) == {"from": f"{text} is no date; write 2020, 2020-06 or 2020-06-04"}


@pytest.mark.parametrize(
    ("text", "moment", "written"),
    [
        ("2020-06-04T14:00:00Z", datetime(2020, 6, 4, 14, tzinfo=UTC), "2020-06-04T14:00:00Z"),
        ("2020-06-04t16:00:00+02:00", datetime(2020, 6, 4, 14, tzinfo=UTC), "2020-06-04T14:00:00Z"),
        ("2020-06-04T16:00:00 02:00", datetime(2020, 6, 4, 14, tzinfo=UTC), "2020-06-04T14:00:00Z"),
        ("2020-06-04 02:00:00+02:00", datetime(2020, 6, 4, tzinfo=UTC), "2020-06-04"),
        ("2020-06-04T14:00:00.250000Z", datetime(2020, 6, 4, 14, 0, 0, 250_000, UTC), "2020-06-04T14:00:00.25Z"),
        ("2020-06-04", datetime(2020, 6, 4, tzinfo=UTC), "2020-06-04"),
        ("2020-06", datetime(2020, 6, 1, tzinfo=UTC), "2020-06-01"),
    ],
)
def test_new_is_what_came_since_a_moment_or_the_start_of_a_day(text, moment, written):
    assert read(since=text) == Query(since=moment)
    assert params.write(Query(since=moment)) == [("since", written)]


@pytest.mark.parametrize(
    "text",
    [
        *["yesterday", "2020-06-04T14:00:00", "2020-06-04T14:00Z", "2020-02-30", "2020-06-04T25:00:00Z", "1591272000"],
        *["2020-06-04T23:59:60Z", "0001-01-01T00:00:00+02:00", "2020-W23-4", "20200604T140000Z", "٢٠٢٠-06-04"],
    ],
)
def test_a_moment_is_written_as_rfc_3339_has_it(text):
    expected = f"{text} is no moment; write 2020-06-04T14:00:00Z, or a day as 2020-06-04"
    assert faults({"since": [text]}) == {"since": expected}


def test_a_cursor_is_taken_as_it_was_given_or_not_at_all():
    token = cursor_of(a_release(), Sort.SEEN).token
    walked = {"sort": ["seen"], "group": ["none"]}
    assert params.write(params.read({**walked, "after": [token]}, KNOWN))[-1] == ("after", token)
    assert faults({**walked, "after": [token[1:]]})["after"].startswith(f"{token[1:]} leads nowhere; take the address")
    assert faults({"after": [token]}) == {
        "after": "leads on in its own order alone, version by version; give group=none and sort=seen with it"
    }
    assert faults({**walked, "after": [token], "page": ["2"]}) == {
        "page": "goes with no cursor; leave out page or after"
    }


def test_an_upside_down_range_is_one_fault():
    assert faults({"from": ["2021"], "to": ["2020-06"]}) == {
        "from": "lies after the end of the range, 2020-06-30; swap the two dates"
    }


def test_what_is_allowed_is_named():
    assert faults({"lang": ["fr"], "match": ["some"]}) == {
        "lang": "fr is unknown; there are de, en",
        "match": "some is unknown; there are auto, all, any",
    }


def test_a_parameter_that_takes_one_value_is_not_given_twice():
    assert faults({"q": ["a", "b"], "page": ["1", "1"]}) == {
        "q": "is given 2 times; give it once",
        "page": "is given 2 times; give it once",
    }


def test_an_unknown_parameter_is_named_with_those_there_are():
    assert faults({"Country": ["IQ"]}) == {
        "Country": "is no parameter; there are q, match, lang, country, minister, kind, person, mentions, "
        "from, to, undated, since, sort, page, size, group, across, explain, after"
    }


def test_a_text_of_a_whole_page_is_refused_once():
    assert faults({"q": ["word " * 300]}) == {"q": "is 1500 characters long; at most 1000 are searched for"}


def test_too_many_words_are_refused():
    assert "holds 200 words" in faults({"q": [" ".join(f"w{n}" for n in range(200))]})["q"]


def test_a_message_repeats_no_more_of_a_value_than_it_needs_and_nothing_invisible():
    detail = faults({"from": ["\x00\x1b" + "x" * 5000]})["from"]
    assert detail.isprintable()
    assert len(detail) < 150


def test_an_address_without_parameters_names_those_that_were_given():
    with pytest.raises(InvalidQuery) as raised:
        params.none_of({"q": ["a"], "page": ["1"]})
    assert [problem.parameter for problem in raised.value.problems] == ["q", "page"]
    params.none_of({})
