"""Which words of a batch does a field hold? All of them in order, with what each counts, as arrays."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.languages import LANGUAGES
from search.terms import BLOCK_GAP, TermField

LANGUAGE_BITS = {code: 1 << number for number, code in enumerate(LANGUAGES)}
NO_PLACES = np.empty(0, np.uint32)


@dataclass(frozen=True, slots=True)
class Stream:
    """Some of the words of a batch in order: for each its surface's code, document, place, and what it counts."""

    codes: NDArray[np.int32]
    documents: NDArray[np.int32]
    places: NDArray[np.uint32]
    weights: NDArray[np.float32]

    def among(self, chosen: NDArray[np.bool_], *, with_places: bool = False) -> "Stream":
        """Some of them."""
        return Stream(
            self.codes.compress(chosen),
            self.documents.compress(chosen),
            self.places.compress(chosen) if with_places else NO_PLACES,
            self.weights.compress(chosen),
        )


class Tokens:
    """The words of a batch with their passages spread over them."""

    def __init__(
        self,
        codes: NDArray[np.int32],
        table: NDArray[np.int64],
        extras: NDArray[np.int64],
        starts: NDArray[np.int64],
        concentrations: NDArray[np.float32],
    ) -> None:
        document, self._zones, self._languages, start, self._counts = table.T
        zone, count = self._zones, self._counts
        places = np.arange(len(codes), dtype=np.uint32)
        first = np.cumsum(count) - count  # of each passage, within all words
        places += np.repeat((starts[document] + start - first).astype(np.uint32), count)
        self._all = Stream(
            codes,
            np.repeat(document.astype(np.int32), count),
            places,
            np.repeat(concentrations[zone, document], count),
        )
        of_document, self._extra_zones, self._extra_languages, code = extras.T
        self._extras = Stream(
            code.astype(np.int32),
            of_document.astype(np.int32),
            NO_PLACES,
            concentrations[self._extra_zones, of_document],
        )

    def used(self, field: TermField) -> NDArray[np.int64]:
        """The codes of the surfaces that a field holds, ascending."""
        return np.flatnonzero(np.bincount(self.of(field).codes))

    def of(self, field: TermField) -> Stream:
        """The words that a field holds, and the extras where it holds stems; places only where it keeps them."""
        if field.language is None and field.zone is None:
            return self._all
        chosen = np.repeat(_holds(field, self._languages, self._zones), self._counts)
        words = self._all.among(chosen, with_places=field.language is None)
        if field.language is None:
            return words
        extras = self._extras.among(_holds(field, self._extra_languages, self._extra_zones))
        behind = np.searchsorted(words.documents, extras.documents, side="right")
        return Stream(
            np.insert(words.codes, behind, extras.codes),
            np.insert(words.documents, behind, extras.documents),
            NO_PLACES,
            np.insert(words.weights, behind, extras.weights),
        )


def _holds(field: TermField, languages: NDArray[np.int64], zones: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which of the passages a field holds."""
    held = np.ones(len(zones), np.bool_)
    if field.language is not None:
        held &= languages & LANGUAGE_BITS[field.language] != 0
    if field.zone is not None:
        held &= zones == field.zone
    return held


def starts_of(table: NDArray[np.int64], documents: int) -> NDArray[np.int64]:
    """int[documents + 1]: the place of each document's first word, were all documents one long text."""
    ends = np.zeros(documents, np.int64)
    np.maximum.at(ends, table[:, 0], table[:, 3] + table[:, 4])
    return np.append(0, np.cumsum(ends + BLOCK_GAP))
