"""What does a reader find on the page of a release?"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from builders import BAERBOCK, MAAS, a_release
from pages.browsing import NOW, Shown, a_browser


def test_a_release_is_shown_whole(page):
    shown = page("/de/release/100")
    assert shown.text("//h1") == "Erklärung zum Irak"
    assert shown.text("//p[@class='lead']") == "Der Vorspann nennt den Irak."
    assert shown.texts("//p[starts-with(@id, 'p')]/text()[1]/..") == [
        "Die Lage im Irak ist ernst. ¶",
        "Über Sanktionen wird beraten. ¶",
    ]
    assert shown.text("//p[@class='dateline']") == "Erklärung4. Juni 2020Deutsch"
    assert shown.text("//title") == "Erklärung zum Irak – Newsroom"


def test_every_paragraph_has_an_anchor_that_stays_and_its_language(page):
    shown = page("/en/release/100")
    assert shown.values("//div[@class='body']/p/@id") == ["p1", "p2"]
    assert shown.values("//div[@class='body']/p/@lang") == ["de", "de"]
    assert shown.values("//a[@class='anchor']/@href") == ["#p1", "#p2"]


def test_matches_of_the_search_are_marked(page):
    shown = page("/de/release/100?q=irak")
    assert shown.texts("//mark") == ["Irak", "Irak", "Irak"]


def test_the_places_are_counted_and_lead_from_one_to_the_next_and_around(page):
    shown = page("/de/release/100?q=irak")
    assert shown.link("3 Fundstellen") == "#place-1"
    assert shown.values("//mark/@id") == ["place-1", "place-2", "place-3"]
    assert shown.values("//mark/a/@href") == ["#place-2", "#place-3", "#place-1"]
    assert shown.values("//mark/a/@title")[1] == "Fundstelle 2 von 3; weiter zur nächsten"


def test_a_single_place_leads_nowhere(page):
    shown = page("/en/release/101?q=grave")
    assert shown.link("1 place") == "#place-1"
    assert shown.texts("//mark[@id='place-1']") == ["grave"]
    assert shown.texts("//mark/a") == []


def test_a_part_of_a_word_is_marked_within_it():
    browser = a_browser(a_release("1", "Treffen", "Das Außenministertreffen der Minister", language="de"))
    shown = Shown(browser.get("/de/release/1?q=treffen").text)
    assert shown.texts("//mark") == ["Treffen", "treffen"]
    assert shown.text("//p[@id='p1']") == "Das Außenministertreffen der Minister ¶"


def test_without_a_search_nothing_is_marked(page):
    shown = page("/de/release/100")
    assert shown.texts("//mark") == shown.texts("//a[@class='places']") == []
    assert page("/de/release/100?country=IQ").texts("//a[@class='places']") == []


def test_the_way_back_leads_to_the_very_page_of_results(page):
    results = page("/de/search?q=irak&country=IQ&sort=oldest")
    shown = page(results.link("Erklärung zum Irak"))
    assert shown.link("Zurück zu den Treffern") == "/de/search?q=irak&country=IQ&sort=oldest"


def test_a_reader_from_elsewhere_is_led_to_the_newest_releases(page):
    shown = page("/de/release/100?utm_source=letter")
    assert shown.link("Neueste Veröffentlichungen") == "/de/"
    assert shown.text("//h1") == "Erklärung zum Irak"


def test_ministers_and_countries_lead_to_searches(page):
    shown = page("/en/release/102?q=iraq&lang=en")
    assert shown.link("Annalena Baerbock") == "/en/search?minister=annalena-baerbock"
    assert shown.link("Syria") == "/en/search?country=SY"
    assert page(shown.link("Syria")).titles == ["Visit to Syria"]


def test_what_else_is_named_leads_to_all_that_names_it():
    release = a_release("1", countries=("IQ",), mentions=("FR", "IQ"), ministers=(MAAS,), people=(BAERBOCK, MAAS))
    browser = a_browser(release)
    shown = Shown(browser.get("/en/release/1").text)
    assert shown.link("Annalena Baerbock") == "/en/search?person=annalena-baerbock"
    assert shown.link("France") == "/en/search?mentions=FR"
    assert shown.link("Iraq") == "/en/search?country=IQ"
    found = Shown(browser.get(shown.link("Annalena Baerbock")).text)
    assert found.titles == ["A title"]
    assert found.text("//ul[@class='chips']").startswith("Person named: Annalena Baerbock")


@pytest.mark.parametrize(("id", "other"), [("100", "Statement on Iraq"), ("101", "Erklärung zum Irak")])
def test_versions_in_other_languages_are_linked_from_both_sides(page, id, other):
    shown = page(page(f"/en/release/{id}").link(other))
    assert shown.text("//h1") == other


def test_the_original_is_linked(page):
    shown = page("/en/release/101")
    assert shown.link("https://newsroom.example/en/101") == "https://newsroom.example/en/101"
    assert "noopener" in shown.values("//a[starts-with(@href, 'https:')]/@rel")[0]


def test_an_original_that_is_no_web_page_is_not_linked():
    browser = a_browser(a_release("1", url="javascript:alert(1)"))
    assert "javascript:" not in browser.get("/en/release/1").text


def test_the_day_of_the_last_change_is_told():
    changed = replace(a_release("1"), changed=datetime(2021, 3, 9, 12, tzinfo=UTC))
    assert "9 March 2021" in a_browser(changed).get("/en/release/1").text


def test_the_language_switch_keeps_release_and_search(page):
    assert page("/en/release/101?q=iraq").link("Deutsch") == "/de/release/101?q=iraq"


@pytest.mark.parametrize("id", ["a/b", "https://x.example//y?z=1", "ä ö", "50%", "a#b", "a+b&c", "<b>"])
def test_an_identifier_can_be_anything_that_can_be_printed(id):
    browser = a_browser(a_release(id, "Found"))
    address = Shown(browser.get("/en/").text).link("Found")
    shown = Shown(browser.get(address).text)
    assert shown.text("//h1") == "Found"
    assert Shown(browser.get(shown.link("Deutsch")).text).text("//h1") == "Found"
    assert browser.get(shown.values("//link[@rel='canonical']/@href")[0]).status_code == 200


def test_markup_in_a_release_is_shown_as_text():
    browser = a_browser(a_release("1", "<i>Title</i>", "<img src=x onerror=y>", lead="<b>lead</b>"))
    shown = Shown(browser.get("/en/release/1?q=title").text)
    assert shown.text("//h1") == "<i>Title</i>"
    assert shown.texts("//img | //i | //b") == []


def test_an_unknown_release_is_not_found(page):
    shown = page("/de/release/999", status=404)
    assert shown.text("//h1") == "Nicht gefunden"


def test_a_release_under_embargo_is_not_found_anywhere():
    secret = a_release("1", "Secret", countries=("FR",), embargo_until=NOW + timedelta(hours=1))
    browser = a_browser(secret, a_release("2", "Known"))
    assert browser.get("/en/release/1").status_code == 404
    assert browser.get("/api/v1/releases/1").status_code == 404
    for address in ("/en/", "/en/search?q=secret&match=any", "/search.atom", "/search.csv", "/api/v1/search"):
        answer = browser.get(address).text
        assert "Secret" not in answer, address
        assert "France" not in answer, address
    assert browser.get("/health").json["releases"] == 1
