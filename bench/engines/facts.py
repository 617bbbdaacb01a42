"""Which numbers stand for the values that are counted? Small integers, the fastest column that every engine has."""

from bench import corpus
from bench.queries import FACETS
from search.release import Release

VALUES = {
    "year": [str(year) for year in range(corpus.FIRST_DAY.year, corpus.FIRST_DAY.year + 21)],
    "minister": [minister.id for minister in corpus.MINISTERS],
    "country": list(corpus.COUNTRIES),
    "language": ["de", "en"],
    "kind": [kind.value for kind in corpus.KINDS],
}
NUMBERS = {facet: {value: number for number, value in enumerate(VALUES[facet])} for facet in FACETS}
ID_SPACE = 10_000_000  # numbers of releases are below


def numbers(release: Release) -> dict[str, list[int]]:
    """By facet, the numbers of a release's values."""
    assert release.published
    return {
        "year": [NUMBERS["year"][str(release.published.year)]],
        "minister": [NUMBERS["minister"][minister.id] for minister in release.ministers],
        "country": [NUMBERS["country"][country] for country in release.countries],
        "language": [NUMBERS["language"][release.language]],
        "kind": [NUMBERS["kind"][release.kind.value]],
    }


def day(release: Release) -> int:
    """The day of publication as a number."""
    assert release.published
    return release.published.toordinal()


def recency(release: Release) -> int:
    """Falls along the order "newest, then id", and is no other release's."""
    return day(release) * ID_SPACE + ID_SPACE - 1 - corpus.number_of(release.id)
