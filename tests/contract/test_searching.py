"""Which releases match, and in which order?"""

from datetime import UTC, date, datetime, timedelta

import pytest
from builders import a_release

from search.dates import DateRange
from search.errors import InvalidQuery
from search.query import Filter, Match, Query, Sort
from search.syntax.bounds import MAX_EXPANSION

GERMAN = a_release(
    "de",
    "Außenminister trifft Amtskollegen",
    "Die Sanktionen gegen Syrien bleiben. Das Auswärtige Amt berät in Müllers Büro.",
    "Länder und Häuser.",
    language="de",
)
ENGLISH = a_release(
    "en",
    "Foreign Minister meets counterpart",
    "The sanctions on Syria remain. Germany's position has not changed.",
    "Countries and houses; the freedom of information act.",
)


def found(reader, text, **fields):
    return {hit.release.id for hit in reader.search(Query(text, **fields)).hits}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", {"de", "en"}),
        ("Sanktion", {"de"}),
        ("SANKTIONEN", {"de"}),
        ("sanction", {"en"}),
        ("Aussenministerin", {"de"}),
        ("Aussenminister", {"de"}),
        ("Mueller", {"de"}),
        ("Land", {"de"}),
        ("Laender", {"de"}),
        ("Haus", {"de"}),
        ("country", {"en"}),
        ("meeting", {"en"}),
        ("house", {"en"}),
        ("Germany", {"en"}),
        ("Germany’s", {"en"}),
        ("Nigeria", set()),
        ("Syr", set()),
    ],
)
def test_a_word_finds_its_forms_in_either_language(filled, text, expected):
    assert found(filled([GERMAN, ENGLISH]), text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"freedom of information act"', {"en"}),
        ("„freedom of information act“", {"en"}),
        ("“Freedom of Information Act”", {"en"}),
        ("»freedom of information act«", {"en"}),
        ("«freedom of information act»", {"en"}),
        ('"freedom of information act', {"en"}),
        ("'freedom of information act'", {"en"}),
        ("‘freedom of information act’", {"en"}),
        ("‹freedom of information act›", {"en"}),
        ("„Das Auswärtige Amt“", {"de"}),
        ("»das auswaertige amt«", {"de"}),
        ("'Germany's position'", {"en"}),
        ("„Germany’s position“", {"en"}),
        ("'houses'", {"en"}),
        ("'house'", set()),
        ('"freedom information act"', set()),
        ('"freedom and information act"', set()),
        ('"information of freedom"', set()),
        ('"AUSWAERTIGE AMT"', {"de"}),
        ('"Sanktionen"', {"de"}),
        ('"Sanktion"', set()),
        ('"houses the freedom"', {"en"}),
        ('"remain Germany’s"', {"en"}),
        ('"changed Countries"', set()),
        ('"counterpart The sanctions"', set()),
    ],
)
def test_a_phrase_matches_words_as_written_in_order_within_one_block(filled, text, expected):
    assert found(filled([GERMAN, ENGLISH]), text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sankt*", {"de"}),
        ("sanct*", {"en"}),
        ("S*", {"de", "en"}),
        ("MUELL*", {"de"}),
        ("Sanktionen*", {"de"}),
        ("Syrie*", {"de"}),
        ("anktion*", set()),
    ],
)
def test_an_asterisk_finds_every_word_that_begins_so_as_written(filled, text, expected):
    assert found(filled([GERMAN, ENGLISH]), text) == expected


STREETS = [
    a_release("strasse", "t", "Eine Straße in Köln.", language="de"),
    a_release("strassen", "t", "Viele Straßen in Köln.", language="de"),
]


@pytest.mark.parametrize("text", ['"Straße"', "„STRASSE“", "'strasse'", "»eine straße in koeln«"])
def test_a_quoted_word_is_found_as_written_case_umlauts_and_sharp_s_aside(filled, text):
    assert found(filled(STREETS), text) == {"strasse"}
    assert found(filled(STREETS), "Straße") == {"strasse", "strassen"}


