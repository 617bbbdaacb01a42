"""Which releases are gone? Those that stood in the sources and no longer do, short of what could not be read."""

from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from index.outcome import Gone, Rejected
from search.archive import Kept
from search.errors import SearchError

MOST_GONE = 0.5  # of what a source held; a listing that broke looks like a newsroom that took everything back


class SourceShrunk(SearchError):
    """A source holds less than half of what it did, so that it is more likely broken than emptied."""


@dataclass(slots=True)
class Seen:
    """What a run has met in its sources beside releases.

    Attributes:
        gone: by origin, where the source says that a release is gone: the origin of what stands in its place, or None.
        unread: origins of documents that were rejected before it was known which releases they hold.
        rejected: ids of releases that were rejected.
    """

    gone: dict[str, str | None] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    rejected: set[str] = field(default_factory=set)

    def note(self, outcome: Rejected | Gone) -> None:
        """Take in what became no release."""
        if isinstance(outcome, Gone):
            self.gone[outcome.place.origin] = outcome.moved_to
        elif outcome.id:
            self.rejected.add(outcome.id)
        else:
            self.unread.add(outcome.place.origin)

    def may_hold(self, id: str, origin: str) -> bool:
        """Whether a release that did not come may stand in a document that could not be read."""
        return id in self.rejected or any(part in self.unread for part in _lineage(origin))


def missing(
    kept: Mapping[str, Kept], came: Container[str], seen: Seen, sources: Collection[str], *, prune: bool, rebuild: bool
) -> Iterator[str]:
    """The ids of the releases that this run withdraws.

    Args:
        kept: what the index holds.
        came: ids of the releases that the run has brought.
        seen: what else it has met.
        sources: the run's, as absolute paths.
        prune: withdraw all that is gone from the sources, and not only what they themselves say is gone.
        rebuild: withdraw all that did not come, wherever it once stood.
    """
    for id, release in kept.items():
        origin = release.origin or ""
        if id in came or seen.may_hold(id, origin):
            continue
        is_ours = prune and any(is_within(origin, source) for source in sources)
        if rebuild or is_ours or origin in seen.gone:
            yield id


def refuse_shrunk(kept: Mapping[str, Kept], gone: Collection[str], sources: Sequence[str]) -> None:
    """See that no source holds less than half of what it did.

    Raises:
        SourceShrunk: one does.
    """
    for source in sources:
        before = [id for id, release in kept.items() if is_within(release.origin or "", source)]
        left = len(before) - sum(id in gone for id in before)
        if left < len(before) * MOST_GONE:
            raise SourceShrunk(
                f"{source} held {len(before):,} releases and now holds {left:,} of them; the index is as it was. "
                "If they are meant to be gone, run this again with --force"
            )


def is_within(origin: str, source: str) -> bool:
    """Whether a document stood in a source: the file itself, a file below the directory, an address in it.

    >>> is_within("/srv/a/1.html", "/srv/a"), is_within("/srv/ab.html", "/srv/a")
    (True, False)
    """
    source = source.rstrip("/")
    return origin == source or origin.startswith((f"{source}/", f"{source}#"))


def _lineage(origin: str) -> Iterator[str]:
    """The origin, its file, and the directories that this lies in."""
    yield origin
    path = origin.partition("#")[0]
    while path:
        yield path
        path = path.rpartition("/")[0]
