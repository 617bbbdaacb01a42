"""Which of the matches are on this page, and in which order? The best or the newest, each release once."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from search.collect import ABOUT_AS_WELL
from search.engines.whoosh.catalogue import Catalogue, Order
from search.engines.whoosh.matches import Documents, Matches
from search.engines.whoosh.selection import least
from search.languages import LANGUAGES
from search.query import Group, Query, Sort

Row = tuple[int, float]  # a document, and the score of its release


def on_page(
    found: Matches, total: int, finish: Callable[[Matches], Matches], query: Query, catalogue: Catalogue
) -> list[Row]:
    """The documents of the page in order, each with its score; `total` releases are found, `finish` scores the best."""
    last = min(query.offset + query.size, total)
    if query.offset >= last:
        return []
    if query.order is Sort.RELEVANCE:
        return _best_on_page(finish(found), last, query, catalogue)
    return _by_date_on_page(found, last, query, catalogue)


def _best_on_page(found: Matches, last: int, query: Query, catalogue: Catalogue) -> list[Row]:
    is_grouped = query.group is Group.TRANSLATIONS and len(catalogue.groups) > 0
    # Of so many documents at least so many are of different releases.
    enough = min(last * catalogue.groups.most if is_grouped else last, len(found.documents))
    places = _best(-found.scores, catalogue.newest_first.ranks, found.documents, enough)
    if is_grouped:
        places = places.take(catalogue.groups.firsts(found.documents.take(places)))
    places = places[query.offset : last]
    rows = list(zip(found.documents.take(places).tolist(), found.scores.take(places).tolist(), strict=True))
    return [(_shown(row, found, query, catalogue), row[1]) for row in rows] if is_grouped else rows


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


def _by_date_on_page(found: Matches, last: int, query: Query, catalogue: Catalogue) -> list[Row]:
    order = catalogue.oldest_first if query.order is Sort.OLDEST else catalogue.newest_first
    if len(found.documents) == catalogue.documents and not query.text:
        return [(number, 0.0) for number in _all_by_date(order, query, catalogue)[query.offset : last].tolist()]
    documents = found.documents
    if query.group is Group.TRANSLATIONS:
        documents = catalogue.groups.shown(documents, query.prefer)
    ranks = order.ranks.take(documents)
    near = least(ranks, last)
    shown = documents.take(near.take(np.argsort(ranks.take(near))))[query.offset : last]
    if documents is found.documents:
        scores = found.scores.take(documents.searchsorted(shown)).tolist()
        return list(zip(shown.tolist(), scores, strict=True))
    return [(number, _score(number, found, catalogue)) for number in shown.tolist()]


def _all_by_date(order: Order, query: Query, catalogue: Catalogue) -> Documents:
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


def _best(
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
