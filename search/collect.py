"""Which of the matching releases are on this page, in which order, and how are they all counted? Plain and complete."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from search.dates import days_of
from search.facets import DATE, FACETS, UNDATED, bucket, granularity
from search.facts import Facts
from search.query import Query, Sort
from search.results import FacetCount


@dataclass(frozen=True, slots=True)
class Candidate:
    """A release whose text matches, and how well."""

    facts: Facts
    score: float


@dataclass(frozen=True, slots=True)
class Collected:
    """All that a page says about the matches, short of the releases' texts."""

    total: int
    page: tuple[Candidate, ...]
    facets: Mapping[str, tuple[FacetCount, ...]]


def collect(candidates: Iterable[Candidate], query: Query) -> Collected:
    """Filter, count, order and cut.

    Args:
        candidates: every visible release whose text matches, before filters and dates.
        query: what was asked; its text has been served already.
    """
    counts = _Counts(query)
    found = []
    for candidate in candidates:
        if _is_in_range(candidate.facts, query):
            missed = [name for name in FACETS if not _has_chosen(candidate.facts, name, query)]
            counts.add(candidate.facts, missed)
            if not missed:
                found.append(candidate)
    found.sort(key=_ORDERS[query.sort])
    return Collected(len(found), tuple(found[query.offset : query.offset + query.size]), counts.facets())


class _Counts:
    """Counts facets as if each one's own selection were off."""

    def __init__(self, query: Query) -> None:
        self._query = query
        self._width = granularity(query.dates)
        self._days: Counter[str] = Counter()
        self._values: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
        self._names: dict[str, dict[str, str]] = {name: {} for name in FACETS}

    def add(self, facts: Facts, missed: list[str]) -> None:
        """Count a release that lacks the chosen values of the missed facets: it counts in the one it misses alone."""
        if not missed:
            self._days[bucket(facts.published, self._width)] += 1
        for name in FACETS:
            if missed in ([], [name]):
                self._values[name].update(facts.values[name].keys())
                self._names[name].update(facts.values[name])

    def facets(self) -> Mapping[str, tuple[FacetCount, ...]]:
        """All facets, the date first."""
        return {DATE: self._by_date(), **{name: self._by_value(name) for name in FACETS}}

    def _by_date(self) -> tuple[FacetCount, ...]:
        dated = sorted(self._days.keys() - {UNDATED}, reverse=True)
        undated = [UNDATED] if self._days[UNDATED] else []
        return tuple(FacetCount(value, "", self._days[value], self._is_range(value)) for value in dated + undated)

    def _is_range(self, value: str) -> bool:
        """Whether a bucket is just what the chosen range asks for."""
        return value != UNDATED and days_of(value) == self._query.dates

    def _by_value(self, facet: str) -> tuple[FacetCount, ...]:
        counts, names, chosen = self._values[facet], self._names[facet], self._query.chosen(facet)
        rows = [
            FacetCount(value, names.get(value, ""), counts[value], value in chosen) for value in counts.keys() | chosen
        ]
        return tuple(sorted(rows, key=lambda row: (-row.count, row.name, row.value)))


def _is_in_range(facts: Facts, query: Query) -> bool:
    if facts.published is None:
        return query.dates.start is None and query.dates.end is None
    return facts.published in query.dates


def _has_chosen(facts: Facts, facet: str, query: Query) -> bool:
    chosen = query.chosen(facet)
    return not chosen or not chosen.isdisjoint(facts.values[facet])


def _day(candidate: Candidate) -> int:
    return candidate.facts.published.toordinal() if candidate.facts.published else 0


def _newest(candidate: Candidate) -> tuple[bool, int, str]:
    return candidate.facts.published is None, -_day(candidate), candidate.facts.id


def _oldest(candidate: Candidate) -> tuple[bool, int, str]:
    return candidate.facts.published is None, _day(candidate), candidate.facts.id


def _best(candidate: Candidate) -> tuple[float, bool, int, str]:
    return -candidate.score, *_newest(candidate)


_ORDERS: Mapping[Sort, Callable[[Candidate], tuple[object, ...]]] = {
    Sort.RELEVANCE: _best,
    Sort.NEWEST: _newest,
    Sort.OLDEST: _oldest,
}
