"""Which people does a release name, and who of them acts for the ministry?"""

from datetime import date

import pytest

from index.entities.ministers import People, Rule, slug_of, spotter_of
from search.dates import DateRange
from search.ministers import Entry, Office, Registry, load_registry
from search.release import Block, Minister, Part

REGISTRY = load_registry()
SPOTTER = spotter_of(REGISTRY)
MAAS = Minister("heiko-maas", "Heiko Maas")


def people(text: str, day: str | None = "2020-06-04", language: str = "de", spotter=SPOTTER) -> People:
    """Those of a text whose lines are blocks."""
    blocks = [Block(Part.BODY, line, language) for line in text.split("\n")]
    return spotter.found(blocks, date.fromisoformat(day) if day else None)


def named(text: str, day: str | None = "2020-06-04", language: str = "de") -> list[str]:
    return [minister.id for minister in people(text, day, language).mentioned]


def rules(text: str, day: str | None = "2020-06-04", language: str = "de") -> list[tuple[str, str]]:
    """The words of each place, and the rule by which they name somebody."""
    lines = text.split("\n")
    return [
        (lines[each.block][each.start : each.end], each.rule.value) for each in people(text, day, language).evidence
    ]


@pytest.mark.parametrize(
    ("german", "english", "day", "id"),
    [
        ("Außenminister Maas reiste", "Foreign Minister Maas travelled", "2020-06-04", "heiko-maas"),
        ("Aussenminister Maas", "German Foreign Minister Maas", "2020-06-04", "heiko-maas"),
        ("Bundesminister Maas", "Federal Minister Maas", "2020-06-04", "heiko-maas"),
        ("Bundesaußenminister Maas", "Minister for Foreign Affairs Maas", "2020-06-04", "heiko-maas"),
        ("BM Maas", "FM Maas", "2020-06-04", "heiko-maas"),
        ("Minister Maas", "Minister Maas", "2020-06-04", "heiko-maas"),
        ("die Reise des Außenministers Maas", "Foreign Minister Maas’s visit", "2020-06-04", "heiko-maas"),
        ("Außenminister Maas' Reise", "Foreign Minister Maas' visit", "2020-06-04", "heiko-maas"),
        ("Außenminister Steinmeiers", "Foreign Minister Steinmeier's", "2008-01-10", "frank-walter-steinmeier"),
        ("Frank–Walter Steinmeiers Rede", "Frank Walter Steinmeier's", "2008-01-10", "frank-walter-steinmeier"),
        ("Außenministerin Baerbocks Rede", "Foreign Minister Baerbock’s speech", "2022-02-02", "annalena-baerbock"),
        ("Bundesaußenministerin Baerbock", "Foreign Minister Annalena Baerbock", "2022-02-02", "annalena-baerbock"),
        ("Außenminister Dr. Westerwelle", "Foreign Minister Dr Westerwelle", "2011-01-10", "guido-westerwelle"),
        ("Bundesminister des Auswärtigen, Guido Westerwelle,", "Guido Westerwelle", "2011-01-10", "guido-westerwelle"),
        ("Staatsminister Annen", "Minister of State Annen", "2019-03-01", "niels-annen"),
        ("Staatsministerin Luehrmann", "Minister of State Lührmann", "2023-01-10", "anna-luehrmann"),
        ("Europa-Staatsminister Roth", "Minister of State for Europe Roth", "2015-01-10", "michael-roth"),
        ("US-Außenminister Kerry", "Secretary of State Kerry", "2014-01-10", "john-kerry"),
        ("der russische Außenminister Lawrow", "Russian Foreign Minister Lavrov", "2014-01-10", "sergey-lavrov"),
        ("Außenminister Çavuşoğlu", "Foreign Minister Cavusoglu", "2020-06-04", "mevluet-cavusoglu"),
        ("Ministerpräsident al-Kadhimi", "Prime Minister al-Kadhimi", "2020-06-04", "mustafa-al-kadhimi"),
        ("Präsidentin von der Leyen", "Commission President von der Leyen", "2020-06-04", "ursula-von-der-leyen"),
        ("UN-Generalsekretär Ban", "UN Secretary-General Ban", "2014-01-10", "ban-ki-moon"),
        ("die Hohe Vertreterin Mogherini", "High Representative Mogherini", "2016-01-10", "federica-mogherini"),
        ("der ehemalige Außenminister Gabriel", "former Foreign Minister Gabriel", "2020-06-04", "sigmar-gabriel"),
        ("Premierminister May", "Prime Minister May", "2017-06-04", "theresa-may"),
    ],
)  # fmt: skip
def test_an_office_and_the_surname_name_its_holder_in_both_languages(german, english, day, id) -> None:
    assert named(german, day, "de") == [id]
    assert named(english, day, "en") == [id]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Maas", "2020-06-04"),
        ("Die Maas und der Link", "2012-06-04"),
        ("Außenminister Maas", "2022-02-02"),
        ("Außenminister Steinmeier", "2012-01-01"),  # between his two terms
        ("stellvertretender Außenminister Maas", "2020-06-04"),
        ("Vize-Außenminister Maas", "2020-06-04"),
        ("Deputy Foreign Minister Maas", "2020-06-04"),
        ("Staatsminister Maas", "2020-06-04"),
        ("Maastricht und Außenminister-Treffen", "2020-06-04"),
        ("Foreign Minister. Maas", "2020-06-04"),
        ("Heiko und Maas", "2020-06-04"),
        ("ministerial Maas, presidency Kerry", "2016-06-04"),
        ("am Maas, i am Maas", "2020-06-04"),
        ("Bundesminister Müller", "2023-01-01"),
    ],
)
def test_a_surname_without_its_office_on_that_day_is_nobody(text: str, day: str) -> None:
    assert named(text, day) == []


