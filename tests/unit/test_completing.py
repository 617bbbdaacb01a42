"""Which words of a title can be suggested by themselves? In both languages."""

import doctest

import pytest

from search import completing
from search.completing import clauses, function_words, is_phrase, spelled, typed_words
from search.languages import LANGUAGES


def test_the_examples_in_the_docstrings_hold():
    results = doctest.testmod(completing)
    assert results.attempted
    assert not results.failed


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Libyen: Bundesrat verurteilt Gewalt", ["Libyen", "Bundesrat verurteilt Gewalt"]),
        ("Libya – EU, UN and AU meet", ["Libya", "EU", "UN and AU meet"]),
        ("Treffen der Kontaktgruppe (Genf) - Gespräche", ["Treffen der Kontaktgruppe", "Genf", "Gespräche"]),
        ("„Nie wieder!“ | Rede", ["„Nie wieder", "Rede"]),
        ("Was nun?", ["Was nun"]),
        ("Dr. Müller in St. Gallen", ["Dr. Müller in St. Gallen"]),
        ("Am 1. Januar 2014–2016 um 12:30", ["Am 1. Januar 2014–2016 um 12:30"]),
        ("UN-Rat, E3+3", ["UN-Rat", "E3+3"]),
        ("Beamte/Beamtinnen, Minister:innen", ["Beamte/Beamtinnen", "Minister:innen"]),
        ("…", []),
    ],
)
def test_a_title_falls_apart_at_signs_behind_words_and_at_dashes_between_them(title, expected):
    assert [clause.strip(" -|") for clause in clauses(title)] == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("außenpolitik", True),
        ("foreign policy", True),
        ("krieg und frieden", True),
        ("war and peace", True),
        ("und", False),
        ("the", False),
        ("minister für", False),
        ("für minister", False),
        ("minister of", False),
        ("of the minister", False),
        ("us sanctions", True),
        ("may", True),
        ("IS", True),
        ("WHO", True),
        ("IT", True),
    ],
)
def test_a_phrase_neither_begins_nor_ends_with_a_function_word(phrase, expected):
    assert is_phrase(typed_words(phrase)) is expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_lends_its_function_words_as_they_are_folded(language):
    assert set(typed_words({"de": "für über", "en": "for towards"}[language])) <= function_words()


@pytest.mark.parametrize(
    ("title", "phrase", "expected"),
    [
        (
            "Die Bundesministerin des AUSWÄRTIGEN",
            "bundesministerin des auswärtigen",
            "Bundesministerin des AUSWÄRTIGEN",
        ),
        ("Maas: Statement by Minister Maas", "minister maas", "Minister Maas"),
        ("Maas: Statement by Minister Maas", "maas statement", ""),
        ("Rede zum 1. Januar", "1 januar", "1. Januar"),
        ("“Friends” of Syria", "friends of syria", "Friends of Syria"),
        ("Straße und Strasse", "strasse", "Straße"),
        ("Talks", "talks in rome", ""),
        ("", "talks", ""),
    ],
)
def test_a_phrase_is_spelled_as_the_title_writes_it(title, phrase, expected):
    assert spelled(title, typed_words(phrase)) == expected
