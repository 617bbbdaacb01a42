"""What is written down of each request? One line of JSON, without anything on who asked or for what, unless set so."""

import json
import os
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime

from search.settings import Server
from web.serving.answered import Answered, Observer

_LONGEST = 1_000  # characters of what a client wrote

Write = Callable[[str], None]


def to_standard_output(line: str) -> None:
    """Write a line in one step, so that those of several workers do not mix; nobody reading it stops nobody."""
    with suppress(OSError):
        os.write(1, f"{line}\n".encode())


def journal(write: Write, settings: Server, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> Observer:
    """An observer that writes a line for every answer.

    Args:
        write: takes a line.
        settings: whether lines hold what was searched for, and the client's address.
        clock: tells the moment (aware).
    """

    def told(answered: Answered) -> None:
        row = {
            "time": clock().isoformat(timespec="milliseconds"),
            "method": answered.method[:_LONGEST],
            "route": answered.route,
            "status": answered.status,
            "duration_ms": round(answered.lasted * 1_000, 1),
            "bytes": answered.sent,
        }
        if settings.log_queries:
            row["query"] = answered.query[:_LONGEST]
        if settings.log_addresses:
            row["address"] = answered.client
        write(json.dumps(row))

    return told
