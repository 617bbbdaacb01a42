"""What does an address tell? The release's identity, its language, and the address as it should be kept."""

import hashlib
import re
from contextlib import suppress
from datetime import date
from urllib.parse import unquote, urlsplit

from search.languages import LANGUAGES

_SESSION = re.compile(r";jsessionid=[^/?#]*|/sid_[0-9A-Fa-f]+")  # a visitor's session, no part of the address
# A release's number is all of the path's last part, follows "id-", or is long; a year or a day (20030331) is neither.
_NUMBERS = (re.compile(r"^(\d+)(?:\.\w+)?$"), re.compile(r"\bid-(\d+)\b"), re.compile(r"(?<!\d)(\d{5,})(?!\d)"))
_DAY = re.compile(r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_DAY_IN_FRONT = re.compile(r"^\d{6}(?=[-_])")  # 101014-visit.html
_PUBLISHED = re.compile(r"[/_-](?P<year>(?:19|20)\d{2})[/-]?(?P<month>[01]\d)[/-]?(?P<day>[0-3]\d)(?!\d)")
_SHORT_YEAR = re.compile(r"/(?P<year>\d{2})(?P<month>[01]\d)(?P<day>[0-3]\d)[-_]")  # Reden/2010/101014-name.html
_NO_SLUG = re.compile(r"[^a-z0-9]+")
_ENDING = re.compile(r"\.[a-z]{2,5}$", re.IGNORECASE)
_LONGEST_SLUG = 80  # characters of an id made of an address


def complete(address: str | None) -> str | None:
    """The address with its scheme and without a visitor's session; None for what is no address of the web.

    >>> complete("newsroom.example/en/news/a-visit/2347076")
    'https://newsroom.example/en/news/a-visit/2347076'
    >>> complete("javascript:alert(1)") is None
    True
    """
    if not address or any(character.isspace() for character in address):
        return None
    candidate = _SESSION.sub("", address)
    if "://" not in candidate:
        candidate = "https://" + candidate.removeprefix("//")
    try:
        parts = urlsplit(candidate)
        host = parts.hostname or ""
    except ValueError:
        return None
    is_web = parts.scheme in ("http", "https") and "." in host and not set(host) & set("<>\"'@%")
    return candidate if is_web and "@" not in parts.netloc else None


def id_of(url: str) -> str:
    """The identity that a complete address gives: the last number in its path, or else a readable slug and a hash.

    >>> id_of("https://newsroom.example/en/news/a-visit/2347076"), id_of("https://newsroom.example/a-visit-2347076")
    ('2347076', '2347076')
    >>> id_of("https://newsroom.example/Reden/2010/101014-visit.html")[:13]  # a day names no release
    '101014-visit-'
    """
    path = unquote(urlsplit(url).path).rstrip("/")
    last = path.rpartition("/")[2]
    for pattern in _NUMBERS:
        numbers = [number for number in pattern.findall(_DAY_IN_FRONT.sub("", last)) if not _DAY.fullmatch(number)]
        if numbers:
            return str(numbers[-1])
    slug = _NO_SLUG.sub("-", _ENDING.sub("", last).lower()).strip("-")[:_LONGEST_SLUG].strip("-")
    digest = hashlib.blake2b(url.encode("utf-8", "replace"), digest_size=4).hexdigest()
    return f"{slug}-{digest}" if slug else digest


def language_in(url: str | None) -> str | None:
    """The language that a part of the path names (`/de/`, `/EN/`), None if none does."""
    if not url:
        return None
    parts = (_ENDING.sub("", part).lower() for part in urlsplit(url).path.split("/"))
    return next((part for part in parts if part in LANGUAGES), None)


def are_versions(one: str | None, other: str | None) -> bool:
    """Whether two addresses with one number name it in two languages: they are of two releases, and belong together.

    >>> are_versions("https://newsroom.example/de/news/123", "https://newsroom.example/en/news/123")
    True
    """
    languages = language_in(one), language_in(other)
    return None not in languages and languages[0] != languages[1]


def day_in(url: str) -> date | None:
    """The day of publication that an address holds, None if it holds none.

    >>> day_in("https://newsroom.example/2010/101014-visit.html"), day_in("https://newsroom.example/news/2347076")
    (datetime.date(2010, 10, 14), None)
    """
    for pattern, century in ((_PUBLISHED, 0), (_SHORT_YEAR, 2000)):
        if match := pattern.search(url):
            with suppress(ValueError):
                return date(century + int(match["year"]), int(match["month"]), int(match["day"]))
    return None
