"""What do vectors change? The order of the best matches, and nothing else."""

import numpy as np
import pytest
from builders import a_release, hashes
from encoders import WordList

from search.engines import open_engine
from search.query import Filter, Query, Sort
from search.vectors import Vectors, text_of

RELEASES = [
    a_release("de1", "Gaza: Waffenruhe", "Rede in Kairo, Rede in Amman", language="de", countries=("PS",)),
    a_release("de2", "Gaza: Besuch", "Rede in Kairo", language="de", published="2020-06-05", countries=("PS",)),
    a_release("en1", "Gaza: ceasefire", "Speech in Kairo", published="2019-01-01", countries=("PS", "IL")),
    a_release("en2", "Election", "Kairo votes", countries=("EG",)),
]
ENCODER = WordList()


def encode(engine, releases=RELEASES, encoder=ENCODER):
    rows = encoder.passages([text_of(release) for release in releases]).astype(np.float16)
    known = hashes(engine)
    with engine.writer() as writer:
        writer.encode(Vectors(encoder.name, {release.id: known[release.id] for release in releases}, rows))
        writer.commit()


@pytest.fixture(params=["memory", "whoosh"])
def engines(request, tmp_path):
    """The same index with vectors, to be read with an encoder and without; versions are grouped."""
    address = {"memory": "memory:", "whoosh": f"whoosh:{tmp_path / 'store'}"}[request.param]
    engine = open_engine(address, encoder=ENCODER)
    with engine.writer() as writer:
        for release in RELEASES:
            writer.put(release)
        writer.group([["de1", "en1"]])
        writer.commit()
    encode(engine)
    return engine, open_engine(address) if request.param == "whoosh" else engine


@pytest.mark.parametrize(
    "query",
    [
        Query("Gaza Kairo"),
        Query("gaza waffenruhe", match="any"),
        Query("Gaza Kairo Waffenruhe Besuch Rede"),
        Query("Gaza Kairo", filters=frozenset({Filter("country", "PS")}), group="none"),
        Query("Gaza Kairo", sort=Sort.NEWEST),
        Query("Gaza Kairo", size=1, page=2),
        Query(),
    ],
    ids=str,
)
def test_what_matches_and_how_it_is_counted_is_the_same_with_vectors_and_without(engines, query):
    read, plain = (engine.reader() for engine in engines)
    page, other = read.search(query), plain.search(query)
    assert (page.total, page.facets) == (other.total, other.facets)
    assert read.count(query) == plain.count(query) == page.total
    everything = [Query(query.text, query.match, query.filters, sort=query.sort, group=query.group, size=100)] * 2
    found, expected = (
        {hit.release.id for hit in each.search(query).hits}
        for each, query in zip((read, plain), everything, strict=True)
    )
    assert found == expected


def test_an_index_keeps_the_vectors_that_it_was_given_last_until_a_rebuild(engine):
    with engine.writer() as writer:
        writer.put(RELEASES[0])
        writer.put(RELEASES[1])
        writer.commit()
    assert engine.archive().vectors() is None
    assert engine.reader().statistics().encoded == 0
    before = engine.reader().generation
    encode(engine, RELEASES[:2])
    assert engine.reader().generation != before
    with engine.writer() as writer:
        writer.put(RELEASES[2])
        writer.commit()
    held = engine.archive().vectors()
    assert held.encoder == ENCODER.name
    assert held.hashes == {release.id: hashes(engine)[release.id] for release in RELEASES[:2]}
    assert held.rows == pytest.approx(ENCODER.passages([text_of(release) for release in RELEASES[:2]]), abs=1e-3)
    assert engine.reader().statistics().encoded == 2
    with engine.writer(rebuild=True) as writer:
        writer.put(RELEASES[0])
        writer.commit()
    assert engine.archive().vectors() is None
