"""What do pages show? Links, names and numbers, before any template sets them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise
from urllib.parse import parse_qs, urlsplit

import pytest
from builders import MAAS, a_release
from hypothesis import given
from hypothesis import strategies as st

from search.dates import DateRange
from search.highlight import Highlighter
from search.lexicon import nothing_learned
from search.order import cursor_of
from search.query import Filter, Group, Match, Query, Sort
from search.release import Block, Part
from search.results import FacetCount, Hit, Page, Piece, Version
from search.syntax import parse
from web.labels import Labels
from web.locale import load_interfaces
from web.release.reading import reading, safe_address
from web.results.dating import presets
from web.results.entries import Dateline, VersionLink
from web.results.paging import window
from web.results.present import present
from web.results.relaxing import relaxations

ENGLISH = Labels(load_interfaces()["en"], {"annalena-baerbock": "Annalena Baerbock"})
GERMAN = Labels(load_interfaces()["de"], {})
NO_FACETS = {"date": (), "minister": (), "country": (), "language": (), "kind": ()}


def a_page(query=Query(), total=0, hits=(), **facets):  # noqa: B008 - a query is a value
    return Page(query, total, tuple(hits), {**NO_FACETS, **facets}, took_ms=1.0)


def count(value, number, *, name="", selected=False):
    return FacetCount(value, name, number, selected)


def parameters(address):
    return parse_qs(urlsplit(address).query)


def facet(page, name, labels=ENGLISH):
    return next(view for view in present(page, labels).facets if view.name == name)


@given(st.integers(1, 10_000), st.data())
def test_the_pages_linked_begin_with_the_first_hold_the_present_and_end_with_the_last(last, data):
    current = data.draw(st.integers(1, last))
    pages = window(current, last)
    numbers = [page for page in pages if page]
    assert (numbers[0], numbers[-1]) == (1, last)
    assert current in numbers
    assert numbers == sorted(set(numbers))
    assert len(pages) <= 9


@given(st.integers(1, 10_000), st.data())
def test_a_gap_between_pages_hides_two_or_more(last, data):
    pages = window(data.draw(st.integers(1, last)), last)
    for before, page, after in zip(pages, pages[1:], pages[2:], strict=False):
        assert page is not None or after - before > 2
    assert all(after - before == 1 for before, after in pairwise(pages) if before and after)


def test_the_heading_counts_in_the_language_of_the_interface():
    assert present(a_page(Query("Irak"), 12345), ENGLISH).heading == "12,345 releases for “Irak”"
    assert present(a_page(Query("Irak"), 12345), GERMAN).heading == "12.345 Veröffentlichungen zu „Irak“"
    assert present(a_page(Query("Irak"), 1), ENGLISH).heading == "1 release for “Irak”"
    assert present(a_page(Query(), 2), ENGLISH).heading == "2 releases"


def test_a_phrase_is_not_quoted_twice():
    assert present(a_page(Query('"two states"'), 2), ENGLISH).heading == '2 releases for "two states"'


def test_a_percent_sign_in_a_query_is_just_a_percent_sign():
    assert present(a_page(Query("100 %(text)s"), 0), ENGLISH).heading == "Nothing found for “100 %(text)s”"


def test_choosing_a_value_narrows_and_starts_at_page_one():
    page = a_page(Query("Irak", page=3), 90, country=(count("IQ", 1234),))
    (choice,) = facet(page, "country").shown
    assert (choice.label, choice.count, choice.selected) == ("Iraq", "1,234", False)
    assert parameters(choice.address) == {"q": ["Irak"], "country": ["IQ"]}


def test_a_chosen_value_leads_back_without_it():
    query = Query("Irak", filters=frozenset({Filter("country", "IQ"), Filter("country", "SY")}))
    (choice,) = facet(a_page(query, 1, country=(count("IQ", 0, selected=True),)), "country").shown
    assert choice.selected
    assert parameters(choice.address) == {"q": ["Irak"], "country": ["SY"]}


def test_values_of_one_count_stand_in_the_order_of_their_names():
    page = a_page(Query(), 9, country=(count("SY", 3), count("AT", 1), count("EG", 1), count("AF", 1)))
    labels = [choice.label for choice in facet(page, "country", GERMAN).shown]
    assert labels == ["Syrien", "Afghanistan", "Ägypten", "Österreich"]


def test_a_minister_without_releases_goes_by_the_registrys_name():
    page = a_page(Query(), 0, minister=(count("annalena-baerbock", 0, selected=True),))
    assert facet(page, "minister").shown[0].label == "Annalena Baerbock"


def test_beyond_ten_values_the_rest_is_folded_away_but_never_a_chosen_one():
    codes = ["AD", "AE", "AF", "AG", "AI", "AL", "AM", "AO", "AQ", "AR", "AS", "AT"]
    counts = [count(code, 50 - rank) for rank, code in enumerate(codes)]
    counts.append(count("IQ", 0, selected=True))
    view = facet(a_page(Query(), 600, country=tuple(counts)), "country")
    assert (len(view.shown), len(view.rest)) == (11, 2)
    assert view.shown[-1].selected


@pytest.mark.parametrize(
    ("value", "label"), [("2020", "2020"), ("2020-06", "June 2020"), ("2020-06-04", "4 June 2020")]
)
def test_a_bucket_of_dates_sets_the_range_to_itself(value, label):
    (choice,) = facet(a_page(Query("Irak"), 1, date=(count(value, 1),)), "date").shown
    assert choice.label == label
    assert parameters(choice.address) == {"q": ["Irak"], "from": [value], "to": [value]}


def test_a_bucket_that_is_the_range_leads_back_to_all_dates():
    year = DateRange(date(2020, 1, 1), date(2020, 12, 31))
    (choice,) = facet(a_page(Query("Irak", dates=year), 1, date=(count("2020", 1, selected=True),)), "date").shown
    assert parameters(choice.address) == {"q": ["Irak"]}


def test_undated_releases_lead_to_themselves_and_back():
    (choice,) = facet(a_page(Query(), 1, date=(count("undated", 1),)), "date", GERMAN).shown
    assert (choice.label, choice.address) == ("ohne Datum", "/de/search?undated=true")
    page = a_page(Query(undated=True), 1, date=(count("undated", 1, selected=True),))
    assert facet(page, "date").shown[0].address == "/en/search"
    assert [(chip.label, chip.address) for chip in present(page, ENGLISH).chips] == [("Date: undated", "/en/search")]


def test_a_very_long_list_ends_where_its_own_page_begins_but_not_before_what_is_chosen():
    counts = [count(f"{first}{second}", 50) for first in "ABCDEFGH" for second in "ABCDEFGH"]
    query = Query(filters=frozenset({Filter("country", "ZZ")}))
    view = facet(a_page(query, 600, country=(*counts, count("ZZ", 0, selected=True))), "country")
    assert (len(view.shown), len(view.rest)) == (11, 30)
    assert view.everything == "/en/facet/country?country=ZZ"


def test_a_value_can_be_left_out_and_taken_back():
    (choice,) = facet(a_page(Query("a"), 5, country=(count("IQ", 3),)), "country").shown
    assert choice.without == "/en/search?q=a&country=-IQ"
    query = Query("a", excluded=frozenset({Filter("country", "IQ")}))
    left_out = FacetCount("IQ", "", 0, selected=False, excluded=True)
    page = a_page(query, 2, country=(left_out,))
    (choice,) = facet(page, "country").shown
    assert (choice.excluded, choice.address, choice.without) == (True, "/en/search?q=a", None)
    assert [chip.label for chip in present(page, ENGLISH).chips] == ["Country: not Iraq"]
    assert [chip.label for chip in present(page, GERMAN).chips] == ["Land: nicht Irak"]
    assert present(page, ENGLISH).unfiltered == "/en/search?q=a"


@pytest.mark.parametrize(
    ("dates", "values", "labels", "heights"),
    [
        (
            DateRange(),
            {"2020": 4, "2017": 1, "undated": 9},
            ["2017: 1", "2018: 0", "2019: 0", "2020: 4"],
            [25, 0, 0, 100],
        ),
        (
            DateRange(date(2019, 12, 1), date(2020, 2, 29)),
            {"2020-02": 1_000, "2019-12": 1},
            ["December 2019: 1", "January 2020: 0", "February 2020: 1,000"],
            [1, 0, 100],
        ),
        (
            DateRange(date(2020, 2, 28), date(2020, 3, 1)),
            {"2020-02-28": 1, "2020-03-01": 2},
            ["28 February 2020: 1", "29 February 2020: 0", "1 March 2020: 2"],
            [50, 0, 100],
        ),
        (DateRange(), {"2020": 4}, [], []),
        (DateRange(), {"0001": 1, "9999": 1}, [], []),
    ],
)
def test_bars_span_the_whole_result_with_what_is_empty(dates, values, labels, heights):
    counts = tuple(count(value, number) for value, number in values.items())
    bars = facet(a_page(Query(dates=dates), 9, date=counts), "date").bars
    assert [bar.label for bar in bars] == labels
    assert [bar.height for bar in bars] == heights
    assert all(parameters(bar.address) for bar in bars)


def test_usual_ranges_end_today_and_the_present_one_is_not_offered():
    today = date(2024, 3, 2)
    found = {link.label: parameters(link.address) for link in presets(Query("a"), today, ENGLISH)}
    assert found == {
        "Today": {"q": ["a"], "from": ["2024-03-02"], "to": ["2024-03-02"]},
        "Last 7 days": {"q": ["a"], "from": ["2024-02-25"], "to": ["2024-03-02"]},
        "This year": {"q": ["a"], "from": ["2024"], "to": ["2024"]},
    }
    year = DateRange(date(2024, 1, 1), date(2024, 12, 31))
    assert [link.label for link in presets(Query(dates=year), today, GERMAN)] == ["Heute", "Letzte 7 Tage"]


def test_the_way_up_from_a_day_leads_to_all_dates_its_year_and_its_month():
    day = DateRange(date(2020, 6, 4), date(2020, 6, 4))
    wider = facet(a_page(Query(dates=day)), "date").wider
    assert [(link.label, parameters(link.address)) for link in wider] == [
        ("All dates", {}),
        ("2020", {"from": ["2020"], "to": ["2020"]}),
        ("June 2020", {"from": ["2020-06"], "to": ["2020-06"]}),
    ]


def test_the_way_up_from_a_year_leads_to_all_dates():
    year = DateRange(date(2020, 1, 1), date(2020, 12, 31))
    assert [link.label for link in facet(a_page(Query(dates=year)), "date").wider] == ["All dates"]


def test_every_filter_in_force_is_named_and_can_be_removed():
    query = Query(
        "Irak",
        filters=frozenset({Filter("country", "IQ"), Filter("language", "de")}),
        dates=DateRange(date(2019, 1, 1), date(2020, 12, 31)),
    )
    chips = present(a_page(query), ENGLISH).chips
    assert [(chip.label, set(parameters(chip.address))) for chip in chips] == [
        ("Date: 2019 to 2020", {"q", "country", "lang"}),
        ("Country: Iraq", {"q", "from", "to", "lang"}),
        ("Language: German", {"q", "from", "to", "country"}),
    ]


@pytest.mark.parametrize(
    ("dates", "label"),
    [
        (DateRange(date(2020, 6, 4), None), "Date: from 4 June 2020"),
        (DateRange(None, date(2020, 6, 4)), "Date: until 4 June 2020"),
        (DateRange(date(2020, 6, 1), date(2020, 6, 30)), "Date: June 2020"),
        (DateRange(date(2020, 6, 4), date(2020, 7, 5)), "Date: 4 June 2020 to 5 July 2020"),
    ],
)
def test_a_range_of_dates_is_named_by_its_ends(dates, label):
    assert [chip.label for chip in present(a_page(Query(dates=dates)), ENGLISH).chips] == [label]


def test_the_present_order_has_no_link_and_the_others_start_at_page_one():
    tabs = present(a_page(Query("Irak", page=2, sort=Sort.OLDEST), 90), ENGLISH).tabs
    assert [(tab.label, tab.address and parameters(tab.address)) for tab in tabs] == [
        ("Relevance", {"q": ["Irak"]}),
        ("Newest first", {"q": ["Irak"], "sort": ["newest"]}),
        ("Oldest first", None),
    ]


def test_without_a_text_relevance_is_not_offered():
    tabs = present(a_page(Query(), 2), ENGLISH).tabs
    assert [(tab.label, tab.address is None) for tab in tabs] == [("Newest first", True), ("Oldest first", False)]


@pytest.mark.parametrize(
    ("sort", "labels", "label"),
    [
        (Sort.SEEN, ENGLISH, "Latest here first"),
        (Sort.SEEN, GERMAN, "Zuletzt Aufgenommenes zuerst"),
        (Sort.CHANGED, ENGLISH, "New and changed first"),
        (Sort.CHANGED, GERMAN, "Neues und Geändertes zuerst"),
    ],
)
def test_the_orders_by_moment_are_offered_where_they_are_in_force(sort, labels, label):
    for text, others in (("Irak", 3), ("", 2)):
        tabs = present(a_page(Query(text, sort=sort), 2), labels).tabs
        assert [tab.address is None for tab in tabs] == [False] * others + [True]
        assert tabs[-1].label == label


NOON = datetime(2020, 6, 4, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("query", "english", "german"),
    [
        (Query(since=NOON), "Here since 4 June 2020, 12:00 (UTC)", "Hier seit dem 4. Juni 2020, 12:00 Uhr (UTC)"),
        (
            Query(since=NOON.replace(second=5, microsecond=9)),
            "Here since 4 June 2020, 12:00:05 (UTC)",
            "Hier seit dem 4. Juni 2020, 12:00:05 Uhr (UTC)",
        ),
        (Query(since=NOON.replace(hour=0)), "Here since 4 June 2020", "Hier seit dem 4. Juni 2020"),
        (
            Query(since=NOON.astimezone(timezone(timedelta(hours=13))), sort=Sort.CHANGED),
            "New or changed since 4 June 2020, 12:00 (UTC)",
            "Neu oder geändert seit dem 4. Juni 2020, 12:00 Uhr (UTC)",
        ),
    ],
)
def test_a_moment_from_which_on_is_a_chip_that_leads_to_the_same_search_without_it(query, english, german):
    for labels, label in ((ENGLISH, english), (GERMAN, german)):
        (chip,) = present(a_page(query, 2), labels).chips
        assert chip.label == label
        assert "since" not in parameters(chip.address)
    assert "since" not in parameters(present(a_page(query, 2), ENGLISH).unfiltered)


def test_what_begins_behind_a_hit_leads_on_behind_its_last_and_everything_else_to_a_start():
    first, last = (cursor_of(a_release(id), Sort.SEEN) for id in ("1", "2"))
    query = Query("Irak", sort=Sort.SEEN, group=Group.NONE, since=NOON, after=first)
    view = present(replace(a_page(query, 90, country=(count("IQ", 9),)), after=last), ENGLISH)
    assert parameters(view.next)["after"] == [last.token]
    assert (view.position, view.pages, view.previous) == ("", (), None)
    others = [
        view.taking.atom,
        view.taking.csv,
        view.unfiltered,
        view.last.address,
        view.grouping.address,
        view.as_typed,
    ]
    others += [view.facets[0].shown[0].address, view.chips[0].address]
    others += [tab.address for tab in view.tabs if tab.address]
    assert [address for address in others if "after" in parameters(address)] == []
    assert [name for name, _ in view.form.hidden] == ["since", "sort", "group"]
    assert present(a_page(query, 90), ENGLISH).next is None


def test_pages_lead_to_their_neighbours_and_to_the_last():
    view = present(a_page(Query("Irak", page=2, size=10), 41), ENGLISH)
    assert parameters(view.previous) == {"q": ["Irak"], "size": ["10"]}
    assert parameters(view.next) == {"q": ["Irak"], "size": ["10"], "page": ["3"]}
    assert [tab.label for tab in view.pages] == ["1", "2", "3", "4", "5"]
    assert view.position == "Page 2 of 5"


def test_beyond_the_end_only_the_last_page_is_linked():
    view = present(a_page(Query("Irak", page=9), 41), ENGLISH)
    assert (view.previous, view.next, view.pages, view.position) == (None, None, (), "")
    assert (view.last.label, parameters(view.last.address)) == ("3", {"q": ["Irak"], "page": ["3"]})


def test_the_form_keeps_what_it_does_not_show_and_forgets_the_page():
    query = Query(
        "Irak",
        Match.ANY,
        frozenset({Filter("country", "IQ")}),
        DateRange(date(2020, 1, 1), date(2020, 12, 31)),
        Sort.NEWEST,
        page=4,
        excluded=frozenset({Filter("kind", "speech")}),
    )
    form = present(a_page(query), ENGLISH).form
    assert (form.text, form.start, form.end, form.match) == ("Irak", "2020-01-01", "2020-12-31", "any")
    assert form.hidden == (("country", "IQ"), ("kind", "-speech"), ("sort", "newest"))


def test_a_result_links_its_release_its_subjects_and_its_other_versions():
    release = a_release("1/a b", "Irak", language="de", countries=("IQ",), ministers=(MAAS,))
    hit = Hit(release, 1.0, (Piece("Irak", True),), (Piece("…"),), "de", (Version("2", "en", None, "Iraq"),))
    (result,) = present(a_page(Query("Irak"), 1, [hit]), ENGLISH).results
    assert result.address == "/en/release/1/a%20b?q=Irak"
    assert result.dateline == Dateline("Press release", "4 June 2020", "2020-06-04", "German")
    assert [parameters(link.address) for link in result.ministers] == [{"q": ["Irak"], "minister": ["heiko-maas"]}]
    assert [(link.label, parameters(link.address)["country"]) for link in result.countries] == [("Iraq", ["IQ"])]
    assert result.versions == (VersionLink("en", "English", "Iraq", "/en/release/2?q=Irak"),)


def test_a_release_is_read_block_by_block_with_matches_marked():
    release = a_release("1", "Irak", "Eins.", "Zwei zum Irak.", lead="Vorspann", language="de", published=None)
    release = replace(release, blocks=(*release.blocks, Block(Part.ALTERNATIVE_TITLE, "Iraq", "en")))
    shown = reading(release, (), Query("Irak", page=2), Highlighter(parse("Irak"), nothing_learned()), GERMAN)
    assert [(text.anchor, text.number, text.language) for text in shown.body] == [
        ("p-bfd6b995", 1, "de"),
        ("p-5cc55b3e", 2, "de"),
    ]
    assert [piece.text for piece in shown.body[1].pieces if piece.number] == ["Irak"]
    assert [(text.language, text.pieces[0].text) for text in shown.alternative_titles] == [("en", "Iraq")]
    assert shown.dateline.day == "ohne Datum"
    assert shown.back == "/de/search?q=Irak&page=2"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "ftp://x.example/", "//x.example", "http://", "http://["]
)
def test_only_addresses_of_web_pages_are_linked(url):
    assert safe_address(url) == ""


NARROW = Query(
    '"free press" Iraq', filters=frozenset({Filter("country", "IQ")}), dates=DateRange(date(2020, 1, 1), None)
)
GERMAN_ONLY = frozenset({Filter("language", "de")})


def no_slip(word):
    """What tells of every word that it stands somewhere."""
    return ()


def test_ways_to_find_something_are_offered_only_where_they_find_something():
    found = relaxations(NARROW, lambda tried: 3 if not tried.filters else 0, no_slip)
    assert [(way.label, way.total) for way in found] == [
        ("Without the filters", 3),
        ("Without date range and filters", 3),
        ("Any one of the words, without date range and filters", 3),
    ]


def test_all_ways_are_tried_from_the_least_to_the_most():
    ways = relaxations(replace(NARROW, page=3), lambda tried: tried.page, no_slip)
    assert {way.total for way in ways} == {1}
    assert [(way.label, way.query.text, len(way.query.filters), way.query.match) for way in ways] == [
        ("Without the date range", '"free press" Iraq', 1, Match.AUTO),
        ("Without the filters", '"free press" Iraq', 0, Match.AUTO),
        ("Without date range and filters", '"free press" Iraq', 0, Match.AUTO),
        ("The words of the phrase, wherever they stand", "free press Iraq", 1, Match.AUTO),
        ("Any one of the words", "free press Iraq", 1, Match.ANY),
        ("Any one of the words, without date range and filters", "free press Iraq", 0, Match.ANY),
    ]


def test_who_asked_for_what_is_new_is_offered_what_was_here_before():
    query = replace(NARROW, text="Iraq", dates=DateRange(), sort=Sort.SEEN, since=NOON)
    ways = relaxations(query, lambda _: 1, no_slip)
    assert [(way.label, way.query.since, len(way.query.filters)) for way in ways] == [
        ("What was here before, too", None, 1),
        ("Without the filters", NOON, 0),
        ("Without date range and filters", None, 0),
    ]


def test_who_asked_in_one_language_is_offered_the_other_beside_the_other_filters():
    ways = relaxations(replace(NARROW, filters=NARROW.filters | GERMAN_ONLY), lambda _: 1, no_slip)
    (way,) = (way for way in ways if way.label == "In another language")
    assert (way.query.filters, way.query.dates) == (NARROW.filters, NARROW.dates)


@pytest.mark.parametrize(
    ("query", "labels"),
    [
        pytest.param(
            Query("Iraq", filters=GERMAN_ONLY), ["In another language"], id="without the filters, it is the only one"
        ),
        pytest.param(
            Query('"free press"', match=Match.ANY),
            ["The words of the phrase, wherever they stand"],
            id="any one of the words, which was asked for already",
        ),
        pytest.param(Query("free press", match=Match.ANY), [], id="what was asked for and found nothing"),
    ],
)
def test_no_way_is_offered_twice(query, labels):
    assert [way.label for way in relaxations(query, lambda _: 1, no_slip)] == labels


def test_a_single_word_that_nothing_holds_has_no_other_way():
    assert relaxations(Query("xylophone"), lambda _: 1, no_slip) == ()


def spelt(word):
    """What tells that somebody who types irqa or irq means Iraq."""
    return ("Iraq",) if word.startswith("irq") else ()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param(replace(NARROW, text="irqa", page=2), [Query("Iraq")], id="what a filter hides"),
        pytest.param(Query("irqa"), [], id="what is suggested anyway"),
        pytest.param(replace(NARROW, text="Iraq"), [], id="what is no slip"),
        pytest.param(replace(NARROW, text=f"irq {'x' * 996}"), [], id="what could not be asked for"),
    ],
)
def test_a_similar_spelling_is_offered_without_what_hides_it(query, expected):
    ways = relaxations(query, lambda tried: tried.text.startswith("Iraq"), spelt)
    assert [way.query for way in ways if way.label.startswith("Spelt")] == expected
