"""How is the site served? By gunicorn: a few processes, each with its own reader.

A process answers one request at a time and meanwhile, through gevent, holds many connections: a client that stalls in
its request, or does not take its answer, costs a connection and keeps nobody waiting. With its answer a client is let
go, so that its next request goes to whichever process is free.
"""

import socket
from collections.abc import Callable, Mapping
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from search.errors import SearchError

_LONGEST_ADDRESS = 8190  # bytes; gunicorn's own maximum, enough for 1,000 characters of most scripts
_UNTAKEN = 20_000  # milliseconds until a connection is closed whose client takes nothing of its answer
_WAITING = 1_024  # connections that may wait for a worker to accept them


def _let_go(_worker: Any, request: Any) -> None:
    """Close the connection behind the answer; a kept one would stay with a crowded process beside an idle one."""
    request.must_close = True


_SETTINGS: Mapping[str, Any] = {
    "worker_class": "web.worker.Worker",
    "worker_connections": 500,  # that a worker holds; leaves room for files where 1,024 may be open
    "timeout": 30,  # seconds until a worker that does nothing but answer one request is replaced
    "graceful_timeout": 10,
    "keepalive": 5,  # seconds in which a request must come, all of it up to its body
    "limit_request_line": _LONGEST_ADDRESS,
    "limit_request_fields": 50,
    "pre_request": _let_go,
    "max_requests": 50_000,  # a worker starts afresh now and then, so that no leak lasts
    "max_requests_jitter": 5_000,
    "control_socket_disable": True,  # nothing but the site listens
}


class AddressTaken(SearchError):
    """Nothing can listen at this host and port; the message says why."""


class Server(BaseApplication):  # type: ignore[misc]
    """Gunicorn, set up from here instead of from its command line and files."""

    def __init__(self, open_app: Callable[[], Flask], descriptor: int, workers: int) -> None:
        self._open_app = open_app
        self._settings = {**_SETTINGS, "bind": f"fd://{descriptor}", "workers": workers}
        super().__init__()

    def load_config(self) -> None:
        """Take the settings."""
        for name, value in self._settings.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """The application; called in each worker after it was forked, so that none shares an open file."""
        return self._open_app()


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens; port 0 takes any that is free.

    Raises:
        AddressTaken: another program listens there, or this machine has no such address.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family, backlog=_WAITING)
    except (OSError, OverflowError) as error:
        raise AddressTaken(f"cannot listen at {host}, port {port}: {error}; choose another with --port") from error
    # What is accepted inherits this. Gunicorn has no such limit of its own: it waits for ever to send.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, _UNTAKEN)
    return listener


def address_of(listener: socket.socket) -> str:
    """Where a browser finds what listens here."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def serve(open_app: Callable[[], Flask], listener: socket.socket, workers: int) -> None:
    """Serve until the process is told to stop; the listener is gunicorn's from then on."""
    Server(open_app, listener.detach(), workers).run()
