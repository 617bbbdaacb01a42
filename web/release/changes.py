"""What does the page on a release's versions show? For each version when it came, and what it changed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, pairwise

from search.differences import Difference, differences
from search.release import Release
from search.revision import Revision
from web import addresses
from web.labels import Labels
from web.results.entries import dateline


@dataclass(frozen=True, slots=True)
class Fact:
    """Something beside the text that is another than before: what it is, as it was, and as it is."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Blocks of text one after the other: one that changed, or `kept`, how many that did not."""

    difference: Difference | None
    kept: int = 0


@dataclass(frozen=True, slots=True)
class Version:
    """A version that took the place of another.

    Attributes:
        day, iso: since when, in words and for programs.
        facts: what is another than before beside the text.
        passages: the text of both, what was kept in short.
    """

    day: str
    iso: str
    facts: tuple[Fact, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Versions:
    """The page: the release's title and address, its versions from the latest on, and since when there is the first."""

    title: str
    language: str
    address: str
    versions: tuple[Version, ...]
    first_day: str
    first_iso: str


def changes(release: Release, revisions: Sequence[Revision], labels: Labels) -> Versions:
    """What is shown of a release and of what it was before."""
    releases = [*(revision.release for revision in revisions), release]
    moments = [revision.replaced for revision in revisions]
    versions = [_version(*pair, moment, labels) for pair, moment in zip(pairwise(releases), moments, strict=True)]
    first = revisions[0].seen if revisions else release.appeared
    return Versions(
        release.title,
        release.title_language,
        addresses.release(labels.interface.code, release.id),
        tuple(reversed(versions)),
        *_day(first, labels),
    )


def _version(before: Release, after: Release, moment: datetime, labels: Labels) -> Version:
    passages = tuple(_passages(differences(before.blocks, after.blocks)))
    return Version(*_day(moment, labels), tuple(_facts(before, after, labels)), passages)


def _day(moment: datetime | None, labels: Labels) -> tuple[str, str]:
    return (labels.interface.date(moment.date()), moment.isoformat()) if moment else ("", "")


def _passages(found: Sequence[Difference]) -> Iterator[Passage]:
    for is_kept, group in groupby(found, key=lambda difference: difference.is_kept):
        if is_kept:
            yield Passage(None, len(list(group)))
        else:
            yield from map(Passage, group)


def _facts(before: Release, after: Release, labels: Labels) -> Iterator[Fact]:
    gettext = labels.interface.gettext
    old, new = dateline(before, labels), dateline(after, labels)
    for name, was, now in (
        (gettext("Kind"), old.kind, new.kind),
        (gettext("Date"), old.day, new.day),
        (gettext("Original"), before.url or "–", after.url or "–"),
    ):
        if was != now:
            yield Fact(name, was, now)
