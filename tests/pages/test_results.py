"""What does a reader find on a page of results?"""

from urllib.parse import parse_qs, quote, unquote_plus, urlsplit

import pytest
from builders import BAERBOCK, MAAS, a_release
from pages.browsing import Shown, a_browser

from search.languages import LANGUAGES

HOSTILE = "<script>alert('x')</script>\"><b onmouseover=x>"


def parameters(address):
    return parse_qs(urlsplit(address).query)


def test_the_first_page_shows_the_newest_releases(page):
    shown = page("/en/")
    assert shown.text("//h1") == "Newest releases"
    assert shown.titles == [
        "Visit to Syria",
        "Statement on Iraq",
        "A speech on the free press",
        "An old paper",
    ]


def test_a_search_shows_how_many_releases_it_found_and_their_titles(page):
    shown = page("/en/search?q=iraq")
    assert shown.text("//h1") == "2 releases for “iraq”"
    assert shown.titles == ["Statement on Iraq", "Visit to Syria"]


def test_what_matches_is_marked(page):
    shown = page("/en/search?q=iraq")
    assert shown.texts("//h2//mark") == ["Iraq"]
    assert shown.texts("//p[@class='snippet']//mark") == ["Iraq", "Iraq"]


@pytest.mark.parametrize(
    ("address", "summary", "lines", "as_typed"),
    [
        (
            "/de/search?q=sanktion",
            "Warum dieser Treffer?",
            ["sanktion → Sanktionen: andere Form des Wortes (Text)"],
            '/de/search?q="sanktion"',
        ),
        (
            "/en/search?q=statement+OR+mali&kind=statement&lang=en",
            "Why this result?",
            ["statement → Statement: as typed (title)", "mali: is not in this release"],
            None,
        ),
        (
            '/en/search?q="free+press"',
            "Why this result?",
            ['"free press" → free press: the very wording (title)'],
            None,
        ),
    ],
)
def test_each_result_says_why_it_is_one_and_offers_the_words_as_typed(page, address, summary, lines, as_typed):
    shown = page(address)
    assert shown.texts("//details[@class='why']/summary") == [summary]
    assert shown.texts("//details[@class='why']//li") == lines
    links = [unquote_plus(link) for link in shown.values("//details[@class='why']//a/@href")]
    assert links == ([as_typed] if as_typed else [])


def test_the_words_as_typed_find_no_other_forms(page):
    (link,) = page("/de/search?q=sanktion+irak").values("//details[@class='why']//a/@href")
    assert page(link).titles == []
    (link,) = page("/de/search?q=sanktionen+iraks").values("//details[@class='why']//a/@href")
    assert unquote_plus(link) == '/de/search?q="sanktionen" UND "iraks"'


def test_where_nothing_was_asked_there_is_nothing_to_explain(page):
    assert page("/de/").texts("//details[@class='why']") == []
    assert page("/de/search?country=IQ").texts("//details[@class='why']") == []


def test_a_title_and_a_snippet_say_which_language_they_are_in(page):
    shown = page("/en/search?q=irak")
    assert shown.values("//ol[@class='results']//h2/@lang") == ["de"]
    assert shown.values("//p[@class='snippet']/@lang") == ["de"]


def test_a_title_in_another_language_than_its_text_says_so():
    browser = a_browser(a_release("1", "Deutscher Titel", "English text.", title_language="de"))
    shown = Shown(browser.get("/en/").text)
    assert (shown.values("//h2/@lang"), shown.values("//p[@class='snippet']/@lang")) == (["de"], ["en"])


def test_the_line_above_a_title_names_kind_day_and_language(page):
    shown = page("/de/search?q=irak")
    assert shown.text("//p[@class='dateline']") == "Erklärung4. Juni 2020Deutsch"
    assert shown.values("//time/@datetime") == ["2020-06-04"]


def test_an_undated_release_says_so(page):
    assert "undated" in page("/en/search?q=paper").text("//p[@class='dateline']")


def test_a_result_leads_to_the_same_release_in_the_other_language(page):
    shown = page("/de/search?q=irak")
    assert shown.link("Statement on Iraq") == "/de/release/101?q=irak"


def test_facets_count_what_was_found(page):
    shown = page("/en/search?q=iraq")
    assert shown.facet("date") == {"2021": "1", "2020": "1"}
    assert shown.facet("minister") == {"Annalena Baerbock": "1", "Heiko Maas": "1"}
    assert shown.facet("country") == {"Iraq": "2", "Syria": "1"}
    assert shown.facet("language") == {"English": "2"}
    assert shown.facet("kind") == {"Press release": "1", "Statement": "1"}


