"""What is quicker with scripts on? Suggestions in the box, and results that change in place."""

import contextlib
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Error, Page, Route, expect

pytestmark = pytest.mark.browser


def type_in(page: Page, text: str):
    page.locator("#q").press_sequentially(text, delay=20)


def stay(page: Page):
    """Leave a mark on the page that is gone when the browser loads another."""
    page.evaluate("window.here = true")


def has_stayed(page: Page) -> bool:
    return bool(page.evaluate("window.here === true"))


def until(page: Page, is_so: Callable[[], object]):
    """Wait as long as an expectation does; the policy of the site keeps Playwright from doing so within the page."""
    for _ in range(500):
        if is_so():
            return
        page.wait_for_timeout(10)
    pytest.fail("it has not come to that")


class Held:
    """Answers to an address that are kept back until they are let go."""

    def __init__(self, page: Page, address: str) -> None:
        self._page = page
        self._routes: list[Route] = []
        page.route(address, lambda route: self._routes.append(route))

    def let_go(self) -> None:
        until(self._page, lambda: self._routes)
        for route in self._routes:
            with contextlib.suppress(Error):  # nobody waits for it any longer
                route.continue_()


def test_the_box_is_a_combobox_that_says_what_it_offers(scripted: Page):
    scripted.goto("/de/")
    box = scripted.get_by_role("combobox")
    expect(box).to_have_attribute("aria-expanded", "false")
    type_in(scripted, "ira")
    expect(scripted.get_by_role("listbox", name="Vorschläge")).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(scripted.get_by_role("status")).to_have_text(re.compile(r"^\d+ Vorschläge$"))
    expect(scripted.get_by_role("option").first).to_have_text(re.compile("^Iran"))


def test_a_narrow_screen_shows_all_of_each_suggestion(scripted: Page):
    scripted.set_viewport_size({"width": 320, "height": 700})
    scripted.goto("/de/")
    type_in(scripted, "ira")
    expect(scripted.get_by_role("option").last).to_contain_text("Veröffentlichung")
    cut = "all => all.filter((each) => each.scrollWidth > each.clientWidth).map((each) => each.innerText)"
    assert scripted.get_by_role("option").evaluate_all(cut) == []


def test_the_keys_walk_the_suggestions_round_and_back_to_the_box(scripted: Page):
    scripted.goto("/en/")
    type_in(scripted, "ira")
    options = scripted.get_by_role("option")
    expect(options.first).to_be_visible()
    box = scripted.get_by_role("combobox")
    scripted.keyboard.press("ArrowUp")
    expect(box).to_have_attribute("aria-activedescendant", f"suggestion-{options.count() - 1}")
    scripted.keyboard.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") is None
    scripted.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(box).to_be_focused()


def test_escape_closes_the_suggestions_and_keeps_what_was_typed(scripted: Page):
    scripted.goto("/en/")
    type_in(scripted, "ira")
    expect(scripted.get_by_role("listbox")).to_be_visible()
    scripted.keyboard.press("Escape")
    expect(scripted.locator("#suggestions")).to_be_hidden()
    expect(scripted.locator("#q")).to_have_value("ira")


def test_return_asks_for_what_was_typed_unless_a_suggestion_is_chosen(scripted: Page):
    scripted.goto("/en/")
    type_in(scripted, "ira")
    expect(scripted.get_by_role("listbox")).to_be_visible()
    scripted.keyboard.press("Enter")
    expect(scripted).to_have_url(re.compile(r"/en/search\?q=ira$"))
    scripted.locator("#q").fill("")
    type_in(scripted, "baerb")
    scripted.get_by_role("option", name=re.compile("Annalena Baerbock")).click()
    expect(scripted).to_have_url(re.compile(r"/en/search\?minister=annalena-baerbock$"))


def test_a_term_among_the_suggestions_is_asked_for_within_the_filters_in_force(scripted: Page):
    scripted.goto("/en/search?country=UA")
    stay(scripted)
    type_in(scripted, "secu")
    scripted.get_by_role("option", name=re.compile("^Security Search term")).click()
    expect(scripted).to_have_url(re.compile(r"/en/search\?q=Security&country=UA$"))
    expect(scripted.locator("#q")).to_have_value("Security")
    assert has_stayed(scripted)


