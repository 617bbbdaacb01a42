"""Which countries does a release name, by which words, and which is it about?"""

import pytest

from index.entities.countries import Countries, Rule, load_gazetteer
from index.entities.countries.forms import NOT_IN_PROSE
from search.analysis import normalize
from search.countries import country_names
from search.errors import InvalidSettings
from search.languages import LANGUAGES
from search.release import Block, Part

GAZETTEER = load_gazetteer()
FAR = "x " * 300  # of words that say nothing: more than the opening


def found(*texts: str, language: str = "en", title: str = "A title") -> Countries:
    blocks = [Block(Part.TITLE, normalize(title), language)]
    return GAZETTEER.found([*blocks, *(Block(Part.BODY, normalize(text), language) for text in texts)])


def named(text: str, language: str = "en") -> list[str]:
    return list(found(text, language=language).mentioned)


def about(*texts: str, language: str = "en", title: str = "A title") -> list[str]:
    return list(found(*texts, language=language, title=title).about)


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
        ("Taiwan", "Taiwan", ["TW"]),
        ("Nordkorea", "North Korea", ["KP"]),
        ("Myanmar (Birma)", "Myanmar, once Burma", ["MM"]),
        ("die Vereinigten Arabischen Emirate, VAE", "the United Arab Emirates, UAE", ["AE"]),
        ("Demokratische Republik Kongo", "the Democratic Republic of the Congo", ["CD"]),
        ("beim Heiligen Stuhl", "the Holy See", ["VA"]),
        ("die Hellenische Republik", "the Hellenic Republic", ["GR"]),
        ("mit irakischen Kollegen", "with Iraqi colleagues", ["IQ"]),
        ("polnisch-ukrainisches Treffen", "Polish-Ukrainian talks", ["PL", "UA"]),
        ("die Irakerinnen, ein Franzose und zwei Finnen", "two Iraqis, a Frenchman and two Finns", ["IQ", "FR", "FI"]),
        ("Briten, Schotten und Waliser", "Britons and Scots", ["GB"]),
        ("auf der Krim und in Darfur", "in Crimea and Darfur", ["UA", "SD"]),
        ("Tschetschenen", "Chechens", ["RU"]),
        ("die Deutschen und Türken", "the Germans and Turks", ["DE", "TR"]),
        ("eine Französin", "a Frenchwoman", ["FR"]),
        ("Gespräche in Bagdad", "talks in Baghdad", ["IQ"]),
        ("EU, Westbalkan, Sahel, G7", "the EU, the Western Balkans, the Sahel, the G7", []),
    ],
)
def test_countries_are_found_in_both_languages(german: str, english: str, codes: list[str]) -> None:
    assert named(german, "de") == codes
    assert named(english, "en") == codes


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
        ("Südsudanesische Flüchtlinge", "SS"),
        ("von den Türkinnen", "TR"),
        ("die Iraker*innen", "IQ"),
        ("die Afghan_innen", "AF"),
        ("im Irakkrieg", "IQ"),
        ("die Ukrainekonferenz", "UA"),
    ],
)
def test_german_inflects_hyphenates_and_compounds(text: str, code: str) -> None:
    assert named(text, "de") == [code]


def test_the_parts_of_a_hyphened_word_are_countries_each() -> None:
    assert named("deutsch-französische Freundschaft", "de") == ["DE", "FR"]


