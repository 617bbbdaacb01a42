"""How do these tests look at the site? A few releases in both languages over the reference engine, and a browser."""

from datetime import UTC, datetime
from typing import Any

from builders import BAERBOCK, MAAS, a_release
from flask import Response
from flask.testing import FlaskClient
from lxml import html
from werkzeug.test import TestResponse

from search.dates import DateRange
from search.engine import Reader
from search.engines.memory import MemoryEngine
from search.ministers import Entry, Office, Registry
from search.release import Minister, Release
from web.app import create_app

# Of a page of results as JSON, in this order.
ANSWER_KEYS = ["query", "total", "took_ms", "results", "facets", "suggestion", "links", "also", "by_meaning"]
NOW = datetime(2024, 1, 1, tzinfo=UTC)
GABRIEL = Entry(Minister("sigmar-gabriel", "Sigmar Gabriel"), (), (Office("Foreign Minister", DateRange()),))
REGISTRY = Registry((GABRIEL,))

RELEASES = (
    a_release(
        "100",
        "Erklärung zum Irak",
        "Die Lage im Irak ist ernst.",
        "Über Sanktionen wird beraten.",
        lead="Der Vorspann nennt den Irak.",
        language="de",
        published="2020-06-04",
        kind="statement",
        countries=("IQ",),
        ministers=(MAAS,),
        translations=("101",),
    ),
    a_release(
        "101",
        "Statement on Iraq",
        "The situation in Iraq is grave.",
        "Sanctions are being discussed.",
        published="2020-06-05",
        kind="statement",
        countries=("IQ",),
        ministers=(MAAS,),
    ),
    a_release(
        "102",
        "Visit to Syria",
        "Iraq was a subject, too.",
        published="2021-02-01",
        countries=("SY", "IQ"),
        ministers=(BAERBOCK,),
    ),
    a_release("103", "A speech on the free press", "It names no country.", published="2019-12-31", kind="speech"),
    a_release("104", "An old paper", "It states no date.", published=None, kind="article"),
)


class Browser(FlaskClient):
    """A browser that reads every answer to its end."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Ask for an address."""
        return super().open(*args, **{"buffered": True, **kwargs})


class Shown:
    """A page as a reader meets it."""

    def __init__(self, markup: str) -> None:
        self.tree = html.fromstring(markup)

    def texts(self, path: str) -> list[str]:
        """The texts at a path, spaces collapsed."""
        return [" ".join(element.text_content().split()) for element in self.tree.xpath(path)]

    def text(self, path: str) -> str:
        """The one text at a path."""
        (only,) = self.texts(path)
        return only

    def values(self, path: str) -> list[str]:
        """Attributes at a path that ends in one."""
        return [str(value) for value in self.tree.xpath(path)]

    def link(self, words: str) -> str:
        """Where the one link with these words leads."""
        (address,) = {
            link.get("href") for link in self.tree.iter("a") if " ".join(link.text_content().split()) == words
        }
        return str(address)

    def follow(self, words: str) -> str:
        """The address of the one link that begins with these words."""
        (address,) = {
            link.get("href") for link in self.tree.iter("a") if " ".join(link.text_content().split()).startswith(words)
        }
        return str(address)

    @property
    def titles(self) -> list[str]:
        """The titles of the results."""
        return self.texts("//ol[@class='results']//h2")

    def facet(self, name: str) -> dict[str, str]:
        """A facet's values with their counts."""
        entries = self.tree.xpath(
            f"//section[@aria-labelledby='facet-{name}']//*[@class='choices']//*[self::li or self::tr][.//a]"
        )
        return {
            entry.xpath("string(.//*[@class='choice-label'])"): entry.xpath("string(.//*[@class='count'])")
            for entry in entries
        }


def an_engine(*releases: Release) -> MemoryEngine:
    """An engine that holds these releases."""
    engine = MemoryEngine(lambda: NOW)
    store(engine, *releases)
    return engine


def store(engine: MemoryEngine, *releases: Release) -> None:
    """Put releases into an engine, as versions of one those whose sources state it."""
    with engine.writer() as writer:
        for release in releases:
            writer.put(release)
        writer.group([release.id, *release.translations] for release in releases if release.translations)
        writer.commit()


def browse(reader: Reader, **options: Any) -> Browser:
    """A browser at a site over this reader."""
    return Browser(create_app(reader, **{"registry": REGISTRY, **options}), Response)


def a_browser(*releases: Release) -> Browser:
    """A browser at a site that holds these releases."""
    return browse(an_engine(*releases).reader())
