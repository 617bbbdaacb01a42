"""How do releases become postings? Words as dictionary codes, sorted once, and cut into arrays.

A word is analysed once however often it stands, and a posting costs no Python: a batch is a handful of arrays, and a
stable sort by term leaves each term's releases and places in order.
"""

import zlib
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import reduce
from itertools import chain, islice
from operator import or_

import numpy as np
from numpy.typing import NDArray

from search.analysis import Counts, exacts
from search.engines.whoosh.columns import ColumnsBuilder
from search.engines.whoosh.mapped import Array
from search.engines.whoosh.runs import blobs, gathered
from search.engines.whoosh.stream import LANGUAGE_BITS, NO_PLACES, Stream, Tokens, starts_of
from search.engines.whoosh.surfaces import SurfaceTerms, surface_terms
from search.engines.whoosh.titles import TitlesBuilder
from search.facts import facts_of
from search.lexicon import Lexicon
from search.ranking import concentrations, impacts
from search.record import decode, history_record, record_of
from search.release import Release
from search.revision import Revision
from search.terms import EVERYWHERE, FIELDS, PART_WEIGHT, TermField, Zone, passages


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
        self._forms: list[str] = []  # exact forms, by code
        self._words: list[int] = []  # the code of every word
        self._chunks: list[NDArray[np.int32]] = []  # those already packed
        self._passages: list[tuple[int, int, int, int, int]] = []  # document, zone, languages, start, words
        self._extras: list[tuple[int, int, int, int]] = []  # document, zone, languages, code
        self._records: list[bytes] = []
        self._histories: list[bytes] = []  # compressed; empty for what never changed
        self._columns = ColumnsBuilder()
        self._titles = TitlesBuilder()

    def __len__(self) -> int:
        return len(self._records)

    @property
    def words(self) -> int:
        """How many words the batch holds; what its memory goes by."""
        return sum(map(len, self._chunks)) + len(self._words)

    def add(self, release: Release, history: Sequence[Revision] = ()) -> int:
        """Take a release in, with its history, and give its document number within the batch."""
        number = len(self._records)
        kept = record_of(release)
        facts, record = facts_of(release, kept.hash), bytes(kept)
        code = self._codes.__getitem__
        for passage in passages(release):
            languages = reduce(or_, map(LANGUAGE_BITS.__getitem__, passage.languages))
            self._words.extend(map(code, passage.words))
            self._passages.append((number, passage.zone, languages, passage.start, len(passage.words)))
            self._extras += ((number, passage.zone, languages, code(extra)) for extra in passage.extras)
        self._columns.add(facts)
        self._titles.add(release)
        self._records.append(record)
        self._histories.append(zlib.compress(history_record(history)) if history else b"")
        if len(self._words) > _PACKED:
            self._pack()
        return number

    def release(self, number: int) -> Release:
        """One of the releases."""
        return decode(self._records[number])

    def counts(self, outdated: Sequence[int]) -> Mapping[str, Counts]:
        """How often each word stands in each language, in all documents but the outdated ones.

        Passages that may be in several languages are left out: their words would look like names.
        """
        self._pack()
        codes = np.concatenate(self._chunks)
        self._chunks[:] = [codes]
        table = np.array(self._passages, np.int64).reshape(-1, 5)
        live = ~np.isin(table[:, 0], outdated)
        surfaces = list(self._codes)
        counts: dict[str, Counts] = {}
        for language, bit in LANGUAGE_BITS.items():
            chosen = np.repeat(live & (table[:, 2] == bit), table[:, 4])
            each = np.bincount(codes.compress(chosen), minlength=len(surfaces))
            held = np.flatnonzero(each)
            counts[language] = {surfaces[code]: int(each[code]) for code in held.tolist()}
        return counts

    def invert(self, averages: NDArray[np.float64] | None, lexicon: Lexicon) -> Inverted:
        """The segment's arrays; the batch is spent afterwards.

        Args:
            averages: float[zones], the average lengths by which releases are judged; None takes the batch's own.
            lexicon: by which compounds are taken apart.
        """
        self._pack()
        table = np.array(self._passages, np.int64).reshape(-1, 5)
        lengths = _lengths(table, len(self))
        if averages is None:
            averages = lengths.mean(axis=1)
        starts = starts_of(table, len(self))
        codes = np.concatenate([*self._chunks, np.empty(0, np.int32)])
        self._chunks.clear()
        extras = np.array(self._extras, np.int64).reshape(-1, 4)
        tokens = Tokens(codes, table, extras, starts, concentrations(lengths, averages))
        surfaces = list(self._codes)
        forms = self._exact_forms()
        arrays: dict[str, Array] = {"starts": starts}
        # numpy lets go of the interpreter while it sorts and gathers, and zlib while it compresses.
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            terms = {
                field.language: surface_terms(field.language, surfaces, forms, tokens.used(field), lexicon)
                for field in EVERYWHERE.fields
            }
            postings = [
                pool.submit(lambda field: _postings(field, tokens.of(field), terms[field.language]), field)
                for field in FIELDS
            ]
            slices = range(0, len(self._records), _COMPRESSED)
            records = pool.map(_compressed, (self._records[begin : begin + _COMPRESSED] for begin in slices))
            for field in postings:
                arrays |= field.result()
            arrays |= blobs("record", chain.from_iterable(records)) | blobs("history", self._histories)
        columns = self._columns.build()
        notes: dict[str, object] = {**columns.notes, "averages": averages.tolist(), "documents": len(self)}
        return Inverted(len(self), arrays | columns.arrays | self._titles.build().arrays(), notes)

    def folded(self, words: Sequence[str]) -> Sequence[str]:
        """The exact forms of words that stand in the batch."""
        forms = self._exact_forms()
        return [forms[self._codes[word]] for word in words]

    def _exact_forms(self) -> list[str]:
        """Of all surfaces, by their codes; each is worked out once."""
        self._forms += exacts(islice(self._codes, len(self._forms), None))
        return self._forms

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


