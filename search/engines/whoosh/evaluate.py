"""Which releases match, and how well? The query's tree over Whoosh's postings.

Whoosh serves the leaves (a term's postings, a phrase's positions, BM25F scores); the tree is put together here.
Its own compound matchers are left alone: `Or` cannot ask for at least n of its parts, and several lose or misweigh
matches when they are nested (docs/decisions/0001).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from whoosh.query import Every, Phrase, Term
from whoosh.query import Query as WhooshQuery
from whoosh.scoring import BM25F
from whoosh.searching import SearchContext, Searcher

from search import syntax
from search.terms import TEXT_FIELDS

Scores = Mapping[int, float]  # document number → score


class Evaluator:
    """Evaluates query trees on one Whoosh searcher."""

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher
        self._weighting = BM25F()

    def scores(self, node: syntax.Node) -> Scores:
        """The score of every document that matches; 0 for all where nothing was asked."""
        match node:
            case syntax.Everything():
                return dict.fromkeys(self._matches(Every()), 0.0)
            case syntax.Word(text):
                return _sum(
                    _weighed(self._matches(Term(field.name, field.term(text))), field.weight) for field in TEXT_FIELDS
                )
            case syntax.Phrase(words):
                return _sum(
                    _weighed(self._matches(_phrase(field.name, words)), field.weight)
                    for field in TEXT_FIELDS
                    if field.language is None
                )
            case syntax.AtLeast(minimum, nodes):
                return _at_least(minimum, [self.scores(child) for child in nodes])
            case syntax.Without(wanted, excluded):
                out = set().union(*(self.scores(child) for child in excluded))
                return {number: score for number, score in self.scores(wanted).items() if number not in out}

    def _matches(self, query: WhooshQuery) -> dict[int, float]:
        """Every match of a leaf, walked to the end: Whoosh's shortcuts to the best few give other results."""
        found = {}
        context = SearchContext(needs_current=True, weighting=self._weighting)
        for segment, offset in self._searcher.leaf_searchers():
            matcher = query.matcher(segment, context)
            while matcher.is_active():
                found[matcher.id() + offset] = matcher.score()
                matcher.next()
        return found


def _phrase(field: str, words: tuple[str, ...]) -> WhooshQuery:
    return Term(field, words[0]) if len(words) == 1 else Phrase(field, list(words))


def _weighed(scores: Scores, weight: float) -> Scores:
    return {number: score * weight for number, score in scores.items()}


def _sum(parts: Iterable[Scores]) -> Scores:
    total: dict[int, float] = defaultdict(float)
    for part in parts:
        for number, score in part.items():
            total[number] += score
    return total


def _at_least(minimum: int, parts: list[Scores]) -> Scores:
    counts = Counter(number for part in parts for number in part)
    return {number: score for number, score in _sum(parts).items() if counts[number] >= minimum}
