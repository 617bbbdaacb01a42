"""Do the arrays find what Whoosh's own matchers find in the same index? Random segments, deletions and queries."""

import numpy as np
import pytest
from builders import a_release
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from random_newsroom import batches, dictionaries, queries

from search.across import Translator
from search.dictionary import Dictionary, Entry, Translation
from search.engines import open_engine
from search.engines.whoosh.evaluate import Evaluator
from search.engines.whoosh.reference import ReferenceEvaluator
from search.query import Match, Query


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(batches=batches, dictionary=dictionaries, asked=st.lists(queries, min_size=10, max_size=30))
def test_arrays_and_matchers_find_the_same_documents_with_the_same_scores(tmp_path_factory, batches, dictionary, asked):
    engine = open_engine(f"whoosh:{tmp_path_factory.mktemp('store') / 'store'}")
    for batch in batches:
        with engine.writer() as writer:
            for operation in batch:
                writer.remove(operation) if isinstance(operation, str) else writer.put(operation)
            writer.commit()
    reader = engine.reader()
    live = {*reader.catalogue.standing.tolist(), *reader.catalogue.withdrawn.tolist()}
    translator = Translator(dictionary, reader.lexicon)
    evaluator = Evaluator(reader.catalogue.segments, reader.lexicon)
    with reader.index.searcher() as searcher:
        reference = ReferenceEvaluator(searcher, reader.lexicon)
        for query in asked:
            tree = translator.tree(query)
            expected, found = reference.scores(tree), evaluator.matches(tree)
            scores = dict(zip(found.documents.tolist(), found.scores.tolist(), strict=True))
            assert set(scores) & live == set(expected)
            assert np.all(np.diff(found.documents) > 0)
            for number, score in expected.items():
                assert np.isclose(scores[number], score, rtol=1e-5)


BEFORE = [
    a_release("1", "Die Waffenruhe", "Die Waffenruhe hält, sagt der Rat der Vereinten Nationen.", language="de"),
    a_release("2", "A ceasefire", "The ceasefire holds; the United Nations; nations agree.", "Councils met."),
    a_release("3", "Old", "A ceasefire that is replaced."),
]
AFTER = [
    a_release("3", "Secretaries", "Secretaries and a conference of united nations on a truce.", language="en"),
    a_release("4", "Ministerkonferenz", "Vereinte Nationen.", language="de", title_also=("en",)),
    a_release("5", "Truce, truce, truce", "A ceasefire. United Nations conference of the council, secretary."),
    *(a_release(f"other {number}", "Another", "Words.", language="de") for number in range(150)),
]
DICTIONARY = Dictionary(
    Entry(source, text, Translation({"de": "en", "en": "de"}[source], called, weight, "table"))
    for source, text, called, weight in [
        ("de", "Waffenruhe", "ceasefire", 0.8),
        ("de", "Waffenruhe", "truce", 0.4),
        ("de", "Vereinte Nationen", "United Nations", 0.9),
        ("de", "Vereinte Nationen", "council", 0.1),
        ("de", "Minister", "secretary", 0.6),
        ("de", "Konferenz", "conference", 0.6),
        ("en", "ceasefire", "Waffenruhe", 1.0),
        ("en", "united nations", "Vereinte Nationen", 1.0),
        ("en", "council", "Rat", 0.7),
    ]
)


@pytest.mark.parametrize("match", Match)
@pytest.mark.parametrize(
    "text",
    [
        "Waffenruhe",
        "Waffenruhe Vereinte Nationen",
        "Vereinter Nationen",
        "Ministerkonferenz",
        "Ministerkonferenz Waffenruhe",
        "title:Waffenruhe",
        "title:(Vereinte Nationen) OR Ministerkonferenz",
        "ceasefire council united nations",
        "Waffenruhe -Rat",
    ],
)
def test_arrays_and_matchers_score_translations_alike(tmp_path, text, match):
    engine = open_engine(f"whoosh:{tmp_path / 'store'}")
    for releases in (BEFORE, AFTER):
        with engine.writer() as writer:
            for release in releases:
                writer.put(release)
            writer.commit()
    reader = engine.reader()
    tree = Translator(DICTIONARY, reader.lexicon).tree(Query(text, match))
    found = Evaluator(reader.catalogue.segments, reader.lexicon).matches(tree)
    with reader.index.searcher() as searcher:
        expected = ReferenceEvaluator(searcher, reader.lexicon).scores(tree)
    live = set(reader.catalogue.standing.tolist())
    scores = {
        number: score
        for number, score in zip(found.documents.tolist(), found.scores.tolist(), strict=True)
        if number in live
    }
    assert scores == pytest.approx(expected, rel=1e-5)
    assert scores
