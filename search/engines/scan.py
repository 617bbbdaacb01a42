"""How well does one release match a query? Asked of its words, one node of the tree after the other."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from search.facts import facts_of
from search.record import content_hash
from search.release import Release
from search.syntax import AtLeast, Everything, Leaf, Near, Node, Phrase, Prefix, Without, Word
from search.terms import EVERYWHERE, EXACT, ZONE_WEIGHTS, TermField, Zone, passages

Positions = Mapping[str, Sequence[int]]  # term → where it stands


class Analyzed:
    """A release with its facts, and by field and zone where each of its terms stands."""

    def __init__(self, release: Release) -> None:
        self.release = release
        self.facts = facts_of(release, content_hash(release))
        self.positions: dict[tuple[TermField, Zone], dict[str, list[int]]] = {
            (field, zone): defaultdict(list) for field in EVERYWHERE.fields for zone in Zone
        }
        for passage in passages(release):
            for field in EVERYWHERE.fields:
                if field.language in (None, *passage.languages):
                    for position, word in enumerate(passage.words, passage.start):
                        self.positions[field, passage.zone][field.term(word)].append(position)

    def beginning(self, prefix: Prefix) -> set[str]:
        """The words as written that begin so."""
        return {term for zone in _zones(prefix) for term in self.positions[EXACT, zone] if term.startswith(prefix.text)}


def score(node: Node, release: Analyzed) -> float | None:
    """How well a release matches, None if it does not."""
    match node:
        case Everything():
            return 0.0
        case AtLeast(minimum, nodes):
            scores = [found for child in nodes if (found := score(child, release)) is not None]
            return sum(scores) if len(scores) >= minimum else None
        case Without(wanted, excluded):
            is_out = any(score(child, release) is not None for child in excluded)
            return None if is_out else score(wanted, release)
        case _:
            return _leaf_score(node, release)


def _leaf_score(leaf: Leaf, release: Analyzed) -> float | None:
    match leaf:
        case Word(text):
            return _weighed(leaf, release, EVERYWHERE.fields, lambda field, found: len(found.get(field.term(text), ())))
        case Prefix():
            return 1.0 if release.beginning(leaf) else None
        case Phrase(words):
            return _weighed(leaf, release, [EXACT], lambda _, found: _phrase_count(words, found))
        case Near(words, distance):
            return _weighed(leaf, release, [EXACT], lambda _, found: _near_count(words, distance, found))


def _weighed(
    leaf: Leaf,
    release: Analyzed,
    fields: Iterable[TermField],
    count: Callable[[TermField, Positions], int],
) -> float | None:
    """Occurrences by the weight of their field and zone, each saturating; None where there is none."""
    weights = [
        (field.weight * ZONE_WEIGHTS[zone], count(field, release.positions[field, zone]))
        for field in fields
        for zone in _zones(leaf)
    ]
    found = [weight * number / (number + 1) for weight, number in weights if number]
    return sum(found) if found else None


def _zones(leaf: Leaf) -> Iterable[Zone]:
    return [Zone.TITLE] if leaf.in_title else Zone


def _phrase_count(words: tuple[str, ...], found: Positions) -> int:
    """At how many places the words stand one after the other."""
    places = [set(found.get(word, ())) for word in words]
    return sum(all(start + offset in place for offset, place in enumerate(places)) for start in places[0])


def _near_count(words: tuple[str, ...], distance: int, found: Positions) -> int:
    """At how many places one of the words stands with all the others behind it, none further than the distance."""
    places = [found.get(word, ()) for word in words]
    starts = {start for place in places for start in place}
    return sum(all(any(start <= other <= start + distance for other in place) for place in places) for start in starts)
