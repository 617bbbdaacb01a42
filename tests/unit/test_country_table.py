"""Is the table of countries sound, does each of its words do what it is for, and what is said of its faults?"""

from pathlib import Path

import pytest

from index.entities.countries import load_gazetteer
from index.entities.countries.forms import forms
from search.countries import country_names, other_names, regions
from search.country_table import SHIPPED, load_table
from search.errors import InvalidSettings
from search.languages import LANGUAGES
from search.release import Block, Part
from search.territories import TERRITORIES

TABLE = load_table()
GAZETTEER = load_gazetteer()


def recognised(words: str, language: str) -> tuple[str, ...]:
    return GAZETTEER.found([Block(Part.BODY, f"Heute sagt today {words} so.", language)]).mentioned


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_of_every_word_alone_in_a_sentence_means_its_country_and_no_other(language: str) -> None:
    free = [
        form
        for form in forms(TABLE, language)
        if form.code
        and form.base not in TABLE.meeting_places
        and not TABLE.guards.keys() & {form.base, " ".join(form.words)}
    ]
    wrong = {
        (words, form.code, found)
        for form in free
        if (found := recognised(words := " ".join(form.words), language)) != (form.code,)
    }
    assert wrong == set()
    assert {form.code for form in free} >= TABLE.countries.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_guarded_word_means_its_country_once_its_guard_lets_it(language: str) -> None:
    guarded = [form for form in forms(TABLE, language) if form.base in TABLE.guards]
    for form in guarded:
        guard = TABLE.guards[form.base]
        words = " ".join((*form.words, *guard.needs[:1]))
        assert recognised(words, language) == (
            () if guard.languages and language not in guard.languages else (form.code,)
        )


@pytest.mark.parametrize(("word", "guard"), TABLE.guards.items())
def test_every_guard_keeps_a_word_of_the_table_from_meaning_its_country(word: str, guard: object) -> None:
    every = {name for language in LANGUAGES for form in forms(TABLE, language) for name in (form.base, *form.words)}
    assert word in every


@pytest.mark.parametrize(
    ("word", "beside"),
    [
        *((word, f"{other} {word}") for word, guard in TABLE.guards.items() for other in sorted(guard.not_after)),
        *((word, f"{word} {other}") for word, guard in TABLE.guards.items() for other in sorted(guard.not_before)),
    ],
)
def test_beside_a_word_of_its_guard_a_word_means_no_country(word: str, beside: str) -> None:
    blocks = [Block(Part.BODY, f"x {beside} y", language) for language in LANGUAGES]
    found = [beside_word for each in blocks for beside_word in GAZETTEER.found([each]).evidence]
    assert not [each for each in found if blocks[0].text[each.start : each.end] == word]


def test_meeting_places_and_longer_names_mean_no_country() -> None:
    names = [*TABLE.meeting_places, *TABLE.nothing]
    assert {name for name in names for language in LANGUAGES if recognised(name, language)} == set()


def test_all_states_that_sit_in_the_united_nations_have_an_adjective_in_both_languages() -> None:
    nameless = {"AG", "BB", "BW", "CD", "CF", "CG", "DM", "GD", "GY", "KI", "KN", "LC", "ST", "TT", "VC"}  # small, or
    # with an adjective that two states share (kongolesisch, zentralafrikanisch)
    members = {code for code, row in TABLE.countries.items() if row.capitals} - nameless
    assert {
        code for code in members for language in LANGUAGES if not TABLE.countries[code].adjectives.get(language)
    } == {"VA"} & members


def test_names_of_former_states_and_of_those_of_today_do_not_meet() -> None:
    former = {code for code, row in TABLE.countries.items() if row.names}
    assert former == {"CS", "DD", "SU", "YD", "YU"}
    assert not former & TERRITORIES
    assert list(country_names("en"))[-5:] == sorted(former)


def test_other_names_belong_to_countries_that_exist() -> None:
    assert other_names().keys() <= country_names("en").keys()
    assert "Burma" in other_names()["MM"]
    assert "Darfur" not in other_names()["SD"]


