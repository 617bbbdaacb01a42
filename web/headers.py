"""What may a browser do with an answer? Little: its pages are text with a stylesheet, a script and an icon."""

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


def protect(app: Flask) -> None:
    """Send these headers with every answer, errors and files included."""
    app.after_request(_protected)


def _protected(response: Response) -> Response:
    response.headers.update(HEADERS)
    if request.endpoint != "static" and request.path.split("/")[1] not in LANGUAGES:
        response.vary.add("Accept-Language")
    return response
