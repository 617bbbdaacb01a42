"""By what is one release like another? By the words that tell most about it, and by whom and what it is about.

A word tells much that stands in titles and leads, that stands there often, and that few releases hold. What a text
holds that stands in many releases tells nothing about any of them: whom to call, or that the following was said today.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from search.analysis import exact, function_words, stems
from search.facets import FACETS
from search.ranking import rarity
from search.release import Release
from search.terms import EVERYWHERE, ZONE_WEIGHTS, TermField, Zone, passages

FEWEST_SHARED = 2  # words that releases must share: one rare word may be anybody's
LIKE_ENOUGH = 0.2  # the share of what is telling that similar releases have in common; see docs/decisions/0021
_MOST_TELLING = 60  # words
_LOOKED_AT = 1_000  # words of a release, from its beginning; so that a book costs no more than a speech
_MANY = 5  # releases that hold all words of a paragraph, from which on it is said to stand in many
_RAREST = 8  # words of a paragraph that are looked for to know so
_FEWEST = 4  # words of a paragraph below which nothing can be said of it
# Facets, and what a value of them counts as the occurrence of a word does: somewhat more than one in a title.
_ABOUT = {"country": 2.0, "minister": 2.0}


@dataclass(frozen=True, slots=True)
class Sign:
    """A stem, and what it tells about a release."""

    field: TermField
    text: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Mark:
    """A facet's value, and what it tells about a release."""

    facet: str
    value: str
    weight: float


class Census(Protocol):
    """What is known of the visible releases of an index."""

    @property
    def releases(self) -> int:
        """How many there are, each version one."""
        ...

    def holding(self, sign: Sign) -> int:
        """How many hold a stem."""
        ...

    def holding_all(self, signs: Sequence[Sign]) -> int:
        """How many hold all of some stems."""
        ...

    def having(self, facet: str, value: str) -> int:
        """How many have a value of a facet."""
        ...


def signs(release: Release, census: Census) -> Sequence[Sign]:
    """The words that tell most about a release and stand in others too, at most 60."""
    counts: dict[Sign, float] = defaultdict(float)
    for zone, block in _blocks(release):
        if zone is Zone.TITLE or not _is_in_many(block, census):
            for sign in block:
                counts[sign] += ZONE_WEIGHTS[zone]
    weighed = [
        Sign(sign.field, sign.text, count / (count + 1) * rarity(census.releases, holding))
        for sign, count in counts.items()
        if (holding := census.holding(sign)) > 1
    ]
    return sorted(weighed, key=lambda sign: (-sign.weight, sign.text))[:_MOST_TELLING]


def marks(release: Release, census: Census) -> Sequence[Mark]:
    """What a release is about, and who acts in it."""
    return [
        Mark(facet, value, weight * rarity(census.releases, census.having(facet, value)) ** 2)
        for facet, weight in _ABOUT.items()
        for value in FACETS[facet].values(release)
    ]


def _blocks(release: Release) -> Iterator[tuple[Zone, Sequence[Sign]]]:
    """The words of each block that can tell something, by their stems in its language."""
    left = _LOOKED_AT
    for passage in passages(release):
        if left <= 0:
            return
        language = passage.languages[0]
        field = next(field for field in EVERYWHERE.stems if field.language == language)
        forms = [exact(word) for word in passage.words[:left]]
        telling = [form for form in forms if form not in function_words(language) and any(map(str.isalpha, form))]
        yield passage.zone, [Sign(field, stem) for stem in stems(telling, language)]
        left -= len(forms)


def _is_in_many(block: Sequence[Sign], census: Census) -> bool:
    """Whether many releases hold all words of a block, as far as its rarest ones tell."""
    different = dict.fromkeys(block)
    rarest = sorted(different, key=census.holding)[:_RAREST]
    if len(rarest) < _FEWEST or census.holding(rarest[0]) < _MANY:
        return False
    return census.holding_all(rarest) >= _MANY
