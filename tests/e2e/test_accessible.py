"""Who can use the site? axe-core walks every page in every state, languages and themes alike; keys reach everything."""

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from e2e.conftest import a_page
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser


def _unfold(page: Page):
    for summary in page.locator(".filters-toggle summary, main summary, .filters summary").all():
        if summary.is_visible():
            summary.click()


def _suggest(page: Page):
    page.locator("#q").press_sequentially("ira", delay=20)
    expect(page.get_by_role("listbox")).to_be_visible()


def _choose(page: Page):
    toggle = page.locator(".filters-toggle summary")
    if toggle.is_visible():
        toggle.click()
    page.locator("#filters a[data-key^=country-]").first.click()
    expect(page.locator(".chips")).to_be_visible()


def _with_kept(kept: str) -> Callable[[Page], None]:
    """Open the page of saved searches as a browser shows it that keeps this text."""

    def prepare(page: Page) -> None:
        page.evaluate("(kept) => localStorage.setItem('newsroom.searches', kept)", kept)
        page.reload()
        expect(page.locator(".kept-searches .new").first).not_to_have_text("…")
        _unfold(page)

    return prepare


STATES: dict[str, tuple[str, Callable[[Page], None] | None]] = {
    "first page": ("/{ui}/", None),
    "suggestions": ("/{ui}/", _suggest),
    "results": ("/{ui}/search?q=Iran", None),
    "unfolded": ("/{ui}/search?q=Ukraine", _unfold),
    "chosen in place": ("/{ui}/search?q=Ukraine", _choose),
    "narrowed": (
        "/{ui}/search?q=Iran+OR+Mali&country=-FR&kind=press-release&from=2015&size=2&page=2&sort=oldest",
        None,
    ),
    "read otherwise": ("/{ui}/search?q=(Iran&across=false", None),
    "mistyped": ("/{ui}/search?q=Sanktoinen", None),
    "nothing found": ("/{ui}/search?q=Iran+xylophone", None),
    "beyond the end": ("/{ui}/search?q=Iran&page=99", None),
    "bad query": ("/{ui}/search?q=a&from=2020-13-01&country=ZZ&colour=red", None),
    "values of a facet": ("/{ui}/facet/country?find=a", None),
    "release": ("/{ui}/release/1000101", None),
    "release with places": ("/{ui}/release/1000101?q=Iran", _unfold),
    "side by side": ("/{ui}/beside/en/1000101", None),
    "what changed": ("/{ui}/versions/e2e-changing", None),
    "withdrawn": ("/{ui}/release/e2e-withdrawn", None),
    "not there": ("/{ui}/release/nothing", None),
    "overview": ("/{ui}/overview", _unfold),
    "overview of a search": ("/{ui}/overview?q=Iran&from=2015&to=2020", None),
    "saved searches": ("/{ui}/saved?q=Iran", None),
    "searches saved": ("/{ui}/saved", _with_kept('[{"search": "q=Iran"}, {"search": "country=IQ", "name": "Irak"}]')),
    "saved searches garbled": ("/{ui}/saved", _with_kept('[{"search": "colour=red"}, 7]')),
    "help": ("/{ui}/help", None),
    "the API": ("/{ui}/api", _unfold),
}
STOPS = "a[href]:not([tabindex='-1']), button, input:not([type=hidden]), select, summary"
FOCUS = """(stops) => {
  const element = document.activeElement, style = getComputedStyle(element), box = element.getBoundingClientRect();
  const isMarked = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const isSeen = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight;
  return [[...document.querySelectorAll(stops)].indexOf(element), isMarked && isSeen];
}"""
VISIBLE = """(stops) => [...document.querySelectorAll(stops)]
  .map((element, place) => element.checkVisibility() ? place : -1)
  .filter((place) => place >= 0)"""


