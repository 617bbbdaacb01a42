"""What was asked? A frozen value that a browser, a program and a terminal all arrive at."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from search.dates import ALWAYS, DateRange
from search.errors import N_, InvalidQuery, Problem
from search.order import Cursor, Sort

__all__ = ["DEFAULT_SIZE", "MAX_PAGE", "MAX_SIZE", "MAX_TEXT_LENGTH", "Filter", "Group", "Match", "Query", "Sort"]
__all__ += ["length_problems"]

MAX_TEXT_LENGTH = 1_000  # characters; longer than any sentence that anybody looks up
MAX_SIZE = 100
DEFAULT_SIZE = 20
MAX_PAGE = 10_000_000  # beyond any newsroom, and small enough to multiply


class Match(StrEnum):
    """How many of the words a release must hold."""

    AUTO = "auto"  # all words of a short query, most of a long one
    ALL = "all"
    ANY = "any"


class Group(StrEnum):
    """Whether the language versions of one release share a hit."""

    TRANSLATIONS = "translations"
    NONE = "none"


@dataclass(frozen=True, slots=True, order=True)
class Filter:
    """One chosen value of one facet, such as country IQ."""

    facet: str
    value: str


@dataclass(frozen=True, slots=True)
class Query:
    """A complete question to an index.

    Attributes:
        text: what was typed, at most 1,000 characters, without the filters in it (`search.syntax.take_filters`);
            empty asks for every release.
        match: how many of the words must be found.
        filters: chosen facet values; several of one facet mean "or", facets among themselves "and".
        dates: days of publication, both ends included; an open range also holds undated releases.
        sort: order of the results.
        page: from 1.
        size: results on a page, 1 to 100.
        group: whether language versions share a hit.
        prefer: code of the language that a release is shown in where it has versions; "" for none.
        across: whether to search through the other language as well.
        explain: whether each result says why it matches.
        excluded: facet values of which a release has none.
        required: facet values of which a release has every one, whatever else is chosen.
        undated: whether only releases without a day are asked for; goes with no range.
        since: the moment (aware) from which on a release was first seen here; in the order by change, from which on
            something happened to it. None for any, also one that nobody knows.
        after: the hit behind which the page begins, as `Page.after` tells it; None for a page by its number. Goes with
            the order that it is of, page 1 and `Group.NONE`.

    Raises:
        InvalidQuery: with every fault at once.
    """

    text: str = ""
    match: Match = Match.AUTO
    filters: frozenset[Filter] = frozenset()
    dates: DateRange = ALWAYS
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    size: int = DEFAULT_SIZE
    group: Group = Group.TRANSLATIONS
    across: bool = True
    explain: bool = False
    excluded: frozenset[Filter] = frozenset()
    undated: bool = False
    prefer: str = ""
    required: frozenset[Filter] = frozenset()
    since: datetime | None = None
    after: Cursor | None = None

    def __post_init__(self) -> None:
        problems = tuple(_problems(self))
        if problems:
            raise InvalidQuery(problems)

    @property
    def order(self) -> Sort:
        """The order in force: without a text nothing is more relevant than anything else, so the newest come first."""
        return Sort.NEWEST if self.sort is Sort.RELEVANCE and not self.text.strip() else self.sort

    @property
    def is_walkable(self) -> bool:
        """Whether a cursor can lead on: each result stands by itself, and where it does whatever else is found."""
        return self.group is Group.NONE and self.order is not Sort.RELEVANCE

    @property
    def from_start(self) -> "Query":
        """The same question from its first result on."""
        return replace(self, page=1, after=None)

    def reworded(self, text: str) -> "Query | None":
        """The same question with another text; None where that has become longer than what can be asked.

        What is written out, with every sign that was left away, is longer than what was typed.
        """
        return None if any(length_problems(text)) else replace(self, text=text)

    @property
    def offset(self) -> int:
        """How many results stand before this page."""
        return (self.page - 1) * self.size

    def chosen(self, facet: str) -> frozenset[str]:
        """The chosen values of a facet."""
        return frozenset(chosen.value for chosen in self.filters if chosen.facet == facet)

    def barred(self, facet: str) -> frozenset[str]:
        """The excluded values of a facet."""
        return frozenset(excluded.value for excluded in self.excluded if excluded.facet == facet)

    def needed(self, facet: str) -> frozenset[str]:
        """The required values of a facet."""
        return frozenset(required.value for required in self.required if required.facet == facet)

    def adding(self, facet: str, value: str) -> "Query":
        """The same question narrowed to a facet's value (or widened, if others of it are chosen), from page 1."""
        value_of = {Filter(facet, value)}
        return replace(self.from_start, filters=self.filters | value_of, excluded=self.excluded - value_of)

    def excluding(self, facet: str, value: str) -> "Query":
        """The same question to releases without a facet's value, from page 1."""
        value_of = {Filter(facet, value)}
        filters, required = self.filters - value_of, self.required - value_of
        return replace(self.from_start, filters=filters, excluded=self.excluded | value_of, required=required)

    def narrowing(self, facet: str, value: str) -> "Query":
        """The same question to those of its releases that have a facet's value, too, from page 1.

        Where nothing of the facet is chosen that is choosing it; beside others it is required: about both countries.

        Raises:
            InvalidQuery: the value is excluded.
        """
        others = frozenset(each for each in self.filters if each.facet != facet)
        if self.filters == others or Filter(facet, value) in self.filters:
            return replace(self.from_start, filters=others | {Filter(facet, value)})
        return replace(self.from_start, required=self.required | {Filter(facet, value)})

    def dropping(self, facet: str, value: str) -> "Query":
        """The same question without this chosen, excluded or required value, from page 1."""
        value_of = {Filter(facet, value)}
        filters, required = self.filters - value_of, self.required - value_of
        return replace(self.from_start, filters=filters, excluded=self.excluded - value_of, required=required)


