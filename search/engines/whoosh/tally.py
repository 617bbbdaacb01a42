"""How many of some documents have each value of each facet? Counted in arrays, all facets at once."""

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from search.engines.whoosh.runs import gathered, joined, joined_runs
from search.engines.whoosh.segment import Segment
from search.facets import FACETS, LISTED, UNDATED

Documents = NDArray[np.int64]
Counts = NDArray[np.int64]


class FacetColumn:
    """The values of one facet.

    Attributes:
        values: in the order of their numbers.
        names: the name kept beside each value.
        sets: [documents], the number of each document's set of values.
        codes, runs: the numbers of the values of all sets, one set after the other, and where each set's begin.
        owners, begins: the sets that hold each value, one value after the other, and where each value's begin.
    """

    def __init__(self, name: str, segments: Sequence[Segment]) -> None:
        self.names: dict[str, str] = {}
        for segment in segments:
            self.names.update(dict(segment.tables[name]))
        self.values = list(self.names)
        self._numbers = {value: number for number, value in enumerate(self.values)}
        runs = [segment.arrays[f"{name}.runs"] for segment in segments]
        bases = np.cumsum([0, *(len(each) - 1 for each in runs)])
        self.sets = joined([segment.arrays[f"{name}.sets"] + bases[place] for place, segment in enumerate(segments)])
        self.codes = joined([self._renumbered(segment, name) for segment in segments])
        self.runs = joined_runs(runs)
        by_value = np.argsort(self.codes, kind="stable")
        self.owners = np.repeat(np.arange(bases[-1]), np.diff(self.runs)).take(by_value)
        self.begins = np.searchsorted(self.codes.take(by_value), np.arange(len(self.values) + 1))

    def have(self, values: Collection[str], documents: Documents) -> NDArray[np.bool_]:
        """Which of the documents have any of the values."""
        holding = np.zeros(len(self.runs) - 1, np.bool_)
        for number in (self._numbers[value] for value in values if value in self._numbers):
            holding[self.owners[self.begins[number] : self.begins[number + 1]]] = True
        return holding.take(self.sets.take(documents))

    def counts(self, documents: Documents) -> Counts:
        """How many of the documents (each once) have each of the values."""
        of_sets = np.bincount(self.sets.take(documents), minlength=len(self.runs) - 1)
        return np.bincount(self.codes, np.repeat(of_sets, np.diff(self.runs)), len(self.values)).astype(np.int64)

    def _renumbered(self, segment: Segment, name: str) -> NDArray[np.int64]:
        numbers = np.array([self._numbers[value] for value, _ in segment.tables[name]], np.int64)
        return numbers.take(segment.arrays[f"{name}.codes"])


class Tally:
    """Counts all facets at once: those with one value a release as one number, those with several by their sets.

    Attributes:
        years: what the counts by year are of, as the date facet's values.
    """

    def __init__(self, facets: Mapping[str, FacetColumn], years: NDArray[np.int16]) -> None:
        one = {name: facets[name] for name in LISTED if not FACETS[name].many}
        many = {name: facets[name] for name in LISTED if FACETS[name].many}
        before = int(years[years > 0].min(initial=9999)) - 1  # stands for undated
        self.years = [UNDATED, *(f"{year:04}" for year in range(before + 1, int(years.max(initial=0)) + 1))]
        self._one = _Product(np.where(years > 0, years.astype(np.int64) - before, 0), len(self.years), one)
        self._many = _Sets(many, len(years))
        self._documents = len(years)

    def counts(self, documents: Documents) -> tuple[Counts, Mapping[str, Counts]]:
        """How many of the documents (each once) are of each year, and have each value of each facet."""
        return self._everything if len(documents) == self._documents else self._counted(documents)

    def counts_of(self, facet: str, documents: Documents) -> Counts:
        """How many of the documents (each once) have each value of one facet."""
        return self._many.counts(documents)[facet] if FACETS[facet].many else self._one.counts(documents)[1][facet]

    def _counted(self, documents: Documents) -> tuple[Counts, Mapping[str, Counts]]:
        years, counts = self._one.counts(documents)
        return years, {**counts, **self._many.counts(documents)}

    @cached_property
    def _everything(self) -> tuple[Counts, Mapping[str, Counts]]:
        return self._counted(np.arange(self._documents))


class _Product:
    """The year and the facets with one value a release, together one number a release."""

    def __init__(self, years: NDArray[np.int64], size: int, facets: Mapping[str, FacetColumn]) -> None:
        self._sizes = {name: max(len(facet.values), 1) for name, facet in facets.items()}
        self._size = size
        self._codes = years
        for name, facet in facets.items():
            of_sets = facet.codes.take(facet.runs[:-1])  # each holds one value
            self._codes = self._codes * self._sizes[name] + of_sets.take(facet.sets)
            self._size *= self._sizes[name]

    def counts(self, documents: Documents) -> tuple[Counts, dict[str, Counts]]:
        """Of each year, and of each value of each facet."""
        rest = np.bincount(self._codes.take(documents), minlength=self._size)
        counts = {}
        for name, size in reversed(self._sizes.items()):
            table = rest.reshape(-1, size)
            counts[name], rest = table.sum(axis=0), table.sum(axis=1)
        return rest, counts


class _Sets:
    """The facets with several values a release; the sets of all of them are numbered together, and so are the values.

    The values of a few documents are counted one by one. Of many, the sets are counted, and then what each is worth.
    """

    def __init__(self, facets: Mapping[str, FacetColumn], documents: int) -> None:
        columns = list(facets.values())
        self._slices, sets, values = {}, 0, 0
        self._sets = np.empty((len(columns), documents), np.int64)
        codes, owners, begins = [], [], []
        for row, (name, column) in enumerate(facets.items()):
            self._sets[row] = column.sets + sets
            codes.append(column.codes + values)
            owners.append(column.owners + sets)
            begins.append(column.begins[:-1] + sum(map(len, owners[:-1])))
            self._slices[name] = slice(values, values + len(column.values))
            sets, values = sets + len(column.runs) - 1, values + len(column.values)
        self._set_count, self._value_count = sets, values
        self._codes, self._owners = joined(codes), joined(owners)
        self._runs = joined_runs([column.runs for column in columns])
        self._lengths = np.diff(self._runs)
        ends = np.append(joined(begins), len(self._owners))
        self._held = np.flatnonzero(np.diff(ends))  # a value that only deleted releases had may have no set
        self._begins = ends.take(self._held)

    def counts(self, documents: Documents) -> dict[str, Counts]:
        """Of each value of each facet."""
        sets = self._sets.take(documents, axis=1).ravel()
        if len(sets) * _FEW < len(self._owners):
            codes = self._codes.take(gathered(self._runs.take(sets), self._lengths.take(sets)))
            counts = np.bincount(codes, minlength=self._value_count)
        else:
            counts = np.zeros(self._value_count, np.int64)
            in_sets = np.bincount(sets, minlength=self._set_count)
            if len(self._held):
                counts[self._held] = np.add.reduceat(in_sets.take(self._owners), self._begins)
        return {name: counts[each] for name, each in self._slices.items()}


_FEW = 10  # where sets hold so many times the values, counting one by one is quicker
