"""Which filters were typed into a query, and what is left to search for?"""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from queries import texts

from search.dates import DateRange, days_of, ends_typed
from search.query import Filter
from search.syntax import parse, take_filters

VALUES = {
    ("country", "iraq"): ["IQ"],
    ("country", "irak"): ["IQ"],
    ("country", "syria"): ["SY"],
    ("country", "syrien"): ["SY"],
    ("country", "saudi"): ["SA"],
    ("country", "saudi arabia"): ["SA"],
    ("country", "saudi arabien"): ["SA"],
    ("country", "korea"): ["KP", "KR"],
    ("country", "north korea"): ["KP"],
    ("country", "united"): ["AE", "GB", "TZ", "US"],
    ("minister", "maas"): ["heiko-maas"],
    ("minister", "heiko maas"): ["heiko-maas"],
    ("kind", "speech"): ["speech"],
    ("kind", "rede"): ["speech"],
    ("language", "german"): ["de"],
    ("language", "deutsch"): ["de"],
    ("language", "de"): ["de"],
    ("language", "en"): ["en"],
}


def taken(text):
    return take_filters(text, lambda facet, name: VALUES.get((facet, name.lower()), ()))


def chosen(*pairs):
    return frozenset(Filter(facet, value) for facet, value in pairs)


IRAQ, SYRIA = ("country", "IQ"), ("country", "SY")
MAAS, SPEECH, GERMAN = ("minister", "heiko-maas"), ("kind", "speech"), ("language", "de")


@pytest.mark.parametrize(
    ("german", "english", "rest", "filters"),
    [
        ("land:Irak", "country:iraq", "", [IRAQ]),
        ("LAND:IRAK", "Country:Iraq", "", [IRAQ]),
        ("a land:Irak b", "a country:iraq b", "a b", [IRAQ]),
        ("land: Irak a", "country: iraq a", "a", [IRAQ]),
        ("land:„Irak“ a", 'country:"iraq" a', "a", [IRAQ]),
        ("land:Irak,Syrien", "country:iraq,syria", "", [IRAQ, SYRIA]),
        ("land:(Irak ODER Syrien) a", "country:(iraq OR syria) a", "a", [IRAQ, SYRIA]),
        ("land:Irak ODER land:Syrien a", "country:iraq OR country:syria a", "a", [IRAQ, SYRIA]),
        ("a UND land:Irak UND b", "a AND country:iraq AND b", "a AND b", [IRAQ]),
        ("(land:Irak) a", "(country:iraq) a", "a", [IRAQ]),
        ("(a land:Irak)", "(a country:iraq)", "(a)", [IRAQ]),
        ("land:Saudi Arabien a", "country:saudi arabia a", "a", [("country", "SA")]),
        ("land:korea", "country:korea", "", [("country", "KP"), ("country", "KR")]),
        ("land:north korea", "country:north korea", "", [("country", "KP")]),
        ("minister:Maas a", "minister:heiko maas a", "a", [MAAS]),
        ("Ministerin:maas", "minister:MAAS", "", [MAAS]),
        ("art:Rede", "kind:speech", "", [SPEECH]),
        ("sprache:deutsch", "lang:german", "", [GERMAN]),
        ("sprache:de,en", "language:de,en", "", [GERMAN, ("language", "en")]),
        ("art:Rede land:Irak", "kind:speech country:iraq", "", [IRAQ, SPEECH]),
    ],
)
def test_a_typed_filter_is_taken_out_of_the_text(german, english, rest, filters):
    for found in (taken(german), taken(english)):
        assert found.text.replace("UND", "AND") == rest
        assert found.filters == chosen(*filters)
        assert (found.dates, found.remarks) == (None, ())


@pytest.mark.parametrize(
    ("german", "english", "rest", "excluded"),
    [
        ("-land:Irak", "-country:iraq", "", [IRAQ]),
        ("NICHT land:Irak a", "NOT country:iraq a", "a", [IRAQ]),
        ("a -land:Irak,Syrien b", "a -country:(iraq OR syria) b", "a b", [IRAQ, SYRIA]),
        ("-minister:Maas -art:Rede", "-minister:maas -kind:speech", "", [MAAS, SPEECH]),
    ],
)
def test_a_filter_behind_a_minus_leaves_its_values_out(german, english, rest, excluded):
    for found in (taken(german), taken(english)):
        assert (found.text, found.filters, found.remarks) == (rest, frozenset(), ())
        assert found.excluded == chosen(*excluded)


