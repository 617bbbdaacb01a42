"""What is kept of each release to filter, count, order and find it by id? Columns: one array a property.

A facet is kept by sets, since the same ministers and countries come together again and again: each release has the
number of one set of values. The sets are numbers into a table of values, one set after the other, and where each begins
(its run).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from search.engines.whoosh.mapped import Array
from search.facets import FACETS
from search.facts import Facts

UNDATED_DAY = 0  # below every ordinal of a date


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a segment as they are written."""

    arrays: dict[str, Array]
    notes: dict[str, object]


class ColumnsBuilder:
    """Collects the facts of releases in the order of their document numbers."""

    def __init__(self) -> None:
        self._facts: list[Facts] = []

    def add(self, facts: Facts) -> None:
        """Take the facts of the next document."""
        self._facts.append(facts)

    def build(self) -> Columns:
        """The columns of all documents."""
        tables, facets = self._facets()
        arrays: dict[str, Array] = {
            "day": np.array(
                [facts.published.toordinal() if facts.published else UNDATED_DAY for facts in self._facts], np.int32
            ),
            "embargo": np.array(
                [facts.embargo_until.timestamp() if facts.embargo_until else 0.0 for facts in self._facts], np.float64
            ),
            "hash": np.array([int(facts.hash, 16) for facts in self._facts], np.uint64),
            **facets,
            **self._ids(),
            **self._links(),
        }
        return Columns(arrays, {"tables": tables})

    def _facets(self) -> tuple[dict[str, list[list[str]]], dict[str, Array]]:
        tables: dict[str, list[list[str]]] = {}
        arrays: dict[str, Array] = {}
        for name in FACETS:
            names: dict[str, str] = {}
            sets: dict[tuple[str, ...], int] = {}
            of_documents = []
            for facts in self._facts:
                names.update(facts.values[name])
                of_documents.append(sets.setdefault(tuple(sorted(facts.values[name])), len(sets)))
            arrays |= facet_arrays(name, names, sets, np.array(of_documents, np.uint32))
            tables[name] = [[value, name_] for value, name_ in names.items()]
        return tables, arrays

    def _ids(self) -> dict[str, Array]:
        ids = [facts.id.encode() for facts in self._facts]
        order = sorted(range(len(ids)), key=ids.__getitem__)
        return sorted_keys("id", [ids[number] for number in order], order)

    def _links(self) -> dict[str, Array]:
        links = sorted(
            (stated.encode(), number) for number, facts in enumerate(self._facts) for stated in facts.translations
        )
        return sorted_keys("link", [stated for stated, _ in links], [number for _, number in links])


def facet_arrays(
    name: str, names: Mapping[str, str], sets: Mapping[tuple[str, ...], int], of_documents: Array
) -> dict[str, Array]:
    """A facet's columns.

    Args:
        name: the facet's.
        names: its values, in the order of their numbers.
        sets: the sets of values, in the order of their numbers.
        of_documents: uint32[documents], the number of each document's set.
    """
    numbers = {value: number for number, value in enumerate(names)}
    return {
        f"{name}.sets": of_documents,
        f"{name}.codes": np.array([numbers[value] for values in sets for value in values], np.uint32),
        f"{name}.runs": np.cumsum([0, *map(len, sets)], dtype=np.int64),
    }


def sorted_keys(name: str, keys: Sequence[bytes], documents: Sequence[int]) -> dict[str, Array]:
    """Keys in order as one blob, where each begins, and the document of each."""
    return {
        name: np.frombuffer(b"".join(keys), np.uint8),
        f"{name}_offsets": np.cumsum([0, *map(len, keys)], dtype=np.int64),
        f"{name}_documents": np.array(documents, np.int32),
    }


def day_of(ordinal: int) -> date | None:
    """The calendar day of a number in the column, None for undated."""
    return date.fromordinal(ordinal) if ordinal != UNDATED_DAY else None
