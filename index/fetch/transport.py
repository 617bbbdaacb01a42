"""How is one address asked once, so that neither a stalling nor an endless answer holds us?

Time-outs of sockets are for each read: a server that sends a byte now and then keeps a client for ever. Here every
read may take only what is left of one deadline, that of connecting, greeting, headers and body together.
"""

import http.client
import io
import socket
import ssl
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from index.fetch.addresses import Origin
from index.fetch.answer import Answer
from index.fetch.compression import decompressed
from index.fetch.errors import NotGot
from index.fetch.resolution import Lookup, permitted

_PIECE = 65_536  # bytes
_UNREAD = ("image/", "audio/", "video/", "font/", "application/pdf", "application/zip", "application/vnd.")
_LONGEST_VALUE = 8_000  # characters of a header that are kept
_AGAIN = "it is asked for again in the next run"


@dataclass(frozen=True, slots=True)
class Bounds:
    """What an answer may take: seconds in all, and bytes, also when it is decompressed."""

    seconds: float
    bytes: int


class Transport:
    """Asks one address once."""

    def __init__(self, lookup: Lookup, tls: Callable[[], ssl.SSLContext], *, internal: bool) -> None:
        self._lookup = lookup
        self._tls = cache(tls)  # reading the system's certificates takes time
        self._internal = internal

    def ask(self, address: str, origin: Origin, headers: Mapping[str, str], bounds: Bounds) -> Answer:
        """The answer to a GET; redirects are answers like others.

        Args:
            address: normalised, and of this origin.
            origin: a permitted one.
            headers: of the request, beside Host, Connection and Accept-Encoding.
            bounds: what the answer may take.

        Raises:
            NotGot: there is no answer within the bounds.
        """
        deadline = time.monotonic() + bounds.seconds
        addresses = permitted(origin, self._lookup, bounds.seconds, internal=self._internal)
        try:
            with _connected(addresses, origin.port, deadline) as raw:
                peer = str(raw.getpeername()[0])
                with self._greeted(raw, origin, deadline) as sock:
                    return _exchange(_Timed(sock, deadline), address, origin, headers, bounds, peer)
        except TimeoutError as error:
            reason = f"no complete answer within {bounds.seconds:g} seconds"
            raise NotGot(reason, _AGAIN, transient=True) from error
        except ssl.SSLCertVerificationError as error:
            reason = f"the certificate of {origin.host} cannot be trusted: {error.verify_message}"
            raise NotGot(reason, "have the certificate checked", transient=False) from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise NotGot(f"the connection failed: {_in_short(error)}", _AGAIN, transient=True) from error

    def _greeted(self, raw: socket.socket, origin: Origin, deadline: float) -> socket.socket:
        if origin.scheme == "http":
            return raw
        raw.settimeout(_left(deadline))
        return self._tls().wrap_socket(raw, server_hostname=origin.host)


class _Timed:
    """What http.client takes for a socket; every read and write may take what is left until the deadline."""

    def __init__(self, sock: socket.socket, deadline: float) -> None:
        self._sock = sock
        self._deadline = deadline
        self._reader = _Reader(sock, deadline)

    @property
    def is_at_end(self) -> bool:
        """Whether the other side has hung up, and somebody wanted to read more."""
        return self._reader.is_at_end

    def sendall(self, data: bytes) -> None:
        self._sock.settimeout(_left(self._deadline))
        self._sock.sendall(data)

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(self._reader)

    def close(self) -> None:
        """Nothing: http.client closes what it still reads from; who connected closes the socket."""


class _Reader(io.RawIOBase):
    def __init__(self, sock: socket.socket, deadline: float) -> None:
        self._sock = sock
        self._deadline = deadline
        self.is_at_end = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._sock.settimeout(_left(self._deadline))
        count = self._sock.recv_into(buffer)
        self.is_at_end = not count
        return count


def _connected(addresses: Sequence[str], port: int, deadline: float) -> socket.socket:
    """A connection to the first of the addresses that takes one."""
    for number, address in enumerate(addresses, start=1):
        try:
            share = _left(deadline) / (len(addresses) - number + 1)  # one that is silent leaves time for the others
            return socket.create_connection((address, port), share)
        except OSError:
            if number == len(addresses):
                raise
    raise OSError("there is no address to connect to")


def _exchange(
    sock: _Timed, address: str, origin: Origin, headers: Mapping[str, str], bounds: Bounds, peer: str
) -> Answer:
    connection = http.client.HTTPConnection(origin.netloc)
    connection.sock = sock  # all of a socket that http.client uses
    parts = urlsplit(address)
    target = f"{parts.path}?{parts.query}" if parts.query else parts.path
    connection.putrequest("GET", target, skip_host=True, skip_accept_encoding=True)
    own = {"Host": origin.netloc, "Accept-Encoding": "gzip", "Connection": "close"}
    for name, value in (own | dict(headers)).items():
        connection.putheader(name, value)
    connection.endheaders()
    response = connection.getresponse()
    if sock.is_at_end:  # which http.client takes for the end of the headers
        raise http.client.IncompleteRead(b"")
    kept = [(name, " ".join(value.split())[:_LONGEST_VALUE]) for name, value in response.getheaders()]
    answer = Answer(address, response.status, response.reason, kept, b"", peer)
    if answer.status not in (200, 203) or answer.content_type.startswith(_UNREAD):
        return answer
    return replace(answer, content=_content(response, bounds.bytes))


def _content(response: http.client.HTTPResponse, most: int) -> bytes:
    """The body, decompressed.

    Raises:
        NotGot: it is larger than `most`, cut off, or compressed in a way that we did not ask for.
    """
    if response.length is not None and response.length > most:
        raise too_large(most)
    body = bytearray()
    while piece := response.read(_PIECE):
        body += piece
        if len(body) > most:
            raise too_large(most)
    if response.length:
        raise http.client.IncompleteRead(bytes(body), response.length)
    encoding = (response.getheader("content-encoding") or "identity").strip().lower()
    if encoding in ("identity", ""):
        return bytes(body)
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise NotGot(f"the answer is compressed as {encoding}, which we do not read", "ask those who run the newsroom")
    content = decompressed(bytes(body), most)
    if content is None:
        raise too_large(most)
    return content


def too_large(most: int) -> NotGot:
    """The error for an answer that is larger than `most` bytes."""
    return NotGot(f"the answer is larger than {most:,} bytes", "if it is a release, set most_bytes higher")


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _in_short(error: Exception) -> str:
    if isinstance(error, http.client.IncompleteRead):
        return "the answer was cut off"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return f"{type(error).__name__} {error}".strip()
