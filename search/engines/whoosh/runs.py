"""How are lists of different lengths kept in arrays? One behind the other, with where each begins: its run."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from search.engines.whoosh.mapped import Array


def gathered(starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """The indices of many runs, one run after the other."""
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if len(ends) else 0
    indices: NDArray[np.int64] = np.arange(total) + np.repeat(starts - (ends - lengths), lengths)
    return indices


def joined(arrays: Sequence[Array]) -> Array:
    """The arrays one after the other; a single one stays mapped."""
    return arrays[0] if len(arrays) == 1 else np.concatenate([*arrays, np.empty(0, arrays[0].dtype if arrays else int)])


def joined_runs(runs: Sequence[Array]) -> Array:
    """Where each list begins, and the last ends, when the lists of several arrays are put behind each other."""
    if len(runs) == 1:
        return runs[0]
    lengths = np.concatenate([np.empty(0, np.int64), *(np.diff(each) for each in runs)])
    return np.append(0, np.cumsum(lengths)).astype(np.int64)


def blobs(name: str, strings: Iterable[bytes]) -> dict[str, Array]:
    """Byte strings as one array, and where each begins and the last ends."""
    strings = list(strings)
    ends = np.cumsum([0, *map(len, strings)], dtype=np.int64)
    return {name: np.frombuffer(b"".join(strings), np.uint8), f"{name}_offsets": ends}
