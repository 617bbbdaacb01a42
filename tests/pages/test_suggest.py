"""What does a program get for a text that is still being typed?"""

from datetime import UTC, datetime

import pytest
from builders import BAERBOCK, MAAS, a_release
from pages.browsing import a_browser

from search.release import Minister

LEYEN = Minister("ursula-von-der-leyen", "Ursula von der Leyen")
CAVUSOGLU = Minister("mevlut-cavusoglu", "Mevlüt Çavuşoğlu")
SECRET = datetime(2999, 1, 1, tzinfo=UTC)

RELEASES = (
    a_release(
        "1", "Auswärtiges Amt zu Iran", language="de", countries=("IR",), ministers=(MAAS,), published="2020-01-01"
    ),
    a_release(
        "2", "Auswärtiges Amt zu Irak", language="de", countries=("IQ",), ministers=(MAAS,), published="2020-01-02"
    ),
    a_release(
        "3", "Auswärtiges Amt tagt", language="de", countries=("IQ",), ministers=(LEYEN,), published="2020-01-03"
    ),
    a_release("4", "Amt", language="de", countries=("AT", "US"), ministers=(BAERBOCK,), published="2020-01-04"),
    a_release("5", "Talks", countries=("BA", "GB", "US"), ministers=(CAVUSOGLU, BAERBOCK), published="2020-01-05"),
    a_release("6", "Talks", countries=("BA",), published="2020-01-06"),
    a_release("7", "Iranian talks", countries=("HU",), published="2020-01-07"),
    a_release("8", "Geheim", countries=("IS",), ministers=(Minister("x", "Xaver Geheim"),), embargo_until=SECRET),
)


@pytest.fixture
def browser():
    return a_browser(*RELEASES)


@pytest.fixture
def suggested(browser):
    """What is suggested for a text, in a language of the interface."""

    def suggested(text, language="en", kind=None):
        response = browser.get("/api/v1/suggest", query_string={"q": text}, headers={"Accept-Language": language})
        assert response.status_code == 200, response.text
        assert response.mimetype == "application/json"
        return [each for each in response.json["suggestions"] if kind in (None, each["kind"])]

    return suggested


def texts(found):
    return [each["text"] for each in found]


def test_suggestions_have_the_documented_shape_phrases_first_then_ministers_countries_and_titles(browser):
    answer = browser.get("/api/v1/suggest?q=a", headers={"Accept-Language": "en"}).json
    assert answer["query"] == {"text": "a"}
    by_kind = {}
    for each in answer["suggestions"]:
        by_kind.setdefault(each["kind"], each)
    assert list(by_kind.values()) == [
        {"kind": "phrase", "text": "Amt", "count": 4, "links": {"html": "/en/search?q=Amt"}},
        {
            "kind": "minister",
            "text": "Annalena Baerbock",
            "id": "annalena-baerbock",
            "count": 2,
            "links": {"html": "/en/search?minister=annalena-baerbock"},
        },
        {"kind": "country", "text": "Austria", "id": "AT", "count": 1, "links": {"html": "/en/search?country=AT"}},
        {"kind": "title", "text": "Amt", "id": "4", "language": "de", "links": {"html": "/en/release/4"}},
    ]


def test_keys_stand_in_the_documented_order(browser):
    answer = browser.get("/api/v1/suggest?q=amt").text
    assert answer.startswith('{"query":{"text":"amt"},"suggestions":[{"kind":"phrase","text":"Amt","count":4,"links":')


def test_every_suggestion_leads_to_what_it_counts(browser, suggested):
    for each in suggested("a") + suggested("i"):
        shown = browser.get(each["links"]["html"])
        assert shown.status_code == 200
        if each["kind"] in ("minister", "country"):
            assert browser.get(each["links"]["html"].replace("/en/", "/api/v1/")).json["total"] == each["count"]


def test_a_phrase_of_several_words_is_searched_for_as_a_phrase(browser, suggested):
    (phrase,) = suggested("auswärtiges", kind="phrase")
    assert (phrase["text"], phrase["count"]) == ("Auswärtiges Amt", 3)
    assert phrase["links"]["html"] == "/en/search?q=%22Ausw%C3%A4rtiges+Amt%22"
    assert "3 releases" in browser.get(phrase["links"]["html"]).text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("maas", ["Heiko Maas"]),
        ("Hei", ["Heiko Maas"]),
        ("heiko m", ["Heiko Maas"]),
        ("leyen", ["Ursula von der Leyen"]),
        ("von der l", ["Ursula von der Leyen"]),
        ("Çavuş", ["Mevlüt Çavuşoğlu"]),
        ("cavuso", ["Mevlüt Çavuşoğlu"]),
        ("mevluet", ["Mevlüt Çavuşoğlu"]),
        ("m", ["Heiko Maas", "Mevlüt Çavuşoğlu"]),
        ("maas heiko", []),
        ("hei maas", []),
        ("aas", []),
        ("gabriel", []),
        ("xaver", []),
    ],
)
def test_ministers_are_suggested_by_what_their_names_go_on_from(suggested, text, expected):
    assert texts(suggested(text, kind="minister")) == expected


