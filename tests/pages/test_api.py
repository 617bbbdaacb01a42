"""What do programs get?"""

import json
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from builders import BAERBOCK, MAAS, a_release
from pages.browsing import ANSWER_KEYS, a_browser

from search.release import Block, Part


@pytest.fixture
def asked(browser):
    def asked(address, **headers):
        response = browser.get(address, headers={name.replace("_", "-"): value for name, value in headers.items()})
        assert response.status_code == 200, response.text
        assert response.mimetype == "application/json"
        return response.json

    return asked


def problem(response, status):
    assert response.status_code == status
    assert response.mimetype == "application/problem+json"
    assert list(response.json) == ["type", "title", "status", "detail", "errors"]
    assert response.json["status"] == status
    return response.json


def test_a_page_of_results_has_the_documented_shape(asked):
    answer = asked("/api/v1/search?q=iraq&country=IQ&size=1")
    took, score = answer.pop("took_ms"), answer["results"][0].pop("score")
    assert took >= 0
    assert score > 0
    assert answer == {
        "query": {"text": "iraq", "filters": {"country": ["IQ"]}, "sort": "relevance", "page": 1, "size": 1},
        "total": 2,
        "results": [
            {
                "id": "101",
                "url": "https://newsroom.example/en/101",
                "kind": "statement",
                "published": "2020-06-05",
                "language": "en",
                "title": "Statement on Iraq",
                "title_language": "en",
                "snippet": [
                    {"text": "The situation in ", "match": False},
                    {"text": "Iraq", "match": True},
                    {"text": " is grave.", "match": False},
                ],
                "ministers": [{"id": "heiko-maas", "name": "Heiko Maas"}],
                "countries": [{"id": "IQ", "name": "Iraq"}],
                "translations": [{"id": "100", "language": "de", "url": "https://newsroom.example/de/100"}],
                "first_indexed": None,
                "changed": None,
                "withdrawn": None,
                "through": [],
            }
        ],
        "facets": {
            "date": [
                {"value": "2021", "label": "2021", "count": 1, "selected": False},
                {"value": "2020", "label": "2020", "count": 1, "selected": False},
            ],
            "minister": [
                {"value": "annalena-baerbock", "label": "Annalena Baerbock", "count": 1, "selected": False},
                {"value": "heiko-maas", "label": "Heiko Maas", "count": 1, "selected": False},
            ],
            "country": [
                {"value": "IQ", "label": "Iraq", "count": 2, "selected": True},
                {"value": "SY", "label": "Syria", "count": 1, "selected": False},
            ],
            "language": [{"value": "en", "label": "English", "count": 2, "selected": False}],
            "kind": [
                {"value": "press-release", "label": "Press release", "count": 1, "selected": False},
                {"value": "statement", "label": "Statement", "count": 1, "selected": False},
            ],
        },
        "suggestion": None,
        "links": {
            "self": "/api/v1/search?q=iraq&country=IQ&size=1",
            "next": "/api/v1/search?q=iraq&country=IQ&page=2&size=1",
            "prev": None,
            "after": None,
            "html": "/en/search?q=iraq&country=IQ&size=1",
            "atom": "/search.atom?q=iraq&country=IQ",
            "rss": "/search.rss?q=iraq&country=IQ",
            "csv": "/search.csv?q=iraq&country=IQ",
            "jsonl": "/search.jsonl?q=iraq&country=IQ",
            "xlsx": "/search.xlsx?q=iraq&country=IQ",
        },
        "also": [],
        "by_meaning": False,
    }


def test_values_of_one_count_come_as_the_language_sorts_their_names(browser):
    browser = a_browser(a_release("1", countries=("AT", "AF", "EG", "OM")))
    for language, expected in (
        ("de", ["Afghanistan", "Ägypten", "Oman", "Österreich"]),
        ("en", ["Afghanistan", "Austria", "Egypt", "Oman"]),
    ):
        answer = browser.get("/api/v1/search", headers={"Accept-Language": language}).json
        assert [value["label"] for value in answer["facets"]["country"]] == expected


def test_results_say_why_they_match_where_that_is_asked_for(asked):
    answer = asked("/api/v1/search?q=sanction+OR+mali+OR+iraq&lang=en&explain=true&size=1")
    assert answer["results"][0]["why"] == [
        {"asked": "sanction", "form": "stem", "found": "Sanctions", "where": ["body"]},
        {"asked": "iraq", "form": "exact", "found": "Iraq", "where": ["title", "body"]},
    ]
    assert answer["results"][0]["missing"] == ["mali"]
    assert "explain=true" in answer["links"]["next"]
    assert "why" not in asked("/api/v1/search?q=iraq&explain=false")["results"][0]


