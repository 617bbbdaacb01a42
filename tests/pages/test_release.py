"""What does a reader find on the page of a release?"""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from builders import BAERBOCK, MAAS, a_release
from pages.browsing import NOW, Shown, a_browser


def test_a_release_is_shown_whole(page):
    shown = page("/de/release/100")
    assert shown.text("//h1") == "Erklärung zum Irak"
    assert shown.text("//p[@class='lead']") == "Der Vorspann nennt den Irak."
    assert shown.texts("//div[@class='body']/p") == ["Die Lage im Irak ist ernst.", "Über Sanktionen wird beraten."]
    assert shown.text("//p[@class='dateline']") == "Erklärung4. Juni 2020Deutsch"
    assert shown.text("//title") == "Erklärung zum Irak – Newsroom"


def test_every_paragraph_has_its_language_a_link_by_what_it_says_and_a_number(page):
    shown = page("/en/release/100")
    anchors = shown.values("//div[@class='body']/p/@id")
    assert anchors == ["p-1374e9b0", "p-6040a151"]
    assert shown.values("//div[@class='body']/p/@lang") == ["de", "de"]
    assert shown.values("//a[@class='anchor']/@href") == [f"#{anchor}" for anchor in anchors]
    assert shown.values("//div[@class='body']/p/*[1]/@id") == ["p1", "p2"]
    assert shown.values("//a[@class='anchor']/@aria-label") == ["Link to paragraph 1", "Link to paragraph 2"]


def test_the_link_to_a_paragraph_still_leads_there_when_another_comes_before_it():
    before = Shown(a_browser(a_release("1", "T", "Old.")).get("/en/release/1").text)
    after = Shown(a_browser(a_release("1", "T", "New.", "Old.")).get("/en/release/1").text)
    (old,) = before.values("//div[@class='body']/p/@id")
    assert after.text(f"//p[@id='{old}']") == "Old."


def test_matches_of_the_search_are_marked(page):
    shown = page("/de/release/100?q=irak")
    assert shown.texts("//mark") == ["Irak", "Irak", "Irak"]


def test_the_places_are_counted_and_each_leads_to_the_one_before_and_the_next_and_around(page):
    shown = page("/de/release/100?q=irak")
    assert shown.link("3 Fundstellen") == "#place-1"
    assert shown.values("//mark/@id") == ["place-1", "place-2", "place-3"]
    steps = [shown.values(f"//mark[@id='place-{number}']//a/@href") for number in (1, 2, 3)]
    assert steps == [["#place-3", "#place-2"], ["#place-1", "#place-3"], ["#place-2", "#place-1"]]
    assert shown.values("//mark/span/@data-place") == ["1/3", "2/3", "3/3"]
    assert shown.values("//mark[@id='place-2']//a/@aria-label") == [
        "Zur Fundstelle 1 von 3",
        "Zur Fundstelle 3 von 3",
    ]


def test_nothing_that_was_put_into_the_text_is_part_of_it(page):
    text = page("/en/release/101?q=iraq").text("//article/div[@class='body']")
    assert text == "The situation in Iraq is grave. Sanctions are being discussed."


def test_a_single_place_leads_nowhere(page):
    shown = page("/en/release/101?q=grave")
    assert shown.link("1 place") == "#place-1"
    assert shown.texts("//mark[@id='place-1']") == ["grave"]
    assert shown.values("//mark//a/@href") == []


def test_the_marks_can_be_taken_off(page):
    shown = page(page("/en/release/101?q=iraq").link("Without highlights"))
    assert (shown.text("//h1"), shown.texts("//mark")) == ("Statement on Iraq", [])


def test_a_part_of_a_word_is_marked_within_it():
    browser = a_browser(a_release("1", "Treffen", "Das Außenministertreffen der Minister", language="de"))
    shown = Shown(browser.get("/de/release/1?q=treffen").text)
    assert shown.texts("//mark") == ["Treffen", "treffen"]
    assert shown.text("//div[@class='body']") == "Das Außenministertreffen der Minister"


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
    shown = Shown(a_browser(changed).get("/en/release/1").text)
    assert shown.text("//p[@class='changed']") == "Changed on 9 March 2021 · What changed"
    assert shown.link("What changed") == "/en/versions/1"


