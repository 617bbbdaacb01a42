"""In which order do matches come? What the embedded engine adds to the contract, and how it does on real questions."""

from datetime import date, timedelta

import pytest
from builders import a_release

from bench import ranking
from bench.judged import collections
from search.engines import open_engine
from search.engines.whoosh.finish import LOOKED_AT
from search.query import Match, Query

COLLECTIONS = ["XQuAD de", "XQuAD en", "known item de", "known item en", "Cranfield"]


@pytest.fixture
def filled(tmp_path):
    def fill(*releases):
        engine = open_engine(f"whoosh:{tmp_path / 'store'}")
        with engine.writer() as writer:
            for release in releases:
                writer.put(release)
            writer.commit()
        return engine.reader()

    return fill


def order(reader, text, **fields):
    return [hit.release.id for hit in reader.search(Query(text, **fields)).hits]


def test_words_that_stand_as_they_were_asked_for_come_first(filled):
    reader = filled(
        a_release("apart", "t", "Neue Rede, alte Regierung.", language="de"),
        a_release("turned", "t", "Regierung neue, alte Rede.", language="de"),
        a_release("as asked", "t", "Alte Rede, neue Regierung.", language="de"),
    )
    assert order(reader, "neue Regierung")[0] == "as asked"
    assert order(reader, "Neue Rede")[0] == "apart"


@pytest.mark.parametrize(("language", "other"), [("de", "en"), ("en", "de")])
def test_a_word_is_no_rarer_in_the_language_that_quotes_it_than_in_its_own(filled, language, other):
    reader = filled(
        *(a_release(f"own {number}", "t", "Council.", language=language) for number in range(40)),
        a_release("quoted", "t", "Council.", language=other),
        a_release("rare", "t", "Summit.", language=other),
    )
    scores = {hit.release.id: hit.score for hit in reader.search(Query("council summit", Match.ANY, size=50)).hits}
    assert scores["quoted"] == pytest.approx(scores["own 1"])
    assert scores["rare"] > 3 * scores["quoted"]


def test_of_two_that_match_nearly_alike_the_newer_one_comes_first_and_a_better_match_before_both(filled):
    text = ["Die", "Lage", "in", "Mali", *["bleibt"] * 40]
    reader = filled(
        a_release("old", "t", " ".join(text), published="2001-01-01"),
        a_release("new", "t", " ".join([*text, "so"]), published="2025-12-31"),  # a word longer, so a little worse
        a_release("better", "Lage in Mali", " ".join(text), published="1999-01-01"),
    )
    assert order(reader, "Mali Lage") == ["better", "new", "old"]


def test_walking_the_pages_reaches_every_match_once_however_many_are_looked_at_closely(filled):
    first = date(2020, 1, 1)
    reader = filled(
        *(
            a_release(str(n), "t", "alte Rede " * (n % 7 + 1) + "neue Lage", published=str(first + timedelta(days=n)))
            for n in range(LOOKED_AT * 3)
        )
    )
    walked = [id for page in range(1, 8) for id in order(reader, "Rede neue Lage", page=page, size=50, match=Match.ALL)]
    assert len(walked) == len(set(walked)) == LOOKED_AT * 3
    scores = [
        hit.score for page in range(1, 8) for hit in reader.search(Query("Rede neue Lage", page=page, size=50)).hits
    ]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.shared
@pytest.mark.parametrize("name", COLLECTIONS)
def test_judged_questions_find_their_answers_high_enough(name, shared, tmp_path):
    collection = next(each for each in collections(shared) if each.name == name)
    _, score, wanted = ranking.figure(collection, tmp_path)
    assert score >= wanted
