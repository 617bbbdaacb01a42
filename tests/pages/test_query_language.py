"""What does a reader see of the query language? Typed filters as if chosen, and how a query was read."""

import re
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from hypothesis import given, settings
from pages.browsing import RELEASES, Shown, a_browser
from queries import texts

TYPED = [
    ("iraq land:Syrien", "iraq country:syria", "q=iraq&country=SY"),
    ("land:Irak minister:Maas", "minister:maas country:IQ", "country=IQ&minister=heiko-maas"),
    ("iraq datum:2020-06", "iraq date:2020-06", "q=iraq&from=2020-06&to=2020-06"),
    ("datum:2019..2020 art:Rede", "kind:speech date:2019..2020", "kind=speech&from=2019&to=2020"),
    ("sprache:Englisch iraq", "language:english iraq", "lang=en&q=iraq"),
    ("datum:2021..", "date:2021..", "from=2021"),
]


def parameters(address):
    return parse_qs(urlsplit(address).query)


def told(shown):
    return shown.texts("//div[@class='read-as']/p")


@pytest.mark.parametrize(("german", "english", "chosen"), TYPED)
@pytest.mark.parametrize("place", ["/de/search", "/en/search", "/search.atom", "/search.csv", "/api/v1/search"])
def test_a_typed_filter_answers_just_as_a_chosen_one(browser, place, german, english, chosen):
    def answer(parameters):
        text = browser.get(f"{place}?{parameters}").text
        # Without the link to the other language, which keeps the address as it is.
        return re.sub(r'"took_ms":\d+\.\d+', "", text.partition('class="lead-in"')[2] or text)

    assert answer(f"q={quote(german)}") == answer(chosen)
    assert answer(f"q={quote(english)}") == answer(chosen)


def test_a_typed_filter_leaves_the_box_and_stands_below_it_as_chosen(page):
    shown = page("/en/search?q=sanctions+country%3Airaq")
    assert shown.values("//input[@id='q']/@value") == ["sanctions"]
    assert shown.values("//input[@type='hidden']/@value") == ["IQ"]
    assert [chip.split(" –")[0] for chip in shown.texts("//ul[@class='chips']//a")] == ["Country: Iraq×"]
    assert told(shown) == []


def test_a_chip_of_a_typed_filter_leads_to_the_search_without_it(page):
    shown = page("/en/search?q=iraq+country%3Asyria+date%3A2021")
    away = {chip.split("×")[0]: parameters(address) for chip, address in chips(shown)}
    assert away["Date: 2021"] == {"q": ["iraq"], "country": ["SY"]}
    assert away["Country: Syria"] == {"q": ["iraq"], "from": ["2021"], "to": ["2021"]}


def chips(shown):
    return list(zip(shown.texts("//ul[@class='chips']//a"), shown.values("//ul[@class='chips']//a/@href"), strict=True))


def test_a_typed_value_joins_the_chosen_ones_and_a_typed_date_takes_the_place_of_the_range(browser):
    answer = browser.get("/api/v1/search?q=country:syria+date:2021&country=IQ&from=2019&to=2020").json
    assert answer["query"]["filters"] == {"country": ["IQ", "SY"]}
    assert (answer["query"]["from"], answer["query"]["to"]) == ("2021-01-01", "2021-12-31")


def test_pages_feed_and_table_keep_what_was_typed(browser):
    links = browser.get("/api/v1/search?q=iraq+country:iraq+OR+kind:statement&size=1").json["links"]
    expected = {"q": ["iraq"], "country": ["IQ"], "kind": ["statement"]}
    assert parameters(links["atom"]) == parameters(links["csv"]) == expected
    assert parameters(links["self"]) == {**expected, "size": ["1"]}