@pytest.mark.parametrize(
    ("german", "english", "rest", "required", "filters"),
    [
        ("land:Irak UND land:Syrien", "country:iraq AND country:syria", "", [IRAQ, SYRIA], []),
        ("a land:Irak UND land:Syrien b", "a country:iraq AND country:syria b", "a b", [IRAQ, SYRIA], []),
        ("a UND land:Irak UND land:Syrien", "a AND country:iraq AND country:syria", "a", [IRAQ, SYRIA], []),
        ("(land:Irak UND land:Syrien) a", "(country:iraq AND country:syria) a", "a", [IRAQ, SYRIA], []),
        # Of North or South Korea, and of Iraq.
        ("land:korea UND land:Irak", "country:korea AND country:iraq", "", [IRAQ], ["KP", "KR"]),
        ("land:Irak UND land:Irak", "country:iraq AND country:irak", "", [], ["IQ"]),
        ("land:Irak UND art:Rede UND land:Syrien", "country:iraq AND kind:speech AND country:syria", "",
            [IRAQ, SYRIA], ["speech"]),
        ("land:Irak UND -land:Syrien", "country:iraq AND -country:syria", "", [], ["IQ"]),
        ("land:Irak UND a UND land:Syrien", "country:iraq AND a AND country:syria", "a", [IRAQ, SYRIA], []),
        ("land:Irak UND a land:Syrien", "country:iraq AND a country:syria", "a", [], ["IQ", "SY"]),
        ("land:Irak a UND land:Syrien", "country:iraq a AND country:syria", "a", [], ["IQ", "SY"]),
        ("land:Irak UND land:Syrien land:saudi", "country:iraq AND country:syria country:saudi", "",
            [IRAQ, SYRIA], ["SA"]),
    ],
)  # fmt: skip
def test_filters_of_one_kind_that_and_joins_ask_for_all_their_values(german, english, rest, required, filters):
    for found in (taken(german), taken(english)):
        assert (found.text, found.remarks) == (rest, ())
        assert found.required == chosen(*required)
        assert sorted(each.value for each in found.filters) == sorted(filters)


@pytest.mark.parametrize(
    "text",
    [
        "country:iraq,syria AND country:korea",
        "country:iraq AND country:syria OR country:saudi",
        "country:saudi OR country:iraq AND country:syria",
        "land:Irak UND land:Syrien ODER Mali",
    ],
)
def test_where_and_cannot_join_filters_any_value_does_and_that_is_told(text):
    found = taken(text)
    assert (found.required, len(found.filters) > 1) == (frozenset(), True)
    assert "AND cannot join these filters of the same kind" in found.remarks[0].text


def test_a_value_that_is_named_with_and_without_a_minus_is_chosen():
    found = taken("country:iraq,syria -country:iraq")
    assert (found.filters, found.excluded) == (chosen(IRAQ, SYRIA), frozenset())


def days(first, last):
    return DateRange(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("date:2020", days("2020-01-01", "2020-12-31")),
        ("datum:2020-06", days("2020-06-01", "2020-06-30")),
        ("date:2020-06-04", days("2020-06-04", "2020-06-04")),
        ("datum:4.6.2020", days("2020-06-04", "2020-06-04")),
        ("datum:04.06.2020", days("2020-06-04", "2020-06-04")),
        ("datum:06.2020", days("2020-06-01", "2020-06-30")),
        ("date:2020-06..2021", days("2020-06-01", "2021-12-31")),
        ("datum:1.6.2020..3.6.2020", days("2020-06-01", "2020-06-03")),
        ("date:2020-06-04...2020-06-05", days("2020-06-04", "2020-06-05")),
        ("date:2019-2020", days("2019-01-01", "2020-12-31")),
        ("date:2019–2020", days("2019-01-01", "2020-12-31")),
        ("date:2019…2020", days("2019-01-01", "2020-12-31")),
        ("date:2020..", DateRange(date(2020, 1, 1), None)),
        ("date:..2020", DateRange(None, date(2020, 12, 31))),
        ("date:2020,", days("2020-01-01", "2020-12-31")),
        ("date:2020.", days("2020-01-01", "2020-12-31")),
        ("datum: 2020", days("2020-01-01", "2020-12-31")),
    ],
)
def test_a_typed_date_sets_the_range(text, dates):
    assert taken(f"Mali {text}").text == "Mali"
    assert taken(f"Mali {text}").dates == dates
    assert taken(f"Mali {text}").remarks == ()


