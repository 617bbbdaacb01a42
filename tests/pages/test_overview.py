"""What does the overview show of all that a search finds, and does each of its numbers hold?"""

import re

import pytest
from builders import BAERBOCK, MAAS, a_release
from pages.browsing import Shown, a_browser

from search.release import Minister
from web.addresses import overview
from web.overview.crosstab import MOST_COUNTRIES, MOST_MINISTERS
from web.params import read

HOSTILE = "<script>alert('x')</script>\"><b onmouseover=x>"
RELEASES = (
    a_release("1", "Iraq and Syria", published="2019-05-01", ministers=(MAAS,), countries=("IQ", "SY"), kind="speech"),
    a_release("2", "Iraq", published="2020-03-01", ministers=(MAAS,), countries=("IQ",)),
    a_release("3", "Iraq and Iran", published="2020-07-09", ministers=(BAERBOCK,), countries=("IQ", "IR")),
    a_release("4", "Die Sowjetunion", published=None, language="de", countries=("SU", "MT"), ministers=(BAERBOCK,)),
    a_release("5", "Malta", published="2021-01-02", ministers=(BAERBOCK,), countries=("MT", "IQ"), translations=("6",)),
    a_release("6", "Malta", published="2021-01-02", language="de", ministers=(BAERBOCK,), countries=("MT", "IR")),
    a_release("7", "The free press", published="2021-11-30", ministers=(MAAS, BAERBOCK)),
)
QUERIES = (
    "",
    "?q=iraq",
    "?country=IQ",
    "?country=IQ&country=SY",
    "?country=IQ&country=%2BIR",
    "?country=-SY&minister=heiko-maas",
    "?minister=heiko-maas&minister=annalena-baerbock&group=none",
    "?from=2020-03-02&to=2023",
    "?from=2020-07&to=2021-02&lang=en",
    "?from=2020-07-01&to=2020-07-31",
    "?undated=true",
)


@pytest.fixture
def browser():
    return a_browser(*RELEASES)


def bars(shown):
    return shown.texts("//div[@class='timeline']//a/title")


def marks(shown):
    return shown.texts("//svg[@class='plot']/text")


def lands(shown):
    return shown.texts("//svg[@class='world']//a/title")


def rows(shown, caption):
    return {
        row.findtext("th/a"): row.findtext("td") for row in shown.tree.xpath(f"//table[caption='{caption}']/tbody/tr")
    }


def crossed(shown, section):
    """A table as its heads, and by line its cells."""
    (table,) = shown.tree.xpath(f"//section[@class='{section}']//table")
    heads = [" ".join(head.text_content().split()) for head in table.xpath("./thead//th")[1:]]
    lines = {
        line.findtext("th/a"): [cell.text_content() for cell in line.findall("td")] for line in table.find("tbody")
    }
    return heads, lines


def counted_links(shown):
    """Every link that stands with a number: the number, and where it leads."""
    for link in shown.tree.xpath("//div[@class='timeline']//a | //svg[@class='world']//a"):
        yield link.findtext("title").rsplit(": ")[1], link.get("href")
    for row in shown.tree.xpath("//details//tbody/tr"):
        yield row.findtext("td"), row.find("th/a").get("href")
    for link in shown.tree.xpath("//table[contains(@class, 'crossed')]//td/a"):
        yield link.text, link.get("href")


@pytest.mark.parametrize("asked", QUERIES)
def test_each_number_is_what_the_search_that_it_leads_to_finds(browser, page, asked):
    links = list(counted_links(page(f"/en/overview{asked}")))
    assert links
    for number, address in set(links):
        assert browser.get(address.replace("/en/search", "/api/v1/search")).json["total"] == int(number), address


def test_bars_stand_for_years_and_each_leads_to_its_own(page):
    shown = page("/en/overview")
    assert bars(shown) == ["2019: 1", "2020: 2", "2021: 2"]
    assert marks(shown) == ["2019", "2020", "2021"]
    assert rows(shown, "Releases over time") == {"2019": "1", "2020": "2", "2021": "2", "undated": "1"}
    assert shown.values("//div[@class='timeline']//a/@href")[1] == "/en/search?from=2020&to=2020"


def test_bars_stand_for_months_within_two_years_and_for_days_within_two_months(page):
    assert bars(page("/de/overview?from=2020&to=2021")) == [
        "März 2020: 1",
        "Juli 2020: 1",
        "Januar 2021: 1",
        "November 2021: 1",
    ]
    assert bars(page("/en/overview?from=2020-06&to=2020-07")) == ["9 July 2020: 1"]
    assert marks(page("/en/overview?from=2020-06&to=2020-07")) == ["9 Jul"]


def test_a_bar_at_the_end_of_a_range_leads_to_no_more_than_the_range_holds(page):
    shown = page("/en/overview?from=2020-03-02&to=2023")
    assert shown.values("//div[@class='timeline']//a/@href")[0] == "/en/search?from=2020-03-02&to=2020-12-31"


