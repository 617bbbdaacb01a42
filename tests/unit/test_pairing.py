"""Which releases are versions of one, and which are not? Small ones in German and English, as newsrooms know them."""

from dataclasses import replace

import pytest
from versions import BAMAKO, MALI_AID, SPEECH, TIRANA, a_version, profiles

from index.pairing import IN_DOUBT, Ground, Pair, paired, reasons
from search.release import Kind, Release

SUBJECTS = {"tirana": TIRANA, "bamako": BAMAKO, "aid": MALI_AID}


def links(*releases: Release) -> set[tuple[str, str]]:
    return {pair.ids for pair in paired(profiles(*releases)).pairs}


DE, EN = a_version("d", "de", TIRANA["de"]), a_version("e", "en", TIRANA["en"])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(DE, EN, id="of the same day"),
        pytest.param(DE, a_version("e", "en", TIRANA["en"], "2020-06-06"), id="the English one two days later"),
        pytest.param(a_version("d", "de", TIRANA["de"], "2020-06-17"), EN, id="the German one two weeks later"),
        pytest.param(a_version("d", "de", TIRANA["de"], None), EN, id="one without a date"),
        pytest.param(
            a_version("d", "de", TIRANA["de"], None), a_version("e", "en", TIRANA["en"], None), id="neither has a date"
        ),
        pytest.param(DE, a_version("e", "en", TIRANA["en"][:2]), id="an abridgement"),
        pytest.param(DE, replace(EN, kind=Kind.STATEMENT), id="called a press release here and a statement there"),
        pytest.param(
            a_version("d", "de", SPEECH["de"]), a_version("e", "en", SPEECH["en"]), id="a speech without any number"
        ),
    ],
)
def test_versions_of_one_release_are_paired(one: Release, other: Release) -> None:
    assert links(one, other) == {("d", "e")}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(
            a_version("d", "de", BAMAKO["de"]), a_version("e", "en", MALI_AID["en"]), id="one country on one day"
        ),
        pytest.param(
            a_version("d", "de", BAMAKO["de"], "2020-06-09"), EN, id="two trips of one minister within one week"
        ),
        pytest.param(a_version("d", "de", BAMAKO["de"]), EN, id="two trips of one minister, announced on one day"),
        pytest.param(a_version("d", "de", SPEECH["de"]), EN, id="a speech, and the press release on that speech"),
        pytest.param(
            a_version("d", "de", SPEECH["de"], None), replace(EN, published=None), id="the same, without dates"
        ),
        pytest.param(DE, a_version("e", "de", TIRANA["de"]), id="a release and its correction in the same language"),
    ],
)
def test_what_merely_resembles_is_left_alone(one: Release, other: Release) -> None:
    assert links(one, other) == set()


@pytest.mark.parametrize("published", ["2020-06-04", None])
def test_each_of_several_subjects_finds_its_own_version_with_and_without_dates(published: str | None) -> None:
    releases = [
        a_version(f"{name}-{language}", language, texts[language], published)
        for name, texts in SUBJECTS.items()
        for language in ("de", "en")
    ]
    assert links(*releases) == {(f"{name}-de", f"{name}-en") for name in SUBJECTS}


def test_of_three_candidates_the_one_that_says_the_same_is_taken_and_not_the_one_of_the_same_day() -> None:
    late = a_version("right", "en", TIRANA["en"], "2020-06-06")
    others = [a_version(name, "en", SUBJECTS[name]["en"]) for name in ("bamako", "aid")]
    assert links(DE, late, *others) == {("d", "right")}


def test_a_correction_leaves_the_translation_to_the_release_of_its_day_and_makes_it_less_sure() -> None:
    corrected = a_version("d2", "de", TIRANA["de"], "2020-06-05")
    (pair,) = paired(profiles(DE, corrected, EN)).pairs
    assert (pair.ids, pair.rivals) == (("d", "e"), ("d2",))
    assert pair.is_doubtful
    assert pair.confidence < IN_DOUBT < paired(profiles(DE, EN)).pairs[0].confidence