def test_the_keys_of_an_input_method_are_its_own(scripted: Page):
    scripted.goto("/en/")
    type_in(scripted, "ira")
    expect(scripted.get_by_role("option").first).to_be_visible()
    taken = """(key) => !document.getElementById("q").dispatchEvent(
      new KeyboardEvent("keydown", { key, isComposing: true, bubbles: true, cancelable: true }))"""
    assert [scripted.evaluate(taken, key) for key in ("ArrowDown", "Escape", "Enter")] == [False, False, False]
    expect(scripted.get_by_role("listbox")).to_be_visible()


def test_hostile_text_is_only_text(scripted: Page):
    scripted.goto("/en/")
    type_in(scripted, "<img src=x onerror=alert(1)>")
    scripted.keyboard.press("Enter")
    expect(scripted.get_by_role("heading", level=1)).to_contain_text("<img src=x onerror=alert(1)>")


def test_a_filter_changes_the_results_in_place_and_is_announced(scripted: Page):
    scripted.set_viewport_size({"width": 1280, "height": 900})
    scripted.goto("/de/search?q=Ukraine")
    stay(scripted)
    before = scripted.get_by_role("heading", level=1).inner_text()
    scripted.locator("a[data-key=country-IR]").click()
    expect(scripted).to_have_url(re.compile(r"country=IR"))
    expect(scripted.get_by_role("heading", level=1)).not_to_have_text(before)
    expect(scripted.get_by_role("status")).to_have_text(scripted.get_by_role("heading", level=1).inner_text())
    expect(scripted.locator("a[data-key=country-IR]")).to_be_focused()
    assert re.match(r"\d+ Veröffentlichung", scripted.title())
    assert has_stayed(scripted)
    # What stands outside the results follows: the switch of language, and what a new search keeps.
    assert "country=IR" in (scripted.locator(".languages a").get_attribute("href") or "")
    expect(scripted.locator("#search input[name=country]")).to_have_value("IR")


def test_the_buttons_of_the_browser_lead_through_what_was_shown(scripted: Page):
    scripted.set_viewport_size({"width": 1280, "height": 900})
    scripted.goto("/en/search?q=Iran&size=2")
    stay(scripted)
    first = scripted.locator(".result h2").first.inner_text()
    scripted.evaluate("scrollTo({top: 300, behavior: 'instant'})")
    scripted.get_by_role("link", name="Next page").click()
    expect(scripted.locator(".position")).to_have_text(re.compile("^Page 2"))
    assert scripted.evaluate("scrollY") == 0
    scripted.go_back()
    expect(scripted.locator(".result h2").first).to_have_text(first)
    expect(scripted).not_to_have_url(re.compile("page=2"))
    until(scripted, lambda: scripted.evaluate("scrollY === 300"))
    scripted.go_forward()
    expect(scripted.locator(".position")).to_have_text(re.compile("^Page 2"))
    assert has_stayed(scripted)


def test_the_head_tells_of_the_page_that_is_shown(scripted: Page):
    scripted.goto("/de/")
    stay(scripted)
    scripted.locator("#q").fill("Iran")
    scripted.keyboard.press("Enter")
    robots, canonical = scripted.locator("head meta[name=robots]"), scripted.locator("head link[rel=canonical]")
    expect(robots).to_have_count(1)
    expect(canonical).to_have_count(0)
    scripted.go_back()
    expect(robots).to_have_count(0)
    expect(canonical).to_have_count(1)
    expect(scripted).to_have_title(re.compile("^Neueste Veröffentlichungen"))
    assert has_stayed(scripted)


def test_what_is_left_out_keeps_the_focus_and_can_be_taken_back_from_there(scripted: Page):
    scripted.set_viewport_size({"width": 1280, "height": 900})
    scripted.goto("/de/search?q=Ukraine")
    scripted.get_by_role("link", name="Ohne Iran").press("Enter")
    expect(scripted).to_have_url(re.compile("country=-IR"))
    expect(scripted.locator("a[data-key=country-IR].barred")).to_be_focused()
    scripted.keyboard.press("Enter")
    expect(scripted).not_to_have_url(re.compile("country"))
    expect(scripted.locator("a[data-key=country-IR]")).to_be_focused()


