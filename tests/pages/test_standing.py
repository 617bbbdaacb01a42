"""Where does the public find the site, and does every address lead there? Under a path of its own, behind proxies."""

import inspect
import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

import pytest
from lxml import etree, html
from pages.browsing import RELEASES, Browser, an_engine, browse

from search.query import Query
from search.settings import Server, Settings, Site
from web import addresses
from web.serving.headers import HEADERS

PUBLIC = "https://www.example.org"
PREFIX = "/presse"
ELSEWHERE = "https://newsroom.example/"  # where the releases come from
MOST_PAGES = 80
BEGINNINGS = (
    "/de/",
    "/en/search?q=iraq",
    "/en/facet/country?q=iraq",
    "/en/versions/101",
    "/en/beside/de/101",
    "/api/v1/search?q=iraq",
    "/api/v1/suggest?q=ira",
    "/api/v1/facets/country?q=iraq",
    "/en/api",
)

# How a request reaches the site: the settings, what is in front of a path that the public asks for, and the headers.
WAYS: dict[str, tuple[Settings, str, dict[str, str]]] = {
    "the address is set, the proxy hands the path on": (
        Settings(site=Site(address=PUBLIC + PREFIX)),
        PREFIX,
        {"Host": "127.0.0.1:8000"},
    ),
    "the address is set, the proxy takes the prefix off": (
        Settings(site=Site(address=PUBLIC + PREFIX + "/")),
        "",
        {"Host": "evil.example", "X-Forwarded-Host": "evil.example"},
    ),
    "a trusted proxy tells": (
        Settings(server=Server(trusted_proxies=1)),
        "",
        {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "www.example.org", "X-Forwarded-Prefix": PREFIX},
    ),
}


class Public:
    """The site as the public meets it."""

    def __init__(self, settings: Settings, before: str, headers: dict[str, str]) -> None:
        self.browser: Browser = browse(an_engine(*RELEASES).reader(), settings=settings)
        self.before, self.headers = before, headers

    def get(self, address: str) -> Any:
        """What is answered at an address under the prefix."""
        assert address == PREFIX or address.startswith(f"{PREFIX}/"), address
        inside = (self.before + address.removeprefix(PREFIX)) or "/"
        return self.browser.get(inside, headers=self.headers)


@pytest.fixture(params=WAYS.values(), ids=WAYS.keys())
def public(request: pytest.FixtureRequest) -> Public:
    return Public(*request.param)


def links_of(mimetype: str, text: str) -> Iterator[str]:
    """Every address that an answer holds."""
    if mimetype == "text/html":
        tree = html.fromstring(text)
        yield from tree.xpath("//@href | //@src | //form/@action | //@formaction | //*/@data-address")
    elif mimetype.endswith("xml"):
        tree = etree.fromstring(text.encode())
        yield from tree.xpath("//@href | //@ref | //*[local-name()='link']/text()")
    elif mimetype.endswith("json") and not text.startswith('{"openapi"'):  # whose example answers are the sample's
        yield from (each for each in texts_of(json.loads(text)) if re.match(r"/\w|https?:(?!//jsonfeed)", each))


