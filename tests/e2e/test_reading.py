"""A journalist with a release on the screen: from place to place, into the clipboard, onto paper."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

RELEASE = "/de/release/1002201?q=irak"
CHROME = [".masthead-nav", ".back", ".about", ".cite", ".imprint", ".anchor", ".steps"]


@pytest.fixture
def desk(browser: Browser, site: str) -> Iterator[Page]:
    """A page with scripts on, on a desk, that fails on whatever the browser complains of."""
    context = browser.new_context(base_url=site, viewport={"width": 1440, "height": 900})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    complaints: list[str] = []
    context.on("console", lambda message: complaints.append(message.text))
    yield context.new_page()
    context.close()
    assert complaints == []


def test_the_places_are_walked_by_keyboard_in_both_directions(page: Page):
    page.goto(RELEASE)
    page.get_by_role("link", name="5 Fundstellen").press("Enter")
    walked = []
    for stops in (2, 2, 1):  # to the next, to the next, back
        for _ in range(stops):
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        walked.append(page.url.rpartition("#")[2])
    assert walked == ["place-2", "place-3", "place-2"]
    expect(page.locator(".steps:visible")).to_have_attribute("data-place", "2/5")


def test_copied_is_the_text_and_nothing_that_was_put_into_it(desk: Page):
    desk.goto(f"{RELEASE}#place-2")
    desk.evaluate("getSelection().selectAllChildren(document.querySelector('article'))")
    desk.keyboard.press("Control+c")
    text = desk.evaluate("navigator.clipboard.readText()")
    assert "Annalena Baerbock den Irak besucht." in text
    assert not any(mark in text for mark in ("¶", "↑", "↓", "2/5", "Fundstelle", "Abgerufen"))
    rich = desk.evaluate(
        "navigator.clipboard.read().then(([item]) => item.getType('text/html')).then((blob) => blob.text())"
    )
    assert "background: none" in rich.partition("<mark")[2].partition(">")[0]
    assert "<a" not in rich


def test_a_print_shows_the_text_where_it_is_from_and_no_marks(desk: Page):
    desk.emulate_media(media="print")
    desk.goto(f"{RELEASE}#place-2")
    for part in CHROME:
        expect(desk.locator(part).first).to_be_hidden()
    expect(desk.locator(".source")).to_contain_text("https://newsroom.example/de/")
    assert desk.locator("mark").first.evaluate("mark => getComputedStyle(mark).boxShadow") == "none"


def test_a_paragraph_that_is_linked_to_is_marked_by_either_of_its_names(desk: Page):
    desk.goto("/en/release/1002202")
    for place in ("#p2", desk.locator(".body p").nth(1).locator("a").get_attribute("href")):
        desk.goto(f"/en/release/1002202{place}")
        shadows = desk.locator(".body p").evaluate_all("all => all.map(p => getComputedStyle(p).boxShadow != 'none')")
        assert shadows == [False, True, False, False], place


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_release_keeps_the_rules_of_accessibility(browser: Browser, site: str, theme: str):
    context = browser.new_context(base_url=site, color_scheme=theme, viewport={"width": 320, "height": 700})
    page = context.new_page()
    page.goto(f"{RELEASE}#place-2")
    page.locator("#cite summary").click()
    found = Axe().run(page).response
    context.close()
    assert [rule["id"] for rule in found["violations"]] == []
    assert "color-contrast" in [rule["id"] for rule in found["passes"]]
