"""What does one segment hold? Its mapped arrays under the names that a search engineer would use."""

import zlib
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.engines.whoosh.columns import MOMENTS, moments_of
from search.engines.whoosh.mapped import Array, open_arrays
from search.record import decode, decode_history
from search.release import Release
from search.revision import Revision
from search.terms import EXACT, FIELDS

EXTENSION = ".columns"
_NO_PLACES = np.empty(0, np.uint32)
_NO_FLAGS = np.empty(0, np.bool_)
_REMEMBERED = 1_000  # terms whose place in the order a process keeps in mind
_STRIDE = 64  # strings from one landmark to the next


class Strings:
    """Byte strings by number, looked at where they are mapped."""

    def __init__(self, blob: Array, offsets: Array) -> None:
        self._bytes = blob.data
        self._offsets = offsets

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def __getitem__(self, number: int) -> bytes:
        return bytes(self._bytes[self._offsets[number] : self._offsets[number + 1]])

    def all(self) -> list[bytes]:
        """All the strings, in order."""
        content = self._bytes.tobytes()
        return [content[begin:end] for begin, end in pairwise(self._offsets.tolist())]


class Sorted(Strings):
    """Byte strings in ascending order, of which every 64th is kept at hand."""

    @cached_property
    def _landmarks(self) -> list[bytes]:
        return [self[number] for number in range(0, len(self), _STRIDE)]

    def first(self, key: bytes) -> int:
        """The number of the first string that is not below the key."""
        high = bisect_left(self._landmarks, key) * _STRIDE
        low = max(high - _STRIDE, 0)
        return bisect_left(range(min(high, len(self))), key, low, key=self.__getitem__)

    def between(self, first: bytes, last: bytes, lengths: range) -> NDArray[np.int64]:
        """The numbers of the strings from the first key to before the last that are so many bytes long."""
        low, high = self.first(first), self.first(last)
        each = np.diff(self._offsets[low : high + 1])
        return np.flatnonzero((each >= lengths.start) & (each < lengths.stop)) + low

    def find(self, key: bytes) -> int | None:
        """The number of a string, None if it is not there."""
        number = self.first(key)
        return number if number < len(self) and self[number] == key else None

    def equal(self, key: bytes) -> slice:
        """Where the strings that equal the key stand; keys hold no NUL."""
        return slice(self.first(key), self.first(key + b"\x00"))


class Postings:
    """One field's terms, and for each the releases that hold it.

    Attributes:
        terms: in order of their UTF-8 bytes.
        documents: int32, term by term, ascending within a term.
        impacts: float32, what each posting counts before its term's rarity.
        whole: bool, whether the term stands there as a word, and not as a part of words alone; for stems.
        places, place_offsets: where each term's words stand, were all documents one long text; ascending within a
            term, and for words as written alone.
    """

    def __init__(self, name: str, arrays: Mapping[str, Array]) -> None:
        self.terms = Sorted(arrays[f"{name}.terms"], arrays[f"{name}.terms_offsets"])
        self.offsets = arrays[f"{name}.offsets"]
        self.documents: NDArray[np.int32] = arrays[f"{name}.documents"]
        self.impacts: NDArray[np.float32] = arrays[f"{name}.impacts"]
        self.whole: NDArray[np.bool_] = arrays.get(f"{name}.whole", _NO_FLAGS)
        self.places = arrays.get(f"{name}.places", _NO_PLACES)
        self.place_offsets = arrays.get(f"{name}.place_offsets", _NO_PLACES)
        self.find = lru_cache(_REMEMBERED)(self.terms.find)  # a reader who narrows a search asks the same words again

    def span(self, term: bytes) -> tuple[int, int]:
        """Where a term's postings begin and end; an empty span for a term that is not there."""
        number = self.find(term)
        return (0, 0) if number is None else (int(self.offsets[number]), int(self.offsets[number + 1]))

    def places_of(self, term: bytes) -> NDArray[np.uint32]:
        """Where a term's words stand."""
        number = self.find(term)
        return (
            self.places[:0]
            if number is None
            else self.places[self.place_offsets[number] : self.place_offsets[number + 1]]
        )

    def prefixed(self, prefix: bytes) -> tuple[int, int]:
        """Where the terms with a prefix begin and end, by their numbers."""
        return self.terms.first(prefix), self.terms.first(prefix + b"\xff")


