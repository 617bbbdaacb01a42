"""Which of the matching releases are on this page, in which order, and how are they all counted? Plain and complete."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from search.dates import days_of
from search.facets import DATE, FACETS, LISTED, UNDATED, bucket, granularity
from search.facts import Facts
from search.languages import LANGUAGES
from search.order import Sort, cursor_of
from search.query import Group, Query
from search.results import FacetCount

ABOUT_AS_WELL = 0.5  # of the best version's score, from which on the one in the preferred language is shown

Groups = Mapping[str, str]
"""By the id of each version of a release that has several, the id of one of them, the same for all."""


Row = tuple[str, float]
"""The id of the version that is shown of a release, and the release's score."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A release whose text matches, and how well."""

    facts: Facts
    score: float


@dataclass(frozen=True, slots=True)
class Collected:
    """All that a page says about the matches, short of the releases' texts.

    Attributes:
        total: how many releases match and pass the filters.
        page: those on the page, each with its id and score, in order.
        counts: by facet name, how many releases have each value; values that none has may be left out.
        has_more: whether anything stands behind the page.
    """

    total: int
    page: Sequence[Row]
    counts: Mapping[str, Mapping[str, int]]
    has_more: bool = False


def collect(
    candidates: Iterable[Candidate], query: Query, groups: Groups, counted: Collection[str] = LISTED
) -> Collected:
    """Filter, count, order and cut.

    Args:
        candidates: every visible release whose text matches, before filters and dates.
        query: what was asked; its text has been served already.
        groups: which of them are versions of one release.
        counted: the facets to count, beside the date.
    """
    found, counts = _found(candidates, query, groups, counted)
    rows, end = _rows(found, query), query.offset + query.size
    return Collected(len(found), rows[query.offset : end], counts, len(rows) > end)


def ordered(candidates: Iterable[Candidate], query: Query, groups: Groups) -> Sequence[Row]:
    """All that a query finds in its order, whatever its page; see `collect`."""
    return _rows(_found(candidates, query, groups, ())[0], query)


_Found = Mapping[str, Sequence[Candidate]]  # by release, those of its versions that match


def _found(
    candidates: Iterable[Candidate], query: Query, groups: Groups, counted: Collection[str]
) -> tuple[_Found, Mapping[str, Mapping[str, int]]]:
    """What passes the filters, and how all is counted."""
    counts: dict[str, dict[str, set[str]]] = {name: defaultdict(set) for name in (DATE, *counted)}
    width = granularity(query.dates)
    found: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        facts = candidate.facts
        release = release_of(facts, groups, query)
        missed = [name for name in FACETS if not _has_chosen(facts, name, query)]
        if not _is_left(facts, query):
            continue
        # A facet is counted as if its own selection were off: what fails in it alone still counts there.
        for name in counted:
            if missed in ([], [name]):
                for value in facts.values[name]:
                    counts[name][value].add(release)
        if not missed:
            counts[DATE][bucket(facts.published, width)].add(release)
            found[release].append(candidate)
    return found, {name: _sizes(releases) for name, releases in counts.items()}


def _rows(found: _Found, query: Query) -> Sequence[Row]:
    """In the order of the query, behind its cursor."""
    stands = sorted((_stand(versions, query) for versions in found.values()), key=lambda stand: stand.place)
    return [(each.shown, each.score) for each in stands if query.after is None or each.place > query.after.key]


def release_of(facts: Facts, groups: Groups, query: Query) -> str:
    """What is counted once: the same id for all versions of one release, unless each version counts."""
    return groups.get(facts.id, facts.id) if query.group is Group.TRANSLATIONS else facts.id


@dataclass(frozen=True, slots=True)
class _Stand:
    """One release among the results: the id of the version that is shown, its score, and what it is sorted by."""

    shown: str
    score: float
    place: tuple[object, ...]


