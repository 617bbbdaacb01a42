"""Which paragraph of a text goes with which one of its other version? Pure; for sentences, or anything in order, too.

After Gale and Church (1993): what is long in one language is long in the other. Segments keep their order; one may
stand alone, and one or two go with one or two. What both name (figures, names, words that are spelt alike) anchors
them, so that a paragraph that one version leaves out is told from its neighbours.

    for bead in align_texts(german, english):    # both lists of paragraphs
        german[bead.ones.start : bead.ones.stop], english[bead.others.start : bead.others.stop]

Each segment is in exactly one bead, and beads are in order. Work is bounded: behind the first `MOST_SEGMENTS` of either
text, what is left of both is one last bead.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice

import numpy as np
from numpy.typing import NDArray

from search.analysis import exact, function_words, words

MOST_SEGMENTS = 600  # of a text; 600 with 600 take some 50 ms

Costs = NDArray[np.float64]  # in nats: the higher, the less likely

# How many segments of either text go together, and how often (Gale and Church, table 5; left out a little more often
# than there, since releases are abridged). The first of equals is taken.
_SHAPES = ((1, 1), (2, 1), (1, 2), (2, 2))
_SHAPE_COSTS = -np.log([0.89, 0.045, 0.045, 0.01])
_ALONE = float(-np.log(0.015))
_LONE_ONE, _LONE_OTHER = len(_SHAPES), len(_SHAPES) + 1  # the ways beside the shapes

_VARIANCE = 6.8  # of a translation's length, for each character of the original (Gale and Church)
_STYLE = 0.1  # by how much lengths differ however long they are, as the deviation of the logarithm of their ratio
_CHANCE = 0.9  # the same between two segments that do not belong together
_FARTHEST = 12.0  # nats that lengths alone can speak against two segments

_SHORTEST_MARK = 4  # letters of a word that may be a name
_STEM = 6  # letters by which longer words are alike, whatever their endings: Konsultationen, consultations
_SPELLINGS = str.maketrans("kz", "cc")  # Konsultation, consultation; Zentrum, centre
_MOST_MARKS = 200  # of a segment
_SOME_MARKS = 3  # of a segment that should have one in common with its version
_MOST_LIKENESS, _NOTHING_ALIKE = 8.0, -1.5  # nats


@dataclass(frozen=True, slots=True)
class Bead:
    """Segments of two texts that go together.

    Attributes:
        ones: the places of those of the one text, from 0; empty if they exist in the other alone.
        others: the places of those of the other text; empty if they exist in the one alone.
    """

    ones: range
    others: range

    @property
    def is_alone(self) -> bool:
        """Whether it exists in one of the texts only."""
        return not self.ones or not self.others


def align_texts(ones: Sequence[str], others: Sequence[str]) -> list[Bead]:
    """The segments of two normalised texts in beads, by their lengths and by what they name in common.

    >>> german = ["Der Minister reist am 4. Juni nach Paris.", "Er spricht dort mit 17 Kollegen.", "Kontakt: Presse"]
    >>> align_texts(german, ["On 4 June the minister travels to Paris.", "Contact: press office"])[1]
    Bead(ones=range(1, 2), others=range(1, 1))
    """
    return align([len(text) for text in ones], [len(text) for text in others], likeness(ones, others))


def align(ones: Sequence[int], others: Sequence[int], alike: NDArray[np.floating] | None = None) -> list[Bead]:
    """The segments of two texts in beads.

    Args:
        ones, others: the lengths of the segments, in characters.
        alike: float[ones, others] or less (the first ones alone), in nats: what else speaks for two segments; 0 for
            nothing. In a bead of three it adds up; in one of four each segment counts with one of the other text.
    """
    first, second = ones[:MOST_SEGMENTS], others[:MOST_SEGMENTS]
    beads = list(_aligned(_lengths(first), _lengths(second), alike))[::-1]
    rest = Bead(range(len(first), len(ones)), range(len(second), len(others)))
    return [*beads, rest] if rest.ones or rest.others else beads


def likeness(ones: Sequence[str], others: Sequence[str]) -> NDArray[np.float64]:
    """What segments of two normalised texts name in common, for `align`: float64[ones, others], in nats, -1.5 to 8.

    Figures, names and words that are spelt alike count, the more the fewer segments hold them. That there are none
    speaks against two segments of some length.
    """
    sides = [list(map(_marks, side[:MOST_SEGMENTS])) for side in (ones, others)]
    held = Counter(chain.from_iterable(chain(*sides)))
    holders: dict[str, list[int]] = defaultdict(list)
    for place, marks in enumerate(sides[1]):
        for mark in marks:
            holders[mark].append(place)
    found = np.zeros((len(sides[0]), len(sides[1])))
    total = len(sides[0]) + len(sides[1]) + 2
    for place, marks in enumerate(sides[0]):
        for mark in sorted(marks & holders.keys()):
            found[place, holders[mark]] += np.log(total / held[mark])
    long = [np.array([len(marks) >= _SOME_MARKS for marks in side], bool) for side in sides]
    found[(found == 0) & long[0][:, None] & long[1][None, :]] = _NOTHING_ALIKE
    return np.minimum(found, _MOST_LIKENESS)


def _marks(text: str) -> frozenset[str]:
    """What a version in another language may have too."""
    marks = dict.fromkeys(map(_mark, words(text)))
    marks.pop("", None)
    return frozenset(islice(marks, _MOST_MARKS))


@lru_cache(maxsize=50_000)
def _mark(word: str) -> str:
    """A figure, or how a word that may be a name begins; empty for other words, and for function words."""
    form = exact(word)
    if form[0].isdigit():
        return form
    mark = form.translate(_SPELLINGS)[:_STEM]
    return mark if len(mark) >= _SHORTEST_MARK and form not in function_words() else ""


def _lengths(lengths: Sequence[int]) -> NDArray[np.float64]:
    return np.maximum(np.asarray(lengths, np.float64), 1)


def _aligned(
    ones: NDArray[np.float64], others: NDArray[np.float64], alike: NDArray[np.floating] | None
) -> Iterator[Bead]:
    """The cheapest beads, last first."""
    ways = _ways(len(ones), len(others), [_costs(ones, others, alike, shape) for shape in range(len(_SHAPES))])
    one, other = len(ones), len(others)
    while one or other:
        way = ways[one, other]
        tall, wide = (*_SHAPES, (1, 0), (0, 1))[way]
        yield Bead(range(one - tall, one), range(other - wide, other))
        one, other = one - tall, other - wide


def _costs(
    ones: NDArray[np.float64], others: NDArray[np.float64], alike: NDArray[np.floating] | None, shape: int
) -> Costs:
    """What it costs that so many segments go together, by the places of the first of them."""
    tall, wide = _SHAPES[shape]
    if len(ones) < tall or len(others) < wide:
        return np.zeros((0, 0))
    first, second = (_windows(side, width) for side, width in ((ones, tall), (others, wide)))
    variance = (_VARIANCE / np.minimum(first[:, None], second[None, :])) + _STYLE**2
    apart = (np.log(second)[None, :] - np.log(first)[:, None]) ** 2
    by_chance = apart / (2 * _CHANCE**2) + np.log(_CHANCE)
    cost: Costs = np.minimum(apart / (2 * variance) + np.log(variance) / 2 - by_chance, _FARTHEST) + _SHAPE_COSTS[shape]
    return cost if alike is None else cost - _alike(alike[: len(ones), : len(others)], tall, wide)


def _alike(alike: NDArray[np.floating], tall: int, wide: int) -> Costs:
    """What else speaks for so many segments. Two with two are in order or swapped: what all four name counts once."""
    if (tall, wide) == (2, 2):
        return np.maximum(alike[:-1, :-1] + alike[1:, 1:], alike[:-1, 1:] + alike[1:, :-1])
    return _windows(_windows(alike, tall).T, wide).T


def _windows(values: NDArray[np.floating], width: int) -> NDArray[np.float64]:
    """The sums of so many neighbours along the first axis."""
    return np.asarray(values if width == 1 else values[:-1] + values[1:], np.float64)


def _ways(one: int, other: int, costs: Sequence[Costs]) -> NDArray[np.int8]:
    """For each number of segments of both texts, the last step of the cheapest way there; row by row."""
    ways = np.full((one + 1, other + 1), _LONE_OTHER, np.int8)
    ways[1:, 0] = _LONE_ONE
    alone: Costs = np.arange(other + 1, dtype=np.float64) * _ALONE
    least: list[Costs] = [alone]
    for row in range(1, one + 1):
        tried = np.full((len(_SHAPES) + 1, other + 1), np.inf)
        tried[_LONE_ONE] = least[row - 1] + _ALONE
        for shape, (tall, wide) in enumerate(_SHAPES):
            if row >= tall and other >= wide:
                tried[shape, wide:] = least[row - tall][: other + 1 - wide] + costs[shape][row - tall]
        ways[row] = np.argmin(tried, axis=0)
        best = np.min(tried, axis=0)
        # A segment of the other text alone costs the same wherever it stands, so that one pass finds all of them.
        reached = np.minimum.accumulate(best - alone) + alone
        ways[row][reached < best - 1e-9] = _LONE_OTHER
        least.append(reached)
    return ways
