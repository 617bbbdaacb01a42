"""What does the server itself say to a request that it cannot even read? Problem details, as the site would."""

import json
import socket
from contextlib import suppress
from http import HTTPStatus
from typing import Any

from gunicorn.workers.ggevent import GeventWorker

from web.problems import KINDS

_HEADERS = "Connection: close\r\nContent-Type: application/problem+json\r\nX-Content-Type-Options: nosniff"


class Worker(GeventWorker):  # type: ignore[misc]
    """Gunicorn's worker, whose refusals would be pages of its own that tell what was wrong inside it."""

    def handle_error(self, req: Any, client: socket.socket, addr: Any, exc: Exception) -> None:
        """Refuse a request with the status that gunicorn finds for it, and in our words.

        Whose request it is cannot be known: an address that is too long was never read to its end.
        """
        said = _Said()
        super().handle_error(req, said, addr, exc)
        if said.status:
            with suppress(OSError):  # who is gone needs no answer
                client.sendall(refusal(said.status))


class _Said:
    """In place of a client: takes what gunicorn would have sent, and keeps its status."""

    def __init__(self) -> None:
        self.status = 0

    def gettimeout(self) -> float:
        """That sending waits for nothing."""
        return 0.0

    def sendall(self, answer: bytes) -> None:
        """Read the status line, the second word of which is the status."""
        self.status = self.status or int(answer.split(None, 2)[1])


def refusal(status: int) -> bytes:
    """A whole answer with a status."""
    phrase = HTTPStatus(status).phrase
    detail = KINDS[status].about if status in KINDS else "This server cannot read the request."
    problem = {"type": "about:blank", "title": phrase, "status": status, "detail": detail, "errors": []}
    body = json.dumps(problem).encode()
    return f"HTTP/1.1 {status} {phrase}\r\n{_HEADERS}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
