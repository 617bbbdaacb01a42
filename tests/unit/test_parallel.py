"""What is marked where two versions stand side by side? Numbers, dates and names in both languages, and what is not.

In the tables « and » stand around what must be marked.
"""

from dataclasses import replace
from itertools import chain

import pytest
from builders import BAERBOCK, MAAS, a_release

from search.parallel import Sort, compare
from search.release import Block, Minister, Part, Release

POPOV = Minister("igor-popov", "Igor Popov")
LAVROV = Minister("sergei-lavrov", "Sergei Lavrov")
COUNTRIES = ("ET", "IQ", "FR", "DE", "UA", "CF")


def versions(german: str, english: str, published: str | None = "2020-06-04") -> tuple[Release, Release]:
    facts = {"people": (MAAS, BAERBOCK, LAVROV, POPOV), "mentions": COUNTRIES, "published": published}
    german = a_release("1", "Titel", *german.split(" | "), language="de", **facts)
    return german, a_release("2", "Title", *english.split(" | "), **facts)


def marked(one: Release, other: Release) -> tuple[str, str]:
    """Both bodies, with marks around what one alone says, and | between paragraphs."""
    rows = compare(one, other)[1:]
    sides = (chain.from_iterable(row.ones for row in rows), chain.from_iterable(row.others for row in rows))
    return tuple(" | ".join(map(written, side)) for side in sides)


def written(paragraph) -> str:
    return "".join(f"«{each.text}»" if each.missed else each.text for each in paragraph.stretches)


def plain(text: str) -> str:
    return text.replace("«", "").replace("»", "")


SAME_NUMBERS = [
    ("2,5 Millionen Franken", "CHF 2.5 million"),
    ("2,5 Mio. Franken", "CHF 2,500,000"),
    ("2,8 Mrd. Euro", "EUR 2.8 bn"),
    ("470 Millionen Menschen", "470m people"),
    ("1.300 Häuser, 900 000 Menschen, 55‘000 Zelte", "1,300 houses, 900,000 people, 55,000 tents"),
    ("von 20 auf 22 Millionen", "from 20 million to 22 million"),
    ("neun Milliarden Menschen", "9 billion people"),
    ("fünf Millionen", "five million"),
    ("25 Jahre, 125 Gebäude", "twenty-five years, one hundred and twenty-five buildings"),
    ("fünfundzwanzig Jahre, zweihundert Zelte", "25 years, 200 tents"),
    ("drei Tage, die dritte Reise", "3 days, the 3rd trip"),
    ("am 4. Tag", "on the fourth day"),
    ("ein dreitägiger Besuch mit 12 Ministern", "a 3-day visit with a dozen ministers"),
    ("zwei Seiten, beide Länder", "both sides, the two countries"),
    ("die Hälfte der Mittel, 50 Prozent", "50 per cent of the funds"),
    ("zu 50 %", "by 50%"),
    ("um 10.30 Uhr", "at 10:30 a.m."),
    ("um 14.30 Uhr", "at 2:30 p.m."),
    ("um 17 Uhr 30, 9.15 Uhr", "at 17:30, at 9.15"),
    ("um 11.00 Uhr", "at 11am"),
    ("von 9 bis 11 Uhr", "from 9 to 11 a.m."),
    ("um 12 Uhr", "at noon"),
    ("die 1990er Jahre, seit den vierziger Jahren", "the 1990s, since the 1940s"),
    ("2014/15", "2014 to 2015"),
    ("der 14. Gipfel", "the XIVth summit"),
    ("Tel. 030 555 01 77 / 0170 555 01 44", "Phone +49 (0)30 555 01 77 / +49 170 555 01 44"),
    ("0170 555 01 88", "(0)170 555 01 88"),
    ("60 000 bis 80 000 Menschen", "sixty to eighty thousand people"),
    ("im 19. Jahrhundert, seit über 50 Jahren", "in the mid-nineteenth century, for over half a century"),
    ("1,385 Millionen Gäste", "1,385,000 guests"),
    ("rund um die Uhr", "24 hours a day, 365 days a year"),
    ("Anfang September 14 Tonnen Material", "14 tonnes of material in early September"),
    ("mehrere Hunderttausend Menschen", "hundreds of thousands of people"),
    ("das Forschungsprogramm Horizont2020 der G20", "the research programme Horizon 2020 of the G-20"),
    (
        "Meldung unter https://newsroom.example/123",
        "Read https://newsroom.example/456 and mail press77@newsroom.example",
    ),
    ("in diesem Jahr", "in 2020"),
    ("1. Das Wetter ist gut.", "The weather is fine."),
]

