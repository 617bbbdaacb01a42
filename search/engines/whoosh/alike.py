"""Which documents are like one of them? Scored by the postings of its telling words, and by what it is about."""

from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from search.engines.whoosh.catalogue import Catalogue
from search.engines.whoosh.matches import NOTHING, Matches, joined, merged
from search.likeness import FEWEST_SHARED, LIKE_ENOUGH, Sign, marks, signs
from search.ranking import rarity


class Likeness:
    """Compares documents with the others that readers may see at one moment.

    Args:
        catalogue: all documents.
        visible: bool[documents]: those that readers may see; None where that is all.
    """

    def __init__(self, catalogue: Catalogue, visible: NDArray[np.bool_] | None) -> None:
        self._catalogue = catalogue
        self._visible = visible
        self.releases = catalogue.documents if visible is None else int(np.count_nonzero(visible))
        self._held = cache(self._postings)
        self.holding = cache(self._holding)

    def alike(self, document: int, most: int) -> Iterator[tuple[int, float]]:
        """The documents that are like enough with how like they are, best first, one of each group, so many at most."""
        groups = self._catalogue.groups
        own = groups.group_of(document)
        found = merged(1, [self.compared(each) for each in own], np.maximum)
        found = found.among((found.scores >= LIKE_ENOUGH) & ~np.isin(found.documents, own))
        order = np.lexsort((self._catalogue.orders.newest_first.ranks.take(found.documents), -found.scores))
        order = order.take(groups.firsts(found.documents.take(order)))[:most]
        yield from zip(found.documents.take(order).tolist(), found.scores.take(order).tolist(), strict=True)

    def holding_all(self, signs: Sequence[Sign]) -> int:
        """How many documents hold all of some stems."""
        first, *others = sorted(signs, key=self.holding)
        documents = self._held(first).documents
        for sign in others:
            held = self._held(sign).documents
            at = np.minimum(held.searchsorted(documents), max(len(held) - 1, 0))
            documents = documents.compress(held.take(at) == documents) if len(held) else held
        return len(documents)

    def having(self, facet: str, value: str) -> int:
        """How many documents have a value of a facet."""
        documents = np.arange(self._catalogue.documents) if self._visible is None else np.flatnonzero(self._visible)
        return int(np.count_nonzero(self._catalogue.facets[facet].have({value}, documents)))

    def compared(self, document: int) -> Matches:
        """What shares enough words with a document, and how like it is; nothing where readers may not see it."""
        release = self._catalogue.release(document)
        words = [self._scored(sign) for sign in signs(release, self)]
        found = merged(FEWEST_SHARED, words) if len(words) >= FEWEST_SHARED else NOTHING
        scores = found.scores.astype(np.float64)
        for mark in marks(release, self):
            has_it = self._catalogue.facets[mark.facet].have({mark.value}, found.documents)
            scores += has_it * mark.weight
        whole = scores.compress(found.documents == document)
        return Matches(found.documents, np.minimum(scores / whole, 1).astype(np.float32)) if len(whole) else NOTHING

    def _scored(self, sign: Sign) -> Matches:
        return self._held(sign).weighing(sign.weight * rarity(self.releases, self.holding(sign)))

    def _postings(self, sign: Sign) -> Matches:
        """The visible documents that hold a stem, with the impact that it has in each."""
        held = joined([Matches(documents + np.int64(base), impacts) for documents, impacts, base in self._runs(sign)])
        return held if self._visible is None else held.among(self._visible.take(held.documents))

    def _holding(self, sign: Sign) -> int:
        """How many documents hold a stem."""
        if self._visible is None:
            return sum(len(documents) for documents, _, _ in self._runs(sign))
        return len(self._held(sign).documents)

    def _runs(self, sign: Sign) -> Iterator[tuple[NDArray[np.int32], NDArray[np.float32], int]]:
        """The postings of a stem, and the number of the first document, segment by segment."""
        key, base = sign.text.encode(errors="surrogatepass"), 0
        for segment in self._catalogue.segments:
            field = segment.fields[sign.field.name]
            begin, end = field.span(key)
            yield field.documents[begin:end], field.impacts[begin:end], base
            base += segment.documents