def test_keys_stand_in_the_documented_order(browser):
    answer = json.loads(browser.get("/api/v1/search").text, object_pairs_hook=list)
    assert [key for key, _ in answer] == ANSWER_KEYS
    facets = dict(answer)["facets"]
    assert [key for key, _ in facets] == ["date", "minister", "country", "language", "kind"]


def test_json_is_compact_and_keeps_its_letters(browser):
    text = browser.get("/api/v1/search?q=Erklärung").text
    assert "Erklärung" in text
    assert '": ' not in text


def test_a_range_of_dates_is_told(asked):
    assert asked("/api/v1/search?from=2020&to=2020-06")["query"] == {
        "text": "",
        "filters": {},
        "from": "2020-01-01",
        "to": "2020-06-30",
        "sort": "relevance",
        "page": 1,
        "size": 20,
    }
    assert asked("/api/v1/search?lang=de")["query"]["filters"] == {"language": ["de"]}


def test_walking_the_links_reaches_the_total_forwards_and_backwards(asked):
    answer, there = asked("/api/v1/search?size=2"), []
    there += [hit["id"] for hit in answer["results"]]
    while answer["links"]["next"]:
        answer = asked(answer["links"]["next"])
        there += [hit["id"] for hit in answer["results"]]
    assert len(there) == len(set(there)) == answer["total"] == 4
    back = [hit["id"] for hit in answer["results"]]
    while answer["links"]["prev"]:
        answer = asked(answer["links"]["prev"])
        back = [hit["id"] for hit in answer["results"]] + back
    assert back == there


def test_walking_behind_the_last_hit_reaches_every_version(asked):
    answer = asked("/api/v1/search?size=2&group=none&sort=newest")
    there = [hit["id"] for hit in answer["results"]]
    while answer["links"]["after"]:
        answer = asked(answer["links"]["after"])
        there += [hit["id"] for hit in answer["results"]]
        assert answer["links"]["next"] == answer["links"]["after"]
        assert (answer["total"], answer["links"]["prev"]) == (5, None)
        assert answer["links"]["self"].endswith(f"&after={answer['query']['after']}")
    assert there == ["102", "101", "100", "103", "104"]


@pytest.mark.parametrize(
    "address", ["?size=1", "?q=iraq&size=1&group=none", "?group=none", "?size=1&group=none&page=9"]
)
def test_nothing_leads_on_behind_a_hit_by_relevance_in_groups_or_at_the_end(asked, address):
    assert asked(f"/api/v1/search{address}")["links"]["after"] is None


def test_a_page_that_begins_behind_a_hit_is_followed_in_every_rendering(browser, asked):
    address = asked("/api/v1/search?size=1&group=none")["links"]["after"]
    links = asked(address)["links"]
    assert links["html"].startswith("/en/search?size=1&group=none&after=")
    for name in ("html", "atom", "csv"):
        assert browser.get(links[name]).status_code == 200


def test_a_moment_from_which_on_is_told_in_utc(asked):
    assert asked("/api/v1/search?since=2020-06-04T16:00:00%2B02:00")["query"]["since"] == "2020-06-04T14:00:00Z"


def test_every_link_asks_the_same_question(asked):
    address = "/api/v1/search?q=iraq&match=any&lang=en&country=IQ&from=2020&to=2021&group=none&across=false"
    links = asked(address)["links"]
    asked_for = parse_qs(urlsplit(address).query)
    assert {name: parse_qs(urlsplit(links[name]).query) for name in ("self", "html", "atom", "csv")} == dict.fromkeys(
        ("self", "html", "atom", "csv"), asked_for
    )


def test_a_page_beyond_the_end_is_empty_and_leads_nowhere(asked):
    answer = asked("/api/v1/search?q=iraq&page=9")
    assert (answer["total"], answer["results"]) == (2, [])
    assert (answer["links"]["next"], answer["links"]["prev"]) == (None, None)


def test_labels_are_german_for_those_who_prefer_german(browser):
    response = browser.get("/api/v1/search?country=IQ", headers={"Accept-Language": "de,en;q=0.5"})
    assert response.json["facets"]["country"][0]["label"] == "Irak"
    assert response.json["links"]["html"].startswith("/de/")
    assert "Accept-Language" in response.headers["Vary"]


@pytest.mark.parametrize("preference", ["", "fr", "en-US,en;q=0.9,de;q=0.8", "nonsense;;q=x"])
def test_labels_are_english_for_everybody_else(asked, preference):
    assert asked("/api/v1/search?country=IQ", Accept_Language=preference)["facets"]["country"][0]["label"] == "Iraq"