SAME_DATES = [
    ("am 4. Juni 2020", "on 4 June 2020"),
    ("am 4. Juni 2020", "on June 4th, 2020"),
    ("am 04.06.2020", "on 4 June 2020"),
    ("am 4. Juni", "on 4 June 2020"),
    ("am 4. Juni 2019", "on 4 June"),
    ("vom 14. bis 24. Oktober 2007", "from 14 October to 24 October 2007"),
    ("am 14. und 15. Oktober 2007", "on October 14–15, 2007"),
    ("in der Nacht des 14. Novembers", "on the night of 14 November"),
    ("am Dienstag, 2. Juni", "on 2 June"),
    ("am Dienstag, 17. März 2009, und am 19. März", "on 17 March and on Thursday, 19 March 2009"),
    ("am Sonntagmorgen", "on Sunday morning"),
    ("heute", "on 4 June 2020"),
    ("am Dienstag", "on 2 June 2020"),
    ("im Juni", "this month"),
    ("seit Januar 2019", "since the beginning of 2019"),
]

SAME_NAMES = [
    ("Außenminister Maas sprach mit Lawrow.", "Foreign Minister Maas spoke to Lavrov."),
    ("Heiko Maas' Reise", "Maas's trip"),
    ("Baerbocks Rede", "the speech by Annalena Baerbock"),
    ("Der Irak ist groß.", "Iraqi territory is large."),
    ("die irakische Regierung", "the government of Iraq"),
    ("in Bagdad", "in Iraq"),
    ("der Ukrainekonflikt", "the conflict in Ukraine"),
    ("in der Zentralafrikanischen Republik", "in the Central African Republic"),
    ("der zentralafrikanischen Republik", "the Central African Republic"),
    ("Masse und Maß", "masses"),
    ("Minister Popow", "Minister Popov"),
    ("Lawrow kam.", "The minister came."),
    ("in Südäthiopien", "in southern Ethiopia"),
]


@pytest.mark.parametrize(("german", "english"), SAME_NUMBERS + SAME_DATES + SAME_NAMES)
def test_what_is_the_same_in_other_writing_is_not_marked(german: str, english: str) -> None:
    assert marked(*versions(german, english)) == (german, english)


@pytest.mark.parametrize(("german", "english"), SAME_NUMBERS + SAME_DATES + SAME_NAMES)
def test_it_makes_no_difference_which_version_is_asked_for(german: str, english: str) -> None:
    assert marked(*versions(german, english)[::-1]) == (english, german)


@pytest.mark.parametrize(
    ("german", "english"),
    [
        ("«140 Millionen» Franken", "CHF «104 million»"),
        ("«2,5 Millionen»", "«2.5 billion»"),
        ("«4,7 Milliarden» Franken", "CHF «4.7 million»"),
        ("«62» Tote und 500 Zelte", "«26» dead and 500 tents"),
        ("62 Tote und «500» Zelte", "62 dead"),
        ("ein Plus von «6,1»%", "a plus of «6.2»%"),
        ("um «10.30 Uhr»", "at «10:30 p.m»."),
        ("um «10.45 Uhr»", "at «10.30 a.m»"),
        ("«drei» Minister", "«four» ministers"),
        ("Im Jahr «2018» starben 40 Menschen.", "In «2017» 40 people died."),
        ("Tel. «030 555 01 20»", "Phone «+49 30 555 01 39»"),
        ("gegründet «1848»", "founded long ago"),
        ("in sechs Jahrzehnten", "in «60» years between the two countries"),
    ],
)
def test_numbers_that_differ_are_marked(german: str, english: str) -> None:
    assert marked(*versions(plain(german), plain(english))) == (german, english)


