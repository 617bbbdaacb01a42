"""When does a release get its vector? Once, whatever interrupts that, and again when it says something else."""

import pytest
from builders import a_release, hashes
from encoders import Interrupting, WordList

from index.encoding import AT_ONCE, encode
from index.outcome import Accepted, Place
from index.run import Options, index
from search.engines import open_engine, utc_now
from search.vectors import text_of

MANY = [a_release(f"{number:03}", f"Release {number}") for number in range(AT_ONCE * 2 + 3)]


@pytest.fixture
def engine(tmp_path):
    return open_engine(f"whoosh:{tmp_path / 'store'}")


def put(engine, *releases, removed=()):
    with engine.writer() as writer:
        for release in releases:
            writer.put(release)
        for id in removed:
            writer.remove(id)
        writer.commit()


def encoded(engine, encoder=None):
    """The texts that were read."""
    encoder = encoder or WordList()
    encode(engine, encoder, lambda done, of: None)
    return encoder.read


def test_only_what_is_new_or_says_something_else_is_encoded(engine):
    first, second = a_release("1", "A visit"), a_release("2", "An election")
    put(engine, first, second)
    assert encoded(engine) == [text_of(first), text_of(second)]
    before = engine.reader().generation
    assert encoded(engine) == []
    assert engine.reader().generation == before
    changed = a_release("2", "No election")
    put(engine, changed, a_release("3", "A truce"))
    assert encoded(engine) == [text_of(changed), "A truce\nSome text."]
    assert engine.archive().vectors().hashes == hashes(engine)


def test_what_is_gone_has_no_vector_any_longer(engine):
    put(engine, a_release("1"), a_release("2"))
    encoded(engine)
    put(engine, removed=["1"])
    assert encoded(engine) == []
    assert list(engine.archive().vectors().hashes) == ["2"]


def test_another_encoder_reads_everything_anew(engine):
    class Another(WordList):
        name = "another"

    put(engine, a_release("1"))
    encoded(engine)
    assert len(encoded(engine, Another())) == 1
    assert engine.archive().vectors().encoder == "another"


def test_it_is_told_how_far_it_is(engine):
    put(engine, *MANY)
    told = []
    assert encode(engine, WordList(), lambda done, of: told.append((done, of))) == len(MANY)
    assert told == [(AT_ONCE, len(MANY)), (AT_ONCE * 2, len(MANY)), (len(MANY), len(MANY))]


def test_what_was_encoded_before_an_interruption_is_kept(engine):
    put(engine, *MANY)
    with pytest.raises(KeyboardInterrupt):
        encoded(engine, Interrupting(parts=2))
    assert len(engine.archive().vectors().hashes) == AT_ONCE * 2
    assert len(encoded(engine)) == 3


def test_what_was_encoded_is_kept_in_between(engine, monkeypatch):
    monkeypatch.setattr("index.encoding.KEPT_EVERY", 0.0)
    put(engine, *MANY)
    held = []
    encode(engine, WordList(), lambda done, of: held.append(len(getattr(engine.archive().vectors(), "hashes", ()))))
    assert held == [0, AT_ONCE, AT_ONCE * 2]


def test_damaged_vectors_keep_nobody_from_a_rebuild_which_makes_them_anew(engine):
    put(engine, a_release("1", "A visit"))
    encoded(engine)
    (path,) = engine.directory.rglob("*.vectors")
    path.write_bytes(path.read_bytes()[:-1])
    outcome = Accepted(Place("releases.jsonl", 1), a_release("1", "A visit"))
    index([outcome], engine, Options(utc_now, rebuild=True), lambda note: None)
    assert encoded(engine) == ["A visit\nSome text."]


def test_a_rebuild_takes_over_the_vectors_of_what_says_the_same(engine):
    put(engine, a_release("1", "A visit"), a_release("2", "An election"))
    encoded(engine)
    again = [a_release("1", "A visit"), a_release("2", "No election")]
    outcomes = [Accepted(Place("releases.jsonl", number), release) for number, release in enumerate(again)]
    index(outcomes, engine, Options(utc_now, rebuild=True), lambda note: None)
    assert encoded(engine) == [text_of(again[1])]
