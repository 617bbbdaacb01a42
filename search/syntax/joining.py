"""Which typed filters ask for any of their values, and which for all? AND joins those of one facet.

country:iraq country:syria          about either
country:iraq AND country:syria      about both
country:korea AND country:iraq      about Iraq and either Korea
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from search.query import Filter
from search.syntax.signs import Kind, Sign

_BETWEEN = frozenset([Kind.BOTH, Kind.WORD, Kind.PHRASE])  # what can stand between filters that AND joins


@dataclass(frozen=True, slots=True)
class Taken:
    """One filter: its signs from the first to the one behind, its field, and how it stands there.

    Attributes:
        is_grouped: within parentheses.
        is_kept_out: behind a minus or NOT, which is its first sign.
        values: that it names; none for a date.
    """

    first: int
    behind: int
    names: str
    is_grouped: bool
    is_kept_out: bool
    values: frozenset[Filter] = frozenset()


@dataclass(frozen=True, slots=True)
class Chosen:
    """What filters choose together.

    Attributes:
        filters: values of which any will do, facet by facet.
        required: values that are all asked for.
        is_loosened: whether AND joined what cannot be joined, so that any of its values does.
    """

    filters: frozenset[Filter] = frozenset()
    required: frozenset[Filter] = frozenset()
    is_loosened: bool = False


def choose(taken: Sequence[Taken], signs: Sequence[Sign]) -> Chosen:
    """What filters choose that stand among these signs, in their order."""
    every = [_chosen(named, can_join) for chain, can_join in _chains(taken, signs) for named in _by_facet(chain)]
    return Chosen(
        frozenset(value for each in every for value in each.filters),
        frozenset(value for each in every for value in each.required),
        any(each.is_loosened for each in every),
    )


def _chosen(named: Sequence[frozenset[Filter]], can_join: bool) -> Chosen:
    """What filters of one facet choose that AND joins; one of them may name several values."""
    different = set(named)
    several = [values for values in different if len(values) > 1]
    if len(different) > 1 and can_join and len(several) <= 1:
        return Chosen(frozenset().union(*several), frozenset().union(*(different - set(several))))
    return Chosen(frozenset().union(*different), is_loosened=len(different) > 1)


def _chains(taken: Sequence[Taken], signs: Sequence[Sign]) -> Iterator[tuple[Sequence[Taken], bool]]:
    """The filters, those together that AND joins, also by way of words; and whether no OR stands beside them."""
    chain: list[Taken] = []
    for each in taken:
        if chain and not _is_joined([sign.kind for sign in signs[chain[-1].behind : each.first]]):
            yield chain, _is_free(chain, signs)
            chain = []
        chain.append(each)
    if chain:
        yield chain, _is_free(chain, signs)


def _is_joined(between: Sequence[Kind]) -> bool:
    return {*between[:1], *between[-1:]} == {Kind.BOTH} and _BETWEEN.issuperset(between)


def _is_free(chain: Sequence[Taken], signs: Sequence[Sign]) -> bool:
    beside = [*signs[: chain[0].first][-1:], *signs[chain[-1].behind :][:1]]
    return all(sign.kind is not Kind.EITHER for sign in beside)


def _by_facet(chain: Sequence[Taken]) -> Sequence[Sequence[frozenset[Filter]]]:
    names = dict.fromkeys(each.names for each in chain)
    return [[each.values for each in chain if each.names == name] for name in names]
