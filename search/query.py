"""What was asked? A frozen value that a browser, a program and a terminal all arrive at."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from search.dates import ALWAYS, DateRange
from search.errors import N_, InvalidQuery, Problem

MAX_TEXT_LENGTH = 1_000  # characters; longer than any sentence that anybody looks up
MAX_SIZE = 100
DEFAULT_SIZE = 20
MAX_PAGE = 10_000_000  # beyond any newsroom, and small enough to multiply


class Match(StrEnum):
    """How many of the words a release must hold."""

    AUTO = "auto"  # all words of a short query, most of a long one
    ALL = "all"
    ANY = "any"


class Sort(StrEnum):
    """The order of the results; undated releases come last in both orders by date."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


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

    def __post_init__(self) -> None:
        problems = tuple(_problems(self))
        if problems:
            raise InvalidQuery(problems)

    @property
    def order(self) -> Sort:
        """The order in force: without a text nothing is more relevant than anything else, so the newest come first."""
        return Sort.NEWEST if self.sort is Sort.RELEVANCE and not self.text.strip() else self.sort

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
        return replace(self, filters=self.filters | value_of, excluded=self.excluded - value_of, page=1)

    def excluding(self, facet: str, value: str) -> "Query":
        """The same question to releases without a facet's value, from page 1."""
        value_of = {Filter(facet, value)}
        filters, required = self.filters - value_of, self.required - value_of
        return replace(self, filters=filters, excluded=self.excluded | value_of, required=required, page=1)

    def narrowing(self, facet: str, value: str) -> "Query":
        """The same question to those of its releases that have a facet's value, too, from page 1.

        Where nothing of the facet is chosen that is choosing it; beside others it is required: about both countries.

        Raises:
            InvalidQuery: the value is excluded.
        """
        others = frozenset(each for each in self.filters if each.facet != facet)
        if self.filters == others or Filter(facet, value) in self.filters:
            return replace(self, filters=others | {Filter(facet, value)}, page=1)
        return replace(self, required=self.required | {Filter(facet, value)}, page=1)

    def dropping(self, facet: str, value: str) -> "Query":
        """The same question without this chosen, excluded or required value, from page 1."""
        value_of = {Filter(facet, value)}
        filters, required = self.filters - value_of, self.required - value_of
        return replace(self, filters=filters, excluded=self.excluded - value_of, required=required, page=1)


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