def test_an_english_possessive_is_no_other_word() -> None:
    assert [each.code for each in found("Germany's role and Germany’s view").evidence] == ["DE", "DE"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Niger and Nigeria, Nigerien and Nigerian", ["NE", "NG"]),
        ("Guinea, Guinea-Bissau, Equatorial Guinea and Papua New Guinea", ["GN", "GW", "GQ", "PG"]),
        ("South Sudan and Sudan", ["SS", "SD"]),
        ("in the South. Sudan is", ["SD"]),
        ("a guinea pig, some turkey, the Congo and Korea, Congolese and Korean", []),
        ("a turkey for Thanksgiving, the Turkey with stuffing", []),
        ("Michael Jordan, Mr Chad and Senator Jordan", []),
        ("in New Mexico, New Jersey and New England", []),
        ("a flight to Jordan, Chad, Jersey and Mexico", ["JO", "TD", "JE", "MX"]),
        ("the football team of Georgia, near Atlanta", []),
        ("Georgia, with a speech in Tbilisi", ["GE"]),
        ("Christmas on an Island", []),
        ("Northern Ireland", ["GB"]),
        ("Irakische Tänze, a Roman, Oman", ["OM"]),
        ("Latin America, South America and North American trade", []),
        ("the Gulf of Mexico, the Indian Ocean and Lake Chad", []),
        ("they told us and Us", []),
        ("they told the US, U.S. senators and the USA", ["US"]),
        ("5 million Swiss francs and US dollars", []),
        ("a Swiss bank and US banks", ["CH", "US"]),
        ("French-speaking, the German language", []),
        ("at The Hague, in Brussels, Geneva, New York and Vienna", []),
        ("Serbia and Montenegro", ["RS", "ME"]),
        ("IRAQ in capitals", []),
    ],
)
def test_what_looks_alike_is_kept_apart_in_english(text: str, codes: list[str]) -> None:
    assert named(text) == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Niger und Nigeria, nigrisch und nigerianisch", ["NE", "NG"]),
        ("Guinea, Guinea-Bissau, Äquatorialguinea und Papua-Neuguinea", ["GN", "GW", "GQ", "PG"]),
        ("Südsudan und Sudan", ["SS", "SD"]),
        ("Kongo, Korea, kongolesisch, koreanisch, Koreaner", []),
        ("Republik Kongo und DR Kongo", ["CG", "CD"]),
        ("die Republik Korea und die Republik", ["KR"]),
        ("Herr Jordan und Frau Jordan", []),
        ("Georgia und Atlanta", []),
        ("Georgien", ["GE"]),
        ("Reise nach Island", ["IS"]),
        ("Jersey, nicht New Jersey", ["JE"]),
        ("Oman, nicht Roman oder Omanut", ["OM"]),
        ("Lateinamerika und Südamerika", []),
        ("im Golf von Mexiko, am Indischen Ozean", []),
        ("Schweizer Franken, 40 Millionen US-Dollar", []),
        ("auf Deutsch und auf Französisch", []),
        ("in Den Haag, Brüssel, Genf, New York und Wien", []),
        ("Serbien und Montenegro", ["RS", "ME"]),
        ("Malteser Hilfsdienst", []),
        ("polnische Grenze, aber kein Polonium", ["PL"]),
    ],
)
def test_what_looks_alike_is_kept_apart_in_german(text: str, codes: list[str]) -> None:
    assert named(text, "de") == codes


def test_each_block_is_read_in_its_own_language() -> None:
    blocks = [
        Block(Part.TITLE, "Island", "en"),
        Block(Part.BODY, "Irakische Gäste auf Island", "de"),
        Block(Part.BODY, "Syrische Gäste on an Island", "en"),
    ]
    assert GAZETTEER.found(blocks).mentioned == ("IQ", "IS")


def test_a_title_that_may_be_in_two_languages_is_read_in_both() -> None:
    blocks = [Block(Part.TITLE, "Irakische und Iraqi Minister in Chile", "de", ("en",))]
    assert [each.code for each in GAZETTEER.found(blocks).evidence] == ["IQ", "IQ", "CL"]


@pytest.mark.parametrize(
    ("title", "codes"),
    [
        ("MINISTER GIVES US THE VIEW OF IRAQ", ["IQ"]),
        ("U.S. AND USA", ["US"]),
        ("IN NEW MEXICO", []),
        ("IRAKISCHER BESUCH", []),
    ],
)
def test_a_text_all_in_capitals_is_read_but_for_what_us_means(title: str, codes: list[str]) -> None:
    assert list(found("Text.", title=title).mentioned) == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("BAGHDAD (Reuters) - The minister", ["IQ"]),
        ("BAGHDAD (AP) — The minister", ["IQ"]),
        ("Baghdad, 4 June - The minister", ["IQ"]),
        ("Baghdad, June 4 2020", ["IQ"]),
        ("Bagdad, den 4. Juni 2020", ["IQ"]),
        ("Bern, 04.06.2020 - Der Bundesrat", ["CH"]),
        ("Kiew – Der Minister", ["UA"]),
        ("Nairobi/London, 4 June", ["KE", "GB"]),
        ("N'Djamena, 4 June", ["TD"]),
        ("Singapore, 4 June", ["SG"]),
        ("Basra, 4 June", ["IQ"]),
        ("Basra", []),
        ("Hamm, Austria, 4 June - The minister", ["AT"]),
        ("Brussels, 4 June", []),
        ("Wien (dpa) - Der Minister", []),
        ("Atlanta, Georgia, 4 June", ["US"]),
        ("Baghdad is a city", []),
        ("On 4 June, Baghdad - a city", []),
    ],
)
def test_a_dateline_says_what_a_release_is_about(text: str, codes: list[str]) -> None:
    assert about(text, language="de") == codes


def test_only_the_head_of_the_text_has_a_dateline() -> None:
    assert about(FAR, "Baghdad, 4 June") == []


def test_a_release_is_about_what_its_title_names() -> None:
    assert about(FAR + "Peru", title="Visit to Chile") == ["CL"]
    assert about(FAR + "Peru", title="The Chilean Minister") == ["CL"]


