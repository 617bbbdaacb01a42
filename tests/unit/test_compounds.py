"""Which words are taken apart, into what, and which are not?"""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import Splitter, exact, learn, words

# What a newsroom has written: every word here stands by itself somewhere.
WRITTEN = """
Sicherheit Sicherheit Rat Rates Minister Ministerin Treffen Staat Staaten Präsident Mensch Menschen Recht Rechte Sprache
Kurs Grenze Kontrolle Krise Krisen Hilfe Konferenz Politik Außenpolitik Einfuhr Land Länder Welle Wester Deutsch Niger
Ia Schaft Boot Bot Amt Bund Bundes Klima Schutz Gewerk Vertrag Verträge Welt Bank Frieden Kräfte Europa Union Handel
Abkommen Interesse Essen Inter Bewältigung Prävention Sicherheitspolitik
"""


@pytest.fixture(scope="module")
def splitter():
    counts = Counter(words(WRITTEN * 20))
    return learn({"de": counts, "en": {"Bundesbank": 3}}, protected=["deutschland"])["de"]


@pytest.mark.parametrize(
    ("compound", "parts"),
    [
        ("Sicherheitsrat", ["sicherheit", "rat"]),
        ("Außenminister", ["aussen", "minister"]),
        ("Staatsminister", ["staat", "minister"]),
        ("Menschenrechte", ["menschen", "rechte"]),
        ("Sprachkurs", ["sprache", "kurs"]),
        ("Grenzkontrolle", ["grenze", "kontrolle"]),
        ("Krisenprävention", ["krisen", "praevention"]),
        ("Ländervertrag", ["laender", "vertrag"]),
        ("Vizepräsident", ["vize", "praesident"]),
        ("Klimaschutzabkommen", ["klima", "schutz", "abkommen"]),
        ("MENSCHENRECHTSPOLITIK", ["menschen", "recht", "politik"]),
        ("Europaministertreffen", ["europa", "minister", "treffen"]),
    ],
)
def test_a_compound_is_taken_apart_into_words_that_stand_by_themselves(splitter, compound, parts):
    assert [part.word for part in splitter.parts(exact(compound))] == parts


@pytest.mark.parametrize(
    "word",
    [
        "Botschaft",  # not Boot-schaft: what only ends other words is no part
        "Gewerkschaft",
        "Westerwelle",  # a good name
        "Deutschland",  # protected by who asked to learn
        "Interessen",  # not Inter-essen
        "Bundesbank",  # English texts use it too: a name
        "Nigeria",
        "Präsident",
        "Weltrat9",
        "Unbekanntes",
        "Sicherheit",
        "Feldweg",
        "Rat",
        "",
        "x" * 10_000,
        "rat" * 1_000,
    ],
)
def test_what_is_no_compound_stays_whole(splitter, word):
    assert splitter.parts(exact(word)) == ()


def test_parts_lie_one_behind_the_other_over_the_whole_word(splitter):
    (first, last) = splitter.parts("sicherheitsrat")
    assert (first.start, first.end, last.start, last.end) == (0, 11, 11, 14)


@given(st.lists(st.sampled_from(["sicherheit", "s", "rat", "minister", "en", "krise", "x"]), max_size=6).map("".join))
def test_parts_cover_a_word_from_end_to_end(splitter, word):
    parts = splitter.parts(word)
    assert not parts or len(parts) > 1
    assert not parts or "".join(word[part.start : part.end] for part in parts) == word


def test_a_compound_holds_the_parts_of_its_parts(splitter):
    assert splitter.within("sicherheitspolitikkonferenz") == [
        "sicherheitspolitik",
        "konferenz",
        "sicherheit",
        "politik",
    ]


@pytest.mark.parametrize(
    ("ellipsis", "word"),
    [
        ("Außen-|Sicherheitspolitik", "aussenpolitik"),
        ("Klima-|Grenzpolitik", "klimapolitik"),
        ("Staats-|Ministerpräsident", "staatspraesident"),
        ("Ein-|Ausfuhr", "einfuhr"),
        ("Krisenprävention|-bewältigung", "krisenbewaeltigung"),
        ("Natur-|anderen", None),
        ("Europapolitik|-x", "europax"),
        ("Elektrizitäts-|im", None),
    ],
)
def test_an_ellipsis_is_completed_from_the_word_that_stands_whole(splitter, ellipsis, word):
    assert splitter.completed(ellipsis) == word


def test_what_was_learned_and_common_words_are_all_that_is_known():
    known = learn({"de": {"Muffel": 9, "Bandbreite": 30}})["de"]
    assert [part.word for part in known.parts("bandbreitenmuffel")] == ["bandbreite", "muffel"]
    assert [part.word for part in known.parts("friedensvertrag")] == ["friedens", "vertrag"]
    assert known.parts("bandbreitenschnuller") == ()
    assert learn({})["de"].parts("bandbreitenmuffel") == ()


def test_what_was_learned_can_be_kept_and_read_again():
    known = learn({"de": {"Muffel": 9, "Bandbreite": 30}, "en": {"Muffelwild": 2}}, ["bandbreitenland"])["de"]
    again = Splitter("de", dict(known.words), sorted(known.names))
    for word in ("bandbreitenmuffel", "muffelwild", "bandbreitenland", "friedensvertrag"):
        assert again.parts(word) == known.parts(word)


@pytest.mark.parametrize(
    ("compound", "parts"),
    [
        ("Städtepartnerschaft", ["staedte", "partnerschaft"]),
        ("Länderkunde", ["laender", "kunde"]),
        ("Staatspräsidentinnen", ["staats", "praesidentinnen"]),
        ("Quellensteuer", ["quellen", "steuer"]),
        ("Rathaus", ()),  # seven letters
        ("Stadtrat", ["stadt", "rat"]),
    ],
)
def test_common_words_are_known_in_their_forms_before_anything_was_learned(compound, parts):
    assert [part.word for part in learn({})["de"].parts(exact(compound))] == [*parts]


@pytest.mark.parametrize(
    ("counts", "is_part"),
    [
        ({"Hafen": 1}, True),
        ({"hafen": 3, "Hafen": 2}, False),  # mostly small: no noun
        ({"Rat": 20}, True),
        ({"Rat": 19}, False),  # so short a word must be seen often
        ({"Bund": 3}, True),
        ({"Bund": 2}, False),
        ({"HAFEN": 9}, False),  # an abbreviation
        ({"Nach": 50}, False),  # a function word
        ({"Ei": 50}, False),
        ({"B2B": 50}, False),
    ],
)
def test_nouns_that_are_seen_often_enough_for_their_length_can_be_parts(counts, is_part):
    (word,) = {exact(word) for word in counts}
    assert (word in learn({"de": counts})["de"].words) is is_part


def test_words_of_another_language_are_no_parts():
    known = learn({"de": {"Development": 2, "Projekt": 9}, "en": {"development": 30, "Projekt": 2}})["de"]
    assert set(known.words) == {"projekt"}


def test_only_languages_that_put_words_together_have_a_splitter():
    assert set(learn({"de": {}, "en": {"ministry": 3}})) == {"de"}