@pytest.mark.parametrize(
    ("german", "english"),
    [
        ("am «28. Februar 2009»", "on «27 February 2009»"),
        ("am «4. Juni»", "on «4 July»"),
        ("am «4. Juni 2018»", "on «4 June 2019»"),
        ("am «04.06.2018»", "on «June 5th, 2018»"),
        ("am «3. Juni»", "on «2 June»"),
        ("am «Samstag»", "on «Friday»"),
        ("bis «Juni» 2017", "until «July» 2017"),
        ("vom 11. bis «19. Mai 2006»", "from 11 to «20 May 2006»"),
        ("am «5. Mai 2015» in Genf", "in Geneva"),
    ],
)
def test_dates_that_differ_are_marked(german: str, english: str) -> None:
    assert marked(*versions(plain(german), plain(english))) == (german, english)


@pytest.mark.parametrize(
    ("german", "english"),
    [
        ("Er traf «Maas».", "He met «Baerbock»."),
        ("Der Minister reist in den «Irak».", "The minister travels to «France»."),
        ("Er sprach über den «Irak».", "He spoke about peace."),
        ("Minister «Maas» kam.", "The minister came."),
    ],
)
def test_names_that_differ_are_marked(german: str, english: str) -> None:
    assert marked(*versions(plain(german), plain(english))) == (german, english)


def test_a_number_that_the_other_version_says_elsewhere_is_left_alone_unless_another_stands_in_its_place() -> None:
    german = "Das Jahr der 40 Schiffe. Nichts weiter. | Noch einmal: 40 Schiffe lagen im Hafen von Hamburg."
    silent = "The year of the 40 ships. Nothing else. | Again: the ships lay in the port of Hamburg."
    wrong = "The year of the 40 ships. Nothing else. | Again: 50 ships lay in the port of Hamburg."
    assert marked(*versions(german, silent)) == (german, silent)
    assert marked(*versions(german, wrong)) == (german.replace(": 40", ": «40»"), wrong.replace("50", "«50»"))


def test_only_what_is_of_its_kind_stands_in_place_of_a_number() -> None:
    german = "Es waren 40 Schiffe im Hafen. | Im Sommer lagen dort 40 Schiffe vor Anker. | Dann kam der Winter 1999."
    english = "There were 40 ships in port. | In 1999 the ships lay at anchor there. | Then came the winter of 1999."
    assert marked(*versions(german, english)) == (german, english)


def test_the_year_of_publication_is_left_out_where_everybody_knows_it() -> None:
    assert marked(*versions("in diesem Jahr", "in 2020", None)) == ("in diesem Jahr", "in «2020»")
    assert marked(*versions("heute", "today, on 4 June", None)) == ("heute", "today, on «4 June»")


def test_a_country_is_marked_only_where_its_release_is_known_to_mean_it() -> None:
    german = a_release("1", "Titel", "Er spielt Georgien.", language="de")
    assert marked(german, a_release("2", "Title", "He plays.")) == ("Er spielt Georgien.", "He plays.")


def test_marks_say_of_what_sort_they_are() -> None:
    one, other = versions("Maas zahlt 62 Euro am 4. Mai 2010.", "He pays on time.")
    stretches = compare(one, other)[1].ones[0].stretches
    assert [(each.text, each.missed) for each in stretches if each.missed] == [
        ("Maas", Sort.NAME),
        ("62", Sort.NUMBER),
        ("4. Mai 2010", Sort.DATE),
    ]


GERMAN = (
    "Der Minister reist am 4. Juni nach Paris und trifft dort den Präsidenten der Republik.",
    "Er spricht mit 17 Kollegen über die Lage im Osten des Landes und über die Verhandlungen in Minsk.",
    "Kontakt: Presse",
)
ENGLISH = (
    "On 4 June the minister travels to Paris where he will meet the president of the republic.",
    "He will speak to 17 counterparts on the situation in the east of the country and on the talks in Minsk.",
    "Contact: press office",
)


def places(one: Release, other: Release) -> list[tuple[list[str], list[str]]]:
    """The rows, each block by its first word."""
    return [([first(each) for each in row.ones], [first(each) for each in row.others]) for row in compare(one, other)]


def first(paragraph) -> str:
    return written(paragraph).split()[0]


