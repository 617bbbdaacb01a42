"""When does an index learn of compounds, how long does it keep to that, and what is left of it on disk?"""

import pytest
from builders import a_release

from search import lexicon
from search.engines import open_engine
from search.engines.whoosh.lexicon_file import LEXICON
from search.query import Query

TEACHING = "Der Muffel und die Bandbreite."  # two words of no list
COMPOUND = "Bandbreitenmuffel"


@pytest.fixture
def engine(tmp_path):
    return open_engine(f"whoosh:{tmp_path / 'store'}")


def committed(engine, *releases, removed=(), rebuild=False):
    with engine.writer(rebuild=rebuild) as writer:
        for id in removed:
            writer.remove(id)
        for release in releases:
            writer.put(release)
        writer.commit()
    return engine.reader()


def german(id, text):
    return a_release(str(id), "t", text, language="de")


def everything(engine):
    archive = engine.archive()
    return {id: archive.release(id) for id in archive.kept()}


def found(reader, text):
    return {hit.release.id for hit in reader.search(Query(text)).hits}


def files(engine):
    return [path.name for path in engine.directory.glob(f"*/*{LEXICON}")]


def test_an_index_learns_from_its_first_releases_and_keeps_to_that_while_it_grows_little(engine):
    reader = committed(engine, *(german(number, "Die Lage.") for number in range(3)))
    learned = files(engine)
    for number in range(3, 12):
        assert reader.lexicon.releases == 3
        assert files(engine) == learned
        reader = committed(engine, german(number, f"{TEACHING} {COMPOUND}."))
    assert reader.lexicon.releases == 12


def test_what_was_indexed_before_is_found_by_what_was_learned_later(engine):
    reader = committed(engine, german("first", f"Ein {COMPOUND}."))
    assert found(reader, "Muffel") == set()
    reader = committed(engine, *(german(number, TEACHING) for number in range(3)))
    assert found(reader, "Muffel") == {"first", "0", "1", "2"}
    assert len(reader.catalogue.segments) == 1


def test_nothing_else_changes_when_an_index_learns_anew(engine):
    reader = committed(engine, german("1", "Die Rede."), german("2", "Die Lage."), german("3", "Die Wahl."))
    reader = committed(engine, german("1", "Die neue Rede."), removed=["2"])
    before = everything(engine)
    reader = committed(engine, *(german(number, TEACHING) for number in range(10, 22)))
    assert reader.lexicon.releases == 14
    assert {id: release for id, release in everything(engine).items() if id in before} == before
    assert engine.archive().release("2") is None
    assert reader.search(Query()).total == 14
    assert list(engine.check()) == []


def test_an_index_that_knows_enough_learns_nothing_more(engine, monkeypatch):
    monkeypatch.setattr(lexicon, "ENOUGH", 2)
    committed(engine, german(1, "Die Lage."), german(2, "Die Lage."))
    reader = committed(engine, *(german(number, f"{TEACHING} {COMPOUND}.") for number in range(3, 20)))
    assert reader.lexicon.releases == 2


def test_a_rebuild_learns_anew(engine):
    committed(engine, *(german(number, "Die Lage.") for number in range(4)))
    reader = committed(engine, german(1, TEACHING), german(2, f"{COMPOUND}."), rebuild=True)
    assert reader.lexicon.releases == 2
    assert found(reader, "Muffel") == {"1", "2"}


def test_one_lexicon_is_left_on_disk_also_after_a_run_that_was_given_up(engine):
    committed(engine, german(1, "Die Lage."))
    with engine.writer() as writer:
        for number in range(9):
            writer.put(german(number, TEACHING))
        writer._flush()  # as a run does that is longer than memory
        assert len(files(engine)) == 2
    assert len(files(engine)) == 1
    assert engine.reader().lexicon.releases == 1
    committed(engine, *(german(number, TEACHING) for number in range(9)))
    assert len(files(engine)) == 1


def test_removing_all_keeps_what_was_learned(engine):
    committed(engine, german(1, TEACHING), german(2, f"{COMPOUND}."))
    committed(engine, removed=["1", "2"])
    assert found(committed(engine, german(3, f"{COMPOUND}.")), "Muffel") == {"3"}


def test_an_index_that_never_held_a_release_has_learned_nothing(engine):
    reader = committed(engine)
    assert (reader.lexicon.releases, files(engine)) == (0, [])
