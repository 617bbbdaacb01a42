"""What holds for the whole site?"""

import pytest
from pages.browsing import RELEASES, Shown, an_engine, browse
from protego import Protego

from search.languages import LANGUAGES
from search.settings import Settings, Site

ADDRESSES = (
    "/",
    "/de/",
    "/en/search?q=iraq",
    "/en/search?page=0",
    "/en/release/101",
    "/en/reference/bib/101",
    "/en/help",
    "/en/api",
    "/en/overview?q=iraq",
    "/en/nothing",
    "/api/v1/search",
    "/api/v1/search?page=0",
    "/api/v1/releases/101",
    "/api/v1/facets/country",
    "/api/v1/openapi.json",
    "/api/v1/",
    "/search.atom",
    "/de/search.rss",
    "/search.feed.json",
    "/search.csv",
    "/search.jsonl",
    "/robots.txt",
    "/de/search.xlsx",
    "/de/saved",
    "/en/saved?q=iraq",
    "/health",
    "/health/live",
    "/health/ready",
    "/metrics",
    "/static/style.css",
    "/static/keeping.js",
    "/static/saved.js",
)


@pytest.mark.parametrize(
    ("preference", "home"),
    [
        ("de", "/de/"),
        ("de-AT,en;q=0.8", "/de/"),
        ("en-GB,de;q=0.9", "/en/"),
        ("fr,de;q=0.3", "/de/"),
        ("fr", "/en/"),
        ("", "/en/"),
    ],
)
def test_the_root_leads_to_the_readers_language(browser, preference, home):
    response = browser.get("/", headers={"Accept-Language": preference})
    assert (response.status_code, response.headers["Location"]) == (302, home)
    assert "Accept-Language" in response.headers["Vary"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_tells_browsers_to_load_nothing_from_elsewhere_and_nothing_inline(browser, address):
    headers = browser.get(address).headers
    assert headers["Content-Security-Policy"] == (
        "default-src 'none'; style-src 'self'; img-src 'self'; "
        "script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_address_tells_its_methods_and_answers_head_as_get(browser, address):
    got, head, options = browser.get(address), browser.head(address), browser.options(address)
    assert (head.status_code, head.mimetype, head.data) == (got.status_code, got.mimetype, b"")
    assert address == "/en/nothing" or "HEAD" in options.headers["Allow"]


def test_everything_a_page_loads_is_there(browser):
    shown = Shown(browser.get("/en/").text)
    for address in shown.values("//link[@rel='stylesheet' or @rel='icon']/@href | //script/@src"):
        assert browser.get(address).status_code == 200, address


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_link_of_every_page_leads_somewhere(browser, code):
    pages = [f"/{code}/", f"/{code}/search?q=iraq&country=IQ", f"/{code}/release/100?q=irak", f"/{code}/help"]
    pages.append(f"/{code}/saved?q=iraq")
    pages += [f"/{code}/overview?country=IQ", f"/{code}/api"]
    for address in pages:
        for link in Shown(browser.get(address).text).values("//a/@href | //link/@href"):
            if link.startswith("/"):
                assert browser.get(link).status_code == 200, (address, link)


@pytest.mark.parametrize(("code", "heading"), [("de", "Suchhilfe"), ("en", "How to search")])
def test_the_help_explains_the_search_in_the_language(page, code, heading):
    shown = page(f"/{code}/help")
    assert shown.text("//h1") == heading
    assert len(shown.values("//a[@class='example']/@href")) == 25


def test_the_site_goes_by_its_own_name():
    settings = Settings(site=Site(name={"de": "Presseportal", "en": "Press & Co"}))
    browser = browse(an_engine(*RELEASES).reader(), settings=settings)
    assert Shown(browser.get("/de/").text).text("//a[@class='masthead-name']") == "Presseportal"
    assert Shown(browser.get("/en/").text).text("/html/head/title") == "Newest releases – Press & Co"


def test_a_health_check_says_what_is_served(browser):
    assert browser.get("/health").json == {"status": "ok", "generation": "1", "releases": 5}


def test_a_page_can_be_asked_for_by_its_headers_alone(browser):
    response = browser.head("/en/search?q=iraq")
    assert (response.status_code, response.data) == (200, b"")


def test_no_instance_folder_is_looked_for_in_the_checkout(browser):
    assert "web" not in browser.application.instance_path
    assert browser.application.logger.name == "newsroom.web"


@pytest.mark.parametrize(
    ("address", "is_listed"),
    [
        ("/en/", True),
        ("/en/help", True),
        ("/en/overview", True),
        ("/en/saved", True),
        ("/en/api", True),
        ("/en/release/101", True),
        ("/en/release/101?q=iraq", True),  # names the release without the search as canonical
        ("/en/search", False),
        ("/en/search?q=iraq&page=2", False),
        ("/en/facet/country", False),
        ("/en/overview?q=iraq", False),
        ("/en/saved?q=iraq", False),
    ],
)
def test_search_engines_list_pages_and_releases_but_no_answers(page, address, is_listed):
    assert page(address).values("/html/head/meta[@name='robots']/@content") == ([] if is_listed else ["noindex"])


@pytest.mark.parametrize("path", ["", "help", "overview", "saved", "api"])
def test_a_page_that_stands_in_both_languages_names_itself_in_both(page, path):
    twins = {code: f"http://localhost/{code}/{path}" for code in ("de", "en")}
    for code in twins:
        head = page(f"/{code}/{path}").tree.xpath("/html/head")[0]
        assert head.xpath("link[@rel='canonical']/@href") == [twins[code]]
        languages = head.xpath("link[@rel='alternate'][@hreflang]")
        assert {link.get("hreflang"): link.get("href") for link in languages} == twins


@pytest.mark.parametrize(
    "address", ["/en/search?q=iraq", "/en/saved?q=iraq", "/en/overview?q=iraq", "/en/?from=nobody"]
)
def test_a_page_with_parameters_names_no_other_as_the_same(page, address):
    assert page(address).values("/html/head/link[@rel='canonical' or @hreflang]/@href") == []


def test_the_foot_of_every_page_leads_on(page):
    assert page("/de/help").texts("//footer//a") == ["Newsroom", "Überblick", "Suchhilfe", "Gemerkte Suchen", "Die API"]


@pytest.mark.parametrize(
    ("address", "may"),
    [
        ("/de/", True),
        ("/en/release/101", True),
        ("/en/versions/101", True),
        ("/en/help", True),
        ("/en/search?page=2", True),  # what leads to every release
        ("/en/search?q=iraq", False),
        ("/de/search?country=IQ&page=2", False),
        ("/en/release/101?q=iraq", False),
        ("/en/facet/country", False),
        ("/en/overview", True),
        ("/en/overview?q=iraq", False),
        ("/search.csv", False),
        ("/de/search.atom", False),
        ("/api/v1/search", False),
        ("/static/style.css", True),
    ],
)
def test_crawlers_are_led_to_every_release_and_kept_from_questions_without_end(browser, address, may):
    rules = Protego.parse(browser.get("/robots.txt").text)
    assert rules.can_fetch(f"http://localhost{address}", "examplebot") == may


def test_below_a_path_of_its_own_a_site_says_what_belongs_into_the_robots_txt_of_its_host():
    browser = browse(an_engine(*RELEASES).reader(), settings=Settings(site=Site(address="https://x.example/presse")))
    assert "Disallow: /presse/de/facet/" in browser.get("/presse/robots.txt").text.splitlines()