def test_a_year_at_the_end_of_a_range_leads_to_no_more_than_the_range_holds(page):
    assert page("/en/search?from=2020-06-05&to=2023").link("2020") == "/en/search?from=2020-06-05&to=2020-12-31"
    assert page("/en/search?from=2020-06-05&to=2020-12-31").titles == ["Statement on Iraq"]


def test_facets_are_named_in_the_language_of_the_interface(page):
    shown = page("/de/search?q=iraq")
    assert shown.facet("country") == {"Irak": "2", "Syrien": "1"}
    assert shown.facet("kind") == {"Erklärung": "1", "Pressemitteilung": "1"}


def test_the_dates_facet_adds_up_to_the_total(page):
    assert page("/en/search").facet("date") == {"2021": "1", "2020": "1", "2019": "1", "undated": "1"}
    assert page("/en/search").text("//h1") == "4 releases"


@pytest.mark.parametrize("name", ["minister", "country", "language", "kind"])
def test_following_a_facets_value_finds_as_many_as_it_counts(page, browser, name):
    shown = page("/en/search?group=none")
    section = f"//section[@aria-labelledby='facet-{name}']"
    addresses = shown.values(f"{section}//a[@class='without' or span]/@href")
    assert addresses
    for address, count in zip(shown.values(f"{section}//a[span]/@href"), shown.facet(name).values(), strict=True):
        assert len(Shown(browser.get(address).text).titles) == int(count)
    for address, count in zip(
        shown.values(f"{section}//a[@class='without']/@href"), shown.facet(name).values(), strict=True
    ):
        assert len(Shown(browser.get(address).text).titles) == 5 - int(count)


def test_versions_are_one_result_until_a_reader_wants_each_by_itself(page):
    together = page("/en/search?q=irak+OR+iraq&sort=newest")
    assert together.titles == ["Visit to Syria", "Statement on Iraq"]
    assert together.text("//h1").startswith("2 releases")
    apart = page(together.link("Show each language version by itself"))
    assert apart.titles == ["Visit to Syria", "Statement on Iraq", "Erklärung zum Irak"]
    assert apart.text("//h1").startswith("3 releases")
    assert apart.link("Show the language versions of a release together") == "/en/search?q=irak+OR+iraq&sort=newest"
    assert page("/de/search?q=irak+OR+iraq&sort=newest").titles == ["Visit to Syria", "Erklärung zum Irak"]
    assert "language version" not in page("/en/search?country=SY").text("//main")


def test_what_is_left_out_is_told_and_can_be_taken_back(page):
    shown = page("/de/search?q=irak+ODER+iraq&country=-SY")
    assert shown.titles == ["Erklärung zum Irak"]
    assert shown.text("//ul[@class='chips']").startswith("Land: nicht Syrien")
    assert shown.texts("//a[@class='barred']//s") == ["Syrien"]
    assert shown.text("//a[@class='barred']").endswith("– ausgeschlossen, diesen Filter entfernen")
    assert len(page(shown.values("//a[@class='barred']/@href")[0]).titles) == 2
    assert len(page("/en/search?q=iraq+-country:syria").titles) == 1


def test_what_is_required_is_told_and_can_be_taken_back(page):
    shown = page("/de/search?country=IQ&country=%2BSY")
    assert shown.titles == ["Visit to Syria"]
    assert [chip.partition("×")[0] for chip in shown.texts("//ul[@class='chips']//a")[:2]] == [
        "Land: Irak",
        "Land: auch Syrien",
    ]
    assert len(page(shown.follow("Land: auch Syrien")).titles) == 2
    assert page("/en/search?q=country:iraq+AND+country:syria").titles == ["Visit to Syria"]
    assert "Release" not in page("/en/search?q=country:iraq+AND+country:germany").titles


def test_the_bars_of_the_dates_lead_to_their_years_and_are_no_stops_of_the_keyboard(page):
    shown = page("/en/search")
    assert shown.texts("//svg[@class='bars']/a/title") == ["2019: 1", "2020: 1", "2021: 1"]
    assert shown.values("//svg[@class='bars']/a/@tabindex") == ["-1"] * 3
    assert shown.values("//svg[@class='bars']/@aria-hidden") == ["true"]
    assert len(page(shown.values("//svg[@class='bars']/a/@href")[1]).titles) == 1


def test_the_dates_are_a_table_that_says_what_the_bars_show(page):
    table = "//section[@aria-labelledby='facet-date']//table"
    shown = page("/de/search")
    assert shown.texts(f"{table}//th[@scope='col']") == ["Datum", "Veröffentlichungen"]
    assert shown.texts(f"{table}//th[@scope='row']") == ["2021", "2020", "2019", "ohne Datum"]
    assert page(shown.values(f"{table}//a/@href")[1]).titles == ["Erklärung zum Irak"]


