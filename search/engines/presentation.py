"""How do the releases on a page become hits? The same for every engine that keeps whole releases."""

from collections.abc import Callable

from search.collect import Collected
from search.highlight import Highlighter
from search.lexicon import Lexicon
from search.release import Part, Release
from search.results import Hit, Version
from search.syntax import Node


def hits(
    found: Collected,
    tree: Node,
    lexicon: Lexicon,
    release_of: Callable[[str], Release],
    versions_of: Callable[[Release], tuple[Version, ...]],
) -> tuple[Hit, ...]:
    """The releases of the page with their titles and best passages marked."""
    highlighter = Highlighter(tree, lexicon)
    return tuple(_hit(release_of(id), score, highlighter, versions_of) for id, score in found.page)


def as_version(release: Release) -> Version:
    """What another language version's hit says about this release."""
    return Version(release.id, release.language, release.url, release.title)


def _hit(
    release: Release,
    score: float,
    highlighter: Highlighter,
    versions_of: Callable[[Release], tuple[Version, ...]],
) -> Hit:
    title = next(block for block in release.blocks if block.part is Part.TITLE)
    snippet, language = highlighter.snippet(release)
    return Hit(release, score, highlighter.mark(title), snippet, language, versions_of(release))
