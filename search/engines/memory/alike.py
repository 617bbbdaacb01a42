"""Which releases in memory are like one of them? Each is compared with it."""

from collections.abc import Iterable, Sequence

from search.collect import Groups, newest
from search.engines.scan import Analyzed
from search.likeness import FEWEST_SHARED, LIKE_ENOUGH, Mark, Sign, marks, signs
from search.ranking import rarity
from search.terms import PART_WEIGHT, ZONE_WEIGHTS, Zone


def alike(own: Analyzed, visible: Sequence[Analyzed], groups: Groups) -> Sequence[tuple[str, float]]:
    """The ids of the releases that are like enough with how like they are, best first, one of each group.

    Args:
        own: that they are compared with.
        visible: all that readers may see.
        groups: which of them are versions of one release.
    """

    def group(release: Analyzed) -> str:
        return groups.get(release.release.id, release.release.id)

    best: dict[str, tuple[float, Analyzed]] = {}
    for version in (each for each in visible if group(each) == group(own)):
        for other, likeness in _compared(version, visible):
            reached = best.get(group(other))
            if group(other) != group(own) and (reached is None or _place(likeness, other) < _place(*reached)):
                best[group(other)] = likeness, other
    found = sorted(best.values(), key=lambda row: _place(*row))
    return [(release.release.id, likeness) for likeness, release in found if likeness >= LIKE_ENOUGH]


def _place(likeness: float, release: Analyzed) -> tuple[float, bool, int, str]:
    return -likeness, *newest(release.facts)


def _compared(own: Analyzed, visible: Sequence[Analyzed]) -> Iterable[tuple[Analyzed, float]]:
    census = _Census(visible)
    telling, about = signs(own.release, census), marks(own.release, census)
    whole = _score(own, telling, about, census)
    for other in visible:
        if sum(_holds(other, sign) for sign in telling) >= FEWEST_SHARED:
            yield other, min(_score(other, telling, about, census) / whole, 1.0)


def _score(release: Analyzed, telling: Iterable[Sign], about: Iterable[Mark], census: "_Census") -> float:
    words = (sign.weight * rarity(census.releases, census.holding(sign)) * _counted(release, sign) for sign in telling)
    return sum(words) + sum(mark.weight for mark in about if mark.value in release.facts.values[mark.facet])


def _counted(release: Analyzed, sign: Sign) -> float:
    """Occurrences of a stem by the weight of their zone, each saturating."""
    counts = {zone: release.whole[sign.field, zone][sign.text] for zone in Zone}
    parts = {zone: release.parts[sign.field, zone][sign.text] * PART_WEIGHT for zone in Zone}
    return sum(ZONE_WEIGHTS[zone] * (counts[zone] + parts[zone]) / (counts[zone] + parts[zone] + 1) for zone in Zone)


def _holds(release: Analyzed, sign: Sign) -> bool:
    return _counted(release, sign) > 0


class _Census:
    """What is known of the visible releases."""

    def __init__(self, visible: Sequence[Analyzed]) -> None:
        self.releases = len(visible)
        self._visible = visible

    def holding(self, sign: Sign) -> int:
        """All are asked."""
        return self.holding_all([sign])

    def holding_all(self, signs: Sequence[Sign]) -> int:
        """All are asked."""
        return sum(all(_holds(release, sign) for sign in signs) for release in self._visible)

    def having(self, facet: str, value: str) -> int:
        """All are asked."""
        return sum(value in release.facts.values[facet] for release in self._visible)
