"""Is the description of the API true? What it says of requests, of answers, and of its own examples."""

import doctest
import json
from typing import Any

import pytest
from openapi_spec_validator import validate
from pages.browsing import REGISTRY, RELEASES, Shown, a_browser, an_engine, browse
from pydantic import ConfigDict, TypeAdapter
from recorded import answers, sample_site

from search.errors import InvalidQuery
from search.query import Query
from search.settings import Settings, Site
from web import params
from web.description import openapi
from web.description.openapi import address_of, document, examples
from web.description.operations import JSON, OPERATIONS
from web.description.problems import KINDS
from web.params import FIND, PARAMETERS
from web.serving import admission
from web.site import known_values

KNOWN = known_values(an_engine(*RELEASES).reader(), REGISTRY)
DOCUMENT = document(KNOWN)
DESCRIBED = {each["name"]: each for each in DOCUMENT["paths"]["/api/v1/search"]["get"]["parameters"]}
ASKED = [each for each in OPERATIONS.values() if each.example]
LISTED = ("match", "lang", "country", "kind", "mentions", "sort", "group")


@pytest.fixture(scope="module")
def sample():
    with sample_site() as browser:
        yield browser


def values_of(name: str) -> dict[str, Any]:
    """What is said of one value of a parameter."""
    schema = DESCRIBED[name]["schema"]
    schema = schema.get("items", schema)
    shared = DOCUMENT["components"]["schemas"].get(schema.get("$ref", "").rpartition("/")[2], {})
    return {**schema, **shared}


def is_read(name: str, text: str) -> bool:
    try:
        params.read({name: [text]}, KNOWN)
    except InvalidQuery:
        return False
    return True


@pytest.mark.parametrize("module", [admission, openapi])
def test_the_examples_in_the_code_hold(module):
    found = doctest.testmod(module)
    assert found.attempted > 0
    assert not found.failed


def test_it_is_an_openapi_document():
    validate(DOCUMENT)
    assert DOCUMENT["openapi"].startswith("3.1.")


def test_the_document_is_the_same_at_its_address(browser):
    served = browser.get("/api/v1/openapi.json").json
    assert served == json.loads(json.dumps(document(known_values(an_engine(*RELEASES).reader(), REGISTRY))))


def test_every_address_that_is_no_page_is_described(browser):
    rules = {rule.endpoint for rule in browser.application.url_map.iter_rules()}
    pages = {rule for rule in rules if rule.partition(".")[0] in ("pages", "static", "saved")}
    pages |= {"manual.root", "manual.page", "robots.robots"}
    assert rules - pages == {operation.endpoint for operation in OPERATIONS.values()}


def test_every_parameter_that_is_read_is_described():
    assert list(DESCRIBED) == list(PARAMETERS)
    assert all(each["description"] for each in DESCRIBED.values())


@pytest.mark.parametrize("name", LISTED)
def test_the_listed_values_are_read_and_others_are_not(name):
    assert all(is_read(name, text) for text in values_of(name)["enum"])
    assert not is_read(name, "nonsense")


@pytest.mark.parametrize("name", ["page", "size"])
def test_numbers_are_read_from_their_minimum_to_their_maximum(name):
    least, most = values_of(name)["minimum"], values_of(name)["maximum"]
    assert is_read(name, str(least))
    assert is_read(name, str(most))
    assert not is_read(name, str(least - 1))
    assert not is_read(name, str(most + 1))


@pytest.mark.parametrize("name", ["q", "find"])
def test_texts_are_read_to_their_longest(name):
    most = {**PARAMETERS, "find": FIND}[name].value.schema(())["maxLength"]
    params.understand({name: ["x" * most]}, KNOWN, beside=[FIND])
    with pytest.raises(InvalidQuery, match=f"{name}: is {most + 1} characters long; at most {most}"):
        params.understand({name: ["x" * (most + 1)]}, KNOWN, beside=[FIND])


def test_the_default_is_what_leaving_a_parameter_out_means():
    defaults = {name: each["schema"]["default"] for name, each in DESCRIBED.items() if "default" in each["schema"]}
    assert defaults.keys() == {"match", "undated", "sort", "page", "size", "group", "across", "explain"}
    texts = {name: [json.dumps(value).strip('"')] for name, value in defaults.items()}
    assert params.read(texts, KNOWN) == Query()


def test_people_are_not_listed_and_countries_once():
    assert "enum" not in values_of("minister")
    assert DESCRIBED["country"]["schema"] == DESCRIBED["mentions"]["schema"]
    assert json.dumps(DOCUMENT).count('"-IQ"') == 1


def test_every_text_of_an_answer_that_is_inherited_keeps_what_is_said_of_it():
    shape = DOCUMENT["components"]["schemas"]["Result"]["properties"]
    assert shape["url"]["description"] == "Its original address."
    assert shape["score"]["description"].startswith("How well")


@pytest.mark.parametrize("operation", ASKED, ids=lambda each: each.name)
def test_the_example_of_an_operation_finds_something_in_the_sample(sample, operation):
    response = sample.get(address_of(operation, operation.example))
    assert (response.status_code, response.mimetype) == (200, operation.media)
    if operation.answer:
        adapter = TypeAdapter(list[operation.answer], config=ConfigDict(extra="forbid"))
        adapter.validate_json(f"[{response.text}]", strict=True)  # no field more than is described
    found = response.json or {}
    assert found.get("total", 1)
    assert found.get("suggestions", True)


