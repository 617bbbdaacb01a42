"""Which of the best matches are better still? Those with words side by side as they were asked for, and recent ones;
and where an encoder reads what is asked, those that mean it.

All this can only move a release up, and is looked at for the best matches alone: a release that was not among them
stays behind all that were. So it costs the same however many match.
"""

import numpy as np
from numpy.typing import NDArray

from search.analysis import function_words
from search.engines.whoosh.catalogue import Catalogue
from search.engines.whoosh.matches import Documents, Matches
from search.engines.whoosh.meaning import Nearness
from search.engines.whoosh.runs import gathered
from search.engines.whoosh.segment import Segment
from search.engines.whoosh.selection import least
from search.forms import FUNCTION_WORD_WEIGHT
from search.neighbours import Pair, neighbours
from search.ranking import SIDE_BY_SIDE, by_meaning, freshness, rarity
from search.syntax import Node

LOOKED_AT = 100  # matches; five pages of results


def finished(found: Matches, node: Node, catalogue: Catalogue, nearness: Nearness | None = None) -> Matches:
    """The same matches with the scores by which they are ordered; where all are equal the newer is the first anyway."""
    pairs = neighbours(node)
    if not pairs and nearness is None and found.scores.min() == found.scores.max():
        return found
    best = _best(found.scores)
    documents = found.documents.take(best)
    better = found.scores.take(best)
    gains = [(pair, np.float32(_gain(pair, catalogue))) for pair in pairs]
    base = 0
    for segment in catalogue.segments if gains else ():
        first, last = documents.searchsorted((base, base + segment.documents))
        texts = _Texts(segment, documents[first:last] - base)
        for pair, gain in gains:
            better[first:last][texts.hold(pair)] += gain
        base += segment.documents
    better *= freshness(catalogue.days.take(documents), catalogue.newest)
    scores = found.scores.copy()
    scores[best] = by_meaning(better, nearness(documents)) if nearness else better
    return Matches(found.documents, scores)


def _best(scores: NDArray[np.float32]) -> NDArray[np.int64]:
    """The places of the best matches, ascending; not of those that tie with too many others."""
    best = least(-scores, LOOKED_AT)
    reached = scores.take(best)
    return best if len(best) <= LOOKED_AT * 2 else best.compress(reached > reached.min())


def _gain(pair: Pair, catalogue: Catalogue) -> float:
    """A share of what the two words count on average."""
    return SIDE_BY_SIDE * sum(_weight(word, catalogue) for word in pair) / len(pair)


def _weight(word: str, catalogue: Catalogue) -> float:
    spans = (segment.exact.span(word.encode(errors="surrogatepass")) for segment in catalogue.segments)
    weight = rarity(catalogue.documents, sum(end - begin for begin, end in spans))
    return weight * FUNCTION_WORD_WEIGHT if word in function_words() else weight


class _Texts:
    """The texts of some documents of a segment, in ascending order."""

    def __init__(self, segment: Segment, documents: Documents) -> None:
        self._postings = segment.exact
        self._begins = segment.starts.take(documents).astype(np.uint32)
        self._ends = segment.starts.take(documents + 1).astype(np.uint32)

    def hold(self, pair: Pair) -> NDArray[np.bool_]:
        """In which of them the second word follows upon the first."""
        held = np.zeros(len(self._begins), np.bool_)
        one, other = (self._postings.places_of(word.encode(errors="surrogatepass")) for word in pair)
        if len(one) and len(other):
            begins = one.searchsorted(self._begins)
            lengths = one.searchsorted(self._ends) - begins
            behind = one.take(gathered(begins, lengths)) + np.uint32(1)
            at = np.minimum(other.searchsorted(behind), len(other) - 1)
            held[np.arange(len(held)).repeat(lengths).compress(other.take(at) == behind)] = True
        return held
