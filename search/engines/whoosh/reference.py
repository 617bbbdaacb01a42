"""What would Whoosh itself find? The same tree over the same arrays, through its readers and matchers, one by one.

Too slow to serve, and there to be compared with: what `search.engines.whoosh.evaluate` finds in whole arrays must be
what Whoosh finds posting by posting. Its matchers are walked to the end, and only those take part that lose nothing
(docs/decisions/0001): terms, phrases, prefixes, And and Or.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from whoosh.matching import Matcher
from whoosh.query import And, Every, Or, Phrase, Prefix, Query, Term
from whoosh.scoring import BaseScorer, WeightingModel
from whoosh.searching import SearchContext, Searcher

from search import syntax
from search.ranking import rarity
from search.terms import FIELDS, TermField, fields_for

Scores = Mapping[int, float]  # document number → score


class ReferenceEvaluator:
    """Evaluates query trees on a Whoosh searcher; deleted documents never match."""

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher

    def scores(self, node: syntax.Node) -> Scores:
        """The score of every document that matches; 0 for all where nothing was asked."""
        match node:
            case syntax.Everything():
                return dict.fromkeys(self._walked(Every()), 0.0)
            case syntax.Prefix(text, in_title):
                return dict.fromkeys(self._walked(Prefix(fields_for(in_title=in_title).exact.name, text)), 1.0)
            case syntax.Near():
                return self._near(node)
            case syntax.AtLeast(minimum, nodes) if 1 < minimum < len(nodes) or not _is_flat(nodes):
                return _at_least(minimum, [self.scores(child) for child in nodes])
            case syntax.AtLeast(minimum, nodes):
                queries = [_leaf(child) for child in nodes]
                return self._walked(Or(queries) if minimum == 1 else And(queries))
            case syntax.Without(wanted, excluded):
                out = set().union(*(self.scores(child) for child in excluded))
                return {number: score for number, score in self.scores(wanted).items() if number not in out}
            case _:
                return self._walked(_leaf(node))

    def _near(self, near: syntax.Near) -> Scores:
        """What holds all the words, where their positions lie close together."""
        field = fields_for(in_title=near.in_title).exact
        terms = [_term(field, word) for word in near.words]
        found = self._walked(And(terms))
        places = [self._positions(term) for term in terms]
        return {
            number: score
            for number, score in found.items()
            if _is_near([each[number] for each in places], near.distance)
        }

    def _positions(self, term: Term) -> Mapping[int, Sequence[int]]:
        """Where a term stands in each document."""
        found = {}
        for segment, base in self._searcher.leaf_searchers():
            matcher = term.matcher(segment, SearchContext(weighting=Impacts(self._searcher)))
            while matcher.is_active():
                found[matcher.id() + base] = matcher.value_as("positions")
                matcher.next()
        return found

    def _walked(self, query: Query) -> dict[int, float]:
        found = {}
        context = SearchContext(needs_current=True, weighting=Impacts(self._searcher))
        for segment, base in self._searcher.leaf_searchers():
            matcher = query.matcher(segment, context)
            while matcher.is_active():
                found[matcher.id() + base] = matcher.score()
                matcher.next()
        return found


class Impacts(WeightingModel):  # type: ignore[misc]
    """What a posting counts stands in it; a term's rarity and its field's weight are the rest."""

    def __init__(self, searcher: Searcher) -> None:
        self._reader = searcher.reader()
        self._weights = {field.name: field.weight for field in FIELDS}

    def scorer(self, searcher: Searcher, fieldname: str, text: bytes, qf: int = 1) -> "ImpactScorer":
        """The scorer of one term, over all segments."""
        holding = sum(segment.doc_frequency(fieldname, text) for segment, _ in self._reader.leaf_readers())
        return ImpactScorer(self._weights[fieldname] * rarity(self._reader.doc_count_all(), holding))


class ImpactScorer(BaseScorer):  # type: ignore[misc]
    """Scores a term's postings."""

    def __init__(self, factor: float) -> None:
        self._factor = factor

    def supports_block_quality(self) -> bool:
        """No: every posting is looked at."""
        return False

    def score(self, matcher: Matcher) -> float:
        """Of the posting that the matcher stands at."""
        return float(matcher.weight()) * self._factor


def _leaf(node: syntax.Node) -> Query:
    match node:
        case syntax.Word(text, in_title):
            return Or([_term(field, field.term(text)) for field in fields_for(in_title=in_title).fields])
        case syntax.Phrase((word,), in_title):
            return _term(fields_for(in_title=in_title).exact, word)
        case syntax.Phrase(words, in_title):
            return Phrase(fields_for(in_title=in_title).exact.name, [word.encode() for word in words])
    raise TypeError(f"not a leaf: {node}")


def _term(field: TermField, text: str) -> Term:
    return Term(field.name, text.encode())


def _is_flat(nodes: tuple[syntax.Node, ...]) -> bool:
    return all(isinstance(node, syntax.Word | syntax.Phrase) for node in nodes)


def _is_near(places: Sequence[Sequence[int]], distance: int) -> bool:
    """Whether a place of every list lies within the distance behind a place of one of them."""
    starts = (start for each in places for start in each)
    return any(all(any(0 <= place - start <= distance for place in each) for each in places) for start in starts)


def _at_least(minimum: int, parts: list[Scores]) -> Scores:
    counts = Counter(number for part in parts for number in part)
    totals: Counter[int] = Counter()
    for part in parts:
        totals.update(part)
    return {number: score for number, score in totals.items() if counts[number] >= minimum}
