"""What does a reader see of two versions of a release side by side?"""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from builders import MAAS, a_release
from pages.browsing import NOW, Shown, a_browser

from search.release import Block, Part

GERMAN = a_release(
    "10",
    "Reise nach Paris",
    "Der Minister bringt 140 Millionen Euro und spricht mit 17 Kollegen über die Lage im Osten des Landes.",
    "Er dankt der Stadt mit <b>großem</b> Ernst für die Aufnahme vieler Menschen in den vergangenen Wintern.",
    "Kontakt: Presse",
    lead="Am 4. Juni 2019 reist Maas nach Paris.",
    language="de",
    people=(MAAS,),
    translations=("11",),
)
ENGLISH = a_release(
    "11",
    "Trip to Paris",
    "The minister brings EUR 104 million and will speak to 17 counterparts on the situation in the east.",
    "Contact: press",
    lead="On 5 June 2019 Maas travels to Paris.",
    people=(MAAS,),
    published="2020-06-05",
)
SAME = (
    a_release("20", "Ein Titel", "Es waren 12 von 40 Schiffen.", language="de", translations=("21",)),
    a_release("21", "A title", "There were twelve of 40 ships."),
)
GONE = a_release("31", "Geheim", withdrawn=datetime(2023, 12, 24, tzinfo=UTC))
SECRET = a_release("41", "Geheim", embargo_until=NOW.replace(year=2030))


@pytest.fixture(scope="module")
def site():
    return a_browser(
        GERMAN,
        ENGLISH,
        *SAME,
        a_release("30", "Allein", language="de", translations=("31",)),
        a_release("40", "Auch allein", language="de", translations=("41",)),
        GONE,
        SECRET,
        a_release("50", "Einmal", language="de", translations=("51",)),
        a_release("51", "Noch einmal", language="de"),
        a_release("a/b", "Mit Strich", language="de", translations=("c d",)),
        a_release("c d", "With a slash"),
    )


def shown(site, address: str) -> Shown:
    response = site.get(address)
    assert response.status_code == 200
    return Shown(response.text)


@pytest.mark.parametrize(
    ("address", "words", "leads_to"),
    [
        ("/de/release/10", "Beide Fassungen nebeneinander: Englisch", "/de/beside/en/10"),
        ("/en/release/10", "Side by side: English", "/en/beside/en/10"),
        ("/en/release/11", "Side by side: German", "/en/beside/de/11"),
    ],
)
def test_the_page_of_a_release_leads_to_both_versions_side_by_side(site, address, words, leads_to):
    assert shown(site, address).link(words) == leads_to
    assert site.get(leads_to).status_code == 200


@pytest.mark.parametrize("id", ["30", "40", "50"])
def test_a_release_without_a_visible_version_in_another_language_offers_nothing(site, id):
    assert "/beside/" not in site.get(f"/de/release/{id}").text


def test_a_paragraph_in_another_language_than_its_version_says_so():
    quoted = Block(Part.BODY, "“An English quotation”", "en")
    german = a_release("1", "Ein Titel", language="de", translations=("2",))
    browser = a_browser(replace(german, blocks=(*german.blocks, quoted)), a_release("2", "A title"))
    assert shown(browser, "/de/beside/en/1").texts("//td[@lang='de']//p[@lang='en']") == ["“An English quotation”"]


@pytest.mark.parametrize(
    ("address", "title", "versions", "back"),
    [
        (
            "/de/beside/en/10",
            "Beide Fassungen nebeneinander Reise nach Paris",
            ["Deutsch 4. Juni 2020", "Englisch 5. Juni 2020"],
            "Zurück zur Veröffentlichung",
        ),
        (
            "/en/beside/de/11",
            "Side by side Trip to Paris",
            ["English 5 June 2020", "German 4 June 2020"],
            "Back to the release",
        ),
    ],
)
def test_the_release_that_was_asked_for_comes_first(site, address, title, versions, back):
    page = shown(site, address)
    assert page.text("//h1") == title
    assert page.texts("//thead//th") == versions
    assert page.link(back) == f"/{address[1:3]}/release/{address[-2:]}"


def test_paragraphs_stand_in_rows_of_two_cells_each_in_its_language(site):
    page = shown(site, "/en/beside/en/10")
    rows = page.tree.xpath("//tbody/tr")
    assert [[cell.get("lang") for cell in row.xpath("td")] for row in rows] == [
        ["de", "en"],
        ["de", "en"],
        ["de", "en"],
        ["de", None],
        ["de", "en"],
    ]
    assert [row.get("role") for row in rows] == ["row"] * 5  # which styles for narrow screens would take away
    assert page.texts("//tbody/tr[5]/td") == ["German Kontakt: Presse", "English Contact: press"]
    assert page.values("//td/p[@class='tongue']/@lang") == ["en"] * 9


@pytest.mark.parametrize(
    ("address", "note", "empty"),
    [("/en/beside/en/10", "Only in German", 2), ("/de/beside/de/11", "Nur auf Deutsch", 1)],
)
def test_a_paragraph_in_one_language_only_says_so_in_words(site, address, note, empty):
    page = shown(site, address)
    assert page.text("//tr[contains(@class, 'alone')]//p[@class='only']") == note
    assert page.texts(f"//tr[contains(@class, 'alone')]/td[{empty}]") == [""]


