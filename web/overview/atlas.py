"""Which countries is it about? A map of the world, the darker the more releases, and the same as rows of a table."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from search.results import FacetCount
from web.labels import Labels
from web.links import Counted
from web.overview.shades import Shades, shades
from web.overview.world import World, world


@dataclass(frozen=True, slots=True)
class Land:
    """A country on the map.

    Attributes:
        name: with its count.
        address: the search for it.
        step: how dark it is, 1 to 5.
        is_chosen: whether the search has chosen it.
        shape: its outlines as an SVG path, "" for a dot.
        dot: the dot's place, None for a shape.
    """

    name: str
    address: str
    step: int
    is_chosen: bool
    shape: str = ""
    dot: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Swatch:
    """What a shade stands for."""

    step: int
    label: str


@dataclass(frozen=True, slots=True)
class Atlas:
    """The map, and what it says as rows.

    Attributes:
        width, height: of the map in its own units.
        blank: outlines of the countries that no release is about, as one SVG path.
        lands: all others, dots last.
        legend: what the shades stand for, the palest first.
        rows: every country with a release, the most frequent first.
        elsewhere: those of them that are not on the map: states that no longer exist.
    """

    width: int
    height: int
    blank: str
    lands: tuple[Land, ...]
    legend: tuple[Swatch, ...]
    rows: tuple[Counted, ...]
    elsewhere: tuple[Counted, ...]


def atlas(counts: Sequence[FacetCount], address_of: Mapping[str, str], labels: Labels) -> Atlas:
    """The counts of the country facet on a map.

    Args:
        counts: of the facet.
        address_of: for each country the search for it.
        labels: names.
    """
    named = [(count, label) for count, label in labels.named("country", counts) if count.count]
    rows = {
        count.value: Counted(label, labels.interface.number(count.count), address_of[count.value])
        for count, label in named
    }
    drawn, scale = world(), shades(count.count for count, _ in named)
    on_map = drawn.shapes.keys() | drawn.dots.keys()
    return Atlas(
        width=drawn.width,
        height=drawn.height,
        blank="".join(shape for code, shape in drawn.shapes.items() if code not in rows),
        lands=tuple(_lands([count for count, _ in named], rows, drawn, scale)),
        legend=legend(scale, labels),
        rows=tuple(rows.values()),
        elsewhere=tuple(row for code, row in rows.items() if code not in on_map),
    )


def legend(scale: Shades, labels: Labels) -> tuple[Swatch, ...]:
    """What each shade stands for: one number, or from which to which."""
    number = labels.interface.number
    return tuple(
        Swatch(
            each.step,
            number(each.first) if each.first == each.last else f"{number(each.first)}–{number(each.last)}",
        )
        for each in scale.classes
    )


def _lands(counts: Sequence[FacetCount], rows: Mapping[str, Counted], drawn: World, scale: Shades) -> Iterator[Land]:
    lands = [
        (count.value, Land(f"{row.label}: {row.count}", row.address, scale.step(count.count), count.selected))
        for count in counts
        for row in (rows[count.value],)
    ]
    yield from (replace(land, shape=drawn.shapes[code]) for code, land in lands if code in drawn.shapes)
    yield from (replace(land, dot=drawn.dots[code]) for code, land in lands if code in drawn.dots)
