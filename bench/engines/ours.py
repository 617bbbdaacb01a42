"""How does our own engine take part? Through its contract, as the site uses it."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from bench.engines import Answer
from bench.queries import TOP, Question, Words
from search import syntax
from search.collect import Collected
from search.dates import ALWAYS, DateRange
from search.engine import Engine
from search.engines import open_engine
from search.facets import DATE, LISTED
from search.query import Filter, Group, Match, Query, Sort
from search.release import Release

_MATCH = {Words.ALL: Match.ALL, Words.ANY: Match.ANY}


class Ours:
    """The embedded engine."""

    def build(self, releases: Iterable[Release], directory: Path) -> None:
        with _engine(directory).writer(rebuild=True) as writer:
            for release in releases:
                writer.put(release)
            writer.commit()

    def open(self, directory: Path) -> "OpenedOurs":
        return OpenedOurs(_engine(directory))


class OpenedOurs:
    """A reader of the embedded engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.reader: Any = engine.reader()

    def refusal(self, question: Question) -> str | None:
        if question.how is Words.PREFIX and not hasattr(syntax, "Prefix"):
            return "the query language has no prefix"
        return None

    def ask(self, question: Question) -> Collected:
        found: Collected = self.reader.collected(to_query(question))  # without texts and snippets
        return found

    def answer(self, found: Collected) -> Answer:
        facets = {("year" if name == DATE else name): _held(found.counts[name]) for name in (DATE, *LISTED)}
        return Answer(found.total, tuple(id for id, _ in found.page), facets)

    def change(self, releases: Iterable[Release]) -> None:
        with self._engine.writer() as writer:
            for release in releases:
                writer.put(release)
            writer.commit()
        self.reader = self.reader.refreshed()


def _held(counts: Mapping[str, int]) -> dict[str, int]:
    """Without the values that no release has, which may be left out or not."""
    return {value: count for value, count in counts.items() if count}


def to_query(question: Question) -> Query:
    """The question as the site would ask it; versions in other languages are hits of their own, as elsewhere."""
    text = " ".join(question.words)
    if question.how is Words.PHRASE:
        text = f'"{text}"'
    if question.how is Words.PREFIX:
        text = f"{text}*"
    return Query(
        text=text,
        match=_MATCH.get(question.how, Match.AUTO),
        filters=frozenset(Filter(facet, value) for facet, values in question.filters for value in values),
        dates=DateRange(*question.dates) if question.dates else ALWAYS,
        sort=Sort.NEWEST if question.newest else Sort.RELEVANCE,
        page=question.page,
        size=TOP,
        group=Group.NONE,
        across=False,
    )


def _engine(directory: Path) -> Engine:
    return open_engine(f"whoosh:{directory / 'store'}")