def test_regions_have_names_in_every_language_and_countries_that_exist() -> None:
    assert {"eu", "g7", "sahel", "western-balkans"} <= regions().keys()
    assert len(regions()["eu"].countries) == 27
    for region in regions().values():
        assert region.names.keys() == LANGUAGES.keys()
        assert list(region.countries) == sorted(set(region.countries))
        assert set(region.countries) <= country_names("en").keys()


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("[country.XX]\naliases = ['X']", "country.XX is no country of ISO 3166"),
        ("[country.IQ]\nalias = ['X']", "country.IQ has an unknown key alias"),
        ("[country.IQ]\naliases = 'X'", 'country.IQ: aliases must be a list of texts such as ["Burma"]'),
        ("[country.IQ]\naliases = ['']", "country.IQ: aliases must be a list of texts"),
        ("[country.IQ]\naliases = ['…']", "country.IQ: aliases must be a list of texts"),
        ("[country.IQ]\nadjectives = ['X']", "country.IQ: adjectives must list texts by language (de, en)"),
        ("[country.IQ]\nadjectives = { fr = ['X'] }", "country.IQ: adjectives must list texts by language (de, en)"),
        ("[country]\nIQ = 1", "country.IQ must be a table"),
        ("country = 1", "country must be a table"),
        ("[countries.IQ]", "the table has an unknown key countries"),
        ("[country.IQ]\naliases = ['X']\n[country.IR]\ncapitals = ['X']", "country.IQ and country.IR both have X"),
        ("[former.SU]\nnames = { de = 'X' }", "former.SU: names must be one text in each language (de, en)"),
        ("[former.SU]", "former.SU has no names"),
        (
            "[former.IQ]\nnames = { de = 'X', en = 'X' }",
            "former.IQ must be two capital letters that no country of today",
        ),
        ("[region.x]\nnames = { de = 'X', en = 'X' }\ncountries = ['XX']", "region.x names no country with XX"),
        ("[region.x]\nnames = { de = 'X', en = 'X' }", "region.x has no countries"),
        ("[guards.X]\nlanguages = ['fr']", "guards.X: languages must list languages (de, en)"),
        ("[guards.X]\nafter = ['Y']", "guards.X has an unknown key after"),
        ("meeting_places = [1]", "meeting_places must be a list of texts"),
        ("[money_and_languages]\nfr = ['X']", "money_and_languages must list texts by language (de, en)"),
        (
            "[endings.de]\nnames = {}",
            "endings.de must be a language's, with adjectives, adjectives_before, inhabitants, names",
        ),
        ("", "endings.de is missing; endings.en is missing"),
        ("[country.IQ]\n[country.IQ]", "cannot read the table of countries"),
    ],
)
def test_a_fault_is_told_with_the_entry_that_it_is_in(tmp_path: Path, row: str, fault: str) -> None:
    file = tmp_path / "countries.toml"
    file.write_text(row, encoding="utf-8")
    with pytest.raises(InvalidSettings) as caught:
        load_table(file)
    assert str(caught.value).startswith(f"{file}: ")
    assert fault in str(caught.value)


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    file = tmp_path / "countries.toml"
    text = (
        SHIPPED.read_text(encoding="utf-8").replace("[country.AD]", "[country.ZZ]").replace("aliases = [", "alias = [")
    )
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidSettings, match=r"country\.AG has an unknown key alias.*country\.ZZ is no country"):
        load_table(file)


def test_a_file_of_a_language_beside_the_table_adds_rows_and_words(tmp_path: Path) -> None:
    table = SHIPPED.read_text(encoding="utf-8")
    (tmp_path / "countries.toml").write_text(table, encoding="utf-8")
    rows = "[country.IQ]\nadjectives = { de = ['zweistromländisch'] }\n[country.AW]\nparts = ['X']"
    (tmp_path / "countries.de.toml").write_text(f"meeting_places = ['Bonn']\n{rows}", encoding="utf-8")
    (tmp_path / "countries.it.toml").write_text("of no language of ours", encoding="utf-8")
    found = load_table(tmp_path / "countries.toml")
    assert found.countries["IQ"].adjectives["de"] == (*TABLE.countries["IQ"].adjectives["de"], "zweistromländisch")
    assert found.countries["IQ"].adjectives["en"] == TABLE.countries["IQ"].adjectives["en"]
    assert found.countries["AW"].parts == ("X",)
    assert found.meeting_places == {*TABLE.meeting_places, "Bonn"}


def test_a_fault_in_the_file_of_a_language_is_told_with_both_files(tmp_path: Path) -> None:
    (tmp_path / "countries.toml").write_text(SHIPPED.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "countries.en.toml").write_text("[country.XX]\nparts = 'X'", encoding="utf-8")
    with pytest.raises(
        InvalidSettings, match=r"countries\.toml, .*countries\.en\.toml: country\.XX: parts must be a list"
    ):
        load_table(tmp_path / "countries.toml")
