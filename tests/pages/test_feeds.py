"""How is a search followed? As a feed in each of three formats, read here as subscribers' programs read them."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import feedparser
import pytest
from builders import a_release
from pages.browsing import Shown, a_browser, an_engine, browse, store

ATOM = {"a": "http://www.w3.org/2005/Atom", "at": "http://purl.org/atompub/tombstones/1.0"}
KINDS = {"atom": "application/atom+xml", "rss": "application/rss+xml", "feed.json": "application/feed+json"}
MONDAY = datetime(2023, 6, 5, 8, tzinfo=UTC)
FORMATS = pytest.mark.parametrize("ending", KINDS)


def feed(browser, address, **headers):
    response = browser.get(address, headers=headers)
    ending = address.partition("?")[0].partition("search.")[2]
    assert (response.status_code, response.mimetype) == (200, KINDS[ending])
    return response


def atom(browser, address):
    return ElementTree.fromstring(feed(browser, address).data)


def followed(browser, address, **headers):
    """The title of the feed and its entries, by the names that JSON Feed has for things."""
    response = feed(browser, address, **headers)
    if response.is_json:
        return response.json["title"], response.json["items"]
    read = feedparser.parse(response.data)
    assert not read.bozo, read.get("bozo_exception")
    names = {"id": "id", "url": "link", "title": "title", "content_text": "summary"}
    entries = [{name: each.get(other) for name, other in names.items()} for each in read.entries]
    return read.feed.title, entries


def titles(browser, address):
    return [entry["title"] for entry in followed(browser, address)[1]]


def texts(tree, path):
    return [element.text for element in tree.findall(path, ATOM)]


def seen(number, *, days=0, **fields):
    """A release that was first seen so many days after a Monday."""
    return a_release(f"{number:03}", f"Title {number}", first_indexed=MONDAY + timedelta(days=days), **fields)


@FORMATS
def test_what_was_seen_last_comes_first_whenever_it_was_published_and_whatever_order_is_asked_for(ending):
    browser = a_browser(
        seen(1, days=2, published="1999-12-31"),
        seen(2, days=3, published=None),
        seen(3, days=1, published="2023-06-04"),
    )
    for order in ("", "?sort=oldest&size=1&page=2", "?sort=relevance"):
        assert titles(browser, f"/search.{ending}{order}") == ["Title 2", "Title 1", "Title 3"]


@FORMATS
def test_a_changed_release_comes_up_again_on_request_and_says_so(ending):
    changed = seen(1, days=1, changed=MONDAY + timedelta(days=9))
    browser = a_browser(changed, seen(2, days=2))
    assert titles(browser, f"/en/search.{ending}") == ["Title 2", "Title 1"]
    assert titles(browser, f"/en/search.{ending}?sort=changed") == ["Changed: Title 1", "Title 2"]
    title, entries = followed(browser, f"/de/search.{ending}?sort=changed")
    assert (title, entries[0]["title"]) == ("Newsroom – neu und geändert", "Geändert: Title 1")
    assert entries[0]["id"] == followed(browser, f"/de/search.{ending}")[1][1]["id"]


@FORMATS
def test_a_feeds_title_names_the_search_in_the_language_of_its_address(browser, ending):
    asked = "?q=iraq&country=IQ&from=2020&to=2021"
    english, german = (
        "Newsroom: “iraq”, Date: 2020 to 2021, Country: Iraq",
        "Newsroom: „iraq“, Datum: 2020 bis 2021, Land: Irak",
    )
    assert followed(browser, f"/en/search.{ending}{asked}", **{"Accept-Language": "de"})[0] == english
    assert followed(browser, f"/de/search.{ending}{asked}")[0] == german
    # Without one it is up to the program that asks, and most do not.
    assert followed(browser, f"/search.{ending}{asked}")[0] == english
    assert followed(browser, f"/search.{ending}{asked}", **{"Accept-Language": "de"})[0] == german


@pytest.mark.parametrize("code", ["de", "en"])
def test_a_page_of_results_names_its_feeds_in_its_language_and_without_a_moment_that_they_would_begin_at(browser, code):
    shown = Shown(browser.get(f"/{code}/search?q=iraq&country=IQ&since=2020&page=1&sort=changed").text)
    addresses = shown.values("//head/link[@rel='alternate'][not(@hreflang)]/@href")
    assert addresses == [f"/{code}/search.{ending}?q=iraq&country=IQ&sort=changed" for ending in KINDS]
    named = {followed(browser, address)[0] for address in addresses}
    assert len(named) == 1
    assert named.pop().startswith(
        {"de": "Newsroom: „iraq“, Land: Irak –", "en": "Newsroom: “iraq”, Country: Iraq –"}[code]
    )


@FORMATS
def test_an_entrys_identifier_stays_and_leads_to_the_release(browser, ending):
    (first, *_), (other, *_) = (
        [entry["id"] for entry in followed(browser, f"{where}/search.{ending}?q={text}")[1]]
        for where, text in (("", "iraq"), ("/de", "syria"))
    )
    assert first == other == "http://localhost/en/release/102"
    assert browser.get("/en/release/102").status_code == 200


@FORMATS
def test_a_feed_holds_fifty_entries(ending):
    found = titles(a_browser(*(seen(number, days=number) for number in range(60))), f"/search.{ending}")
    assert (len(found), found[0], found[-1]) == (50, "Title 59", "Title 10")


@FORMATS
def test_an_empty_feed_is_a_feed(browser, ending):
    assert followed(browser, f"/search.{ending}?q=xylophone") == ("Newsroom: “xylophone”", [])


@FORMATS
def test_markup_and_characters_that_xml_lacks_do_no_harm(ending):
    browser = a_browser(a_release("1", "<b>&\x00\x1f\ufffe ]]>", "Text \x0b &lt;i> <script>alert(1)</script>"))
    response = feed(browser, f"/search.{ending}")
    (entry,) = followed(browser, f"/search.{ending}")[1]
    assert b"<script" not in response.data or response.is_json
    assert "alert(1)" in entry["content_text"]
    if ending == "atom":
        assert texts(ElementTree.fromstring(response.data), "a:entry/a:title") == ["<b>& ]]>"]
    assert len(followed(browser, f"/search.{ending}?q=<b>%00%0b")[1]) == 1


@FORMATS
@pytest.mark.parametrize("language", ["", "/de"])
def test_a_bad_query_is_a_problem_with_every_fault(browser, ending, language):
    response = browser.get(f"{language}/search.{ending}?page=0&colour=red")
    assert (response.status_code, response.mimetype) == (400, "application/problem+json")
    assert [error["parameter"] for error in response.json["errors"]] == ["page", "colour"]


def test_a_feed_has_what_atom_requires(browser):
    tree = atom(browser, "/en/search.atom?q=iraq")
    assert texts(tree, "a:id") == ["http://localhost/en/search.atom?q=iraq"]
    assert texts(tree, "a:updated") == ["2021-02-01T00:00:00+00:00"]
    assert texts(tree, "a:author/a:name") == ["Newsroom"]
    assert {link.get("rel"): link.get("href") for link in tree.findall("a:link", ATOM)} == {
        "self": "http://localhost/en/search.atom?q=iraq",
        "alternate": "http://localhost/en/search?q=iraq&sort=seen",
    }
    for entry in tree.findall("a:entry", ATOM):
        assert [len(texts(entry, f"a:{name}")) for name in ("id", "title", "updated", "summary")] == [1] * 4


def test_a_feed_has_what_rss_requires_and_its_own_address(browser):
    channel = ElementTree.fromstring(feed(browser, "/de/search.rss?q=irak").data).find("channel")
    assert [channel.findtext(name) for name in ("title", "link", "description", "language")] == [
        "Newsroom: „irak“",
        "http://localhost/de/search?q=irak&sort=seen",
        "Newsroom: „irak“",
        "de",
    ]
    assert channel.find("a:link", ATOM).attrib["href"] == "http://localhost/de/search.rss?q=irak"
    item = channel.find("item")
    assert item.find("guid").attrib == {"isPermaLink": "true"}
    assert item.findtext("guid") == item.findtext("link") == "http://localhost/de/release/100"
    assert item.findtext("pubDate") == "Thu, 04 Jun 2020 00:00:00 +0000"


def test_a_feed_has_what_json_feed_requires():
    moment = MONDAY + timedelta(minutes=1)
    told = feed(a_browser(seen(1, changed=moment, kind="speech")), "/en/search.feed.json?sort=changed").json
    assert told == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Newsroom – new and changed",
        "home_page_url": "http://localhost/en/search?sort=changed",
        "feed_url": "http://localhost/en/search.feed.json?sort=changed",
        "language": "en",
        "authors": [{"name": "Newsroom"}],
        "items": [
            {
                "id": "http://localhost/en/release/001",
                "url": "http://localhost/en/release/001",
                "external_url": "https://newsroom.example/en/001",
                "title": "Changed: Title 1",
                "content_text": "Some text.",
                "date_published": "2020-06-04T00:00:00+00:00",
                "date_modified": "2023-06-05T08:01:00+00:00",
                "tags": ["Speech", "Changed"],
                "language": "en",
            }
        ],
    }


def test_an_entry_of_atom_leads_to_every_version_of_its_release_and_to_its_source(browser):
    tree = atom(browser, "/search.atom?q=statement")
    links = {(link.get("rel"), link.get("hreflang")): link.get("href") for link in tree.findall("a:entry/a:link", ATOM)}
    assert links == {
        ("alternate", "en"): "http://localhost/en/release/101",
        ("alternate", "de"): "http://localhost/de/release/100",
        ("via", None): "https://newsroom.example/en/101",
    }


def test_no_feed_leads_where_no_browser_should_go():
    browser = a_browser(a_release("1", url="javascript:alert(1)"))
    assert "javascript" not in "".join(feed(browser, f"/search.{ending}").text for ending in KINDS)


def test_an_undated_release_is_in_the_feed_without_a_date_of_publication(browser):
    assert texts(atom(browser, "/search.atom?q=paper"), "a:entry/a:title") == ["An old paper"]
    assert texts(atom(browser, "/search.atom?q=paper"), "a:entry/a:published") == []
    assert "pubDate" not in feed(browser, "/search.rss?q=paper").text
    assert "date_published" not in feed(browser, "/search.feed.json?q=paper").text


def test_what_was_withdrawn_is_told_of_in_atom_alone_by_the_identifier_that_it_had():
    engine = an_engine(seen(1), seen(2))
    browser = browse(engine.reader())
    (*_, gone) = texts(atom(browser, "/search.atom"), "a:entry/a:id")
    store(engine, replace(seen(2), withdrawn=MONDAY + timedelta(days=1)))
    tree = atom(browser, "/search.atom")
    assert [each.attrib for each in tree.findall("at:deleted-entry", ATOM)] == [
        {"ref": gone, "when": "2023-06-06T08:00:00+00:00"}
    ]
    assert texts(tree, "a:updated") == ["2023-06-06T08:00:00+00:00"]
    assert all(gone not in feed(browser, f"/search.{ending}").text for ending in ("rss", "feed.json"))


def test_a_json_feed_is_json_with_every_character(browser):
    assert "„irak“" in feed(browser, "/de/search.feed.json?q=irak").text
    assert json.loads(feed(browser, "/search.feed.json").data)["items"]