def test_releases_without_a_date_can_be_asked_for(page):
    assert page(page("/en/search").follow("undated")).titles == ["An old paper"]


def test_all_values_of_a_facet_have_a_page_with_a_search_among_them(page):
    shown = page("/en/facet/country?q=iraq")
    assert shown.texts("//span[@class='choice-label']") == ["Iraq", "Syria"]
    assert shown.link("Back to the results") == "/en/search?q=iraq"
    found = page("/de/facet/country?q=iraq&find=SYR")
    assert found.texts("//span[@class='choice-label']") == ["Syrien"]
    assert page(found.follow("Syrien")).titles == ["Visit to Syria"]
    assert found.values("//input[@type='hidden']/@value") == ["iraq"]
    assert "heißt nichts so" in page("/de/facet/country?find=%3Cb%3E").text("//main")
    page("/en/facet/colour", status=404)
    page("/en/facet/country?find=a&colour=red", status=400)


def test_a_long_list_leads_to_its_page():
    codes = ["AD", "AE", "AF", "AG", "AL", "AM", "AO", "AR", "AT", "AU", "AZ"]
    shown = Shown(a_browser(a_release("1", countries=tuple(codes))).get("/en/search?q=text").text)
    assert shown.values("//p[@class='everything']/a/@href") == ["/en/facet/country?q=text"]


def test_following_a_date_finds_as_many_as_it_counts(page):
    shown = page(page("/en/search").follow("2020"))
    assert shown.titles == ["Statement on Iraq"]
    assert shown.facet("date") == {"June 2020": "1"}


def test_a_facets_value_is_chosen_and_dropped_again(page):
    shown = page("/en/search?q=iraq")
    (address,) = shown.values("//section[@aria-labelledby='facet-country']//a[contains(., 'Syria')]/@href")
    chosen = page(address)
    assert chosen.titles == ["Visit to Syria"]
    (back,) = chosen.values("//section[@aria-labelledby='facet-country']//a[@aria-current]/@href")
    assert back == "/en/search?q=iraq"


def test_a_filter_in_force_can_be_removed_at_the_top(page):
    shown = page("/en/search?q=iraq&country=SY&from=2021&to=2021")
    assert shown.texts("//ul[@class='chips']/li/a/text()[1]/..") == [
        "Date: 2021× – remove this filter",
        "Country: Syria× – remove this filter",
        "Remove all filters",
    ]
    assert shown.follow("Country: Syria") == "/en/search?q=iraq&from=2021&to=2021"
    assert shown.link("Remove all filters") == "/en/search?q=iraq"


def test_a_minister_of_the_registry_can_be_chosen_before_a_release_names_him(page):
    shown = page("/en/search?minister=sigmar-gabriel")
    assert shown.text("//h1") == "Nothing found"
    assert shown.facet("minister")["Sigmar Gabriel"] == "0"


@pytest.mark.parametrize(
    ("asked", "chip"),
    [
        ("minister=heiko-maas", "Minister: Heiko Maas"),
        ("minister=-heiko-maas", "Minister: not Heiko Maas"),
        ("q=minister:Maas", "Minister: Heiko Maas"),
        ("person=annalena-baerbock", "Person named: Annalena Baerbock"),
    ],
)
def test_somebody_whom_the_registry_lacks_goes_by_the_name_that_releases_give(asked, chip):
    browser = a_browser(a_release("1", ministers=(MAAS,), people=(BAERBOCK,)))
    (shown,) = Shown(browser.get(f"/en/search?{asked}").text).texts("//ul[@class='chips']//a")
    assert shown == f"{chip}× – remove this filter"
    assert Shown(browser.get(f"/en/facet/country?{asked}").text).text("//p[@class='position']") == chip


def test_of_very_many_countries_a_result_names_a_dozen_and_how_many_more():
    codes = ["AD", "AE", "AF", "AG", "AL", "AM", "AO", "AR", "AT", "AU", "AZ", "BE", "BG", "BH"]
    shown = Shown(a_browser(a_release("1", countries=tuple(codes))).get("/de/search").text)
    (subjects,) = shown.tree.xpath("//div[@class='subjects']/ul")
    assert [len(subjects.xpath("li/a")), subjects.xpath("string(li[last()])")] == [12, "2 weitere"]
    fewer = Shown(a_browser(a_release("1", countries=tuple(codes[:12]))).get("/de/search").text)
    assert len(fewer.texts("//div[@class='subjects']//li")) == 12


