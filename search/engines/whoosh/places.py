"""Where do words stand together? Asked of ascending lists of places, one for each word."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from search.engines.whoosh.runs import gathered

_MORE = 8  # beyond so many times as many places, looking up is quicker than sorting


def in_order(lists: Sequence[NDArray[np.uint32]]) -> NDArray[np.int64]:
    """The places from which a word of each list stands one after the other.

    Where a phrase would begin according to each of its words is one ascending list of places; where all the lists agree
    it does begin. The rarest word comes first, and what is much more frequent is looked up, not walked.
    """
    rarest_first = sorted(range(len(lists)), key=lambda number: len(lists[number]))
    begins = lists[rarest_first[0]].astype(np.int64) - rarest_first[0]
    for number in rarest_first[1:]:
        if not len(begins):
            break
        begins = _shared(begins + number, lists[number]) - number
    return begins


def _shared(wanted: NDArray[np.int64], places: NDArray[np.uint32]) -> NDArray[np.int64]:
    """The numbers that stand in both lists; both ascend, and none of the wanted is negative."""
    if not len(places):
        return wanted[:0]
    few = wanted.astype(np.uint32)
    if len(few) * _MORE < len(places):
        at = np.minimum(np.searchsorted(places, few), len(places) - 1)
        return wanted.compress(places.take(at) == few)
    # Sorting two runs of a kind is quicker than looking up one in the other, place by place.
    both = np.concatenate([few, places])
    both.sort()
    return both[1:].compress(both[1:] == both[:-1]).astype(np.int64)


def close_together(lists: Sequence[NDArray[np.uint32]], distance: int) -> NDArray[np.int64]:
    """The places of words with one of every other list no further in front of them than the distance, in words.

    Where one list is much shorter than another, only what lies around its places is looked at.
    """
    rare = min(lists, key=len)
    lists = [each if len(rare) * _MORE > len(each) else _around(each, rare, distance) for each in lists]
    bits = (len(lists) - 1).bit_length()
    keys = np.concatenate([(each.astype(np.int64) << bits) | number for number, each in enumerate(lists)])
    keys.sort(kind="stable")  # which knows how to merge lists that are in order
    places, numbers = keys >> bits, keys & ((1 << bits) - 1)
    earliest = places
    for number in range(len(lists)):
        latest = np.maximum.accumulate(np.where(numbers == number, places, -distance - 1))
        earliest = np.minimum(earliest, latest)
    return places.compress(places - earliest <= distance)


def _around(places: NDArray[np.uint32], rare: NDArray[np.uint32], distance: int) -> NDArray[np.uint32]:
    """Those of the places that lie within the distance of any of the rare ones."""
    first = np.maximum(rare.astype(np.int64) - distance, 0).astype(np.uint32)
    begins = np.searchsorted(places, first)
    ends = np.searchsorted(places, rare + np.uint32(distance), side="right")
    begins[1:] = np.maximum(begins[1:], ends[:-1])  # what lies around two of them is taken once
    return places.take(gathered(begins, ends - begins))
