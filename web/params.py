"""Which question does an address ask? Parameters are read into a `Query`, and a `Query` is written as parameters."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from search import syntax
from search.dates import DateRange
from search.errors import N_, InvalidQuery, Problem
from search.facets import FACETS
from search.order import Cursor
from search.query import MAX_PAGE, MAX_SIZE, Filter, Group, Match, Query, Sort
from search.syntax import Lookup, Remark, Typed, take_filters
from web import values

Arguments = Mapping[str, Sequence[str]]
"""Every text that an address gives, by parameter."""

Known = Mapping[str, Collection[str]]
"""The values of the parameters whose values the index and the settings decide."""

_DEFAULTS = Query()


def nothing_named(_facet: str, _text: str) -> Sequence[str]:
    """A lookup to which every name is unknown: what is typed stays text."""
    return ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, where its text was read otherwise than typed, and what the values of a facet are searched for."""

    query: Query
    remarks: tuple[Remark, ...] = ()
    find: str = ""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of an address.

    Attributes:
        name: as in the address.
        label: English, for people; shown through the catalogues.
        about: what it does, in one English sentence for programmers.
        example: a text that can be given, among the releases of the sample corpus.
        value: what a text stands for; see `web.values`.
        write: the texts that stand for a query's value, none for the default.
        field: the field of `Query` that the value fills; "" where several parameters fill one.
        repeatable: whether it can be given more than once.
        default: the text that stands for the same as leaving it out, "" for none.
    """

    name: str
    label: str
    about: str
    example: str
    value: values.Value
    write: Callable[[Query], Sequence[str]]
    field: str = ""
    repeatable: bool = False
    default: str = ""


def read(args: Arguments, known: Known, lookup: Lookup = nothing_named) -> Query:
    """The query that the parameters ask for; see `understand`."""
    return understand(args, known, lookup).query


def understand(
    args: Arguments, known: Known, lookup: Lookup = nothing_named, beside: Collection[Parameter] = ()
) -> Asked:
    """The query that the parameters ask for; an empty value counts as absent, since HTML forms send those.

    Filters that were typed into the text leave it: they choose what their parameters would, beside what those choose,
    and a typed date takes the place of `from` and `to`.

    Args:
        args: what the address gives.
        known: which values there are.
        lookup: which of them a typed name means.
        beside: parameters that this address has beside those of a question; `FIND` is one.

    Raises:
        InvalidQuery: naming every fault at once: unknown parameters, wrong values, and what the query language refuses.
    """
    given = _given(args)
    found: dict[str, list[Any]] = {}
    problems: list[Problem] = []
    allowed = {**PARAMETERS, **{parameter.name: parameter for parameter in beside}}
    for name, parameter in allowed.items():
        found[name], faults = _values(parameter, given.get(name, []), known.get(name, ()))
        problems += faults
    problems += _unknown(given, allowed)
    asked = _asked(found, lookup, problems)
    if problems or asked is None:
        raise InvalidQuery(sorted(problems, key=lambda problem: [*allowed, problem.parameter].index(problem.parameter)))
    return replace(asked, find="".join(found.get(FIND.name, ())))


def write(query: Query) -> list[tuple[str, str]]:
    """The shortest parameters that `read` turns into this query, always in the same order; defaults are left out."""
    return [(parameter.name, text) for parameter in PARAMETERS.values() for text in parameter.write(query)]


def read_text(args: Arguments) -> str:
    """The text of an address that takes no other parameter, "" for none; it may still be without a word.

    Raises:
        InvalidQuery: naming every fault at once: other parameters, and what is wrong with the text.
    """
    given = _given(args)
    found, problems = _values(PARAMETERS["q"], given.get("q", []), ())
    text = found[0] if found else ""
    try:
        Query(text)
    except InvalidQuery as invalid:
        problems += invalid.problems
    problems += _unknown(given, ["q"])
    if problems:
        raise InvalidQuery(problems)
    return str(text)


def none_of(args: Arguments) -> None:
    """Accept no parameter at all.

    Raises:
        InvalidQuery: naming each one that was given.
    """
    if args:
        message = N_("is no parameter of this address; it takes none")
        raise InvalidQuery([Problem(values.echo(name), message) for name in args])


def _values(parameter: Parameter, texts: Sequence[str], known: Collection[str]) -> tuple[list[Any], list[Problem]]:
    if len(texts) > 1 and not parameter.repeatable:
        message = N_("is given %(count)s times; give it once")
        return [], [Problem(parameter.name, message, {"count": len(texts)})]
    found, problems = [], []
    for text in texts:
        try:
            found.append(parameter.value.read(text, known))
        except values.Fault as fault:
            problems.append(Problem(parameter.name, fault.message, fault.values))
    return found, problems


def _given(args: Arguments) -> Arguments:
    """The parameters that are given, without empty values."""
    return {name: texts for name in args if (texts := [text for text in args[name] if text])}


def _unknown(given: Arguments, allowed: Collection[str]) -> Iterator[Problem]:
    message = N_("is no parameter; there are %(allowed)s")
    for name in given:
        if name not in allowed:
            yield Problem(values.echo(name), message, {"allowed": values.Choices(allowed)})


def _asked(found: Mapping[str, Sequence[Any]], lookup: Lookup, problems: list[Problem]) -> Asked | None:
    """The query of the values; what is wrong with the whole of it, or with the text, joins the problems."""
    fields = {each.field: found[name][0] for name, each in PARAMETERS.items() if each.field and found[name]}
    typed, remarks = _typed(fields.pop("text", ""), lookup, problems)
    start, end = (found[name][0] if found[name] else None for name in ("from", "to"))
    given = [(facet, value) for facet in FACETS for value in found[PARAMETER_OF[facet]]]
    filters = frozenset(Filter(facet, value) for facet, value in given if isinstance(value, str))
    excluded = frozenset(Filter(facet, out.value) for facet, out in given if isinstance(out, values.Without))
    required = frozenset(Filter(facet, needed.value) for facet, needed in given if isinstance(needed, values.Required))
    fields |= {
        "filters": filters | typed.filters,
        "excluded": excluded | typed.excluded,
        "required": required | typed.required,
    }
    try:
        return Asked(Query(typed.text, **fields, dates=typed.dates or DateRange(start, end)), remarks)
    except InvalidQuery as invalid:
        problems += invalid.problems
        return None


def _typed(text: str, lookup: Lookup, problems: list[Problem]) -> tuple[Typed, tuple[Remark, ...]]:
    """The text without the filters that were typed into it, and every remark; a faulty one is left out."""
    try:
        typed = take_filters(text, lookup)
        return typed, (*typed.remarks, *syntax.read(typed.text).remarks)
    except InvalidQuery as invalid:
        problems += invalid.problems
        return Typed(""), ()


def _field(name: str, label: str, field: str, about: str, example: str, value: values.Value) -> Parameter:
    def write_field(query: Query) -> list[str]:
        found = getattr(query, field)
        return [] if found == getattr(_DEFAULTS, field) else [values.written(found)]

    usual = getattr(_DEFAULTS, field)
    default = "" if usual is None else values.written(usual)
    return Parameter(name, label, about, example, value, write_field, field, default=default)


def _facet(facet: str, about: str, example: str, value: values.Value) -> Parameter:
    def write_values(query: Query) -> list[str]:
        signed = [(sign, value) for sign, each in (("+", query.needed), ("-", query.barred)) for value in each(facet)]
        return [*sorted(query.chosen(facet)), *(f"{sign}{value}" for sign, value in sorted(signed))]

    name, label = PARAMETER_OF[facet], FACETS[facet].label
    return Parameter(name, label, about, example, values.signed(value), write_values, repeatable=True)


def _range_end(name: str, label: str, about: str, example: str, value: values.Value, end: int) -> Parameter:
    def write_end(query: Query) -> list[str]:
        text = values.written_range(query.dates)[end]
        return [text] if text else []

    return Parameter(name, label, about, example, value, write_end)


_NO_MINISTER = N_("%(value)s is no minister of this newsroom; any search lists them under “Minister”")
_NOBODY = N_("%(value)s is nobody whom a release of this newsroom names")


def _name_of(choices: type[StrEnum]) -> values.Value:
    return values.one_of({choice.value: choice for choice in choices})


# Addresses say `lang`, as HTML does.
PARAMETER_OF: Mapping[str, str] = {facet: {"language": "lang"}.get(facet, facet) for facet in FACETS}

PARAMETERS: Mapping[str, Parameter] = {
    parameter.name: parameter
    for parameter in (
        _field(
            "q",
            N_("Search text"),
            "text",
            "What to search for, in the query language: words, “phrases”, OR, NOT, title:, country:iraq and so on.",
            "Sanktionen",
            values.text("search-text"),
        ),
        _field(
            "match",
            N_("Words"),
            "match",
            "How many of the words must be found; auto: all of a short query, most of a long one.",
            "all",
            _name_of(Match),
        ),
        _facet("language", "Language of the release.", "de", values.one_known()),
        _facet("country", "Country that the release is about (ISO 3166).", "IR", values.country()),
        _facet(
            "minister",
            "Minister who acts in the release, by the identifier that the facet of ministers has.",
            "heiko-maas",
            values.person(_NO_MINISTER, "minister"),
        ),
        _facet("kind", "Kind of release.", "speech", values.one_known()),
        _facet(
            "person",
            "Anybody whom the release names, by the identifier that the facet of people has.",
            "heiko-maas",
            values.person(_NOBODY, "person"),
        ),
        _facet("mentions", "Any country that the release names (ISO 3166).", "FR", values.country()),
        _range_end(
            "from",
            N_("From"),
            "First day of publication: a day, or the first one of a month or a year.",
            "2015-06",
            values.first_day(),
            0,
        ),
        _range_end(
            "to",
            N_("To"),
            "Last day of publication, included: a day, or the last one of a month or a year.",
            "2020",
            values.last_day(),
            1,
        ),
        _field(
            "undated",
            N_("Without a date"),
            "undated",
            "Only releases without a day of publication; goes with neither from nor to.",
            "false",
            values.yes_or_no(),
        ),
        _field(
            "since",
            N_("Here since"),
            "since",
            "Only what was first seen here at this moment or later; with sort=changed, what something happened to.",
            "2020-06-04T14:00:00Z",
            values.moment(),
        ),
        _field(
            "sort",
            N_("Order"),
            "sort",
            "The order of the results: by day of publication (newest, oldest), by when they came here (seen), by when "
            "they last changed here (changed).",
            "newest",
            _name_of(Sort),
        ),
        _field("page", N_("Page"), "page", "Page of results.", "1", values.whole_number(MAX_PAGE)),
        _field("size", N_("Results per page"), "size", "Results on a page.", "50", values.whole_number(MAX_SIZE)),
        _field(
            "group",
            N_("Language versions"),
            "group",
            "Whether the language versions of a release are one result, or each by itself.",
            "none",
            _name_of(Group),
        ),
        _field(
            "across",
            N_("Across languages"),
            "across",
            "Whether words are also searched for by what they are called in the other language.",
            "false",
            values.yes_or_no(),
        ),
        _field(
            "explain",
            N_("Reasons"),
            "explain",
            "Whether each result says which word met which, and how.",
            "true",
            values.yes_or_no(),
        ),
        _field(
            "after",
            N_("Continuation"),
            "after",
            "Goes on behind a result, as links.after has it: with group=none, the same sort, and no page.",
            Cursor(Sort.NEWEST, None, 737_580, "1000101").token,
            values.cursor(),
        ),
    )
}

FIND = Parameter(
    "find",
    N_("Search this list"),
    "Only values whose name holds this text, in the language of the answer; accents and capitals do not matter.",
    "ira",
    values.text(),
    lambda _query: (),
)
"""The text that the values of a facet are searched for; not a parameter of a question."""