def length_problems(text: str) -> Iterator[Problem]:
    """What is wrong with the length of a text."""
    if len(text) > MAX_TEXT_LENGTH:
        message = N_("is %(length)s characters long; at most %(most)s are searched for")
        yield Problem("q", message, {"length": len(text), "most": MAX_TEXT_LENGTH})


def _problems(query: Query) -> Iterator[Problem]:
    yield from length_problems(query.text)
    if not 1 <= query.page <= MAX_PAGE:
        message = N_("must be a whole number from 1 to %(most)s, not %(value)s")
        yield Problem("page", message, {"value": query.page, "most": MAX_PAGE})
    if not 1 <= query.size <= MAX_SIZE:
        message = N_("must be a whole number from 1 to %(most)s, not %(value)s")
        yield Problem("size", message, {"value": query.size, "most": MAX_SIZE})
    if query.undated and query.dates != ALWAYS:
        yield Problem("undated", N_("goes with no range of days; leave out one of the two"))
    for both in sorted((query.filters | query.required) & query.excluded):
        yield Problem(
            {"language": "lang"}.get(both.facet, both.facet),
            N_("%(value)s is both chosen and left out"),
            {"value": both.value},
        )
    if query.dates.is_upside_down:
        message = N_("lies after the end of the range, %(end)s; swap the two dates")
        yield Problem("from", message, {"end": query.dates.end})
    yield from _walking_problems(query)


def _walking_problems(query: Query) -> Iterator[Problem]:
    if query.since and query.since.tzinfo is None:
        yield Problem("since", N_("lacks its time zone; write 2020-06-04T14:00:00Z"))
    if query.after and (not query.is_walkable or query.order is not query.after.sort):
        message = N_("leads on in its own order alone, version by version; give group=none and sort=%(sort)s with it")
        yield Problem("after", message, {"sort": query.after.sort.value})
    if query.after and query.page != 1:
        yield Problem("page", N_("goes with no cursor; leave out page or after"))
