"""How is a request read that came over the wire in another way than browsers write it?"""

from typing import Any
from urllib.parse import quote

from flask import Request

_ASCII = "".join(map(chr, range(128)))


class Incoming(Request):
    """A request whose parameters can be read whatever bytes they hold."""

    def __init__(self, environ: dict[str, Any], *args: Any, **options: Any) -> None:
        # A byte that should have been escaped, such as of a link in Latin-1, would otherwise end the request.
        query = environ.get("QUERY_STRING", "").encode("latin-1", "replace")
        environ["QUERY_STRING"] = quote(query, safe=_ASCII)
        super().__init__(environ, *args, **options)
