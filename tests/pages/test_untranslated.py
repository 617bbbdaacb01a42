"""Does every text of the interface pass through the catalogues? Here they mark what they give, and the rest stands out.

What newsrooms write (titles, names, the site's own) is Greek in these tests, so any Latin word outside the marks is
either a name that CLDR knows, a part of an address or an example, or a text that will never be translated.
"""

import re
from dataclasses import replace
from datetime import date, timedelta
from gettext import NullTranslations

import pytest
from builders import a_release
from lxml import html
from pages.browsing import NOW, REGISTRY, an_engine, browse

from search.languages import LANGUAGES
from search.release import Minister
from search.revision import Revision
from search.settings import Settings, Site
from web.locale import load_interfaces

SOCRATES = Minister("sokrates", "Σωκράτης")
GREEK = a_release(
    "1",
    "Λόγος περί ειρήνης",
    "Η ειρήνη είναι αγαθό.",
    "Και ο πόλεμος κακό.",
    published="2020-06-04",
    kind="speech",
    countries=("GR", "IQ"),
    mentions=("GR", "IQ", "MT"),
    ministers=(SOCRATES,),
    people=(SOCRATES, Minister("platon", "Πλάτων")),
    translations=("2",),
    first_indexed=NOW - timedelta(days=9),
    changed=NOW - timedelta(days=2),
)
OTHER = a_release("2", "Λόγος για την ειρήνη", "Η ειρήνη.", language="de")
UNDATED = a_release("3", "Χωρίς ημέρα", "Κείμενο.", published=None, url=None)
EARLIER = Revision(replace(GREEK, kind="statement", changed=None), NOW - timedelta(days=9), NOW - timedelta(days=2))
WITHDRAWN = a_release("4", "Λάθος", "Κείμενο.", withdrawn=NOW)

# Every page for people: the endpoint, and addresses that show it in its states.
PAGES = {
    "pages.home": ["/{ui}/"],
    "pages.results": [
        "/{ui}/search?q=ειρήνης&country=GR&kind=speech&lang=en&from=2020&to=2020-06",
        "/{ui}/search?q=(ειρήνη+ΚΑΙ&match=any",
        "/{ui}/search?q=αγνωστο",
        "/{ui}/search?q=ειρήνη+αγνωστο&match=all&country=-FR",
        "/{ui}/search?size=1&page=2&sort=oldest",
        "/{ui}/search?page=99",
        "/{ui}/search?undated=true",
        "/{ui}/search?country=ZZ&page=0&from=never&ξ=1&minister=x&kind=x&size=999&q=" + "α" * 1_001,
    ],
    "pages.facet": ["/{ui}/facet/country", "/{ui}/facet/minister?find=x", "/{ui}/facet/kind"],
    "pages.release": ["/{ui}/release/1?q=ειρήνη", "/{ui}/release/3", "/{ui}/release/4", "/{ui}/release/none"],
    "pages.versions": ["/{ui}/versions/1", "/{ui}/versions/3"],
    "pages.side_by_side": ["/{ui}/beside/de/1"],
    "pages.at_a_glance": ["/{ui}/overview", "/{ui}/overview?q=ειρήνη&from=2020&to=2020", "/{ui}/overview?q=αγνωστο"],
    "pages.guide": ["/{ui}/help"],
    "manual.page": ["/{ui}/api"],
    "saved.saved": ["/{ui}/saved", "/{ui}/saved?q=ειρήνη&country=GR", "/{ui}/saved?size=2"],
}
FOR_PROGRAMS = {
    *("pages.reference", "feeds.atom", "feeds.rss", "feeds.json_feed"),
    *("exports.table", "exports.lines", "exports.sheet"),
}
SHOWN_ATTRIBUTES = ("title", "aria-label", "alt", "placeholder", "data-none", "data-one", "data-many", "data-title")
NAMES = [
    "ISO",
    "DE",
    "IQ",
    "CSV",
    "JSON",
    "Atom",
    "RSS",
    "Excel",
    "Feed",
    "Lines",
    "API",
    "BibTeX",
    "RIS",
    "APA",
    "MLA",
    "Chicago",
]
# Alike in every language, as are addresses and what is typed.
EXAMPLES = re.compile(rf"https?://\S+|(minister|person):\w+|\b({'|'.join(NAMES)})\b")
LATIN = re.compile("[A-Za-zÄÖÜäöüß]{2,}")


class Marking(NullTranslations):
    """A catalogue that puts marks around all that it is asked for."""

    def gettext(self, message):
        return f"⟦{message}⟧"

    def ngettext(self, singular, plural, count):
        return f"⟦{singular if count == 1 else plural}⟧"


@pytest.fixture(scope="module")
def marked():
    engine = an_engine(GREEK, OTHER, UNDATED, WITHDRAWN)
    with engine.writer() as writer:
        writer.put(GREEK, [EARLIER])
        writer.commit()
    settings = Settings(site=Site(name={"de": "Αγορά", "en": "Αγορά"}))
    browser = browse(engine.reader(), settings=settings, registry=REGISTRY)
    site = browser.application.extensions["newsroom"]
    site.interfaces = {code: replace(each, catalogue=Marking()) for code, each in site.interfaces.items()}
    return browser


def shown_texts(markup):
    """All that a reader sees or hears: the text of the page, where one message may hold elements, and attributes."""
    tree = html.fromstring(markup)
    for element in tree.xpath("//script | //style | //code | //main[contains(@class, 'manual')]//*[@lang='en']"):
        element.drop_tree()
    yield " ".join(tree.itertext())
    yield from tree.xpath(" | ".join(f"//@{name}" for name in SHOWN_ATTRIBUTES))


def unmarked(text):
    """The text without all that the catalogues gave."""
    while (shorter := re.sub("⟦[^⟦⟧]*⟧", "", text)) != text:
        text = shorter
    return text


def known_to_cldr(code):
    """The names that come from CLDR and from the table of countries, and the languages' own names."""
    interface = load_interfaces()[code]
    months = [interface.date(date(2020, month, 1)) for month in range(1, 13)]
    months += interface.locale.months["format"]["abbreviated"].values()
    names = [interface.country(country) for country in ("GR", "IQ", "MT", "FR")]
    languages = [interface.language(each) for each in LANGUAGES] + [interface.languages()]
    return {word for name in (*months, *names, *languages) for word in LATIN.findall(name)} | {
        word for language in LANGUAGES.values() for word in LATIN.findall(language.endonym)
    }


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("endpoint", PAGES)
def test_no_text_of_the_interface_escapes_translation(marked, endpoint, code):
    escaped, known = {}, known_to_cldr(code)
    for address in PAGES[endpoint]:
        response = marked.get(address.format(ui=code))
        assert response.mimetype == "text/html", address
        for text in shown_texts(response.text):
            left = EXAMPLES.sub("", unmarked(text))
            words = set(LATIN.findall(left)) - known
            if words:
                escaped[address] = words
    assert escaped == {}


def test_every_page_for_people_is_looked_at(marked):
    rules = marked.application.url_map.iter_rules()
    assert {rule.endpoint for rule in rules if "language" in rule.arguments} == {*PAGES, *FOR_PROGRAMS}
