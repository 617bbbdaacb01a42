"""What would Whoosh itself find? The same tree over the same arrays, through its readers and matchers, one by one.

Too slow to serve, and there to be compared with: what `search.engines.whoosh.evaluate` finds in whole arrays must be
what Whoosh finds posting by posting. Its matchers are walked to the end, and only those take part that lose nothing
(docs/decisions/0001): terms, phrases, prefixes and And.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from whoosh.matching import Matcher
from whoosh.query import And, Every, Phrase, Prefix, Query, Term
from whoosh.scoring import BaseScorer, WeightingModel
from whoosh.searching import SearchContext, Searcher

from search import syntax
from search.analysis import words
from search.engines.whoosh.codec import WHOLE, ColumnCodec, PositionList, TermsReader
from search.forms import FUNCTION_WORD_WEIGHT, Forms, forms_of
from search.forms import Term as Form
from search.inflection import Inflected, inflected
from search.lexicon import Lexicon
from search.ranking import SATURATION, rarity
from search.terms import FIELDS, IN_PHRASE, PART_WEIGHT, TRANSLATION_WEIGHT, TermField, fields_for

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
            case syntax.Word(text, in_title, read_in):
                lexicon = None if whole else self._lexicon
                return self._word(forms_of(text, fields_for(in_title=in_title), lexicon, read_in), whole=whole)
            case syntax.Translated(word):
                ways = [self.scores(word, whole=whole), self._group(node.renderings)]
                return _greatest([*ways, self._in_parts(node.in_parts)] if node.in_parts else ways)
            case _:
                return self._walked(_leaf(node), IN_PHRASE)

    def _group(self, renderings: Sequence[syntax.Rendering]) -> Scores:
        """What holds any of the translations of a word; how rare they are is a matter of deleted documents, too."""
        together: dict[int, float] = {}
        for rendering in renderings:
            for number, impact in self._rendered(rendering).items():
                count = impact / (SATURATION + 1 - impact) * rendering.weight
                together[number] = together.get(number, 0.0) + count
        factor = TRANSLATION_WEIGHT * rarity(self._searcher.reader().doc_count_all(), len(together)) * (SATURATION + 1)
        live = self._walked(Every())
        return {number: factor * count / (count + SATURATION) for number, count in together.items() if number in live}

    def _in_parts(self, leaf: syntax.InParts) -> Scores:
        parts = _at_least(len(leaf.parts), [self._group(part) for part in leaf.parts])
        return {number: score * PART_WEIGHT for number, score in parts.items()}

    def _rendered(self, rendering: syntax.Rendering) -> Scores:
        """What holds a translation, deleted documents included."""
        fields, texts = fields_for(in_title=rendering.in_title), words(rendering.text)
        found: dict[int, float] = {}
        for segment, base in self._searcher.leaf_searchers():
            reader = segment.reader()
            if not reader.doc_count_all():
                continue  # a reader of no segment, which has no files either
            terms = ColumnCodec().terms_reader(reader.storage(), reader.segment())
            held: Scores
            field = next(field for field in fields.stems if field.language == rendering.language)
            if not texts:
                known = (text.decode() for name, text in terms.terms() if name == field.name)
                held = {row[0]: FUNCTION_WORD_WEIGHT for text in known for row in _postings(terms, field, text)}
            elif len(texts) == 1:
                held = {number: impact for number, impact, _ in _postings(terms, field, field.term(texts[0]))}
            else:
                held = _together(terms, fields.exact, [inflected(text, rendering.language) for text in texts])
            found |= {number + base: impact for number, impact in held.items()}
        return found

    def _word(self, forms: Forms, *, whole: bool) -> Scores:
        """What holds any form of a word, or all of its parts."""
        found = [self._form(term, whole=whole) for term in ([forms.typed] if forms.typed else [])]
        found += [self._stem(term, forms.stems, whole=whole) for term in forms.stems]
        if forms.parts:
            parts = _at_least(len(forms.parts), [self._word(part, whole=whole) for part in forms.parts])
            found.append({number: score * forms.parts_weight for number, score in parts.items()})
        return _at_least(1, found)

    def _stem(self, form: Form, stems: Sequence[Form], *, whole: bool) -> Scores:
        """What holds a stem; it is as rare as the commonest of the word's stems that count the same."""
        releases = self._searcher.reader().doc_count_all()
        most = max(self._holding(each) for each in stems if each.weight == form.weight)
        as_rare = rarity(releases, most) / rarity(releases, self._holding(form))
        return {number: score * as_rare for number, score in self._form(form, whole=whole).items()}

    def _holding(self, form: Form) -> int:
        readers = (segment.reader() for segment, _ in self._searcher.leaf_searchers())
        return sum(reader.doc_frequency(form.field.name, form.text.encode()) for reader in readers)

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


def _postings(terms: TermsReader, field: TermField, text: str) -> Iterator[tuple[int, float, Sequence[int]]]:
    """Each document that holds a term, how much it counts there, and where it stands, if that is kept."""
    if (field.name, text.encode()) in terms:
        matcher = terms.matcher(field.name, text.encode(), PositionList())
        while matcher.is_active():
            places = () if field.language else matcher.value_as("positions")
            yield matcher.id(), matcher.weight(), places
            matcher.next()


def _together(terms: TermsReader, field: TermField, words: Sequence[Inflected]) -> Scores:
    """What holds words next to each other in any of their forms; it counts as much as what counts least of them."""
    known = [text.decode() for name, text in terms.terms() if name == field.name]
    places: list[dict[int, set[int]]] = [{} for _ in words]
    impacts: list[dict[int, float]] = [{} for _ in words]
    for number, word in enumerate(words):
        for form in word.among(known):
            for document, impact, positions in _postings(terms, field, known[form]):
                places[number].setdefault(document, set()).update(at - number for at in positions)
                impacts[number][document] = max(impact, impacts[number].get(document, 0.0))
    holding = set.intersection(*map(set, places))
    return {
        document: min(each[document] for each in impacts)
        for document in holding
        if set.intersection(*(each[document] for each in places))
    }


def _greatest(parts: Sequence[Scores]) -> Scores:
    totals: dict[int, float] = {}
    for part in parts:
        for number, score in part.items():
            totals[number] = max(score, totals.get(number, score))
    return totals


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