@pytest.mark.parametrize(
    ("text", "german", "english"),
    [
        (
            "iraq OR",
            ["„OR“ hat nichts zu verknüpfen oder auszuschließen und wurde weggelassen.", "Gesucht wird: iraq"],
            ["“OR” has nothing to join or to leave out and was left out.", "Searched for: iraq"],
        ),
        (
            "(iraq",
            ["Eine öffnende Klammer ohne schließende reicht bis zum Ende.", "Gesucht wird: iraq"],
            ["An opening parenthesis without a closing one reaches to the end.", "Searched for: iraq"],
        ),
        (
            "country:atlantis iraq",
            [
                "„country:atlantis“ nennt nichts, wonach gefiltert werden könnte; gesucht wird danach als Wörter.",
                "Gesucht wird: atlantis UND iraq",
            ],
            [
                "“country:atlantis” names nothing to filter by; searched for as words.",
                "Searched for: atlantis AND iraq",
            ],
        ),
        (
            "date:xyz",
            [
                "„date:xyz“ enthält kein Datum (wie 2020, 2020-06, 4.6.2020); gesucht wird danach als Wort.",
                "Gesucht wird: xyz",
            ],
            [
                "“date:xyz” holds no date (such as 2020, 2020-06 or 2020-06-04); searched for as a word.",
                "Searched for: xyz",
            ],
        ),
        (
            "date:2021..2020",
            ["Die beiden Daten von „date:2021..2020“ wurden getauscht."],
            ["The two dates of “date:2021..2020” were swapped."],
        ),
        (
            "grave iraq OR syria",
            ["Gesucht wird: (iraq ODER syria) UND grave"],
            ["Searched for: (iraq OR syria) AND grave"],
        ),
        ("iraq (syria OR mali)", [], []),
        ('"in iraq" -syria title:iraq', [], []),
    ],
)
def test_the_page_tells_how_a_query_was_read_where_that_can_be_mistaken(page, text, german, english):
    assert told(page(f"/de/search?q={quote(text)}")) == german
    assert told(page(f"/en/search?q={quote(text)}")) == english


def test_the_api_tells_how_a_query_was_read(browser):
    asked = browser.get("/api/v1/search?q=iraq+OR+country:atlantis", headers={"Accept-Language": "de"}).json["query"]
    assert asked["text"] == "iraq OR country:atlantis"
    assert asked["read_as"] == {
        "text": "iraq ODER atlantis",
        "remarks": ["„country:atlantis“ nennt nichts, wonach gefiltert werden könnte; gesucht wird danach als Wörter."],
    }
    assert "read_as" not in browser.get("/api/v1/search?q=iraq+country:syria").json["query"]


def test_bounds_are_told_with_all_other_faults(browser):
    response = browser.get(f"/api/v1/search?q={'(' * 30}a&country=XX")
    assert response.status_code == 400
    assert response.json["errors"] == [
        {"parameter": "q", "detail": "has 30 parentheses within each other; at most 20 are read"},
        {"parameter": "country", "detail": "XX is no country; write its two-letter code (ISO 3166), such as DE or IQ"},
    ]


BROWSER = a_browser(*RELEASES)


@settings(deadline=None, max_examples=60)
@given(texts)
def test_whatever_is_typed_is_answered_or_refused_with_a_reason(text):
    response = BROWSER.get(f"/en/search?q={quote(text)}")
    assert response.status_code in (200, 400)
    if response.status_code == 400:
        (fault,) = Shown(response.text).texts("//dl[@class='faults']//dd")
        assert any(bound in fault for bound in ("no word", "words; at most", "with a tilde"))


def test_what_was_typed_is_never_markup(page):
    shown = page(f"/en/search?q={quote('country:<b>x</b> <i>y</i> OR')}")
    assert shown.values("//main//b | //main//i") == []
    assert any("<b>x</b>" in line for line in told(shown))


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_example_of_the_help_is_read_as_it_stands(browser, language):
    shown = Shown(browser.get(f"/{language}/help").text)
    for text, address in zip(
        shown.texts("//a[@class='example']"), shown.values("//a[@class='example']/@href"), strict=True
    ):
        assert parameters(address)["q"] == [text]
        answer = browser.get(f"/api/v1/search?q={quote(text)}").json["query"]
        assert "read_as" not in answer, text
        is_filter = ":" in text and not text.startswith(("title:", "titel:"))
        assert answer["text"] == ("" if is_filter else text)
        assert bool(answer["filters"] or {"from", "excluded", "required"} & answer.keys()) == is_filter


def test_where_nothing_is_found_a_title_is_looked_for_in_the_whole_text(page):
    shown = page(f"/en/search?q={quote('title:grave')}")
    assert shown.follow("In the whole text, not in titles alone") == "/en/search?q=grave"


def test_where_nothing_is_found_joined_words_are_looked_for_one_by_one(page):
    shown = page(f"/en/search?q={quote('(iraq AND nowhere) -situation')}")
    assert parameters(shown.follow("Any one of the words")) == {"q": ["iraq nowhere NOT situation"], "match": ["any"]}
