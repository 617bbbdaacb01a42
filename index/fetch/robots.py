"""What do those who run a newsroom ask of programs? Their robots.txt, read as RFC 9309 wants it."""

from dataclasses import dataclass

from protego import Protego

from index.fetch.answer import Answer

AGENT = "newsroom-search"  # by which robots.txt knows us
MOST_BYTES = 512_000  # that are read of it; RFC 9309 asks for 500 KiB at least
_LONGEST_DELAY = 3_600.0  # seconds; who asks for more has mistaken the unit


@dataclass(frozen=True, slots=True)
class Robots:
    """What one robots.txt asks for.

    Attributes:
        rules: Protego's; None where everything is allowed.
        delay: seconds between two requests, 0 if it does not say.
    """

    rules: Protego | None
    delay: float

    def allows(self, address: str) -> bool:
        """Whether this address may be asked for."""
        return self.rules is None or bool(self.rules.can_fetch(address, AGENT))


EVERYTHING = Robots(None, 0.0)


def read(content: bytes) -> Robots:
    """The rules in a robots.txt; lines that mean nothing are passed over."""
    rules = Protego.parse(content[:MOST_BYTES].decode("utf-8-sig", "replace"))
    rate = rules.request_rate(AGENT)
    asked = (rules.crawl_delay(AGENT) or 0.0, rate.seconds / rate.requests if rate else 0.0)
    return Robots(rules, min(max(asked), _LONGEST_DELAY))


def robots_of(answer: Answer) -> Robots | None:
    """What the answer to a request for robots.txt means; None where nothing may be asked before there is a better one.

    There being none (404 and its like) allows everything; a newsroom that is out of order allows nothing.
    """
    if answer.status in (200, 203):
        return read(answer.content)
    return EVERYTHING if 400 <= answer.status < 500 and answer.status != 429 else None