@pytest.mark.parametrize(
    "text", ["xyz", "2020-13", "2020-02-30", "20", "..", "2020..x", "2019..2020..2021", "31.2.2020"]
)
def test_what_is_no_date_is_none(text):
    with pytest.raises(ValueError, match=r"."):
        ends_typed(text)


def test_both_ends_of_a_range_are_read_as_typed():
    assert ends_typed("2021..2020") == (days_of("2021"), days_of("2020"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("date:xyz", "“date:xyz” holds no date"),
        ("datum:2020-02-30 Mali", "“datum:2020-02-30” holds no date"),
        ("country:atlantis", "“country:atlantis” names nothing to filter by"),
        ("land:Atlantis Mali", "“land:Atlantis” names nothing to filter by"),
        ("country:(iraq OR atlantis)", "“country:(iraq OR atlantis)” names nothing"),
        ("country:(iraq AND syria)", "“country:” names nothing"),
        ("country:OR", "“country:” names nothing"),
        ("country:united", "“country:united” fits 4 names, too many to filter by"),
        ("-date:2020", "A filter cannot be left out; the words of “date:2020” are kept out instead"),
        ("-(land:Irak)", "A filter cannot be left out; the words of “land:Irak” are kept out instead"),
        ("NOT (Mali country:iraq)", "A filter cannot be left out"),
    ],
)
def test_what_no_filter_can_be_made_of_stays_in_the_text_and_is_told(text, told):
    found = taken(text)
    assert (found.text, found.filters, found.dates) == (text, frozenset(), None)
    assert [told in remark.text for remark in found.remarks] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  Mali ",
        "Mali: Irak",
        '"country:iraq"',
        "Land: Atlantis",
        "Inland:Irak",
        "title:country:iraq",
        "country:",
        "10:30",
        "https://example.org",
        "Thema:Irak",
    ],
)
def test_other_texts_are_left_as_they_are(text):
    found = taken(text)
    assert (found.text, found.filters, found.dates, found.remarks) == (text, frozenset(), None, ())


@pytest.mark.parametrize(
    ("text", "rest", "filters", "told"),
    [
        ("a OR country:iraq", "a", [IRAQ], "A filter narrows the whole search"),
        ("a ODER (land:Irak b)", "a ODER (b)", [IRAQ], "A filter narrows the whole search"),
        ("(a OR b country:iraq) c", "(a OR b) c", [IRAQ], "A filter narrows the whole search"),
        ("kind:speech OR country:iraq", "", [IRAQ, SPEECH], "A filter narrows the whole search"),
        ("a AND (country:iraq OR kind:speech) AND b", "a AND b", [IRAQ, SPEECH], "A filter narrows the whole search"),
    ],
)
def test_a_filter_beside_or_holds_for_the_whole_search(text, rest, filters, told):
    found = taken(text)
    assert (found.text, found.filters) == (rest, chosen(*filters))
    assert [told in remark.text for remark in found.remarks] == [True]


def test_a_range_that_ends_before_it_begins_is_turned_round():
    found = taken("date:2021..2020-06")
    assert found.dates == days("2020-06-01", "2021-12-31")
    assert [remark.text for remark in found.remarks] == ["The two dates of “date:2021..2020-06” were swapped."]


def test_of_several_dates_the_last_one_counts():
    found = taken("date:2019 Mali date:2020")
    assert (found.text, found.dates) == ("Mali", days("2020-01-01", "2020-12-31"))
    assert [remark.text for remark in found.remarks] == ["Of several dates the last one counts: “date:2020”."]


def test_what_comes_together_when_a_filter_is_gone_is_a_filter_too():
    found = taken("land: date:2020 irak")
    assert (found.text, found.filters, found.dates) == ("", chosen(IRAQ), days("2020-01-01", "2020-12-31"))


def test_what_stays_is_searched_for_as_the_words_of_the_value():
    assert parse(taken("country:atlantis").text) == parse("atlantis")
    assert parse(taken("-country:atlantis").text) == parse("-atlantis")


@settings(deadline=None)
@given(texts | st.text(max_size=200))
def test_taking_filters_twice_takes_no_more(text):
    once = taken(text)
    again = taken(once.text)
    assert (again.text, again.filters, again.dates) == (once.text, frozenset(), None)


@pytest.mark.parametrize("text", ["country:x " * 100, "land: " * 166, "date:2020 " * 100, "country:(" * 100 + "iraq"])
def test_hostile_texts_come_to_an_end(text):
    assert taken(text) == taken(text)
