"""Where are the stylesheet, the scripts and the pictures, and how long may they be kept? As long as they are the same.

A template names a file by `{{ static("style.css") }}`: its address holds a fingerprint of its content, so that a
browser never asks for it again, and another content has another address.
"""

from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from flask import Flask, Response, current_app, request

_UNCHANGING = "public, max-age=31536000, immutable"
_FOR_NOW = "public, max-age=3600"  # at an address without a fingerprint, such as a font's that a stylesheet names


def keep_static_files(app: Flask) -> None:
    """Let templates name static files, and browsers keep them."""
    app.jinja_env.globals["static"] = static
    app.after_request(_kept)


def static(name: str) -> str:
    """The address of a static file, which changes with its content.

    Raises:
        OSError: there is no such file.
    """
    # Not by `url_for`, which fails where the request names a host that cannot be one, and a page must say so.
    return f"{request.script_root}{current_app.static_url_path}/{name}?v={_fingerprint_of(name)}"


def _fingerprint_of(name: str) -> str:
    path = Path(current_app.static_folder or "", name)
    # By its time as well: a file may be replaced while the site runs, and must not be kept under the old fingerprint.
    return _fingerprint(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=256)
def _fingerprint(path: Path, _changed: int) -> str:
    return sha256(path.read_bytes()).hexdigest()[:16]


def _kept(response: Response) -> Response:
    is_file = request.endpoint == "static" and response.status_code < 400 and request.method != "OPTIONS"
    if is_file and request.view_args:
        is_this = request.args.get("v") == _fingerprint_of(request.view_args["filename"])
        response.headers["Cache-Control"] = _UNCHANGING if is_this else _FOR_NOW
    return response