def test_where_dates_lie_centuries_apart_only_years_with_a_release_have_a_bar():
    browser = a_browser(a_release("1", published="1019-06-04"), a_release("2", published="2019-06-04"))
    shown = Shown(browser.get("/en/overview").text)
    assert bars(shown) == ["1019: 1", "2019: 1"]
    assert shown.texts("//section[@class='time']/p") == [
        "Periods without a release are left out, since the dates lie centuries apart."
    ]


def test_the_earliest_of_too_many_years_stand_in_the_table_alone():
    browser = a_browser(*(a_release(str(year), published=f"{year}-06-04") for year in range(1001, 2001, 6)))
    shown = Shown(browser.get("/de/overview").text)
    assert (len(bars(shown)), len(rows(shown, "Veröffentlichungen im Lauf der Zeit"))) == (150, 167)
    assert bars(shown)[-1] == "1997: 1"
    assert "17 frühere Zeiträume stehen nur in der Tabelle." in shown.texts("//p[@class='note']")


def test_the_map_names_each_country_with_a_release_and_leads_to_it(page):
    shown = page("/en/overview")
    assert lands(shown) == ["Iraq: 4", "Iran: 2", "Syria: 1", "Malta: 2"]  # dots last
    assert shown.values("//svg[@class='world']//a/@href")[0] == "/en/search?country=IQ"
    assert rows(shown, "Releases by country") == {
        "Iraq": "4",
        "Iran": "2",
        "Malta": "2",
        "Soviet Union": "1",
        "Syria": "1",
    }


def test_a_country_that_is_too_small_to_be_seen_is_a_dot(page):
    shown = page("/de/overview?q=malta")
    assert shown.texts("//svg[@class='world']//a[circle]/title") == ["Malta: 1"]
    assert shown.texts("//svg[@class='world']//a[path]/title") == ["Irak: 1", "Iran: 1"]


def test_the_darker_a_country_the_more_releases_it_has_and_a_legend_tells_by_how_much(page):
    shown = page("/en/overview")
    steps = dict(zip(lands(shown), shown.values("//svg[@class='world']//a/@class"), strict=True))
    assert steps == {"Iraq: 4": "s5", "Iran: 2": "s2", "Malta: 2": "s2", "Syria: 1": "s1"}
    assert shown.texts("//ul[@class='legend']/li") == ["Releases:", "1", "2", "3", "4"]


def test_a_state_that_is_no_more_stands_beside_the_map(page):
    assert "Not on the map: Soviet Union 1" in page("/en/overview").texts("//p[@class='note']")
    assert "Nicht auf der Karte: Sowjetunion 1" in page("/de/overview?undated=true").texts("//p[@class='note']")


@pytest.mark.parametrize(
    ("address", "line"),
    [
        (
            "/de/overview",
            "Grenzen nach Natural Earth und den Vereinten Nationen; sie drücken keine Haltung dieses Newsrooms aus.",
        ),
        (
            "/en/overview",
            "Borders after Natural Earth and the United Nations; they express no position of this newsroom.",
        ),
    ],
)
def test_the_map_says_whose_borders_it_draws(page, address, line):
    assert line in page(address).texts("//p[@class='note']")


def test_within_one_country_the_map_shows_what_else_its_releases_are_about(page):
    shown = page("/en/overview?country=IR")
    assert rows(shown, "Releases by country") == {"Iran": "2", "Iraq": "1", "Malta": "1"}
    assert shown.texts("//svg[@class='world']//a[contains(@class, 'chosen')]/title") == ["Iran: 2"]


def test_of_several_chosen_countries_each_counts_for_itself_and_the_page_says_so(page):
    shown = page("/en/overview?country=IR&country=SY")
    assert rows(shown, "Releases by country")["Iraq"] == "4"
    assert "Each country counts as if it alone were chosen." in shown.texts("//p[@class='note']")


def test_ministers_stand_in_the_order_of_their_first_year_each_over_all_years(page):
    heads, lines = crossed(page("/en/overview"), "ministers")
    assert heads == ["2019", "2020", "2021", "undated"]
    assert list(lines.items()) == [("Heiko Maas", ["1", "1", "1", ""]), ("Annalena Baerbock", ["", "1", "2", "1"])]


def test_years_in_which_no_minister_has_a_release_stand_between_those_in_which_one_has():
    minister = (MAAS,)
    browser = a_browser(*(a_release(str(year), published=f"{year}-06-04", ministers=minister) for year in (2015, 2018)))
    assert crossed(Shown(browser.get("/de/overview").text), "ministers") == (
        ["2015", "2016", "2017", "2018"],
        {"Heiko Maas": ["1", "", "", "1"]},
    )


def test_countries_stand_by_how_often_they_come_up_with_others_each_with_all_of_them(page):
    heads, lines = crossed(page("/en/overview"), "together")
    assert heads == ["Iraq", "Malta", "Iran", "Soviet Union", "Syria"]
    assert list(lines) == heads
    assert lines["Iraq"] == ["", "1", "1", "", "1"]
    assert lines["Soviet Union"] == ["", "1", "", "", ""]
    cells = list(lines.values())
    assert cells == [list(column) for column in zip(*cells, strict=True)]


