"""What does a reader find of a release that changed, was withdrawn or moved?"""

from dataclasses import replace
from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from builders import a_release
from pages.browsing import NOW, Shown, a_browser, browse
from pages.test_feeds import ATOM, texts

from search.engines.memory import MemoryEngine
from search.revision import Revision

TERMS = "{http://purl.org/dc/terms/}"
DELETED = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"
WHEN = datetime(2023, 12, 24, 10, 30, tzinfo=UTC)
HERE = a_release("here", "Here it stands")


@pytest.fixture
def bereft():
    gone = a_release("gone", "Geheimer Titel", "Geheimer Text", withdrawn=WHEN)
    return a_browser(gone, a_release("moved", "Geheimer Titel", withdrawn=WHEN, moved_to="here"), HERE)


@pytest.mark.parametrize(
    ("address", "title", "told"),
    [
        ("/de/release/gone", "Diese Veröffentlichung wurde zurückgezogen", "24. Dezember 2023"),
        ("/en/release/gone?q=title", "This release was withdrawn", "24 December 2023"),
        ("/en/versions/gone", "This release was withdrawn", "24 December 2023"),
    ],
)
def test_a_withdrawn_release_has_a_page_that_says_when_and_nothing_of_what_it_held(bereft, address, title, told):
    response = bereft.get(address)
    shown = Shown(response.text)
    assert response.status_code == 410
    assert shown.text("//h1") == title
    assert told in shown.text("//main")
    assert shown.values("//main//time/@datetime") == ["2023-12-24T10:30:00+00:00"]
    assert shown.link("https://newsroom.example/en/gone") == "https://newsroom.example/en/gone"
    assert shown.values("//meta[@name='robots']/@content") == ["noindex"]
    assert "Geheim" not in response.text


@pytest.mark.parametrize("address", ["/api/v1/releases/gone", "/api/v1/versions/gone", "/api/v1/similar/gone"])
def test_programs_are_told_that_a_release_is_gone_and_since_when(bereft, address):
    response = bereft.get(address)
    assert (response.status_code, response.mimetype) == (410, "application/problem+json")
    told = response.json
    assert (told["status"], told["id"], told["withdrawn"]) == (410, "gone", "2023-12-24T10:30:00+00:00")
    assert "Geheim" not in response.text


@pytest.mark.parametrize("place", ["/de/release/", "/en/versions/", "/api/v1/releases/", "/api/v1/versions/"])
def test_a_release_that_moved_leads_to_where_it_is(bereft, place):
    response = bereft.get(f"{place}moved")
    assert (response.status_code, response.headers["Location"]) == (301, f"{place}here")


@pytest.mark.parametrize("place", ["/de/versions/", "/api/v1/versions/"])
def test_nobody_knows_the_versions_of_a_release_that_never_was(bereft, place):
    assert bereft.get(f"{place}never").status_code == 404


def test_feeds_say_which_entries_are_gone(bereft):
    tree = ElementTree.fromstring(bereft.get("/search.atom?q=here").data)
    assert [(entry.get("ref"), entry.get("when")) for entry in tree.findall(DELETED)] == [
        ("http://localhost/en/release/gone", "2023-12-24T10:30:00+00:00"),
        ("http://localhost/en/release/moved", "2023-12-24T10:30:00+00:00"),
    ]
    assert texts(tree, "a:updated") == ["2023-12-24T10:30:00+00:00"]
    assert len(tree.findall("a:entry", ATOM)) == 1


FIRST, SECOND = datetime(2020, 6, 4, 8, tzinfo=UTC), datetime(2020, 6, 5, 9, tzinfo=UTC)
BEFORE = a_release("1", "A visit", "The minister spoke about peace.", "It rained.", "<b>End</b>", kind="statement")
AFTER = a_release("1", "A visit", "The minister spoke about war.", "It rained.", "<b>End</b>", published="2020-06-05")


@pytest.fixture
def rewritten():
    engine = MemoryEngine(lambda: NOW)
    with engine.writer() as writer:
        writer.put(replace(AFTER, first_indexed=FIRST, changed=SECOND), [Revision(BEFORE, FIRST, SECOND)])
        writer.put(replace(HERE, first_indexed=FIRST))
        writer.commit()
    return browse(engine.reader())


def test_a_release_says_when_it_changed_and_leads_to_what(rewritten):
    shown = Shown(rewritten.get("/de/release/1").text)
    assert shown.text("//p[@class='changed']") == "Geändert am 5. Juni 2020 · Was sich geändert hat"
    assert shown.link("Was sich geändert hat") == "/de/versions/1"
    assert "Geändert am" not in rewritten.get("/de/release/here").text


@pytest.mark.parametrize(
    ("address", "heading", "kept", "removed", "added"),
    [
        (
            "/en/versions/1",
            "Changed on 5 June 2020",
            ["1 paragraph unchanged", "2 paragraphs unchanged"],
            ["removed: Statement", "removed: 4 June 2020", "removed: peace."],
            ["added: Press release", "added: 5 June 2020", "added: war."],
        ),
        (
            "/de/versions/1",
            "Geändert am 5. Juni 2020",
            ["1 Absatz unverändert", "2 Absätze unverändert"],
            ["entfernt: Erklärung", "entfernt: 4. Juni 2020", "entfernt: peace."],
            ["hinzugefügt: Pressemitteilung", "hinzugefügt: 5. Juni 2020", "hinzugefügt: war."],
        ),
    ],
)
def test_the_page_of_versions_shows_words_added_and_removed(rewritten, address, heading, kept, removed, added):
    shown = Shown(rewritten.get(address).text)
    assert shown.texts("//h2") == [heading]
    assert shown.texts("//p[@class='kept']") == kept
    assert shown.texts("//del") == removed
    assert shown.texts("//ins") == added
    assert shown.link("Back to the release" if "/en/" in address else "Zurück zur Veröffentlichung").endswith("/1")


def test_a_release_that_never_changed_has_a_page_of_versions_that_says_so(rewritten):
    shown = Shown(rewritten.get("/en/versions/here").text)
    assert shown.text("//p[@class='first-seen']") == "Here since 4 June 2020; not changed since."


def test_programs_get_every_version_and_since_when(rewritten):
    answer = rewritten.get("/api/v1/versions/1").json
    assert [(each["seen"], each["replaced"], each["kind"], each["published"]) for each in answer["versions"]] == [
        (FIRST.isoformat(), SECOND.isoformat(), "statement", "2020-06-04"),
        (SECOND.isoformat(), None, "press-release", "2020-06-05"),
    ]
    assert "peace" in answer["versions"][0]["body"]
    assert rewritten.get("/api/v1/versions/1?q=x").status_code == 400


@pytest.mark.parametrize("address", ["/api/v1/releases/1", "/api/v1/search?q=war"])
def test_programs_are_told_when_a_release_was_first_seen_and_when_it_changed(rewritten, address):
    answer = rewritten.get(address).json
    release = answer["results"][0] if "results" in answer else answer
    moments = (release["first_indexed"], release["changed"], release["withdrawn"])
    assert moments == (FIRST.isoformat(), SECOND.isoformat(), None)


def test_feeds_say_when_a_release_was_first_seen_and_when_it_changed(rewritten):
    tree = ElementTree.fromstring(rewritten.get("/search.atom?q=war").data)
    assert [tree.findtext(f"a:entry/{TERMS}{name}", namespaces=ATOM) for name in ("available", "modified")] == [
        FIRST.isoformat(),
        SECOND.isoformat(),
    ]
    assert texts(tree, "a:entry/a:updated") == [SECOND.isoformat()]
