"""Which filters did somebody type into a query? They leave its text and become what choosing them would be.

    filter = field ":" ( word { word } | phrase | value { "," value } | "(" value { OR value } ")" )

Several values of one facet mean "or", as when they are chosen one after the other, unless AND joins their filters
(`search.syntax.joining`); a date sets the range. A filter holds for the whole search, wherever it stands. What no
filter can be made of stays in the text, where `search.syntax` reads the value as words.
"""

import re
from collections.abc import Callable, Collection, Iterator, Sequence, Set
from dataclasses import dataclass, replace

from search.analysis import normalize
from search.dates import DateRange, ends_typed
from search.facets import DATE
from search.query import Filter
from search.syntax import remarks
from search.syntax.bounds import check_length
from search.syntax.joining import Taken, choose
from search.syntax.remarks import Remark
from search.syntax.signs import TITLE, Kind, Sign, signs

Lookup = Callable[[str, str], Collection[str]]
"""The values of a facet that a typed name means: none for an unknown one, several where it fits several."""

MOST_VALUES = 3  # that one name may mean: "korea" is both of them, "united" is no country
_MOST_WORDS = 4  # of a name without quotation marks
_FULL_STOP = re.compile(r"(?<!\.)\.$")
_ROOM = re.compile(r"(?<=\()\s+|\s+(?=\))")  # left within parentheses
_FILTER, _OTHER = "f", "o"
_LETTERS = {Kind.OPEN: "(", Kind.CLOSE: ")", Kind.BOTH: "&", Kind.EITHER: "&"}
_LOOSE = re.compile(r"(?P<group>\(f+\))|&f|f&")


@dataclass(frozen=True, slots=True)
class Typed:
    """A query whose filters were taken out.

    Attributes:
        text: what is left to search for.
        filters: the values that were named.
        excluded: the values that were named behind a minus or NOT.
        required: the values of one facet that AND joins.
        dates: the range that was named, None without one.
        remarks: where something was read otherwise than typed.
    """

    text: str
    filters: frozenset[Filter] = frozenset()
    excluded: frozenset[Filter] = frozenset()
    dates: DateRange | None = None
    remarks: tuple[Remark, ...] = ()
    required: frozenset[Filter] = frozenset()


def take_filters(text: str, lookup: Lookup) -> Typed:
    """The filters of a query, and the query without them; taking them again finds none.

    Args:
        text: as typed.
        lookup: knows the names of values.

    Raises:
        InvalidQuery: the text has more than 1,000 characters.
    """
    check_length(text)
    taken = Typed(text)
    while ":" in taken.text:
        found = _Round(normalize(taken.text), lookup)
        told = tuple(dict.fromkeys([*taken.remarks, *found.remarks]))
        if not found.taken:
            return replace(taken, remarks=told)
        # What stood apart can make a filter now: "land: date:2020 irak".
        filters, required = taken.filters | found.filters, taken.required | found.required
        excluded = (taken.excluded | found.excluded) - filters - required
        taken = Typed(found.rest, filters, excluded, found.dates or taken.dates, told, required)
    return taken


