"""Which newsroom do these tests fetch? One on loopback that we write ourselves, and that does whatever a test wants."""

import gzip
import json
import socket
import ssl
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import formatdate
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

PATIENCE = 60  # seconds; generous, since machines can be slow

LANGUAGES = {
    "de": ("Willkommen auf den Seiten des Ministeriums", "Pressemitteilung", "Startseite"),
    "en": ("Welcome to the Ministry's website", "Press release", "Home"),
}


def release(title: str, body: str, language: str = "de", published: str = "04.06.2020") -> bytes:
    """A release's page, in markup as the model ministry's since 2017."""
    welcome, kind, home = LANGUAGES[language]
    return f"""<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><title>{title} - Ministerium</title></head><body>
<h1 class="is-aural">{welcome}</h1>
<nav><a href="/{language}">{home}</a><a href="/{"en" if language == "de" else "de"}">DE/EN</a></nav>
<h1 class="heading__title"><span class="heading__title-text">{title}</span></h1>
<span class="heading__meta">{published} - {kind}</span>
<div class="c-rte--default"><p>{body}</p></div>
</body></html>""".encode()


@dataclass(frozen=True, slots=True)
class Reply:
    """What the newsroom says to one request; `raw` writes to the connection itself, instead."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    content_type: str = "text/html; charset=utf-8"
    raw: Callable[[socket.socket], None] | None = None


Behaviour = Callable[[Mapping[str, str]], Reply]


class Served:
    """A newsroom that is being served: what it says at each path (with its query), and what it was asked.

    A path leads to bytes (served with an ETag), to a reply, or to a function of the request's headers.
    """

    def __init__(self) -> None:
        self.paths: dict[str, bytes | Reply | Behaviour] = {}
        self.asked: list[str] = []
        self.headers: list[Mapping[str, str]] = []
        self.ended = threading.Event()  # for what hangs until the test is over
        self.port = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def forget(self) -> None:
        """Forget what was asked."""
        self.asked.clear()
        self.headers.clear()

    def pages_asked(self) -> Counter[str]:
        """How often each path was asked for, robots.txt aside."""
        return Counter(path for path in self.asked if path != "/robots.txt")

    def put(self, path: str, title: str, body: str = "Der Minister sprach in Bagdad.", language: str = "de") -> None:
        """Publish a release."""
        self.paths[path] = release(title, body, language)

    def reply(self, path: str, headers: Mapping[str, str]) -> Reply:
        found = self.paths.get(path)
        if found is None:
            return Reply(b"not here", 404)
        if isinstance(found, bytes):
            return tagged(found, headers)
        return found if isinstance(found, Reply) else found(headers)


def tagged(body: bytes, headers: Mapping[str, str], content_type: str = "text/html; charset=utf-8") -> Reply:
    """A body with its ETag, or word that it has not changed."""
    tag = f'"{sha256(body).hexdigest()[:16]}"'
    if headers.get("if-none-match") == tag:
        return Reply(status=304, headers={"ETag": tag})
    return Reply(body, headers={"ETag": tag}, content_type=content_type)


@contextmanager
def served(tls: ssl.SSLContext | None = None) -> Iterator[Served]:
    """A newsroom on loopback, over TLS where there is a context for it."""
    newsroom = Served()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            newsroom.asked.append(self.path)
            newsroom.headers.append(headers)
            reply = newsroom.reply(self.path, headers)
            self.close_connection = True
            if reply.raw:
                reply.raw(self.connection)
                return
            self.send_response(reply.status)
            stated = {"Content-Length": str(len(reply.body)), "Content-Type": reply.content_type} | dict(reply.headers)
            for name, value in stated.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 128

        def handle_error(self, request: Any, client_address: Any) -> None:
            """Clients that hang up are what some tests are about."""

    with Server(("127.0.0.1", 0), Handler) as server:
        newsroom.port = server.server_address[1]
        if tls:
            server.socket = tls.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield newsroom
        finally:
            newsroom.ended.set()
            server.shutdown()
            thread.join(PATIENCE)


# Listings


def rss(*links: str, title: str = "Presse", items: str = "") -> Reply:
    """A feed as the model ministry's: full texts as HTML in CDATA."""
    each = "".join(
        f"<item><title>{title}</title><link>{link}</link><pubDate>Thu, 04 Jun 2020 10:00:00 +0200</pubDate>"
        "<description><![CDATA[<p>Der&nbsp;volle Text</p>]]></description></item>"
        for link in links
    )
    body = f'<rss version="2.0"><channel><title>x</title>{each}{items}</channel></rss>'
    return Reply(b'<?xml version="1.0" encoding="UTF-8"?>' + body.encode(), content_type="application/rss+xml")


def atom(*links: str, updated: str = "2020-06-04T10:00:00Z", following: str = "") -> Reply:
    """An Atom feed."""
    further = f'<link rel="next" href="{following}"/>' if following else ""
    each = "".join(
        f'<entry><title type="html">&lt;b&gt;x&lt;/b&gt;</title><link href="{link}"/><id>{link}</id>'
        f"<updated>{updated}</updated></entry>"
        for link in links
    )
    body = f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>x</title>{further}{each}</feed>'
    return Reply(body.encode(), content_type="application/atom+xml")


def sitemap(pages: Mapping[str, str | None], *, index: bool = False, packed: bool = False) -> Reply:
    """A sitemap, or an index of sitemaps, by address with the day of change."""
    kind, root = ("sitemap", "sitemapindex") if index else ("url", "urlset")
    rows = "".join(
        f"<{kind}><loc>{address}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</{kind}>"
        for address, day in pages.items()
    )
    body = f'<?xml version="1.0"?><{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</{root}>'.encode()
    return Reply(gzip.compress(body) if packed else body, content_type="application/gzip" if packed else "text/xml")


def links(*addresses: str, following: str = "") -> Reply:
    """A page that lists."""
    further = f'<a rel="next" href="{following}">Weiter</a>' if following else ""
    body = "".join(f'<li><a href="{address}">x</a></li>' for address in addresses)
    return Reply(f"<html><body><a href='/impressum'>Impressum</a><ul>{body}</ul>{further}</body></html>".encode())


def items(*addresses: str) -> Reply:
    """A list as the model ministry's API gives it."""
    body = json.dumps({"itemsTotal": 327, "items": [{"link": address} for address in addresses]})
    return Reply(body.encode(), content_type="application/json")


# Servers that misbehave; each takes the connection


def stalls_in_headers(newsroom: Served) -> Reply:
    """Begins an answer, and says no more."""

    def raw(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Ty")
        newsroom.ended.wait(PATIENCE)

    return Reply(raw=raw)


def drips(newsroom: Served, beginning: bytes) -> Reply:
    """Sends a byte now and then, for ever."""

    def raw(connection: socket.socket) -> None:
        connection.sendall(beginning)
        while not newsroom.ended.wait(0.02):
            connection.sendall(b"x")

    return Reply(raw=raw)


def cuts(said: bytes) -> Reply:
    """Says so much, and hangs up."""
    return Reply(raw=lambda connection: connection.sendall(said))


def endless(newsroom: Served) -> Reply:
    """Sends without end, as fast as it is taken."""

    def raw(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while not newsroom.ended.is_set():
            connection.sendall(b"x" * 65_536)

    return Reply(raw=raw)


def http_date(seconds_from_now: float) -> str:
    """A moment as HTTP writes it."""
    return formatdate(time.time() + seconds_from_now, usegmt=True)
