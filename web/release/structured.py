"""What does a release's page tell programs that read pages? Where it belongs, what it says in short, and what it is.

A release can be read under every language of the interface, and its text is the same there. So one of these addresses
is the page, the one in which text and interface agree: `/de/release/1` for a German text. It is canonical for the
others, whichever search somebody came from, and Open Graph's address too.

`hreflang` joins what search engines may show in each other's place: the German text and its English version, each at
its canonical address. They heed it where all that are joined name each other and none names another page as canonical.
So the German text under the English interface has no such links, and neither has a release in one language only: the
same German text under an English masthead is nothing that an English reader should be sent to instead.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from search.languages import LANGUAGES
from search.release import Part, Release
from search.results import Version
from web import addresses
from web.locale import Interface
from web.release.reading import safe_address

LONGEST_DESCRIPTION = 200  # characters; search engines show some 160, others up to 200
_SAYS_LITTLE = 60  # characters


@dataclass(frozen=True, slots=True)
class Structured:
    """What stands in the head of a release's page.

    Attributes:
        canonical: the address of the page itself, with scheme and host.
        alternates: languages and addresses of the page and its versions; none where that says nothing.
        description: the beginning of the text.
        properties: of Open Graph, names and contents.
        article: the release as schema.org has it, for JSON-LD.
    """

    canonical: str
    alternates: tuple[tuple[str, str], ...]
    description: str
    properties: tuple[tuple[str, str], ...]
    article: Mapping[str, Any]


def structured(
    release: Release,
    versions: Sequence[Version],
    interface: Interface,
    text: Interface,
    site_name: str,
    absolute: Callable[[str], str],
) -> Structured:
    """What the page of a release tells programs.

    Args:
        release: what is shown.
        versions: of it in other languages.
        interface: that the page is in.
        text: the interface in the language of the release.
        site_name: the newsroom's name, in the language of the release.
        absolute: an address of this site with scheme and host.
    """
    places = {release.language: absolute(addresses.release(release.language, release.id))}
    for version in versions:
        places.setdefault(version.language, absolute(addresses.release(version.language, version.id)))
    canonical = places[release.language]
    is_joined = len(places) > 1 and interface.code == release.language
    description = _beginning(release)
    return Structured(
        canonical,
        tuple((code, places[code]) for code in LANGUAGES if code in places) if is_joined else (),
        description,
        _properties(release, text, site_name, canonical, description),
        _article(release, places, text, site_name, description),
    )


def _beginning(release: Release) -> str:
    """The lead, and the body where that says little („Das Kabinett hat ernannt:“), cut between words."""
    blocks = [block for block in release.blocks if not block.part.is_title]
    blocks.sort(key=lambda block: block.part is not Part.LEAD)
    text = ""
    while blocks and len(text) < _SAYS_LITTLE:
        text = f"{text} {blocks.pop(0).text[: LONGEST_DESCRIPTION + 1]}".lstrip()
    if len(text) <= LONGEST_DESCRIPTION:
        return text
    cut = text[:LONGEST_DESCRIPTION]
    words = cut.rpartition(" ")[0].rstrip(" ,;:–-") or cut[:-1]
    return f"{words}…"


def _properties(
    release: Release, text: Interface, site_name: str, canonical: str, description: str
) -> tuple[tuple[str, str], ...]:
    properties = {
        "og:type": "article",
        "og:title": release.title,
        "og:description": description,
        "og:url": canonical,
        "og:site_name": site_name,
        "og:locale": text.region,
        "article:published_time": release.published.isoformat() if release.published else "",
        "article:modified_time": release.revised.isoformat() if release.revised else "",
    }
    return tuple((name, content) for name, content in properties.items() if content)


def _article(
    release: Release, places: Mapping[str, str], text: Interface, site_name: str, description: str
) -> dict[str, Any]:
    """The release as a NewsArticle; its names are in its own language, since it is the same for every interface."""
    newsroom = {"@type": "Organization", "name": site_name}
    canonical = places[release.language]
    also = [code for code in release.mentions if code not in release.countries]
    fields = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": canonical,
        "mainEntityOfPage": canonical,
        "url": canonical,
        "identifier": release.id,
        "headline": release.title,
        "alternativeHeadline": [block.text for block in release.blocks if block.part is Part.ALTERNATIVE_TITLE],
        "description": description,
        "genre": text.kind(release.kind),
        "datePublished": release.published and release.published.isoformat(),
        "dateModified": release.revised and release.revised.isoformat(),
        "inLanguage": release.language,
        "author": newsroom,
        "publisher": newsroom,
        "about": [_country(code, text) for code in release.countries],
        "mentions": [
            *({"@type": "Person", "name": person.name} for person in release.people or release.ministers),
            *(_country(code, text) for code in also),
        ],
        "isBasedOn": safe_address(release.url),
        # Which of two versions is the translation, no source says: each is a translation of the other's content.
        "workTranslation": [
            {"@type": "NewsArticle", "@id": address, "inLanguage": code}
            for code, address in places.items()
            if code != release.language
        ],
    }
    return {name: value for name, value in fields.items() if value}


def _country(code: str, text: Interface) -> dict[str, str]:
    return {"@type": "Country", "name": text.country(code), "identifier": code}
