"""What may the reader have meant to type?"""

from datetime import UTC, datetime

import pytest
from builders import a_release

from search.query import Match, Query

RELEASES = [
    a_release("1", "Außenminister trifft Erdoğan", "Die Sanktionen gegen Syrien bleiben.", language="de"),
    a_release("2", "Sanktionen verlängert", "Die Bundesregierung begrüßt den Beschluss.", language="de"),
    a_release("3", "Foreign Minister in Baghdad", "The ceasefire in Iraq holds. Sanctions remain.", language="en"),
    a_release("4", "Genscher und Kinkel", "Ein Rückblick.", language="de"),
    a_release("5", "Later", "Kryptowährung", language="de", embargo_until=datetime(2026, 1, 1, 13, tzinfo=UTC)),
]


@pytest.fixture
def reader(filled):
    return filled(RELEASES[:2], RELEASES[2:])


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        pytest.param("Sanktionnen", "Sanktionen", id="a letter too many"),
        pytest.param("Sanktonen", "Sanktionen", id="a letter too few"),
        pytest.param("Sanktoinen", "Sanktionen", id="two letters in each other's place"),
        pytest.param("saktioonen", "Sanktionen", id="two slips in a long word"),
        pytest.param("ceasfire", "ceasefire", id="in English"),
        pytest.param("Bagdhad", "Baghdad", id="a name"),
        pytest.param("Ausenminister", "Außenminister", id="ß as written in the index"),
        pytest.param("Aussenminsiter", "Außenminister", id="however it was typed"),
        pytest.param("begrüst", "begrüßt", id="not as the index folds it"),
        pytest.param("Erdogaan", "Erdoğan", id="a name typed without its accent and with a slip"),
        pytest.param("yria", None, id="one slip too many for a short word"),
        pytest.param("rIaq", "Iraq", id="the first two letters in each other's place"),
        pytest.param("zanktionen", "Sanktionen", id="a wrong first letter"),
    ],
)
def test_a_word_that_stands_nowhere_is_a_slip_for_one_that_does(reader, word, meant):
    found = reader.spellings(word)
    assert (found[0] if found else None) == meant


@pytest.mark.parametrize(
    "word",
    [
        pytest.param("Sanktion", id="its stem stands in the index"),
        pytest.param("sanctions", id="one letter from a German word, but written in English"),
        pytest.param("Kinkel", id="a name that exists is never corrected"),
        pytest.param("xylophon", id="like nothing"),
        pytest.param("EU", id="too short to be a slip"),
        pytest.param("Kryptowährungg", id="what is under embargo is not told"),
        pytest.param("", id="nothing"),
        pytest.param("ß" * 900, id="very long"),
    ],
)
def test_nothing_is_meant_by(reader, word):
    assert reader.spellings(word) == ()


def test_the_more_frequent_of_two_equally_near_words_is_likelier(filled):
    releases = [a_release(str(number), "Truppen", language="de") for number in range(3)]
    reader = filled(*releases, a_release("once", "Gruppen", language="de"))
    assert reader.spellings("Druppen") == ("Truppen", "Gruppen")


@pytest.mark.parametrize(
    ("query", "suggestion"),
    [
        (Query("Sanktonen"), "Sanktionen"),
        (Query("verlängert sanktonen"), "verlängert Sanktionen"),
        (Query("„Sanktonen verlängert“"), "„Sanktionen verlängert“"),
        (Query("Sanktonen -Syrien"), "Sanktionen -Syrien"),
        (Query('"verlängert Sanktonen"~3'), '"verlängert Sanktionen"~3'),
        (Query("titel:Sanktonen ODER title:Sanktonen"), "titel:Sanktionen ODER title:Sanktionen"),
        (Query("(Sanktonen OR Beschlus) -Sanktionen"), None),
        (Query("Sanktionen"), None),
        (Query("sanktonen*"), None),
        (Query("-sanktonen"), None),
        (Query("Sanktonen Genscher"), None),
        (Query("Sanktonen Genscher", match=Match.ANY), "Sanktionen Genscher"),
        (Query(" ".join(f"sanktonen{number}" for number in range(30))), None),
        (Query(), None),
    ],
)
def test_a_page_suggests_what_would_find_more(reader, query, suggestion):
    assert reader.search(query).suggestion == suggestion


def test_who_finds_enough_is_asked_nothing(filled):
    reader = filled([a_release(str(number), "Sanktionen", "Beschluss", language="de") for number in range(3)])
    assert reader.search(Query("Beschluss Sanktonen", match=Match.ANY)).suggestion is None