def _lengths(table: NDArray[np.int64], documents: int) -> NDArray[np.int64]:
    """int[zones, documents]: words in each zone of each document."""
    return np.array(
        [np.bincount(table[table[:, 1] == zone, 0], table[table[:, 1] == zone, 4], documents) for zone in Zone],
        np.int64,
    )


def _postings(field: TermField, stream: Stream, terms_of: SurfaceTerms) -> dict[str, Array]:
    stream, numbers, is_whole = _spread(stream, terms_of)
    held = np.flatnonzero(np.bincount(numbers, minlength=len(terms_of.terms)))
    terms = [terms_of.terms[number] for number in held.tolist()]
    if len(held) < len(terms_of.terms):  # a field of titles alone lacks most words
        numbers = np.searchsorted(held, numbers).astype(np.int32)
    ids, order = ordered(numbers)
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
    else:
        flags = is_whole.take(order)
        arrays["whole"] = np.logical_or.reduceat(flags, begins) if len(begins) else flags
    return {f"{field.name}.{name}": array for name, array in arrays.items()}


def _spread(stream: Stream, terms_of: SurfaceTerms) -> tuple[Stream, NDArray[np.int32], NDArray[np.bool_]]:
    """The stream with each word once for each of its terms, the terms' numbers, and whether each is the word itself."""
    begins = terms_of.begins.take(stream.codes)
    if terms_of.is_plain:
        return stream, terms_of.numbers.take(begins), np.ones(len(begins), np.bool_)
    lengths = terms_of.begins.take(stream.codes + 1) - begins
    rows = gathered(begins, lengths)
    is_whole = terms_of.is_whole.take(rows)
    weights = np.repeat(stream.weights, lengths)
    weights[~is_whole] *= PART_WEIGHT
    spread = Stream(stream.codes, np.repeat(stream.documents, lengths), NO_PLACES, weights)
    return spread, terms_of.numbers.take(rows), is_whole


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
