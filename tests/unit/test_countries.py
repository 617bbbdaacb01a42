"""Which countries does a text name, and which is a release about?"""

import tomllib

import pytest

from index.entities.countries import SHIPPED, load_gazetteer
from search.countries import country_names, other_names
from search.languages import LANGUAGES

GAZETTEER = load_gazetteer()


def named(text: str, language: str = "en") -> list[str]:
    return [code for code, _ in GAZETTEER.mentions(text, language)]


@pytest.mark.parametrize(
    ("german", "english", "codes"),
    [
        ("Irak und Syrien", "Iraq and Syria", ["IQ", "SY"]),
        ("die Türkei", "Turkey, now Türkiye", ["TR"]),
        ("in den USA, den Vereinigten Staaten", "the USA, the U.S. and the United States", ["US"]),
        ("Großbritannien, das Vereinigte Königreich", "Great Britain, the UK", ["GB"]),
        ("Tschechien, die Tschechische Republik", "Czechia, the Czech Republic", ["CZ"]),
        ("Holland, in den Niederlanden", "Holland, the Netherlands", ["NL"]),
        ("Bosnien und Herzegowina", "Bosnia and Herzegovina", ["BA"]),
        ("Elfenbeinküste", "Côte d’Ivoire, the Ivory Coast", ["CI"]),
        ("Kosovo", "Kosovo", ["XK"]),
        ("Palästina", "the Palestinian Territories", ["PS"]),
        ("Nordkorea", "North Korea", ["KP"]),
        ("Myanmar (Birma)", "Myanmar, once Burma", ["MM"]),
        ("die Vereinigten Arabischen Emirate", "the United Arab Emirates", ["AE"]),
        ("Demokratische Republik Kongo", "the Democratic Republic of the Congo", ["CD"]),
    ],
)
def test_countries_are_found_in_both_languages(german: str, english: str, codes: list[str]) -> None:
    assert list(dict.fromkeys(named(german, "de"))) == codes
    assert list(dict.fromkeys(named(english, "en"))) == codes


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Iraks Regierung", "IQ"),
        ("Deutschlands Beitrag", "DE"),
        ("des Vereinigten Königreichs", "GB"),
        ("der Vereinigten Staaten", "US"),
        ("der Tschechischen Republik", "CZ"),
        ("den Vereinigten Arabischen Emiraten", "AE"),
        ("der US-Präsident", "US"),
    ],
)
def test_german_inflects_and_hyphenates(text: str, code: str) -> None:
    assert named(text, "de") == [code]


def test_an_english_possessive_is_no_other_word() -> None:
    assert named("Germany's role and Germany’s view") == ["DE", "DE"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Niger and Nigeria", ["NE", "NG"]),
        ("Guinea, Guinea-Bissau, Equatorial Guinea and Papua New Guinea", ["GN", "GW", "GQ", "PG"]),
        ("South Sudan and Sudan", ["SS", "SD"]),
        ("a guinea pig, some turkey, the Congo and Korea", []),
        ("Michael Jordan in New Mexico and New Jersey", []),
        ("a flight to Jordan", ["JO"]),
        ("the football team of Georgia, near Atlanta", []),
        ("Georgia, with a speech in Tbilisi", ["GE"]),
        ("Christmas on an Island", []),
        ("Northern Ireland", ["GB"]),
        ("Irakische Tänze, Oman", ["OM"]),
    ],
)
def test_what_looks_alike_is_kept_apart(text: str, codes: list[str]) -> None:
    assert named(text) == codes


def test_island_is_iceland_in_german_only() -> None:
    assert named("Reise nach Island", "de") == ["IS"]
    assert named("Journey to the Island of Example", "en") == []


def test_a_release_is_about_what_its_title_names() -> None:
    assert GAZETTEER.about("Visit to Chile", "x " * 400 + "Peru", "en") == ("CL",)


def test_a_release_is_about_what_its_opening_names() -> None:
    assert GAZETTEER.about("A visit", "In Peru. " + "x " * 400 + "Chile", "en") == ("PE",)


def test_a_release_is_about_what_it_names_twice() -> None:
    assert GAZETTEER.about("A visit", "x " * 400 + "Peru, Chile and Peru again", "en") == ("PE",)


def test_countries_come_in_order_of_mention_with_the_title_first() -> None:
    assert GAZETTEER.about("Visit to Chile", "From Peru to Chile and to Ghana", "en") == ("CL", "PE", "GH")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_country_is_found_by_the_name_that_the_site_shows(language: str) -> None:
    missed = {
        name
        for code, name in country_names(language).items()
        if code not in ("CD", "CG", "HK", "MO", "UM", "GE") and code not in named(f"In {name}.", language)
    }
    assert missed == set()


def test_the_table_names_countries_that_exist() -> None:
    table = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))
    assert other_names().keys() <= country_names("en").keys()
    assert set(table["languages"].values()) <= LANGUAGES.keys()