def test_a_phrase_of_repeated_stop_words_is_exact(filled):
    reader = filled(
        a_release("1", "t", "to be or not to be that is"), a_release("2", "t", "to be or to be not"), a_release("3")
    )
    assert found(reader, '"to be or not to be"') == {"1"}
    assert found(reader, '"to be or"') == {"1", "2"}
    assert found(reader, '"be to be"') == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("minister -sanctions", {"de"}),
        ('minister -"freedom of information act"', {"de"}),
        ("-sanctions", {"de"}),
        ("-Sanktionen -sanctions", set()),
        ("Minister-Treffen", {"en"}),
    ],
)
def test_a_minus_keeps_releases_out(filled, text, expected):
    reader = filled(
        [
            a_release("de", "Minister", "Sanktionen", language="de"),
            a_release("en", "Minister", "sanctions Treffen freedom of information act"),
        ]
    )
    assert found(reader, text) == expected


LETTERS = {"1": "alpha", "2": "beta", "3": "alpha beta", "4": "alpha beta gamma", "5": "delta"}


@pytest.mark.parametrize(
    ("german", "english", "expected"),
    [
        ("gamma ODER delta", "gamma OR delta", {"4", "5"}),
        ("alpha UND beta", "alpha AND beta", {"3", "4"}),
        ("alpha NICHT beta", "alpha NOT beta", {"1"}),
        ("alpha beta ODER delta", "alpha beta OR delta", {"3", "4"}),
        ("(alpha beta) ODER delta", "(alpha beta) OR delta", {"3", "4", "5"}),
        ("alpha UND beta ODER delta", "alpha AND beta OR delta", {"3", "4", "5"}),
        ("alpha -(beta ODER gamma)", "alpha -(beta OR gamma)", {"1"}),
        ("NICHT alpha", "NOT alpha", {"2", "5"}),
        ("-alpha -beta", "-alpha -beta", {"5"}),
        ("NICHT NICHT gamma", "NOT NOT gamma", {"4"}),
        ("gamma ODER NICHT alpha", "gamma OR NOT alpha", {"2", "4", "5"}),
        ("gamma ODER NICHT gamma", "gamma OR NOT gamma", {"1", "2", "3", "4", "5"}),
        ("gamma UND NICHT gamma", "gamma AND NOT gamma", set()),
        ("(gam* ODER del*) -alpha", "(gam* OR del*) -alpha", {"5"}),
        ("gamma ODER", "OR gamma", {"4"}),
        ("(gamma", "gamma)", {"4"}),
        ("oder", "or", set()),
    ],
)
def test_words_are_joined_and_left_out_in_either_language(filled, german, english, expected):
    reader = filled([a_release(id, "t", body) for id, body in LETTERS.items()])
    assert found(reader, german) == expected
    assert found(reader, english) == expected


APART = {
    "1": "Iran talks",
    "2": "talks with Iran",
    "3": "talks on sanctions against the state of Iran",
    "4": "talks on the sanctions against the Islamic Republic of Iran",
    "5": "Iran Iran talk",
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"iran talks"~1', {"1"}),
        ('"iran talks"~2', {"1", "2"}),
        ('"talks iran"~2', {"1", "2"}),
        ('"iran talks"~6', {"1", "2"}),
        ('"iran talks"~7', {"1", "2", "3"}),
        ('"iran talks"~9', {"1", "2", "3", "4"}),
        ('"iran talks sanctions"~7', {"3"}),
        ('"sanctions iran talks"~9', {"3", "4"}),
        ('"iran iran"~1', {"1", "2", "3", "4", "5"}),
        ('"iran nowhere"~9', set()),
        ('-"iran talks"~2', {"3", "4", "5"}),
    ],
)
def test_words_are_near_if_the_first_and_the_last_stand_no_further_apart_as_written(filled, text, expected):
    reader = filled(*[a_release(id, "t", body) for id, body in APART.items()])
    assert found(reader, text) == expected