def test_between_two_that_are_alike_nobody_chooses() -> None:
    pairing = paired(profiles(DE, a_version("d2", "de", TIRANA["de"]), EN))
    assert pairing.pairs == ()
    assert [(pair.ids, pair.confidence) for pair in pairing.possible] == [(("d", "e"), 0.5), (("d2", "e"), 0.5)]


def test_two_that_are_alike_in_both_languages_stay_alone_too() -> None:
    twice = [a_version(f"{language}{n}", language, TIRANA[language]) for n in (1, 2) for language in ("de", "en")]
    assert paired(profiles(*twice)).pairs == ()


def test_a_release_that_has_no_other_version_stays_alone() -> None:
    assert links(a_version("d", "de", MALI_AID["de"]), DE, EN) == {("d", "e")}


def test_the_reasons_say_what_both_have_in_common() -> None:
    one, other = DE, a_version("e", "en", TIRANA["en"], "2020-06-06")
    (pair,) = paired(profiles(one, other)).pairs
    assert [str(reason) for reason in reasons(pair, one, other)] == [
        "2 days apart",
        "7 numbers in common: 2020-06-04, 2020, 12.5, 1300, 2018, …",
        "5 names in common: Heiko Maas, Edi Rama, Tirana, Durrës, Union",
        "2 countries in common: Albania, Germany",
    ]


def test_the_reasons_say_what_speaks_against_a_pair() -> None:
    one = a_version("d", "de", (*TIRANA["de"], *MALI_AID["de"]), None)
    other = a_version("e", "en", TIRANA["en"], kind="speech")
    pair = Pair("d", "e", Ground.EVIDENCE, 0.6, rivals=("d2",))
    told = [str(reason) for reason in reasons(pair, one, other)]
    assert told[0] == "without a day to compare"
    assert told[-3:] == [
        "one is much longer, in characters: 331, 652",
        "different kinds: press-release, speech",
        "could also go with: d2",
    ]


def test_what_the_source_states_needs_no_evidence() -> None:
    one = a_version("1", "de", BAMAKO["de"], "2019-01-01")
    other = a_version("2", "en", TIRANA["en"], translation_of=("1",))
    (pair,) = paired(profiles(one, other)).pairs
    assert (pair.ids, pair.ground, pair.confidence) == (("1", "2"), Ground.STATED, 1.0)
    assert str(reasons(pair, one, other)[0]) == "the source says so"


def test_a_stated_link_by_address_meets_a_release_with_an_id_of_its_own() -> None:
    one = a_version("own-id", "de", BAMAKO["de"], url="https://newsroom.example/de/2347064")
    other = a_version("2", "en", TIRANA["en"], translation_of=("https://newsroom.example/de/2347064",))
    assert links(one, other) == {("own-id", "2")}


def test_a_stated_link_wins_over_a_better_partner() -> None:
    stated = a_version("2", "en", BAMAKO["en"], translation_of=("1",))
    assert links(a_version("1", "de", TIRANA["de"]), stated, a_version("3", "en", TIRANA["en"])) == {("1", "2")}


def test_a_link_to_what_is_not_there_leaves_the_release_to_evidence() -> None:
    assert links(DE, a_version("e", "en", TIRANA["en"], translation_of=("404",))) == {("d", "e")}


def test_where_stated_links_contradict_what_both_sides_state_holds() -> None:
    one = a_version("1", "de", TIRANA["de"], translation_of=("3",))
    mistaken = a_version("2", "en", BAMAKO["en"], translation_of=("1",))
    right = a_version("3", "en", TIRANA["en"], translation_of=("1",))
    assert links(one, mistaken, right) == {("1", "3")}


def test_a_link_within_one_language_is_no_version() -> None:
    assert links(a_version("1", "de", TIRANA["de"]), a_version("2", "de", BAMAKO["de"], translation_of=("1",))) == set()
