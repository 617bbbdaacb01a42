"""How do answers get over the wire? Compressed, the streamed ones too, in the best way that the client takes.

Nothing that a page shows is secret, so that compression gives nothing away (see docs/security.md).
"""

from flask import Flask, Response, request
from flask_compress import Compress

# The best first: of equally welcome ones a client gets the first.
_WAYS = ("br", "zstd", "gzip")
_WAYS_OF_STREAMS = ("zstd", "gzip")  # Brotli kept back the first 1.5 megabytes of a table
_TYPES = (
    "text/html",
    "text/css",
    "text/csv",
    "text/javascript",
    "text/plain",
    "application/atom+xml",
    "application/feed+json",
    "application/json",
    "application/jsonl",
    "application/problem+json",
    "application/rss+xml",
    "application/x-ndjson",
    "image/svg+xml",
)


def compress(app: Flask) -> None:
    """Compress what is text and not tiny."""
    app.config.update(
        COMPRESS_REGISTER=False,
        COMPRESS_ALGORITHM=_WAYS,
        COMPRESS_ALGORITHM_STREAMING=_WAYS_OF_STREAMS,
        COMPRESS_MIMETYPES=_TYPES,
        COMPRESS_BR_LEVEL=5,
    )
    compressor = Compress(app)

    def compressed(response: Response) -> Response:
        if response.mimetype in _TYPES:
            response.vary.add("Accept-Encoding")
            if response.status_code == 200 and _is_welcome():
                _take_up(response)
                return compressor.after_request(response)
        return response

    app.after_request(compressed)


def _take_up(response: Response) -> None:
    """Read a file whole, which is small here; the library would leave it open."""
    if response.direct_passthrough:
        response.direct_passthrough = False
        response.get_data()


def _is_welcome() -> bool:
    """Whether the client takes any of the ways; Flask-Compress takes `br;q=0`, which refuses, for a wish."""
    return any(request.accept_encodings.quality(way) > 0 for way in _WAYS)
