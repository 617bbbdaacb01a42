"""Which requests does every address of the API answer alike, and which does it turn away?"""

import logging

import pytest
from builders import a_release
from pages.browsing import a_browser, an_engine, browse, store
from werkzeug.exceptions import TooManyRequests

from web.description.openapi import address_of
from web.description.operations import JSON, OPERATIONS
from web.description.problems import KINDS

PLACES = {"id": "101", "facet": "country"}
ADDRESSES = {
    each.name: address_of(each, {each.place.name: PLACES[each.place.name]} if each.place else {})
    for each in OPERATIONS.values()
}
NEGOTIATED = [ADDRESSES[each.name] for each in OPERATIONS.values() if each.path.startswith("/api/")]


def problem(response, status):
    assert (response.status_code, response.mimetype) == (status, "application/problem+json")
    found = response.json
    assert found["status"] == status
    assert found["type"] == f"http://localhost/api/v1/#{KINDS[status].name}"
    return found


# Methods


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES.keys())
def test_head_answers_as_get_does_without_the_body(browser, address):
    got, head = browser.get(address), browser.head(address)
    assert (head.status_code, head.mimetype, head.data) == (got.status_code, got.mimetype, b"")


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES.keys())
def test_options_names_the_methods_there_are(browser, address):
    response = browser.options(address)
    assert response.status_code in (200, 204)
    assert {method.strip() for method in response.headers["Allow"].split(",")} == {"GET", "HEAD", "OPTIONS"}


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"])
@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES.keys())
def test_other_methods_are_refused_with_those_there_are(browser, address, method):
    response = browser.open(address, method=method)
    problem(response, 405)
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS"


# Formats


@pytest.mark.parametrize(
    "accept",
    [
        "*/*",
        "application/json",
        "application/*",
        "APPLICATION/JSON",
        "application/json; charset=utf-8",
        "text/html, application/json;q=0.1",
        "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        "text/html;q=x, */*",
        "",
        ",",
        "no media range at all, */*;q=0.001",
    ],
)
def test_who_takes_json_or_anything_is_answered(browser, accept):
    for address in NEGOTIATED:
        assert browser.get(address, headers={"Accept": accept}).mimetype == JSON, address


@pytest.mark.parametrize(
    "accept",
    ["text/html", "application/xml, text/*", "application/json;q=0", "*/*, application/json;q=0", "json", "*/*;q=0"],
)
def test_who_takes_no_json_is_told_so_at_every_address_of_the_api(browser, accept):
    for address in NEGOTIATED:
        problem(browser.get(address, headers={"Accept": accept}), 406)


def test_who_takes_no_json_is_still_told_which_methods_there_are(browser):
    assert browser.options("/api/v1/search", headers={"Accept": "text/html"}).status_code in (200, 204)


@pytest.mark.parametrize("name", ["atom", "rss", "feed_json", "csv", "jsonl", "xlsx", "health"])
def test_an_address_that_says_its_format_sends_it_to_everybody(browser, name):
    response = browser.get(ADDRESSES[name], headers={"Accept": "image/png"})
    assert (response.status_code, response.mimetype) == (200, OPERATIONS[name].media)


# Sizes and rates


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES.keys())
def test_a_large_body_is_refused_and_a_small_one_is_no_matter(browser, address):
    problem(browser.get(address, data=b"x" * 20_000), 413)
    problem(browser.post(address, data=b"x" * 20_000), 413)
    problem(browser.get(address, headers={"Transfer-Encoding": "chunked"}), 413)  # how large it is nobody knows
    assert browser.get(address, data=b"x" * 100).status_code == 200


def test_a_page_that_is_sent_a_large_body_says_so_in_words(page, browser):
    response = browser.post("/de/search", data=b"x" * 20_000)
    assert response.status_code == 413
    assert "Sie bringt mehr mit, als diese Website annimmt." in response.text


def test_who_asks_too_often_is_told_when_to_ask_again():
    browser = a_browser()
    browser.application.before_request(lambda: (_ for _ in ()).throw(TooManyRequests(retry_after=7)))
    response = browser.get("/api/v1/search")
    assert problem(response, 429)["detail"].startswith("You ask for more")
    assert response.headers["Retry-After"] == "7"
    page = browser.get("/de/search")
    assert (page.status_code, page.headers["Retry-After"]) == (429, "7")
    assert "Zu viele Anfragen" in page.text


# What is wrong, and nothing else


def test_every_fault_comes_with_what_is_allowed_where_that_can_be_listed(browser):
    found = problem(browser.get("/api/v1/search?lang=fr&kind=poem&country=xx&sort=best&page=x&colour=red"), 400)
    allowed = {fault["parameter"]: fault.get("allowed") for fault in found["errors"]}
    assert allowed["lang"] == ["de", "en"]
    assert allowed["kind"] == ["press-release", "statement", "speech", "interview", "article"]
    assert allowed["sort"] == ["relevance", "newest", "oldest", "seen", "changed"]
    assert allowed["country"] is None
    assert allowed["page"] is None
    assert allowed["colour"][:3] == ["q", "match", "lang"]


@pytest.mark.parametrize(
    "address", ["/metrics/x", "/health/x", "/search.nothing", "/api/v1/facets/colour", "/api/v1/facets"]
)
def test_what_is_missing_among_the_addresses_of_programs_is_a_problem(browser, address):
    assert problem(browser.get(address), 404)["errors"] == []


