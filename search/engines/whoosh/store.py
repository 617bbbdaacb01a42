"""Which generation of the index is live, and who may write? The directory of a store and its manifest.

    newsroom.json       the manifest: format, fingerprint, live generation, last run
    generation-000001/  a whole Whoosh index; a rebuild writes the next one beside it
    writer.lock         held by the one writer

The manifest is replaced in one step, so that there is always exactly one live generation.
"""

import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from whoosh.filedb.filestore import FileStorage

from search.engine import Run
from search.errors import EngineBusy, EngineUnavailable

MANIFEST = "newsroom.json"
LOCK = "writer.lock"
_GENERATION = "generation-"
_NAME = re.compile(rf"{_GENERATION}\d+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the store says of itself.

    Attributes:
        format: the layout of the store.
        fingerprint: of the schema and the analysis that its terms come from.
        generation: the name of the live generation's directory.
        last_run: what the last run of the indexer did.
    """

    format: int
    fingerprint: str
    generation: str
    last_run: Run | None


def read_manifest(directory: Path) -> Manifest | None:
    """The manifest, None where there is no store.

    Raises:
        EngineUnavailable: there is a manifest that cannot be read or makes no sense.
    """
    try:
        fields = json.loads((directory / MANIFEST).read_bytes())
        run = fields.pop("last_run")
        last_run = run and Run(**{**run, "finished": datetime.fromisoformat(run["finished"])})
        manifest = Manifest(last_run=last_run, **fields)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise EngineUnavailable(
            f"{directory / MANIFEST} is damaged or no manifest of a store ({error}); "
            f"move {directory} away and run: newsroom index SOURCE... --store whoosh:{directory}"
        ) from error
    if not _NAME.fullmatch(manifest.generation):
        raise EngineUnavailable(f"{directory / MANIFEST} names a generation outside the store: {manifest.generation}")
    return manifest


def write_manifest(directory: Path, manifest: Manifest) -> None:
    """Replace the manifest in one step, so that a reader meets the old one or the new one, whole."""
    beside = directory / f"{MANIFEST}.new"
    with beside.open("w", encoding="utf-8") as file:
        json.dump(asdict(manifest), file, default=lambda moment: moment.isoformat(), indent=1)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(directory / MANIFEST)


def claim(directory: Path) -> None:
    """Make the directory, or see that what is there is a store or empty.

    Raises:
        EngineUnavailable: it is a file, holds other things, or cannot be written.
    """
    try:
        directory.mkdir(parents=True, exist_ok=True)
        foreign = [
            entry.name for entry in directory.iterdir() if not entry.name.startswith((MANIFEST, LOCK, _GENERATION))
        ]
        has_manifest = (directory / MANIFEST).exists()
    except OSError as error:
        raise EngineUnavailable(f"{directory}: cannot be used as a store: {error.strerror}") from error
    if foreign and not has_manifest:
        raise EngineUnavailable(
            f"{directory} is not empty and no store (it holds {sorted(foreign)[0]}); name another directory"
        )


@contextmanager
def locked(directory: Path) -> Iterator[None]:
    """Hold the store's lock; it is freed by the system if the process dies.

    Raises:
        EngineBusy: another process holds it.
    """
    lock = FileStorage(str(directory)).lock(LOCK)
    try:
        acquired = lock.acquire()
    except OSError as error:
        raise EngineUnavailable(f"{directory}: cannot be written: {error.strerror}") from error
    if not acquired:
        raise EngineBusy(f"another run is writing to {directory}; try again when it is done")
    try:
        yield
    finally:
        lock.release()


def next_generation(directory: Path, live: Manifest | None) -> str:
    """A directory name that neither the live generation nor a leftover of a failed run has."""
    names = [path.name for path in _generations(directory)] + ([live.generation] if live else [])
    return f"{_GENERATION}{max(map(_number, names), default=0) + 1:06}"


def sweep(directory: Path, live: str) -> None:
    """Remove every generation but the live one; who still reads an old one keeps its open files."""
    for path in _generations(directory):
        if path.name != live:
            shutil.rmtree(path, ignore_errors=True)


def size(directory: Path, generation: str) -> int:
    """Bytes on disk of a generation."""
    return sum(path.stat().st_size for path in (directory / generation).iterdir() if path.is_file())


def _generations(directory: Path) -> list[Path]:
    return [path for path in directory.glob(f"{_GENERATION}*") if _NAME.fullmatch(path.name)]


def _number(generation: str) -> int:
    return int(generation.removeprefix(_GENERATION))