@pytest.mark.parametrize("day", ["2018-03-14", "2021-12-08"])
def test_the_first_and_the_last_day_belong_to_the_term(day: str) -> None:
    assert named("Außenminister Maas", day) == ["heiko-maas"]


@pytest.mark.parametrize("day", ["1999-01-01", "2020-06-04", None])
def test_a_full_name_or_an_alias_is_enough_on_any_day(day: str | None) -> None:
    text = "Heiko Maas’s answer to Joseph Fischer"
    assert named(text, day, "en") == ["heiko-maas", "joschka-fischer"]
    assert rules(text, day, "en") == [("Heiko Maas", "full name"), ("Joseph Fischer", "alias")]


@pytest.mark.parametrize(
    ("text", "day", "ids"),
    [
        ("Staatsminister Roth", "2015-06-01", ["michael-roth"]),
        ("Staatsministerin Roth", "2022-06-01", ["claudia-roth"]),
        ("Claudia Roth sprach. Staatsminister Roth", "2015-06-01", ["claudia-roth"]),
        ("Bundesminister Lindner", "2022-06-01", ["christian-lindner"]),
        ("Finanzminister Lindner", "2022-06-01", ["christian-lindner"]),
        ("Staatsminister Lindner", "2022-06-01", ["tobias-lindner"]),
        ("Staatsministerin Müller", "2003-06-01", ["kerstin-mueller"]),
        ("Bundesminister Müller", "2015-06-01", ["gerd-mueller"]),
        ("Gerd Müller sprach. Minister Müller nicht.", "2004-06-01", ["gerd-mueller"]),
        ("Secretary Clinton and President Clinton", "1999-06-01", ["bill-clinton"]),
        ("Hans Roth sprach. Staatsminister Roth", "2015-06-01", []),  # who that is, is not known
        ("Präsident Roth", "2015-06-01", []),
        ("Michael Roth und Claudia Roth. Roth sprach.", "2022-06-01", ["michael-roth", "claudia-roth"]),
    ],
)
def test_bearers_of_one_surname_are_told_by_office_day_and_full_name(text: str, day: str, ids: list[str]) -> None:
    assert named(text, day) == ids


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Heiko Maas kam.\nMaas’ Rede", [("Heiko Maas", "full name"), ("Maas", "surname")]),
        ("Außenminister Maas kam. Maas sprach.", [("Außenminister Maas", "title and surname"), ("Maas", "surname")]),
        ("Heiko Maas kam. Herr Maas ging.", [("Heiko Maas", "full name"), ("Maas", "surname")]),
        ("Heiko Maas traf Gerda Maas.", [("Heiko Maas", "full name")]),
        ("Heiko Maas las Maas-Schmidt.", [("Heiko Maas", "full name")]),
        ("Sigmar Gabriel traf Gabriel Attal.", [("Sigmar Gabriel", "full name")]),
        ("Premier Jan Novák kam. Novák sprach.", [("Premier Jan Novák", "role"), ("Novák", "surname")]),
        ("Jan Novák kam. Premier Jan Novák sprach.", [("Jan Novák", "full name"), ("Premier Jan Novák", "role")]),
    ],
)
def test_a_surname_alone_is_somebody_whom_the_release_names_with_more(text: str, places: list) -> None:
    assert rules(text) == places


