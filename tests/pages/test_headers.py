"""What may browsers and other sites do with an answer, and where can it lead?"""

from dataclasses import replace
from itertools import product
from urllib.parse import quote

import pytest
from builders import a_release
from pages.browsing import NOW, RELEASES, an_engine, browse, store

from search.engines.memory import MemoryEngine
from search.settings import Server, Settings

OPEN = (
    "/api/v1/search",
    "/api/v1/search?page=0",
    "/api/v1/nothing",
    "/search.atom",
    "/search.csv",
    "/search.csv?page=0",
    "/de/search.none",
)
OWN = ("/", "/en/", "/en/release/101", "/en/nothing", "/health", "/static/style.css")
HOSTS = ("evil.example", "evil.example:80", "[::1", "evil.example/x", "a@b", "\\\\evil.example", "")
ASKED = ("/", "/de", "/en", "//evil.example/de", "//evil.example", "/\\evil.example", "/%5Cevil.example/de")
EVIL = (
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https://evil.example/",
    "https:evil.example",
    "///evil",
)


@pytest.mark.parametrize("address", OPEN)
def test_pages_of_other_sites_may_read_what_is_there_to_be_built_upon(browser, address):
    headers = browser.get(address, headers={"Origin": "https://paper.example"}).headers
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in headers
    assert {"ETag", "Retry-After", "RateLimit"} < set(headers["Access-Control-Expose-Headers"].split(", "))
    assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"


@pytest.mark.parametrize("address", OWN)
def test_pages_of_other_sites_may_read_nothing_else(browser, address):
    headers = browser.get(address, headers={"Origin": "https://paper.example"}).headers
    assert not [name for name, _ in headers if name.startswith("Access-Control")]
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_a_browser_that_asks_first_learns_what_it_may_send(browser):
    asked = {"Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "if-none-match"}
    response = browser.options("/api/v1/search", headers={"Origin": "https://paper.example", **asked})
    assert (response.status_code, response.data) == (200, b"")
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "If-None-Match" in response.headers["Access-Control-Allow-Headers"]
    assert set(response.allow) == {"GET", "HEAD", "OPTIONS"}


@pytest.mark.parametrize(
    ("seconds", "scheme", "told"), [(300, "https", "max-age=300"), (300, "http", None), (0, "https", None)]
)
def test_browsers_that_came_by_https_are_kept_there_if_the_newsroom_wants_it(seconds, scheme, told):
    site = browse(an_engine(*RELEASES).reader(), settings=Settings(server=Server(hsts=seconds)))
    for address in ("/en/", "/api/v1/search", "/static/style.css", "/en/nothing"):
        headers = site.get(address, base_url=f"{scheme}://localhost").headers
        assert headers.get("Strict-Transport-Security") == told


def test_what_moved_leads_on_within_the_site_whatever_it_is_called():
    engine = MemoryEngine(lambda: NOW)
    for number, id in enumerate(EVIL):
        store(engine, replace(a_release(f"old{number}"), withdrawn=NOW, moved_to=id), a_release(id))
    browser = browse(engine.reader())
    for door in ("/en/release/", "/en/versions/", "/en/beside/de/", "/api/v1/releases/", "/api/v1/versions/"):
        for number, id in enumerate(EVIL):
            response = browser.get(f"{door}old{number}")
            assert (response.status_code, response.headers["Location"]) == (301, door + quote(id))


def test_no_redirection_leads_to_a_host_that_the_request_named(browser):
    for address, host in product(ASKED, HOSTS):
        target = browser.get(address, headers={"Host": host}).headers.get("Location", "/")
        assert target in ("/", "/de/", "/en/"), (address, host)


def test_no_answer_sets_a_cookie_and_the_site_has_no_secret(browser):
    for address in (*OPEN, *OWN):
        assert "Set-Cookie" not in browser.get(address, headers={"Cookie": "session=x"}).headers
    assert browser.application.secret_key is None