class Segment:
    """An opened segment. Documents are numbered from 0 within it."""

    def __init__(self, name: str, mapped: Mapping[str, Array], notes: Mapping[str, Any]) -> None:
        self.name = name
        self.arrays = mapped
        self.documents: int = notes["documents"]
        self.averages: Sequence[float] = notes["averages"]
        self.tables: Mapping[str, Sequence[tuple[str, str]]] = notes["tables"]
        self.fields = {field.name: Postings(field.name, mapped) for field in FIELDS}
        self.exact = self.fields[EXACT.name]
        self.starts: NDArray[np.int64] = mapped["starts"]
        self.ids = Sorted(mapped["id"], mapped["id_offsets"])
        # Byte strings by document: compressed records and histories, and where each release was read.
        self.kept = {name: Strings(mapped[name], mapped[f"{name}_offsets"]) for name in ("record", "history", "origin")}

    @property
    def words(self) -> int:
        """How many words all its texts have; what memory and time go by."""
        return len(self.exact.places)

    def record(self, document: int) -> bytes:
        """The compressed record of a release."""
        return self.kept["record"][document]

    def release(self, document: int) -> Release:
        """A release."""
        return decode(zlib.decompress(self.record(document)))

    @property
    def is_outdated(self) -> bool:
        """Whether an earlier version wrote it, which had fewer columns."""
        return not self.arrays.keys() >= set(MOMENTS)

    def moments(self, name: str) -> NDArray[np.int64]:
        """The column `appeared` or `latest`; a segment that was written without them tells by its records."""
        return self.arrays[name] if name in self.arrays else self._told_moments[name]

    @cached_property
    def _told_moments(self) -> Mapping[str, NDArray[np.int64]]:
        told = [moments_of(self.release(document)) for document in range(self.documents)]
        return {name: np.array([moments[name] for moments in told], np.int64) for name in MOMENTS}

    def history(self, document: int) -> tuple[Revision, ...]:
        """The versions of a release that others replaced, the oldest first."""
        record = self.kept["history"][document]
        return decode_history(zlib.decompress(record)) if record else ()

    def id(self, document: int) -> str:
        """The id of a release."""
        return self.ids[self._id_places[document]].decode()

    @property
    def all_ids(self) -> list[str]:
        """The ids of all documents, in the order of their numbers."""
        ids = self.ids.all()
        return [ids[place].decode() for place in self._id_places.tolist()]

    @cached_property
    def _id_places(self) -> NDArray[np.int64]:
        """int[documents]: where in the order of ids each document's stands."""
        return np.argsort(self.arrays["id_documents"], kind="stable")

    def documents_at(self, places: NDArray[np.int64]) -> NDArray[np.int64]:
        """The documents in which places lie, each once; the places ascend."""
        documents = np.searchsorted(self.starts, places, side="right") - 1
        return documents.compress(np.diff(documents, prepend=-1) != 0)

    def values_of(self, facet: str, number: int) -> dict[str, str]:
        """The values of one of a facet's sets, each with the name kept beside it."""
        runs = self.arrays[f"{facet}.runs"]
        codes = self.arrays[f"{facet}.codes"][runs[number] : runs[number + 1]]
        return dict(self.tables[facet][code] for code in codes.tolist())

    def documents_of(self, id: str) -> list[int]:
        """The documents with this id: at most one that is not deleted."""
        found: list[int] = self.arrays["id_documents"][self.ids.equal(id.encode(errors="surrogatepass"))].tolist()
        return found


def open_segment(folder: Path, name: str) -> Segment:
    """Map a segment's file.

    Raises:
        DamagedFileError, OSError: it is damaged, or not there.
    """
    mapped = open_arrays(folder / f"{name}{EXTENSION}")
    return Segment(name, mapped.arrays, mapped.notes)
