"""What does the page of one release show? Its text block by block, what it is about, and where else it stands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import TypeVar
from urllib.parse import urlsplit

from search.highlight import Highlighter
from search.query import Query
from search.release import Part, Release
from search.results import Piece, Version
from web import addresses
from web.labels import Labels
from web.links import Link
from web.release.anchors import anchors
from web.results.entries import Dateline, VersionLink, country_links, dateline, minister_links, version_links

T = TypeVar("T")

_ORDER = [Part.TITLE, Part.ALTERNATIVE_TITLE, Part.LEAD, Part.BODY]  # in which a page shows them


@dataclass(frozen=True, slots=True)
class Text:
    """A block of text: its pieces and its language; the paragraphs of the body have an anchor, and a number from 1."""

    pieces: tuple["Place", ...]
    language: str
    anchor: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """A piece of text; one that matches the search has a number, from 1 in reading order (0 for none)."""

    text: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """A release as shown.

    Attributes:
        plain_title: the title without marks.
        id: what the newsroom calls it.
        places: how many matches of the search are marked.
        plain: the address of the page without marks.
        people, mentions: who and which countries are named beside those who act in it and those it is about.
        alternative_titles: other titles that the source gives it, such as one in the other language.
        original: the address at the source, "" where it is none that a browser should open.
        first_seen, first_seen_iso: when it could first be read here, in words and for programs; "" where nobody knows.
        beside: for each version, the address of the page that shows both side by side; "" for none.
        changed: when it last changed, in words; "" for never.
        changes: the address of the page that shows what.
        back: the results that the reader came from, None if from elsewhere.
    """

    id: str
    plain_title: str
    places: int
    plain: str
    dateline: Dateline
    title: Text
    alternative_titles: tuple[Text, ...]
    lead: tuple[Text, ...]
    body: tuple[Text, ...]
    ministers: tuple[Link, ...]
    countries: tuple[Link, ...]
    people: tuple[Link, ...]
    mentions: tuple[Link, ...]
    versions: tuple[VersionLink, ...]
    beside: tuple[str, ...]
    original: str
    first_seen: str
    first_seen_iso: str
    changed: str
    changes: str
    back: str | None


def reading(
    release: Release, versions: Sequence[Version], query: Query | None, highlighter: Highlighter, labels: Labels
) -> Reading:
    """What the page of a release shows to a reader who comes from the results of a query, or from elsewhere (None).

    Args:
        release: what is shown.
        versions: of it in other languages.
        query: where the reader comes from.
        highlighter: marks what the query asks for.
        labels: names.
    """
    interface = labels.interface
    blocks = sorted(release.blocks, key=lambda block: _ORDER.index(block.part))
    highlights = highlighter.highlights(blocks)
    numbers = count(1)
    places = [tuple(_place(piece, numbers) for piece in pieces) for pieces in highlights.pieces]

    def texts(part: Part) -> tuple[Text, ...]:
        held = zip(blocks, places, strict=True)
        return tuple(Text(pieces, block.language) for block, pieces in held if block.part is part)

    return Reading(
        id=release.id,
        plain_title=release.title,
        places=next(numbers) - 1,
        plain=addresses.release(interface.code, release.id),
        dateline=dateline(release, labels),
        title=texts(Part.TITLE)[0],
        alternative_titles=texts(Part.ALTERNATIVE_TITLE),
        lead=texts(Part.LEAD),
        body=tuple(_anchored(texts(Part.BODY))),
        ministers=minister_links(release.ministers, Query(), labels),
        countries=country_links(release.countries, Query(), labels),
        people=minister_links(_others(release.people, release.ministers), Query(), labels, "person"),
        mentions=country_links(_others(release.mentions, release.countries), Query(), labels, "mentions"),
        versions=version_links(versions, labels, query),
        beside=tuple(_beside(release, versions, interface.code)),
        original=safe_address(release.url),
        first_seen=interface.date(release.appeared.date()) if release.appeared else "",
        first_seen_iso=release.appeared.date().isoformat() if release.appeared else "",
        changed=interface.date(release.revised.date()) if release.revised else "",
        changes=addresses.versions(interface.code, release.id),
        back=addresses.results(interface.code, query) if query else None,
    )


def _anchored(paragraphs: Sequence[Text]) -> Iterator[Text]:
    said = ("".join(piece.text for piece in paragraph.pieces) for paragraph in paragraphs)
    for number, (paragraph, anchor) in enumerate(zip(paragraphs, anchors(said), strict=True), start=1):
        yield replace(paragraph, anchor=anchor, number=number)


def _beside(release: Release, versions: Sequence[Version], code: str) -> Iterator[str]:
    """One address for each language: of several versions in one, the first is shown beside the release."""
    seen = {release.language}
    for version in versions:
        yield "" if version.language in seen else addresses.beside(code, version.language, release.id)
        seen.add(version.language)


def _others(all_of: Sequence[T], shown: Sequence[T]) -> list[T]:
    return [each for each in all_of if each not in shown]


def safe_address(url: str | None) -> str:
    """The address if it leads to a web page, else "".

    >>> safe_address("https://newsroom.example/1"), safe_address("javascript:alert(1)")
    ('https://newsroom.example/1', '')
    """
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return ""
    return url or "" if parts.scheme in ("http", "https") and parts.netloc else ""


def _place(piece: Piece, numbers: Iterator[int]) -> Place:
    return Place(piece.text, next(numbers) if piece.matched else 0)
