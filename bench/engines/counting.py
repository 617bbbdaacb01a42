"""How are matches counted in an engine that cannot count? Over columns in memory, with numpy, its fastest way."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.engines.facts import ID_SPACE, NUMBERS, VALUES
from bench.queries import FACETS

Places = NDArray[np.int64]  # int64[n], places of releases in the columns


class Columns:
    """The values of all releases, by place.

    Attributes:
        days: int64[n_releases], days of publication.
        recency: int64[n_releases], see `bench.engines.facts.recency`.
    """

    def __init__(self, rows: Iterable[dict[str, list[int]]], days: Iterable[int], recency: Iterable[int]) -> None:
        self._columns = _padded(list(rows))
        self.days = np.array(list(days))
        self.recency = np.array(list(recency))

    def number(self, place: int) -> int:
        """The number of a release."""
        return int(ID_SPACE - 1 - self.recency[place] % ID_SPACE)

    def counts(self, facet: str, places: Places) -> dict[str, int]:
        """How many of the releases have each value."""
        values = VALUES[facet]
        counts = np.zeros(len(values) + 1, np.int64)
        for column in self._columns[facet]:
            counts += np.bincount(column[places], minlength=len(counts))
        here = np.flatnonzero(counts[: len(values)])
        return {values[value]: count for value, count in zip(here.tolist(), counts[here].tolist(), strict=True)}

    def has_chosen(self, facet: str, chosen: Iterable[str], places: Places) -> NDArray[np.bool_]:
        """bool[n], whether each release has one of the values."""
        wanted = np.zeros(len(VALUES[facet]) + 1, bool)
        wanted[[NUMBERS[facet][value] for value in chosen]] = True
        has: NDArray[np.bool_] = np.logical_or.reduce([wanted[column[places]] for column in self._columns[facet]])
        return has

    def in_range(self, dates: tuple[date, date], places: Places) -> NDArray[np.bool_]:
        """bool[n], whether each release is of these days."""
        first, last = (end.toordinal() for end in dates)
        days = self.days[places]
        kept: NDArray[np.bool_] = (days >= first) & (days <= last)
        return kept


def smallest(keys: NDArray[Any], offset: int, count: int) -> Places:
    """Where the smallest keys stand, those behind the first `offset`, in their order; no two keys should be equal."""
    wanted = offset + count
    if len(keys) > 4 * wanted:
        best = np.argpartition(keys, wanted)[:wanted]
        return best[np.argsort(keys[best], kind="stable")][offset:wanted]
    return np.argsort(keys, kind="stable")[offset:wanted]


def _padded(rows: list[dict[str, list[int]]]) -> dict[str, list[NDArray[np.int64]]]:
    """By facet, as many columns as a release has values at most; who has fewer has a number that is nobody's there."""
    columns = {}
    for facet in FACETS:
        width = max((len(row[facet]) for row in rows), default=1) or 1
        nobody = len(VALUES[facet])
        table = np.array([(row[facet] + [nobody] * width)[:width] for row in rows]).reshape(-1, width)
        columns[facet] = [np.ascontiguousarray(table[:, place]) for place in range(width)]
    return columns
