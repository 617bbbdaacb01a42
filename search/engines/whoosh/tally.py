"""How many of some documents have each value of each facet? Counted in arrays, all facets at once."""

from collections.abc import Collection, Mapping, Sequence
from math import prod

import numpy as np
from numpy.typing import NDArray

from search.engines.whoosh.runs import gathered, joined, joined_runs
from search.engines.whoosh.segment import Segment
from search.engines.whoosh.sets import Counts, Documents, SetColumn, one_each
from search.facets import DATE, FACETS, LISTED, UNDATED


class FacetColumn:
    """The values of one facet.

    Attributes:
        values: in the order of their numbers.
        names: the name kept beside each value.
        held: which each document has.
    """

    def __init__(self, name: str, segments: Sequence[Segment]) -> None:
        self.names: dict[str, str] = {}
        for segment in segments:
            self.names.update(dict(segment.tables[name]))
        self.values = list(self.names)
        self._numbers = {value: number for number, value in enumerate(self.values)}
        runs = [segment.arrays[f"{name}.runs"] for segment in segments]
        bases = np.cumsum([0, *(len(each) - 1 for each in runs)])
        sets = joined([segment.arrays[f"{name}.sets"] + bases[place] for place, segment in enumerate(segments)])
        codes = joined([self._renumbered(segment, name) for segment in segments])
        self.held = SetColumn(sets, codes, joined_runs(runs), len(self.values))

    def have(self, values: Collection[str], documents: Documents) -> NDArray[np.bool_]:
        """Which of the documents have any of the values."""
        held = self.held
        holding = np.zeros(len(held.runs) - 1, np.bool_)
        for number in (self._numbers[value] for value in values if value in self._numbers):
            holding[held.owners[held.begins[number] : held.begins[number + 1]]] = True
        return holding.take(held.sets.take(documents))

    def _renumbered(self, segment: Segment, name: str) -> NDArray[np.int64]:
        numbers = np.array([self._numbers[value] for value, _ in segment.tables[name]], np.int64)
        return numbers.take(segment.arrays[f"{name}.codes"])


class Tally:
    """Counts all facets at once: those with one value a release as one number, those with several by their sets.

    Args:
        facets: by name.
        years: int16[documents], of publication, 0 for undated.
        unions: of documents that count as one, numbered behind the documents; see `Groups.unions`.

    Attributes:
        years: what the counts by year are of, as the date facet's values.
    """

    def __init__(self, facets: Mapping[str, FacetColumn], years: NDArray[np.int16], unions: NDArray[np.int64]) -> None:
        one = {name: facets[name].held.single().united(unions) for name in LISTED if not FACETS[name].many}
        many = {name: facets[name].held.united(unions) for name in LISTED if FACETS[name].many}
        before = int(years[years > 0].min(initial=9999)) - 1  # stands for undated
        self.years = [UNDATED, *(f"{year:04}" for year in range(before + 1, int(years.max(initial=0)) + 1))]
        of_documents = one_each(np.where(years > 0, years.astype(np.int64) - before, 0), len(self.years))
        self._one = _Product({DATE: of_documents.united(unions), **one})
        self._many = _Sets(many)
        self._rest = {name: facet.held for name, facet in facets.items() if name not in LISTED}
        self._unions = unions
        self._more: dict[str, SetColumn] = {}

    def counts(self, documents: Documents) -> tuple[Counts, Mapping[str, Counts]]:
        """How many of the documents (each once) are of each year, and have each value of each facet that is listed."""
        counts = {**self._one.counts(documents), **self._many.counts(documents)}
        return counts.pop(DATE), counts

    def counts_of(self, facet: str, documents: Documents) -> Counts:
        """How many of the documents (each once) have each value of one facet, listed or not."""
        if facet in self._rest:
            return self._united(facet).counts(documents)
        return self._many.counts(documents)[facet] if FACETS[facet].many else self._one.counts(documents)[facet]

    def _united(self, facet: str) -> SetColumn:
        """One that few ask for is united when somebody does."""
        held = self._rest[facet]
        if len(self._unions) and facet not in self._more:
            self._more[facet] = held.united(self._unions)
        return self._more.get(facet, held)


class _Product:
    """The facets with one value a release, together one number a release; unions have sets of values."""

    def __init__(self, facets: Mapping[str, SetColumn]) -> None:
        self._facets = facets
        self._sizes = {name: max(len(facet.runs) - 1, 1) for name, facet in facets.items()}
        self._codes = np.zeros(len(facets[DATE].sets), np.int64)
        for name, facet in facets.items():
            self._codes = self._codes * self._sizes[name] + facet.sets
        self._size = prod(self._sizes.values())

    def counts(self, documents: Documents) -> dict[str, Counts]:
        """Of each value of each facet."""
        rest = np.bincount(self._codes.take(documents), minlength=self._size)
        counts = {}
        for name, size in reversed(self._sizes.items()):
            table = rest.reshape(-1, size)
            of_sets, rest = table.sum(axis=0), table.sum(axis=1)
            facet = self._facets[name]
            counts[name] = facet.of_sets(of_sets) if size > max(facet.size, 1) else of_sets
        return counts


class _Sets:
    """The facets with several values a release; the sets of all of them are numbered together, and so are the values.

    The values of a few documents are counted one by one. Of many, the sets are counted, and then what each is worth.
    """

    def __init__(self, facets: Mapping[str, SetColumn]) -> None:
        columns = list(facets.values())
        self._slices, sets, values = {}, 0, 0
        self._sets = np.empty((len(columns), len(columns[0].sets)), np.int64)
        codes, owners, begins = [], [], []
        for row, (name, column) in enumerate(facets.items()):
            self._sets[row] = column.sets + sets
            codes.append(column.codes + values)
            owners.append(column.owners + sets)
            begins.append(column.begins[:-1] + sum(map(len, owners[:-1])))
            self._slices[name] = slice(values, values + column.size)
            sets, values = sets + len(column.runs) - 1, values + column.size
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