@pytest.mark.parametrize(
    ("text", "english", "german"),
    [
        ("ira", ["Iraq", "Iran"], ["Irak", "Iran"]),  # the most frequent first
        ("h", ["Hungary", "Bosnia & Herzegovina"], ["Ungarn", "Bosnien und Herzegowina"]),  # what begins so first
        ("a", ["Austria", "United States"], ["Österreich", "Vereinigte Staaten"]),  # Amerika, which it is seldom called
        ("ung", ["Hungary"], ["Ungarn"]),
        ("irak", ["Iraq"], ["Irak"]),
        ("iraq", ["Iraq"], ["Irak"]),
        ("Österr", ["Austria"], ["Österreich"]),
        ("oesterr", ["Austria"], ["Österreich"]),
        ("united", ["United States", "United Kingdom"], ["Vereinigte Staaten", "Vereinigtes Königreich"]),
        ("staaten", ["United States"], ["Vereinigte Staaten"]),
        ("Ira\x00n", ["Iran"], ["Iran"]),
        ("usa", ["United States"], ["Vereinigte Staaten"]),
        ("Großbr", ["United Kingdom"], ["Vereinigtes Königreich"]),
        ("bosnia and", ["Bosnia & Herzegovina"], ["Bosnien und Herzegowina"]),
        ("and", [], []),
        ("t", [], []),
        ("reich", [], []),
        ("france", [], []),
        ("Island", [], []),
        ("iceland", [], []),
    ],
)
def test_countries_are_suggested_by_their_names_in_either_language(suggested, text, english, german):
    assert texts(suggested(text, "en", "country")) == english
    assert texts(suggested(text, "de-AT", "country")) == german


def test_links_lead_to_the_pages_of_the_readers_language(suggested):
    assert {each["links"]["html"].split("/")[1] for each in suggested("a", "de")} == {"de"}


def test_titles_come_with_their_language_newest_first_and_each_text_once(suggested):
    found = suggested("talks", kind="title")
    assert [(each["text"], each["id"], each["language"]) for each in found] == [
        ("Iranian talks", "7", "en"),
        ("Talks", "6", "en"),
    ]


def test_what_is_under_embargo_is_not_suggested(suggested):
    assert suggested("geheim") == suggested("xav") == suggested("icel") == []


@pytest.mark.parametrize("address", ["/api/v1/suggest", "/api/v1/suggest?q=", "/api/v1/suggest?q=„“&q="])
def test_who_has_not_typed_a_word_yet_is_suggested_nothing(browser, address):
    response = browser.get(address)
    assert response.status_code == 200
    assert response.json["suggestions"] == []


@pytest.mark.parametrize(
    "text", ["x" * 1_000, "ira " * 250, "%00", "\x00", "<script>", "\\", "' OR 1=1 --", "*", "‮", "𝔖" * 200]
)
def test_hostile_text_is_text_that_nothing_goes_on_from(suggested, text):
    assert suggested(text) == []


@pytest.mark.parametrize(
    ("address", "faults"),
    [
        ("q=ira&lang=de", {"lang": "is no parameter; there are q"}),
        ("q=ira&size=5&colour=red", {"size": "is no parameter; there are q", "colour": "is no parameter; there are q"}),
        ("q=ira&q=maas", {"q": "is given 2 times; give it once"}),
        ("q=" + "x" * 1_001, {"q": "is 1001 characters long; at most 1000 are searched for"}),
        (
            "x=1&q=" + "x" * 1_001,
            {"q": "is 1001 characters long; at most 1000 are searched for", "x": "is no parameter; there are q"},
        ),
    ],
)
def test_every_fault_of_a_request_is_listed_at_once(browser, address, faults):
    response = browser.get(f"/api/v1/suggest?{address}")
    assert (response.status_code, response.mimetype) == (400, "application/problem+json")
    assert {error["parameter"]: error["detail"] for error in response.json["errors"]} == faults


def test_a_phrase_that_no_address_can_ask_for_is_not_suggested():
    long = " ".join("abcd"[number] * 300 for number in range(4))
    browser = a_browser(*(a_release(str(number), long) for number in range(3)))
    found = browser.get("/api/v1/suggest?q=a").json["suggestions"]
    assert texts(found) == [long]
    assert found[0]["kind"] == "title"
