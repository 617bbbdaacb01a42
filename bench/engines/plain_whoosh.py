"""How does Whoosh take part as it comes? Its writer, its matchers and its collector; the counts come from columns.

Counting with `groupedby` was measured before at seven times the cost: a collector that keeps the matches, counted by
numpy, is Whoosh at its best.
"""

import json
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.analysis import RegexTokenizer
from whoosh.collectors import TopCollector, WrappingCollector
from whoosh.fields import ID, KEYWORD, NUMERIC, STORED, TEXT, Schema
from whoosh.index import FileIndex, create_in, open_dir
from whoosh.query import And, ConstantScoreQuery, Every, NumericRange, Or, Phrase, Prefix, Query, Term

from bench.corpus import release_id
from bench.engines import Answer
from bench.engines.counting import Columns, Places, smallest
from bench.engines.facts import day, numbers, recency
from bench.engines.terms import Terms, Way, exact_words, taught
from bench.queries import FACETS, TOP, Question, Words
from search.record import record_of
from search.release import Release

_MEMORY = 512  # megabytes of postings before they are sorted out to disk
_GAP = " ¶ "  # a term between two blocks, so that no phrase reaches from one into the next


class PlainWhoosh:
    """An index in a directory."""

    def build(self, releases: Iterable[Release], directory: Path) -> None:
        writer = create_in(directory, _schema()).writer(limitmb=_MEMORY)
        terms = taught(directory)
        for release in releases:
            writer.add_document(**_document(release, terms))
        writer.commit()

    def open(self, directory: Path) -> "OpenedWhoosh":
        return OpenedWhoosh(open_dir(directory), taught(directory))


class OpenedWhoosh:
    """A searcher, and the columns."""

    def __init__(self, index: FileIndex, terms: Terms) -> None:
        self._index = index
        self._terms = terms
        self._load()

    def refusal(self, question: Question) -> str | None:
        return None

    def ask(self, question: Question) -> Any:
        places, best = self._newest(question) if question.newest else self._best(question)
        chosen = [facet for facet, _ in question.filters]
        counts = {facet: self._columns.counts(facet, places) for facet in FACETS if facet not in chosen}
        for facet in chosen:
            counts[facet] = self._columns.counts(facet, self._places(question.without(facet)))
        return len(places), [self._columns.number(place) for place in best], counts

    def answer(self, found: Any) -> Answer:
        total, ids, counts = found
        return Answer(total, tuple(map(release_id, ids)), counts)

    def change(self, releases: Iterable[Release]) -> None:
        kept = list(releases)
        writer = self._index.writer(limitmb=_MEMORY)
        # Not update_document, which opens a searcher for every release.
        writer.delete_by_query(Or([Term("id", release.id) for release in kept]))
        for release in kept:
            writer.add_document(**_document(release, self._terms))
        writer.commit()
        self._load()

    def _load(self) -> None:
        self._searcher = self._index.searcher()
        reader = self._searcher.reader()
        stored: dict[int, Any] = {number: reader.stored_fields(number) for number in reader.all_doc_ids()}
        nothing = {"facets": json.dumps({facet: [] for facet in FACETS}), "stored_day": 0, "stored_recency": 0}
        rows = [stored.get(number, nothing) for number in range(reader.doc_count_all())]
        self._columns = Columns(
            (json.loads(row["facets"]) for row in rows),
            (row["stored_day"] for row in rows),
            (row["stored_recency"] for row in rows),
        )

    def _best(self, question: Question) -> tuple[Places, list[int]]:
        # Without the shortcuts to the best few, which do not see every match.
        collector = _Matches(TopCollector(TOP, usequality=False, replace=0))
        self._searcher.search_with_collector(_narrowed(question, self._terms), collector)
        return np.array(collector.places, np.int64), [place for _, place in collector.results().top_n]

    def _newest(self, question: Question) -> tuple[Places, list[int]]:
        places = self._places(question)
        return places, places[smallest(-self._columns.recency[places], question.offset, TOP)].tolist()

    def _places(self, question: Question) -> Places:
        return np.fromiter(_narrowed(question, self._terms).docs(self._searcher), np.int64)


class _Matches(WrappingCollector):  # type: ignore[misc]
    """Keeps the place of every match beside what another collector does with it."""

    def prepare(self, top_searcher: Any, query: Query, context: Any) -> None:
        super().prepare(top_searcher, query, context)
        self.places: list[int] = []

    def collect_matches(self) -> None:
        offset, keep, child = self.offset, self.places.append, self.child
        for place in child.matches():
            keep(offset + place)
            child.collect(place)


def _narrowed(question: Question, terms: Terms) -> Query:
    parts = [_text(question, terms)] if question.words else []
    for facet, values in question.filters:
        parts.append(ConstantScoreQuery(Or([Term(facet, value) for value in values]), 0.0))
    if question.dates:
        first, last = (end.toordinal() for end in question.dates)
        parts.append(ConstantScoreQuery(NumericRange("day", first, last), 0.0))
    if not parts:
        return Every()
    return parts[0] if len(parts) == 1 else And(parts)


def _text(question: Question, terms: Terms) -> Query:
    if question.how is Words.PHRASE:
        return Phrase("exact", exact_words(question))
    if question.how is Words.PREFIX:
        return Prefix("exact", exact_words(question)[0])
    words = [Or(list(map(_way, terms.ways(word)))) for word in question.words]
    return (Or if question.how is Words.ANY else And)(words).normalize()


def _way(way: Way) -> Query:
    return And([Or([Term("stems", term) for term in terms]) for terms in way.terms])


def _schema() -> Schema:
    words = RegexTokenizer(r"\S+")
    return Schema(
        id=ID(stored=True, unique=True),
        stems=TEXT(analyzer=words, phrase=False),
        exact=TEXT(analyzer=words),
        minister=KEYWORD(),
        country=KEYWORD(),
        language=ID(),
        kind=ID(),
        day=NUMERIC(signed=True),
        facets=STORED(),
        stored_day=STORED(),
        stored_recency=STORED(),
        record=STORED(),
    )


def _document(release: Release, terms: Terms) -> dict[str, Any]:
    blocks = list(terms.of(release))
    return {
        "id": release.id,
        "stems": _GAP.join(block.stems for block in blocks),
        "exact": _GAP.join(block.exact for block in blocks),
        "minister": " ".join(minister.id for minister in release.ministers),
        "country": " ".join(release.countries),
        "language": release.language,
        "kind": release.kind.value,
        "day": day(release),
        "facets": json.dumps(numbers(release)),
        "stored_day": day(release),
        "stored_recency": recency(release),
        "record": zlib.compress(bytes(record_of(release))),
    }