@pytest.mark.parametrize(
    ("german", "english", "name"),
    [
        ("sein niederländischer Amtskollege Jan Smit", "his Dutch counterpart Jan Smit", "Jan Smit"),
        ("ihrem Amtskollegen, Jan Smit, in", "her counterpart, Jan Smit, in", "Jan Smit"),
        ("der Außenminister der Niederlande, Jan Smit,", "Foreign Minister of the Netherlands, Jan Smit,", "Jan Smit"),
        ("der Außenminister der Niederlande Jan Smit", "the Foreign Minister of Jordan Jan Smit", "Jan Smit"),
        ("der Minister für Wirtschaft und Energie Jan Smit", "Minister of Justice Jan Smit", "Jan Smit"),
        ("Wirtschaftsministerin Ana Núñez", "Economics Minister Ana Núñez", "Ana Núñez"),
        ("Jan Smit, Staatssekretär im Ministerium", "Jan Smit, State Secretary at the ministry", "Jan Smit"),
        ("Präsidentin Ana Núñez sagte", "President Ana Núñez's words", "Ana Núñez"),
        ("Frau Bundesrätin Dr. Ana Núñez", "Federal Councillor Ana Núñez", "Ana Núñez"),
        ("Premierminister Rami al-Hassan", "Prime Minister Rami al-Hassan", "Rami al-Hassan"),
        ("Präsident Jan van der Berg", "President Jan van der Berg", "Jan van der Berg"),
        ("Außenminister J. P. Smit", "Foreign Minister J. P. Smit", "J. P. Smit"),
    ],
)
def test_people_whom_the_registry_lacks_are_discovered_by_their_office(german, english, name) -> None:
    assert people(german).mentioned == people(english, language="en").mentioned == (Minister(slug_of(name), name),)


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("Foreign Ministers Smit and Núñez met", "en", ["Foreign Minister Smit", "Foreign Minister Núñez"]),
        ("Foreign Ministers Jan Smit, Ana Núñez and Maas", "en", ["Jan Smit", "Ana Núñez", "Heiko Maas"]),
        ("die Außenminister Maas und Smit", "de", ["Heiko Maas", "Außenminister Smit"]),
        ("Foreign Minister Maas and France", "en", ["Heiko Maas"]),
        ("Foreign Minister Maas and Angela Merkel", "en", ["Heiko Maas", "Angela Merkel"]),
        ("Außenminister Maas und Jan Smit", "de", ["Heiko Maas"]),
        ("Foreign Ministers of Jordan, Saudi Arabia and Egypt", "en", []),
    ],
)
def test_an_office_of_several_people_is_that_of_each(text: str, language: str, names: list[str]) -> None:
    assert [minister.name for minister in people(text, language=language).mentioned] == names


@pytest.mark.parametrize(
    ("text", "language", "minister"),
    [
        ("Außenminister Smit", "de", Minister("foreign-minister-smit", "Außenminister Smit")),
        ("des Außenministers Smit", "de", Minister("foreign-minister-smit", "Außenminister Smit")),
        ("Außenministerin Smit", "de", Minister("foreign-minister-smit", "Außenministerin Smit")),
        ("Foreign Minister Smit", "en", Minister("foreign-minister-smit", "Foreign Minister Smit")),
        ("Russian foreign minister Smit", "en", Minister("foreign-minister-smit", "Foreign Minister Smit")),
        ("des Handelsministers Smit", "de", Minister("departmental-minister-smit", "Handelsminister Smit")),
        ("Kommissionspräsidentin Smit", "de", Minister("president-smit", "Kommissionspräsidentin Smit")),
        ("Trade Minister Smit", "en", Minister("departmental-minister-smit", "Trade Minister Smit")),
    ],
)
def test_who_is_known_by_surname_and_office_alone_is_shown_so(text: str, language: str, minister: Minister) -> None:
    assert people(text, language=language).mentioned == (minister,)


