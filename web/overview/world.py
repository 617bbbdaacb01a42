"""Where is which country on a map of the world? Outlines and places as `data/world.toml` has them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from search.toml_file import read_toml


@dataclass(frozen=True, slots=True)
class World:
    """A map.

    Attributes:
        width, height: in the units of all places, from the top left.
        shapes: by ISO code the outlines, as an SVG path.
        dots: by ISO code where a country is that is too small to be seen, or has no outline.
    """

    width: int
    height: int
    shapes: Mapping[str, str]
    dots: Mapping[str, tuple[int, int]]


@cache
def world() -> World:
    """The map, read when it is first drawn."""
    read = read_toml(Path(__file__).parent / "data" / "world.toml", "the map of the world")
    dots = {code: (x, y) for code, (x, y) in read["dots"].items()}
    return World(read["width"], read["height"], read["shapes"], dots)
