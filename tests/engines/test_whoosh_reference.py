"""Do the arrays find what Whoosh's own matchers find in the same index? Random segments, deletions and queries."""

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from random_newsroom import batches, queries

from search.engines import open_engine
from search.engines.whoosh.evaluate import Evaluator
from search.engines.whoosh.reference import ReferenceEvaluator
from search.syntax import parse


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(batches=batches, asked=st.lists(queries, min_size=10, max_size=30))
def test_arrays_and_matchers_find_the_same_documents_with_the_same_scores(tmp_path_factory, batches, asked):
    engine = open_engine(f"whoosh:{tmp_path_factory.mktemp('store') / 'store'}")
    for batch in batches:
        with engine.writer() as writer:
            for operation in batch:
                writer.remove(operation) if isinstance(operation, str) else writer.put(operation)
            writer.commit()
    reader = engine.reader()
    live = {*reader.catalogue.standing.tolist(), *reader.catalogue.withdrawn.tolist()}
    evaluator = Evaluator(reader.catalogue.segments, reader.lexicon)
    with reader.index.searcher() as searcher:
        reference = ReferenceEvaluator(searcher, reader.lexicon)
        for query in asked:
            tree = parse(query.text, query.match)
            expected, found = reference.scores(tree), evaluator.matches(tree)
            scores = dict(zip(found.documents.tolist(), found.scores.tolist(), strict=True))
            assert set(scores) & live == set(expected)
            assert np.all(np.diff(found.documents) > 0)
            for number, score in expected.items():
                assert np.isclose(scores[number], score, rtol=1e-5)