def test_the_order_can_be_changed(page):
    shown = page(page("/en/search?q=iraq&country=IQ").link("Oldest first"))
    assert shown.titles == ["Statement on Iraq", "Visit to Syria"]
    assert shown.text("//nav[@class='tabs']/*[@aria-current]") == "Oldest first"
    assert page(shown.link("Newest first")).titles == ["Visit to Syria", "Statement on Iraq"]


def test_walking_the_pages_reaches_every_release_once(page):
    shown, reached = page("/en/search?size=2&group=none"), []
    while True:
        reached += shown.titles
        following = shown.values("//a[@rel='next']/@href")
        if not following:
            break
        shown = page(following[0])
    assert len(reached) == len(set(reached)) == 5
    assert shown.text("//p[@class='position']") == "Page 3 of 3"


def test_behind_a_cursor_there_is_a_next_page_and_no_numbers(page, browser):
    after = browser.get("/api/v1/search?size=1&group=none").json["links"]["after"].partition("?")[2]
    shown = page(f"/en/search?{after}")
    assert shown.texts("//nav[@class='pages']/*") == ["Next page"]


def test_every_page_is_linked_and_the_present_one_is_marked(page):
    shown = page("/en/search?size=1&page=3")
    assert shown.texts("//nav[@class='pages']//li") == ["Page 1", "Page 2", "Page 3", "Page 4"]
    assert shown.text("//nav[@class='pages']//*[@aria-current='page']") == "Page 3"
    assert shown.values("//a[@rel='prev']/@href") == ["/en/search?page=2&size=1"]


def test_a_page_beyond_the_end_says_so_and_leads_to_the_last(page):
    shown = page("/en/search?q=iraq&size=1&page=9")
    assert "This page lies beyond the last one." in shown.text("//div[@class='notice']")
    assert shown.link("To the last page, page 2") == "/en/search?q=iraq&page=2&size=1"


def test_the_language_switch_keeps_the_question(page):
    shown = page("/en/search?q=iraq&country=IQ&from=2020&page=1")
    assert shown.link("Deutsch") == "/de/search?q=iraq&country=IQ&from=2020&page=1"
    assert page(shown.link("Deutsch")).values("/html/@lang") == ["de"]


def test_the_form_keeps_the_filters(page):
    shown = page("/en/search?q=iraq&country=IQ&lang=en&from=2020&to=2020&sort=oldest&size=5")
    hidden = {(field.get("name"), field.get("value")) for field in shown.tree.xpath("//input[@type='hidden']")}
    assert hidden == {("country", "IQ"), ("lang", "en"), ("sort", "oldest"), ("size", "5")}
    assert shown.values("//input[@name='q']/@value") == ["iraq"]
    assert shown.values("//input[@name='from']/@value") == ["2020-01-01"]
    assert shown.values("//input[@name='to']/@value") == ["2020-12-31"]


def test_every_field_of_the_form_has_a_label_and_belongs_to_the_form(page):
    shown = page("/en/search?q=iraq")
    names = set(shown.values("//input[not(@type='hidden')]/@id | //select/@id"))
    assert names == {"q", "from", "to", "match"}
    assert names <= set(shown.values("//label/@for"))
    assert shown.values("//input[@name='from']/@form | //input[@name='to']/@form | //select/@form") == ["search"] * 3


def test_nothing_found_offers_what_would_find_something_with_counts(page):
    shown = page("/en/search?q=iraq+xylophone&country=SY&from=2020&to=2020")
    assert shown.text("//h1") == "Nothing found for “iraq xylophone”"
    assert shown.texts("//ul[@class='ways']/li") == [
        "Any one of the words, without date range and filters 2 releases",
    ]
    assert len(page(shown.follow("Any one of the words")).titles) == 2


def test_nothing_found_for_want_of_a_filter_offers_to_drop_it(page):
    shown = page("/de/search?q=iraq&country=SY&from=2020&to=2020")
    assert shown.texts("//ul[@class='ways']/li") == [
        "Ohne den Zeitraum 1 Veröffentlichung",
        "Ohne die Filter 1 Veröffentlichung",
        "Ohne Zeitraum und Filter 2 Veröffentlichungen",
    ]


def test_nothing_found_in_one_language_offers_the_other_once(page):
    assert page("/en/search?q=irak&lang=en").texts("//ul[@class='ways']/li") == ["In another language 1 release"]
    assert page("/de/search?q=irak&lang=en").texts("//ul[@class='ways']/li") == [
        "In einer anderen Sprache 1 Veröffentlichung"
    ]


