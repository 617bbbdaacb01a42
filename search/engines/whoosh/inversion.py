"""How do releases become postings? Words as dictionary codes, sorted once, and cut into arrays.

A word is analysed once however often it stands, and a posting costs no Python: a batch is a handful of arrays, and a
stable sort by term leaves each term's releases and places in order.
"""

import zlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import reduce
from itertools import chain
from operator import or_

import numpy as np
from numpy.typing import NDArray

from search.engines.whoosh.columns import ColumnsBuilder
from search.engines.whoosh.mapped import Array
from search.engines.whoosh.runs import blobs
from search.engines.whoosh.titles import TitlesBuilder
from search.facts import facts_of
from search.languages import LANGUAGES
from search.ranking import concentrations, impacts
from search.record import record_of
from search.release import Release
from search.terms import BLOCK_GAP, FIELDS, TermField, Zone, passages

_LANGUAGE_BITS = {code: 1 << number for number, code in enumerate(LANGUAGES)}


@dataclass(frozen=True, slots=True)
class Inverted:
    """A segment as it is written: how many documents it has, its arrays, and what goes beside them."""

    documents: int
    arrays: dict[str, Array]
    notes: dict[str, object]


class Batch:
    """Releases on their way into one segment."""

    def __init__(self) -> None:
        self._codes: _Codes = _Codes()  # surface form → code, in order of first sight
        self._words: list[int] = []  # the code of every word
        self._chunks: list[NDArray[np.int32]] = []  # those already packed
        self._passages: list[tuple[int, int, int, int, int]] = []  # document, zone, languages, start, words
        self._records: list[bytes] = []
        self._columns = ColumnsBuilder()
        self._titles = TitlesBuilder()

    def __len__(self) -> int:
        return len(self._records)

    @property
    def words(self) -> int:
        """How many words the batch holds; what its memory goes by."""
        return sum(map(len, self._chunks)) + len(self._words)

    def add(self, release: Release) -> int:
        """Take a release in and give its document number within the batch."""
        number = len(self._records)
        kept = record_of(release)
        facts, record = facts_of(release, kept.hash), bytes(kept)
        code = self._codes.__getitem__
        for passage in passages(release):
            self._words.extend(map(code, passage.words))
            languages = reduce(or_, map(_LANGUAGE_BITS.__getitem__, passage.languages))
            self._passages.append((number, passage.zone, languages, passage.start, len(passage.words)))
        self._columns.add(facts)
        self._titles.add(release)
        self._records.append(record)
        if len(self._words) > _PACKED:
            self._pack()
        return number

    def invert(self, averages: NDArray[np.float64] | None) -> Inverted:
        """The segment's arrays; the batch is spent afterwards.

        Args:
            averages: float[zones], the average lengths by which releases are judged; None takes the batch's own.
        """
        self._pack()
        table = np.array(self._passages, np.int64).reshape(-1, 5)
        lengths = _lengths(table, len(self))
        if averages is None:
            averages = lengths.mean(axis=1)
        starts = _starts(table, len(self))
        codes = np.concatenate([*self._chunks, np.empty(0, np.int32)])
        self._chunks.clear()
        tokens = _Tokens(codes, table, starts, concentrations(lengths, averages))
        surfaces = list(self._codes)
        arrays: dict[str, Array] = {"starts": starts}
        # numpy lets go of the interpreter while it sorts and gathers, and zlib while it compresses.
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            postings = [pool.submit(_postings, field, tokens, surfaces) for field in FIELDS]
            slices = range(0, len(self._records), _COMPRESSED)
            records = pool.map(_compressed, (self._records[begin : begin + _COMPRESSED] for begin in slices))
            for field in postings:
                arrays |= field.result()
            arrays |= blobs("record", chain.from_iterable(records))
        columns = self._columns.build()
        notes: dict[str, object] = {**columns.notes, "averages": averages.tolist(), "documents": len(self)}
        return Inverted(len(self), arrays | columns.arrays | self._titles.build().arrays(), notes)

    def _pack(self) -> None:
        self._chunks.append(np.array(self._words, np.int32))
        self._words.clear()


class _Codes(dict[str, int]):
    def __missing__(self, surface: str) -> int:
        code = self[surface] = len(self)
        return code


_PACKED = 1_000_000  # words after which a list of numbers becomes an array, an eighth of its size
_AT_ONCE = 2  # fields; more would take more memory
_COMPRESSED = 5_000  # records at once


@dataclass(frozen=True, slots=True)
class _Stream:
    """Some of the words of a batch in order: for each its surface's code, document, place, and what it counts."""

    codes: NDArray[np.int32]
    documents: NDArray[np.int32]
    places: NDArray[np.uint32]
    weights: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.codes)


