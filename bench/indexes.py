"""Where are the indexes of a benchmark, and must one be built anew? Each is kept until what it was built by changes."""

import hashlib
import shutil
import time
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from bench import shelf
from bench.costs import Cost, in_child, size_on_disk
from bench.engines import contestant
from bench.engines.terms import teach

_ROOT = Path(__file__).parent.parent
_LIBRARIES = ("tantivy", "whoosh", "numpy", "snowballstemmer", "PyStemmer")


@dataclass(frozen=True, slots=True)
class Built:
    """What building an index took.

    Attributes:
        seconds: without the reading of the releases, and without learning from them what ours learns while it builds.
        reading: seconds of that.
        peak: megabytes, see `bench.costs.Cost`.
        disk: megabytes.
    """

    seconds: float
    reading: float
    peak: float
    disk: float


def index_of(name: str, count: int, work: Path) -> Path:
    """The directory with an engine's index of the first so many releases; built if there is none that still holds."""
    directory = work / f"index-{_slug(name)}-{count:08}-{_key(name)}"
    if not directory.exists():
        for outdated in work.glob(f"index-{_slug(name)}-{count:08}-*"):
            shutil.rmtree(outdated)
        build(name, count, work, directory)
    return directory


def build(name: str, count: int, work: Path, directory: Path) -> Built:
    """Build an index in a process of its own; the directory is there afterwards only if that went well."""
    path = shelf.lay_out(count, work)
    beside = directory.with_name(f"{directory.name}.part")
    shutil.rmtree(beside, ignore_errors=True)
    shutil.rmtree(directory, ignore_errors=True)
    beside.mkdir(parents=True)
    cost: Cost = in_child(_build, name, path, count, beside)
    beside.rename(directory)
    return Built(cost.seconds - cost.result, cost.result, cost.peak, size_on_disk(directory))


def _build(name: str, path: Path, count: int, directory: Path) -> float:
    prepared = time.perf_counter()
    if name != "ours":
        teach(directory, shelf.read(path, count))
    releases = shelf.Timed(shelf.read(path, count))
    seconds = time.perf_counter() - prepared
    contestant(name).build(releases, directory)
    return seconds + releases.seconds


def _slug(name: str) -> str:
    return "".join(character if character.isalnum() else "-" for character in name)


def _key(name: str) -> str:
    """Differs where an engine's index of the same releases could differ: by our sources and the libraries."""
    code = [_ROOT / "search"] if name == "ours" else [_ROOT / "search", _ROOT / "bench" / "engines"]
    sources = sorted(path for folder in code for path in folder.rglob("*.py"))
    parts = [path.read_bytes() for path in sources] + [
        f"{library} {_version(library)}".encode() for library in _LIBRARIES
    ]
    return hashlib.blake2b(b"".join(parts) + shelf.corpus_key().encode(), digest_size=6).hexdigest()


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "none"