def facts(shown):
    """What is said beside the text: each name with the values below it."""
    rows = shown.tree.xpath("//aside//dl/div")
    return {row.xpath("string(dt)"): [" ".join(dd.text_content().split()) for dd in row.xpath("dd")] for row in rows}


def test_beside_the_text_stands_what_it_is_about_and_where_it_comes_from():
    release = a_release(
        "1",
        countries=("IQ", "SY"),
        mentions=("IQ", "FR"),
        ministers=(MAAS,),
        people=(BAERBOCK,),
        first_indexed=datetime(2020, 6, 4, 8, tzinfo=UTC),
        translations=("2",),
    )
    other = a_release("2", "Ein Titel", "Text.", language="de")
    assert facts(Shown(a_browser(release, other).get("/en/release/1").text)) == {
        "In the other language": ["Ein Titel", "Side by side: German"],
        "Ministers": ["Heiko Maas"],
        "Countries": ["Iraq, Syria"],
        "Also named": ["Annalena Baerbock, France"],
        "Original": ["https://newsroom.example/en/1"],
        "Here since": ["4 June 2020"],
        "ID": ["1"],
    }


def test_what_is_not_known_is_not_named():
    shown = Shown(a_browser(a_release("1", published=None, url=None)).get("/de/release/1").text)
    assert facts(shown) == {"Kennung": ["1"]}
    assert shown.text("//p[@class='dateline']") == "Pressemitteilungohne DatumEnglisch"
    assert shown.texts("//div[@class='nearby']") == []
    assert len(shown.texts("//dd/p[@data-copy]")) == 5


@pytest.mark.parametrize(
    ("code", "title"), [("de", "Waffenruhe in Libyen vereinbart"), ("en", "Ceasefire in Libya agreed")]
)
def test_similar_releases_are_named_with_their_days_in_the_readers_language_if_they_can_be_had(code, title):
    browser = a_browser(
        a_release("1", "Konferenz zur Waffenruhe in Libyen", "Sie hält.", language="de", published="2020-01-19"),
        a_release("2", "Waffenruhe in Libyen vereinbart", "Text.", language="de", translations=("3",)),
        a_release("3", "Ceasefire in Libya agreed", "Text."),
        *(a_release(f"o{number}", f"Other {number}", f"It says {number}.", language="en") for number in range(9)),
    )
    shown = Shown(browser.get(f"/{code}/release/1").text)
    assert shown.texts("//section[@aria-labelledby='similar']//h3") == [title]
    assert shown.values("//section[@aria-labelledby='similar']//time/@datetime") == ["2020-06-04"]
    assert Shown(browser.get(shown.link(title)).text).text("//h1") == title


def test_where_nothing_is_like_a_release_nothing_is_said_of_it(page):
    assert page("/de/release/103").texts("//h2[@id='similar']") == []


def test_others_of_the_day_are_named_without_the_release_and_its_versions():
    others = [a_release(f"o{number}", f"Other {number}", published="2020-06-04") for number in range(7)]
    browser = a_browser(
        a_release("1", "One", translations=("2",)),
        a_release("2", "Eins", "Text.", language="de"),
        a_release("3", "Of another day", published="2020-06-05"),
        *others,
    )
    shown = Shown(browser.get("/en/release/1").text)
    named = shown.texts("//section[@aria-labelledby='same-day']//h3")
    assert len(named) == 5
    assert set(named) < {release.title for release in others}
    assert shown.text("//h2[@id='same-day']") == "Also on 4 June 2020"
    everything = shown.link("All 8 releases of this day")
    assert everything == "/en/search?from=2020-06-04&to=2020-06-04"
    assert len(Shown(browser.get(everything).text).titles) == 8


def test_where_a_day_has_no_others_nothing_is_said_of_it(page):
    assert page("/de/release/100").texts("//h2[@id='same-day']") == []


def test_the_source_and_the_day_are_written_for_print(page):
    shown = page("/de/release/100")
    assert re.fullmatch(
        r"Newsroom\. https://newsroom\.example/de/100 Abgerufen am \d+\. \w+ \d{4}\.",
        shown.text("//p[@class='source']"),
    )


