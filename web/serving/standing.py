"""Where does the public find the site? At `site.address`, else where the proxies in front say, else where it is asked.

What a client claims is believed nowhere else: its Host header stands in no feed once `site.address` is set, and its
X-Forwarded headers count as far as `server.trusted_proxies` says.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.wsgi import ClosingIterator

from search.settings import Settings, Site
from web import addresses

# A prefix that a proxy hands on; anything else, such as //elsewhere.example, would make links lead away.
NO_PREFIX = "newsroom.no-prefix"  # where a request says that its prefix is none; see `web.serving.admission`
_PLAIN = re.compile(r"(/[A-Za-z0-9._~-]+)*")


@dataclass(frozen=True, slots=True)
class Address:
    """The public address of the site: its parts, the prefix without a slash at its end."""

    scheme: str
    host: str
    prefix: str


def place(app: Flask, settings: Settings) -> None:
    """Let the application know where it stands, in every request."""
    inner = Standing(app.wsgi_app, _public(settings.site))
    proxies = settings.server.trusted_proxies
    trusting = ProxyFix(inner, x_for=proxies, x_proto=proxies, x_host=proxies, x_prefix=proxies)
    app.wsgi_app = trusting if proxies else inner  # type: ignore[method-assign]


def _public(site: Site) -> Address | None:
    parts = urlsplit(site.address) if site.address else None
    return Address(parts.scheme, parts.netloc, site.prefix) if parts else None


class Standing:
    """An application under a prefix, which a proxy may have taken off the path or left there."""

    def __init__(self, app: WSGIApplication, public: Address | None) -> None:
        self._app = app
        self._public = public

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request; addresses carry the prefix until the answer is written, which may be long after this."""
        if self._public:
            environ["wsgi.url_scheme"], environ["HTTP_HOST"] = self._public.scheme, self._public.host
        prefix = self._public.prefix if self._public else environ.get("SCRIPT_NAME", "").rstrip("/")
        if not _PLAIN.fullmatch(prefix):
            environ[NO_PREFIX], prefix = True, ""
        environ["SCRIPT_NAME"] = prefix
        environ["PATH_INFO"] = _below(prefix, environ.get("PATH_INFO", ""))
        addresses.PREFIX.set(prefix)
        return ClosingIterator(self._app(environ, start_response), _leave)


def _leave() -> None:
    addresses.PREFIX.set("")


def _below(prefix: str, path: str) -> str:
    """The path that the site knows: without the prefix, where it has it.

    >>> _below("/newsroom", "/newsroom/de/"), _below("/newsroom", "/newsrooms"), _below("/newsroom", "/newsroom")
    ('/de/', '/newsrooms', '/')
    """
    if prefix and (path == prefix or path.startswith(f"{prefix}/")):
        return path.removeprefix(prefix) or "/"
    return path