def texts_of(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from texts_of(each)


def shape(address: str) -> tuple[str, tuple[str, ...]]:
    """What two addresses have in common that the same code answers: all but numbers and the values of parameters."""
    parts = urlsplit(address)
    return re.sub(r"(?<=/)\d+", "0", parts.path), tuple(sorted({name for name, _ in parse_qsl(parts.query)}))


def test_every_link_of_the_site_stays_under_its_prefix_and_leads_somewhere(public: Public) -> None:
    waiting, seen = [PREFIX + path for path in BEGINNINGS], set()
    while waiting and len(seen) < MOST_PAGES:
        here = waiting.pop(0)
        if shape(here) in seen:
            continue
        seen.add(shape(here))
        answer = public.get(here)
        assert answer.status_code == 200, here
        for link in links_of(answer.mimetype, answer.data.decode(errors="replace")):  # a sheet of Excel is no text
            address = urljoin(PUBLIC + here, link)
            if not address.startswith(ELSEWHERE):
                assert address.startswith(f"{PUBLIC}{PREFIX}/"), (here, link)
                waiting.append(address.removeprefix(PUBLIC).partition("#")[0])
    paths = {path for path, _ in seen}
    for expected in ("/en/", "/en/release/0", "/de/release/0", "/en/help", "/search.atom", "/search.csv"):
        assert PREFIX + expected in paths


def test_where_the_site_stands_is_told_in_feeds_and_redirections(public: Public) -> None:
    assert f"<id>{PUBLIC}{PREFIX}/search.atom</id>" in public.get(f"{PREFIX}/search.atom").text
    assert public.get(f"{PREFIX}/").headers["Location"] == f"{PREFIX}/en/"
    assert public.get(f"{PREFIX}/de").headers["Location"] == f"{PREFIX}/de/"


# What an address may be made of, by the name of the parameter.
MADE_OF = {
    "language": "de",
    "other": "en",
    "facet": "country",
    "name": "not-found",
    "format": "bib",
    "id": "a/b c",
    "query": Query("iraq"),
    "path": "/de/search",
    "pairs": [("q", "ä")],
}
MAKERS = [
    maker
    for name, maker in inspect.getmembers(addresses, inspect.isfunction)
    if maker.__module__ == addresses.__name__ and not name.startswith("_") and maker.__annotations__["return"] is str
]


@pytest.mark.parametrize("maker", MAKERS, ids=lambda maker: maker.__name__)
def test_every_kind_of_address_has_the_prefix(maker: Any) -> None:
    parameters = inspect.signature(maker).parameters.items()
    made_of = [MADE_OF[name] for name, each in parameters if each.default is each.empty]
    without = maker(*made_of)
    addresses.PREFIX.set(PREFIX)
    try:
        assert maker(*made_of) == PREFIX + without
    finally:
        addresses.PREFIX.set("")


# What is not believed


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Forwarded-Host": "evil.example"},
        {"X-Forwarded-Prefix": "/evil"},
        {"X-Forwarded-Proto": "https"},
        {"X-Forwarded-Host": "evil.example", "X-Forwarded-Prefix": "/evil", "X-Forwarded-Proto": "https"},
    ],
)
def test_without_proxies_nobody_is_believed_where_the_site_stands(headers: dict[str, str]) -> None:
    browser = browse(an_engine(*RELEASES).reader())
    assert "<id>http://localhost/search.atom</id>" in browser.get("/search.atom", headers=headers).text


def test_as_many_proxies_are_believed_as_there_are() -> None:
    browser = browse(an_engine(*RELEASES).reader(), settings=Settings(server=Server(trusted_proxies=1)))
    claimed = {"X-Forwarded-Host": "evil.example, www.example.org", "X-Forwarded-Prefix": "/evil, /presse"}
    assert "<id>http://www.example.org/presse/search.atom</id>" in browser.get("/search.atom", headers=claimed).text


@pytest.mark.parametrize("prefix", ["//evil.example", "/a//b", "presse", "/\\evil.example", "/<script>", "/a b", "/ä"])
def test_a_prefix_that_is_no_path_is_refused(prefix: str) -> None:
    browser = browse(an_engine(*RELEASES).reader(), settings=Settings(server=Server(trusted_proxies=1)))
    claimed = {"X-Forwarded-Prefix": prefix.encode().decode("latin-1")}
    page, details = (browser.get(address, headers=claimed) for address in ("/", "/api/v1/search"))
    assert (page.status_code, details.status_code, details.mimetype) == (400, 400, "application/problem+json")
    assert [fault["parameter"] for fault in details.json["errors"]] == ["X-Forwarded-Prefix"]
    for response in (page, details):
        assert {*response.headers.keys()} >= HEADERS.keys()
        assert "evil.example" not in response.text


@pytest.mark.parametrize("host", ['a"b', "a b", "x:99999", "a/b", "a@b", "", "ä.example"])
def test_a_host_that_is_none_is_refused_since_no_link_can_be_made_of_it(host: str) -> None:
    browser = browse(an_engine(*RELEASES).reader())
    claimed = {"Host": host.encode().decode("latin-1")}
    response = browser.get("/search.atom", headers=claimed)
    assert (response.status_code, response.mimetype) == (400, "application/problem+json")
    assert response.json["type"] == "/api/v1/#invalid-parameters"
    assert browser.get("/en/", headers=claimed).status_code == 400
    assert browser.get("/health", headers=claimed).status_code == 200  # a monitor may know it by any name
    settled = browse(an_engine(*RELEASES).reader(), settings=Settings(site=Site(address=PUBLIC)))
    assert f"<id>{PUBLIC}/search.atom</id>" in settled.get("/search.atom", headers=claimed).text


def test_what_only_begins_like_the_prefix_is_not_taken_for_it() -> None:
    browser = browse(an_engine(*RELEASES).reader(), settings=Settings(site=Site(address=PUBLIC + PREFIX)))
    assert browser.get("/pressestelle/de/").status_code == 404
    assert browser.get("/presse").status_code == browser.get("/").status_code == 302
    assert browser.get("/health").status_code == browser.get("/presse/health").status_code == 200
