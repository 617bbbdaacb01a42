"""What is answered to what is no request? What a program can read, with the headers of every other answer.

Such a request never reaches the site: gunicorn refuses it, in a page of its own that has none of the site's headers,
and with a line in the log that holds the client's address.
"""

import json
from http import HTTPStatus
from typing import Any

from gunicorn.http import errors
from gunicorn.workers.ggevent import GeventWorker

from web import addresses
from web.description.problems import KINDS
from web.serving.headers import HEADERS, OPEN_HEADERS
from web.site import Site
from web.statistics.counting import write_counts

_STATUS = {
    errors.LimitRequestLine: 414,
    errors.LimitRequestHeaders: 431,
    errors.UnsupportedTransferCoding: 501,
    errors.ExpectationFailed: 417,
    errors.ForbiddenProxyRequest: 403,
}


class Worker(GeventWorker):  # type: ignore[misc]
    """Gunicorn's worker, but for what it says to what is no request, and what it writes down at its end."""

    def run(self) -> None:
        """Answer until it is told to stop; Python's own exit handlers are not run in a worker."""
        try:
            super().run()
        finally:
            write_counts(self.wsgi)

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:
        """Refuse what cannot be read as a request; a fault of our own is gunicorn's to tell."""
        if not isinstance(exc, errors.ParseException):
            super().handle_error(req, client, addr, exc)
            return
        self.log.info("refused what is no request: %s", type(exc).__name__)
        try:
            client.sendall(_refusal(HTTPStatus(_STATUS.get(type(exc), 400)), self._address()))
        except OSError:
            self.log.debug("the client is gone")

    def _address(self) -> str:
        """Where the public finds the site, "" where that is not set."""
        site: Site = self.wsgi.extensions["newsroom"]
        return (site.settings.site.address or "").rstrip("/")


def _refusal(status: HTTPStatus, site: str) -> bytes:
    """An answer in problem details (RFC 9457): what asks like this is a program."""
    kind = None if status == HTTPStatus.BAD_REQUEST else KINDS.get(status)  # ours tells of parameters; none was read
    told = {
        "type": site + addresses.problem(kind.name) if kind else "about:blank",
        "title": status.phrase,
        "status": status,
        "detail": kind.advice if kind else status.description,
        "errors": [],
    }
    body = json.dumps(told).encode()
    headers = {
        **HEADERS,
        **OPEN_HEADERS,
        "Cache-Control": "no-store",
        "Content-Type": "application/problem+json",
        "Content-Length": str(len(body)),
        "Connection": "close",
    }
    lines = [f"HTTP/1.1 {status.value} {status.phrase}", *(f"{name}: {text}" for name, text in headers.items())]
    return "\r\n".join([*lines, "", ""]).encode() + body
