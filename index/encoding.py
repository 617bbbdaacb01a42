"""When do releases get their vectors? After the run that brought them, all that have none, in parts that are kept.

An encoder reads a few releases a second, so that a newsroom of 50,000 takes hours the first time. Its releases can be
searched by then; every few minutes the vectors that are made are committed; and what an interrupted run did not get to,
the next one does.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from itertools import islice

import numpy as np

from search.archive import Archive
from search.engine import Engine
from search.vectors import Encoder, Vectors, joined, text_of

AT_ONCE = 16  # releases that an encoder reads together
KEPT_EVERY = 300.0  # seconds; a commit writes all the vectors anew, 40 MB for 50,000 releases

Told = Callable[[int, int], None]
"""Is told of each part: how many releases have been encoded, and how many there are to encode."""


def encode(engine: Engine, encoder: Encoder, told: Told) -> int:
    """Give every release that stands a vector of what it says now, and tell how many had none.

    What was made before is kept where this is interrupted; where the process is killed, all but the last minutes.

    Raises:
        EngineBusy, EngineUnavailable: the index cannot be read or written; its releases stay as they are.
    """
    archive = engine.archive()
    hashes = {id: kept.hash for id, kept in archive.kept().items()}
    before = archive.vectors()
    parts = [_still_true(before, encoder, hashes)]
    missing = {id: hash for id, hash in hashes.items() if id not in parts[0].hashes}
    kept = time.monotonic()
    try:
        for part in _made(archive, missing, encoder):
            parts.append(part)
            told(sum(len(each.hashes) for each in parts) - len(hashes) + len(missing), len(missing))
            if time.monotonic() - kept >= KEPT_EVERY:
                parts = [_keep(engine, parts)]
                kept = time.monotonic()
    finally:
        if len(parts) > 1 or (before and len(before.hashes) > len(parts[0].hashes)):
            _keep(engine, parts)
    return len(missing)


def _still_true(before: Vectors | None, encoder: Encoder, hashes: Mapping[str, str]) -> Vectors:
    """The vectors of what releases still say."""
    if before is None or before.encoder != encoder.name:
        return Vectors(encoder.name, {}, np.empty((0, encoder.dimensions), np.float16))
    same = [hashes.get(id) == hash for id, hash in before.hashes.items()]
    held = {id: hash for (id, hash), is_same in zip(before.hashes.items(), same, strict=True) if is_same}
    return Vectors(encoder.name, held, before.rows[np.array(same, np.bool_)])


def _made(archive: Archive, missing: Mapping[str, str], encoder: Encoder) -> Iterator[Vectors]:
    releases = ((release, hash) for id, hash in missing.items() if (release := archive.release(id)))
    while some := list(islice(releases, AT_ONCE)):
        rows = encoder.passages([text_of(release) for release, _ in some])
        yield Vectors(encoder.name, {release.id: hash for release, hash in some}, rows.astype(np.float16))


def _keep(engine: Engine, parts: list[Vectors]) -> Vectors:
    vectors = joined(parts)
    with engine.writer() as writer:
        writer.encode(vectors)
        writer.commit()
    return vectors
