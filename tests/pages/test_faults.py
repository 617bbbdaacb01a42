"""What is said when something is wrong?"""

import logging
from dataclasses import replace
from datetime import timedelta

import pytest
from pages.browsing import NOW, RELEASES, Shown, a_browser, an_engine, browse, store

from search.engines.memory import MemoryEngine
from search.errors import EngineUnavailable, IndexOutdated

FAULTY = "q=„“&country=xx&lang=fr&from=4.6.2020&page=0&colour=red"


class Unreadable:
    """A reader whose index went away after it was opened."""

    generation = view = "1"

    def __init__(self, error):
        self.error = error
        self.is_gone = False

    def names(self, facet):
        return {}

    def refreshed(self):
        if self.is_gone:
            raise self.error
        return self

    def search(self, query):
        raise ZeroDivisionError("secret detail")


@pytest.fixture
def quiet(caplog):
    caplog.set_level(logging.CRITICAL, logger="newsroom.web")


def test_a_bad_query_is_answered_by_a_page_that_names_every_fault(page):
    shown = page(f"/en/search?{FAULTY}", status=400)
    assert shown.texts("//dl[@class='faults']//dt") == [
        "Search text q",
        "Language lang",
        "Country country",
        "From from",
        "Page page",
        "colour",
    ]
    assert "fr is unknown; there are de, en" in shown.texts("//dl[@class='faults']//dd")


def test_faults_are_told_in_the_language_of_the_interface(page):
    shown = page(f"/de/search?{FAULTY}", status=400)
    assert shown.text("//h1") == "Diese Anfrage lässt sich nicht beantworten"
    assert "fr ist unbekannt; es gibt de, en" in shown.texts("//dl[@class='faults']//dd")


def test_the_form_of_a_bad_query_is_still_filled_in(page):
    shown = page("/en/search?q=iraq&from=4.6.2020&to=2020-07-01&match=any&country=xx&kind=speech&page=0", status=400)
    assert shown.values("//input[@name='q']/@value") == ["iraq"]
    assert shown.values("//input[@name='from']/@value") == ["4.6.2020"]
    assert shown.values("//input[@name='from']/@type") == ["text"]
    assert shown.values("//input[@name='to']/@value") == ["2020-07-01"]
    assert shown.values("//option[@selected]/@value") == ["any"]


def test_the_form_of_a_bad_query_drops_only_the_hidden_faults(page):
    shown = page("/en/search?q=iraq&country=xx&kind=speech&page=0&colour=red", status=400)
    assert shown.values("//input[@type='hidden']/@name") == ["kind"]


def test_the_language_can_be_switched_on_the_page_of_a_bad_query(page):
    shown = page("/en/search?q=iraq&country=xx", status=400)
    assert shown.link("Deutsch") == "/de/search?q=iraq&country=xx"


def test_markup_in_a_fault_is_shown_as_text(page):
    shown = page("/en/search?country=<b>x</b>&<i>=1", status=400)
    assert shown.texts("//dd//b | //dt//i") == []
    assert shown.texts("//dl[@class='faults']//dd")[0].startswith("<b>x</b> is no country")


@pytest.mark.parametrize(
    "query",
    [
        "q=" + "x" * 10_000,
        "q=" + "%22" * 5_000,
        "q=%00",
        "q=%ed%a0%80",
        "q=a%00b",
        "country=%00",
        "%00=%00",
        "page=%ed%a0%80",
        "page=99999999999999999999",
        "page=" + "9" * 6_000,
        "page=%D9%A3",
        "size=1e3",
        "from=0000",
        "from=%00",
        "to=9999-99",
        "minister=" + "x" * 10_000,
        "&".join(f"p{number}=1" for number in range(2_000)),
    ],
)
def test_no_parameters_break_a_page(browser, query):
    for address in ("/de/search", "/api/v1/search", "/search.atom", "/search.csv"):
        assert browser.get(f"{address}?{query}").status_code in (200, 400), address
    assert browser.get(f"/de/release/100?{query}").status_code == 200