def test_a_release_is_about_what_its_opening_names() -> None:
    assert about("In Peru. " + FAR + "Chile") == ["PE"]


def test_the_opening_ends_after_200_characters_of_text_whatever_the_blocks() -> None:
    assert about("In Peru.", "x" * 191 + " Chile") == ["PE"]
    assert about("In Peru.", "x" * 190 + " Chile") == ["PE", "CL"]


def test_a_release_is_about_what_it_names_twice() -> None:
    assert about(FAR + "Peru, Chile and Peru again") == ["PE"]


@pytest.mark.parametrize("text", ["a Peruvian firm", "in Lima", "in Lima and Lima", FAR + "Peru and in Lima"])
def test_one_adjective_and_capitals_are_too_little(text: str) -> None:
    assert (about(text), named(text)) == ([], ["PE"])


def test_countries_come_in_order_of_mention_with_the_title_first() -> None:
    assert about("From Peru to Chile and to Ghana", title="Visit to Chile") == ["CL", "PE", "GH"]


def test_the_newsrooms_own_country_is_mentioned_but_no_release_is_about_it() -> None:
    text = "Germany and Switzerland"
    assert (about(text), named(text)) == (["CH"], ["DE", "CH"])
    blocks = [Block(Part.TITLE, text, "en")]
    assert load_gazetteer("CH").found(blocks).about == ("DE",)
    assert load_gazetteer(None).found(blocks).about == ("DE", "CH")


@pytest.mark.parametrize("own", ["Germany", "de", "", "EU"])
def test_an_own_country_that_is_none_is_refused(own: str) -> None:
    with pytest.raises(InvalidSettings, match=f"'{own}' is no code of a country, such as DE"):
        load_gazetteer(own)


@pytest.mark.parametrize(
    ("text", "word", "rule", "weight"),
    [
        ("In Iraq.", "Iraq", Rule.NAME, 1),
        ("With Burma.", "Burma", Rule.ALIAS, 1),
        ("The UAE.", "UAE", Rule.ABBREVIATION, 1),
        ("In Darfur.", "Darfur", Rule.PART, 1),
        ("An Iraqi guest.", "Iraqi", Rule.ADJECTIVE, 0.75),
        ("Three Iraqis.", "Iraqis", Rule.INHABITANT, 0.75),
        ("In Baghdad.", "Baghdad", Rule.CAPITAL, 0.25),
        ("Baghdad, 4 June", "Baghdad", Rule.DATELINE, 1),
        (FAR + "the Republic of South Africa", "Republic of South Africa", Rule.NAME, 0.5),
    ],
)
def test_evidence_says_which_words_where_by_which_rule_and_how_much(
    text: str, word: str, rule: Rule, weight: float
) -> None:
    (evidence,) = found("x", text).evidence if rule is not Rule.DATELINE else found(text).evidence
    block = 1 if rule is Rule.DATELINE else 2
    assert (text[evidence.start : evidence.end], evidence.rule, evidence.block) == (word, rule, block)
    assert evidence.weight == weight


def test_evidence_finds_the_whole_word_and_not_a_part_of_another() -> None:
    text = "Iranian Iranians in Tehran, IranAir, Iran"
    assert [text[each.start : each.end] for each in found(text).evidence] == ["Iranian", "Iranians", "Tehran", "Iran"]


@pytest.mark.parametrize(
    ("german", "english", "code"),
    [
        ("die Sowjetunion, sowjetische Truppen", "the Soviet Union, the USSR", "SU"),
        ("Jugoslawien, im früheren Jugoslawien", "the former Yugoslavia, Yugoslav", "YU"),
        ("die Tschechoslowakei", "Czechoslovakia", "CS"),
        ("die DDR, Deutsche Demokratische Republik", "the GDR, East Germany", "DD"),
        ("der Südjemen", "South Yemen", "YD"),
        ("Zaire", "Zaire", "CD"),
        ("Obervolta", "Upper Volta", "BF"),
    ],
)
def test_states_that_no_longer_exist_are_found(german: str, english: str, code: str) -> None:
    assert named(german, "de") == named(english, "en") == [code]
    assert all(country_names(language)[code] for language in LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_country_is_found_by_the_name_that_the_site_shows(language: str) -> None:
    missed = {
        name
        for code, name in country_names(language).items()
        if code not in NOT_IN_PROSE | {"GE"} and [code] != named(f"In {name}.", language)
    }
    assert missed == set()


def test_a_huge_text_of_one_word_is_read_at_once() -> None:
    assert len(found("Georgia" * 100_000 + " Georgia, Tbilisi " + "Republic of " * 50_000).evidence) == 2