def test_a_release_has_the_fields_that_can_be_imported():
    moment = datetime(2020, 6, 5, 12, 30, tzinfo=UTC)
    release = a_release(
        "1",
        "Titel",
        "Eins.",
        "Zwei.",
        lead="Vorspann",
        language="de",
        countries=("IQ",),
        ministers=(MAAS, BAERBOCK),
        first_indexed=moment,
    )
    release = replace(release, blocks=(*release.blocks, Block(Part.ALTERNATIVE_TITLE, "Title", "en")))
    browser = a_browser(release, a_release("2", translations=("1",)))
    assert list(browser.get("/api/v1/releases/1").json.items()) == list(
        {
            "id": "1",
            "url": "https://newsroom.example/de/1",
            "kind": "press-release",
            "published": "2020-06-04",
            "language": "de",
            "title": "Titel",
            "title_language": "de",
            "alternative_titles": [{"text": "Title", "language": "en"}],
            "lead": "Vorspann",
            "body": "Eins.\n\nZwei.",
            "ministers": [
                {"id": "heiko-maas", "name": "Heiko Maas"},
                {"id": "annalena-baerbock", "name": "Annalena Baerbock"},
            ],
            "countries": [{"id": "IQ", "name": "Iraq"}],
            "translations": [{"id": "2", "language": "en", "url": "https://newsroom.example/en/2"}],
            "first_indexed": "2020-06-05T12:30:00+00:00",
            "changed": None,
            "withdrawn": None,
            "people": [],
            "mentions": [],
        }.items()
    )


def test_an_undated_release_has_no_date(asked):
    assert asked("/api/v1/releases/104")["published"] is None


def test_every_fault_of_a_request_is_listed_at_once(browser):
    found = problem(browser.get("/api/v1/search?q=„“&from=2021&to=2020&page=x&colour=red"), 400)
    assert found["title"] == "Bad Request"
    assert [error["parameter"] for error in found["errors"]] == ["q", "from", "page", "colour"]
    assert found["errors"][1]["detail"] == "lies after the end of the range, 2020-12-31; swap the two dates"
    assert found["detail"].startswith("q: holds no word to search for")


def test_faults_are_told_in_german_to_those_who_prefer_it(browser):
    found = problem(browser.get("/api/v1/search?lang=fr", headers={"Accept-Language": "de"}), 400)
    fault = {"parameter": "lang", "detail": "fr ist unbekannt; es gibt de, en", "allowed": ["de", "en"]}
    assert found["errors"] == [fault]


def test_a_release_takes_no_parameters(browser):
    found = problem(browser.get("/api/v1/releases/101?q=x"), 400)
    assert [error["parameter"] for error in found["errors"]] == ["q"]


@pytest.mark.parametrize(
    "address", ["/api", "/api/", "/api/v1/nothing", "/api/v1/releases/999", "/api/v2/search", "/api/v1/search/"]
)
def test_what_is_not_there_is_a_problem_too(browser, address):
    found = problem(browser.get(address), 404)
    assert (found["title"], found["errors"]) == ("Not Found", [])


def test_a_wrong_method_is_a_problem_too(browser):
    response = browser.post("/api/v1/search")
    problem(response, 405)
    assert "GET" in response.headers["Allow"]


def test_a_mistyped_word_comes_with_a_suggestion(browser):
    assert browser.get("/api/v1/search?q=irqa").json["suggestion"] == "Iraq"
    assert browser.get("/api/v1/search?q=iraq").json["suggestion"] is None


def test_similar_releases_are_told_as_results_are_in_the_language_of_the_request():
    title, text = "Ceasefire in Libya", "The conference discussed the ceasefire."
    german = a_release("2de", "Waffenruhe in Libyen", "Die Konferenz tagte.", language="de", translations=("2",))
    others = [a_release(f"x{n}", f"Word{n}", f"Sentence{n}.") for n in range(5)]
    browser = a_browser(a_release("1", title, text), a_release("2", title, text), german, *others)
    answer = browser.get("/api/v1/similar/1", headers={"Accept-Language": "de"})
    assert (answer.status_code, answer.json["id"]) == (200, "1")
    (hit,) = answer.json["results"]
    assert (hit["id"], hit["title"], hit["snippet"], hit["score"]) == ("2de", "Waffenruhe in Libyen", [], 1.0)
    assert hit["translations"] == [{"id": "2", "language": "en", "url": "https://newsroom.example/en/2"}]
    assert browser.get("/api/v1/similar/x1").json == {"id": "x1", "results": []}


@pytest.mark.parametrize(("address", "status"), [("/api/v1/similar/9", 404), ("/api/v1/similar/100?size=3", 400)])
def test_what_similar_releases_cannot_be_told_of_is_an_error(browser, address, status):
    problem(browser.get(address), status)
