"""Is every number beside a filter what somebody who counts by hand would get?"""

from collections import Counter
from dataclasses import replace

from contract.test_engines_agree import readers
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from random_newsroom import batches, queries

from search.facets import FACETS, LISTED, bucket, granularity
from search.query import MAX_SIZE


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(batches=batches, asked=st.lists(queries, min_size=3, max_size=8))
def test_every_count_is_what_counting_the_releases_by_hand_gives(tmp_path_factory, batches, asked):
    for reader in readers(tmp_path_factory, batches):
        for query in asked:
            page = reader.search(query)
            assert page.total == len(everything(reader, query))
            for facet in LISTED:
                others = frozenset(each for each in query.filters if each.facet != facet)
                held = [FACETS[facet].values(release) for release in everything(reader, replace(query, filters=others))]
                by_hand = Counter(value for values in held for value in values)
                kept = {count.value for count in page.facets[facet] if not count.count}
                chosen = query.chosen(facet) | query.barred(facet) | query.needed(facet)
                assert kept == chosen - by_hand.keys()
                assert {c.value: c.count for c in page.facets[facet] if c.count} == by_hand
            days = Counter(bucket(each.published, granularity(query.dates)) for each in everything(reader, query))
            assert {count.value: count.count for count in page.facets["date"]} == days


def everything(reader, query):
    return [hit.release for hit in reader.search(replace(query, page=1, size=MAX_SIZE)).hits]
