"""What does one result show? The line above its title, title and snippet in pieces, and quiet links."""

from collections.abc import Sequence
from dataclasses import dataclass

from search.query import Query
from search.release import Minister, Release
from search.results import Called, Hit, Piece, Version
from web import addresses
from web.labels import Labels
from web.links import Link
from web.results.reasons import Why, why


@dataclass(frozen=True, slots=True)
class Dateline:
    """What stands above a title: the kind, the day in words and as `2020-06-04` ("" for none), and the language."""

    kind: str
    day: str
    iso: str
    language: str


@dataclass(frozen=True, slots=True)
class Result:
    """One hit as shown; `title` and `snippet` are pieces of plain text, in the languages named beside them.

    `why` says why it matches, None where nothing was asked for. `through` is what words of the query are called, where
    it was found by that alone.
    """

    address: str
    dateline: Dateline
    title: tuple[Piece, ...]
    title_language: str
    snippet: tuple[Piece, ...]
    snippet_language: str
    ministers: tuple[Link, ...]
    countries: tuple[Link, ...]
    versions: tuple["VersionLink", ...]
    why: Why | None
    through: tuple[Called, ...] = ()


@dataclass(frozen=True, slots=True)
class VersionLink:
    """A version in another language: the language's code and name, and its title."""

    language: str
    name: str
    title: str
    address: str


def result(hit: Hit, query: Query, labels: Labels) -> Result:
    """A hit of the query as shown."""
    release = hit.release
    return Result(
        address=addresses.release(labels.interface.code, release.id, query),
        dateline=dateline(release, labels),
        title=hit.title,
        title_language=release.title_language,
        snippet=hit.snippet,
        snippet_language=hit.snippet_language,
        ministers=minister_links(release.ministers, query, labels),
        countries=country_links(release.countries, query, labels),
        versions=version_links(hit.translations, labels, query),
        why=why(hit.why, labels.interface),
        through=hit.through,
    )


def dateline(release: Release, labels: Labels) -> Dateline:
    """The line above a release's title."""
    day = labels.interface.date(release.published) if release.published else labels.interface.gettext("undated")
    iso = release.published.isoformat() if release.published else ""
    return Dateline(labels.interface.kind(release.kind), day, iso, labels.interface.language(release.language))


def version_links(versions: Sequence[Version], labels: Labels, query: Query | None = None) -> tuple[VersionLink, ...]:
    """Links to the versions in other languages."""
    code = labels.interface.code
    return tuple(
        VersionLink(
            version.language,
            labels.interface.language(version.language),
            version.title,
            addresses.release(code, version.id, query),
        )
        for version in versions
    )


def minister_links(
    ministers: Sequence[Minister], query: Query, labels: Labels, facet: str = "minister"
) -> tuple[Link, ...]:
    """Each minister, with the query narrowed to what she or he acts in, or another facet."""
    return tuple(Link(each.name, _narrowed(query, facet, each.id, labels)) for each in ministers)


def country_links(codes: Sequence[str], query: Query, labels: Labels, facet: str = "country") -> tuple[Link, ...]:
    """Each country, with the query narrowed to what is about it, or another facet."""
    return tuple(Link(labels.interface.country(code), _narrowed(query, facet, code, labels)) for code in codes)


def _narrowed(query: Query, facet: str, value: str, labels: Labels) -> str:
    return addresses.results(labels.interface.code, query.adding(facet, value))