def test_tables_hold_the_most_frequent_alone_and_lead_to_all():
    ministers = [Minister(f"m-{number}", f"M {number}") for number in range(MOST_MINISTERS + 1)]
    codes = ["FR", "GB", "IT", "ES", "PT", "PL", "CZ", "AT", "CH", "BE", "NL", "LU", "DK", "SE", "NO", "FI"]
    browser = a_browser(
        *(a_release(f"a{minister.id}", ministers=(minister,)) for minister in ministers),
        a_release("all", countries=tuple(codes)),
        a_release("most", countries=tuple(codes[:-1])),
    )
    shown = Shown(browser.get("/en/overview").text)
    assert len(crossed(shown, "ministers")[1]) == MOST_MINISTERS
    assert shown.link("All ministers") == "/en/facet/minister"
    heads, _ = crossed(shown, "together")
    assert (len(heads), "Finland" in heads) == (MOST_COUNTRIES, False)
    assert len(rows(shown, "Releases by country")) == 16


@pytest.mark.parametrize(
    ("address", "heading", "way"),
    [
        ("/de/overview?q=nirgends", "Überblick Nichts gefunden zu „nirgends“", "Sehen, womit sich etwas finden lässt"),
        ("/en/overview?q=nowhere", "Overview Nothing found for “nowhere”", "See what would find something"),
    ],
)
def test_where_nothing_was_found_nothing_is_drawn_and_the_way_to_more_is_shown(page, address, heading, way):
    shown = page(address)
    assert shown.text("//h1") == heading
    assert shown.link(way) == address.replace("overview", "search")
    assert shown.texts("//svg | //table | //section") == []


def test_what_a_result_lacks_is_said_in_its_place():
    shown = Shown(a_browser(a_release("1", published=None)).get("/en/overview").text)
    assert shown.texts("//section/p") == [
        "Without a date: 1",
        "None of these releases is about another country.",
        "No minister acts in these releases.",
        "None of these releases is about two countries.",
    ]
    assert bars(shown) == []
    assert rows(shown, "Releases over time") == {"undated": "1"}


def test_an_index_without_a_release_has_an_overview():
    assert Shown(a_browser().get("/en/overview").text).text("//h1") == "Overview Nothing found"


@pytest.mark.parametrize(
    ("address", "heading", "chips"),
    [
        ("/en/overview", "Overview 6 releases", []),
        ("/de/overview?q=malta&country=-SY", "Überblick 1 Veröffentlichung zu „malta“", ["Land: nicht Syrien"]),
        ("/en/overview?q=iraq&from=2020&to=2020", "Overview 2 releases for “iraq”", ["Date: 2020"]),
    ],
)
def test_the_overview_is_headed_by_what_was_found_and_by_the_filters_in_force(page, address, heading, chips):
    shown = page(address)
    assert shown.text("//h1") == heading
    assert [chip.partition("×")[0] for chip in shown.texts("//ul[@class='chips']//a")] == chips


def test_a_filter_is_removed_without_leaving_the_overview(page):
    shown = page("/en/overview?q=iraq&country=IQ&kind=speech")
    assert shown.follow("Country: Iraq") == "/en/overview?q=iraq&kind=speech"
    assert shown.link("Remove all filters") == "/en/overview?q=iraq"


def test_the_way_back_and_the_other_language_keep_the_whole_question(page):
    shown = page("/en/overview?q=iraq&country=IQ&sort=oldest&size=5")
    assert shown.link("Show these releases") == "/en/search?q=iraq&country=IQ&sort=oldest&size=5"
    assert shown.link("Deutsch") == "/de/overview?q=iraq&country=IQ&sort=oldest&size=5"


def test_the_address_of_an_overview_is_that_of_the_search(page):
    assert overview("de", read({"q": ["irak"], "page": ["3"], "country": ["IQ"]}, {"country": ["IQ"]})) == (
        "/de/overview?q=irak&country=IQ"
    )


def test_drawings_are_passed_over_by_screen_readers_and_keyboards_and_tables_are_not(page):
    shown = page("/en/overview")
    assert shown.values("//*[@class='timeline' or @class='world']/@aria-hidden") == ["true", "true"]
    assert shown.texts("//svg//a[not(@tabindex='-1')]") == []
    assert shown.values("//table//a/@tabindex") == []
    assert sorted(link.get("href") for link in shown.tree.xpath("//svg[@class='world']//a")) == sorted(
        link.get("href")
        for row in shown.tree.xpath("//table[caption='Releases by country']/tbody/tr")
        for link in row.iter("a")
        if link.text != "Soviet Union"
    )


def test_what_is_asked_is_never_taken_for_markup_and_nothing_is_inline(browser):
    markup = browser.get("/en/overview", query_string={"q": f"iraq OR {HOSTILE}"}).text
    assert "<script>" not in markup
    assert "<b onmouseover" not in markup
    assert not re.search(r"<[^>]* style=", markup)


def test_a_faulty_question_is_refused_with_its_faults(browser):
    assert browser.get("/en/overview?country=XX&page=0&colour=red").status_code == 400
