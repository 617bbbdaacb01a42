"""How are the vectors of releases kept? Beside the segments, in a file like theirs, which every process maps.

A vector is found by the id of its release, and counts as long as the release says what it said: who looks it up names
the hash of its content.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from search.engines.whoosh.beside import VECTORS, Beside, new_name
from search.engines.whoosh.mapped import DamagedFileError, open_arrays, write_arrays
from search.engines.whoosh.runs import blobs
from search.engines.whoosh.segment import Sorted
from search.vectors import Floats, Vectors

_NONE = -1


class VectorFile:
    """Vectors that are mapped, and read where they are looked up.

    Attributes:
        encoder: the name of what made them.

    Raises:
        DamagedFileError, OSError: the file is damaged, or not there.
    """

    def __init__(self, path: Path) -> None:
        mapped = open_arrays(path)
        try:
            self.encoder = str(mapped.notes["encoder"])
            self._ids = Sorted(mapped.arrays["ids"], mapped.arrays["ids_offsets"])
            self._hashes: NDArray[np.uint64] = mapped.arrays["hashes"]
            self.rows: NDArray[np.float16] = mapped.arrays["rows"].reshape(len(self._ids), mapped.notes["dimensions"])
        except (LookupError, ValueError, TypeError) as error:
            raise DamagedFileError(f"{path.name}: its arrays do not fit together ({error!r})") from error
        if len(self._hashes) != len(self._ids):
            raise DamagedFileError(f"{path.name}: it has not one hash for each of {len(self._ids)} vectors")

    def __len__(self) -> int:
        return len(self._ids)

    def faults(self) -> Iterator[str]:
        """What would make releases miss their vectors, or have impossible ones."""
        if not all(id < following for id, following in pairwise(self._ids.all())):
            yield "its ids are not in order"
        if not np.isfinite(self.rows).all():
            yield "a vector of it is of no length"

    def places(self, contents: Iterable[tuple[str, int]]) -> NDArray[np.int64]:
        """The rows of releases, each by its id and the hash of what it says now; -1 for those without a vector."""
        return np.array([self._place(id, hash) for id, hash in contents], np.int64)

    def nearness(self, places: NDArray[np.int64], vector: Floats) -> Floats:
        """How near rows are to a vector; NaN for -1."""
        near: Floats = self.rows.take(places, axis=0).astype(np.float32) @ vector
        return np.where(places == _NONE, np.float32(np.nan), near)

    def all(self) -> Vectors:
        """All of them, for the indexer."""
        ids = (id.decode(errors="surrogatepass") for id in self._ids.all())
        hashes = (f"{hash:016x}" for hash in self._hashes.tolist())
        return Vectors(self.encoder, dict(zip(ids, hashes, strict=True)), self.rows)

    def _place(self, id: str, hash: int) -> int:
        place = self._ids.find(id.encode(errors="surrogatepass"))
        return _NONE if place is None or int(self._hashes[place]) != hash else place


def write_vectors(folder: Path, vectors: Vectors) -> str:
    """Write them, and give the name of the file."""
    name = new_name(VECTORS)
    ids = [id.encode(errors="surrogatepass") for id in vectors.hashes]
    order = sorted(range(len(ids)), key=ids.__getitem__)
    hashes = np.array([int(hash, 16) for hash in vectors.hashes.values()], np.uint64)
    rows = vectors.rows.astype(np.float16, copy=False)
    arrays = {**blobs("ids", (ids[number] for number in order)), "hashes": hashes[order], "rows": rows[order].ravel()}
    write_arrays(folder / name, arrays, {"encoder": vectors.encoder, "dimensions": rows.shape[1]})
    return name


def open_vectors(folder: Path, beside: Beside) -> VectorFile | None:
    """The vectors of a commit, None where it has none.

    Raises:
        DamagedFileError, OSError: the file is damaged, or not there.
    """
    return VectorFile(folder / beside[VECTORS]) if VECTORS in beside else None
