"""What would Whoosh itself find? The same tree over the same arrays, through its readers and matchers, one by one.

Too slow to serve, and there to be compared with: what `search.engines.whoosh.evaluate` finds in whole arrays must be
what Whoosh finds posting by posting. Its matchers are walked to the end, and only those take part that lose nothing
(docs/decisions/0001): terms, phrases, prefixes, And and Or.
"""

from collections import Counter
from collections.abc import Mapping

from whoosh.matching import Matcher
from whoosh.query import And, Every, Or, Phrase, Prefix, Query, Term
from whoosh.scoring import BaseScorer, WeightingModel
from whoosh.searching import SearchContext, Searcher

from search import syntax
from search.ranking import rarity
from search.terms import EXACT, FIELDS, TermField

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
            case syntax.Prefix(text):
                return dict.fromkeys(self._walked(Prefix(EXACT.name, text)), 1.0)
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
        case syntax.Word(text):
            return Or([_term(field, field.term(text)) for field in FIELDS])
        case syntax.Phrase((word,)):
            return _term(EXACT, word)
        case syntax.Phrase(words):
            return Phrase(EXACT.name, [word.encode() for word in words])
    raise TypeError(f"not a leaf: {node}")


def _term(field: TermField, text: str) -> Term:
    return Term(field.name, text.encode())


def _is_flat(nodes: tuple[syntax.Node, ...]) -> bool:
    return all(isinstance(node, syntax.Word | syntax.Phrase) for node in nodes)


def _at_least(minimum: int, parts: list[Scores]) -> Scores:
    counts = Counter(number for part in parts for number in part)
    totals: Counter[int] = Counter()
    for part in parts:
        totals.update(part)
    return {number: score for number, score in totals.items() if counts[number] >= minimum}
