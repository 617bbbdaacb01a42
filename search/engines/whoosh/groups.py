"""Which documents are versions of one release, and what are they together? Looked up by which of them were found.

The versions of a release have places in the order of their languages. Which of them were found is a number of as many
bits; for every such number it is known beforehand which version is shown, and which document stands for the found ones
together: a union, numbered behind all documents, that has every value that any of them has.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.languages import LANGUAGES

Documents = NDArray[np.int64]

_NOBODY = -1


class Groups:
    """The groups of an index.

    Args:
        groups: the ids of each.
        numbers: the document of each id.
        languages: by document, the place of its language in `search.languages`.

    Attributes:
        most: versions that a release has at most; 1 where there are no groups.
        unions: int64[unions, most], the documents of each union, -1 where it has fewer.
    """

    def __init__(
        self, groups: Sequence[Sequence[str]], numbers: Mapping[str, int], languages: NDArray[np.int64]
    ) -> None:
        self._documents = len(languages)
        known = [sorted(id for id in ids if id in numbers) for ids in groups]
        held = [
            sorted((numbers[id] for id in ids), key=lambda number: languages[number]) for ids in known if len(ids) > 1
        ]
        self.most = max(map(len, held), default=1)
        self._members = np.full((len(held), self.most), _NOBODY, np.int64)
        for row, members in enumerate(held):
            self._members[row, : len(members)] = members
        self._group_of = np.full(self._documents + 1, _NOBODY, np.int64)  # one more, for nobody
        for column in self._members.T:
            self._group_of[column] = np.arange(len(held))
        self._group_of[_NOBODY] = _NOBODY
        self._languages = np.append(languages, _NOBODY)
        self._by_place = np.ascontiguousarray(self._members.T)
        self._counts = np.array([mask.bit_count() for mask in range(1 << self.most)], np.int64)
        self._is_several = self._counts > 1
        self.unions, self._union_of = self._united()
        self._shown = lru_cache(len(LANGUAGES) + 1)(self._shown_in)

    def __len__(self) -> int:
        return len(self._members)

    def group_of(self, document: int) -> Sequence[int]:
        """All versions of a document's release, itself included, in the order of their languages."""
        if not len(self):
            return [document]
        group = int(self._group_of[document])
        members: list[int] = self._members[group].tolist() if group != _NOBODY else [document]
        return [member for member in members if member != _NOBODY]

    def total(self, documents: Documents) -> int:
        """How many releases the documents (each once) are versions of."""
        if not len(self):
            return len(documents)
        return len(documents) - int(np.maximum(self._counts.take(self._found(documents)[0]) - 1, 0).sum())

    def together(self, documents: Documents) -> Documents:
        """The documents (each once), those of one release as their union."""
        return self._replaced(documents, self._union_of)

    def shown(self, documents: Documents, language: str) -> Documents:
        """Of the documents (each once, ascending) one of each release: in this language, or the first."""
        return np.sort(self._replaced(documents, self._shown(language))) if len(self) else documents

    def releases(self, documents: Documents) -> NDArray[np.int64]:
        """A number from 0 for each of the documents, the same for those of one release."""
        if not len(self):
            return documents
        groups = self._group_of.take(documents)
        return np.where(groups == _NOBODY, len(self) + documents, groups)

    def firsts(self, documents: Documents) -> NDArray[np.int64]:
        """The places of those before which no version of the same release stands."""
        return np.sort(np.unique(self.releases(documents), return_index=True)[1])

    def _found(self, documents: Documents) -> tuple[NDArray[np.unsignedinteger[Any]], NDArray[np.uint8]]:
        """Which versions of each group are among the documents, as bits; and the flags of all that are."""
        flags = np.zeros(self._documents + 1, np.uint8)
        flags[documents] = 1
        masks = flags.take(self._by_place[0]).astype(np.min_scalar_type(1 << self.most), copy=False)
        for place, members in enumerate(self._by_place[1:], start=1):
            masks |= flags.take(members) << masks.dtype.type(place)
        return masks, flags

    def _replaced(self, documents: Documents, table: NDArray[np.int64]) -> Documents:
        """Those that no other version is with, and behind them what the table has for the others."""
        if not len(self):
            return documents
        masks, flags = self._found(documents)
        several = np.flatnonzero(self._is_several.take(masks))
        if not len(several):
            return documents
        for members in self._by_place:
            flags[members.take(several)] = 0
        alone = documents.compress(flags.take(documents).view(np.bool_))
        return np.concatenate([alone, table[several, masks.take(several)]])

    def _united(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The unions, and by group and bits the number of each."""
        numbers = np.full((len(self), len(self._counts)), _NOBODY, np.int64)
        unions = [np.empty((0, self.most), np.int64)]
        for mask in np.flatnonzero(self._counts > 1).tolist():
            chosen = [place for place in range(self.most) if mask >> place & 1]
            groups = np.flatnonzero((self._members[:, chosen] != _NOBODY).all(axis=1))
            numbers[groups, mask] = np.arange(len(groups)) + self._documents + sum(map(len, unions))
            rows = np.full((len(groups), self.most), _NOBODY, np.int64)
            rows[:, : len(chosen)] = self._members[groups][:, chosen]
            unions.append(rows)
        return np.concatenate(unions), numbers

    def _shown_in(self, language: str) -> NDArray[np.int64]:
        """By group and bits, the document that is shown to who prefers a language."""
        preferred = list(LANGUAGES).index(language) if language in LANGUAGES else _NOBODY - 1
        shown = np.full((len(self), 1 << self.most), _NOBODY, np.int64)
        places = [*range(self.most)]
        for mask in range(1, 1 << self.most):
            for place in reversed([place for place in places if mask >> place & 1]):
                shown[:, mask] = self._members[:, place]
            for place in reversed([place for place in places if mask >> place & 1]):
                fits = self._languages.take(self._members[:, place]) == preferred
                shown[fits, mask] = self._members[fits, place]
        return shown