class _Tokens:
    """The words of a batch with their passages spread over them."""

    def __init__(
        self,
        codes: NDArray[np.int32],
        table: NDArray[np.int64],
        starts: NDArray[np.int64],
        concentrations: NDArray[np.float32],
    ) -> None:
        document, self._zones, self._languages, start, self._counts = table.T
        zone, count = self._zones, self._counts
        places = np.arange(len(codes), dtype=np.uint32)
        first = np.cumsum(count) - count  # of each passage, within all words
        places += np.repeat((starts[document] + start - first).astype(np.uint32), count)
        self._all = _Stream(
            codes,
            np.repeat(document.astype(np.int32), count),
            places,
            np.repeat(concentrations[zone, document], count),
        )

    def of(self, field: TermField) -> _Stream:
        """The words that a field holds; their places only where it keeps them."""
        every = self._all
        if field.language is None and field.zone is None:
            return every
        passages = np.ones(len(self._counts), np.bool_)
        if field.language is not None:
            passages &= self._languages & _LANGUAGE_BITS[field.language] != 0
        if field.zone is not None:
            passages &= self._zones == field.zone
        chosen = np.repeat(passages, self._counts)
        return _Stream(
            every.codes.compress(chosen),
            every.documents.compress(chosen),
            every.places.compress(chosen) if field.language is None else _NO_PLACES,
            every.weights.compress(chosen),
        )


_NO_PLACES = np.empty(0, np.uint32)


def _starts(table: NDArray[np.int64], documents: int) -> NDArray[np.int64]:
    """int[documents + 1]: the place of each document's first word, were all documents one long text."""
    ends = np.zeros(documents, np.int64)
    np.maximum.at(ends, table[:, 0], table[:, 3] + table[:, 4])
    return np.append(0, np.cumsum(ends + BLOCK_GAP))


def _lengths(table: NDArray[np.int64], documents: int) -> NDArray[np.int64]:
    """int[zones, documents]: words in each zone of each document."""
    return np.array(
        [np.bincount(table[table[:, 1] == zone, 0], table[table[:, 1] == zone, 4], documents) for zone in Zone],
        np.int64,
    )


def _postings(field: TermField, tokens: _Tokens, surfaces: Sequence[str]) -> dict[str, Array]:
    stream = tokens.of(field)
    terms, term_of_code = _terms(field, stream.codes, surfaces)
    ids, order = ordered(term_of_code.take(stream.codes))
    documents = stream.documents.take(order)
    begins = np.flatnonzero(changes(ids) | changes(documents))
    weights = stream.weights.take(order)
    arrays: dict[str, Array] = {
        **blobs("terms", terms),
        "offsets": np.searchsorted(ids.take(begins), np.arange(len(terms) + 1)).astype(np.int64),
        "documents": documents.take(begins),
        "impacts": impacts(np.add.reduceat(weights, begins) if len(begins) else weights),
    }
    if field.language is None:
        arrays["places"] = stream.places.take(order)
        arrays["place_offsets"] = np.searchsorted(ids, np.arange(len(terms) + 1)).astype(np.int64)
    return {f"{field.name}.{name}": array for name, array in arrays.items()}


def _terms(
    field: TermField, codes: NDArray[np.int32], surfaces: Sequence[str]
) -> tuple[list[bytes], NDArray[np.int32]]:
    """The field's terms in order, and for each surface the number of its term."""
    used = np.flatnonzero(np.bincount(codes, minlength=len(surfaces)))
    of_surface = [term.encode() for term in field.terms([surfaces[code] for code in used.tolist()])]
    terms = sorted(set(of_surface))
    numbers = {term: number for number, term in enumerate(terms)}
    term_of_code = np.zeros(len(surfaces), np.int32)
    term_of_code[used] = [numbers[term] for term in of_surface]
    return terms, term_of_code


def ordered(ids: NDArray[np.int32]) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """The numbers in order, and where each stood; equal ones stay as they were.

    One plain sort of number and place together is several times quicker than a stable sort of numbers.
    """
    keys = ids.astype(np.int64)
    keys <<= 32
    keys |= np.arange(len(ids), dtype=np.uint32)
    keys.sort()
    in_order = (keys >> 32).astype(np.int32)
    keys &= 0xFFFFFFFF
    return in_order, keys


def _compressed(records: Sequence[bytes]) -> list[bytes]:
    return [zlib.compress(record, 1) for record in records]


def changes(numbers: Array) -> NDArray[np.bool_]:
    """Where a number differs from the one before; the first always does."""
    changes = np.ones(len(numbers), np.bool_)
    np.not_equal(numbers[1:], numbers[:-1], out=changes[1:])
    return changes