@pytest.mark.parametrize("query", ["q=" + "x" * 10_000, "page=99999999999999999999", "from=0000", "country=%00"])
def test_what_cannot_be_asked_is_a_bad_request(browser, query):
    assert browser.get(f"/en/search?{query}").status_code == 400


@pytest.mark.parametrize("path", ["/de/%00", "/de/release/%00", "/%ed%a0%80", "/de/release/" + "x" * 10_000, "/de//"])
def test_no_path_breaks_the_site(browser, path):
    assert browser.get(path).status_code == 404


@pytest.mark.parametrize(
    ("address", "heading"), [("/de/nothing", "Nicht gefunden"), ("/en/nothing", "Not found"), ("/fr/", "Not found")]
)
def test_an_unknown_page_is_not_found_in_the_language_of_the_interface(page, address, heading):
    assert page(address, status=404).text("//h1") == heading


def test_without_a_language_in_the_address_the_readers_own_is_used(browser):
    response = browser.get("/nothing", headers={"Accept-Language": "de-AT,de;q=0.9"})
    assert Shown(response.text).text("//h1") == "Nicht gefunden"
    assert "Accept-Language" in response.headers["Vary"]


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_pages_can_only_be_read(browser, method):
    response = getattr(browser, method)("/de/search")
    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]
    assert Shown(response.text).text("//h1") == "Das geht hier nicht"


@pytest.mark.parametrize("error", [EngineUnavailable("whoosh:/srv/secret is gone"), IndexOutdated("old format")])
def test_an_index_that_went_away_is_told_without_saying_where_it_was(quiet, error):
    reader = Unreadable(error)
    browser = browse(reader)
    reader.is_gone = True
    for address in ("/de/", "/de/search", "/de/release/1", "/api/v1/search", "/search.atom", "/search.csv", "/health"):
        response = browser.get(address)
        assert response.status_code == 503, address
        assert response.headers["Retry-After"] == "60"
        assert "secret" not in response.text
    assert Shown(browser.get("/de/").text).text("//h1") == "Die Suche ist gerade nicht erreichbar"
    assert browser.get("/health").json["status"] == 503
    assert browser.get("/static/style.css").status_code == 200


def test_what_nobody_expected_is_recorded_and_told_without_detail(caplog):
    browser = browse(Unreadable(EngineUnavailable("")))
    response = browser.get("/en/search?q=x")
    assert response.status_code == 500
    assert Shown(response.text).text("//h1") == "Something went wrong"
    assert "secret detail" not in response.text
    assert "secret detail" in caplog.text
    assert {record.name for record in caplog.records} == {"newsroom.web"}
    assert browser.get("/api/v1/search").json["status"] == 500
    assert browser.get("/en/release/1%0D2026-11-26 forged").status_code == 500
    assert "\r2026-11-26 forged" not in caplog.text  # a line of the log is ours, whatever an address holds


def test_a_change_of_the_index_is_seen_by_the_next_request():
    engine = an_engine(*RELEASES[:2])
    browser = browse(engine.reader())
    assert browser.get("/api/v1/search?minister=annalena-baerbock").status_code == 400
    with engine.writer() as writer:
        writer.put(RELEASES[2])
        writer.commit()
    assert browser.get("/api/v1/search?minister=annalena-baerbock").json["total"] == 1
    assert browser.get("/health").json == {"status": "ok", "generation": "2", "releases": 3}


def test_a_minister_can_be_chosen_as_soon_as_an_embargo_ends():
    moment = NOW
    engine = MemoryEngine(lambda: moment)
    store(engine, replace(RELEASES[2], embargo_until=NOW + timedelta(hours=1)))
    browser = browse(engine.reader())
    assert browser.get("/api/v1/search?minister=annalena-baerbock").status_code == 400
    moment = NOW + timedelta(hours=1)
    assert browser.get("/api/v1/search?minister=annalena-baerbock").json["total"] == 1


def test_an_empty_index_is_no_fault():
    browser = a_browser()
    assert Shown(browser.get("/en/").text).text("//p[@class='position']") == "Nothing found"
    assert browser.get("/api/v1/search").json["total"] == 0
    assert browser.get("/search.atom").status_code == 200