@pytest.mark.parametrize("name", [*PARAMETERS, "find"])
def test_the_example_of_a_parameter_can_be_asked_for(sample, name):
    parameter = {**PARAMETERS, "find": FIND}[name]
    walking = {"group": "none", "sort": "newest"} if name == "after" else {}
    response = sample.get("/api/v1/facets/kind", query_string={name: parameter.example, **walking})
    assert response.status_code == 200, response.text


def test_the_shown_answers_are_what_the_sample_answers_today(sample):
    assert examples() == answers(sample), "run make examples"


@pytest.mark.parametrize("code", ["de", "en"])
def test_the_page_shows_every_operation_parameter_and_problem(page, code):
    shown = page(f"/{code}/api")
    assert shown.texts("//section/h2")[: len(OPERATIONS)] == [each.title for each in OPERATIONS.values()]
    assert {f"{kind.status} {kind.name}" for kind in KINDS.values()} <= set(shown.texts("//dt"))
    for operation in OPERATIONS.values():
        section = f"//section[@aria-labelledby='{operation.name}']"
        names = [text.split()[0] for text in shown.texts(f"{section}//dt")]
        assert names == [*([operation.place.name] if operation.place else []), *operation.takes]
        command = shown.text(f"{section}/pre")
        assert command == f"curl 'http://localhost{address_of(operation, operation.example)}'"
        assert bool(shown.texts(f"{section}/details")) == (operation.name in examples())


def test_the_page_lists_the_values_that_there_are(page):
    shown = page("/en/api")
    section = "//section[@aria-labelledby='search']"
    assert "relevance newest oldest seen changed" in shown.texts(f"{section}//dd")
    assert "integer, 1 to 100; default 20; for example 50" in shown.texts(f"{section}//dd")
    assert shown.link("Country, repeatable") == "#shape-Country"


def test_every_reference_on_the_page_leads_to_something_on_it(page):
    shown = page("/de/api")
    wanted = {address for address in shown.values("//a/@href") if address.startswith("#")}
    assert wanted <= {f"#{id}" for id in shown.values("//@id")}
    ids = shown.values("//@id")
    assert len(ids) == len(set(ids))


def test_the_page_is_in_both_languages_and_says_which_part_is_english(page):
    assert page("/de/api").text("//h1") == "Die API"
    assert page("/en/api").text("//h1") == "The API"
    assert page("/de/api").values("//main/div/@lang") == ["en"]


@pytest.mark.parametrize(("preference", "home"), [("de", "/de/api"), ("fr", "/en/api")])
def test_the_address_of_the_api_leads_to_the_page_of_the_readers_language(browser, preference, home):
    response = browser.get("/api/v1/", headers={"Accept-Language": preference})
    assert (response.status_code, response.headers["Location"]) == (302, home)


def test_every_problem_has_a_type_that_leads_to_what_it_is(browser, page):
    ids = set(page("/en/api").values("//@id"))
    for address, name in (("/api/v1/search?page=0", "invalid-parameters"), ("/api/v1/nothing", "not-found")):
        assert browser.get(address).json["type"] == f"http://localhost/api/v1/#{name}"
    assert {kind.name for kind in KINDS.values()} <= ids


def test_answers_that_are_json_are_all_described_by_a_shape():
    for operation in OPERATIONS.values():
        found = DOCUMENT["paths"][operation.path]["get"]["responses"]["200"]["content"]
        assert list(found) == [operation.media]
        if operation.media == JSON and operation.name != "description":
            assert found[JSON]["schema"]["$ref"].rpartition("/")[2] in DOCUMENT["components"]["schemas"]


def test_below_a_prefix_the_description_leads_to_where_the_site_stands():
    settings = Settings(site=Site(address="https://www.example.org/presse"))
    browser = browse(an_engine(*RELEASES).reader(), settings=settings)
    assert browser.get("/api/v1/openapi.json").json["servers"] == [{"url": "/presse"}]
    shown = Shown(browser.get("/en/api").text)
    assert shown.texts("//section[@aria-labelledby='suggest']/pre") == [
        "curl 'https://www.example.org/presse/api/v1/suggest?q=ira'"
    ]
    assert shown.link("description for programs") == "/presse/api/v1/openapi.json"
    assert (
        browser.get("/api/v1/search?page=0").json["type"] == "https://www.example.org/presse/api/v1/#invalid-parameters"
    )
    assert browser.get("/api/v1/").headers["Location"] == "/presse/en/api"


def test_a_browser_without_the_sample_shows_the_same_page():
    assert Shown(a_browser().get("/en/api").text).text("//h1") == "The API"


@pytest.mark.parametrize(
    ("path", "never"),
    [
        ("/search.csv", {"406"}),
        ("/health/live", {"400", "406", "429", "503"}),
        ("/metrics", {"400", "406", "429", "503"}),
    ],
)
def test_no_answer_is_described_that_an_address_never_gives(path, never):
    every = set(DOCUMENT["paths"]["/api/v1/search"]["get"]["responses"])
    assert every - set(DOCUMENT["paths"][path]["get"]["responses"]) == never