def test_words_of_two_blocks_or_two_releases_are_never_near(filled):
    reader = filled([a_release("1", "Iran", "Talks", "Sanctions"), a_release("2", "Sanctions", "Iran")])
    for words in ("iran talks", "talks sanctions", "sanctions iran"):
        assert found(reader, f'"{words}"~100') == set()


TITLED = [
    a_release("de", "Außenminister in Mali", "Gespräche über Niger. Mali.", language="de"),
    a_release("en", "Talks on Niger", "The Minister for Mali in Niamey.", title_language="en"),
    a_release("mixed", "Visits to Mali", "Nur Gespräche.", language="de", title_language="en"),
]


@pytest.mark.parametrize(
    ("german", "english", "expected"),
    [
        ("titel:Mali", "title:mali", {"de", "mixed"}),
        ("titel:Niger", "title:Niger", {"en"}),
        ("titel:Aussenministerin", "title:Außenministers", {"de"}),
        ("titel:talk", "title:visit", None),
        ("titel:Gespräch", "title:foreign", set()),
        ("titel:Minister", "title:ministers", {"de"}),
        ("titel:außen*", "title:auss*", {"de"}),
        ("titel:nia*", "title:nia*", set()),
        ('titel:"minister for mali"', 'title:"in niamey"', set()),
        ("titel:„in Mali“", "title:'in mali'", {"de"}),
        ("titel:»Talks on«", "title:“on niger”", {"en"}),
        ('titel:"mali visits"~2', 'title:"visits mali"~2', {"mixed"}),
        ('titel:"niamey mali"~3', 'title:"mali minister"~9', set()),
        ("titel:(Niger ODER Visits)", "title:(niger OR visits)", {"en", "mixed"}),
        ("titel:(Mali -Visits)", "title:(mali NOT visits)", {"de"}),
        ("Mali -titel:Mali", "mali NOT title:mali", {"en"}),
        ("-titel:Mali", "NOT title:Mali", {"en"}),
        ("titel:Mali Gespräche", "Gespräch title:Mali", {"de", "mixed"}),
        ("titel:Mali ODER titel:Niger", "title:mali OR title:niger", {"de", "en", "mixed"}),
    ],
)
def test_a_title_is_asked_for_a_word_a_phrase_a_beginning_or_a_group(filled, german, english, expected):
    reader = filled(TITLED[:2], TITLED[2])
    if expected is None:
        assert (found(reader, german), found(reader, english)) == ({"en"}, {"mixed"})
    else:
        assert (found(reader, german), found(reader, english)) == (expected, expected)


def test_a_title_that_was_changed_is_no_longer_found(filled):
    reader = filled([a_release("1", "Mali", "Text"), a_release("2", "Niger", "Mali")], a_release("1", "Niger", "Mali"))
    assert found(reader, "title:Mali") == set()
    assert found(reader, 'title:"niger"') == {"1", "2"}


def test_a_beginning_of_too_many_words_is_refused_with_a_reason(filled):
    words = [f"w{number}" for number in range(MAX_EXPANSION)]
    reader = filled(a_release("1", "Title", " ".join(words)))
    assert found(reader, "w*") == {"1"}
    reader = filled(a_release("1", "Title", " ".join([*words, "wide"])))
    assert found(reader, "wi*") == {"1"}
    assert found(reader, "title:w*") == set()
    for text in ("w*", "a OR w*", "-w*"):
        with pytest.raises(InvalidQuery, match=r"w\* stands for more than 10000 words; type more of the word"):
            reader.search(Query(text))
        with pytest.raises(InvalidQuery):
            reader.count(Query(text))


