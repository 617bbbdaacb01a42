"""Is this an address that may be asked, and how is it written so that one page has one address?"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

_SESSION = re.compile(r";jsessionid=[^/?#]*|/sid_[0-9A-Fa-f]+")  # a visitor's session, no part of the address
_DOT = re.compile("%2e", re.IGNORECASE)
_UNSAFE = re.compile(r"[\x00-\x20\x7f]")
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,250}[a-z0-9])?\.?|\[[0-9a-f:.]{2,45}\]")
_KEPT = "/:;@!$&'()*+,=-._~%?[]|"  # what is left as it stands in a path or a query
_LONGEST = 2_000  # characters
PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True, order=True)
class Origin:
    """Whom one talks to: a scheme (http or https), a host in lower case without brackets, and a port."""

    scheme: str
    host: str
    port: int

    @property
    def has_usual_port(self) -> bool:
        """Whether the port is the scheme's own."""
        return self.port == PORTS[self.scheme]

    @property
    def netloc(self) -> str:
        """The host, with its port where that is not the scheme's own, as in addresses."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.has_usual_port else f"{host}:{self.port}"

    def __str__(self) -> str:
        return f"{self.scheme}://{self.netloc}"

    @classmethod
    def of(cls, address: str) -> Self | None:
        """The origin of an address; None where it is none of the web, or would be read differently by others."""
        try:
            parts = urlsplit(address)
            port = parts.port
        except ValueError:
            return None
        if parts.scheme not in PORTS:
            return None
        # What is read in two ways (a@b, a\b) is no host by the pattern of hosts.
        host = _ascii(parts.netloc.rpartition(":")[0] if port is not None else parts.netloc.removesuffix(":"))
        if not host:
            return None
        return cls(parts.scheme, host.strip("[]").rstrip("."), PORTS[parts.scheme] if port is None else port)


def normalized(reference: str, base: str = "") -> str | None:
    """The address that a link means, in the one way in which it is kept; None for what is no address of the web.

    >>> normalized("../news/1#top", "HTTPS://Newsroom.Example:443/en/home/")
    'https://newsroom.example/en/news/1'
    >>> normalized("https://newsroom.example@other.example/") is None
    True
    """
    try:
        address = urljoin(base, reference.strip())
        parts = urlsplit(address)
    except ValueError:
        return None
    origin = Origin.of(address)
    if origin is None or len(address) > _LONGEST or _UNSAFE.search(reference.strip().replace(" ", "")):
        return None
    path = quote(_without_dots(_SESSION.sub("", parts.path)), safe=_KEPT)
    return urlunsplit((origin.scheme, origin.netloc, path, quote(parts.query, safe=_KEPT), ""))


def origins_of(hosts: Iterable[str]) -> frozenset[Origin]:
    """The origins that hosts stand for: `host` for http and https, `host:port` for both there, or with a scheme.

    Raises:
        ValueError: naming those that are no hosts.
    """
    origins: set[Origin] = set()
    wrong = []
    for host in hosts:
        stated = [host] if "://" in host else [f"{scheme}://{host}" for scheme in PORTS]
        found = [Origin.of(address) for address in stated]
        if any(origin is None for origin in found) or urlsplit(stated[0]).path.strip("/"):
            wrong.append(host)
        origins.update(origin for origin in found if origin)
    if wrong:
        raise ValueError(", ".join(map(repr, wrong)))
    return frozenset(origins)


def _without_dots(path: str) -> str:
    """A path as a server will walk it, so that a pattern or a rule of robots.txt sees where it leads."""
    steps: list[str] = []
    parts = _DOT.sub(".", path).split("/")[1:]
    for part in parts:
        if part == "..":
            del steps[-1:]
        elif part != ".":
            steps.append(part)
    ends_open = bool(parts) and parts[-1] in (".", "..")
    return "/" + "/".join(steps) + ("/" if ends_open and steps else "")


def _ascii(host: str) -> str | None:
    """A host as DNS knows it; None for what is none."""
    try:
        host = host.lower() if host.isascii() else host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return None
    return host if _HOST.fullmatch(host) else None
