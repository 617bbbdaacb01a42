"""What does the search form hold? What was asked, so that the next question starts from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from search.errors import N_
from search.query import Match, Query
from web import params
from web.labels import Labels

MATCH_LABELS: Mapping[Match, str] = {
    Match.AUTO: N_("most of the words"),
    Match.ALL: N_("all of the words"),
    Match.ANY: N_("any one of the words"),
}
_FORM_SHOWS = ("q", "match", "from", "to")  # parameters with a field of their own
_FORM_FORGETS = ("page", "after")  # a new question starts at the first page


@dataclass(frozen=True, slots=True)
class Form:
    """The search form, filled in.

    Attributes:
        text, start, end: as typed, or as the query has them (dates in full).
        match: the chosen option's value.
        options: the values that can be chosen for it, with their names; "" is what holds where nothing is chosen.
        hidden: the other parameters that a new search keeps.
        is_as_typed: whether the days may be no days, and want fields that take any text.
    """

    text: str
    start: str
    end: str
    match: str
    options: tuple[tuple[str, str], ...]
    hidden: tuple[tuple[str, str], ...]
    is_as_typed: bool = False


def form_of(query: Query, labels: Labels) -> Form:
    """The form that asks this query."""
    days = (query.dates.start, query.dates.end)
    start, end = (day.isoformat() if day else "" for day in days)
    return _form(query.text, start, end, query.match, params.write(query), labels)


def form_as_typed(args: params.Arguments, faulty: Sequence[str], labels: Labels) -> Form:
    """The form as it was filled in; of what it does not show, the faulty parameters are dropped."""
    typed = {name: texts[0] for name, texts in args.items() if texts}
    match = typed.get("match", "")
    kept = [(name, text) for name in params.PARAMETERS if name not in faulty for text in args.get(name, ()) if text]
    form = _form(typed.get("q", ""), typed.get("from", ""), typed.get("to", ""), match, kept, labels)
    return replace(form, is_as_typed=True)


def _form(text: str, start: str, end: str, match: str, pairs: Sequence[tuple[str, str]], labels: Labels) -> Form:
    options = tuple(
        ("" if option is Match.AUTO else option.value, labels.interface.gettext(label))
        for option, label in MATCH_LABELS.items()
    )
    hidden = tuple(pair for pair in pairs if pair[0] not in _FORM_SHOWS + _FORM_FORGETS)
    return Form(text, start, end, match, options, hidden)
