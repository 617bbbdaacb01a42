"""What does the text of one parameter stand for, and how is a value written? One `Value` for each kind of value.

What reads the texts also says, in the words of JSON Schema, which ones it reads: nobody writes that down again.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from search.dates import DateRange, days_of
from search.errors import N_
from search.order import Cursor, read_cursor
from search.query import MAX_TEXT_LENGTH, length_problems

Read = Callable[[str, Collection[str]], Any]
"""The value that a text stands for, given the values that are known; raises a `Fault`."""

Schema = Mapping[str, Any]
"""Texts that can be read, as JSON Schema has them; `integer` and `boolean` are what their texts look like."""

_YEAR = "(?!0000)[0-9]{4}"
_DAY: Schema = {
    "title": "Day",
    "description": "A day, a month or a year: 2020-06-04, 2020-06, 2020.",
    "anyOf": [
        {"type": "string", "format": "date"},
        {"type": "string", "pattern": f"^{_YEAR}$"},
        {"type": "string", "pattern": f"^{_YEAR}-(0[1-9]|1[0-2])$"},
    ],
}
_MOMENTS: Schema = {
    "title": "Moment",
    "description": "A moment (RFC 3339), or the start of a day, a month or a year: 2020-06-04T14:00:00Z, 2020-06-04.",
    "anyOf": [{"type": "string", "format": "date-time"}, *_DAY["anyOf"]],
}
_COUNTRY = "A country by its code (ISO 3166); left out with a minus in front, required with a plus."
_MINUSES = ("-", "\N{MINUS SIGN}")
_WHOLE_NUMBER = re.compile(r"[0-9]{1,18}")  # ASCII only, and never so long that reading it would be work
# RFC 3339; between date and time some write a space, and a plus that was not escaped arrives as one.
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d:\d\d(?:\.\d{1,9})?)(?:[Zz]|([+ -]\d\d:\d\d))", re.ASCII)
_LONGEST_ECHO = 60  # characters of a wrong value that its message repeats
_MOST_NAMED = 12  # allowed values that a message lists before it only says where they are


@dataclass(frozen=True, slots=True)
class Value:
    """What a parameter can stand for.

    Attributes:
        read: the value of a text.
        schema: which texts there are, given the values that are known.
    """

    read: Read
    schema: Callable[[Collection[str]], Schema]


class Choices(tuple[str, ...]):
    """The values that there are: a list for programs, and one after the other in a message."""

    __slots__ = ()

    def __str__(self) -> str:
        return ", ".join(self)


@dataclass(frozen=True, slots=True)
class Without:
    """A value that a release must not have."""

    value: str


@dataclass(frozen=True, slots=True)
class Required:
    """A value that a release must have, whatever else is chosen."""

    value: str


class Fault(ValueError):
    """A value that its parameter cannot take, with a message about it."""

    def __init__(self, message: str, **values: object) -> None:
        self.message = message
        self.values = values
        super().__init__(message)


def echo(text: str) -> str:
    """What a message repeats of a value: printable, and not the whole of a page that somebody pasted."""
    shown = "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text)
    return shown if len(shown) <= _LONGEST_ECHO else shown[:_LONGEST_ECHO] + "…"


def text(form: str = "") -> Value:
    """The text itself, as long as texts are searched for.

    Args:
        form: of the text, where not every one can be answered; a `format` of ours.
    """
    schema = {"type": "string", "maxLength": MAX_TEXT_LENGTH, **({"format": form} if form else {})}

    def read(text: str, _known: Collection[str]) -> str:
        for problem in length_problems(text):
            raise Fault(problem.message, **problem.values)
        return text

    return Value(read, lambda _known: schema)


def whole_number(most: int) -> Value:
    """Whole numbers; whether one is in range is for the query to say.

    "20" is one; "٢٠", "+20", "2_0" and "20.0" are not.
    """

    def read(text: str, _known: Collection[str]) -> int:
        if not _WHOLE_NUMBER.fullmatch(text.strip()):
            raise Fault(N_("must be a whole number from 1 to %(most)s, not %(value)s"), value=echo(text), most=most)
        return int(text)

    return Value(read, lambda _known: {"type": "integer", "minimum": 1, "maximum": most})


def one_of(choices: Mapping[str, Any]) -> Value:
    """Names that each stand for a value."""
    return Value(lambda text, _known: choices[_one_known(text, choices)], lambda _known: _one_of(choices))


def yes_or_no() -> Value:
    """True or false."""
    return Value(one_of({"true": True, "false": False}).read, lambda _known: {"type": "boolean"})


def one_known() -> Value:
    """One of the known values."""
    return Value(_one_known, _one_of)


def person(message: str, form: str) -> Value:
    """Identifiers of people.

    Args:
        message: says of whom none is known under `value`.
        form: the `format` that tells the schema's readers whose identifiers they are; there are too many to list.
    """

    def read(text: str, known: Collection[str]) -> str:
        if text.strip() not in known:
            raise Fault(message, value=echo(text.strip()))
        return text.strip()

    return Value(read, lambda _known: {"type": "string", "format": form})


def signed(value: Value) -> Value:
    """Values that a minus in front leaves out and a plus requires: `Without`, `Required`.

    In an address that nobody has encoded, a plus means a space, and is read as what it was typed for.
    """

    def read_either(text: str, known: Collection[str]) -> object:
        bare = text.strip()
        if bare[:1] in _MINUSES:
            return Without(value.read(bare[1:], known))
        is_required = bare[:1] == "+" or (bool(bare) and text[0] == " ")
        return Required(value.read(bare.removeprefix("+"), known)) if is_required else value.read(text, known)

    def schema(known: Collection[str]) -> Schema:
        found = value.schema(known)
        values = found.get("enum", ())
        return {**found, "enum": [f"{sign}{each}" for sign in ("", "-", "+") for each in values]} if values else found

    return Value(read_either, schema)


def country() -> Value:
    """One of the known country codes, in capitals however it was typed."""

    def read(text: str, known: Collection[str]) -> str:
        code = text.strip().upper() if text.isascii() else text
        if code not in known:
            message = N_("%(value)s is no country; write its two-letter code (ISO 3166), such as DE or IQ")
            raise Fault(message, value=echo(text))
        return code

    return Value(read, lambda known: {"title": "Country", "description": _COUNTRY, **_one_of(sorted(known))})


def first_day() -> Value:
    """The first day of a year or a month, or the day itself."""
    return Value(lambda text, _known: _days(text).start, lambda _known: _DAY)


def last_day() -> Value:
    """The last day of a year or a month, or the day itself."""
    return Value(lambda text, _known: _days(text).end, lambda _known: _DAY)


def moment() -> Value:
    """A moment in UTC: as RFC 3339 writes it, or the start of a day, a month or a year."""

    def read(text: str, _known: Collection[str]) -> datetime:
        found = _MOMENT.fullmatch(text.strip())
        try:
            if not found:
                return datetime.combine(days_of(text.strip()).start or date.min, time.min, UTC)
            day, clock, zone = found.groups()
            return datetime.fromisoformat(f"{day}T{clock}{(zone or '+00:00').replace(' ', '+')}").astimezone(UTC)
        except (ValueError, OverflowError) as error:
            message = N_("%(value)s is no moment; write 2020-06-04T14:00:00Z, or a day as 2020-06-04")
            raise Fault(message, value=echo(text)) from error

    return Value(read, lambda _known: _MOMENTS)


def cursor() -> Value:
    """A cursor as it was written."""

    def read(text: str, _known: Collection[str]) -> Cursor:
        try:
            return read_cursor(text.strip())
        except ValueError as error:
            message = N_("%(value)s leads nowhere; take the address that an answer gives in links.after as it stands")
            raise Fault(message, value=echo(text)) from error

    return Value(read, lambda _known: {"type": "string", "format": "cursor"})


def _one_known(text: str, known: Collection[str]) -> str:
    value = text.strip()
    if value in known:
        return value
    if 0 < len(known) <= _MOST_NAMED:
        raise Fault(N_("%(value)s is unknown; there are %(allowed)s"), value=echo(value), allowed=Choices(known))
    raise Fault(N_("%(value)s is unknown"), value=echo(value))


def _one_of(values: Iterable[str]) -> Schema:
    return {"type": "string", "enum": list(values)}


def _days(text: str) -> DateRange:
    try:
        return days_of(text.strip())
    except ValueError as error:
        raise Fault(N_("%(value)s is no date; write 2020, 2020-06 or 2020-06-04"), value=echo(text)) from error


def written(value: object) -> str:
    """How a value stands in an address."""
    if isinstance(value, datetime):
        return _written_moment(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _written_moment(moment: datetime) -> str:
    """The shortest way to write it: the day where that begins then, and no more digits of a second than it has."""
    moment = moment.astimezone(UTC)
    if moment.time() == time.min:
        return moment.date().isoformat()
    text = moment.replace(tzinfo=None).isoformat()
    return f"{text.rstrip('0') if '.' in text else text}Z"


def written_range(dates: DateRange) -> tuple[str, str]:
    """The two ends of a range, "" for an open one; whole years or months as such: ("2019", "2020")."""
    if dates.start and dates.end:
        for length in (len("2020"), len("2020-06")):
            start, end = (day.isoformat()[:length] for day in (dates.start, dates.end))
            if DateRange(days_of(start).start, days_of(end).end) == dates:
                return start, end
    return dates.start.isoformat() if dates.start else "", dates.end.isoformat() if dates.end else ""
