"""In which order do the best matches come where an encoder reads what is asked?"""

import numpy as np
import pytest
from builders import a_release, hashes
from encoders import WordList

from search.engines import open_engine
from search.query import Query, Sort
from search.vectors import Vectors, text_of

# The first is the best by its words; the second says what is asked for in the other language; the third is about it.
BY_WORDS = a_release("words", "Gaza", "Gaza and Gaza", published="2020-06-01")
BY_MEANING = a_release("meaning", "Waffenruhe", "Eine Waffenruhe, auch in Gaza", language="de", published="2020-06-01")
BESIDE = a_release("beside", "Gaza: visit", "A visit", published="2020-06-01")
RELEASES = [BY_WORDS, BY_MEANING, BESIDE]
ASKED = "Gaza ceasefire"


@pytest.fixture
def store(tmp_path):
    return f"whoosh:{tmp_path / 'store'}"


@pytest.fixture
def engine(store):
    engine = open_engine(store, encoder=WordList())
    with engine.writer() as writer:
        for release in RELEASES:
            writer.put(release)
        writer.commit()
    encode(engine, RELEASES)
    return engine


def encode(engine, releases, encoder=None, content=None):
    encoder = encoder or WordList()
    known = hashes(engine)
    rows = encoder.passages([text_of(release) for release in releases]).astype(np.float16)
    with engine.writer() as writer:
        writer.encode(Vectors(encoder.name, {each.id: content or known[each.id] for each in releases}, rows))
        writer.commit()


def order(engine, query):
    return [hit.release.id for hit in engine.reader().search(query).hits]


def any_of(text, **fields):
    return Query(text, match="any", **fields)


def test_what_means_what_is_asked_comes_before_what_holds_the_words_more_often(engine, store):
    assert order(open_engine(store), any_of(ASKED))[0] == "words"
    assert order(engine, any_of(ASKED))[0] == "meaning"
    assert engine.reader().search(any_of(ASKED)).by_meaning
    assert not open_engine(store).reader().search(any_of(ASKED)).by_meaning


@pytest.mark.parametrize(
    "query",
    [
        any_of(ASKED, across=False),
        any_of("gaza"),
        Query('"gaza"'),
        Query("gaz*"),
        Query("gaza -election"),
        any_of(ASKED, sort=Sort.NEWEST),
        Query(),
    ],
    ids=str,
)
def test_the_order_is_by_words_alone_where_the_reader_wants_it_or_the_query_is_too_short_to_mean_more(
    engine, store, query
):
    assert order(engine, query) == order(open_engine(store), query)
    assert not engine.reader().search(query).by_meaning


def test_a_text_that_has_changed_since_it_was_encoded_is_as_near_as_the_others_on_average(engine, store):
    encode(engine, [BY_MEANING, BESIDE], content="0" * 16)
    assert order(engine, any_of(ASKED)) == order(open_engine(store), any_of(ASKED))
    encode(engine, [BESIDE])
    assert order(engine, any_of(ASKED)) == order(open_engine(store), any_of(ASKED))


def test_vectors_of_another_encoder_say_nothing(engine, store):
    class Another(WordList):
        name = "another"

    encode(engine, RELEASES, Another())
    assert order(engine, any_of(ASKED)) == order(open_engine(store), any_of(ASKED))
    assert not engine.reader().search(any_of(ASKED)).by_meaning


def test_only_the_best_matches_are_looked_at_and_the_rest_stays_behind(engine):
    with engine.writer() as writer:
        for number in range(250):
            writer.put(a_release(f"{number}", "Gaza and a ceasefire, " + "and other things " * number))
        writer.commit()
    ids = order(engine, Query(ASKED, size=100))
    assert "meaning" not in ids


def test_a_reader_that_is_refreshed_reads_by_meaning_too(engine):
    reader = engine.reader()
    encode(engine, RELEASES[:2])
    assert reader.refreshed() is not reader
    assert reader.refreshed().search(any_of(ASKED)).by_meaning
