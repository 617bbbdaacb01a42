"""What do journalists come for? Each journey with scripts on and with scripts off; the page must not tell which."""

import csv
import io
import re
from urllib.request import urlopen

import feedparser
import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def ask(page: Page, text: str):
    """Type into the box and press Return."""
    page.locator("#q").fill(text)
    page.locator("#q").press("Enter")


def narrow(page: Page, facet: str, value: str):
    """Open the lists, on a phone, and choose a value."""
    toggle = page.locator(".filters-toggle")
    if toggle.get_attribute("open") is None:
        toggle.locator("summary").click()
    page.locator(f"section[aria-labelledby=facet-{facet}] a", has_text=value).first.click()


def test_a_deadline_search_on_a_phone(either: Page):
    either.goto("/de/")
    ask(either, "Sanktionen")
    expect(either.get_by_role("heading", level=1)).to_have_text(re.compile("^6 Veröffentlichungen zu „Sanktionen“"))
    narrow(either, "country", "Iran")
    expect(either).to_have_url(re.compile(r"q=Sanktionen.*country=IR"))
    expect(either.get_by_role("heading", level=1)).to_have_text(re.compile("^3 Veröffentlichungen"))
    expect(either.locator("#q")).to_have_value("Sanktionen")
    either.locator(".chips a", has_text="Iran").click()
    expect(either.get_by_role("heading", level=1)).to_have_text(re.compile("^6 Veröffentlichungen"))
    either.go_back()
    expect(either.get_by_role("heading", level=1)).to_have_text(re.compile("^3 Veröffentlichungen"))


def test_an_exact_quote(either: Page):
    either.goto("/en/")
    ask(either, "“humanitarian assistance”")
    expect(either.locator("main mark").first).to_have_text(re.compile("humanitarian", re.I))
    either.locator(".result h2 a").first.click()
    # The page of the release counts the places, and each leads to the next.
    either.locator("a.places").click()
    expect(either).to_have_url(re.compile(r"#place-1$"))
    expect(either.locator("#place-1")).to_be_in_viewport()


def test_a_topic_is_followed(either: Page):
    either.goto("/de/search?q=Ukraine&kind=speech")
    feed = either.get_by_role("link", name="Atom").get_attribute("href")
    with urlopen(_absolute(either, feed), timeout=30) as answer:
        read = feedparser.parse(answer.read())
    assert "Ukraine" in read.feed.title
    assert len(read.entries) == either.locator("main article.result").count()


def test_an_export_for_a_spreadsheet(either: Page):
    either.goto("/de/search?q=Ukraine&sort=oldest")
    titles = either.locator("main article.result h2").all_inner_texts()
    with either.expect_download() as started:
        either.get_by_role("link", name="CSV").click()
    rows = list(csv.DictReader(io.StringIO(started.value.path().read_text("utf-8-sig"))))
    assert [row["title"] for row in rows] == titles


def test_from_a_release_back_to_the_results(either: Page):
    either.goto("/en/search?q=Iran&sort=newest&size=2")
    either.get_by_role("link", name="Next page").click()
    expect(either).to_have_url(re.compile(r"page=2"))
    expect(either.locator(".position")).to_have_text(re.compile("^Page 2 of"))
    titles = either.locator("main article.result h2").all_inner_texts()
    either.locator(".result h2 a").last.click()
    expect(either).to_have_url(re.compile(r"/en/release/"))
    either.get_by_role("link", name="Back to the results").click()
    expect(either).to_have_url(re.compile(r"/en/search\?.*page=2"))
    assert either.locator("main article.result h2").all_inner_texts() == titles


def _absolute(page: Page, address: str | None) -> str:
    return "/".join(page.url.split("/")[:3]) + (address or "")