def _stand(versions: Sequence[Candidate], query: Query) -> _Stand:
    """What stands in the results for the matching versions of one release."""
    best = min(versions, key=_best)
    if query.order is Sort.RELEVANCE:
        well = [version for version in versions if version.score >= ABOUT_AS_WELL * best.score]
        shown = min(well, key=lambda version: (version.facts.language != query.prefer, *_best(version)))
        return _Stand(shown.facts.id, best.score, _best(best))
    shown = min(versions, key=lambda version: (version.facts.language != query.prefer, *by_language(version.facts)))
    return _Stand(shown.facts.id, best.score, cursor_of(shown.facts, query.order).key)


def by_language(facts: Facts) -> tuple[int, str]:
    """What versions of one release are sorted by: their language, and their id."""
    return list(LANGUAGES).index(facts.language), facts.id


def _sizes(releases: Mapping[str, Collection[str]]) -> Mapping[str, int]:
    return {value: len(having) for value, having in releases.items()}


def facet_counts(
    collected: Collected, query: Query, name_of: Callable[[str, str], str]
) -> Mapping[str, tuple[FacetCount, ...]]:
    """The counts as they are shown: the date first, chosen values kept at zero, in the facet's order.

    Args:
        collected: what was counted.
        query: what was chosen.
        name_of: gives the name that visible releases keep beside a facet's value, "" if there is none.
    """
    return {
        DATE: _by_date(collected.counts[DATE], query),
        **{facet: by_value(facet, collected.counts[facet], query, name_of) for facet in LISTED},
    }


def by_value(
    facet: str, counts: Mapping[str, int], query: Query, name_of: Callable[[str, str], str]
) -> tuple[FacetCount, ...]:
    """One facet's counts as they are shown, most releases first; see `facet_counts`."""
    chosen, barred = query.chosen(facet) | query.needed(facet), query.barred(facet)
    rows = [
        FacetCount(value, name_of(facet, value), counts.get(value, 0), value in chosen, value in barred)
        for value in counts.keys() | chosen | barred
    ]
    return tuple(sorted(rows, key=lambda row: (-row.count, row.name, row.value)))


def _by_date(counts: Mapping[str, int], query: Query) -> tuple[FacetCount, ...]:
    dated = sorted((value for value in counts if value != UNDATED), reverse=True)
    undated = [UNDATED] if counts.get(UNDATED) else []
    return tuple(FacetCount(value, "", counts[value], _is_range(value, query)) for value in dated + undated)


def _is_range(value: str, query: Query) -> bool:
    """Whether a bucket is just what the chosen range asks for."""
    return query.undated if value == UNDATED else days_of(value) == query.dates


def _is_in_range(facts: Facts, query: Query) -> bool:
    if query.undated:
        return facts.published is None
    if facts.published is None:
        return query.dates.start is None and query.dates.end is None
    return facts.published in query.dates


def passes(facts: Facts, query: Query) -> bool:
    """Whether a release has what the query asks for beside its text."""
    return _is_left(facts, query) and all(_has_chosen(facts, name, query) for name in FACETS)


def _is_left(facts: Facts, query: Query) -> bool:
    """Whether it can be counted at all, for whatever facet."""
    has_required = all(each.value in facts.values[each.facet] for each in query.required)
    has_excluded = any(each.value in facts.values[each.facet] for each in query.excluded)
    return has_required and not has_excluded and _is_in_range(facts, query) and _is_new(facts, query)


def _is_new(facts: Facts, query: Query) -> bool:
    moment = facts.latest if query.order is Sort.CHANGED else facts.appeared
    return query.since is None or (moment is not None and query.since <= moment)


def _has_chosen(facts: Facts, facet: str, query: Query) -> bool:
    chosen = query.chosen(facet)
    return not chosen or not chosen.isdisjoint(facts.values[facet])


def newest(facts: Facts) -> tuple[bool, int, str]:
    """What releases are sorted by, so that the newest comes first; undated ones last, and ids decide within a day."""
    return facts.published is None, -facts.published.toordinal() if facts.published else 0, facts.id


def _best(candidate: Candidate) -> tuple[float, bool, int, str]:
    return -candidate.score, *newest(candidate.facts)
