"""What would Whoosh itself find? The same tree over the same arrays, through its readers and matchers, one by one.

Too slow to serve, and there to be compared with: what `search.engines.whoosh.evaluate` finds in whole arrays must be
what Whoosh finds posting by posting. Its matchers are walked to the end, and only those take part that lose nothing
(docs/decisions/0001): terms, phrases, prefixes and And.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from whoosh.matching import Matcher
from whoosh.query import And, Every, Phrase, Prefix, Query, Term
from whoosh.scoring import BaseScorer, WeightingModel
from whoosh.searching import SearchContext, Searcher

from search import syntax
from search.engines.whoosh.codec import WHOLE
from search.forms import Forms, forms_of
from search.forms import Term as Form
from search.lexicon import Lexicon
from search.ranking import rarity
from search.terms import FIELDS, IN_PHRASE, TermField, fields_for

Scores = Mapping[int, float]  # document number → score


class ReferenceEvaluator:
    """Evaluates query trees on a Whoosh searcher; deleted documents never match."""

    def __init__(self, searcher: Searcher, lexicon: Lexicon) -> None:
        self._searcher = searcher
        self._lexicon = lexicon

    def scores(self, node: syntax.Node, *, whole: bool = False) -> Scores:
        """The score of every document that matches; 0 for all where nothing was asked.

        Args:
            node: what is asked.
            whole: whether a part of a word is not taken for the word.
        """
        match node:
            case syntax.Everything():
                return dict.fromkeys(self._walked(Every()), 0.0)
            case syntax.Prefix(text, in_title):
                return dict.fromkeys(self._walked(Prefix(fields_for(in_title=in_title).exact.name, text)), 1.0)
            case syntax.Near():
                return self._near(node)
            case syntax.AtLeast(minimum, nodes):
                return _at_least(minimum, [self.scores(child, whole=whole) for child in nodes])
            case syntax.Without(wanted, excluded):
                out = set().union(*(self.scores(child, whole=True) for child in excluded))
                found = self.scores(wanted, whole=whole)
                return {number: score for number, score in found.items() if number not in out}
            case syntax.Word(text, in_title):
                lexicon = None if whole else self._lexicon
                return self._word(forms_of(text, fields_for(in_title=in_title), lexicon), whole=whole)
            case _:
                return self._walked(_leaf(node), IN_PHRASE)

    def _word(self, forms: Forms, *, whole: bool) -> Scores:
        """What holds any form of a word, or all of its parts."""
        terms = [*forms.stems, *([forms.typed] if forms.typed else [])]
        found = [self._form(term, whole=whole) for term in terms]
        if forms.parts:
            parts = _at_least(len(forms.parts), [self._word(part, whole=whole) for part in forms.parts])
            found.append({number: score * forms.parts_weight for number, score in parts.items()})
        return _at_least(1, found)

    def _form(self, form: Form, *, whole: bool) -> Scores:
        found = self._walked(_term(form.field, form.text), form.weight)
        if not whole or form.field.language is None:
            return found
        flags = self._values(_term(form.field, form.text), lambda matcher: matcher.value())
        return {number: score for number, score in found.items() if flags[number] == WHOLE}

    def _near(self, near: syntax.Near) -> Scores:
        """What holds all the words, where their positions lie close together."""
        field = fields_for(in_title=near.in_title).exact
        terms = [_term(field, word) for word in near.words]
        found = self._walked(And(terms), IN_PHRASE)
        places = [self._values(term, lambda matcher: matcher.value_as("positions")) for term in terms]
        return {
            number: score
            for number, score in found.items()
            if _is_near([each[number] for each in places], near.distance)
        }

    def _values(self, term: Term, read: Callable[[Matcher], Any]) -> Mapping[int, Any]:
        """What is kept of a term in each document."""
        found = {}
        for segment, base in self._searcher.leaf_searchers():
            matcher = term.matcher(segment, SearchContext(weighting=Impacts(self._searcher)))
            while matcher.is_active():
                found[matcher.id() + base] = read(matcher)
                matcher.next()
        return found

    def _walked(self, query: Query, weight: float = 1.0) -> dict[int, float]:
        found = {}
        context = SearchContext(needs_current=True, weighting=Impacts(self._searcher))
        for segment, base in self._searcher.leaf_searchers():
            matcher = query.matcher(segment, context)
            while matcher.is_active():
                found[matcher.id() + base] = matcher.score() * weight
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
        case syntax.Phrase((word,), in_title):
            return _term(fields_for(in_title=in_title).exact, word)
        case syntax.Phrase(words, in_title):
            return Phrase(fields_for(in_title=in_title).exact.name, [word.encode() for word in words])
    raise TypeError(f"not a leaf: {node}")


def _term(field: TermField, text: str) -> Term:
    return Term(field.name, text.encode())


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