class _Round:
    """Goes through the signs once, from left to right."""

    def __init__(self, text: str, lookup: Lookup) -> None:
        self._text = text
        self._signs = list(signs(text))
        self._lookup = lookup
        self.taken: list[Taken] = []
        self.dates: DateRange | None = None
        self.remarks: dict[Remark, None] = {}
        self._walk()
        self._choose()
        self.rest = self._rest()

    def _walk(self) -> None:
        place, groups = 0, [False]  # whether each of the groups around is kept out
        while place < len(self._signs):
            sign, before = self._signs[place], self._kind(place - 1)
            is_without = before is Kind.WITHOUT
            is_kept_out = groups[-1] or is_without
            if sign.kind is Kind.OPEN:
                groups.append(is_kept_out)
            elif sign.kind is Kind.CLOSE and len(groups) > 1:
                groups.pop()
            if sign.names not in ("", TITLE) and not self._is_titled(place):
                # A group that is kept out may hold more than filters, and a range of days is one or none.
                can_be_taken = not is_kept_out or (is_without and not groups[-1] and sign.names != DATE)
                found = Taken(place - is_without, place, sign.names, len(groups) > 1, is_kept_out)
                place = self._read_field(place, found if can_be_taken else None)
            else:
                place += 1

    def _read_field(self, place: int, found: Taken | None) -> int:
        """Take the filter that begins here, if it is one and can be taken, and give the place behind it."""
        sign, behind = self._signs[place], place + 1
        names: Sequence[str] = ()
        for length, names in _values(self._signs[place + 1 :]):
            behind = place + 1 + length
            if self._means_something(sign.names, names):
                if found:
                    self._take(replace(found, behind=behind), names)
                else:
                    self._remark(remarks.not_left_out(self._typed(place, behind)))
                return behind
        if not sign.is_loose:
            self._remark(self._unknown(sign.names, names, self._typed(place, behind)))
        return place + 1

    def _means_something(self, field: str, names: Sequence[str]) -> bool:
        if field == DATE:
            return _days(names) is not None
        return all(0 < len(self._lookup(field, name)) <= MOST_VALUES for name in names)

    def _take(self, taken: Taken, names: Sequence[str]) -> None:
        if taken.names != DATE:
            values = (value for name in names for value in self._lookup(taken.names, name))
            self.taken.append(replace(taken, values=frozenset(Filter(taken.names, value) for value in values)))
            return
        self.taken.append(taken)
        start, end = _days(names) or (DateRange(), DateRange())
        if start.start and end.end and end.end < start.start:
            start, end = end, start
            self._remark(remarks.dates_swapped(self._typed(taken.first, taken.behind)))
        if self.dates:
            self._remark(remarks.last_date_counts(self._typed(taken.first, taken.behind)))
        self.dates = DateRange(start.start, end.end)

    def _choose(self) -> None:
        self.excluded = frozenset(value for each in self.taken if each.is_kept_out for value in each.values)
        chosen = choose([each for each in self.taken if not each.is_kept_out], self._signs)
        self.filters, self.required = chosen.filters, chosen.required
        if chosen.is_loosened:
            self._remark(remarks.ANY_OF_THEM)

    def _unknown(self, field: str, names: Sequence[str], typed: str) -> Remark:
        if field == DATE:
            return remarks.no_date(typed)
        count = max((len(self._lookup(field, name)) for name in names), default=0)
        return remarks.too_many_values(typed, count) if count > MOST_VALUES else remarks.unknown_value(typed)

    def _rest(self) -> str:
        """The text without the filters, and without what joined them to it."""
        first = {each.first: each for each in self.taken}
        inside = {place for each in self.taken for place in range(each.first + 1, each.behind)}
        rows: list[tuple[str, int | None]] = [
            (_FILTER, None) if place in first else (_LETTERS.get(sign.kind, _OTHER), place)
            for place, sign in enumerate(self._signs)
            if place not in inside
        ]
        kept = set(_loosened(rows))
        if self._bends_alternatives(kept):
            self._remark(remarks.NARROWS_ALL)
        text = list(self._text)
        for place, sign in enumerate(self._signs):
            if place not in kept:
                text[sign.start : sign.end] = " " * (sign.end - sign.start)
        return normalize(_ROOM.sub("", "".join(text)))

    def _bends_alternatives(self, kept: Set[int]) -> bool:
        """Whether OR joins a filter to something else than a filter of its kind."""
        names = {place: each.names for each in self.taken for place in range(each.first, each.behind)}
        either = [place for place, sign in enumerate(self._signs) if sign.kind is Kind.EITHER]
        if any(each.is_grouped for each in self.taken) and not kept.isdisjoint(either):
            return True
        beside = [(names.get(place - 1, ""), names.get(place + 1, "")) for place in either if place not in kept]
        return any(not before or before != behind for before, behind in beside)

    def _is_titled(self, place: int) -> bool:
        """Whether `title:` stands in front, and takes what follows for itself."""
        return place > 0 and self._signs[place - 1].names == TITLE

    def _kind(self, place: int) -> Kind | None:
        return self._signs[place].kind if 0 <= place < len(self._signs) else None

    def _typed(self, first: int, behind: int) -> str:
        return self._text[self._signs[first].start : self._signs[behind - 1].end]

    def _remark(self, remark: Remark) -> None:
        self.remarks[remark] = None


def _loosened(rows: list[tuple[str, int | None]]) -> list[int]:
    """The places that are left when filters are gone, and what held them: parentheses, and an AND or OR for each.

    Args:
        rows: a letter that says what the sign does, and its place.
    """
    while match := _LOOSE.search("".join(letter for letter, _ in rows)):
        rows[match.start() : match.end()] = [(_FILTER, None)] if match["group"] else []
    return [place for _, place in rows if place is not None]


def _values(behind: Sequence[Sign]) -> Iterator[tuple[int, Sequence[str]]]:
    """What a field can name: how many of the signs behind it, and the names in them; the longest reading first."""
    kind = behind[0].kind if behind else None
    if kind is Kind.PHRASE:
        yield 1, [behind[0].text]
    elif kind is Kind.OPEN:
        places = [place for place, sign in enumerate(behind) if sign.kind is Kind.CLOSE]
        inner = behind[1 : places[0]] if places else []
        if all(sign.kind in (Kind.WORD, Kind.PHRASE, Kind.EITHER) for sign in inner):
            names = [sign.text for sign in inner if sign.kind is not Kind.EITHER]
            if names:
                yield len(inner) + 2, names
    elif kind is Kind.WORD:
        words = [sign.text for sign in behind[: _run(behind)]]
        for count in range(len(words), 1, -1):
            yield count, [" ".join(words[:count])]
        yield 1, words[0].strip(",").split(",")


def _run(behind: Sequence[Sign]) -> int:
    """How many words stand next to each other, as far as one name can reach."""
    others = (place for place, sign in enumerate(behind[:_MOST_WORDS]) if sign.kind is not Kind.WORD)
    return next(others, min(len(behind), _MOST_WORDS))


def _days(names: Sequence[str]) -> tuple[DateRange, DateRange] | None:
    """The days of both ends of a range, None if this is none."""
    if len(names) != 1:
        return None
    try:
        return ends_typed(_FULL_STOP.sub("", names[0].strip(" ,;:!?")))
    except ValueError:
        return None