@pytest.mark.parametrize(
    ("address", "styles"),
    [
        ("/de/release/101", ["Presse", "APA", "MLA", "Chicago", "DIN ISO 690"]),
        ("/en/release/101", ["Press", "APA", "MLA", "Chicago", "ISO 690"]),
    ],
)
def test_a_release_can_be_cited_in_common_styles_and_its_title_keeps_its_language(page, address, styles):
    shown = page(address)
    assert shown.texts("//details[@id='cite']//dt") == styles
    cited = shown.texts("//details[@id='cite']//dd/p[@data-copy]")
    assert len(cited) == 5
    assert all("https://newsroom.example/en/101" in each for each in cited)
    assert set(shown.values("//details[@id='cite']//cite/@lang")) == {"en"}
    assert set(shown.texts("//details[@id='cite']//cite")) == {"Statement on Iraq"}


@pytest.mark.parametrize(("name", "kind"), [("BibTeX", "application/x-bibtex"), ("RIS", "application/x-research-info")])
def test_a_release_is_a_file_for_reference_managers(browser, page, name, kind):
    response = browser.get(page("/de/release/100").link(name))
    assert response.content_type.startswith(kind)
    assert response.headers["Content-Disposition"].startswith("attachment; filename=release-100.")
    assert "Erklärung zum Irak" in response.text


def test_without_an_original_address_a_citation_names_the_page_here():
    browser = a_browser(a_release("ä/1", "Titel", "Text.", language="de", url="javascript:alert(1)"))
    cited = Shown(browser.get("/en/release/%C3%A4/1").text).texts("//dd/p[@data-copy]")
    assert all("http://localhost/de/release/%C3%A4/1" in each for each in cited)
    assert "url = {http://localhost/de/release/%C3%A4/1}" in browser.get("/en/reference/bib/%C3%A4/1").text


@pytest.mark.parametrize("address", ["/en/release/100", "/de/release/100", "/de/release/100?q=irak&page=2"])
def test_a_german_text_is_itself_at_its_german_address(page, address):
    shown = page(address)
    assert shown.values("//link[@rel='canonical']/@href") == ["http://localhost/de/release/100"]
    assert shown.values("//meta[@property='og:url']/@content") == ["http://localhost/de/release/100"]
    assert shown.values("//meta[@property='og:locale']/@content") == ["de_DE"]


@pytest.mark.parametrize("address", ["/de/release/100?q=irak", "/en/release/101"])
def test_a_release_and_its_version_name_each_other_for_search_engines(page, address):
    links = "//link[@rel='alternate'][@hreflang]"
    shown = page(address)
    assert list(zip(shown.values(f"{links}/@hreflang"), shown.values(f"{links}/@href"), strict=True)) == [
        ("de", "http://localhost/de/release/100"),
        ("en", "http://localhost/en/release/101"),
    ]


@pytest.mark.parametrize("address", ["/en/release/100", "/de/release/101", "/en/release/102", "/de/release/102"])
def test_a_page_that_is_not_itself_or_has_no_version_names_no_other(page, address):
    assert page(address).values("//link[@rel='alternate'][@hreflang]/@href") == []


def article(shown):
    """What the page tells programs of the release."""
    (told,) = shown.tree.xpath("//script[@type='application/ld+json']/text()")
    return json.loads(told)


def test_programs_are_told_what_the_release_is(page):
    told = article(page("/en/release/100"))
    assert (told["@type"], told["headline"], told["inLanguage"]) == ("NewsArticle", "Erklärung zum Irak", "de")
    assert told["workTranslation"][0]["@id"] == article(page("/de/release/101"))["@id"]


def test_markup_in_a_title_does_not_end_what_programs_are_told():
    title = "</script><script>alert(1)</script><!-- \" ' & \\ {{ 7*7 }} %(x)s"
    browser = a_browser(a_release("1", title, "</script>"))
    response = browser.get("/en/release/1?q=alert")
    shown = Shown(response.text)
    assert article(shown)["headline"] == title
    assert len(shown.tree.xpath("//script[not(@src)]")) == 1
    assert shown.values("//meta[@property='og:title']/@content") == [title]
    assert set(shown.texts("//dd/p[@data-copy]/cite")) == {title}
    assert title in browser.get("/en/reference/ris/1").text


@pytest.mark.parametrize("door", ["/en/reference/bib/1", "/de/reference/ris/1"])
def test_a_reference_to_what_cannot_be_seen_is_not_found(door):
    browser = a_browser(a_release("1", embargo_until=NOW + timedelta(hours=1)))
    assert browser.get(door).status_code == 404
    assert browser.get(door.replace("/1", "/999")).status_code == 404


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
