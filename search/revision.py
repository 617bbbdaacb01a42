"""What was a release before it changed? A version of it that another has replaced, and what readers saw of it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from search.release import Release


@dataclass(frozen=True, slots=True)
class Revision:
    """A version of a release that another has replaced.

    Attributes:
        release: as it was; without what the index knows of it.
        seen: when an index first held this version (UTC).
        replaced: when the next one took its place (UTC).
    """

    release: Release
    seen: datetime
    replaced: datetime

    @property
    def was_public(self) -> bool:
        """Whether readers could see it: it was not replaced while it was under embargo."""
        return not self.release.is_under_embargo(self.replaced)


def public(revisions: Iterable[Revision]) -> tuple[Revision, ...]:
    """What readers could see of a history, in its order."""
    return tuple(revision for revision in revisions if revision.was_public)


def is_rewritten(before: Release, after: Release) -> bool:
    """Whether what the newsroom published differs, and not only what was found out about it, such as countries."""
    return _published(before) != _published(after)


def revised(before: Release, moment: datetime) -> Revision:
    """The revision that a release becomes when another version takes its place."""
    seen = before.changed or before.first_indexed or moment
    content = replace(before, first_indexed=None, changed=None, withdrawn=None, moved_to=None, origin=None)
    return Revision(content, seen, before.withdrawn or moment)


def _published(release: Release) -> tuple[object, ...]:
    texts = [(block.part, block.text) for block in release.blocks]
    return (release.url, release.kind, release.published, texts)