@pytest.mark.parametrize(
    "text",
    [
        "Minister Schmidt",  # of what?
        "Bundesrat Schmidt",
        "his counterpart Smit",
        "the Minister, Jan Smit,",  # no apposition behind the bare office
        "the President, Jan Smit, said",
        "der Bundesrat Kenntnis genommen hat",
        "Ministerpräsident von Bayern",
        "der Außenminister Russlands",
        "Premierminister John Key Gespräche",  # surname and noun, or first name and surname?
        "the Foreign Minister of Jordan, Saudi Arabia",
        "President UNO, President EU-Kommission",
        "Foreign Minister Monday",
        "der ehemalige Präsident Smit",
        "Deputy Prime Minister Smit",
        "Ministerial Council Meeting, Presidential Palace",
        "the Foreign Minister of Jordan. Jan Smit said",
        "Prime Minister 2020",
        "president of the International Olympic Committee",
    ],
)
def test_what_only_looks_like_an_office_with_a_name_is_nobody(text: str) -> None:
    assert named(text, language="de") == named(text, language="en") == []


@pytest.mark.parametrize(
    ("text", "role", "country"),
    [
        ("his Dutch counterpart Jan Smit", "Dutch counterpart", "Dutch"),
        ("South Korean Foreign Minister Jan Smit", "South Korean Foreign Minister", "South Korean"),
        ("Foreign Minister of the Netherlands, Jan Smit,", "Foreign Minister", "Netherlands"),
        ("niederländischer Außenminister Jan Smit", "niederländischer Außenminister", "niederländischer"),
        ("der Außenminister der Niederlande, Jan Smit,", "Außenminister", "Niederlande"),
        ("NATO-Generalsekretär Jan Smit", "NATO-Generalsekretär", "NATO"),
        ("Prime Minister Jan Smit", "Prime Minister", ""),
    ],
)
def test_a_candidate_keeps_the_words_of_office_and_country(text: str, role: str, country: str) -> None:
    (candidate,) = people(text).candidates
    assert (candidate.minister.name, candidate.role, candidate.country) == ("Jan Smit", role, country)


def test_who_is_registered_is_no_candidate() -> None:
    assert people("Außenminister Maas und US-Außenminister Pompeo").candidates == ()


def test_a_known_person_in_another_spelling_is_that_person() -> None:
    assert named("Foreign Minister Sergueï Lavrov") == ["sergey-lavrov"]
    assert named("Foreign Minister Peter Lavrov") == ["peter-lavrov"]


def test_a_shorter_form_of_a_name_is_the_same_person() -> None:
    assert named("Präsident da Silva empfing. Präsident Luis Inacio Lula da Silva") == ["luis-inacio-lula-da-silva"]


@pytest.mark.parametrize(
    ("text", "day", "acting", "mentioned"),
    [
        ("Außenminister Maas", "2020-06-04", ["heiko-maas"], ["heiko-maas"]),
        ("Heiko Maas", "2020-06-04", ["heiko-maas"], ["heiko-maas"]),
        ("Minister Maas", "2016-01-01", [], ["heiko-maas"]),  # of justice, then
        ("Minister Gabriel", "2016-01-01", [], ["sigmar-gabriel"]),  # of economics, then
        ("Bundespräsident Steinmeier", "2018-01-01", [], ["frank-walter-steinmeier"]),
        ("Frank-Walter Steinmeier", "2018-01-01", [], ["frank-walter-steinmeier"]),
        ("Frank-Walter Steinmeier", "2017-01-26", ["frank-walter-steinmeier"], ["frank-walter-steinmeier"]),
        ("Staatsministerin Claudia Roth", "2022-06-01", [], ["claudia-roth"]),
        ("Stef Blok traf Heiko Maas.", "2020-06-04", ["heiko-maas"], ["stef-blok", "heiko-maas"]),
        ("Premierminister Jan Smit", "2020-06-04", [], ["jan-smit"]),
    ],
)
def test_who_holds_an_office_of_the_ministry_on_that_day_acts_for_it(text, day, acting, mentioned) -> None:
    found = people(text, day)
    assert [minister.id for minister in found.acting] == acting
    assert [minister.id for minister in found.mentioned] == mentioned


def test_in_an_undated_release_who_is_called_by_the_office_acts() -> None:
    assert people("Außenminister Maas", None).acting == (MAAS,)
    assert people("Heiko Maas", None).acting == ()
    assert people("Justizminister Maas", None).acting == ()
    assert people("der ehemalige Außenminister Maas", None).acting == ()


