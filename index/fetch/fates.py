"""What does an answer make of a page? Pure: what was known and what was said → what is known.

A newsroom that stumbles takes nothing away: only 404, in two runs, and 410 withdraw a page. 410 says that it was meant;
404 is also what a newsroom says while it moves house.
"""

from dataclasses import replace
from enum import StrEnum
from hashlib import sha256

from index.fetch.answer import Answer
from index.fetch.errors import NotAllowed, NotGot
from index.fetch.pages import Page, State

HOUR, DAY = 3_600.0, 86_400.0
LATEST = 30 * DAY  # seconds, after which a page is asked for again whatever speaks against it
_PATIENT = 3  # runs that ask for a page that is not got, before they leave out some
_READ = ("text/html", "application/xhtml+xml", "text/plain", "")
_LONGEST_TAG = 1_000  # characters
_NOT_MODIFIED, _NOT_FOUND, _GONE = 304, 404, 410


class Fate(StrEnum):
    """What a run made of a page."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    MOVED = "moved"
    WITHDRAWN = "withdrawn"
    FAILED = "failed"


def conditions(page: Page | None) -> dict[str, str]:
    """The headers by which a newsroom can say that what is kept has not changed."""
    if page is None or page.state is not State.PRESENT or page.digest is None:
        return {}
    stated = {"If-None-Match": page.etag, "If-Modified-Since": page.last_modified}
    return {name: value for name, value in stated.items() if value}


def fate_of(page: Page, answer: Answer, moment: float, run: int, soonest: float) -> tuple[Page, Fate]:
    """What is known now, without where the content is kept.

    Args:
        page: what was known.
        answer: no redirect.
        moment: of the answer, in seconds since 1970.
        run: the present one.
        soonest: seconds for which the page is not asked for again.

    Raises:
        NotGot: the answer says nothing of the page.
    """
    if answer.status in (_NOT_FOUND, _GONE):
        return _gone(page, answer.status, moment, run, soonest)
    if answer.status == _NOT_MODIFIED and conditions(page):
        there = replace(page, gone_since=None, gone_in=None)
        return _checked(there, answer.status, moment, run, soonest), Fate.UNCHANGED
    if answer.status not in (200, 203):
        reason = f"the newsroom answered with {answer.status} {answer.reason}".rstrip()
        raise NotGot(reason, "open the address in a browser; ask those who run the newsroom")
    return _got(page, answer, moment, run, soonest)


def moved(page: Page, target: str, status: int, moment: float, run: int, soonest: float) -> tuple[Page, Fate]:
    """What is known of a page that is now at another address."""
    is_news = page.state is not State.MOVED or page.moved_to != target
    changed = replace(page, state=State.MOVED, moved_to=target, changed=moment if is_news else page.changed)
    known = replace(changed, gone_since=None, gone_in=None)
    return _checked(known, status, moment, run, soonest), Fate.MOVED if is_news else Fate.UNCHANGED


def not_got(page: Page, error: NotGot, moment: float, run: int) -> Page:
    """What is known of a page that this run could not get: what was known, and why."""
    tries = page.tries + 1
    is_patient = tries <= _PATIENT or isinstance(error, NotAllowed)  # of what is not asked for, every run tells
    wait = 0.0 if is_patient else min(HOUR * 2.0 ** min(tries - _PATIENT, 10), DAY)
    return replace(page, visited=run, tries=tries, due=moment + wait, is_sought=True, reason=error.reason, do=error.do)


def _got(page: Page, answer: Answer, moment: float, run: int, soonest: float) -> tuple[Page, Fate]:
    if answer.content_type not in _READ:
        raise NotGot(f"this is {answer.content_type}, no page", "leave such addresses out with pages in newsroom.toml")
    if not answer.content.strip():
        raise NotGot("the page is empty", "open the address in a browser; ask those who run the newsroom")
    digest = sha256(answer.content).hexdigest()
    is_same = digest == page.digest
    is_back = page.state is not State.PRESENT
    known = replace(
        page,
        state=State.PRESENT,
        moved_to=None,
        etag=_tag(answer.header("etag")),
        last_modified=_tag(answer.header("last-modified")),
        content_type=answer.content_type,
        charset=answer.charset,
        digest=digest,
        fetched=page.fetched if is_same else moment,
        changed=page.changed if is_same and not is_back else moment,
        gone_since=None,
        gone_in=None,
    )
    fate = Fate.NEW if page.digest is None else Fate.UNCHANGED if is_same and not is_back else Fate.CHANGED
    return _checked(known, answer.status, moment, run, soonest), fate


def _gone(page: Page, status: int, moment: float, run: int, soonest: float) -> tuple[Page, Fate]:
    if page.state in (State.WITHDRAWN, State.MOVED):  # an old address may well go in the end
        return _checked(page, status, moment, run, soonest), Fate.UNCHANGED
    first = page.gone_since or moment
    if status == _NOT_FOUND and page.gone_in in (None, run):
        seen = replace(page, gone_since=first, gone_in=run, status=status)
        error = NotGot("the page is not there (404)", "the next run withdraws it if it still is not there")
        return replace(not_got(seen, error, moment, run), due=moment + soonest), Fate.FAILED
    withdrawn = replace(page, state=State.WITHDRAWN, moved_to=None, changed=moment, gone_since=first, gone_in=run)
    return _checked(withdrawn, status, moment, run, soonest), Fate.WITHDRAWN


def _checked(page: Page, status: int, moment: float, run: int, soonest: float) -> Page:
    """What is known of a page of which the newsroom has just told."""
    return replace(
        page,
        status=status,
        checked=moment,
        visited=run,
        due=moment + _interval(page, moment, soonest),
        is_sought=False,
        tries=0,
        reason=None,
        do=None,
    )


def _interval(page: Page, moment: float, soonest: float) -> float:
    """Seconds until a page is asked for again: what has not changed for ten days can wait for one."""
    if not soonest:
        return 0.0
    return min(max(soonest, (moment - (page.changed or moment)) / 10), max(soonest, LATEST))


def _tag(value: str | None) -> str | None:
    return value if value and len(value) <= _LONGEST_TAG else None
