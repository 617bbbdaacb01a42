"""Which values come together? Tables that are the darker the more releases have both, each cell a search for them."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from search.facets import DATE, UNDATED
from search.query import Query
from search.results import FacetCount
from web import addresses
from web.labels import Labels
from web.overview.shades import shades
from web.overview.timeline import periods
from web.results.dating import within

MOST_PERIODS = 62  # columns; as many as two months have days
MOST_MINISTERS = 40
MOST_COUNTRIES = 15

Pairs = Mapping[tuple[str, str], int]
"""How many releases have both values."""


@dataclass(frozen=True, slots=True)
class Cell:
    """How many releases have both values, written out, their address, and how dark the cell is, 1 to 5."""

    count: str
    address: str
    step: int


@dataclass(frozen=True, slots=True)
class Line:
    """A value, the search for it, and what it has in common with each column's value; None for nothing."""

    label: str
    address: str
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Crosstab:
    """The table.

    Attributes:
        heads: what the columns are called.
        lines: in order.
        is_upright: whether the heads are too long to stand side by side.
    """

    heads: tuple[str, ...]
    lines: tuple[Line, ...]
    is_upright: bool = True


def over_time(pairs: Pairs, counts: Sequence[FacetCount], query: Query, labels: Labels) -> Crosstab:
    """The ministers by the first period that they have a release in, each over all periods.

    Args:
        pairs: of ministers and buckets of the date.
        counts: of the ministers' facet, for their names.
        query: what both are counted in.
        labels: names.
    """
    names = {count.value: labels.value("minister", count.value, count.name) for count in counts}
    # An embargo can end between the two counts, and who was kept under it has no name here yet.
    named = {pair: number for pair, number in pairs.items() if pair[0] in names}
    shown = [minister for minister, _ in _totals(named).most_common(MOST_MINISTERS)]
    columns = _columns({period for minister, period in pairs if minister in shown}, query)
    first = {minister: min(period for each, period in pairs if each == minister) for minister in shown}
    ministers = sorted(shown, key=lambda each: (first[each], labels.interface.collated(names[each])))
    narrowed = {minister: query.narrowing("minister", minister) for minister in ministers}
    table = _Table(pairs, lambda minister, period: within(narrowed[minister], period), labels)
    return Crosstab(
        tuple(labels.value(DATE, UNDATED) if each == UNDATED else labels.interface.mark(each) for each in columns),
        tuple(table.line(each, names[each], narrowed[each], columns) for each in ministers),
        is_upright=any(len(period) != len("2020") for period in columns),
    )


def together(pairs: Pairs, query: Query, labels: Labels) -> Crosstab:
    """The countries, first those that come up with others most, each with all others.

    Args:
        pairs: of countries, each pair in one order or the other.
        query: what they are counted in.
        labels: names.
    """
    both_ways = {**pairs, **{(other, one): number for (one, other), number in pairs.items()}}
    totals = _totals(both_ways)
    names = {code: labels.value("country", code) for code in totals}
    codes = sorted(totals, key=lambda code: (-totals[code], labels.interface.collated(names[code])))
    narrowed = {code: query.narrowing("country", code) for code in codes}
    table = _Table(both_ways, lambda one, other: narrowed[one].narrowing("country", other), labels)
    return Crosstab(
        tuple(names[code] for code in codes),
        tuple(table.line(code, names[code], narrowed[code], codes) for code in codes),
    )


def _totals(pairs: Pairs) -> Counter[str]:
    """By the first value of the pairs, how many releases they count together."""
    totals: Counter[str] = Counter()
    for (value, _), number in pairs.items():
        totals[value] += number
    return totals


class _Table:
    """Sets lines."""

    def __init__(self, pairs: Pairs, query_of: Callable[[str, str], Query], labels: Labels) -> None:
        self._pairs = pairs
        self._query_of = query_of
        self._labels = labels
        self._shades = shades(pairs.values())

    def line(self, value: str, label: str, query: Query, columns: Sequence[str]) -> Line:
        cells = tuple(self._cell(value, column) for column in columns)
        return Line(label, addresses.results(self._labels.interface.code, query), cells)

    def _cell(self, value: str, column: str) -> Cell | None:
        number = self._pairs.get((value, column), 0)
        if not number:
            return None
        interface = self._labels.interface
        address = addresses.results(interface.code, self._query_of(value, column))
        return Cell(interface.number(number), address, self._shades.step(number))


def _columns(found: Iterable[str], query: Query) -> list[str]:
    """Every period from the first to the last, the latest ones if they are too many; last what has no date."""
    dated = sorted(period for period in found if period != UNDATED)
    every = list(periods(dated, query)) or dated
    return [*(every if len(every) <= MOST_PERIODS else dated)[-MOST_PERIODS:], *({UNDATED} & set(found))]
