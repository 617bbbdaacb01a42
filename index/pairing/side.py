"""What do the releases of two languages have that pairing looks at? Columns, and signs weighed by how rare they are.

A word that one side alone knows is mostly one of its language, and hardly counts. A figure, a country or a person
counts in any case: that no release of the other side names it speaks against them all.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.pairing.lexicon import Lexicon
from index.pairing.profile import Profile, Signs, Sort, sorts_of
from search.release import Kind

MOST_HOLDERS = 2_000  # releases of one language; a sign that more hold tells nothing, and would be long to follow
_USUAL = 1_000  # releases: where there are fewer, a sign is not the more common for that
_UNKNOWN_WORD = 0.1  # what a word that one side alone knows counts of its weight
Translate = Callable[[Signs], Signs]
_KINDS = tuple(Kind)

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """The releases of one language beside those of another; places are numbers of releases in their order.

    Attributes:
        ids: by place.
        days: float64[n], days since year 1; NaN for undated.
        lengths: float64[n], characters.
        kinds: int64[n], the place of the kind among all.
        signs: int64, by place, the numbers of the signs that count, the rarest first.
        starts: int64[n + 1], where in `signs` the release of that place begins.
        held: float64[n, sorts], the weight of all signs of each sort.
        weight: float64[n], of all signs.
    """

    ids: Sequence[str]
    days: NDArray[np.float64]
    lengths: NDArray[np.float64]
    kinds: Numbers
    signs: Numbers
    starts: Numbers
    held: NDArray[np.float64]
    weight: NDArray[np.float64]

    @property
    def places(self) -> Mapping[str, int]:
        """By id."""
        return {id: place for place, id in enumerate(self.ids)}

    def signs_of(self, place: int) -> Numbers:
        """The signs of this release that count, the rarest first."""
        return self.signs[self.starts[place] : self.starts[place + 1]]


@dataclass(frozen=True, slots=True, eq=False)
class Sides:
    """Releases of two languages, and the signs that count.

    Attributes:
        one, other: the releases.
        weights: float64, by number of the sign: the rarer the more, never 0.
        sorts: int64, by number of the sign (`Sort`).
        has_lexicon: whether translations are among them.
    """

    one: Side
    other: Side
    weights: NDArray[np.float64]
    sorts: Numbers
    has_lexicon: bool

    def places_of(self, ids: Iterable[tuple[str, str]]) -> Iterator[tuple[int, int]]:
        """The places of two releases each, `one` first; those that are not on two sides are passed over."""
        ones, others = self.one.places, self.other.places
        for first, second in ids:
            one, other = (first, second) if first in ones else (second, first)
            if one in ones and other in others:
                yield ones[one], others[other]


def sides(one: Sequence[Profile], other: Sequence[Profile], lexicon: Lexicon | None = None) -> Sides:
    """The releases of two languages, ready to be compared; through a lexicon from the one to the other, if given."""
    signs, places = _columns(one, lexicon.of_words if lexicon else None)
    other_signs, other_places = _columns(other, lexicon.of_translations if lexicon else None)
    values, numbers = np.unique(np.concatenate([signs, other_signs]), return_inverse=True)
    here, there = numbers[: len(signs)], numbers[len(signs) :]
    counts = [np.bincount(each, minlength=len(values)) for each in (here, there)]
    share = np.maximum((counts[0] + 1) / (len(one) + _USUAL), (counts[1] + 1) / (len(other) + _USUAL))
    sorts = sorts_of(values).astype(np.int64)
    is_told = ((sorts != Sort.WORD) & (sorts != Sort.TRANSLATION)) | (np.minimum(*counts) > 0)
    counts_at_all = (np.maximum(*counts) <= MOST_HOLDERS) & (share < 1)
    known = np.flatnonzero(counts_at_all)
    order = known[np.argsort(share[known], kind="stable")]  # numbers go up with how common a sign is
    number_of = np.full(len(values), -1)
    number_of[order] = np.arange(len(order))
    weights, sorts = -np.log(share[order]) * np.where(is_told[order], 1.0, _UNKNOWN_WORD), sorts[order]
    made = (
        _side(one, places, number_of[here], weights, sorts),
        _side(other, other_places, number_of[there], weights, sorts),
    )
    return Sides(*made, weights, sorts, has_lexicon=lexicon is not None)


def summed(weights: NDArray[np.float64], places: Numbers, count: int) -> NDArray[np.float64]:
    """The weights that belong to each place from 0 on, added up: float64[count]."""
    return np.bincount(places, weights, count).astype(np.float64, copy=False)


def _columns(profiles: Sequence[Profile], translate: Translate | None) -> tuple[Signs, Numbers]:
    """All signs with their translations, and the places of the releases that hold them."""
    signs = np.concatenate([np.empty(0, np.uint32), *(profile.signs for profile in profiles)])
    places = np.repeat(np.arange(len(profiles)), [len(profile.signs) for profile in profiles])
    if translate is None:
        return signs, places
    translations = translate(signs)
    is_known = translations > 0
    each_once = np.unique((places[is_known] << 32) | translations[is_known])  # two words can have one translation
    translations = (each_once & 0xFFFFFFFF).astype(np.uint32)
    return np.concatenate([signs, translations]), np.concatenate([places, each_once >> 32])


def _side(
    profiles: Sequence[Profile], places: Numbers, numbers: Numbers, weights: NDArray[np.float64], sorts: Numbers
) -> Side:
    """Columns of releases whose signs, by their places, have these numbers; -1 for a sign that does not count."""
    places, numbers = places[numbers >= 0], numbers[numbers >= 0]
    order = np.lexsort((numbers, places))
    places, numbers = places[order], numbers[order]
    count = len(profiles)
    held = summed(weights[numbers], places * len(Sort) + sorts[numbers], count * len(Sort))
    return Side(
        ids=[profile.id for profile in profiles],
        days=np.array([profile.published.toordinal() if profile.published else np.nan for profile in profiles]),
        lengths=np.array([profile.length for profile in profiles], np.float64),
        kinds=np.array([_KINDS.index(profile.kind) for profile in profiles], np.int64),
        signs=numbers,
        starts=np.concatenate([[0], np.cumsum(np.bincount(places, minlength=count))]).astype(np.int64),
        held=held.reshape(count, len(Sort)),
        weight=held.reshape(count, len(Sort)).sum(axis=1),
    )
