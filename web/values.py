"""What does the text of one parameter stand for, and how is a value written? One reader for each kind of value."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from search.dates import DateRange, days_of
from search.errors import N_
from search.order import Cursor, read_cursor

Read = Callable[[str, Collection[str]], Any]
"""The value that a text stands for, given the values that are known; raises a `Fault`."""

_MINUSES = ("-", "\N{MINUS SIGN}")
_WHOLE_NUMBER = re.compile(r"[0-9]{1,18}")  # ASCII only, and never so long that reading it would be work
# RFC 3339; between date and time some write a space, and a plus that was not escaped arrives as one.
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d:\d\d(?:\.\d{1,9})?)(?:[Zz]|([+ -]\d\d:\d\d))", re.ASCII)
_LONGEST_ECHO = 60  # characters of a wrong value that its message repeats
_MOST_NAMED = 12  # allowed values that a message lists before it only says where they are


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


def as_typed(text: str, _known: Collection[str]) -> str:
    """The text itself."""
    return text


def whole_number(most: int) -> Read:
    """A reader of whole numbers; whether one is in range is for the query to say.

    "20" is one; "٢٠", "+20", "2_0" and "20.0" are not.
    """

    def read(text: str, _known: Collection[str]) -> int:
        if not _WHOLE_NUMBER.fullmatch(text.strip()):
            raise Fault(N_("must be a whole number from 1 to %(most)s, not %(value)s"), value=echo(text), most=most)
        return int(text)

    return read


def one_of(choices: Mapping[str, Any]) -> Read:
    """A reader of names that each stand for a value."""
    return lambda text, _known: choices[one_known(text, choices)]


def one_known(text: str, known: Collection[str]) -> str:
    """One of the known values."""
    value = text.strip()
    if value in known:
        return value
    if 0 < len(known) <= _MOST_NAMED:
        raise Fault(N_("%(value)s is unknown; there are %(allowed)s"), value=echo(value), allowed=", ".join(known))
    raise Fault(N_("%(value)s is unknown"), value=echo(value))


def person(message: str) -> Read:
    """A reader of identifiers of people; the message says of whom none is known under `value`."""

    def read(text: str, known: Collection[str]) -> str:
        if text.strip() not in known:
            raise Fault(message, value=echo(text.strip()))
        return text.strip()

    return read


def signed(read: Read) -> Read:
    """A reader of values that a minus in front leaves out and a plus requires: `Without`, `Required`.

    In an address that nobody has encoded, a plus means a space, and is read as what it was typed for.
    """

    def read_either(text: str, known: Collection[str]) -> object:
        bare = text.strip()
        if bare[:1] in _MINUSES:
            return Without(read(bare[1:], known))
        is_required = bare[:1] == "+" or (bool(bare) and text[0] == " ")
        return Required(read(bare.removeprefix("+"), known)) if is_required else read(text, known)

    return read_either


def country(text: str, known: Collection[str]) -> str:
    """One of the known country codes, in capitals however it was typed."""
    code = text.strip().upper() if text.isascii() else text
    if code not in known:
        message = N_("%(value)s is no country; write its two-letter code (ISO 3166), such as DE or IQ")
        raise Fault(message, value=echo(text))
    return code


def first_day(text: str, _known: Collection[str]) -> date | None:
    """The first day of a year or a month, or the day itself."""
    return _days(text).start


def last_day(text: str, _known: Collection[str]) -> date | None:
    """The last day of a year or a month, or the day itself."""
    return _days(text).end


def _days(text: str) -> DateRange:
    try:
        return days_of(text.strip())
    except ValueError as error:
        raise Fault(N_("%(value)s is no date; write 2020, 2020-06 or 2020-06-04"), value=echo(text)) from error


def moment(text: str, _known: Collection[str]) -> datetime:
    """A moment in UTC: as RFC 3339 writes it, or the start of a day, a month or a year."""
    found = _MOMENT.fullmatch(text.strip())
    try:
        if not found:
            return datetime.combine(days_of(text.strip()).start or date.min, time.min, UTC)
        day, clock, zone = found.groups()
        return datetime.fromisoformat(f"{day}T{clock}{(zone or '+00:00').replace(' ', '+')}").astimezone(UTC)
    except (ValueError, OverflowError) as error:
        message = N_("%(value)s is no moment; write 2020-06-04T14:00:00Z, or a day as 2020-06-04")
        raise Fault(message, value=echo(text)) from error


def cursor(text: str, _known: Collection[str]) -> Cursor:
    """A cursor as it was written."""
    try:
        return read_cursor(text.strip())
    except ValueError as error:
        message = N_("%(value)s leads nowhere; take the address that an answer gives in links.after as it stands")
        raise Fault(message, value=echo(text)) from error


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