def test_a_title_goes_with_the_title_and_a_lead_with_the_lead() -> None:
    one = a_release("1", "Reise", *GERMAN, lead="Vorspann.", language="de")
    other = a_release(
        "2", "Trip", *ENGLISH, lead="Minister to see seventeen counterparts in Paris on the fourth of June."
    )
    assert places(one, other)[:3] == [(["Reise"], ["Trip"]), (["Vorspann."], ["Minister"]), (["Der"], ["On"])]


def test_a_lead_that_one_version_alone_has_may_be_the_first_paragraph_of_the_other() -> None:
    one = a_release("1", "Reise", *GERMAN[1:], lead=GERMAN[0], language="de")
    other = a_release("2", "Trip", *ENGLISH)
    assert places(one, other)[1] == (["Der"], ["On"])


def test_a_paragraph_that_exists_in_one_version_only_stands_alone_and_nothing_in_it_is_marked() -> None:
    one = a_release("1", "Reise", *GERMAN, language="de")
    other = a_release("2", "Trip", ENGLISH[0], ENGLISH[2])
    assert places(one, other)[1:] == [(["Der"], ["On"]), (["Er"], []), (["Kontakt:"], ["Contact:"])]
    assert [row.is_alone for row in compare(one, other)] == [False, False, True, False]
    assert [row.is_alone for row in compare(other, one)] == [False, False, True, False]
    assert marked(one, other)[0] == " | ".join(GERMAN)


def test_every_block_stands_in_one_row_and_keeps_its_text_and_its_language() -> None:
    quoted = Block(Part.BODY, "“We saw 12 of 19 ships”, he said on 5 May 2011 in Paris.", "en")
    one = a_release("1", "Reise", *GERMAN, language="de")
    mixed = replace(one, blocks=(*one.blocks, quoted))
    rows = compare(mixed, a_release("2", "Trip", *ENGLISH, lead="Lead."))
    shown = [each for row in rows for each in row.ones]
    assert [("".join(s.text for s in each.stretches), each.language) for each in shown] == [
        (block.text, block.language) for block in mixed.blocks
    ]


def test_an_alternative_title_is_left_out() -> None:
    one = a_release("1", "Reise", *GERMAN, language="de")
    other = Block(Part.ALTERNATIVE_TITLE, "Other title", "en")
    both = replace(one, blocks=(one.blocks[0], other, *one.blocks[1:]))
    assert compare(both, a_release("2", "Trip", *ENGLISH)) == compare(one, a_release("2", "Trip", *ENGLISH))


def test_of_very_long_versions_the_beginning_is_compared() -> None:
    filler = "Ein Satz ohne jede Angabe. " * 4_000
    one = a_release("1", "Titel", "Es waren 40 Schiffe.", filler, filler, "Es waren 70.", language="de")
    other = a_release("2", "Title", "There were 50 ships.", filler, filler, "There were 60.")
    assert [row.is_read for row in compare(one, other)] == [True, True, False, False, False]
    assert marked(one, other)[1].endswith("There were 60.")
    assert marked(one, other)[1].startswith("There were «50» ships.")
    assert "«" not in marked(one, a_release("2", "Title", "There were ships.", filler, filler, "There were 40."))[0]


@pytest.mark.parametrize(
    "text", ["1 " * 4_000, "9" * 4_000, "XI" * 4_000, "+0" * 4_000, "1.1." * 4_000, "drei" * 4_000, "A1" * 4_000]
)
def test_hostile_texts_lose_nothing(text: str) -> None:
    one = a_release("1", "Titel", text, *["x"] * 20, language="de", published="0001-01-01")
    other = a_release("2", "Title", text[:-1], *["y 7"] * 30, published="9999-12-31")
    rows = compare(one, other)
    assert [sum(len(side) for side in sides) for sides in zip(*((r.ones, r.others) for r in rows), strict=True)] == [
        len(one.blocks),
        len(other.blocks),
    ]


def test_more_paragraphs_than_can_be_aligned_are_shown_all_the_same() -> None:
    one = a_release("1", "Titel", *["x"] * 700, language="de")
    rows = compare(one, a_release("2", "Title", *["y 7"] * 900))
    assert (sum(len(row.ones) for row in rows), sum(len(row.others) for row in rows)) == (701, 901)
