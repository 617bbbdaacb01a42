"""Where do the releases of a benchmark lie? In a file: a build pays neither for making nor for holding them."""

import hashlib
import pickle
import time
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from bench import corpus, vocabulary
from search import release
from search.release import Release

_CHUNK = 500  # releases that are read at once


def corpus_key() -> str:
    """Differs between two programs that would make different releases."""
    sources = (Path(module.__file__ or "").read_bytes() for module in (corpus, vocabulary, release))
    return hashlib.blake2b(b"".join(sources), digest_size=6).hexdigest()


def lay_out(count: int, work: Path) -> Path:
    """The file with at least so many releases; made if there is none."""
    work.mkdir(parents=True, exist_ok=True)
    for path in sorted(work.glob(f"corpus-{corpus_key()}-*.pickle")):
        if int(path.stem.rsplit("-", 1)[1]) >= count:
            return path
    path = work / f"corpus-{corpus_key()}-{count:08}.pickle"
    part = path.with_suffix(".part")
    with part.open("wb") as file:
        made = corpus.releases(count)
        while chunk := list(islice(made, _CHUNK)):
            pickle.dump(chunk, file, pickle.HIGHEST_PROTOCOL)
    part.rename(path)
    return path


def read(path: Path, count: int) -> Iterator[Release]:
    """The first so many releases of a file, a few at a time."""
    return islice(_all(path), count)


def _all(path: Path) -> Iterator[Release]:
    with path.open("rb") as file:
        while True:
            try:
                yield from pickle.load(file)
            except EOFError:
                return


class Timed:
    """Releases that remember how long they took to be read.

    Attributes:
        seconds: spent in reading, so far.
    """

    def __init__(self, releases: Iterable[Release]) -> None:
        self._releases = iter(releases)
        self.seconds = 0.0

    def __iter__(self) -> Iterator[Release]:
        while True:
            started = time.perf_counter()
            chunk = list(islice(self._releases, _CHUNK))
            self.seconds += time.perf_counter() - started
            if not chunk:
                return
            yield from chunk