def test_a_similar_spelling_that_a_filter_hides_is_offered_without_it(page):
    shown = page("/en/search?q=irqa&kind=speech")
    assert shown.texts("//p[@class='meant']") == []
    assert shown.texts("//ul[@class='ways']/li") == ["Spelt “Iraq”, without date range and filters 2 releases"]
    assert page(shown.follow("Spelt")).titles == ["Statement on Iraq", "Visit to Syria"]


def test_a_phrase_that_stands_nowhere_offers_its_words(page):
    shown = page("/en/search?q=“press+free”")
    assert shown.texts("//ul[@class='ways']/li")[0] == "The words of the phrase, wherever they stand 1 release"


LONG = {
    "words in parts": " OR ".join(f"kein{number:02}" for number in range(80)) + " OR Iraq",
    "phrases": " ".join(f'"kein{number:02} ja{number}"' for number in range(55)),
    "words left out": "Iraq " + " ".join(f"-kein{number:02}" for number in range(80)),
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG.keys())
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_can_be_asked_is_answered_though_what_would_be_offered_beside_it_is_too_long(page, language, text):
    page(f"/{language}/search?q={quote(text)}")


def test_nothing_found_at_all_gives_advice(page):
    shown = page("/en/search?q=xylophone")
    assert "Please check the spelling" in shown.text("//div[@class='notice']")
    assert shown.texts("//ul[@class='ways']/li") == []


def test_the_same_results_are_there_at_a_glance(page):
    assert page("/en/search?q=iraq&country=IQ&page=1").link("At a glance") == "/en/overview?q=iraq&country=IQ"
    assert "2 releases" in page("/en/overview?q=iraq&country=IQ").text("//h1")


def test_the_same_results_are_there_as_a_feed_a_table_and_json(page):
    shown = page("/en/search?q=iraq&page=1&size=5&sort=oldest")
    assert parameters(shown.link("Atom")) == {"q": ["iraq"]}
    assert parameters(shown.link("CSV")) == {"q": ["iraq"], "sort": ["oldest"]}
    assert parameters(shown.link("JSON")) == {"q": ["iraq"], "sort": ["oldest"], "size": ["5"]}
    feeds = [shown.link(name) for name in ("Atom", "RSS", "JSON Feed")]
    assert shown.values("//head/link[@rel='alternate']/@href") == feeds


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_page_names_its_language_its_parts_and_itself(page, code):
    shown = page(f"/{code}/search?q=iraq")
    assert shown.values("/html/@lang") == [code]
    assert len(shown.texts("//main[@id='content']")) == 1
    assert shown.values("//a[@class='skip']/@href") == ["#content"]
    assert len(shown.texts("//h1")) == 1
    assert "iraq" in shown.text("/html/head/title")


def test_markup_in_titles_texts_and_queries_is_shown_as_text():
    browser = a_browser(a_release("1", f"Title {HOSTILE}", f"Text {HOSTILE}", countries=("IQ",)))
    response = browser.get("/en/search", query_string={"q": f"title {HOSTILE}", "match": "any"})
    shown = Shown(response.text)
    assert shown.titles == [f"Title {HOSTILE}"]
    assert shown.values("//input[@name='q']/@value") == [f"title {HOSTILE}"]
    assert shown.texts("//script[text()] | //b") == []
    assert "<script>" not in response.text


def test_no_page_holds_a_script_or_a_style_inline(browser):
    for address in ("/en/", "/en/search?q=iraq", "/en/release/101", "/en/help", "/en/nothing", "/en/search?page=0"):
        shown = Shown(browser.get(address).text)
        scripts = "//script[not(@src or @type='application/ld+json')]"  # what search engines read is none
        assert shown.values(f"{scripts} | //style | //@style | //@onclick") == [], address


@pytest.mark.parametrize(
    ("language", "question"),
    [("de", "Meinten Sie Iraq? 1 Veröffentlichung"), ("en", "Did you mean Iraq? 1 release")],
)
def test_who_mistypes_a_word_is_asked_what_was_meant_and_told_what_it_would_find(page, language, question):
    shown = page(f"/{language}/search?q=irqa&kind=statement")
    assert shown.text("//p[@class='meant']") == question
    (address,) = shown.values("//p[@class='meant']/a/@href")
    assert parameters(address) == {"q": ["Iraq"], "kind": ["statement"]}


def test_what_was_meant_comes_without_a_count_where_something_was_found(page):
    shown = page("/en/search?q=irqa+press&match=any")
    assert shown.titles == ["A speech on the free press"]
    assert shown.text("//p[@class='meant']") == "Did you mean Iraq press?"


def test_who_finds_something_is_not_asked(page):
    assert page("/en/search?q=iraq").texts("//p[@class='meant']") == []
