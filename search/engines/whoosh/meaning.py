"""How near are documents to what somebody asks, in meaning? Looked up for the best matches of one query."""

from collections.abc import Callable

import numpy as np

from search.engines.whoosh.catalogue import Catalogue
from search.engines.whoosh.matches import Documents
from search.engines.whoosh.vector_file import VectorFile
from search.query import Query, Sort
from search.syntax import Node
from search.vectors import Encoder, Floats, in_words

Nearness = Callable[[Documents], Floats]
"""float32[documents], as `search.ranking.by_meaning` takes it; NaN where a document has no vector."""


def nearness_to(
    query: Query, tree: Node, encoder: Encoder | None, vectors: VectorFile | None, catalogue: Catalogue
) -> Nearness | None:
    """What tells how near documents are to a query; None where that is to say nothing about their order.

    The query is encoded when it is first asked. Vectors of another encoder than this one say nothing.
    """
    if encoder is None or vectors is None or vectors.encoder != encoder.name:
        return None
    text = in_words(tree, query.text) if query.across and query.order is Sort.RELEVANCE else ""
    if not text:
        return None

    def nearness(documents: Documents) -> Floats:
        places = vectors.places(map(catalogue.content, documents.tolist()))
        return vectors.nearness(places, encoder.query(text)) * np.float32(encoder.contrast)

    return nearness
