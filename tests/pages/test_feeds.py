"""How is a search followed and taken along?"""

import csv
from datetime import date, timedelta
from io import StringIO
from xml.etree import ElementTree

import pytest
from builders import MAAS, a_release
from pages.browsing import a_browser

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def feed(browser, address, **headers):
    response = browser.get(address, headers=headers)
    assert response.status_code == 200
    assert response.mimetype == "application/atom+xml"
    return ElementTree.fromstring(response.data)


def texts(tree, path):
    return [element.text for element in tree.findall(path, ATOM)]


def rows(browser, address):
    response = browser.get(address)
    assert response.status_code == 200
    assert response.mimetype == "text/csv"
    assert response.data.startswith(b"\xef\xbb\xbfid,")
    return list(csv.DictReader(StringIO(response.data.decode("utf-8-sig"), newline="")))


def many(count):
    first = date(2020, 1, 1)
    return [a_release(f"{n:03}", f"Title {n}", published=str(first + timedelta(days=n))) for n in range(count)]


def test_a_feed_has_what_atom_requires(browser):
    tree = feed(browser, "/search.atom?q=iraq")
    assert texts(tree, "a:id") == ["http://localhost/search.atom?q=iraq"]
    assert texts(tree, "a:updated") == ["2021-02-01T00:00:00+00:00"]
    assert texts(tree, "a:author/a:name") == ["Newsroom"]
    assert {link.get("rel"): link.get("href") for link in tree.findall("a:link", ATOM)} == {
        "self": "http://localhost/search.atom?q=iraq",
        "alternate": "http://localhost/en/search?q=iraq&sort=newest",
    }
    for entry in tree.findall("a:entry", ATOM):
        assert [len(texts(entry, f"a:{name}")) for name in ("id", "title", "updated", "summary")] == [1] * 4


def test_an_entry_leads_to_every_version_of_its_release(browser):
    tree = feed(browser, "/search.atom?q=statement")
    links = {link.get("hreflang"): link.get("href") for link in tree.findall("a:entry/a:link", ATOM)}
    assert links == {"en": "http://localhost/en/release/101", "de": "http://localhost/de/release/100"}


def test_a_feed_brings_the_newest_first_whatever_order_is_asked_for(browser):
    tree = feed(browser, "/search.atom?q=iraq&sort=oldest&page=2&size=1")
    assert texts(tree, "a:entry/a:title") == ["Visit to Syria", "Statement on Iraq"]


def test_a_feeds_title_names_the_search(browser):
    tree = feed(browser, "/search.atom?q=iraq&country=IQ&from=2020&to=2021")
    assert texts(tree, "a:title") == ["Newsroom: “iraq”, Date: 2020 to 2021, Country: Iraq"]
    german = feed(browser, "/search.atom?q=iraq&country=IQ", **{"Accept-Language": "de"})
    assert texts(german, "a:title") == ["Newsroom: „iraq“, Land: Irak"]


def test_an_entrys_identifier_stays_and_leads_to_the_release(browser):
    tree = feed(browser, "/search.atom?q=iraq")
    other = feed(browser, "/search.atom?q=syria", **{"Accept-Language": "de"})
    assert texts(tree, "a:entry/a:id")[0] == texts(other, "a:entry/a:id")[0] == "http://localhost/en/release/102"
    assert browser.get("/en/release/102").status_code == 200


def test_a_feed_holds_fifty_entries():
    tree = feed(a_browser(*many(60)), "/search.atom")
    titles = texts(tree, "a:entry/a:title")
    assert (len(titles), titles[0], titles[-1]) == (50, "Title 59", "Title 10")


def test_an_undated_release_is_in_the_feed_without_a_date_of_publication(browser):
    tree = feed(browser, "/search.atom?q=paper")
    assert texts(tree, "a:entry/a:title") == ["An old paper"]
    assert texts(tree, "a:entry/a:published") == []


def test_an_empty_feed_is_a_feed(browser):
    tree = feed(browser, "/search.atom?q=xylophone")
    assert texts(tree, "a:entry/a:id") == []
    assert texts(tree, "a:updated") == ["1970-01-01T00:00:00+00:00"]


def test_markup_and_characters_that_xml_lacks_do_no_harm():
    browser = a_browser(a_release("1", "<b>&\x00\x1f\ufffe ]]>", "Text \x0b <i>"))
    tree = feed(browser, "/search.atom")
    assert texts(tree, "a:entry/a:title") == ["<b>& ]]>"]
    assert texts(tree, "a:entry/a:summary") == ["Text  <i>"]
    assert feed(browser, "/search.atom?q=<b>%00%0b") is not None


def test_a_table_holds_every_release_in_the_order_asked_for(browser):
    found = rows(browser, "/search.csv?q=iraq&sort=oldest&page=7&size=1")
    assert found == [
        {
            "id": "101",
            "published": "2020-06-05",
            "kind": "statement",
            "language": "en",
            "title": "Statement on Iraq",
            "url": "https://newsroom.example/en/101",
            "ministers": "Heiko Maas",
            "countries": "IQ",
            "translations": "100",
        },
        {
            "id": "102",
            "published": "2021-02-01",
            "kind": "press-release",
            "language": "en",
            "title": "Visit to Syria",
            "url": "https://newsroom.example/en/102",
            "ministers": "Annalena Baerbock",
            "countries": "SY; IQ",
            "translations": "",
        },
    ]


@pytest.mark.parametrize("count", [0, 1, 100, 101, 250])
def test_a_table_ends_with_the_last_release(count):
    found = rows(a_browser(*many(count)), "/search.csv?sort=oldest")
    assert [row["id"] for row in found] == [f"{n:03}" for n in range(count)]


def test_a_table_is_offered_as_a_file(browser):
    headers = browser.get("/search.csv").headers
    assert headers["Content-Disposition"] == 'attachment; filename="newsroom-search.csv"'


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_begins_a_formula(start):
    (row,) = rows(a_browser(a_release("1", f"{start}1+1", ministers=(MAAS,))), "/search.csv")
    assert row["title"] == f"'{start}1+1"


def test_quotes_commas_and_line_ends_stay_in_their_cell():
    (row,) = rows(a_browser(a_release("1", 'a, "b"\nc')), "/search.csv")
    assert row["title"] == 'a, "b"\nc'


@pytest.mark.parametrize("address", ["/search.atom", "/search.csv"])
def test_a_bad_query_is_a_problem_with_every_fault(browser, address):
    response = browser.get(f"{address}?page=0&colour=red")
    assert response.status_code == 400
    assert response.mimetype == "application/problem+json"
    assert [error["parameter"] for error in response.json["errors"]] == ["page", "colour"]
