"""What is quicker with scripts on? Suggestions in the box, and results that change in place."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def type_in(page: Page, text: str):
    page.locator("#q").press_sequentially(text, delay=20)


def stay(page: Page):
    """Leave a mark on the page that is gone when the browser loads another."""
    page.evaluate("window.here = true")


def has_stayed(page: Page) -> bool:
    return bool(page.evaluate("window.here === true"))


def test_the_box_is_a_combobox_that_says_what_it_offers(scripted: Page):
    scripted.goto("/de/")
    box = scripted.get_by_role("combobox")
    expect(box).to_have_attribute("aria-expanded", "false")
    type_in(scripted, "ira")
    expect(scripted.get_by_role("listbox", name="Vorschläge")).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(scripted.get_by_role("status")).to_have_text(re.compile(r"^\d+ Vorschläge$"))
    expect(scripted.get_by_role("option").first).to_have_text(re.compile("^Iran"))


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
    scripted.wait_for_function("scrollY === 300")
    scripted.go_forward()
    expect(scripted.locator(".position")).to_have_text(re.compile("^Page 2"))
    assert has_stayed(scripted)


def test_what_cannot_be_shown_in_place_is_gone_to(scripted: Page):
    scripted.goto("/en/search?q=Iran")
    scripted.locator("#q").fill("x" * 1_001)
    scripted.keyboard.press("Enter")
    expect(scripted.get_by_role("heading", level=1)).to_have_text("This request cannot be answered")
    assert "q=xxx" in scripted.url


def test_without_a_network_the_box_goes_on_and_the_browser_says_what_is_wrong(scripted: Page):
    scripted.goto("/en/search?q=Iran")
    scripted.context.set_offline(True)
    scripted.locator("#q").press("End")
    type_in(scripted, "ian")
    expect(scripted.locator("#suggestions")).to_be_hidden()
    scripted.context.set_offline(False)
    scripted.keyboard.press("Enter")
    expect(scripted).to_have_url(re.compile("q=Iranian"))
