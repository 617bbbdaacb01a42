"""Which of many keys are the smallest? Found without putting them all in order."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

_SAMPLED = 16  # one key in so many gives a first bound


def least(keys: NDArray[Any], last: int) -> NDArray[np.int64]:
    """The places of the `last` smallest keys and of all that tie with the largest of them."""
    if last * 4 >= len(keys):
        return np.arange(len(keys))
    sample = keys[:: _SAMPLED if len(keys) > last * 4 * _SAMPLED else 1]
    # As many keys of the sample are no larger, so of all keys too: what is larger cannot be among the least.
    near = np.flatnonzero(keys <= np.partition(sample, last - 1)[last - 1])
    if len(sample) == len(keys) or len(near) <= last * 4:
        return near
    nearer = keys.take(near)
    return near.compress(nearer <= np.partition(nearer, last - 1)[last - 1])
