"""And tantivy with our weighted fields? Title above text, the word as written above its other forms.

The merged set-up of `tantivy_` matches the same releases and ranks them by fewer signals; this one shows what the
signals cost tantivy. It knows no zones within a field, so a title counts for more by being indexed more than once.
"""

from collections.abc import Callable
from typing import Any

from tantivy import Document, Query, SchemaBuilder

from bench.engines.tantivy_ import Tantivy, add_facts, with_facts
from bench.engines.terms import block_terms
from search.release import Release
from search.terms import EVERYWHERE, EXACT, ZONE_WEIGHTS, TermField, Zone


class TantivyFields(Tantivy):
    """Tantivy with the fields of `search.terms` that serve queries of whole releases."""

    def schema(self) -> Any:
        builder = SchemaBuilder()
        for field in EVERYWHERE.fields:
            option = "freq" if field.language else "position"
            builder.add_text_field(field.name, tokenizer_name="whitespace", index_option=option)
        return with_facts(builder).build()

    def document(self, release: Release) -> Document:
        document = Document()
        for block in block_terms(release):
            for _ in range(round(ZONE_WEIGHTS[Zone.TITLE if block.in_title else Zone.TEXT])):
                document.add_text(EXACT.name, block.exact)
                document.add_text(block.language, block.stems)
        add_facts(document, release)
        return document

    def word(self, word: str, searcher: Any, schema: Any) -> list[Query]:
        terms = [(field, _term(field, word)) for field in EVERYWHERE.fields]
        known = [(field, term) for field, term in terms if searcher.doc_freq(field.name, term)] or terms[:1]
        return [
            Query.boost_query(Query.term_query(schema, field.name, term, "freq"), field.weight) for field, term in known
        ]

    def as_written(self, schema: Any, make: Callable[[Any, str], Query]) -> Query:
        return make(schema, EXACT.name)


def _term(field: TermField, word: str) -> str:
    """The term in the spelling of `block_terms`, in which stems stand under a letter for their language."""
    return f"{field.language[0]}{field.term(word)}" if field.language else field.term(word)
