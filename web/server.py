"""How is the site served? By gunicorn: a few processes, a few threads each, every process with its own reader."""

import socket
from collections.abc import Callable, Mapping
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from search.errors import SearchError

THREADS = 4  # of a worker; while one searches or waits for a slow client, the others answer
_LONGEST_ADDRESS = 8190  # bytes; gunicorn's own maximum, enough for 1,000 characters of most scripts
_LIMITS: Mapping[str, Any] = {
    "worker_class": "gthread",
    "threads": THREADS,
    "timeout": 30,  # seconds until a worker that does not answer is replaced
    "graceful_timeout": 10,
    "keepalive": 5,
    "limit_request_line": _LONGEST_ADDRESS,
    "limit_request_fields": 50,
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
        self._settings = {**_LIMITS, "bind": f"fd://{descriptor}", "workers": workers}
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
        return socket.create_server((host, port), family=family)
    except (OSError, OverflowError) as error:
        raise AddressTaken(f"cannot listen at {host}, port {port}: {error}; choose another with --port") from error


def address_of(listener: socket.socket) -> str:
    """Where a browser finds what listens here."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def serve(open_app: Callable[[], Flask], listener: socket.socket, workers: int) -> None:
    """Serve until the process is told to stop; the listener is gunicorn's from then on."""
    Server(open_app, listener.detach(), workers).run()