def test_the_ministry_is_that_of_the_newsroom_s_own_country() -> None:
    swiss = spotter_of(REGISTRY, own="CH")
    text = "Heiko Maas traf Bundesrat Cassis."
    assert [minister.id for minister in people(text, spotter=swiss).acting] == ["ignazio-cassis"]
    assert [minister.id for minister in people(text).acting] == ["heiko-maas"]


def test_ministers_come_in_order_of_mention_each_once() -> None:
    assert named("Niels Annen und Außenminister Maas.\nHeiko Maas dankte Niels Annen.") == ["niels-annen", "heiko-maas"]


def test_evidence_says_where_in_which_block_and_by_which_rule() -> None:
    text = "Ein Titel\nin Den Haag sprach Außenminister Maas."
    (evidence,) = people(text).evidence
    assert (evidence.minister, evidence.rule, evidence.block) == ("heiko-maas", Rule.TITLE, 1)
    assert text.split("\n")[1][evidence.start : evidence.end] == "Außenminister Maas"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "–",
        "Minister",
        "Foreign Minister of",
        "Außenminister der",
        "President J.",
        "al-",
        "Dr.",
        "H.E.",
        "Minister,",
    ],
)
def test_text_that_ends_too_early_names_nobody(text: str) -> None:
    assert people(text) == People()


@pytest.mark.parametrize(
    "piece",
    [
        "Minister of State ",
        "A ",
        "Foreign Ministers A, B, ",
        "al-",
        "Maas Roth ",
        "von der ",
        "Premier Jan No{}vas ",
        "Premier Jan{} Novak ",
        "{} Maas ",
    ],
)
def test_huge_text_is_read_in_one_go(piece: str) -> None:
    # A scan that takes the square of the length would not end within the patience of the test run.
    letters = str.maketrans("0123456789", "abcdefghij")
    people("".join(piece.format(str(number).translate(letters)) for number in range(20_000)))


def test_stated_ministers_are_those_of_the_registry_by_id_name_or_alias() -> None:
    link = Minister("michael-georg-link", "Michael Georg Link")
    assert SPOTTER.stated(["Heiko Maas", "heiko-maas", "Michael Link"]) == (MAAS, link)


def test_a_stated_minister_who_is_not_registered_gets_a_slug() -> None:
    assert SPOTTER.stated(["Jan Smit", " ", "…"]) == (Minister("jan-smit", "Jan Smit"),)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Heiko Maas", "heiko-maas"),
        ("Günter Gloser", "guenter-gloser"),
        ("Gu\u0308nter Gloser", "guenter-gloser"),
        ("Mevlüt Çavuşoğlu", "mevluet-cavusoglu"),
        ("Frank-Walter Steinmeier", "frank-walter-steinmeier"),
    ],
)
def test_a_slug_is_ascii_with_umlauts_spelt_out(name: str, slug: str) -> None:
    assert slug_of(name) == slug


def test_a_title_that_the_table_of_roles_lacks_is_found_by_full_name_only() -> None:
    office = Office("Keeper of the Seal", DateRange(date(2020, 1, 1)))
    spotter = spotter_of(Registry((Entry(Minister("jan-smit", "Jan Smit"), (), (office,)),)))
    assert people("Jan Smit", spotter=spotter).acting == (Minister("jan-smit", "Jan Smit"),)
    assert people("Außenminister Smit", spotter=spotter).mentioned == ()


def test_the_ministry_has_a_foreign_minister_on_every_day_since_1998() -> None:
    offices = [
        office.term
        for entry in REGISTRY.entries
        for office in entry.offices
        if (office.title, office.country) == ("Foreign Minister", "DE")
    ]
    days = (date.fromordinal(number) for number in range(date(1998, 1, 1).toordinal(), date(2026, 1, 1).toordinal()))
    assert [day for day in days if not any(day in term for term in offices)] == []


def test_every_id_of_the_registry_is_the_slug_of_its_name() -> None:
    assert {slug_of(name): name for name in REGISTRY.names.values()} == dict(REGISTRY.names)


def test_the_title_of_every_office_in_the_registry_is_found_in_running_text() -> None:
    assert [title for title, role in SPOTTER.directory.roles.items() if role is None] == []
