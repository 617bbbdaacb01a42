"""How does tantivy take part? One field of stems, one of words as written, integer columns: the fastest set-up found.

What was tried on the same questions, and how it went (20,000 releases): our weighted fields are slower
(`tantivy_fields`); unsigned integers beat signed ones a little, text columns never; histograms beat terms on years by
some microseconds and lose on few matches; several values spread over several columns halve the cost of counting
everything and raise that of every other question; the total is cheapest as the sum over a facet of which each release
has one value; a search that does not count is faster than one that does.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import tantivy
from tantivy import Document, FieldType, Index, Occur, Query, SchemaBuilder

from bench.corpus import number_of, release_id
from bench.engines import Answer
from bench.engines.facts import NUMBERS, VALUES, day, numbers, recency
from bench.engines.terms import Terms, exact_words, taught
from bench.queries import FACETS, TOP, Question, Words
from search.record import record_of
from search.release import Release

HEAP = 1_000_000_000  # bytes before a segment is written: as few segments as its memory allows
_MOST_VALUES = 1_000  # of a facet; more than any has, so that counts are complete


class Tantivy:
    """Tantivy with as many indexing threads as said."""

    threads = 1

    def schema(self) -> Any:
        builder = SchemaBuilder()
        builder.add_text_field("stems", tokenizer_name="whitespace", index_option="freq")
        builder.add_text_field("exact", tokenizer_name="whitespace", index_option="position")
        return with_facts(builder).build()

    def document(self, release: Release, terms: Terms) -> Document:
        document = Document()
        for block in terms.of(release):
            # Values of one field are a position apart, so that no phrase reaches from one block into the next.
            document.add_text("stems", block.stems)
            document.add_text("exact", block.exact)
        add_facts(document, release)
        return document

    def build(self, releases: Iterable[Release], directory: Path) -> None:
        index = prepared(Index(self.schema(), str(directory)))
        writer, terms = index.writer(HEAP, self.threads), taught(directory)
        for release in releases:
            writer.add_document(self.document(release, terms))
        writer.commit()
        writer.wait_merging_threads()

    def open(self, directory: Path) -> "OpenedTantivy":
        return OpenedTantivy(prepared(Index.open(str(directory))), self, taught(directory))

    def word(self, word: str, terms: Terms, searcher: Any, schema: Any) -> list[Query]:
        """Queries of which any makes a word match; one, wherever one language alone knows the word."""
        whole, *together = [[self._known(each, searcher, schema) for each in way.terms] for way in terms.ways(word)]
        return [*whole[0], *(all_of(list(map(any_of, parts))) for parts in together)]

    def _known(self, stems: Sequence[str], searcher: Any, schema: Any) -> list[Query]:
        known = [stem for stem in stems if searcher.doc_freq("stems", stem)] or stems[:1]
        return [Query.term_query(schema, "stems", stem, "freq") for stem in known]

    def as_written(self, schema: Any, make: Callable[[Any, str], Query]) -> Query:
        """A query over words as written."""
        return make(schema, "exact")


class TantivyTwoThreads(Tantivy):
    """The same with a second thread for inverting, beside the one of the analysis in Python."""

    threads = 2


class OpenedTantivy:
    """A searcher of tantivy."""

    def __init__(self, index: Index, engine: Tantivy, terms: Terms) -> None:
        self._index = index
        self._terms = terms
        self._engine = engine
        self._schema = index.schema
        self._searcher = index.searcher()

    def refusal(self, question: Question) -> str | None:
        return None

    def ask(self, question: Question) -> Any:
        text = self.text(question)
        dates = self._dates(question)
        query = self._narrowed(text, question, dates)
        chosen = [facet for facet, _ in question.filters]
        counts = self._searcher.aggregate(query, {facet: _terms(facet) for facet in FACETS if facet not in chosen})
        # Every release of the corpus has exactly one year, and years are never chosen as a filter.
        total = sum(row["doc_count"] for row in counts["year"]["buckets"])
        for facet in chosen:
            widened = self._narrowed(text, question.without(facet), dates)
            counts |= self._searcher.aggregate(widened, {facet: _terms(facet)})
        if question.newest:
            found = self._searcher.search(query, TOP, count=False, order_by_field="recency", offset=question.offset)
        else:
            found = self._searcher.search(query, TOP, count=False)
        ids = self._searcher.fast_field_values("number", [address for _, address in found.hits])
        return total, ids, counts

    def answer(self, found: Any) -> Answer:
        total, ids, counts = found
        return Answer(
            total,
            tuple(map(release_id, ids)),
            {
                facet: {VALUES[facet][int(row["key"])]: row["doc_count"] for row in counts[facet]["buckets"]}
                for facet in FACETS
            },
        )

    def change(self, releases: Iterable[Release]) -> None:
        writer = self._index.writer(HEAP, self._engine.threads)
        for release in releases:
            writer.delete_documents_by_term("id", release.id)
            writer.add_document(self._engine.document(release, self._terms))
        writer.commit()
        self._index.reload()
        self._searcher = self._index.searcher()

    def text(self, question: Question) -> Query | None:
        """The words of the question; None asks for everything."""
        if not question.words:
            return None
        if question.how in (Words.PHRASE, Words.PREFIX):
            return self._engine.as_written(self._schema, lambda schema, field: _as_written(question, schema, field))
        words = [self._engine.word(word, self._terms, self._searcher, self._schema) for word in question.words]
        if question.how is Words.ANY:
            return any_of([term for word in words for term in word])
        return all_of([any_of(word) for word in words])

    def _narrowed(self, text: Query | None, question: Question, dates: Query | None) -> Query:
        filters = [self._chosen(facet, values) for facet, values in question.filters]
        filters += [dates] if dates else []
        if text is None:
            return all_of(filters) if filters else Query.all_query()
        return all_of([text, *(Query.const_score_query(each, 0.0) for each in filters)])

    def _chosen(self, facet: str, values: tuple[str, ...]) -> Query:
        return any_of([Query.term_query(self._schema, facet, NUMBERS[facet][value]) for value in values])

    def _dates(self, question: Question) -> Query | None:
        if not question.dates:
            return None
        first, last = (end.toordinal() for end in question.dates)
        return Query.range_query(self._schema, "day", FieldType.Integer, first, last)


def with_facts(builder: SchemaBuilder) -> SchemaBuilder:
    """The id, the columns to count, filter and order by, and the record."""
    for facet in FACETS:
        builder.add_unsigned_field(facet, indexed=True, fast=True)
    builder.add_integer_field("day", indexed=True, fast=True)
    builder.add_integer_field("number", fast=True)
    builder.add_integer_field("recency", fast=True)
    builder.add_text_field("id", tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field("record", stored=True)
    return builder


def add_facts(document: Document, release: Release) -> None:
    """The values for these fields."""
    for facet, values in numbers(release).items():
        for value in values:
            document.add_unsigned(facet, value)
    document.add_integer("day", day(release))
    document.add_integer("number", number_of(release.id))
    document.add_integer("recency", recency(release))
    document.add_text("id", release.id)
    document.add_bytes("record", bytes(record_of(release)))


def prepared(index: Index) -> Index:
    """The index, told how to split at spaces."""
    index.register_tokenizer("whitespace", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
    return index


def all_of(queries: list[Query]) -> Query:
    """All of these, without a box around a single one."""
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Must, each) for each in queries])


def any_of(queries: list[Query]) -> Query:
    """Any of these."""
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Should, each) for each in queries])


def _as_written(question: Question, schema: Any, field: str) -> Query:
    words = exact_words(question)
    if question.how is Words.PREFIX:
        return Query.regex_query(schema, field, f"{words[0]}.*")
    return Query.phrase_query(schema, field, list[str | tuple[int, str]](words))


def _terms(facet: str) -> Mapping[str, Any]:
    return {"terms": {"field": facet, "size": _MOST_VALUES, "segment_size": _MOST_VALUES}}
