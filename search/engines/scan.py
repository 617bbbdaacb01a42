"""How well does one release match a query? Asked of its words, one node of the tree after the other."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain

from search.analysis import words
from search.facts import facts_of
from search.forms import FUNCTION_WORD_WEIGHT, Forms, Term, forms_of
from search.inflection import inflected
from search.lexicon import Lexicon
from search.record import content_hash
from search.release import Release
from search.syntax import (
    AtLeast,
    Everything,
    InParts,
    Leaf,
    Near,
    Node,
    Other,
    Phrase,
    Prefix,
    Rendering,
    Translated,
    Without,
    Word,
)
from search.terms import EVERYWHERE, IN_PHRASE, PART_WEIGHT, TRANSLATION_WEIGHT, ZONE_WEIGHTS, TermField, Zone, passages

Positions = Mapping[str, Sequence[int]]  # term → where it stands


class Analyzed:
    """A release with its facts and its terms.

    Attributes:
        lexicon: by which its words were taken apart.
        positions: by zone, where each of its words stands as written.
        whole, parts: by field of stems and zone, how often each term stands as a word, and how often as part of one.
    """

    def __init__(self, release: Release, lexicon: Lexicon) -> None:
        self.release = release
        self.lexicon = lexicon
        self.facts = facts_of(release, content_hash(release))
        self.positions: dict[Zone, dict[str, list[int]]] = {zone: defaultdict(list) for zone in Zone}
        places = [(field, zone) for field in EVERYWHERE.stems for zone in Zone]
        self.whole: dict[tuple[TermField, Zone], Counter[str]] = {place: Counter() for place in places}
        self.parts: dict[tuple[TermField, Zone], Counter[str]] = {place: Counter() for place in places}
        for passage in passages(release):
            for position, word in enumerate(passage.words, passage.start):
                self.positions[passage.zone][EVERYWHERE.exact.term(word)].append(position)
            for field in EVERYWHERE.stems:
                if field.language and field.language in passage.languages:
                    terms = lexicon.terms([*passage.words, *passage.extras], field.language)
                    self.whole[field, passage.zone].update(filter(None, terms.wholes))
                    self.parts[field, passage.zone].update(chain.from_iterable(terms.parts.values()))

    def beginning(self, prefix: Prefix) -> set[str]:
        """The words as written that begin so."""
        return {word for zone in _zones(prefix) for word in self.positions[zone] if word.startswith(prefix.text)}


def score(node: Node | Other, release: Analyzed, *, whole: bool = False) -> float | None:
    """How well a release matches, None if it does not; `whole` takes no part of a word for the word."""
    match node:
        case Everything():
            return 0.0
        case AtLeast(minimum, nodes):
            scores = [found for child in nodes if (found := score(child, release, whole=whole)) is not None]
            return sum(scores) if len(scores) >= minimum else None
        case Without(wanted, excluded):
            is_out = any(score(child, release, whole=True) is not None for child in excluded)
            return None if is_out else score(wanted, release, whole=whole)
        case Translated(word):
            ways = [_leaf_score(word, release, whole=whole), _group_score(node.renderings, release)]
            ways += [_leaf_score(node.in_parts, release, whole=whole)] if node.in_parts else []
            return max(filter(None, ways), default=None)
        case _:
            return _leaf_score(node, release, whole=whole)


def _leaf_score(node: Leaf | Other, release: Analyzed, *, whole: bool) -> float | None:
    match node:
        case Word(text, _, read_in):
            forms = forms_of(text, EVERYWHERE, None if whole else release.lexicon, read_in)
            return _word_score(forms, node, release, whole=whole)
        case Rendering():
            return _group_score([node], release)
        case InParts(parts):
            found = [_group_score(part, release) for part in parts]
            return sum(part or 0.0 for part in found) * PART_WEIGHT if None not in found else None
        case Prefix():
            return 1.0 if release.beginning(node) else None
        case Phrase(words):
            return _placed_score(node, release, lambda found: _phrase_count(words, found))
        case Near(words, distance):
            return _placed_score(node, release, lambda found: _near_count(words, distance, found))


def _word_score(forms: Forms, leaf: Leaf, release: Analyzed, *, whole: bool) -> float | None:
    """The forms of a word, and its parts where all of them are there."""
    own = [_term_score(term, leaf, release, whole=whole) for term in forms.stems]
    typed = _term_score(forms.typed, leaf, release, whole=whole) if forms.typed else 0.0
    parts = [_word_score(part, leaf, release, whole=whole) for part in forms.parts]
    together = sum(part or 0.0 for part in parts) if None not in parts else 0.0
    return sum(own) + typed + together * forms.parts_weight or None


def _term_score(term: Term, leaf: Leaf, release: Analyzed, *, whole: bool) -> float:
    """Occurrences of a term by the weight of their zone, each saturating."""

    def count(zone: Zone) -> float:
        if term.field.language is None:
            return len(release.positions[zone].get(term.text, ()))
        part = 0 if whole else release.parts[term.field, zone][term.text]
        return release.whole[term.field, zone][term.text] + part * PART_WEIGHT

    return term.weight * term.field.weight * _saturated(count, leaf)


def _group_score(renderings: Sequence[Rendering], release: Analyzed) -> float | None:
    """The translations of a word, as one term: their occurrences are added, and saturate once."""
    if not renderings:
        return None
    found = _saturated(
        lambda zone: sum(each.weight * _rendered(each, zone, release) for each in renderings), renderings[0]
    )
    return found * TRANSLATION_WEIGHT or None


def _rendered(rendering: Rendering, zone: Zone, release: Analyzed) -> float:
    """How often a word stands in texts of its language; several next to each other in any text; none of a language."""
    texts = words(rendering.text)
    field = next(field for field in EVERYWHERE.stems if field.language == rendering.language)
    if not texts:
        return FUNCTION_WORD_WEIGHT if release.whole[field, zone] or release.parts[field, zone] else 0.0
    if len(texts) == 1:
        term = field.term(texts[0])
        return release.whole[field, zone][term] + release.parts[field, zone][term] * PART_WEIGHT
    written = release.positions[zone]
    forms = [inflected(text, rendering.language).among(list(written)) for text in texts]
    places = [{at for number in each for at in written[list(written)[number]]} for each in forms]
    return sum(all(start + offset in place for offset, place in enumerate(places)) for start in places[0])


def _placed_score(leaf: Leaf, release: Analyzed, count: Callable[[Positions], int]) -> float | None:
    found = _saturated(lambda zone: count(release.positions[zone]), leaf)
    return IN_PHRASE * EVERYWHERE.exact.weight * found or None


def _saturated(count: Callable[[Zone], float], leaf: Leaf | Rendering) -> float:
    counts = {zone: count(zone) for zone in _zones(leaf)}
    return sum(ZONE_WEIGHTS[zone] * number / (number + 1) for zone, number in counts.items())


def _zones(leaf: Leaf | Rendering) -> Iterable[Zone]:
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
