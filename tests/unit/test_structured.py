"""What is a program told that reads the page of a release?"""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from builders import BAERBOCK, MAAS, a_release

from search.release import Block, Part
from search.results import Version
from web.locale import load_interfaces
from web.release.anchors import anchors
from web.release.structured import LONGEST_DESCRIPTION, structured

INTERFACES = load_interfaces()
SITE = "https://site.example"
GERMAN = Version("2", "de", None, "Erklärung zum Irak")


def told(release, *versions, code="en"):
    text = INTERFACES[release.language]
    return structured(release, versions, INTERFACES[code], text, "Press Office", lambda address: SITE + address)


def test_an_article_is_told_as_schema_org_has_it():
    release = a_release(
        "1",
        "Statement on Iraq",
        kind="statement",
        countries=("IQ",),
        mentions=("IQ", "FR"),
        ministers=(MAAS,),
        people=(MAAS, BAERBOCK),
        first_indexed=datetime(2020, 6, 4, 8, tzinfo=UTC),
        changed=datetime(2020, 6, 5, 9, tzinfo=UTC),
    )
    release = replace(release, blocks=(*release.blocks, Block(Part.ALTERNATIVE_TITLE, "Irak", "de")))
    office = {"@type": "Organization", "name": "Press Office"}
    assert told(release, GERMAN).article == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": "https://site.example/en/release/1",
        "mainEntityOfPage": "https://site.example/en/release/1",
        "url": "https://site.example/en/release/1",
        "identifier": "1",
        "headline": "Statement on Iraq",
        "alternativeHeadline": ["Irak"],
        "description": "Some text.",
        "genre": "Statement",
        "datePublished": "2020-06-04",
        "dateModified": "2020-06-05T09:00:00+00:00",
        "inLanguage": "en",
        "author": office,
        "publisher": office,
        "about": [{"@type": "Country", "name": "Iraq", "identifier": "IQ"}],
        "mentions": [
            {"@type": "Person", "name": "Heiko Maas"},
            {"@type": "Person", "name": "Annalena Baerbock"},
            {"@type": "Country", "name": "France", "identifier": "FR"},
        ],
        "isBasedOn": "https://newsroom.example/en/1",
        "workTranslation": [
            {"@type": "NewsArticle", "@id": "https://site.example/de/release/2", "inLanguage": "de"},
        ],
    }


def test_what_is_not_known_is_not_told():
    found = told(a_release("1", published=None, url="javascript:alert(1)"))
    absent = {"datePublished", "dateModified", "about", "mentions", "isBasedOn", "workTranslation"}
    assert not absent & found.article.keys()
    assert "article:published_time" not in dict(found.properties)


def test_the_article_is_the_same_in_every_language_of_the_interface():
    release = a_release("1", language="de", countries=("IQ",))
    assert told(release, code="en").article == told(release, code="de").article
    assert told(release).article["about"][0]["name"] == "Irak"


@pytest.mark.parametrize(
    ("language", "code", "alternates"),
    [
        ("en", "en", (("de", f"{SITE}/de/release/2"), ("en", f"{SITE}/en/release/1"))),
        ("en", "de", ()),
    ],
)
def test_only_the_page_itself_names_its_versions(language, code, alternates):
    assert told(a_release("1", language=language), GERMAN, code=code).alternates == alternates


def test_of_several_versions_in_one_language_the_first_is_named():
    alternates = dict(told(a_release("1"), GERMAN, replace(GERMAN, id="3")).alternates)
    assert alternates["de"] == f"{SITE}/de/release/2"


@pytest.mark.parametrize(("language", "region"), [("de", "de_DE"), ("en", "en_GB")])
def test_a_locale_has_a_country(language, region):
    properties = dict(told(a_release("1", language=language)).properties)
    assert properties["og:locale"] == region
    assert properties["og:type"] == "article"
    assert properties["article:published_time"] == "2020-06-04"


WORDS = " ".join(f"word{number}" for number in range(60))


@pytest.mark.parametrize(
    ("lead", "body", "description"),
    [
        ("A lead that says what there is to say about the visit to Iraq.", "B.", None),
        ("They have appointed:", "Somebody as ambassador.", "They have appointed: Somebody as ambassador."),
        (None, "Just this.", "Just this."),
        (None, WORDS, WORDS.partition(" word30")[0] + "…"),
        (None, "x" * 500, "x" * 199 + "…"),
    ],
)
def test_a_description_is_how_the_text_begins(lead, body, description):
    found = told(a_release("1", "T", body, lead=lead)).description
    assert found == (description or lead)
    assert len(found) <= LONGEST_DESCRIPTION


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Die Lage ist ernst.", "Die Lage ist ernst!", True),
        ("Die „Lage“ ist ernst.", "Die »Lage« ist  ernst", True),
        ("DIE LAGE", "Die Lage", True),
        ("Die Lage ist ernst.", "Die Lage ist nicht ernst.", False),
        ("4,5 Millionen", "45 Millionen", True),
        ("Die Lage", "Die Läge", False),
        ("\ud800a", "\udc00b", False),
    ],
)
def test_an_anchor_stays_while_letters_and_digits_do(one, other, same):
    (first,), (second,) = anchors([one]), anchors([other])
    assert (first == second) is same


def test_paragraphs_that_say_the_same_have_anchors_of_their_own():
    found = list(anchors(["***", "***", "Text", "***"]))
    assert len(set(found)) == 4
    assert found[3] == f"{found[0]}-3"
