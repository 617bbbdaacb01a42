"""How much may one client ask for? So much a minute, all at once or evenly; who asks for more learns when to come back.

What is kept of a client is one number, in memory alone: the moment at which its allowance is whole again. The place of
that number follows from the client's address by a secret of the running server, and no address is kept anywhere.
Workers that were forked from one process share the numbers. Two clients share a place, and so an allowance, about once
in a million pairs.

The rule is the generic cell rate algorithm (ITU-T I.371): what is used grows back at an even pace.
"""

import mmap
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from ipaddress import IPv6Address, ip_address
from math import ceil
from secrets import token_bytes

from flask import Flask, Response, g, request
from werkzeug.exceptions import TooManyRequests

_PLACES = 1 << 20  # 8 MB of addresses, of which only what is used takes memory
_WINDOW = 60  # seconds
UNLIMITED = frozenset(
    {"static", "health.health", "health.live", "health.ready", "metrics.metrics"}
)  # a monitor must not be sent away
_WITH_PORT = re.compile(r"\[(.+)\](?::\d+)?|([\d.]+):\d+", re.ASCII)
_USUAL = 1
_WORTH = 0.1  # seconds of work that one request stands for, where a client may make 600 a minute or more
# What takes many times as much work as a page of results, by the last part of its path.
_COSTS: Mapping[str, int] = {"search.csv": 20, "search.jsonl": 20, "search.xlsx": 20, "overview": 5}
_IN_TURNS = "exports"  # the part whose answers are made while others are: whose work it was cannot be told


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a request: whether it may be answered, how much is left, and the seconds until all is there again.

    `wait` is after how many seconds the same may be asked for again, 0 where it was granted.
    """

    left: int
    whole: int
    wait: int = 0


class Allowance:
    """What each client may still ask for. Made before workers are forked, it is one for all of them."""

    def __init__(
        self,
        per_minute: int,
        clock: Callable[[], float] = time.monotonic,
        worked: Callable[[], float] = time.process_time,
    ) -> None:
        """An allowance of so many requests a minute.

        Args:
            per_minute: how many.
            clock: seconds.
            worked: seconds that this process has worked.
        """
        self.per_minute = per_minute
        self.worked = worked
        self._clock = clock
        self._salt = token_bytes(16)
        # Written by several workers without a lock: a number is written whole, and of two at once one may be lost.
        self._whole_at = memoryview(mmap.mmap(-1, _PLACES * 8)).cast("d")

    def take(self, client: str, cost: int = _USUAL) -> Taken:
        """Take from a client's allowance, if so much is there."""
        place, now, pace = self._place(client), self._clock(), _WINDOW / self.per_minute
        before = max(self._whole_at[place], now)
        after = before + min(cost, self.per_minute) * pace
        beyond = after - now - _WINDOW
        if beyond > 1e-9:
            return Taken(int((_WINDOW - (before - now)) / pace + 1e-9), ceil(before - now), max(1, ceil(beyond)))
        self._whole_at[place] = after
        return Taken(int((_WINDOW - (after - now)) / pace + 1e-9), ceil(after - now))

    def charge(self, client: str, seconds: float, paid: int) -> Taken:
        """Take what an answer cost beyond what was taken for it, also where so much is not there: it is owed.

        A client that asks for what is dear keeps one processor busy at most, and not every worker.
        """
        place, now, pace = self._place(client), self._clock(), _WINDOW / self.per_minute
        owed = max(0, int(seconds / max(pace, _WORTH)) - paid)
        after = self._whole_at[place] = max(self._whole_at[place], now) + owed * pace
        return Taken(max(0, int((_WINDOW - (after - now)) / pace + 1e-9)), ceil(after - now))

    def _place(self, client: str) -> int:
        told = blake2b(client.encode("utf-8", "replace"), digest_size=8, key=self._salt)
        return int.from_bytes(told.digest()) % _PLACES


def limit(app: Flask, allowance: Allowance) -> None:
    """Let each client have its allowance and no more; one of 0 a minute limits nobody."""
    if not allowance.per_minute:
        return

    def take() -> None:
        client = client_of(request.remote_addr)
        if client and request.endpoint not in UNLIMITED:
            g.client, g.begun = client, allowance.worked()
            g.taken = allowance.take(client, cost_of(request.path))
            if g.taken.wait:
                raise TooManyRequests(retry_after=g.taken.wait)

    def told(response: Response) -> Response:
        if taken := _settled(allowance):
            response.headers["RateLimit-Policy"] = f'"client";q={allowance.per_minute};w={_WINDOW}'
            response.headers["RateLimit"] = f'"client";r={taken.left};t={taken.whole}'
            if taken.wait:
                response.headers["Retry-After"] = str(taken.wait)
        return response

    app.before_request(take)
    app.after_request(told)


def _settled(allowance: Allowance) -> Taken | None:
    """What the present client has left, now that it is known what its answer cost; None for one that is not limited."""
    taken: Taken | None = g.get("taken")
    if taken is None or taken.wait or request.blueprint == _IN_TURNS:
        return taken
    return allowance.charge(g.client, allowance.worked() - g.begun, cost_of(request.path))


def cost_of(path: str) -> int:
    """How much of an allowance an address takes."""
    return _COSTS.get(path.rpartition("/")[2], _USUAL)


def client_of(address: str | None) -> str | None:
    """Who asks, going by an address; None for those who are not limited.

    IPv6 gives one subscriber all addresses of a /64. The machine itself is not limited: a proxy on it that
    `server.trusted_proxies` does not count would be taken for one client, and the whole site with it.

    Some proxies hand on the port as well, which differs from one connection to the next.

    >>> client_of("2001:db8:1:2:3::4"), client_of("::ffff:192.0.2.7"), client_of("127.0.0.1")
    ('2001:db8:1:2::', '192.0.2.7', None)
    >>> client_of("192.0.2.7:50123"), client_of("[2001:db8:1:2:3::4]:50123")
    ('192.0.2.7', '2001:db8:1:2::')
    """
    if found := _WITH_PORT.fullmatch(address or ""):
        address = found[1] or found[2]
    try:
        parsed = ip_address((address or "").partition("%")[0])
    except ValueError:
        return address or None
    if isinstance(parsed, IPv6Address):
        if parsed.ipv4_mapped:
            return client_of(str(parsed.ipv4_mapped))
        return None if parsed.is_loopback else str(IPv6Address(int(parsed) >> 64 << 64))
    return None if parsed.is_loopback else str(parsed)
