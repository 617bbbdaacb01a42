"""What does a typed name of a country, a minister, a language or a kind stand for?"""

import pytest
from builders import a_release
from pages.browsing import an_engine

from search.countries import country_names, other_names
from search.languages import LANGUAGES
from search.ministers import load_registry
from search.release import Kind, Minister
from web.locale import load_interfaces
from web.names import Names

MINISTERS = (
    Minister("mevluet-cavusoglu", "Mevlüt Çavuşoğlu"),
    Minister("lars-lokke-rasmussen", "Lars Løkke Rasmussen"),
    Minister("gerd-mueller", "Gerd Müller"),
)
READER = an_engine(a_release("1", ministers=MINISTERS)).reader()
named = Names(load_interfaces(), load_registry()).known_to(READER)


@pytest.mark.parametrize(
    ("german", "english", "codes"),
    [
        ("Irak", "Iraq", ["IQ"]),
        ("IRAK", "iq", ["IQ"]),
        ("Türkei", "Turkey", ["TR"]),
        ("Tuerkei", "turkiye", ["TR"]),
        ("Österreich", "Austria", ["AT"]),
        ("Osterreich", "Oesterreich", ["AT"]),
        ("Großbritannien", "UK", ["GB"]),
        ("Vereinigte Staaten", "USA", ["US"]),
        ("Elfenbeinküste", "Cote d'Ivoire", ["CI"]),
        ("Côte d’Ivoire", "Ivory Coast", ["CI"]),
        ("Bosnien und Herzegowina", "bosnia", ["BA"]),
        ("Niger", "Niger", ["NE"]),
        ("Nigeria", "Nigeria", ["NG"]),
        ("Guinea", "Guinea", ["GN"]),
        ("Island", "Iceland", ["IS"]),
        ("Kongo", "congo", ["CD", "CG"]),
        ("Iraks", "Iraq's", ["IQ"]),
        ("Atlantis", "Narnia", []),
        ("irakisch", "Iraqs", ["IQ"]),
        ("ira", "afgha", []),
        ("", "…", []),
    ],
)
def test_a_country_goes_by_its_names_in_both_languages_and_its_code(german, english, codes):
    assert list(named("country", german)) == codes
    assert list(named("country", english)) == codes


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_country_is_known_by_the_name_that_the_interface_shows(language):
    assert {code: list(named("country", name)) for code, name in country_names(language).items()} == {
        code: [code] for code in country_names(language)
    }


def test_every_other_name_means_its_country_alone():
    assert {name: list(named("country", name)) for names in other_names().values() for name in names} == {
        name: [code] for code, names in other_names().items() for name in names
    }


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Maas", ["heiko-maas"]),
        ("heiko maas", ["heiko-maas"]),
        ("heiko-maas", ["heiko-maas"]),
        ("Steinmeier", ["frank-walter-steinmeier"]),
        ("Frank Walter Steinmeier", ["frank-walter-steinmeier"]),
        ("Müller", ["gerd-mueller", "kerstin-mueller"]),
        ("mueller", ["gerd-mueller", "kerstin-mueller"]),
        ("Gerd Muller", ["gerd-mueller"]),
        ("cavusoglu", ["mevluet-cavusoglu"]),
        ("lokke", ["lars-lokke-rasmussen"]),
        ("Maasland", []),
    ],
)
def test_a_minister_goes_by_surname_full_name_and_identifier(text, ids):
    assert list(named("minister", text)) == ids


@pytest.mark.parametrize(
    ("german", "english", "kind"),
    [
        ("Rede", "speech", Kind.SPEECH),
        ("Reden", "speeches", Kind.SPEECH),
        ("Pressemitteilung", "press release", Kind.PRESS_RELEASE),
        ("pressemitteilungen", "press-release", Kind.PRESS_RELEASE),
        ("Erklärung", "statement", Kind.STATEMENT),
        ("Erklaerungen", "statements", Kind.STATEMENT),
        ("Interview", "interviews", Kind.INTERVIEW),
        ("Artikel", "articles", Kind.ARTICLE),
    ],
)
def test_a_kind_goes_by_its_names_in_both_languages_one_or_many(german, english, kind):
    assert list(named("kind", german)) == [kind.value]
    assert list(named("kind", english)) == [kind.value]


@pytest.mark.parametrize(
    ("german", "english", "code"), [("Deutsch", "German", "de"), ("Englisch", "English", "en"), ("de", "DE", "de")]
)
def test_a_language_goes_by_its_names_in_both_languages_and_its_code(german, english, code):
    assert list(named("language", german)) == [code]
    assert list(named("language", english)) == [code]
