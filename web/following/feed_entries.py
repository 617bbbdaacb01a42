"""What does a feed hold? Its title, its entries with moments and addresses, and what was withdrawn."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from search.query import Sort
from search.release import Release
from search.results import Hit, Page, Tombstone
from web import addresses
from web.following.xml_text import allowed
from web.locale import Interface
from web.release.reading import safe_address

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)  # an entry must say when it was updated; this one's source does not tell


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed.

    Attributes:
        address: of the release's page; absolute, and it stays, so it identifies the entry as well.
        original: the address at the source, "" where it is none that a browser should open.
        others: its versions: the code of the language, and the address.
        release: what it is about.
        title: says of a changed release that it is one, in a feed that brings it up again.
        summary: the passage that fits the search best, plain text.
        categories: the names of its kind, and of being changed, by term.
        published: the day that the source states, None for none.
        updated: when it last changed, or else was first seen, or published.
        available, modified: when it was first seen here, and when it last changed; None for never.
    """

    address: str
    original: str
    others: tuple[tuple[str, str], ...]
    release: Release
    title: str
    summary: str
    categories: Mapping[str, str]
    published: datetime | None
    updated: datetime
    available: datetime | None
    modified: datetime | None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed; `address` is its own, and `page` that of the same results for people, both absolute.

    `deleted` are the identifiers of entries that there were, each with the moment when its release was withdrawn.
    """

    title: str
    language: str
    author: str
    address: str
    page: str
    updated: datetime
    entries: tuple[Entry, ...]
    deleted: tuple[tuple[str, datetime], ...]


def feed(
    found: Page,
    withdrawn: Sequence[Tombstone],
    *,
    title: str,
    author: str,
    address: str,
    page: str,
    absolute: Callable[[str], str],
    interface: Interface,
) -> Feed:
    """The feed of what was found and withdrawn, without characters that no XML document can hold, even escaped.

    Args:
        found: the releases; in the order by change those that have changed are marked.
        withdrawn: what is told of releases that there were.
        title: names the search.
        author: who speaks.
        address, page: as in `Feed`.
        absolute: makes an address of this site absolute.
        interface: the language of what is not the releases' own.
    """
    marks_changes = found.query.sort is Sort.CHANGED
    entries = tuple(_entry(hit, marks_changes, absolute, interface) for hit in found.hits)
    deleted = tuple(
        (absolute(addresses.release(each.language, each.id)), each.withdrawn.astimezone(UTC)) for each in withdrawn
    )
    if marks_changes:
        title = interface.gettext("%(title)s – new and changed", title=title)
    return Feed(
        title=allowed(title),
        language=interface.code,
        author=allowed(author),
        address=address,
        page=page,
        updated=max([_NEVER, *(entry.updated for entry in entries), *(when for _, when in deleted)]),
        entries=entries,
        deleted=deleted,
    )


def written_moment(moment: datetime | None) -> str:
    """As RFC 3339 has it, in UTC; "" for none."""
    return moment.astimezone(UTC).isoformat(timespec="seconds") if moment else ""


def _entry(hit: Hit, marks_changes: bool, absolute: Callable[[str], str], interface: Interface) -> Entry:
    release = hit.release
    published = datetime.combine(release.published, datetime.min.time(), UTC) if release.published else None
    is_marked = marks_changes and release.revised is not None
    return Entry(
        address=absolute(addresses.release(release.language, release.id)),
        original=safe_address(allowed(release.url or "")),
        others=tuple((each.language, absolute(addresses.release(each.language, each.id))) for each in hit.translations),
        release=release,
        title=_title(allowed(release.title), is_marked, interface),
        summary=allowed("".join(piece.text for piece in hit.snippet)),
        categories=_categories(release, is_marked, interface),
        published=published,
        updated=(release.revised or release.appeared or published or _NEVER).astimezone(UTC),
        available=release.appeared,
        modified=release.revised,
    )


def _title(title: str, is_marked: bool, interface: Interface) -> str:
    return interface.gettext("Changed: %(title)s", title=title) if is_marked else title


def _categories(release: Release, is_marked: bool, interface: Interface) -> Mapping[str, str]:
    return {
        release.kind.value: interface.kind(release.kind),
        **({"changed": interface.gettext("Changed")} if is_marked else {}),
    }
