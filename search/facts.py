"""What must be known of a release to filter, count and order it, without its text?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from search.facets import FACETS
from search.release import Release


@dataclass(frozen=True, slots=True)
class Facts:
    """The columns of one release.

    Attributes:
        id, published, language, embargo_until, withdrawn, origin, appeared, latest: the release's.
        values: by facet name, its values, each with the name kept beside it.
        hash: of its content.
    """

    id: str
    published: date | None
    language: str
    embargo_until: datetime | None
    withdrawn: datetime | None
    origin: str | None
    appeared: datetime | None
    latest: datetime | None
    values: Mapping[str, Mapping[str, str]]
    hash: str


def facts_of(release: Release, hash: str) -> Facts:
    """The facts of a release whose content has this hash."""
    return Facts(
        id=release.id,
        published=release.published,
        language=release.language,
        embargo_until=release.embargo_until,
        withdrawn=release.withdrawn,
        origin=release.origin,
        appeared=release.appeared,
        latest=release.latest,
        values={name: facet.values(release) for name, facet in FACETS.items()},
        hash=hash,
    )