def test_no_answer_tells_where_the_site_stands_or_what_it_is_made_of(caplog):
    caplog.set_level(logging.CRITICAL, logger="newsroom.web")

    class Broken:
        """A reader that fails in the middle of its work."""

        generation = "1"

        def refreshed(self):
            return self

        def __getattr__(self, name):
            raise OSError(2, "No such file", "/srv/secret/store")

    secrets = ("/srv/", "Traceback", "OSError", "werkzeug", "Werkzeug", ".py")
    browser = browse(Broken())
    for address in (*ADDRESSES.values(), "/de/search", "/api/v1/search?page=0&q=%00", "/api/v1/nothing"):
        response = browser.get(address)
        told = f"{response.headers}{response.text}"
        assert not any(word in told for word in secrets), address
    assert browser.get("/api/v1/search").status_code == 500


# All values of a facet


def test_a_facet_lists_every_value_with_its_links(browser):
    answer = browser.get("/api/v1/facets/country?q=iraq&country=IQ&country=-SY&page=3").json
    assert (answer["facet"], answer["label"], answer["find"], answer["total"]) == ("country", "Country", "", 2)
    assert answer["query"]["filters"] == {"country": ["IQ"]}
    assert answer["values"] == [
        {
            "value": "IQ",
            "label": "Iraq",
            "count": 1,
            "selected": True,
            "excluded": False,
            "links": {"search": "/api/v1/search?q=iraq&country=-SY", "html": "/en/search?q=iraq&country=-SY"},
        },
        {
            "value": "SY",
            "label": "Syria",
            "count": 0,
            "selected": False,
            "excluded": True,
            "links": {"search": "/api/v1/search?q=iraq&country=IQ", "html": "/en/search?q=iraq&country=IQ"},
        },
    ]
    assert answer["links"] == {
        "self": "/api/v1/facets/country?q=iraq&country=IQ&country=-SY",
        "html": "/en/facet/country?q=iraq&country=IQ&country=-SY",
        "search": "/api/v1/search?q=iraq&country=IQ&country=-SY",
    }


@pytest.mark.parametrize(
    ("find", "language", "expected"),
    [
        ("osterr", "de", ["Österreich"]),
        ("ÖSTERR", "de", ["Österreich"]),
        ("austria", "de", []),
        ("austria", "en", ["Austria"]),
        ("a", "en", ["Afghanistan", "Austria", "Oman"]),
        ("", "en", ["Afghanistan", "Austria", "Egypt", "Oman"]),
        ("%", "en", []),
    ],
)
def test_values_are_searched_for_by_name_in_the_language_of_the_answer_as_on_the_page(find, language, expected):
    browser = a_browser(a_release("1", countries=("AT", "AF", "EG", "OM")))
    asked = {"query_string": {"find": find}, "headers": {"Accept-Language": language}}
    answer = browser.get("/api/v1/facets/country", **asked).json
    assert [value["label"] for value in answer["values"] if find != "a" or "a" in value["label"].lower()] == expected
    assert answer["total"] == 4
    page = browser.get(f"/{language}/facet/country", query_string={"find": find}).text
    assert all(label in page for label in expected)


def test_every_link_of_a_facet_leads_to_what_it_counts(browser):
    for facet in ("country", "minister", "kind", "language", "person", "mentions"):
        for value in browser.get(f"/api/v1/facets/{facet}?q=iraq").json["values"]:
            assert browser.get(value["links"]["search"]).json["total"] == value["count"]


def test_what_is_wrong_with_a_facets_own_search_is_named_beside_all_other_faults(browser):
    found = problem(browser.get(f"/api/v1/facets/kind?find={'x' * 1_001}&page=0&from=never&colour=1"), 400)
    assert [fault["parameter"] for fault in found["errors"]] == ["from", "page", "find", "colour"]
    found = problem(browser.get("/api/v1/facets/kind?find=a&find=b"), 400)
    assert found["errors"] == [{"parameter": "find", "detail": "is given 2 times; give it once"}]
    assert [fault["parameter"] for fault in problem(browser.get("/api/v1/search?find=a"), 400)["errors"]] == ["find"]


# Walking everything


def test_a_walk_by_the_links_meets_everything_that_stays_once_while_the_index_changes():
    engine = an_engine(*(a_release(f"{number:03}", published=f"2020-01-{number + 1:02}") for number in range(20)))
    browser = browse(engine.reader())
    met, address = [], "/api/v1/search?sort=newest&group=none&size=3"
    while address:
        answer = browser.get(address).json
        met += [result["id"] for result in answer["results"]]
        address = answer["links"]["after"]
        store(engine, a_release(f"new{len(met)}", published="2021-01-01"))
        with engine.writer() as writer:
            writer.remove("010")
            writer.commit()
    assert len(met) == len(set(met))
    assert set(met) >= {f"{number:03}" for number in range(20)} - {"010"}


@pytest.mark.parametrize("query", ["q=iraq", "sort=newest", "q=iraq&group=none"])
def test_where_no_place_stays_what_it_is_nothing_can_be_walked(browser, query):
    assert browser.get(f"/api/v1/search?{query}&size=1").json["links"]["after"] is None