@pytest.mark.parametrize(
    ("text", "match", "expected"),
    [
        ("alpha beta", Match.AUTO, {"3", "4"}),
        ("alpha beta", Match.ALL, {"3", "4"}),
        ("alpha beta", Match.ANY, {"1", "2", "3", "4"}),
        ("alpha beta gamma", Match.AUTO, {"3", "4"}),
        ("alpha beta gamma", Match.ALL, {"4"}),
        ("alpha beta gamma delta", Match.AUTO, {"4"}),
        ('"alpha beta" gamma delta', Match.ANY, {"4"}),
    ],
)
def test_match_says_how_many_words_are_needed(filled, text, match, expected):
    texts = {"1": "alpha", "2": "beta", "3": "alpha beta", "4": "alpha beta gamma"}
    reader = filled([a_release(id, "t", body) for id, body in texts.items()])
    assert found(reader, text, match=match) == expected


def test_a_title_in_another_language_than_the_body_is_found_in_both(filled):
    reader = filled(a_release("1", "Virtuelles Treffen der Koalitionen", "A meeting.", title_language="de"))
    assert found(reader, "Koalition") == {"1"}
    assert found(reader, "meetings") == {"1"}


@pytest.mark.parametrize("text", ['""', "„“", '" "', "...", "- -", "?!"])
def test_a_query_without_a_word_is_refused_with_a_reason(filled, text):
    with pytest.raises(InvalidQuery, match="no word to search for"):
        filled(a_release("1")).search(Query(text))


def test_a_hundred_words_are_searched_for_and_one_more_is_refused(filled):
    words = [f"word{number}" for number in range(101)]
    reader = filled(a_release("1", "t", " ".join(words)))
    assert found(reader, " ".join(words[:100]), match=Match.ALL) == {"1"}
    with pytest.raises(InvalidQuery, match="101 words"):
        reader.search(Query(" ".join(words)))


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (date(2020, 6, 4), date(2020, 6, 4), {"b"}),
        (date(2020, 6, 3), date(2020, 6, 4), {"a", "b"}),
        (date(2020, 6, 5), None, {"c"}),
        (None, date(2020, 6, 4), {"a", "b"}),
        (None, None, {"a", "b", "c", "undated"}),
        (date(2021, 1, 1), date(2021, 12, 31), set()),
    ],
)
def test_a_date_range_includes_both_its_ends(filled, start, end, expected):
    reader = filled(
        [
            a_release("a", published="2020-06-03"),
            a_release("b", published="2020-06-04"),
            a_release("c", published="2020-06-05"),
            a_release("undated", published=None),
        ]
    )
    assert found(reader, "", dates=DateRange(start, end)) == expected


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        (Sort.NEWEST, ["d", "b", "c", "a", "x", "y"]),
        (Sort.OLDEST, ["a", "b", "c", "d", "x", "y"]),
        (Sort.RELEVANCE, ["d", "b", "c", "a", "x", "y"]),
    ],
)
def test_orders_by_date_end_in_the_id_and_put_undated_releases_last(filled, sort, expected):
    days = {"y": None, "c": "2020-01-02", "a": "2020-01-01", "d": "2020-01-03", "b": "2020-01-02", "x": None}
    reader = filled([a_release(id, published=day) for id, day in days.items()])
    assert [hit.release.id for hit in reader.search(Query(sort=sort)).hits] == expected


def test_the_word_as_typed_ranks_above_its_other_forms_and_a_title_above_the_text(filled):
    reader = filled(
        [
            a_release("form", "t", "Die Botschafter tagen.", language="de"),
            a_release("text", "t", "Die Botschaft bleibt.", language="de"),
            a_release("title", "Botschaft", "Sie bleibt.", language="de"),
        ]
    )
    page = reader.search(Query("Botschaft"))
    assert [hit.release.id for hit in page.hits] == ["title", "text", "form"]
    assert page.hits[0].score > page.hits[1].score > page.hits[2].score > 0