@pytest.mark.parametrize(
    ("address", "marks"),
    [
        (
            "/en/beside/en/10",
            [
                "4. Juni 2019 (only in German)",
                "5 June 2019 (only in English)",
                "140 Millionen (only in German)",
                "104 million (only in English)",
            ],
        ),
        (
            "/de/beside/en/10",
            [
                "4. Juni 2019 (nur auf Deutsch)",
                "5 June 2019 (nur auf Englisch)",
                "140 Millionen (nur auf Deutsch)",
                "104 million (nur auf Englisch)",
            ],
        ),
    ],
)
def test_what_differs_is_marked_and_said_to_who_cannot_see_marks(site, address, marks):
    assert shown(site, address).texts("//mark") == marks


@pytest.mark.parametrize(
    ("address", "findings"),
    [
        (
            "/en/beside/en/10",
            [
                "1 paragraph only in German: Er dankt der Stadt mit <b>großem</b> …",
                "1 number only in German: 140 Millionen",
                "1 number only in English: 104 million",
                "1 date only in German: 4. Juni 2019",
                "1 date only in English: 5 June 2019",
            ],
        ),
        (
            "/de/beside/de/11",
            [
                "1 Absatz nur auf Deutsch: Er dankt der Stadt mit <b>großem</b> …",
                "1 Zahl nur auf Englisch: 104 million",
                "1 Zahl nur auf Deutsch: 140 Millionen",
                "1 Datumsangabe nur auf Englisch: 5 June 2019",
                "1 Datumsangabe nur auf Deutsch: 4. Juni 2019",
            ],
        ),
    ],
)
def test_a_summary_leads_to_every_difference(site, address, findings):
    page = shown(site, address)
    assert page.texts("//section//li") == findings
    places = page.values("//section//li/a/@href")
    assert all(len(page.tree.xpath(f"//*[@id='{place[1:]}']")) == 1 for place in places)
    named = dict(zip(page.texts("//section//li/a"), places, strict=True))
    assert page.text(f"//*[@id='{named['140 Millionen'][1:]}']").startswith("140 Millionen")
    assert page.texts(f"//*[@id='{places[0][1:]}']//p[@class='only']") != []


def test_where_nothing_differs_the_page_says_so_and_what_it_did_not_look_at(site):
    page = shown(site, "/en/beside/en/20")
    assert page.text("//section/p") == (
        "Nothing was found: every paragraph has its counterpart, and no number, date or known name stands in one "
        "version only. The wording was not compared."
    )
    assert page.texts("//mark") == page.texts("//section//li") == []


def test_of_very_long_versions_the_page_says_that_it_compared_the_beginning():
    long = "Ein langer Satz ohne Angaben. " * 7_000
    browser = a_browser(a_release("1", "Lang", long, language="de", translations=("2",)), a_release("2", "Long", long))
    told = shown(browser, "/en/beside/en/1").texts("//section/p")
    assert told == [
        "These versions are very long: numbers, dates and names were compared in their first paragraphs only."
    ]


def test_of_many_differences_the_summary_names_the_first():
    numbers = " ".join(f"{number} Äpfel," for number in range(100, 130))
    browser = a_browser(
        a_release("1", "Äpfel", numbers, language="de", translations=("2",)), a_release("2", "Apples", "No apples.")
    )
    page = shown(browser, "/en/beside/en/1")
    assert page.text("//section//li").startswith("30 numbers only in German: 100, 101,")
    assert page.text("//section//li").endswith("119, …")
    assert len(page.texts("//mark")) == 30


def test_text_is_never_markup(site):
    assert shown(site, "/en/beside/en/10").texts("//td//b") == []
    assert "&lt;b&gt;großem&lt;/b&gt;" in site.get("/en/beside/en/10").text


def test_an_identifier_may_hold_anything(site):
    assert shown(site, "/de/beside/en/a/b").text("//h1") == "Beide Fassungen nebeneinander Mit Strich"
    assert shown(site, "/en/beside/de/c%20d").link("Back to the release") == "/en/release/c%20d"


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/de/beside/en/30", 404),  # its version is withdrawn
        ("/de/beside/en/40", 404),  # its version is under embargo
        ("/de/beside/de/10", 404),  # that is the release itself
        ("/de/beside/de/50", 404),  # a copy in the same language
        ("/de/beside/fr/10", 404),
        ("/de/beside/de/never", 404),
        ("/de/beside/de/41", 404),
        ("/de/beside/de/31", 410),
    ],
)
def test_what_is_no_version_or_may_not_be_seen_has_no_page(site, address, status):
    response = site.get(address)
    assert response.status_code == status
    assert "Geheim" not in response.text


def test_the_switch_of_language_stays_on_the_page(site):
    assert shown(site, "/de/beside/en/10").values("//header//a[@hreflang='en']/@href") == ["/en/beside/en/10"]
