"""What may a browser do with an answer? Little: its pages are text with a stylesheet, a script and an icon.

The API, feeds and tables are there to be built upon: pages of other sites may read them.
"""

import re
from collections.abc import Mapping

from flask import Flask, Response, request

from search.languages import LANGUAGES

_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self'",
        "script-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # what somebody searched for is nobody else's business
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_HOST = re.compile("^[a-z]+://[^/]*", re.IGNORECASE)
_OPEN = re.compile(f"/api/|(/({'|'.join(LANGUAGES)}))?/search\\.")  # the API, feeds and tables
# Never with credentials: the site knows nobody, and nobody is answered otherwise than anybody else.
OPEN_HEADERS: Mapping[str, str] = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Content-Disposition, ETag, RateLimit, RateLimit-Policy, Retry-After",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
_TO_WHO_ASKS_FIRST: Mapping[str, str] = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Accept-Language, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


def protect(app: Flask, hsts: int = 0) -> None:
    """Send these headers with every answer, errors and files included.

    Args:
        app: the site.
        hsts: for how many seconds a browser that came by https shall come by nothing else; 0 for none.
    """

    def protected(response: Response) -> Response:
        response.headers.update(HEADERS)
        if hsts and request.is_secure:
            response.headers["Strict-Transport-Security"] = f"max-age={hsts}"
        return _opened(_kept_here(response))

    app.after_request(protected)


def _opened(response: Response) -> Response:
    if _OPEN.match(request.path):
        response.headers.update(OPEN_HEADERS)
        if request.method == "OPTIONS":
            response.headers.update(_TO_WHO_ASKS_FIRST)
    if request.endpoint != "static" and request.path.split("/")[1] not in LANGUAGES:
        response.vary.add("Accept-Language")
    return response


def _kept_here(response: Response) -> Response:
    """A redirection stays here: the framework names the host that it was asked at, which anybody can make up."""
    if target := response.headers.get("Location"):
        response.headers["Location"] = "/" + _HOST.sub("", target).lstrip("/\\")
    return response