def test_who_types_on_is_not_interrupted_by_results_that_come_late(scripted: Page):
    scripted.goto("/de/search?q=Iran")
    box, held = scripted.locator("#q"), Held(scripted, "**/de/search?q=Mali")
    box.fill("Mali")
    box.press("Enter")
    box.press_sequentially(" Niger")
    held.let_go()
    expect(scripted.get_by_role("heading", level=1)).to_have_text(re.compile("„Mali“"))
    expect(box).to_have_value("Mali Niger")
    expect(box).to_be_focused()


def test_a_slow_answer_does_not_take_the_place_of_a_later_one(scripted: Page):
    scripted.goto("/de/search?q=Iran")
    box, held = scripted.locator("#q"), Held(scripted, "**/de/search?q=Mali")
    for text in ("Mali", "Ukraine"):
        box.fill(text)
        box.press("Enter")
    expect(scripted.get_by_role("heading", level=1)).to_have_text(re.compile("„Ukraine“"))
    held.let_go()
    expect(scripted).to_have_url(re.compile("q=Ukraine$"))
    expect(scripted.get_by_role("heading", level=1)).to_have_text(re.compile("„Ukraine“"))


def test_who_leaves_is_not_held_by_results_that_come_late(scripted: Page):
    scripted.goto("/de/search?q=Iran")
    results, page = Held(scripted, "**/de/search?q=Mali"), Held(scripted, "**/de/help")
    scripted.locator("#q").fill("Mali")
    scripted.keyboard.press("Enter")
    expect(scripted.locator("#found")).to_have_attribute("aria-busy", "true")
    scripted.locator(".imprint a", has_text="Suchhilfe").dispatch_event("click")
    results.let_go()
    page.let_go()
    expect(scripted).to_have_url(re.compile("/de/help$"))
    scripted.go_back()
    expect(scripted).to_have_url(re.compile("q=Iran$"))


def test_what_is_asked_for_again_is_no_step_back(scripted: Page):
    scripted.goto("/de/search?q=Iran")
    before = scripted.evaluate("history.length")
    with scripted.expect_response("**/de/search?q=Iran"):
        scripted.locator("#q").press("Enter")
    expect(scripted.locator("#content")).to_be_focused()
    assert scripted.evaluate("history.length") == before


def test_the_way_from_the_filters_to_the_results_leads_back_to_the_filters(scripted: Page):
    scripted.emulate_media(reduced_motion="reduce")
    scripted.goto("/de/search?q=Ukraine")
    scripted.locator(".filters-toggle summary").click()
    scripted.evaluate("scrollTo(0, 300)")
    scripted.get_by_role("link", name="Treffer zeigen").click()
    until(scripted, lambda: scripted.evaluate("scrollY > 300"))
    scripted.go_back()
    until(scripted, lambda: scripted.evaluate("scrollY === 300"))
    scripted.go_forward()
    until(scripted, lambda: scripted.evaluate("scrollY > 300"))


def test_who_asks_for_too_many_suggestions_goes_on_without(scripted: Page):
    scripted.route("**/suggest?*", lambda route: route.fulfill(status=429, body="{}"))
    scripted.goto("/en/")
    with scripted.expect_response("**/suggest?*"):
        type_in(scripted, "ira")
    expect(scripted.locator("#suggestions")).to_be_hidden()
    scripted.keyboard.press("Enter")
    expect(scripted).to_have_url(re.compile("q=ira$"))


@pytest.mark.parametrize("status", [400, 429, 503])
def test_what_cannot_be_shown_in_place_is_gone_to_and_left_again(scripted: Page, status: int):
    scripted.goto("/en/search?q=Iran")
    answer = {"status": status, "content_type": "text/html", "body": "<h1>Not now</h1>"}
    scripted.route("**/search?q=xylophone", lambda route: route.fulfill(**answer))
    scripted.locator("#q").fill("xylophone")
    scripted.keyboard.press("Enter")
    expect(scripted.get_by_role("heading", level=1)).to_have_text("Not now")
    scripted.go_back()
    expect(scripted.get_by_role("heading", level=1)).to_have_text(re.compile("“Iran”"))


def test_without_a_network_the_box_goes_on_and_the_browser_says_what_is_wrong(scripted: Page):
    scripted.goto("/en/search?q=Iran")
    scripted.context.set_offline(True)
    scripted.locator("#q").press("End")
    type_in(scripted, "ian")
    expect(scripted.locator("#suggestions")).to_be_hidden()
    scripted.context.set_offline(False)
    scripted.keyboard.press("Enter")
    expect(scripted).to_have_url(re.compile("q=Iranian"))
