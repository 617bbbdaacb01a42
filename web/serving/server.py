"""How is the site served? By gunicorn: a few processes, each with its own reader.

A process answers one request at a time and meanwhile, through gevent, holds many connections: a client that stalls in
its request, or does not take its answer, costs a connection and keeps nobody waiting. With its answer a client is let
go, so that its next request goes to whichever process is free.
"""

import os
import socket
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter

from search.errors import SearchError
from search.settings import Settings

_LONGEST_ADDRESS = 8190  # bytes; gunicorn's own maximum, enough for 1,000 characters of most scripts
_UNTAKEN = 20_000  # milliseconds until a connection is closed whose client takes nothing of its answer
_WAITING = 1_024  # connections that may wait for a worker to accept them


def _let_go(_worker: Any, request: Any) -> None:
    """Close the connection behind the answer; a kept one would stay with a crowded process beside an idle one."""
    request.must_close = True


_SETTINGS: Mapping[str, Any] = {
    "worker_class": "web.serving.worker.Worker",
    "worker_connections": 500,  # that a worker holds; leaves room for files where 1,024 may be open
    "keepalive": 5,  # seconds in which a request must come, all of it up to its body
    "limit_request_line": _LONGEST_ADDRESS,
    "limit_request_fields": 50,
    "pre_request": _let_go,
    "max_requests": 50_000,  # a worker starts afresh now and then, so that no leak lasts
    "max_requests_jitter": 5_000,
    "control_socket_disable": True,  # nothing but the site listens
    # What proxies say is read in one place, `web.serving.standing`; gunicorn would believe whoever asks from here.
    "forwarded_allow_ips": "",
    "forwarder_headers": "",
    "secure_scheme_headers": {},
}


class AddressTaken(SearchError):
    """Nothing can listen at this host and port; the message says why."""


@dataclass(frozen=True, slots=True)
class Served:
    """What is served: settings, and the site that they make.

    Attributes:
        settings: as they were read.
        open_app: makes the site; called in each worker.
    """

    settings: Settings
    open_app: Callable[[], Flask]


class _Master(Arbiter):  # type: ignore[misc]
    """Gunicorn's master, which leaves its workers alone where there is nothing new to serve."""

    def reload(self) -> None:
        """On SIGHUP: replace the workers by such as serve what has been read anew."""
        if self.app.renew():
            super().reload()


class Server(BaseApplication):  # type: ignore[misc]
    """Gunicorn, set up from here instead of from its command line and files."""

    def __init__(self, served: Served, prepare: Callable[[], Served], descriptor: int, workers: int) -> None:
        self._served = served
        self._prepare = prepare
        self._own = {**_SETTINGS, "bind": f"fd://{descriptor}", "workers": workers}
        super().__init__()

    def load_config(self) -> None:
        """Take the settings."""
        server = self._served.settings.server
        limits = {"timeout": server.timeout, "graceful_timeout": server.graceful_timeout}
        for name, value in {**self._own, **limits}.items():
            self.cfg.set(name, value)

    def renew(self) -> bool:
        """Read everything anew; False where that cannot be used, and what is served stays."""
        try:
            self._served = self._prepare()
        except SearchError as error:
            sys.stderr.write(f"The site is served as before, with the settings as they were: {error}\n")
            sys.stderr.flush()
            return False
        return True

    def run(self) -> None:
        """Serve until the process is told to stop."""
        _Master(self).run()

    def load(self) -> Flask:
        """The application; called in each worker after it was forked, so that none shares an open file."""
        return self._served.open_app()


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


def serve(served: Served, prepare: Callable[[], Served], listener: socket.socket, workers: int) -> None:
    """Serve until the process is told to stop; the listener is gunicorn's from then on.

    Args:
        served: what.
        prepare: makes it anew, on SIGHUP; where it raises a SearchError, what is served stays.
        listener: where the site is served.
        workers: processes that answer.
    """
    master = os.getpid()
    try:
        Server(served, prepare, listener.detach(), workers).run()
    except SystemExit as end:
        if os.getpid() != master:  # a worker is done; what the master has begun is not its to end
            sys.stdout.flush()
            os._exit(end.code if isinstance(end.code, int) else 1)
        raise
