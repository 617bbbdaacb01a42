"""Is every damage named? A byte changed, an end cut off, a file lost, arrays that do not fit together."""

import json
from pathlib import Path
from random import Random

import numpy as np
import pytest
from builders import MAAS, a_release, hashes

from search.dictionary import Dictionary, Entry, Translation
from search.engines import open_engine
from search.engines.whoosh.codec import SegmentEntry
from search.engines.whoosh.inspection import findings
from search.engines.whoosh.mapped import open_arrays, write_arrays
from search.engines.whoosh.store import MANIFEST
from search.engines.whoosh.toc import ColumnIndex, write_toc
from search.errors import EngineUnavailable
from search.query import Query
from search.vectors import Vectors

KINDS = [MANIFEST, "*.toc", "*.columns", "*.lexicon", "*.dictionary", "*.versions", "*.vectors", "*.kept"]

# Whoosh leaves the file open that it fails to read.
pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Three segments, one with a deletion, in which every array holds something."""
    entries = [
        Entry("de", "Waffenruhe", Translation("en", "ceasefire", 0.9, "learned")),
        Entry("de", "Waffenruhe", Translation("en", "truce", 0.5, "glossary")),
        Entry("en", "sanctions relief", Translation("de", "Sanktionserleichterungen", 1, "glossary")),
    ]
    for number, release in enumerate(("1", "2", "1")):
        with open_engine(f"whoosh:{tmp_path / 'store'}").writer() as writer:
            writer.translate(Dictionary(entries))
            writer.put(a_release(release, "Title", "Some text", language="de", ministers=(MAAS,), countries=("IQ",)))
            writer.put(a_release(f"{number} en", "Title", "A text"))
            writer.group([[release, f"{number} en"]])
            writer.keep("notes", b"something")
            writer.encode(Vectors("words", {release: "0" * 16, "other": "1" * 16}, np.ones((2, 3), np.float16)))
            writer.commit()
    return tmp_path / "store"


def verdict(store):
    """What `check` says, in one string; empty if it finds the index sound."""
    try:
        return "\n".join(open_engine(f"whoosh:{store}").check())
    except EngineUnavailable as error:
        return str(error)


def content(store):
    """All that a reader tells."""
    engine = open_engine(f"whoosh:{store}")
    reader = engine.reader()
    page = reader.search(Query("title"))
    return reader.statistics(), hashes(engine), [hit.release for hit in page.hits], page.facets


def the_file(store, kind):
    return sorted(store.rglob(kind))[0]


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_cut_short_at_any_length_is_named(store, kind):
    path = the_file(store, kind)
    whole = path.read_bytes()
    for length in {0, 1, len(whole) - 1, *Random(kind).sample(range(len(whole)), 25)}:
        path.write_bytes(whole[:length])
        assert verdict(store), length


@pytest.mark.parametrize("kind", KINDS)
def test_a_changed_byte_is_named_unless_it_is_one_blank_for_another_in_the_manifest(store, kind):
    path = the_file(store, kind)
    whole, sound, random = path.read_bytes(), content(store), Random(kind)
    for place in random.sample(range(len(whole)), min(len(whole), 250)):
        changed = bytearray(whole)
        changed[place] ^= random.randrange(1, 256)
        path.write_bytes(changed)
        assert verdict(store) or (kind == MANIFEST and content(store) == sound), (place, changed[place])


def test_a_changed_byte_in_any_array_is_named_with_the_array(store):
    path = the_file(store, "*.columns")
    whole = path.read_bytes()
    places = json.loads(whole[whole.rindex(b'{"arrays"') : whole.rindex(b"}") + 1])["arrays"]
    for name, (_, place, length, _) in places.items():
        changed = bytearray(whole)
        changed[place] ^= 1
        path.write_bytes(changed)
        assert not length or verdict(store) == f"{path.name} is damaged in {name}"
    assert len(places) > 20


@pytest.mark.parametrize("kind", ["*.columns", "*.lexicon", "*.dictionary", "*.versions", "*.vectors", "*.kept"])
def test_a_lost_file_is_named(store, kind):
    path = the_file(store, kind)
    path.unlink()
    assert path.name in verdict(store)


def test_a_lost_generation_is_named(store):
    next(store.glob("generation-*")).rename(store.parent / "elsewhere")
    assert "no table of contents" in verdict(store)


def rewritten(path, **changed):
    """Write a segment anew with valid checksums and other arrays."""
    mapped = open_arrays(path)
    arrays = {name: array.copy() for name, array in mapped.arrays.items()}
    arrays |= {name: change(arrays[name]) for name, change in changed.items()}
    write_arrays(path, arrays, mapped.notes)


FAULTS = {
    "exact.documents": (lambda array: array + 100, "leads to a release that is not there"),
    "id_documents": (lambda array: array * 0, "a release has no id"),
    "minister.codes": (lambda array: array + 1, "leads to a value that is not there"),
    "exact.offsets": (lambda array: array[::-1].copy(), "does not divide exact.documents"),
    "exact.places": (lambda array: array + np.uint32(1_000_000), "leads behind the last text"),
    "title.words": (lambda array: np.where(array < 0, array, array + 100), "leads to a word that is not there"),
    "title.runs": (lambda array: np.append(array[:-1] - (array[:-1] > 0), array[-1]), "cuts a title in two"),
    "de.whole": (lambda array: array[:-1], "has not one value for each posting"),
    "day": (lambda array: array[:-1], "has not one value for each"),
    "starts": (lambda array: np.append(array, array[-1]), "has not one run for each"),
    "hash": (lambda array: array + np.uint64(1), "is another release's, or of another version"),
    "record": (lambda array: array * 0, "cannot be read"),
    "appeared": (lambda array: array + 1, "are not those of its record"),
    "latest": (lambda array: array[:-1], "latest has not one value for each"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_arrays_that_do_not_fit_together_are_named_though_their_checksums_are_right(store, name):
    change, said = FAULTS[name]
    path = the_file(store, "*.columns")
    rewritten(path, **{name: change})
    assert said in verdict(store)
    assert path.name in verdict(store)


def test_a_lexicon_whose_arrays_do_not_fit_together_is_named_though_its_checksums_are_right(store):
    path = the_file(store, "*.lexicon")
    rewritten(path, **{"de.counts": lambda array: np.append(array, 1)})
    assert verdict(store).startswith(f"{path.name}: its arrays do not fit together")


def test_groups_that_do_not_fit_together_are_named_though_their_checksums_are_right(store):
    path = the_file(store, "*.versions")
    rewritten(path, runs=lambda array: np.append(array, 9))
    assert verdict(store).startswith(f"{path.name}: its arrays do not fit together")


DICTIONARY_FAULTS = {
    "ends": (lambda array: array[:-1], "its arrays do not fit together (its columns differ in length)"),
    "keys_ends": (lambda array: array[::-1].copy(), "its arrays do not fit together (keys_ends goes backwards)"),
    "sources": (lambda array: array + np.uint8(9), "its arrays do not fit together (it names what it does not list)"),
    "weights": (lambda array: array * 2, "a translation is as likely as none can be"),
    "keys": (lambda array: np.sort(array)[::-1].copy(), "its words are not in order"),
}


@pytest.mark.parametrize("name", DICTIONARY_FAULTS)
def test_a_dictionary_whose_arrays_do_not_fit_together_is_named_though_its_checksums_are_right(store, name):
    change, said = DICTIONARY_FAULTS[name]
    path = the_file(store, "*.dictionary")
    rewritten(path, **{name: change})
    assert verdict(store) == f"{path.name}: {said}"


VECTOR_FAULTS = {
    "rows": (lambda array: array[:-1], "its arrays do not fit together"),
    "hashes": (lambda array: array[:-1], "it has not one hash for each of 2 vectors"),
    "ids": (lambda array: np.sort(array)[::-1].copy(), "its ids are not in order"),
    "rows ": (lambda array: array * np.float16("inf"), "a vector of it is of no length"),
}


@pytest.mark.parametrize("name", VECTOR_FAULTS)
def test_vectors_that_do_not_fit_together_are_named_though_their_checksums_are_right(store, name):
    change, said = VECTOR_FAULTS[name]
    path = the_file(store, "*.vectors")
    rewritten(path, **{name.strip(): change})
    assert f"{path.name}: {said}" in verdict(store)


def test_a_table_of_contents_that_states_other_numbers_is_named(store):
    index = ColumnIndex(next(store.glob("generation-*")))
    latest = index.latest()
    wrong = [SegmentEntry(entry.segid, entry.doc_count_all() + 1, [99]) for entry in latest.segments]
    write_toc(index.folder, latest.generation, latest.beside, wrong)
    assert "the table of contents states" in verdict(store)
    assert "a deletion is of none of its" in verdict(store)


def test_an_id_that_stands_twice_is_named(store):
    index = ColumnIndex(next(store.glob("generation-*")))
    latest = index.latest()
    undeleted = [SegmentEntry(entry.segid, entry.doc_count_all()) for entry in latest.segments]
    write_toc(index.folder, latest.generation, latest.beside, undeleted)
    assert findings(index.folder) == [f"{index.folder.name}: 2 releases have the id 1"]
