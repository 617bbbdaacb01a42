"""What became of a request? Told once its answer is written, to whoever counts requests or writes them down.

What is told holds neither the path, which may name what somebody read, nor who asked; the journal adds what is set.
"""

import logging
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask, request

NOWHERE = "none"  # the route of a request that fits none
_NOTE = "newsroom.note"  # where a request has its note, which survives that its environment is copied
_PLACE = re.compile(r"<(?:[^<>:]*:)?(\w+)>")
_log = logging.getLogger("newsroom.web")


@dataclass(frozen=True, slots=True)
class Answered:
    """A request and its answer.

    Attributes:
        method: as the client wrote it.
        route: the pattern of the address, such as `/{language}/search`; `none` where it fits none.
        part: of the site, such as `pages` or `api`; "" for none.
        found: how many releases a search found; None where nothing was searched for.
        status: of HTTP.
        seconds: until the answer began.
        lasted: seconds until it was written.
        sent: bytes of its body.
        query: the parameters as they stood in the address.
        client: the address of who asked.
    """

    method: str
    route: str
    part: str
    found: int | None
    status: int
    seconds: float
    lasted: float
    sent: int
    query: str
    client: str


Observer = Callable[[Answered], None]


def observe(app: Flask, observers: Sequence[Observer]) -> None:
    """Tell the observers of every answer. To be called last: what wraps the application later is not seen."""
    app.wsgi_app = _Watched(app.wsgi_app, observers)  # type: ignore[method-assign]
    app.before_request_funcs.setdefault(None, []).insert(0, _note_route)


def note_found(total: int) -> None:
    """Tell with the present request's answer how many releases were found."""
    request.environ[_NOTE].found = total


def pattern(rule: str) -> str:
    """A route as monitors know it.

    >>> pattern("/<any(de, en):language>/release/<identifier:id>")
    '/{language}/release/{id}'
    """
    return _PLACE.sub(r"{\1}", rule)


def _note_route() -> None:
    note: _Note = request.environ[_NOTE]
    if request.url_rule:
        note.route, note.part = pattern(request.url_rule.rule), request.blueprint or ""


@dataclass(slots=True)
class _Note:
    """What is found out of a request on its way; see `Answered`."""

    route: str = NOWHERE
    part: str = ""
    found: int | None = None


class _Watched:
    """An application whose answers are told of."""

    def __init__(self, app: WSGIApplication, observers: Sequence[Observer]) -> None:
        self._app = app
        self._observers = observers

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        environ[_NOTE] = _Note()
        answer = _Answer(environ, start_response, self._observers)
        answer.parts = self._app(environ, answer.begin)
        return answer


class _Answer:
    """The parts of an answer, counted while they are written; closed by the server when nobody wants more."""

    def __init__(self, environ: WSGIEnvironment, start_response: StartResponse, observers: Sequence[Observer]) -> None:
        self.parts: Iterable[bytes] = ()
        self._environ = environ
        self._start = start_response
        self._observers = observers
        self._asked = self._begun = time.perf_counter()
        self._status = 0
        self._sent = 0

    def begin(self, status: str, headers: Any, error: Any = None) -> Any:
        """WSGI's start_response."""
        self._status, self._begun = int(status[:3]), time.perf_counter()
        return self._start(status, headers, error) if error else self._start(status, headers)

    def __iter__(self) -> Iterator[bytes]:
        for part in self.parts:
            self._sent += len(part)
            yield part

    def close(self) -> None:
        """The answer is over."""
        close = getattr(self.parts, "close", None)
        try:
            if close:
                close()
        finally:
            self._tell()

    def _tell(self) -> None:
        environ, note = self._environ, self._environ[_NOTE]
        answered = Answered(
            method=environ["REQUEST_METHOD"],
            route=note.route,
            part=note.part,
            found=note.found,
            status=self._status,
            seconds=self._begun - self._asked,
            lasted=time.perf_counter() - self._asked,
            sent=self._sent,
            query=environ.get("QUERY_STRING", ""),
            client=environ.get("REMOTE_ADDR", ""),
        )
        for observer in self._observers:
            try:
                observer(answered)
            except Exception:  # whoever counts must not spoil what is counted
                _log.exception("an answer could not be told of")
