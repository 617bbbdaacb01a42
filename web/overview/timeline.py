"""How is what was found spread over time? Bars by year, month or day with an axis, and the same as rows of a table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from search.facets import UNDATED, granularity
from search.query import Query
from search.results import FacetCount
from web import addresses
from web.labels import Labels
from web.links import Counted
from web.overview.axis import levels, narrow_marks, wide_marks
from web.results.dating import buckets, within

HEIGHT = 180  # pixels that the highest level has
_SLOT = 64  # pixels that a bar has at most; a few are no wall
_FEWEST = 4  # slots
_MOST = 150  # bars; beyond these they would be too thin to hit
_FILLED = 0.8  # of a slot
_NUMBERED = {"": 5, "wide": 24}  # so many bars have a number above them, by the screen


@dataclass(frozen=True, slots=True)
class Bar:
    """A period that holds a release.

    Attributes:
        name: with its count.
        address: the search for it.
        left, middle, width: in per cent of the axis.
        top, height: in pixels.
        number: written above it; "" where there is no room for that.
        screen: where the number stands, as with a mark.
    """

    name: str
    address: str
    left: float
    middle: float
    width: float
    top: int
    height: int
    number: str
    screen: str


@dataclass(frozen=True, slots=True)
class Mark:
    """The name of a period below the axis.

    Attributes:
        place: in per cent of the axis.
        anchor: which end of the text is there, as in SVG.
        screen: the screens that it stands on alone: "narrow" or "wide"; "" for all.
    """

    text: str
    place: float
    anchor: str
    screen: str


@dataclass(frozen=True, slots=True)
class Level:
    """A round number and how far it is from the top, in pixels."""

    text: str
    top: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """The bars, and what they say as rows; releases without a date have the last one.

    Attributes:
        undated: the releases without a date, None for none.
        is_gapped: whether periods without a release are left out, since there are too many of them.
        left_out: earlier periods that have no bar, but a row.
        gutter: pixels that the numbers at the side need.
        width: pixels that the bars need at most.
    """

    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...]
    levels: tuple[Level, ...]
    rows: tuple[Counted, ...]
    undated: Counted | None
    is_gapped: bool
    left_out: int
    gutter: int
    width: int


def timeline(counts: Sequence[FacetCount], query: Query, labels: Labels) -> Timeline:
    """The counts of the date facet, over time."""
    found = {count.value: count.count for count in sorted(counts, key=lambda each: each.value) if count.count}
    dated = [value for value in found if value != UNDATED]
    every = periods(dated, query)
    shown = (every or dated)[-_MOST:]
    steps = levels(max((found[value] for value in dated), default=1))
    return Timeline(
        bars=tuple(_bars(shown, found, steps[-1], query, labels)),
        marks=tuple(_marks(shown, labels)),
        levels=tuple(Level(labels.interface.number(step), HEIGHT - _scaled(step, steps[-1])) for step in steps),
        rows=tuple(_row(value, found[value], query, labels) for value in found),
        undated=_row(UNDATED, found[UNDATED], query, labels) if UNDATED in found else None,
        is_gapped=bool(dated) and not every,
        left_out=len(set(dated) - set(shown)),
        gutter=8 * len(labels.interface.number(steps[-1])) + 8,
        width=_SLOT * max(len(shown), _FEWEST),
    )


def periods(dated: Sequence[str], query: Query) -> Sequence[str]:
    """Every period from the first to the last of these; none where a slip of the keyboard lies centuries away."""
    return buckets(min(dated), max(dated), granularity(query.dates)) if dated else ()


def _bars(shown: Sequence[str], found: dict[str, int], highest: int, query: Query, labels: Labels) -> Iterator[Bar]:
    slot = 100 / max(len(shown), _FEWEST)
    screen = next((screen for screen, most in _NUMBERED.items() if len(shown) <= most), None)
    for index, value in enumerate(shown):
        if value in found:
            row, height = _row(value, found[value], query, labels), max(1, _scaled(found[value], highest))
            yield Bar(
                name=f"{row.label}: {row.count}",
                address=row.address,
                left=round((index + (1 - _FILLED) / 2) * slot, 3),
                middle=round((index + 0.5) * slot, 3),
                width=round(slot * _FILLED, 3),
                top=HEIGHT - height,
                height=height,
                number="" if screen is None else row.count,
                screen=screen or "",
            )


def _marks(shown: Sequence[str], labels: Labels) -> Iterator[Mark]:
    slot, narrow, wide = 100 / max(len(shown), _FEWEST), narrow_marks(shown), wide_marks(shown)
    for index, value in enumerate(shown):
        if value in narrow | wide:
            screen = "" if value in narrow & wide else "narrow" if value in narrow else "wide"
            place = (index + 0.5) * slot
            is_long = len(value) > len("2020")
            anchor = "start" if is_long and place < 8 else "end" if is_long and place > 92 else "middle"
            yield Mark(labels.interface.mark(value), round(place, 3), anchor, screen)


def _row(value: str, count: int, query: Query, labels: Labels) -> Counted:
    interface = labels.interface
    address = addresses.results(interface.code, within(query, value))
    return Counted(labels.value("date", value), interface.number(count), address)


def _scaled(number: int, highest: int) -> int:
    return round(number * HEIGHT / highest)
