"""In which orders can all documents be put, and what stands behind a place? Each is worked out when asked for."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from search.engines.whoosh.columns import NEVER, UNDATED_DAY
from search.engines.whoosh.runs import joined
from search.engines.whoosh.segment import Segment
from search.engines.whoosh.sets import Documents
from search.order import Cursor, Sort

_LAST_DAY = np.int32(np.iinfo(np.int32).max)


@dataclass(frozen=True, slots=True)
class Order:
    """All documents in an order, deleted ones included.

    Attributes:
        documents: int64[documents], the first comes first.
        ranks: int32[documents], the place of each in that.
    """

    documents: Documents
    ranks: NDArray[np.int32]


class Orders:
    """The orders of an index by day and by moment.

    Args:
        segments: in order.
        days: int32[documents], the ordinal of the day of publication, 0 for undated.
    """

    def __init__(self, segments: Sequence[Segment], days: NDArray[np.int32]) -> None:
        self._segments = segments
        self._days = days

    def of(self, sort: Sort) -> Order:
        """The order that results have where they are sorted so; not by relevance."""
        match sort:
            case Sort.OLDEST:
                return self._oldest_first
            case Sort.SEEN:
                return self._seen_first
            case Sort.CHANGED:
                return self._changed_first
            case _:
                return self.newest_first

    def moments(self, sort: Sort) -> NDArray[np.int64]:
        """int64[documents], microseconds since 1970, NEVER for none: of the latest event, or of when each appeared."""
        return self._latest if sort is Sort.CHANGED else self._appeared

    def behind(self, cursor: Cursor) -> int:
        """How many documents stand up to a place in its order, so that what stands behind it has this rank or more."""
        places = self.of(cursor.sort).documents
        return bisect_right(places, cursor.key, key=lambda document: self._cursor(int(document), cursor.sort).key)

    @cached_property
    def newest_first(self) -> Order:
        """By date, the newest first."""
        return self._by_day(-self._days)

    @cached_property
    def _oldest_first(self) -> Order:
        return self._by_day(self._days)

    @cached_property
    def _seen_first(self) -> Order:
        return self._by_moment(self._appeared)

    @cached_property
    def _changed_first(self) -> Order:
        return self._by_moment(self._latest)

    @cached_property
    def _appeared(self) -> NDArray[np.int64]:
        return joined([segment.moments("appeared") for segment in self._segments])

    @cached_property
    def _latest(self) -> NDArray[np.int64]:
        return joined([segment.moments("latest") for segment in self._segments])

    def _by_day(self, days: NDArray[np.int32]) -> Order:
        """By these numbers for days; undated last, and ids decide between those of one day."""
        dated = np.where(self._days == UNDATED_DAY, _LAST_DAY, days)
        return _ordered(self._by_id, dated)

    def _by_moment(self, moments: NDArray[np.int64]) -> Order:
        """By moments, the latest first; what has none last, and between equal ones the newest first."""
        return _ordered(self.newest_first.documents, -moments)

    @cached_property
    def _by_id(self) -> Documents:
        """All documents by id."""
        held = [segment.arrays["id_documents"] for segment in self._segments]
        documents = np.concatenate(
            [np.empty(0, np.int64), *(each + np.int64(base) for each, base in zip(held, self._bases, strict=True))]
        )
        if len(self._segments) < 2:
            return documents
        ids = [id for segment in self._segments for id in segment.ids.all()]
        return documents.take(sorted(range(len(ids)), key=ids.__getitem__))

    @cached_property
    def _bases(self) -> Sequence[int]:
        """The number of each segment's first document."""
        return [0, *accumulate(segment.documents for segment in self._segments)][:-1]

    def _cursor(self, document: int, sort: Sort) -> Cursor:
        """Where a document stands in an order."""
        number = bisect_right(self._bases, document) - 1
        id, day = self._segments[number].id(document - self._bases[number]), int(self._days[document])
        moment = int(self.moments(sort)[document]) if sort in (Sort.SEEN, Sort.CHANGED) else NEVER
        return Cursor(sort, None if moment == NEVER else moment, None if day == UNDATED_DAY else day, id)


def _ordered(documents: Documents, keys: NDArray[np.signedinteger]) -> Order:
    """The documents by their keys; those of equal keys stay as they were."""
    documents = documents.take(np.argsort(keys.take(documents), kind="stable"))
    ranks = np.empty(len(documents), np.int32)
    ranks[documents] = np.arange(len(documents), dtype=np.int32)
    return Order(documents, ranks)
