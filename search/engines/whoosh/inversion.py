"""How do releases become postings? Words as dictionary codes, sorted once, and cut into arrays.

A word is analysed once however often it stands, and a posting costs no Python: a batch is a handful of arrays, and a
stable sort by term leaves each term's releases and places in order.
"""

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

import numpy as np
from numpy.typing import NDArray

from search.engines.whoosh.columns import ColumnsBuilder
from search.engines.whoosh.mapped import Array
from search.facts import facts_of
from search.languages import LANGUAGES
from search.ranking import impacts
from search.record import record_of
from search.release import Release
from search.terms import BLOCK_GAP, FIELDS, TermField, Zone, passages

_LANGUAGE_BITS = {code: 1 << number for number, code in enumerate(LANGUAGES)}
_ALL_LANGUAGES = (1 << len(LANGUAGES)) - 1


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
        facts, record = facts_of(release, kept.hash), zlib.compress(bytes(kept), 1)
        code = self._codes.__getitem__
        for passage in passages(release):
            self._words.extend(map(code, passage.words))
            languages = reduce(or_, map(_LANGUAGE_BITS.__getitem__, passage.languages))
            self._passages.append((number, passage.zone, languages, passage.start, len(passage.words)))
        self._columns.add(facts)
        self._records.append(record)
        if len(self._words) > _PACKED:
            self._pack()
        return number

    def invert(self, averages: NDArray[np.float64] | None) -> Inverted:
        """The segment's arrays.

        Args:
            averages: float[zones], the average lengths by which releases are judged; None takes the batch's own.
        """
        self._pack()
        codes = np.concatenate([*self._chunks, np.empty(0, np.int32)])
        table = np.array(self._passages, np.int64).reshape(-1, 5)
        lengths = _lengths(table, len(self))
        if averages is None:
            averages = lengths.mean(axis=1)
        starts = _starts(table, len(self))
        tokens = _Tokens(codes, table, starts)
        surfaces = list(self._codes)
        arrays: dict[str, Array] = {"starts": starts}
        for field in FIELDS:
            arrays |= _postings(field, tokens.of(field), surfaces, lengths, averages)
        arrays |= blobs("record", self._records)
        columns = self._columns.build()
        notes: dict[str, object] = {**columns.notes, "averages": averages.tolist(), "documents": len(self)}
        return Inverted(len(self), arrays | columns.arrays, notes)

    def _pack(self) -> None:
        self._chunks.append(np.array(self._words, np.int32))
        self._words.clear()


class _Codes(dict[str, int]):
    def __missing__(self, surface: str) -> int:
        code = self[surface] = len(self)
        return code


_PACKED = 1_000_000  # words after which a list of numbers becomes an array, an eighth of its size


@dataclass(frozen=True, slots=True)
class _Stream:
    """Some of the words of a batch in order: for each its surface's code, document, place, and whether in a title."""

    codes: NDArray[np.int32]
    documents: NDArray[np.int32]
    places: NDArray[np.uint32]
    in_title: NDArray[np.bool_]


class _Tokens:
    """The words of a batch with their passages spread over them."""

    def __init__(self, codes: NDArray[np.int32], table: NDArray[np.int64], starts: NDArray[np.int64]) -> None:
        document, zone, languages, start, count = table.T
        first = np.cumsum(count) - count  # of each passage, within all words
        spread = np.repeat(starts[document] + start - first, count)
        self._all = _Stream(
            codes,
            np.repeat(document.astype(np.int32), count),
            (spread + np.arange(len(codes))).astype(np.uint32),
            np.repeat(zone == Zone.TITLE, count),
        )
        self._languages = np.repeat(languages.astype(np.min_scalar_type(_ALL_LANGUAGES)), count)

    def of(self, field: TermField) -> _Stream:
        """The words that a field holds."""
        if field.language is None:
            return self._all
        chosen = self._languages & _LANGUAGE_BITS[field.language] != 0
        every = self._all
        return _Stream(every.codes[chosen], every.documents[chosen], every.places[chosen], every.in_title[chosen])


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


def _postings(
    field: TermField,
    stream: _Stream,
    surfaces: Sequence[str],
    lengths: NDArray[np.int64],
    averages: NDArray[np.float64],
) -> dict[str, Array]:
    terms, unordered = _terms(field, stream.codes, surfaces)
    ids, order = _ordered(unordered)
    documents = stream.documents[order]
    begins = np.flatnonzero(np.diff(ids, prepend=-1) | np.diff(documents, prepend=-1))
    frequencies = np.diff(begins, append=len(ids))
    titles = np.add.reduceat(stream.in_title[order].astype(np.int32), begins) if len(begins) else frequencies
    holders = documents[begins]
    by_zone = np.array([titles, frequencies - titles])
    offsets = np.searchsorted(ids[begins], np.arange(len(terms) + 1))
    arrays: dict[str, Array] = {
        **blobs("terms", terms),
        "offsets": offsets.astype(np.int64),
        "documents": holders.astype(np.int32),
        "impacts": impacts(by_zone, lengths[:, holders], averages),
    }
    if field.language is None:
        arrays["places"] = stream.places[order]
        arrays["place_offsets"] = np.searchsorted(ids, np.arange(len(terms) + 1)).astype(np.int64)
    return {f"{field.name}.{name}": array for name, array in arrays.items()}


def _terms(
    field: TermField, codes: NDArray[np.int32], surfaces: Sequence[str]
) -> tuple[list[bytes], NDArray[np.int32]]:
    """The field's terms in order, and for each word the number of its term."""
    used = np.flatnonzero(np.bincount(codes, minlength=len(surfaces)))
    of_surface = [field.term(surfaces[code]).encode() for code in used.tolist()]
    terms = sorted(set(of_surface))
    numbers = {term: number for number, term in enumerate(terms)}
    term_of_code = np.zeros(len(surfaces), np.int32)
    term_of_code[used] = [numbers[term] for term in of_surface]
    return terms, term_of_code[codes]


def _ordered(ids: NDArray[np.int32]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The numbers in order, and where each stood; equal ones stay as they were.

    One plain sort of number and place together is several times quicker than a stable sort of numbers.
    """
    keys = (ids.astype(np.int64) << 32) | np.arange(len(ids))
    keys.sort()
    return keys >> 32, keys & 0xFFFFFFFF


def blobs(name: str, strings: Iterable[bytes]) -> dict[str, Array]:
    """Byte strings as one array, and where each begins and the last ends."""
    strings = list(strings)
    ends = np.cumsum([0, *map(len, strings)], dtype=np.int64)
    return {name: np.frombuffer(b"".join(strings), np.uint8), f"{name}_offsets": ends}
