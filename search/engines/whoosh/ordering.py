"""Which of the matches stand from one rank to another, in the order asked for? Each release once."""

from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.collect import ABOUT_AS_WELL
from search.engines.whoosh.catalogue import Catalogue
from search.engines.whoosh.matches import Documents, Matches, Scores
from search.engines.whoosh.orders import Order
from search.engines.whoosh.selection import least
from search.languages import LANGUAGES
from search.query import Group, Query, Sort

_AT_ONCE = 1_000  # numbers

Row = tuple[int, float]  # a document, and the score of its release


def in_order(
    found: Matches, ranks: range, finish: Callable[[Matches], Matches], query: Query, catalogue: Catalogue
) -> Iterator[Row]:
    """The documents of these ranks in order, each with its score; of each release one.

    All is put in order before this returns.

    Args:
        found: what matches, without what stands up to the query's cursor.
        ranks: from 0, up to no more than there are releases.
        finish: scores the best.
        query: says which order.
        catalogue: has it.
    """
    if not ranks:
        return iter(())
    if query.order is Sort.RELEVANCE:
        return _best(finish(found), ranks, query, catalogue)
    return _dated(found, ranks, query, catalogue)


def behind(found: Matches, query: Query, catalogue: Catalogue) -> Matches:
    """What stands behind the query's cursor."""
    if query.after is None:
        return found
    ranks = catalogue.orders.of(query.order).ranks.take(found.documents)
    return found.among(ranks >= catalogue.orders.behind(query.after))


def _best(found: Matches, ranks: range, query: Query, catalogue: Catalogue) -> Iterator[Row]:
    is_grouped = query.group is Group.TRANSLATIONS and len(catalogue.groups) > 0
    # Of so many documents at least so many are of different releases.
    enough = min(ranks.stop * catalogue.groups.most if is_grouped else ranks.stop, len(found.documents))
    places = _least(-found.scores, catalogue.orders.newest_first.ranks, found.documents, enough)
    if is_grouped:
        places = places.take(catalogue.groups.firsts(found.documents.take(places)))
    places = places[ranks.start : ranks.stop]
    rows = _rows(found.documents.take(places), found.scores.take(places))
    return ((_shown(row, found, query, catalogue), row[1]) for row in rows) if is_grouped else rows


def _shown(best: Row, found: Matches, query: Query, catalogue: Catalogue) -> int:
    """The version in the preferred language, if it matches about as well as the best one."""
    document, score = best
    for version in catalogue.groups.group_of(document) if query.prefer in LANGUAGES else ():
        place = int(found.documents.searchsorted(version))
        if (
            catalogue.languages[version] == list(LANGUAGES).index(query.prefer)
            and place < len(found.documents)
            and found.documents[place] == version
            and found.scores[place] >= ABOUT_AS_WELL * score
        ):
            return version
    return document


def _dated(found: Matches, ranks: range, query: Query, catalogue: Catalogue) -> Iterator[Row]:
    order = catalogue.orders.of(query.order)
    if len(found.documents) == catalogue.documents and not query.text:
        documents = _all_dated(order, query, catalogue)[ranks.start : ranks.stop]
        return _rows(documents, np.zeros(len(documents), np.float32))
    documents = found.documents
    if query.group is Group.TRANSLATIONS:
        documents = catalogue.groups.shown(documents, query.prefer)
    places = order.ranks.take(documents)
    near = least(places, ranks.stop)
    shown = documents.take(near.take(np.argsort(places.take(near))))[ranks.start : ranks.stop]
    if documents is found.documents:
        return _rows(shown, found.scores.take(documents.searchsorted(shown)))
    return ((number, _score(number, found, catalogue)) for number in _listed(shown))


def _rows(documents: Documents, scores: Scores) -> Iterator[Row]:
    return zip(_listed(documents), _listed(scores), strict=True)


def _listed(array: NDArray[Any]) -> Iterator[Any]:
    """The items as Python has them, made some at a time: of a whole result there may be millions."""
    return chain.from_iterable(array[begin : begin + _AT_ONCE].tolist() for begin in range(0, len(array), _AT_ONCE))


def _all_dated(order: Order, query: Query, catalogue: Catalogue) -> Documents:
    if query.group is Group.NONE:
        return order.documents
    return order.documents.compress(catalogue.is_shown(query.prefer).take(order.documents))


def _score(document: int, found: Matches, catalogue: Catalogue) -> float:
    """Of the best version of a document's release."""
    versions = catalogue.groups.group_of(document)
    places = found.documents.searchsorted(versions)
    held = [
        place
        for place, version in zip(places.tolist(), versions, strict=True)
        if place < len(found.documents) and found.documents[place] == version
    ]
    return float(found.scores.take(held).max())


def _least(
    losses: NDArray[np.float32], ranks: NDArray[np.int32], documents: NDArray[np.int64], last: int
) -> NDArray[np.int64]:
    """The places of the `last` documents with the smallest losses, in order; ranks decide between equal ones."""
    near = least(losses, last)
    if len(near) > last * 4:  # most of them tie with the last one
        worst = losses.take(near).max()
        better, tied = near.compress(losses.take(near) < worst), near.compress(losses.take(near) == worst)
        nearer = least(ranks.take(documents.take(tied)), last - len(better))
        near = np.concatenate([better, tied.take(nearer)])
    return near.take(np.lexsort((ranks.take(documents.take(near)), losses.take(near))))[:last]
