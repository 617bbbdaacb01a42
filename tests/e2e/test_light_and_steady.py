"""What does a page of results cost a reader? Few requests, little to load, nothing that moves."""

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

MOST_REQUESTS = 4
MOST_BYTES = 60_000  # over the wire, headers included
MOVED = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => { for (const each of list.getEntries()) sum += each.value; })
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 500);
})"""


@pytest.mark.parametrize("width", [390, 1440])
def test_a_page_of_results_is_light_and_nothing_moves_once_it_is_there(scripted: Page, width: int):
    scripted.set_viewport_size({"width": width, "height": 900})
    asked: list[str] = []
    sizes: list[int] = []
    scripted.on("request", lambda request: asked.append(request.url))
    session = scripted.context.new_cdp_session(scripted)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda loaded: sizes.append(loaded["encodedDataLength"]))
    scripted.goto("/de/search?q=Au%C3%9Fenminister+Au%C3%9Fenministerin+Europa&match=any", wait_until="networkidle")
    assert scripted.locator("main article.result").count() == 20
    assert (3 <= len(asked) <= MOST_REQUESTS, sum(sizes) < MOST_BYTES) == (True, True), (asked, sizes)
    assert scripted.evaluate(MOVED) == 0


def test_the_first_look_of_a_page_needs_no_script(scripted: Page):
    scripted.route("**/*.js*", lambda route: route.abort())
    scripted.goto("/en/search?q=Iran")
    assert scripted.locator("main article.result").count() >= 3
