"""How do several segments become one? Their arrays are put together without what was deleted; no word is read anew."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from search.engines.whoosh.columns import MOMENTS, FacetBuilder, sorted_keys
from search.engines.whoosh.inversion import Inverted
from search.engines.whoosh.mapped import Array
from search.engines.whoosh.runs import blobs
from search.engines.whoosh.segment import Postings, Segment
from search.engines.whoosh.titles import titles_in
from search.facets import FACETS
from search.terms import FIELDS, TermField


@dataclass(frozen=True, slots=True)
class Part:
    """A segment on its way into another.

    Attributes:
        segment: what is taken over.
        live: bool[documents], which of it.
        numbers: int[documents], the number that each live document gets.
        starts: int[documents], the place that each live document's first word gets.
    """

    segment: Segment
    live: NDArray[np.bool_]
    numbers: NDArray[np.int64]
    starts: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Load:
    """How much a segment holds.

    Attributes:
        words: of all its documents.
        documents: deleted ones included.
        deleted: documents.
        is_outdated: whether an earlier version wrote it, which knew nothing of some columns.
    """

    words: int
    documents: int
    deleted: int
    is_outdated: bool = False

    @property
    def living(self) -> int:
        """About how many words its living documents have."""
        return self.words * (self.documents - self.deleted) // max(self.documents, 1)


def to_merge(loads: Sequence[Load], most_small: int, most_words: int) -> list[int]:
    """Which segments should become one, by their places: small ones where there are too many, since every query visits
    each, those of which most is deleted, and those that lack columns.

    Args:
        loads: the segments of the index, each with a living document.
        most_small: segments of less than half of `most_words` that may stay by themselves.
        most_words: that are merged at once, which bounds memory; the rest waits for the next commit.
    """
    worn = [place for place, load in enumerate(loads) if load.deleted * 2 > load.documents or load.is_outdated]
    small = [place for place, load in enumerate(loads) if load.living * 2 < most_words and place not in worn]
    small.sort(key=lambda place: loads[place].living)
    chosen = worn + (small[: len(small) - most_small // 2] if len(small) > most_small else [])
    totals = accumulate(loads[place].living for place in chosen)
    return [place for place, total in zip(chosen, totals, strict=True) if total <= most_words or place == chosen[0]]


def merge(segments: Sequence[tuple[Segment, NDArray[np.bool_]]]) -> Inverted:
    """One segment of the live documents of several, in their order; `live` is bool[documents] for each."""
    parts, documents, places = [], 0, 0
    for segment, live in segments:
        lengths = np.where(live, np.diff(segment.starts), 0)
        ends = np.cumsum(lengths) + places
        parts.append(Part(segment, live, np.cumsum(live) - 1 + documents, ends - lengths))
        documents, places = documents + int(live.sum()), places + int(lengths.sum())
    starts = np.append(np.concatenate([part.starts[part.live] for part in parts]), places)
    arrays: dict[str, Array] = {"starts": starts}
    for field in FIELDS:
        arrays |= _postings(field, parts)
    for name in ("day", "hidden_until", "hash"):
        arrays[name] = np.concatenate([part.segment.arrays[name][part.live] for part in parts])
    for name in MOMENTS:
        arrays[name] = np.concatenate([part.segment.moments(name)[part.live] for part in parts])
    tables: dict[str, list[list[str]]] = {}
    for name in FACETS:
        tables[name], facet = _facet(name, parts)
        arrays |= facet
    kept = np.flatnonzero(np.concatenate([part.live for part in parts]))
    arrays |= titles_in([part.segment for part in parts]).of(kept).arrays()
    arrays |= _ids(parts)
    for name in ("record", "history", "origin"):
        held = [part.segment.kept[name][number] for part in parts for number in np.flatnonzero(part.live).tolist()]
        arrays |= blobs(name, held)
    notes: dict[str, object] = {"documents": documents, "averages": list(parts[0].segment.averages), "tables": tables}
    return Inverted(documents, arrays, notes)


def _postings(of: TermField, parts: Sequence[Part]) -> dict[str, Array]:
    fields = [part.segment.fields[of.name] for part in parts]
    terms = sorted(set().union(*(field.terms.all() for field in fields)))
    numbers = {term: number for number, term in enumerate(terms)}
    ids, documents, kept = [], [], []
    for part, field in zip(parts, fields, strict=True):
        renumbered = np.array([numbers[term] for term in field.terms.all()], np.int64)
        of_posting = np.repeat(renumbered, np.diff(field.offsets))
        live = part.live[field.documents]
        ids.append(of_posting[live])
        documents.append(part.numbers[field.documents[live]])
        kept.append(live)
    all_ids = np.concatenate(ids)
    order = np.argsort(all_ids, kind="stable")
    counts = np.bincount(all_ids, minlength=len(terms))
    held = np.flatnonzero(counts)
    arrays: dict[str, Array] = {
        **blobs("terms", [terms[number] for number in held]),
        "offsets": np.cumsum([0, *counts[held]], dtype=np.int64),
        "documents": np.concatenate(documents)[order].astype(np.int32),
        "impacts": np.concatenate([field.impacts[live] for field, live in zip(fields, kept, strict=True)])[order],
    }
    if of.language is None:
        arrays |= _places(fields, parts, numbers)
    else:
        arrays["whole"] = np.concatenate([field.whole[live] for field, live in zip(fields, kept, strict=True)])[order]
    return {f"{of.name}.{name}": array for name, array in arrays.items()}


def _places(fields: Sequence[Postings], parts: Sequence[Part], numbers: Mapping[bytes, int]) -> dict[str, Array]:
    """Where the words of all terms stand in the new order of documents; terms are counted as in `numbers`."""
    ids, moved = [], []
    for part, field in zip(parts, fields, strict=True):
        old, new = part.segment.starts, part.starts
        renumbered = np.array([numbers[term] for term in field.terms.all()], np.int64)
        documents = np.searchsorted(old, field.places, side="right") - 1
        live = part.live[documents]
        ids.append(np.repeat(renumbered, np.diff(field.place_offsets))[live])
        moved.append((field.places - old[documents] + new[documents])[live])
    all_ids = np.concatenate(ids)
    order = np.argsort(all_ids, kind="stable")
    counts = np.bincount(all_ids, minlength=len(numbers))
    offsets = np.cumsum([0, *counts[np.flatnonzero(counts)]], dtype=np.int64)
    return {"places": np.concatenate(moved)[order].astype(np.uint32), "place_offsets": offsets}


def _facet(name: str, parts: Sequence[Part]) -> tuple[list[list[str]], dict[str, Array]]:
    facet, of_documents = FacetBuilder(), []
    for part in parts:
        used, places = np.unique(part.segment.arrays[f"{name}.sets"][part.live], return_inverse=True)
        numbers = [facet.number(part.segment.values_of(name, number)) for number in used.tolist()]
        of_documents.append(np.array(numbers, np.uint32).take(places))
    return facet.table, facet.arrays(name, np.concatenate(of_documents))


def _ids(parts: Sequence[Part]) -> dict[str, Array]:
    rows = []
    for part in parts:
        documents = part.segment.arrays["id_documents"]
        rows += [
            (part.segment.ids[place], int(part.numbers[number]))
            for place, number in enumerate(documents.tolist())
            if part.live[number]
        ]
    rows.sort()
    return sorted_keys("id", [key for key, _ in rows], [number for _, number in rows])
