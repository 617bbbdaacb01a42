"""Which edition of the program answers? What it is made of and set to, apart from the index."""

from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from search.ministers import Registry
from search.settings import Settings

_PACKAGES = Path(__file__).parents[2]
_OWN = ("search", "web")
_OTHERS = ("babel", "PyStemmer", "snowballstemmer", "whoosh")  # with another version of these an answer may differ


def edition(settings: Settings, registry: Registry) -> str:
    """Differs between two sites that may answer the same request from the same index differently."""
    told = sha256(_program().encode())
    told.update(repr((settings, registry)).encode("utf-8", "surrogateescape"))
    return told.hexdigest()


@cache
def _program() -> str:
    """A fingerprint of every file of the program: its version says too little while it is being worked on."""
    told = sha256()
    for package in _OWN:
        for path in sorted(path for path in (_PACKAGES / package).rglob("*") if _is_part(path)):
            told.update(f"{path.relative_to(_PACKAGES)}\0{path.stat().st_size}\0".encode())
            told.update(path.read_bytes())
    for name in _OTHERS:
        told.update(f"{name} {version(name)}\0".encode())
    return told.hexdigest()


def _is_part(path: Path) -> bool:
    return path.is_file() and "__pycache__" not in path.parts
