"""Who asks all the time? Clients that keep their connection, ask a seeded mix of questions, and check every answer."""

import asyncio
import json
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from bench.editions import CHANGED, STEM, Timeline, word_of

PATIENCE = 60  # seconds for an answer; one that takes longer is an error
_HEADING = re.compile(rb"<h1>\s*([\d.,]*)")


@dataclass(frozen=True, slots=True)
class Ask:
    """One request.

    Attributes:
        path: the address.
        total: what it must find, by edition; None where the answer has no total.
    """

    path: str
    total: Callable[[int], int] | None


@dataclass(slots=True)
class Tally:
    """What all clients have met so far.

    Attributes:
        seconds: of each answer.
        wrong: what was wrong, in words.
        errors: statuses other than 200, and connections that broke.
        reconnects: kept connections that the server had closed before they were used again, as HTTP allows it.
        answers: how many of each kind of address.
    """

    seconds: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    reconnects: int = 0
    answers: Counter[str] = field(default_factory=Counter)


def asks(known: dict[str, int], rng: random.Random, timeline: Timeline) -> Ask:
    """The next question of the mix: two in ten are about the edition itself, the rest about what all editions share."""
    newest = timeline.newest
    draw = rng.random()
    if draw < 0.1:
        asked = newest - rng.randrange(2)
        return _ask(rng, word_of(asked), lambda edition: CHANGED if edition == asked else 0)
    if draw < 0.15:
        return _ask(rng, f"{STEM}*", lambda edition: CHANGED)
    if draw < 0.2:
        some = {newest, newest - 1}
        text = " ".join(map(word_of, some))
        return _ask(rng, text, lambda edition: CHANGED * (edition in some), match="any")
    if draw < 0.25:
        return Ask(f"/api/v1/releases/release-{rng.randrange(1_000):07}", None)
    path = rng.choice(list(known))
    total = known[path]
    return Ask(path, lambda edition: total)


def _ask(rng: random.Random, text: str, total: Callable[[int], int], **more: str) -> Ask:
    place = rng.choice(("/api/v1/search", "/api/v1/search", "/de/search", "/en/search"))
    return Ask(f"{place}?{urlencode({'q': text, 'group': 'none', **more})}", total)


class Client:
    """One client with one connection."""

    def __init__(self, port: int, tally: Tally) -> None:
        self._port = port
        self._tally = tally
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def get(self, ask: Ask, timeline: Timeline) -> None:
        """Ask, and note what came of it."""
        begun = time.monotonic()
        try:
            status, body = await asyncio.wait_for(self._answered(ask.path), PATIENCE)
        except (OSError, EOFError, ValueError, TimeoutError) as error:
            self._tally.errors.append(f"{ask.path}: {error!r}")
            self._close()
            return
        ended = time.monotonic()
        self._tally.seconds.append(ended - begun)
        self._tally.answers[ask.path.partition("?")[0].rstrip("0123456789")] += 1
        if status != 200:
            self._tally.errors.append(f"{ask.path}: status {status}")
        elif ask.total:
            right = {ask.total(edition) for edition in timeline.live(begun, ended)}
            self._tally.wrong += [f"{ask.path}: {fault}" for fault in faults(body, right)]

    async def _answered(self, path: str) -> tuple[int, bytes]:
        if self._streams:
            try:
                return await self._asked(path)
            except (ConnectionError, asyncio.IncompleteReadError) as error:
                if getattr(error, "partial", b""):
                    raise
                self._tally.reconnects += 1
                self._close()
        self._streams = await asyncio.open_connection("127.0.0.1", self._port)
        return await self._asked(path)

    async def _asked(self, path: str) -> tuple[int, bytes]:
        assert self._streams
        reader, writer = self._streams
        writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        await writer.drain()
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        length = re.search(rb"content-length: (\d+)", head)
        if not length:
            raise ValueError("an answer without a length")
        body = await reader.readexactly(int(length[1]))
        if b"connection: close" in head:
            self._close()
        return int(head[9:12]), body

    def _close(self) -> None:
        if self._streams:
            self._streams[1].close()
            self._streams = None


def faults(body: bytes, right: set[int]) -> Sequence[str]:
    """What is wrong with a page of results, as JSON or for people, whose total may be any of these."""
    if not body.startswith(b"{"):
        heading = _HEADING.search(body)
        total = int(re.sub(rb"[.,]", b"", heading[1]) or 0) if heading else -1
        return [] if total in right else [f"total {total}, not in {right}"]
    answer = json.loads(body)
    total = answer["total"]
    found = [] if total in right else [f"total {total}, not in {right}"]
    for name in {"language", "kind", "date"} - answer["query"]["filters"].keys():
        counted = sum(value["count"] for value in answer["facets"][name])
        if counted != total and not (name == "date" and "from" in answer["query"]):
            found.append(f"total {total}, but {name} adds up to {counted}")
    if len(answer["results"]) != min(answer["query"]["size"], total):
        found.append(f"{len(answer['results'])} results on the page of {total}")
    return found
