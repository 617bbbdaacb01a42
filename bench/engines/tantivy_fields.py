"""And tantivy with our weighted fields? Title above text, the word as written above its other forms.

The merged set-up of `tantivy_` matches the same releases and ranks them by fewer signals; this one shows what the
signals cost tantivy. It knows no zones within a field, so a title counts for more by being indexed more than once.
"""

from collections.abc import Callable, Sequence
from typing import Any

from tantivy import Document, Query, SchemaBuilder

from bench.engines.tantivy_ import Tantivy, add_facts, all_of, any_of, with_facts
from bench.engines.terms import Terms
from search.release import Release
from search.terms import EVERYWHERE, EXACT, PART_WEIGHT, ZONE_WEIGHTS, Zone


class TantivyFields(Tantivy):
    """Tantivy with the fields of `search.terms` that serve queries of whole releases."""

    def schema(self) -> Any:
        builder = SchemaBuilder()
        for field in EVERYWHERE.fields:
            option = "freq" if field.language else "position"
            builder.add_text_field(field.name, tokenizer_name="whitespace", index_option=option)
        return with_facts(builder).build()

    def document(self, release: Release, terms: Terms) -> Document:
        document = Document()
        for block in terms.of(release):
            for _ in range(round(ZONE_WEIGHTS[Zone.TITLE if block.in_title else Zone.TEXT])):
                document.add_text(EXACT.name, block.exact)
                document.add_text(block.language, block.stems)
        add_facts(document, release)
        return document

    def word(self, word: str, terms: Terms, searcher: Any, schema: Any) -> list[Query]:
        whole, *together = [[_known(each, searcher, schema) for each in way.terms] for way in terms.ways(word)]
        typed = Query.term_query(schema, EXACT.name, EXACT.term(word), "freq")
        parts = (Query.boost_query(all_of(list(map(any_of, each))), PART_WEIGHT) for each in together)
        return [*whole[0], *parts, Query.boost_query(typed, EXACT.weight)]

    def as_written(self, schema: Any, make: Callable[[Any, str], Query]) -> Query:
        return make(schema, EXACT.name)


def _known(stems: Sequence[str], searcher: Any, schema: Any) -> list[Query]:
    """Each stem in the field of its language, which its first letter tells; if any stands there, those alone."""
    placed = [(field.name, stem) for stem in stems for field in EVERYWHERE.stems if field.name[0] == stem[0]]
    known = [(name, stem) for name, stem in placed if searcher.doc_freq(name, stem)] or placed[:1]
    return [Query.term_query(schema, name, stem, "freq") for name, stem in known]
