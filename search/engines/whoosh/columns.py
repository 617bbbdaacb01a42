"""What is kept of each release to filter, count, order and find it by id? Columns: one array a property.

A facet is kept by sets, since the same ministers and countries come together again and again: each release has the
number of one set of values. The sets are numbers into a table of values, one set after the other, and where each begins
(its run).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np

from search.engines.whoosh.mapped import Array
from search.engines.whoosh.runs import blobs
from search.facets import FACETS
from search.facts import Facts
from search.order import Dated, microseconds

UNDATED_DAY = 0  # below every ordinal of a date
FOR_EVER = float("inf")
NEVER = -np.iinfo(np.int64).max  # before every moment; its negative is still a number
MOMENTS = ("appeared", "latest")  # segments of earlier versions lack these columns, see `Segment.moments`


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a segment as they are written."""

    arrays: dict[str, Array]
    notes: dict[str, object]


def hidden_until(facts: Facts) -> float:
    """Seconds since 1970 until which nobody may see a release: 0 without an embargo, for ever once it is withdrawn."""
    if facts.withdrawn:
        return FOR_EVER
    return facts.embargo_until.timestamp() if facts.embargo_until else 0.0


def number_of(moment: datetime | None) -> int:
    """Microseconds since 1970."""
    return NEVER if moment is None else microseconds(moment)


def moments_of(release: Dated) -> dict[str, int]:
    """What the columns of moments have for a release."""
    return {"appeared": number_of(release.appeared), "latest": number_of(release.latest)}


class ColumnsBuilder:
    """Collects the facts of releases in the order of their document numbers."""

    def __init__(self) -> None:
        self._ids: list[bytes] = []
        self._days: list[int] = []
        self._hidden_until: list[float] = []
        self._moments: list[dict[str, int]] = []
        self._hashes: list[int] = []
        self._origins: list[bytes] = []
        self._facets = {name: FacetBuilder() for name in FACETS}

    def add(self, facts: Facts) -> None:
        """Take the facts of the next document."""
        self._ids.append(facts.id.encode())
        self._days.append(facts.published.toordinal() if facts.published else UNDATED_DAY)
        self._hidden_until.append(hidden_until(facts))
        self._moments.append(moments_of(facts))
        self._hashes.append(int(facts.hash, 16))
        self._origins.append((facts.origin or "").encode(errors="surrogatepass"))
        for name, facet in self._facets.items():
            facet.add(facts.values[name])

    def build(self) -> Columns:
        """The columns of all documents."""
        by_id = sorted(range(len(self._ids)), key=self._ids.__getitem__)
        arrays: dict[str, Array] = {
            "day": np.array(self._days, np.int32),
            "hidden_until": np.array(self._hidden_until, np.float64),
            **{name: np.array([each[name] for each in self._moments], np.int64) for name in MOMENTS},
            "hash": np.array(self._hashes, np.uint64),
            **blobs("origin", self._origins),
            **sorted_keys("id", [self._ids[number] for number in by_id], by_id),
        }
        for name, facet in self._facets.items():
            arrays |= facet.arrays(name)
        return Columns(arrays, {"tables": {name: facet.table for name, facet in self._facets.items()}})


class FacetBuilder:
    """Collects one facet's values: which there are, which sets of them, and which set each document has."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._sets: dict[tuple[str, ...], int] = {}
        self._of_documents: list[int] = []

    def add(self, values: Mapping[str, str]) -> None:
        """Take the values of the next document, each with the name kept beside it."""
        self._of_documents.append(self.number(values))

    def number(self, values: Mapping[str, str]) -> int:
        """The number of a set."""
        self._names.update(values)
        return self._sets.setdefault(tuple(sorted(values)), len(self._sets))

    @property
    def table(self) -> list[list[str]]:
        """The values in the order of their numbers, each with its name."""
        return [[value, name] for value, name in self._names.items()]

    def arrays(self, name: str, of_documents: Array | None = None) -> dict[str, Array]:
        """The facet's columns; `of_documents` are the sets' numbers where no document was added one by one."""
        numbers = {value: number for number, value in enumerate(self._names)}
        return {
            f"{name}.sets": np.array(self._of_documents, np.uint32) if of_documents is None else of_documents,
            f"{name}.codes": np.array([numbers[value] for values in self._sets for value in values], np.uint32),
            f"{name}.runs": np.cumsum([0, *map(len, self._sets)], dtype=np.int64),
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
