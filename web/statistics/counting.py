"""Which requests are counted? Searches of people and of programs, and releases that were opened from their results."""

import re

from flask import Flask, Response, g, request

from search.query import Query
from search.results import Page
from web.statistics.ledger import Ledger
from web.statistics.tally import OPENED, PEOPLE, PROGRAMS, searched

_LEDGER = "newsroom.ledger"
_WHOSE = {"pages": PEOPLE, "api": PROGRAMS}  # feeds ask every few minutes, whether anybody reads them or not
_OPENING = "pages.release"
# What says of itself that no person asks. Others are not told from people, and need not be: they are few, or limited.
_MACHINE = re.compile("bot|crawl|spider|slurp|preview|monitor|curl|wget|python|java/|go-http|headless", re.IGNORECASE)


def count_searches(app: Flask, ledger: Ledger) -> None:
    """Count what is asked for from now on."""

    def counted(response: Response) -> Response:
        page: Page | None = g.get("searched")
        if request.method == "GET" and not _is_ahead_of_time():
            if response.status_code == 200 and page is not None and _is_a_search(page.query):
                _count_search(ledger, page)
            elif response.status_code in (200, 304) and _is_opened() and not _is_machine():
                ledger.add(OPENED, PEOPLE, request.args.get("q", ""))
        response.call_on_close(ledger.write_in_time)
        return response

    app.after_request(counted)
    app.extensions[_LEDGER] = ledger


def write_counts(app: Flask) -> None:
    """Write what has been counted until now, where anything is counted."""
    if ledger := app.extensions.get(_LEDGER):
        ledger.write()


def _count_search(ledger: Ledger, page: Page) -> None:
    whose = _WHOSE.get(request.blueprint or "")
    if whose and not (whose == PEOPLE and _is_machine()):
        ledger.add(searched(page.total, page.took_ms, ledger.today), whose, page.query.text)


def _is_a_search(query: Query) -> bool:
    """Whether something was asked for, and this is the beginning of the answer.

    Who turns the page asks nothing new, nor who asks what is new in a search, as the page of saved searches does for
    each of them whenever it is opened.
    """
    chosen = query.filters | query.excluded | query.required
    is_asked = query.text.strip() or chosen or query.dates != Query().dates or query.undated
    is_continued = query.page > 1 or query.after or query.since
    return bool(is_asked) and not is_continued


def _is_opened() -> bool:
    """Whether this is a release, and the address says what it was found by; nothing else tells where a reader was."""
    return request.endpoint == _OPENING and bool(request.args)


def _is_machine() -> bool:
    named = request.headers.get("User-Agent", "")
    return not named or bool(_MACHINE.search(named))  # every browser has a name


def _is_ahead_of_time() -> bool:
    """Whether the browser only fetches what its reader may ask for next."""
    return "prefetch" in request.headers.get("Sec-Purpose", "")
