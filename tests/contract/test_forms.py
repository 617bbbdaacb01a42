"""By which words is a release found? Its own in all their forms, what they are made of, and what stands beside them."""

import pytest
from builders import a_release

from search.query import Match, Query

NEWSROOM = [
    a_release("rat", "t", "Der Sicherheitsrat der UN tagt.", language="de"),
    a_release("joined", "t", "Der UN-Sicherheits-Rat und die Anti-IS-Koalition.", language="de"),
    a_release("treffen", "t", "Das Außenministertreffen in Bad Schandau.", language="de"),
    a_release("politik", "t", "Die Außen- und Sicherheitspolitik bleibt.", language="de"),
    a_release("staat", "t", "Ein Staat ist ein Staat.", language="de"),
    a_release("staatsminister", "t", "Die Staatsministerin reist am 4. Juni 2020 ab.", language="de"),
    a_release("gender", "t", "Bürger:innen und Kolleg*innen, 1.000,50 Euro nach § 5.", language="de"),
    a_release("fire", "t", "A ceasefire was organised by the U.S. on 04.06.2020; COVID-19 delayed it.", language="en"),
    a_release("hyphen", "t", "The cease-fire, an organization of the E3+3, 4 June 2020, cost 1,000.50.", language="en"),
    a_release("niger", "t", "Niger und Nigeria, Polen und polnische Gäste.", language="de"),
    a_release("nigeria", "t", "Nigeria has news of the university.", language="en"),
]


@pytest.fixture
def reader(filled):
    return filled(NEWSROOM)


def found(reader, text, **fields):
    return {hit.release.id for hit in reader.search(Query(text, size=100, **fields)).hits}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sicherheitsrat", {"rat", "joined"}),
        ("Sicherheits-Rat", {"rat", "joined"}),
        ("UN-Sicherheitsrat", {"rat", "joined"}),
        ("UN Sicherheitsrat", {"rat", "joined"}),
        ("AntiISKoalition", {"joined"}),
        ("Anti-IS-Koalition", {"joined"}),
        ("Koalition", {"joined"}),
        ("ceasefire", {"fire", "hyphen"}),
        ("cease-fire", {"fire", "hyphen"}),
        ("COVID-19", {"fire"}),
        ("covid19", {"fire"}),
    ],
)
def test_a_word_is_found_with_hyphens_and_without(reader, text, expected):
    assert found(reader, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Treffen", {"treffen"}),
        ("Minister", {"treffen", "staatsminister"}),
        ("Rat", {"rat", "joined"}),
        ("Sicherheit", {"rat", "joined", "politik"}),
        ("Staat", {"staat", "staatsminister"}),
        ("Außenminister", {"treffen"}),
        ("Ministertreffen", {"treffen"}),
        ("Außenpolitik", {"politik"}),
        ("Sicherheitspolitik", {"politik"}),
        ("Wirtschaftspolitik", set()),  # all parts of a compound must be there
        ("Schandaurat", set()),
    ],
)
def test_a_word_is_found_in_compounds_and_a_compound_by_its_parts(reader, text, expected):
    assert found(reader, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("organized", {"fire", "hyphen"}),
        ("organisations", {"fire", "hyphen"}),
        ("US", {"fire"}),
        ("U.S.", {"fire"}),
        ("E3+3", {"hyphen"}),
        ("§ 5", {"gender"}),
        ("§5", {"gender"}),
        ("§ 50", set()),
        ("Bürgerinnen", {"gender"}),
        ("Bürger*innen", {"gender"}),
        ("Kolleginnen", {"gender"}),
        ("1000,50", {"gender", "hyphen"}),
        ("1,000.50", {"gender", "hyphen"}),
        ("4. Juni 2020", {"staatsminister", "fire", "hyphen"}),
        ("June 4, 2020", {"staatsminister", "fire", "hyphen"}),
        ("04.06.2020", {"staatsminister", "fire", "hyphen"}),
        ("2020-06-04", {"staatsminister", "fire", "hyphen"}),
        ("6. April 2020", set()),
    ],
)
def test_spellings_of_words_numbers_and_days_meet(reader, text, expected):
    assert found(reader, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Niger", {"niger"}),
        ("Nigeria", {"niger", "nigeria"}),
        ("polnisch", {"niger"}),
        ("new", set()),
        ("universe", set()),
        ("Staatsminister", {"staatsminister"}),
    ],
)
def test_different_words_stay_apart(reader, text, expected):
    assert found(reader, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"Sicherheitsrat"', {"rat"}),
        ('"Sicherheits Rat"', {"joined"}),
        ('"Sicherheits-Rat"', {"joined"}),
        ('"Außenpolitik"', set()),
        ('"Treffen"', set()),
        ('"AntiISKoalition"', set()),
        ('"4. Juni 2020"', {"staatsminister"}),
        ('"cease fire"', {"hyphen"}),
        ("antiis*", set()),
    ],
)
def test_phrases_and_beginnings_see_words_as_written_alone(reader, text, expected):
    assert found(reader, text) == expected


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Staat -Minister", {"staat", "staatsminister"}),  # a part of a word is not the word
        ("Staat -Staatsministerinnen", {"staat"}),
        ("Sicherheit -Rat", {"rat", "politik"}),
        ("Sicherheit -Sicherheits-Rat", {"politik"}),
        ("Rat -Sicherheitsrat", {"joined"}),
    ],
)
def test_what_is_kept_out_must_stand_there_as_a_word(reader, text, left):
    assert found(reader, text) == left


