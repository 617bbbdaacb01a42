"""How many of some documents have each value of each facet? Counted in arrays, all facets at once."""

from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from search.engines.whoosh.mapped import Array
from search.engines.whoosh.runs import gathered, joined, joined_runs
from search.engines.whoosh.segment import Segment
from search.facets import FACETS, UNDATED

Documents = NDArray[np.int64]


class FacetColumn:
    """The values of one facet.

    Attributes:
        values: in the order of their numbers.
        names: the name kept beside each value.
        codes: the numbers of all documents' values, one document after the other.
        runs: int64[documents + 1], where in the codes each document's begin.
    """

    def __init__(self, name: str, segments: Sequence[Segment]) -> None:
        self.names: dict[str, str] = {}
        for segment in segments:
            self.names.update(dict(segment.tables[name]))
        self.values = list(self.names)
        self._numbers = {value: number for number, value in enumerate(self.values)}
        self.codes = joined([self._renumbered(segment, name) for segment in segments])
        self.runs = joined_runs([segment.arrays[f"{name}.runs"] for segment in segments])

    def holders(self, value: str) -> Documents:
        """The documents that have a value."""
        number = self._numbers.get(value)
        if number is None:
            return np.empty(0, np.int64)
        by_value, offsets = self._inverted
        return by_value[offsets[number] : offsets[number + 1]]

    @cached_property
    def _inverted(self) -> tuple[Documents, Documents]:
        documents = np.repeat(np.arange(len(self.runs) - 1), np.diff(self.runs))
        counts = np.bincount(self.codes, minlength=len(self.values))
        return documents[np.argsort(self.codes, kind="stable")], np.append(0, np.cumsum(counts))

    def _renumbered(self, segment: Segment, name: str) -> Array:
        numbers = [self._numbers[value] for value, _ in segment.tables[name]]
        codes = segment.arrays[f"{name}.codes"]
        return codes if numbers == list(range(len(numbers))) else np.array(numbers, np.uint32)[codes]


class Tally:
    """Counts all facets at once: those with one value a release as one number, those with several as one list.

    What a large result counts is what everything counts less what the rest does.

    Attributes:
        years: what the counts by year are of, as the date facet's values.
    """

    def __init__(self, facets: Mapping[str, FacetColumn], years: NDArray[np.int16]) -> None:
        self._documents = len(years)
        self._many = {name: facets[name] for name, facet in FACETS.items() if facet.many}
        self._one = {name: facets[name] for name, facet in FACETS.items() if not facet.many}
        before = int(years[years > 0].min(initial=9999)) - 1  # stands for undated
        codes = np.where(years > 0, years.astype(np.int64) - before, 0)
        last_year = int(years.max(initial=0))
        self.years = [UNDATED, *(f"{year:04}" for year in range(before + 1, last_year + 1))]
        self._one_size = len(self.years)
        for facet in self._one.values():
            codes = codes * max(len(facet.values), 1) + facet.codes
            self._one_size *= max(len(facet.values), 1)
        self._codes = codes
        self._many_size = sum(len(facet.values) for facet in self._many.values())
        self._lists, self._runs, self._lengths = self._joined()
        self._all = self._counted(np.arange(self._documents))

    def counts(self, documents: Documents) -> tuple[NDArray[np.int64], Mapping[str, NDArray[np.int64]]]:
        """How many of the documents (ascending, each once) are of each year, and have each value of each facet."""
        if len(documents) * 2 <= self._documents:
            return self._split(*self._counted(documents))
        rest = np.ones(self._documents, np.bool_)
        rest[documents] = False
        one, many = self._counted(np.flatnonzero(rest))
        return self._split(self._all[0] - one, self._all[1] - many)

    def _counted(self, documents: Documents) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        one = np.bincount(self._codes.take(documents), minlength=self._one_size)
        lists = self._lists.take(gathered(self._runs.take(documents), self._lengths.take(documents)))
        return one, np.bincount(lists, minlength=self._many_size)

    def _split(
        self, one: NDArray[np.int64], many: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], Mapping[str, NDArray[np.int64]]]:
        counts, rest = {}, one
        for name, facet in reversed(self._one.items()):
            size = max(len(facet.values), 1)
            table = rest.reshape(-1, size)
            counts[name], rest = table.sum(axis=0), table.sum(axis=1)
        begin = 0
        for name, facet in self._many.items():
            counts[name] = many[begin : begin + len(facet.values)]
            begin += len(facet.values)
        return rest, counts

    def _joined(self) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """The lists of all facets as one, where each document's begins, and how long it is.

        A facet's numbers come behind those of the facets before it.
        """
        runs = sum((facet.runs for facet in self._many.values()), start=np.zeros(self._documents + 1, np.int64))
        lists = np.empty(int(runs[-1]), np.int64)
        places, base = runs[:-1].copy(), 0
        for facet in self._many.values():
            lengths = np.diff(facet.runs)
            lists[gathered(places, lengths)] = facet.codes + np.int64(base)
            places += lengths
            base += len(facet.values)
        return lists, runs, np.diff(runs)
