"""A reader keeps searches in the browser, sees what is new in them, and carries them to another one in a file."""

import json
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from builders import a_release
from pages.browsing import an_engine, store
from playwright.sync_api import Browser, BrowserContext, Page, expect
from werkzeug.serving import make_server

from search.engines.memory import MemoryEngine
from web.app import create_app

pytestmark = pytest.mark.browser

LONG_AGO = datetime(2020, 6, 4, tzinfo=UTC)
KEY = "newsroom.searches"


class Newsroom:
    """A site that more releases come to, each of them this moment."""

    def __init__(self, address: str, engine: MemoryEngine) -> None:
        self.address = address
        self._engine = engine

    def bring(self, id: str, title: str) -> None:
        """A release comes, later than anything that was looked at."""
        store(self._engine, a_release(id, title, first_indexed=datetime.now(UTC) + timedelta(seconds=2)))


@pytest.fixture
def newsroom() -> Iterator[Newsroom]:
    engine = an_engine(
        a_release("1", "Sanctions on trade", first_indexed=LONG_AGO),
        a_release("2", "A visit to Iraq", first_indexed=LONG_AGO, countries=("IQ",)),
    )
    server = make_server("127.0.0.1", 0, create_app(engine.reader()), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield Newsroom(f"http://127.0.0.1:{server.port}", engine)
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def open_browser(browser: Browser, newsroom: Newsroom) -> Iterator[Callable[..., BrowserContext]]:
    """Opens browsers that know nothing of each other; no script may fail, nor do what the policy forbids."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def open_one(**options: object) -> BrowserContext:
        context = browser.new_context(base_url=newsroom.address, **options)
        context.on("weberror", lambda error: faults.append(str(error.error)))
        context.on("console", lambda said: faults.append(said.text) if "Security Policy" in said.text else None)
        contexts.append(context)
        return context

    yield open_one
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def page(open_browser: Callable[..., BrowserContext]) -> Page:
    return open_browser().new_page()


def searches(page: Page) -> list[str]:
    """The names of the saved searches, in order."""
    expect(page.locator(".kept-searches .name").first).to_be_visible()
    return page.locator(".kept-searches .name").all_inner_texts()


def keep(page: Page, address: str, name: str = "") -> None:
    page.goto(address)
    page.get_by_role("link", name="Save this search").click()
    if name:
        page.get_by_label("Name", exact=True).first.fill(name)
    page.get_by_role("button", name="Save this search").click()
    expect(page.locator(".told")).to_have_text("Saved.")


def counts(page: Page, *expected: str) -> None:
    expect(page.locator(".kept-searches .new")).to_have_text(list(expected))


def upload(page: Page, content: str) -> None:
    page.get_by_label("Import from a file").set_input_files(
        {"name": "searches.json", "mimeType": "application/json", "buffer": content.encode()}
    )


def kept(page: Page) -> object:
    return json.loads(page.evaluate(f"localStorage.getItem('{KEY}')"))


def test_a_search_is_kept_and_tells_what_is_new_until_it_is_looked_at(page: Page, newsroom: Newsroom):
    keep(page, "/en/search?q=sanctions&page=1&size=5")
    assert searches(page) == ["All releases", "“sanctions”"]
    counts(page, "nothing new", "nothing new")

    newsroom.bring("3", "Sanctions again")
    newsroom.bring("4", "A speech")
    page.goto("/en/saved")
    counts(page, "2 new", "1 new")
    page.get_by_role("link", name="1 new").click()
    expect(page.locator("article h2")).to_have_text("Sanctions again")
    assert "since=" in page.url

    page.goto("/en/saved")
    counts(page, "2 new", "1 new")  # what comes this very moment is told twice rather than never
    page.evaluate(f"localStorage.setItem('{KEY}', localStorage.getItem('{KEY}').replaceAll(/20\\d\\d-/g, '2019-'))")
    page.reload()
    counts(page, "4 new", "2 new")
    page.get_by_role("button", name="Count all as seen").click()
    expect(page.locator(".told")).to_have_text("Everything counts as seen now.")


def test_a_search_is_kept_once_renamed_and_removed_and_the_one_for_everything_stays(page: Page):
    keep(page, "/en/search?country=IQ&q=visit", name="Trade <b>desk</b>")
    page.goto("/en/saved?q=visit&country=IQ&sort=relevance")
    expect(page.locator(".told")).to_have_text("This search is saved already.")
    expect(page.get_by_role("button", name="Save this search")).to_be_hidden()
    page.get_by_text("Rename").last.click()
    page.locator(".rename input").last.fill("Trade")
    page.keyboard.press("Enter")
    expect(page.locator(".name").last).to_have_text("Trade")
    page.goto("/en/saved")
    assert searches(page) == ["All releases", "Trade"]
    page.get_by_role("button", name="Remove: Trade").click()
    expect(page.locator(".told")).to_have_text("“Trade” was removed.")
    page.reload()
    assert searches(page) == ["All releases"]
    expect(page.get_by_role("button", name="Remove")).to_have_count(0)


def test_searches_travel_in_a_file_and_those_that_are_there_already_stay_one(
    page: Page, open_browser: Callable[..., BrowserContext], tmp_path: Path
):
    keep(page, "/en/search?q=sanctions", name="Trade")
    keep(page, "/en/search?country=IQ")
    with page.expect_download() as download:
        page.get_by_role("button", name="Export to a file").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    assert file.name.startswith("newsroom-searches-20")

    other = open_browser(locale="de-DE").new_page()
    keep_german = "/de/saved?q=sanctions"
    other.goto(keep_german)
    other.get_by_role("button", name="Suche merken").click()
    other.get_by_label("Aus einer Datei importieren").set_input_files(file)
    expect(other.locator(".told")).to_have_text(
        "Aus der Datei übernommen: 1 von 3 Suchen; die übrigen gab es hier schon."
    )
    assert searches(other) == ["Alle Veröffentlichungen", "„sanctions“", "Country: Iraq"]
    expect(other.locator(".feed").last).to_have_attribute("href", "/de/search.atom?country=IQ")

    # The same search in another order of its parameters is the same search.
    written = ({"search": "country=SY&country=IQ&q=a"}, {"search": "q=a&country=IQ&country=SY&country=SY"})
    other.get_by_label("Aus einer Datei importieren").set_input_files(
        {"name": "a.json", "mimeType": "", "buffer": json.dumps({"newsroom-searches": 1, "searches": written}).encode()}
    )
    expect(other.locator(".told")).to_contain_text("1 von 2 Suchen")


REFUSED = (
    ("no JSON", "Nothing was taken over: the file holds no saved searches."),
    ("[]", "Nothing was taken over: the file holds no saved searches."),
    ('{"newsroom-searches": 1, "searches": [{"search": 7}]}', "holds no saved searches"),
    (
        '{"newsroom-searches": 1, "searches": [{"search": "q=a"}, {"search": "q=b&colour=red"}]}',
        "has the parameter “colour”, which this site does not know",
    ),
    (
        json.dumps({"newsroom-searches": 1, "searches": [{"search": f"q={n}"} for n in range(101)]}),
        "there would be more than 100 searches",
    ),
    (f'"{1_000_001 * "x"}"', "the file is larger than a megabyte"),
)


def test_a_file_that_cannot_be_taken_over_changes_nothing_and_says_why(page: Page):
    page.goto("/en/saved")
    counts(page, "nothing new")
    before = kept(page)
    for content, said in REFUSED:
        upload(page, content)
        expect(page.locator(".told")).to_contain_text(said)
        assert kept(page) == before


def test_what_is_in_storage_is_never_trusted(page: Page):
    page.goto("/en/saved")
    counts(page, "nothing new")
    evil = [
        {"search": "q=a", "name": "<img src=x onerror=alert(1)>", "looked": "2999-01-01T00:00:00Z"},
        {"search": "javascript:alert(1)"},
        {"search": "//evil.example/?q=a"},
        {"search": "q=b&q=c", "name": ["x"], "looked": 7},
        None,
    ]
    page.evaluate(f"kept => localStorage.setItem('{KEY}', JSON.stringify(kept))", evil)
    page.reload()
    assert searches(page) == ["All releases", "<img src=x onerror=alert(1)>", "q=b&q=c"]
    counts(page, "nothing new", "nothing new", "not counted")
    expect(page.locator(".told")).to_have_text(
        "The site refuses the search “q=b&q=c”; please search again and save it anew."
    )
    for link in page.locator("#saved a[href]").all():
        assert (link.get_attribute("href") or "").startswith("/en/search")


@pytest.mark.parametrize("garbage", ["{", "null"])
def test_garbage_in_storage_is_said_and_the_page_goes_on(page: Page, garbage: str):
    page.goto("/en/saved?q=sanctions")
    counts(page, "nothing new")
    page.evaluate(f"text => localStorage.setItem('{KEY}', text)", garbage)
    page.reload()
    expect(page.locator(".told")).to_contain_text("Some of what this browser kept cannot be read")
    page.get_by_role("button", name="Save this search").click()
    page.reload()
    assert searches(page) == ["All releases", "“sanctions”"]


@pytest.mark.parametrize(
    ("script", "said"),
    [
        (
            "Object.defineProperty(window, 'localStorage', {get() {throw new DOMException('', 'SecurityError')}})",
            "keeps nothing",
        ),
        ("Storage.prototype.setItem = () => {throw new DOMException('', 'QuotaExceededError')}", "is full"),
    ],
    ids=["unavailable", "full"],
)
def test_a_browser_that_keeps_nothing_says_so_and_shows_the_rest(page: Page, script: str, said: str):
    page.add_init_script(script)
    page.goto("/en/saved?q=sanctions")
    assert searches(page) == ["All releases"]
    page.get_by_role("button", name="Save this search").click()
    expect(page.locator(".told")).to_contain_text(said)
    assert searches(page) == ["All releases"]


def test_a_site_that_cannot_be_reached_is_said_and_the_searches_stay(page: Page):
    keep(page, "/en/search?q=sanctions")
    page.route("**/api/**", lambda route: route.abort())
    page.goto("/en/saved")
    counts(page, "not counted", "not counted")
    expect(page.locator(".told")).to_contain_text("cannot be reached")


def test_without_scripts_the_page_says_how_to_follow_a_search(open_browser: Callable[..., BrowserContext]):
    page = open_browser(java_script_enabled=False).new_page()
    for code, said in (("de", "in diesem Browser läuft es nicht"), ("en", "it does not run in this browser")):
        page.goto(f"/{code}/saved?q=sanctions&country=IQ")
        expect(page.get_by_text(said)).to_be_visible()
        feed = f"/{code}/search.atom?q=sanctions&country=IQ"
        expect(page.get_by_role("link", name="Atom", exact=True)).to_have_attribute("href", feed)
        expect(page.locator(".kept-searches")).to_have_count(0)


@pytest.mark.parametrize("width", [320, 1440])
def test_the_page_is_accessible_fits_the_screen_and_does_not_move(
    open_browser: Callable[..., BrowserContext], width: int
):
    page = open_browser(viewport={"width": width, "height": 900}).new_page()
    keep(page, "/en/search?q=visit&from=2020&to=2021&country=IQ")
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver(list => {for (const each of list.getEntries()) moved += each.value})"
        ".observe({type: 'layout-shift', buffered: true})"
    )
    page.goto("/en/saved?q=iraq")
    counts(page, "nothing new", "nothing new")
    assert page.evaluate("window.moved") == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert Axe().run(page).response["violations"] == []
