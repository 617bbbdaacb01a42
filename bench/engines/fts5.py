"""How does SQLite FTS5 take part? It matches and scores; filters and counts run over columns in memory.

Counting in SQL, over tables of facets, was measured before at two and a half times the cost, so the matches are taken
out in one pass with their scores, and numpy does the rest.
"""

import json
import sqlite3
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from bench.corpus import number_of, release_id
from bench.engines import Answer
from bench.engines.counting import Columns, Places, smallest
from bench.engines.facts import day, numbers, recency
from bench.engines.terms import Terms, Way, exact_words, taught
from bench.queries import FACETS, TOP, Question, Words
from search.record import decode, record_of
from search.release import Release

_GAP = " zzgap "  # a term between two blocks, so that no phrase reaches from one into the next
_SCHEMA = """
create virtual table texts using fts5(stems, exact, content='',
    tokenize="unicode61 remove_diacritics 0 tokenchars ''''");
create table facts(number integer primary key, day integer, recency integer, facets text, record blob);
"""


class Fts5:
    """One database file."""

    def build(self, releases: Iterable[Release], directory: Path) -> None:
        database = _connect(directory)
        database.executescript(_SCHEMA)
        _insert(database, releases, taught(directory))
        database.execute("insert into texts(texts) values ('optimize')")
        database.commit()
        database.close()

    def open(self, directory: Path) -> "OpenedFts5":
        return OpenedFts5(_connect(directory), taught(directory))


class OpenedFts5:
    """A connection, and the columns."""

    def __init__(self, database: sqlite3.Connection, terms: Terms) -> None:
        self._database = database
        self._terms = terms
        self._load()

    def refusal(self, question: Question) -> str | None:
        return None

    def ask(self, question: Question) -> Any:
        places, scores = self._matches(question)
        if question.dates:
            kept = self._columns.in_range(question.dates, places)
            places, scores = places[kept], scores[kept]
        has = {facet: self._columns.has_chosen(facet, values, places) for facet, values in question.filters}
        counts = {}
        for facet in FACETS:
            others = [mask for other, mask in has.items() if other != facet]
            counts[facet] = self._columns.counts(facet, places[np.logical_and.reduce(others)] if others else places)
        if has:
            kept = np.logical_and.reduce(list(has.values()))
            places, scores = places[kept], scores[kept]
        keys = -self._columns.recency[places] if question.newest else scores
        return len(places), places[smallest(keys, question.offset, TOP)].tolist(), counts

    def answer(self, found: Any) -> Answer:
        total, places, counts = found
        return Answer(total, tuple(map(release_id, places)), counts)

    def change(self, releases: Iterable[Release]) -> None:
        kept = list(releases)
        for release in kept:
            self._remove(number_of(release.id))
        _insert(self._database, kept, self._terms)
        self._database.commit()
        self._load()

    def _remove(self, number: int) -> None:
        """An index without content must be told which terms to forget."""
        (record,) = self._database.execute("select record from facts where number = ?", (number,)).fetchone()
        row = (number, *_texts(decode(zlib.decompress(record)), self._terms))
        self._database.execute("insert into texts(texts, rowid, stems, exact) values ('delete', ?, ?, ?)", row)
        self._database.execute("delete from facts where number = ?", (number,))

    def _load(self) -> None:
        rows = self._database.execute("select facets, day, recency from facts order by number").fetchall()
        self._columns = Columns(
            (json.loads(row[0]) for row in rows), (row[1] for row in rows), (row[2] for row in rows)
        )

    def _matches(self, question: Question) -> tuple[Places, Any]:
        if not question.words:
            everything = np.arange(len(self._columns.days))
            return everything, np.zeros(len(everything))
        found = self._database.execute(
            "select rowid, rank from texts where texts match ?", (_match(question, self._terms),)
        )
        table = np.array(found.fetchall()).reshape(-1, 2)
        return table[:, 0].astype(np.int64), table[:, 1]


def _match(question: Question, terms: Terms) -> str:
    """The question in FTS5's notation; stems carry a letter for their language, words as written stand apart."""
    if question.how is Words.PHRASE:
        return f'exact : "{" ".join(exact_words(question))}"'
    if question.how is Words.PREFIX:
        return f'exact : "{exact_words(question)[0]}" *'
    words = [" OR ".join(map(_way, terms.ways(word))) for word in question.words]
    joint = " OR " if question.how is Words.ANY else " AND "
    return "stems : (" + joint.join(f"({word})" for word in words) + ")"


def _way(way: Way) -> str:
    each = ("(" + " OR ".join(f'"{term}"' for term in terms) + ")" for terms in way.terms)
    return "(" + " AND ".join(each) + ")"


def _insert(database: sqlite3.Connection, releases: Iterable[Release], terms: Terms) -> None:
    for release in releases:
        number = number_of(release.id)
        database.execute("insert into texts(rowid, stems, exact) values (?, ?, ?)", (number, *_texts(release, terms)))
        database.execute(
            "insert into facts values (?, ?, ?, ?, ?)",
            (
                number,
                day(release),
                recency(release),
                json.dumps(numbers(release)),
                zlib.compress(bytes(record_of(release))),
            ),
        )


def _texts(release: Release, terms: Terms) -> tuple[str, str]:
    blocks = list(terms.of(release))
    return _GAP.join(block.stems for block in blocks), _GAP.join(block.exact for block in blocks)


def _connect(directory: Path) -> sqlite3.Connection:
    database = sqlite3.connect(directory / "releases.db")
    database.execute("pragma journal_mode = wal")
    database.execute("pragma cache_size = -400000")  # kibibytes, so that the whole database stays in memory
    database.execute("pragma mmap_size = 8000000000")
    return database
