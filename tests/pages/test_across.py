"""What does a reader see of the other language, and how is it turned off?"""

import csv
from io import StringIO

import pytest
from builders import a_release
from click.testing import CliRunner
from pages.browsing import Shown, an_engine, browse

from search.cli import main
from search.dictionary import Dictionary, Entry, Translation
from search.engines import open_engine
from search.query import Query
from search.results import AlsoSearched, Called, Page
from web.locale import load_interfaces
from web.results.across import across

RELEASES = [
    a_release("1", "Waffenruhe im Sudan", "Die Waffenruhe hält.", language="de", published="2020-01-01"),
    a_release("2", "Ceasefire in Sudan", "The ceasefires hold.", language="en", published="2020-02-02"),
    a_release("3", "Truce in Mali", "A truce.", language="en", published="2020-03-03"),
]
DICTIONARY = Dictionary(
    [
        Entry("de", "Waffenruhe", Translation("en", "ceasefire", 0.8, "glossary")),
        Entry("de", "Waffenruhe", Translation("en", "truce", 0.4, "glossary")),
        Entry("de", "Waffenruhe", Translation("en", "armistice", 0.4, "glossary")),
    ]
)


@pytest.fixture
def browser():
    engine = an_engine(*RELEASES)
    with engine.writer() as writer:
        writer.translate(DICTIONARY)
        writer.commit()
    return browse(engine.reader())


@pytest.fixture
def page(browser):
    return lambda address: Shown(browser.get(address).text)


@pytest.mark.parametrize(
    ("language", "told", "off", "told_off", "on"),
    [
        (
            "de",
            "Auch gesucht: ceasefire, truce Ohne Übersetzungen suchen",
            "Ohne Übersetzungen suchen",
            "Ohne Übersetzungen gesucht. Mit Übersetzungen suchen",
            "Mit Übersetzungen suchen",
        ),
        (
            "en",
            "Also searched: ceasefire, truce Search without translations",
            "Search without translations",
            "Searched without translations. Search with translations",
            "Search with translations",
        ),
    ],
)
def test_a_page_says_through_which_words_it_searched_with_a_link_that_turns_it_off_and_on(
    page, language, told, off, told_off, on
):
    shown = page(f"/{language}/search?q=Waffenruhe&sort=oldest")
    assert shown.text("//p[@class='across']") == told
    assert shown.titles == ["Waffenruhe im Sudan", "Ceasefire in Sudan", "Truce in Mali"]
    assert shown.link(off) == f"/{language}/search?q=Waffenruhe&sort=oldest&across=false"
    without = page(shown.link(off))
    assert without.text("//p[@class='across']") == told_off
    assert without.titles == ["Waffenruhe im Sudan"]
    assert without.link(on) == f"/{language}/search?q=Waffenruhe&sort=oldest"


@pytest.mark.parametrize(
    ("words", "named", "language", "others"),
    [
        ({"Ruhe": ("abc", "")}, "abc", "de", ""),
        ({"Ruhe": ("abc", "d")}, "abc", "de", "und 1 weiteres Wort"),
        ({"Ruhe": ("abc", "de")}, "abc", "en", "and 2 other words"),
        ({"Waffen": ("ab", "c"), "Ruhe": ("c", "b")}, "abc", "en", ""),
        ({"Waffen": ("abcdefg", ""), "Ruhe": ("hijklmn", "xy")}, "abcdefghijkl", "en", "and 4 other words"),
    ],
)
def test_a_page_names_twelve_words_at_most_and_says_how_many_more_there_were(words, named, language, others):
    def called(texts):
        return tuple(Called(text, "en") for text in texts)

    also = tuple(AlsoSearched(word, called(first), called(more)) for word, (first, more) in words.items())
    told = across(Page(Query("a"), 0, (), {}, 1.0, also=also), load_interfaces()[language])
    assert ("".join(each.text for each in told.also), told.others) == (named, others)


def test_translations_name_their_language(page):
    shown = page("/de/search?q=Waffenruhe")
    assert shown.tree.xpath("//p[@class='across']/span/@lang") == ["en", "en"]


@pytest.mark.parametrize("text", ["Mali", "%22Waffenruhe%22", ""])
def test_where_nothing_else_was_searched_nothing_is_said(page, text):
    assert page(f"/en/search?q={text}").texts("//p[@class='across']") == []


def test_each_result_says_through_which_word_it_came_if_through_that_alone(page):
    shown = page("/en/search?q=Waffenruhe&sort=oldest")
    assert shown.texts("//ol[@class='results']/li//p[@class='through']") == [
        "Found through: ceasefire",
        "Found through: truce",
    ]
    assert shown.texts("//ol[@class='results']//mark")[2:4] == ["Ceasefire", "ceasefires"]
    assert "Waffenruhe → ceasefires: a translation (text)" in shown.texts("//details[@class='why']//li")


def test_the_page_of_a_release_marks_what_it_was_found_through_and_the_way_back_keeps_the_choice(page):
    shown = page("/en/release/2?q=Waffenruhe")
    assert shown.texts("//article//mark") == ["Ceasefire", "ceasefires"]
    assert page("/en/release/2?q=Waffenruhe&across=false").texts("//article//mark") == []
    assert (
        page("/en/release/2?q=Waffenruhe&across=false").link("Back to the results")
        == "/en/search?q=Waffenruhe&across=false"
    )


def test_the_api_tells_it(browser):
    answer = browser.get("/api/v1/search?q=Waffenruhe&sort=oldest").json
    called = [{"text": "ceasefire", "language": "en"}, {"text": "truce", "language": "en"}]
    assert answer["also"] == [{"word": "Waffenruhe", "translations": called, "others": []}]
    assert [hit["through"] for hit in answer["results"]] == [[], called[:1], called[1:]]
    assert (
        browser.get("/api/v1/search?q=Waffenruhe&explain=true").json["results"][-1]["why"][0]["form"] == "translation"
    )
    answer = browser.get("/api/v1/search?q=Waffenruhe&across=false").json
    assert (answer["total"], answer["also"]) == (1, [])


@pytest.mark.parametrize(("across", "found"), [("", ["3", "2", "1"]), ("&across=false", ["1"])])
def test_feed_and_table_follow(browser, across, found):
    rows = csv.DictReader(StringIO(browser.get(f"/search.csv?q=Waffenruhe&sort=newest{across}").text[1:]))
    assert [row["id"] for row in rows] == found
    assert browser.get(f"/search.atom?q=Waffenruhe{across}").text.count("<entry>") == len(found)


def test_where_nothing_is_found_without_translations_they_are_offered(page):
    shown = page("/en/search?q=Waffenruhe&lang=en&across=false")
    assert shown.texts("//ul[@class='ways']/li") == ["In another language 1 release", "With translations 2 releases"]


def test_the_command_line_tells_it_and_can_do_without(tmp_path):
    store = f"whoosh:{tmp_path / 'store'}"
    with open_engine(store).writer() as writer:
        for release in RELEASES:
            writer.put(release)
        writer.translate(DICTIONARY)
        writer.commit()

    def asked(*options):
        return CliRunner().invoke(main, ["search", "Waffenruhe", "--store", store, *options]).output.splitlines()

    assert asked()[:2] == ["3 releases", "Also searched: ceasefire, truce"]
    assert "    Found through: truce" in asked()
    assert asked("--across", "false")[:2] == ["1 release", ""]
