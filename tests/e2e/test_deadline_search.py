"""A journalist on a phone, on deadline, with scripts off."""

import json
import re
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def test_from_the_front_page_to_a_quote_in_the_other_language(page: Page):
    page.goto("/")
    expect(page).to_have_url(re.compile(r"/de/$"))

    # By keyboard alone: the first stop leads past the head of the page, the box takes the query, Return asks.
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_attribute("href", re.compile(r"^#"))
    page.get_by_role("searchbox").focus()
    page.keyboard.type("Iran Nuklearvereinbarung")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/de/search\?q=Iran"))
    expect(page.get_by_role("searchbox")).to_have_value("Iran Nuklearvereinbarung")
    expect(page.locator("mark").first).to_be_visible()

    # The first hit leads to its release, the release to its English version.
    title = page.locator("main article h2 a, main article h3 a").first
    headline = title.inner_text()
    title.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(headline)
    page.locator("main .about a[lang=en]").first.click()
    expect(page.locator("main [lang=en]").first).to_be_visible()
    expect(page.get_by_role("heading", level=1)).not_to_have_text(headline)


def test_an_exact_phrase_is_narrowed_and_widened_again(page: Page):
    page.goto("/en/search?q=%22humanitarian+assistance%22")
    everything = page.locator("main article").count()
    assert everything > 1
    page.goto("/en/search?q=%22humanitarian+assistance%22&kind=speech")
    narrowed = page.locator("main article").count()
    assert narrowed < everything
    page.locator(".chips a", has_text="Speech").click()
    expect(page).to_have_url(re.compile(r"^((?!kind=).)*$"))
    assert page.locator("main article").count() == everything


def test_the_switch_of_language_keeps_query_and_filters(page: Page):
    page.goto("/de/search?q=Iran&country=IR&sort=newest")
    page.locator("header a[hreflang=en], nav a[hreflang=en]").first.click()
    expect(page).to_have_url(re.compile(r"/en/search\?"))
    for parameter in ("q=Iran", "country=IR", "sort=newest"):
        assert parameter in page.url
    assert page.locator("html").get_attribute("lang") == "en"


@pytest.mark.parametrize("width", [320, 768, 1440])
@pytest.mark.parametrize(
    "path", ["/de/", "/en/search?q=Ukraine", "/de/release/1000101", "/de/beside/en/1000101", "/en/search?q=%22%22"]
)
def test_no_page_is_wider_than_the_screen(page: Page, width: int, path: str):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(path)
    # Scripts are off on the page; the browser itself can still be asked.
    session = page.context.new_cdp_session(page)
    assert session.send("Page.getLayoutMetrics")["cssContentSize"]["width"] <= width


def test_the_page_and_the_api_tell_the_same_number(page: Page, site: str):
    with urlopen(f"{site}/api/v1/search?q=Ukraine&size=100", timeout=30) as answer:
        found = json.load(answer)
    page.goto("/en/search?q=Ukraine&size=100")
    assert page.locator("main article").count() == len(found["results"]) == found["total"]
    expect(page.get_by_role("heading", level=1)).to_contain_text(re.compile(rf"\b{found['total']}\b"))
