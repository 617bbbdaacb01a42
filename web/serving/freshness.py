"""May a client go on with the answer that it has kept? It asks each time, and is told so before any work is done.

An answer follows from the index as it can be seen at this moment, the day, the address, the language and the program.
All of that is known before anything is searched for, so the validator of an answer is made of it, and who comes with
it in `If-None-Match` is answered at once. Nothing may be shown without asking: what was withdrawn a moment ago must not
be read from a cache, and what came a moment ago must not be missed because of one.

Validators are weak: answers with the same one say the same, and may differ in their encoding or in the time they took.
"""

from collections.abc import Callable
from datetime import date
from hashlib import sha256

from flask import Flask, Response, g, request

from search.errors import SearchError
from web import visit

ASK_AGAIN = "no-cache"  # kept, but never shown without asking
KEEP_NOTHING = "no-store"
_WITHOUT = frozenset({"health", "metrics"})  # parts whose answers follow from other things


def revalidate(app: Flask, edition: str) -> None:
    """Give each answer a validator, and answer those who come with the present one.

    Args:
        app: the site.
        edition: differs where the program or what it is set to differs.
    """
    app.before_request(_answering(edition))
    app.after_request(_stamped)


def _answering(edition: str) -> Callable[[], Response | None]:
    def answer() -> Response | None:
        g.validator = _validator(edition) if _can_be_kept() else None
        known = request.if_none_match
        is_known = g.validator and not known.star_tag and known.contains_weak(g.validator)
        return Response(status=304) if is_known else None

    return answer


def _can_be_kept() -> bool:
    """Whether there is such an address, and the answer would follow from the index."""
    return request.method in ("GET", "HEAD") and _follows_from_the_index()


def _follows_from_the_index() -> bool:
    return request.endpoint not in (None, "static") and request.blueprint not in _WITHOUT


def _validator(edition: str) -> str | None:
    """None where the index cannot be read: whoever needs it says so.

    The address is a part of it, so that it is never given with an answer that says that there is nothing there.
    """
    try:
        view = visit.reader().view
    except SearchError:
        return None
    asked = (request.root_url, request.environ["PATH_INFO"], request.query_string.decode("latin-1"))
    parts = (edition, view, date.today().isoformat(), visit.interface().code, *asked)
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _stamped(response: Response) -> Response:
    if request.endpoint == "static" and response.status_code < 400:
        return response  # see `web.serving.static_files`
    is_kept = response.status_code < 400 and _follows_from_the_index()
    response.headers["Cache-Control"] = ASK_AGAIN if is_kept else KEEP_NOTHING
    if response.status_code in (200, 304) and g.get("validator"):
        response.set_etag(g.validator, weak=True)
        if request.if_none_match.star_tag:  # whatever there is will do; only now is it known that there is something
            response.status_code = 304
    return response
