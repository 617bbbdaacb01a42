"""Do all engines find the same? Random releases and questions, the reference engine beside the embedded one."""

from itertools import zip_longest

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from random_newsroom import batches, dictionaries, grouped, queries, titled_batches, typed

from search.dictionary import NO_TRANSLATIONS
from search.engines import open_engine
from search.facets import FACETS


def readers(tmp_path_factory, batches, grouped=(), dictionary=NO_TRANSLATIONS):
    """Readers of both engines after the same commits."""
    engines = [open_engine("memory:"), open_engine(f"whoosh:{tmp_path_factory.mktemp('store') / 'store'}")]
    for engine in engines:
        for batch, groups in zip_longest(batches, grouped[: len(batches)]):
            with engine.writer() as writer:
                for operation in batch:
                    writer.remove(operation) if isinstance(operation, str) else writer.put(operation)
                if groups is not None:
                    writer.group(groups)
                writer.translate(dictionary)
                writer.commit()
    archives = [engine.archive() for engine in engines]
    assert archives[0].kept() == archives[1].kept()
    assert sorted(archives[0].withdrawn()) == sorted(archives[1].withdrawn())
    readers = [engine.reader() for engine in engines]
    assert readers[0].tombstones() == readers[1].tombstones()
    return readers


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    batches=batches,
    grouped=grouped,
    dictionary=dictionaries,
    asked=st.lists(queries, min_size=5, max_size=15),
)
def test_engines_find_count_and_order_the_same(tmp_path_factory, batches, grouped, dictionary, asked):
    reference, embedded = readers(tmp_path_factory, batches, grouped, dictionary)
    for query in asked:
        expected, page = reference.search(query), embedded.search(query)
        assert [hit.release for hit in page.hits] == [hit.release for hit in expected.hits]
        assert [hit.translations for hit in page.hits] == [hit.translations for hit in expected.hits]
        assert [hit.snippet for hit in page.hits] == [hit.snippet for hit in expected.hits]
        assert (page.total, page.facets, page.after) == (expected.total, expected.facets, expected.after)
        walked = [(hit.release, hit.translations) for hit in embedded.walk(query)]
        assert walked == [(hit.release, hit.translations) for hit in reference.walk(query)]
        assert walked[query.offset :][: query.size] == [(hit.release, hit.translations) for hit in page.hits]
        assert embedded.count(query) == reference.count(query) == page.total
        for facet in FACETS:
            assert embedded.facet(query, facet) == reference.facet(query, facet)
            assert facet not in page.facets or page.facets[facet] == reference.facet(query, facet)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(batches=titled_batches, begun=st.lists(typed, min_size=5, max_size=15))
def test_engines_complete_the_same(tmp_path_factory, batches, begun):
    reference, embedded = readers(tmp_path_factory, batches)
    for text in begun:
        assert embedded.completions(text) == reference.completions(text), text
