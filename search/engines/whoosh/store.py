"""Which generation of the index is live, and who may write? The directory of a store and its manifest.

    newsroom.json       the manifest: format, fingerprint, live generation, last run
    generation-000001/  a whole Whoosh index; a rebuild writes the next one beside it
    writer.lock         held by the one writer

The manifest is replaced in one step, so that there is always exactly one live generation. It carries a checksum.
"""

import json
import os
import platform
import re
import shutil
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage

from search.disk import sync_folder
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
        checksum = fields.pop("checksum", None)  # a store of an earlier version has none
        is_whole = checksum in (None, _checksum(fields))
        run = fields.pop("last_run")
        last_run = run and Run(**{**run, "finished": datetime.fromisoformat(run["finished"])})
        manifest = Manifest(last_run=last_run, **fields)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise _damaged(directory, error) from error
    if not _NAME.fullmatch(str(manifest.generation)):
        raise EngineUnavailable(f"{directory / MANIFEST} names a generation outside the store: {manifest.generation}")
    if not is_whole:
        raise _damaged(directory, "its checksum is another")
    return manifest


def prepare_manifest(directory: Path, manifest: Manifest) -> None:
    """Write the next manifest beside the present one and see it safely on disk; nobody reads it yet.

    Apart from `publish_manifest`, because this is what a full disk refuses.
    """
    fields = json.loads(json.dumps(asdict(manifest), default=lambda moment: moment.isoformat()))
    with _beside(directory).open("w", encoding="utf-8") as file:
        json.dump({**fields, "checksum": _checksum(fields)}, file, indent=1)
        file.flush()
        os.fsync(file.fileno())


def publish_manifest(directory: Path) -> None:
    """Put the prepared manifest in place in one step, so that a reader meets the old one or the new one, whole.

    On return the step is safely on disk: the generation that it replaces can go.
    """
    _beside(directory).replace(directory / MANIFEST)
    sync_folder(directory)


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
    """Hold the store's lock; it is freed by the system if the process dies. Who holds it stands in its file.

    Raises:
        EngineBusy: another process holds it.
    """
    lock = FileStorage(str(directory)).lock(LOCK)
    try:
        acquired = lock.acquire()
    except OSError as error:
        raise EngineUnavailable(f"{directory}: cannot be written: {error.strerror}") from error
    if not acquired:
        raise EngineBusy(f"another run is writing to {directory}{_holder(directory)}; try again when it is done")
    try:
        _sign(directory)
        yield
    finally:
        lock.release()


def _sign(directory: Path) -> None:
    """Say in the lock's file who holds it; only a message depends on that."""
    holder = {"pid": os.getpid(), "host": platform.node(), "since": datetime.now(UTC).isoformat(timespec="seconds")}
    with suppress(OSError):  # a full disk must not keep a run from freeing it
        (directory / LOCK).write_text(json.dumps(holder), encoding="utf-8")


def _holder(directory: Path) -> str:
    """Who holds the lock, in words; "" where that is not told."""
    try:
        holder = json.loads((directory / LOCK).read_text(encoding="utf-8"))
        return f" (process {holder['pid']:d} on {holder['host']}, since {holder['since']})"
    except (OSError, ValueError, LookupError, TypeError):
        return ""


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
    """Bytes on disk of a generation; what a commit or a rebuild removes meanwhile counts nothing."""
    total = 0
    with suppress(FileNotFoundError):
        for path in (directory / generation).iterdir():
            with suppress(FileNotFoundError):
                total += path.stat().st_size
    return total


def _generations(directory: Path) -> list[Path]:
    return [path for path in directory.glob(f"{_GENERATION}*") if _NAME.fullmatch(path.name)]


def _number(generation: str) -> int:
    return int(generation.removeprefix(_GENERATION))


def _beside(directory: Path) -> Path:
    return directory / f"{MANIFEST}.new"


def _checksum(fields: Mapping[str, Any]) -> str:
    return f"{zlib.crc32(json.dumps(fields, sort_keys=True).encode()):08x}"


def _damaged(directory: Path, reason: object) -> EngineUnavailable:
    return EngineUnavailable(
        f"{directory / MANIFEST} is damaged or no manifest of a store ({reason}); "
        f"move {directory} away and run: newsroom index SOURCE... --store whoosh:{directory}"
    )
