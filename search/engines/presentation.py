"""How do the releases on a page become hits? The same for every engine that keeps whole releases."""

from collections.abc import Callable, Iterable, Sequence

from search.across import through
from search.collect import Collected
from search.explanation import Explainer
from search.highlight import Highlighter
from search.lexicon import Lexicon
from search.order import Cursor, cursor_of
from search.query import Query
from search.release import Release
from search.results import Hit, Piece, Tombstone, Version
from search.syntax import Reading


def hits(
    found: Collected,
    query: Query,
    reading: Reading,
    lexicon: Lexicon,
    release_of: Callable[[str], Release],
    versions_of: Callable[[Release], tuple[Version, ...]],
) -> tuple[Hit, ...]:
    """The releases of the page with their titles and best passages marked, and explained where that is asked for."""
    highlighter = Highlighter(reading.tree, lexicon)
    explainer = Explainer(reading, lexicon) if query.explain else None

    def hit(id: str, score: float) -> Hit:
        release = release_of(id)
        highlights = highlighter.highlights(release.blocks)
        why = explainer.explain(release) if explainer else None
        by = through(reading.tree, highlights.met)
        return Hit(release, score, highlights.title, *highlights.snippet, versions_of(release), why, by)

    return tuple(hit(id, score) for id, score in found.page)


def bare_hit(release: Release, score: float, versions: tuple[Version, ...]) -> Hit:
    """A hit that nothing was asked of: nothing is marked in it, no passage is the best one, nothing is explained."""
    return Hit(release, score, (Piece(release.title),), (), release.language, versions)


def cursor_behind(found: Collected, on_page: Sequence[Hit], query: Query) -> Cursor | None:
    """The cursor of a page's last hit; None where nothing stands behind it, or no cursor leads on."""
    return cursor_of(on_page[-1].release, query.order) if found.has_more and query.is_walkable else None


def as_tombstone(release: Release, visible: Callable[[str], bool]) -> Tombstone | None:
    """What readers are told of a release that was withdrawn; None if they never saw it, or it stands.

    Args:
        release: as it is kept.
        visible: tells of an id whether readers may see its release.
    """
    if release.withdrawn is None or release.is_under_embargo(release.withdrawn):
        return None
    moved_to = release.moved_to if release.moved_to and visible(release.moved_to) else None
    return Tombstone(release.id, release.language, release.url, release.withdrawn, moved_to)


def latest_first(tombstones: Iterable[Tombstone | None]) -> Sequence[Tombstone]:
    """Those that are told, in the order of their contract."""
    return sorted(filter(None, tombstones), key=lambda tombstone: (-tombstone.withdrawn.timestamp(), tombstone.id))


def as_version(release: Release) -> Version:
    """What another language version's hit says about this release."""
    return Version(release.id, release.language, release.url, release.title)
