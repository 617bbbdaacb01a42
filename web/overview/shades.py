"""How dark is a number drawn? In five steps, between round bounds that grow as a few large numbers among many do."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import log10

STEPS = 5
_SPREAD = {1: (3,), 2: (2, 4), 3: (1, 3, 5), 4: (1, 2, 4, 5), 5: (1, 2, 3, 4, 5)}  # the steps that so many classes take
_ROUND = (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)


@dataclass(frozen=True, slots=True)
class Shade:
    """A class of numbers: its step, 1 for the palest to 5, and the least and the greatest number in it."""

    step: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Shades:
    """The classes, from the palest on; none where there is no number above 0."""

    classes: tuple[Shade, ...]

    def step(self, number: int) -> int:
        """The step of a number, 0 for none.

        >>> shades([1, 30]).step(7), shades([1, 30]).step(0)
        (3, 0)
        """
        return max((shade.step for shade in self.classes if shade.first <= number), default=0)


def shades(numbers: Iterable[int]) -> Shades:
    """The classes of these numbers, each some times as wide as the one before; numbers below 1 have none.

    >>> [(shade.first, shade.last) for shade in shades([812, 3, 1]).classes]
    [(1, 3), (4, 14), (15, 59), (60, 199), (200, 812)]
    """
    drawn = [number for number in numbers if number > 0]
    if not drawn:
        return Shades(())
    lowest, highest = min(drawn), max(drawn)
    bounds = {_round(lowest * (highest / lowest) ** (number / STEPS)) for number in range(1, STEPS)}
    rounded = sorted({lowest, *(bound for bound in bounds if lowest < bound <= highest)})
    firsts = rounded if highest - lowest >= STEPS else range(lowest, highest + 1)
    lasts = [*(first - 1 for first in firsts[1:]), highest]
    return Shades(tuple(Shade(*each) for each in zip(_SPREAD[len(firsts)], firsts, lasts, strict=True)))


def _round(number: float) -> int:
    """The nearest round number, by ratio: 1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 25, 30 and so on."""
    power = 10 ** int(log10(number))
    found = (int(each * power) for each in _ROUND if each * power % 1 == 0)
    return min(found, key=lambda each: abs(log10(each / number)))
