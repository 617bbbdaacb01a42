"""Which requests are turned away before anything is looked up? Large ones, and those that want another format."""

from collections.abc import Mapping

from flask import Flask, abort, request

from web.operations import OPERATIONS

LARGEST_BODY = 16_384  # bytes; nothing here takes any, and some clients send a few
# An address that names its format, such as search.csv, sends that to everybody: spreadsheets ask for anything.
_CHOSEN: Mapping[str, str] = {
    operation.endpoint: operation.media for operation in OPERATIONS.values() if operation.path.startswith("/api/")
}


def guard(app: Flask) -> None:
    """Answer such requests with 413 and 406."""
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
    if (request.content_length or 0) > LARGEST_BODY:
        abort(413)
    media = _CHOSEN.get(request.endpoint or "")
    if media and request.method != "OPTIONS" and not takes(request.headers.get("Accept", ""), media):
        abort(406)


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
