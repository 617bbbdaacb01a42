"""What is a pair? Two releases that are versions of one, how sure that is, and who says so."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from index.pairing.profile import Profile
from search.languages import LANGUAGES

LEAST_CONFIDENCE = 0.6  # from which on releases are paired: beyond what two candidates that are alike can have
LEAST_POSSIBLE = 0.1  # from which on somebody may want to know of what was not paired
SURE = 0.97  # from which on a pair teaches words
IN_DOUBT = 0.9  # below which somebody should look at a pair

_ORDER = tuple(LANGUAGES)


class Ground(StrEnum):
    """Who or what says that two releases are versions of one."""

    BY_HAND = "by hand"
    STATED = "stated"
    EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """Two versions of one release.

    Attributes:
        one, other: their ids; `one` is the version whose language comes first in `search.languages`.
        ground: who says so.
        confidence: from 0 to 1: of a hundred pairs at .9, some ninety are right. 1 where somebody says so.
        rivals: ids of other releases that either could have gone with, the likeliest first; for pairs in doubt alone.
    """

    one: str
    other: str
    ground: Ground
    confidence: float = 1.0
    rivals: tuple[str, ...] = ()

    @property
    def ids(self) -> tuple[str, str]:
        """Both."""
        return (self.one, self.other)

    @property
    def is_doubtful(self) -> bool:
        """Whether somebody should look at it."""
        return self.confidence < IN_DOUBT


def pair_of(
    one: Profile, other: Profile, ground: Ground, confidence: float = 1.0, rivals: tuple[str, ...] = ()
) -> Pair:
    """The pair of two releases in different languages, whichever is named first."""
    first, second = sorted((one, other), key=lambda profile: _ORDER.index(profile.language))
    return Pair(first.id, second.id, ground, confidence, rivals)


def together(pairs: Iterable[Pair]) -> list[Collection[str]]:
    """The releases that pairs join, as groups of ids: with three languages, two pairs make a group of three."""
    groups: dict[str, set[str]] = {}
    for pair in pairs:
        joined = groups.get(pair.one, {pair.one}) | groups.get(pair.other, {pair.other})
        groups.update(dict.fromkeys(joined, joined))
    return list({id(group): group for group in groups.values()}.values())


def pairs_by_id(pairs: Iterable[Pair]) -> Mapping[str, tuple[Pair, ...]]:
    """By id, the pairs that a release is in: one for most, more only where there are more than two languages."""
    found: dict[str, tuple[Pair, ...]] = {}
    for pair in pairs:
        for id in pair.ids:
            found[id] = (*found.get(id, ()), pair)
    return found
