"""How is a newsroom asked politely? Its own hosts alone, what robots.txt allows, slowly, and again if it stumbles."""

import email.utils
import random
import time
from collections.abc import Mapping
from dataclasses import dataclass

from index.fetch.addresses import Origin, normalized
from index.fetch.answer import Answer
from index.fetch.errors import FetchFailed, NotAllowed, NotGot
from index.fetch.pause import Pause
from index.fetch.robots import MOST_BYTES as MOST_OF_ROBOTS
from index.fetch.robots import Robots, robots_of
from index.fetch.transport import Bounds, Transport

REDIRECTS = (301, 302, 303, 307, 308)
MOST_HOPS = 5  # redirects in a row, as RFC 9309 has it
LONGEST_WAIT = 120.0  # seconds that a newsroom can make us wait with Retry-After; if it wants more, the run ends
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})  # what may be answered otherwise a moment later
_TOO_BUSY = (429, 503)
_ROBOTS_LAST = 86_400.0  # seconds for which a robots.txt is believed
_STEEPEST = 6  # doublings of the wait


@dataclass(frozen=True, slots=True)
class Manners:
    """How a newsroom is asked.

    Attributes:
        origins: whom one may talk to.
        agent: who we say that we are.
        delay: seconds between two requests to one host, at least.
        tries: requests for one address.
        bounds: what an answer may take.
    """

    origins: frozenset[Origin]
    agent: str
    delay: float
    tries: int
    bounds: Bounds


class Client:
    """Asks a newsroom's hosts, one request after the other."""

    def __init__(self, transport: Transport, manners: Manners, pause: Pause) -> None:
        self._transport = transport
        self._manners = manners
        self._pause = pause
        self._asked: dict[str, float] = {}  # by host, when its last answer ended, on the monotonic clock
        self._robots: dict[Origin, tuple[float, Robots]] = {}  # and when each was read

    def get(self, address: str, conditions: Mapping[str, str] | None = None) -> Answer:
        """The answer for an address, redirects included, which lead nowhere by themselves.

        Args:
            address: normalised.
            conditions: headers that let the newsroom answer that nothing has changed.

        Raises:
            NotAllowed: its host is not configured, or robots.txt disallows it.
            NotGot: there is no answer to be had now.
            FetchFailed: the newsroom wants to be left alone.
            Interrupted: the run was asked to end.
        """
        origin = self.permitted(address)
        robots = self._robots_of(origin)
        if not robots.allows(address):
            raise NotAllowed("robots.txt disallows it", "ask those who run the newsroom to allow it")
        return self._patiently(address, origin, conditions or {}, robots.delay)

    def permitted(self, address: str) -> Origin:
        """The origin of an address that one may talk to.

        Raises:
            NotAllowed: it is none of the configured ones.
        """
        origin = Origin.of(address)
        if origin not in self._manners.origins or origin is None:
            host = str(origin) if origin else address
            raise NotAllowed(
                f"{host} is none of the newsroom's hosts", "if it belongs to the newsroom, add it to hosts"
            )
        return origin

    def _robots_of(self, origin: Origin) -> Robots:
        known = self._robots.get(origin)
        if known and time.monotonic() - known[0] < _ROBOTS_LAST:
            return known[1]
        answer = self._robots_txt(f"{origin}/robots.txt")
        robots = robots_of(answer)
        if robots is None:
            raise _closed(origin, f"the newsroom answered with {answer.status}; try again later")
        self._robots[origin] = (time.monotonic(), robots)
        return robots

    def _robots_txt(self, address: str) -> Answer:
        """The answer for a robots.txt, behind redirects."""
        first = self.permitted(address)
        bounds = Bounds(self._manners.bounds.seconds, max(MOST_OF_ROBOTS, self._manners.bounds.bytes))
        try:
            for _ in range(MOST_HOPS + 1):
                answer = self._patiently(address, self.permitted(address), {}, 0.0, bounds)
                if answer.status not in REDIRECTS:
                    return answer
                address = location(answer)
        except NotGot as error:
            raise _closed(first, f"{error.reason}; {error.do}") from error
        raise _closed(first, f"it is redirected more than {MOST_HOPS} times")

    def _patiently(
        self, address: str, origin: Origin, headers: Mapping[str, str], delay: float, bounds: Bounds | None = None
    ) -> Answer:
        """The answer, asked for again where it may come later."""
        headers = {"User-Agent": self._manners.agent, "Accept": "*/*", **headers}
        pace = max(self._manners.delay, delay)
        for number in range(1, self._manners.tries + 1):
            self._take_turn(origin.host, pace)
            try:
                answer = self._transport.ask(address, origin, headers, bounds or self._manners.bounds)
                if answer.status not in _AGAIN:
                    return answer
                failure = _of_status(answer)
            except NotGot as error:
                failure = error
            finally:
                self._asked[origin.host] = time.monotonic()
            if failure.wait > LONGEST_WAIT:
                raise FetchFailed(
                    f"{origin.host} asks to be left alone for {failure.wait:,.0f} seconds; try again then"
                )
            if not failure.transient or number == self._manners.tries:
                raise failure
            self._pause.wait(max(failure.wait, _back_off(pace, number)))
        raise AssertionError("a newsroom is asked at least once")

    def _take_turn(self, host: str, pace: float) -> None:
        since = time.monotonic() - self._asked[host] if host in self._asked else pace
        self._pause.wait(max(0.0, pace - since))


def location(answer: Answer) -> str:
    """Where a redirect leads, normalised.

    Raises:
        NotGot: nowhere.
    """
    target = normalized(answer.header("location") or "", answer.address) if answer.header("location") else None
    if target is None:
        raise NotGot("it is redirected to what is no address of the web", "ask those who run the newsroom")
    return target


def _back_off(pace: float, number: int) -> float:
    """Seconds before the next try: twice the pace, then four times, somewhat more or less so that many do not meet."""
    return pace * float(2 ** min(number, _STEEPEST)) * random.uniform(0.75, 1.25)  # noqa: S311 - nothing secret


def _of_status(answer: Answer) -> NotGot:
    wait = _retry_after(answer.header("retry-after") or "") if answer.status in _TOO_BUSY else 0.0
    reason = f"the newsroom answered with {answer.status} {answer.reason}".rstrip()
    return NotGot(reason, "it is asked for again in the next run", transient=True, wait=wait)


def _retry_after(stated: str) -> float:
    """Seconds, of a number of them or of a date."""
    if stated.isascii() and stated.isdigit():
        return float(stated[:9])
    try:
        return max(0.0, email.utils.parsedate_to_datetime(stated).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError):
        return 0.0


def _closed(origin: Origin, reason: str) -> FetchFailed:
    return FetchFailed(f"{origin}/robots.txt cannot be read, so nothing may be asked there: {reason}")
