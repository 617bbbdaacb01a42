"""Which releases are still to be paired, and with whom? What is said of them holds; the others have evidence."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from index.pairing.assignment import confidences
from index.pairing.by_hand import ByHand
from index.pairing.candidates import Edges, Search
from index.pairing.groups import Groups
from index.pairing.lexicon import Lexicon, learn
from index.pairing.pairs import IN_DOUBT, LEAST_CONFIDENCE, LEAST_POSSIBLE, SURE, Ground, Pair, pair_of
from index.pairing.profile import Profile
from index.pairing.side import Sides, sides
from index.pairing.stated import join_by_hand, join_stated, known_by, parted
from search.languages import LANGUAGES

_LEAST_LOG_ODDS = -5.0  # a candidate below neither becomes a partner nor makes another one less sure
_MOST_RIVALS = 3


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """Who may be versions of each other, in two languages."""

    sides: Sides
    edges: Edges

    @property
    def ids(self) -> list[tuple[str, str]]:
        """Of each, in the order of the edges."""
        ones, others = self.sides.one.ids, self.sides.other.ids
        places = zip(self.edges.ones.tolist(), self.edges.others.tolist(), strict=True)
        return [(ones[one], others[other]) for one, other in places]


class Pool:
    """The releases of a newsroom, of which those are joined that staff or sources join.

    Attributes:
        said: their pairs.
        faults: what staff say that cannot be, a sentence each.
        possible: what was not joined and might be, once all candidates were looked at.
    """

    def __init__(self, profiles: Iterable[Profile], hand: ByHand) -> None:
        ordered = sorted(profiles, key=lambda profile: profile.id)
        self._profiles = {profile.id: profile for profile in ordered}
        known = known_by(ordered)
        self.faults: list[str] = []
        self.possible: tuple[Pair, ...] = ()
        self._apart = parted(hand, known, self.faults)
        self._groups = Groups({profile.id: profile.language for profile in ordered}, self._apart)
        by_hand = tuple(join_by_hand(hand, known, self._groups, self.faults))
        self.said = (*by_hand, *join_stated(ordered, known, self._groups))
        self._lexicons: dict[tuple[str, str], Lexicon | None] = {}
        self._searches: list[Search] | None = None

    def learn(self, pairs: Iterable[Pair]) -> bool:
        """Learn which words go together from what is said and from the sure ones of these pairs; whether they do."""
        sure = [pair for pair in (*self.said, *pairs) if pair.confidence >= SURE]
        taught = [(self._profiles[pair.one], self._profiles[pair.other]) for pair in sure]
        for languages in combinations(LANGUAGES, 2):
            mine = [(one, other) for one, other in taught if (one.language, other.language) == languages]
            self._lexicons[languages] = learn(mine)
        self._searches = None
        return any(self._lexicons.values())

    def holds(self, pair: Pair) -> bool:
        """Whether a pair that evidence made may stay: both releases stand, and nothing else is said of either."""
        stands = all(id in self._profiles for id in pair.ids)
        return pair.ground is Ground.EVIDENCE and stands and self._is_open(pair)

    def candidates(self, of: Collection[str] | None = None) -> Sequence[Candidates]:
        """Who may be versions of these releases, or of any."""
        if self._searches is None:
            self._searches = [self._search(*languages) for languages in combinations(LANGUAGES, 2)]
        found = ((each.sides, each.edges(of)) for each in self._searches)
        allowed = ((sides, edges.without(sides.places_of(self._apart))) for sides, edges in found)
        return [Candidates(sides, edges.of_at_least(_LEAST_LOG_ODDS)) for sides, edges in allowed]

    def keep(self, pairs: Iterable[Pair]) -> Iterator[Pair]:
        """Join what was joined before, as far as that can be."""
        return (pair for pair in pairs if self._groups.join(*pair.ids))

    def join(self, candidates: Sequence[Candidates], least: float = LEAST_CONFIDENCE) -> Iterator[Pair]:
        """Join candidates of at least this confidence: the likeliest first, of equals those whose ids come first."""
        found = [pair for each in candidates for pair in self._pairs(each)]
        found.sort(key=lambda pair: (-pair.confidence, pair.ids))
        for pair in found:
            if pair.confidence >= least and self._groups.join(*pair.ids):
                yield pair
        self.possible = tuple(pair for pair in found if self._is_open(pair))

    def _search(self, one: str, other: str) -> Search:
        """The search between two languages. All their releases tell how rare a sign is, also those that are paired."""
        profiles = [[each for each in self._profiles.values() if each.language == code] for code in (one, other)]
        is_open = [
            np.array([not self._groups.version(each.id, missing) for each in mine], np.bool_)
            for mine, missing in zip(profiles, (other, one), strict=True)
        ]
        return Search(sides(profiles[0], profiles[1], self._lexicons.get((one, other))), (is_open[0], is_open[1]))

    def _is_open(self, pair: Pair) -> bool:
        """Whether neither has a version in the other's language, and nobody parts them."""
        one, other = pair.ids
        languages = self._profiles[one].language, self._profiles[other].language
        has_version = self._groups.version(one, languages[1]) or self._groups.version(other, languages[0])
        return not has_version and not self._groups.are_apart(one, other)

    def _pairs(self, candidates: Candidates) -> Iterator[Pair]:
        found = [(*ids, float(sure)) for ids, sure in zip(candidates.ids, confidences(candidates.edges), strict=True)]
        rivals = _rivals(found)
        for one, other, confidence in found:
            if confidence < LEAST_POSSIBLE:
                continue
            beside = rivals(one, other) if confidence < IN_DOUBT else ()
            yield pair_of(self._profiles[one], self._profiles[other], Ground.EVIDENCE, round(confidence, 4), beside)


def _rivals(found: Iterable[tuple[str, str, float]]) -> Callable[[str, str], tuple[str, ...]]:
    """What names those who compete with a pair, the likeliest first."""
    likely: dict[str, dict[str, float]] = defaultdict(dict)
    for one, other, confidence in found:
        if confidence >= LEAST_POSSIBLE:
            likely[one][other] = likely[other][one] = confidence

    def rivals(one: str, other: str) -> tuple[str, ...]:
        beside = {id: sure for id, sure in (likely[one] | likely[other]).items() if id not in (one, other)}
        return tuple(sorted(beside, key=lambda id: (-beside[id], id))[:_MOST_RIVALS])

    return rivals