def test_walking_the_pages_reaches_every_release_once(filled):
    start = date(2020, 1, 1)
    releases = [a_release(str(n), published=str(start + timedelta(days=n // 3))) for n in range(47)]
    reader = filled(releases[:20], releases[20:])
    walked = []
    for number in range(1, 6):
        page = reader.search(Query(sort=Sort.NEWEST, page=number, size=10))
        assert (page.total, page.last, page.is_beyond_end) == (47, 5, False)
        walked += [hit.release.id for hit in page.hits]
    assert len(walked) == 47
    assert set(walked) == {release.id for release in releases}


@pytest.mark.parametrize("number", [3, 99_999])
def test_a_page_beyond_the_end_is_empty_and_says_so(filled, number):
    reader = filled([a_release(str(n)) for n in range(20)])
    page = reader.search(Query(page=number, size=10))
    assert (page.hits, page.total, page.last, page.is_beyond_end) == ((), 20, 2, True)


def test_the_first_page_of_nothing_is_not_beyond_the_end(filled):
    page = filled(a_release("1")).search(Query("nothing"))
    assert (page.total, page.last, page.is_beyond_end) == (0, 1, False)


def test_title_and_snippet_mark_what_matched_in_pieces(filled):
    reader = filled(a_release("1", "Über <b>Sanktionen</b>", "Erst. Die neue Sanktion gilt.", language="de"))
    (hit,) = reader.search(Query("Sanktion")).hits
    assert "".join(piece.text for piece in hit.title) == "Über <b>Sanktionen</b>"
    assert [piece.text for piece in hit.title if piece.matched] == ["Sanktionen"]
    assert [piece.text for piece in hit.snippet if piece.matched] == ["Sanktion"]


@pytest.mark.parametrize(
    ("text", "expected", "marked"), [("country", {"both", "en"}, ["countries"]), ("Haus", {"both", "de"}, ["Häuser"])]
)
def test_a_title_that_may_be_in_two_languages_is_found_and_marked_by_the_forms_of_both(filled, text, expected, marked):
    title = "Häuser, countries"
    both = a_release("both", title, language="de", title_also=("en",))
    reader = filled([both, a_release("de", title, language="de"), a_release("en", title, language="en")])
    hits = {hit.release.id: hit for hit in reader.search(Query(text)).hits}
    assert set(hits) == expected
    assert [piece.text for piece in hits["both"].title if piece.matched] == marked
    assert hits["both"].release.title_language == "de"


def test_a_release_under_embargo_is_behind_no_door_until_the_minute_it_ends(engine, filled):
    secret = a_release(
        "secret",
        "Geheim",
        countries=("IQ",),
        embargo_until=datetime(2026, 1, 1, 12, 1, tzinfo=UTC),
    )
    lifted = a_release("lifted", countries=("SY",), embargo_until=datetime(2026, 1, 1, 12, tzinfo=UTC))
    reader = filled([a_release("1"), secret, lifted], versions=[["1", "secret"]])
    page = reader.search(Query())
    assert {hit.release.id for hit in page.hits} == {"1", "lifted"}
    assert page.total == 2
    assert [count.value for count in page.facets["country"]] == ["SY"]
    assert found(reader, "Geheim") == set()
    assert reader.release("secret") is None
    assert reader.versions(reader.release("1")) == ()
    assert set(reader.names("country")) == {"SY"}
    assert engine.archive().release("secret") == secret
    assert "secret" in engine.archive().kept()


def test_filters_and_dates_narrow_what_words_find(filled):
    reader = filled(
        [
            a_release("1", "Sanctions", countries=("IR",), published="2019-01-01"),
            a_release("2", "Sanctions", countries=("IR",), published="2020-01-01"),
            a_release("3", "Sanctions", countries=("SY",), published="2020-01-01"),
            a_release("4", "Talks", countries=("IR",), published="2020-01-01"),
        ]
    )
    dates = DateRange(date(2020, 1, 1), date(2020, 12, 31))
    assert found(reader, "sanctions", filters=frozenset({Filter("country", "IR")}), dates=dates) == {"2"}
