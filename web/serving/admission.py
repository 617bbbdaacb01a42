"""Which requests are turned away before anything is looked up?

Large ones, those that want another format, and those that say of no host or path that the site is there.
"""

from collections.abc import Iterator, Mapping

from flask import Flask, abort, request

from search.errors import N_, InvalidQuery, Problem
from web.description.operations import OPERATIONS
from web.serving.rates import UNLIMITED
from web.serving.standing import NO_PREFIX

LARGEST_BODY = 16_384  # bytes; nothing here takes any, and some clients send a few
# An address that names its format, such as search.csv, sends that to everybody: spreadsheets ask for anything.
_CHOSEN: Mapping[str, str] = {
    operation.endpoint: operation.media for operation in OPERATIONS.values() if operation.path.startswith("/api/")
}


def guard(app: Flask) -> None:
    """Answer such requests with 400, 413 and 406."""
    app.before_request(_admit)


def takes(accept: str, media: str) -> bool:
    """Whether a header Accept takes a format; the closest range decides, as RFC 9110 has it, and none takes all.

    >>> takes("text/html, application/*;q=0.5", "application/json")
    True
    >>> takes("*/*, application/json;q=0", "application/json")
    False
    """
    qualities = dict(filter(None, map(_range, accept.split(","))))
    closest = (each for each in (media, media.split("/")[0] + "/*", "*/*") if each in qualities)
    return not qualities or qualities.get(next(closest, ""), 0.0) > 0


def _admit() -> None:
    if faults := list(_addressed_wrongly()):
        raise InvalidQuery(faults)
    if (request.content_length or 0) > LARGEST_BODY or "Transfer-Encoding" in request.headers:
        abort(413)  # how long a body is that comes in chunks nobody knows
    media = _CHOSEN.get(request.endpoint or "")
    if media and request.method != "OPTIONS" and not takes(request.headers.get("Accept", ""), media):
        abort(406)


def _addressed_wrongly() -> Iterator[Problem]:
    """Where the site is, going by the request, if links cannot be made of that."""
    if request.endpoint in UNLIMITED:  # which a monitor may call what it likes, such as newsroom_web
        return
    if not request.host:
        yield Problem("Host", N_("is no name of a host"))
    if NO_PREFIX in request.environ:
        yield Problem("X-Forwarded-Prefix", N_("is no path"))


def _range(text: str) -> tuple[str, float] | None:
    """A media range without its parameters, and its quality; a charset makes no other format of JSON."""
    media, *parameters = (part.strip().lower() for part in text.split(";"))
    if not media:
        return None
    given = next((each[2:] for each in parameters if each.startswith("q=")), "1")
    try:
        return media, float(given)
    except ValueError:
        return media, 1.0