# Every language with every theme, and with every width; every theme with every width.
@pytest.mark.parametrize(
    ("ui", "theme", "width"), [("de", "light", 1280), ("en", "dark", 1280), ("en", "light", 320), ("de", "dark", 320)]
)
def test_axe_finds_nothing_on_any_page_in_any_state(browser: Browser, site: str, ui: str, theme: str, width: int):
    found = {}
    options = {"color_scheme": theme, "reduced_motion": "reduce", "viewport": {"width": width, "height": 900}}
    with a_page(browser, site, **options) as page:
        for name, (path, prepare) in STATES.items():
            page.goto(path.format(ui=ui))
            if prepare:
                prepare(page)
            result = Axe().run(page, options={"resultTypes": ["violations"]})
            faults = [
                (each["id"], [node["target"] for node in each["nodes"]][:3]) for each in result.response["violations"]
            ]
            too_wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            if faults or too_wide > 0:
                found[name] = (faults, too_wide)
    assert found == {}


@pytest.mark.parametrize("path", ["/de/search?q=Iran&country=IR", "/en/release/1000101?q=Iran", "/en/help"])
def test_the_keyboard_reaches_everything_and_is_always_seen(browser: Browser, site: str, path: str):
    with a_page(browser, site, reduced_motion="reduce", viewport={"width": 1280, "height": 900}) as page:
        page.goto(path)
        wanted = page.evaluate(VISIBLE, STOPS)
        reached, unmarked = [], []
        while len(reached) < 3 * len(wanted):
            page.keyboard.press("Tab")  # a field for a day has several stops of its own
            place, is_marked = page.evaluate(FOCUS, STOPS)
            if place < 0:
                break
            reached.append(place)
            unmarked += [] if is_marked else [place]
    assert (list(dict.fromkeys(reached)), unmarked) == (wanted, [])


def test_a_page_names_its_landmarks_and_its_headings_in_order(scripted: Page):
    scripted.goto("/en/search?q=Iran")
    for landmark in ("banner", "search", "main", "contentinfo"):
        expect(scripted.get_by_role(landmark)).to_have_count(1)
    expect(scripted.get_by_role("navigation", name="Order of the results")).to_have_count(1)
    assert scripted.get_by_role("heading", level=1).count() == 1
    assert scripted.locator("main article h2").count() == scripted.locator("main article").count()


@pytest.mark.parametrize("path", ["/de/search?q=Iran", "/de/release/1000101?q=Iran", "/en/beside/en/1000101"])
def test_at_four_hundred_per_cent_everything_is_there_in_one_column(browser: Browser, site: str, path: str):
    # 1,280 px enlarged four times are 320 wide and 256 high.
    with a_page(browser, site, viewport={"width": 320, "height": 256}, device_scale_factor=4) as page:
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") == 320
        cut = page.evaluate(
            "[...document.querySelectorAll('main *')].filter((each) => each.scrollWidth > each.clientWidth + 1"
            " && getComputedStyle(each).overflowX === 'hidden' && getComputedStyle(each).clipPath === 'none').length"
        )
        assert cut == 0


def test_whoever_wants_no_motion_gets_none(browser: Browser, site: str):
    with a_page(browser, site, reduced_motion="reduce") as page:
        page.goto("/en/release/1000101?q=Iran")
        assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
        moving = "document.getAnimations().length"
        assert page.evaluate(moving) == 0


def test_what_the_stylesheet_writes_is_not_read_aloud(scripted: Page):
    scripted.goto("/en/search?q=Iran&from=2015")
    assert scripted.locator(".dateline").first.aria_snapshot().count("·") == 0
    assert not re.search("[↑+−]", scripted.locator(".wider, .why summary").first.aria_snapshot())
    scripted.goto("/en/release/1000101?q=Iran")
    assert "¶" not in scripted.locator(".body").aria_snapshot()


def test_the_number_of_results_is_said_when_it_changes(scripted: Page):
    scripted.goto("/de/search?q=Iran")
    scripted.locator("#q").fill("Mali")
    scripted.keyboard.press("Enter")
    expect(scripted.get_by_role("status")).to_have_text(re.compile("^2 Veröffentlichungen zu „Mali“"))