def test_the_word_as_typed_ranks_above_its_stem_and_that_above_a_part_of_a_word(filled):
    reader = filled(
        [
            a_release("part", "t", "Das Botschaftsgebäude bleibt.", language="de"),
            a_release("stem", "t", "Die Botschafter bleiben.", language="de"),
            a_release("typed", "t", "Die Botschaft bleibt.", language="de"),
        ]
    )
    assert [hit.release.id for hit in reader.search(Query("Botschaft")).hits] == ["typed", "stem", "part"]


def test_a_word_in_the_title_or_the_lead_ranks_above_one_in_the_body(filled):
    body = "Ein Text über vieles andere."
    reader = filled(
        [
            a_release("body", "t", f"{body} Waffenruhe.", lead="Vorab.", language="de"),
            a_release("lead", "t", body, lead="Waffenruhe.", language="de"),
            a_release("title", "Waffenruhe", body, lead="Vorab.", language="de"),
        ]
    )
    assert {hit.release.id for hit in reader.search(Query("Waffenruhe")).hits[:2]} == {"lead", "title"}


def test_function_words_decide_nothing_however_rare_they_are(filled):
    reader = filled(
        [
            a_release("1", "t", "Welche Frist gilt, ist offen.", language="de"),
            a_release("2", "t", "Auch die Sanktionen sind offen.", language="de"),
            *(a_release(str(number), "t", "Nichts davon ist offen.", language="de") for number in range(3, 9)),
        ]
    )
    for text in ("welche Sanktionen", "Sanktionen welche"):
        assert [hit.release.id for hit in reader.search(Query(text, Match.ANY)).hits] == ["2", "1"]


def test_what_an_index_knows_of_compounds_grows_with_it(filled):
    compound = a_release("compound", "t", "Der Bandbreitenmuffel.", language="de")
    taught = [a_release(str(number), "t", "Muffel und Bandbreiten, Muffel.", language="de") for number in range(4)]
    assert found(filled(compound), "Muffel") == set()
    assert found(filled(compound, taught), "Muffel") == {"compound", *(release.id for release in taught)}
    assert found(filled(*taught, compound), "Bandbreitenmuffel") == {"compound", *(release.id for release in taught)}


def test_a_compound_is_not_found_by_what_only_looks_like_its_parts(filled):
    reader = filled([a_release("1", "t", "Die Gewerkschaft in Deutschland, Herr Westerwelle.", language="de")])
    for text in ("Werk", "Land", "Welle", "Deutsch", "Schaft"):
        assert found(reader, text) == set()
