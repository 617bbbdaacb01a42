"""How does a reader narrow a search by date? Bars from the first year to the last, and usual ranges."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from search.dates import DateRange, days_of
from search.errors import N_
from search.facets import UNDATED, Granularity, bucket, granularity
from search.query import Query
from search.results import FacetCount
from web import addresses
from web.labels import Labels
from web.links import Link

_MOST_BARS = 150  # beyond that a date is a slip of the keyboard, and bars would be too thin to hit
_HEIGHT = 100


@dataclass(frozen=True, slots=True)
class Bar:
    """A year, a month or a day: its name, the same with its count, its address, and its height in % of the highest."""

    name: str
    label: str
    address: str
    height: int


def in_range(query: Query, dates: DateRange) -> Query:
    """The same question about other days, from page 1."""
    return replace(query.from_start, dates=dates, undated=False)


def within(query: Query, value: str) -> Query:
    """The same question about a bucket of the date, from page 1: about no more of it than is asked for anyway.

    From 15 March 2018 to 2021 the bar of 2018 counts no January; nor does it lead to one.
    """
    if value == UNDATED:
        return without_date(query)
    days, asked = days_of(value), query.dates
    start, end = max(filter(None, (days.start, asked.start))), min(filter(None, (days.end, asked.end)))
    return in_range(query, DateRange(start, end))


def without_date(query: Query) -> Query:
    """The same question about releases without a date, from page 1."""
    return replace(query.from_start, dates=DateRange(), undated=True)


def bars(counts: Sequence[FacetCount], query: Query, labels: Labels) -> tuple[Bar, ...]:
    """The histogram of the dates of all that was found, empty buckets included; none for a single bucket."""
    found = {count.value: count.count for count in counts if count.value != UNDATED}
    values = buckets(min(found), max(found), granularity(query.dates)) if len(found) > 1 else ()
    highest = max(found.values(), default=0)
    return tuple(_bar(value, found.get(value, 0), highest, query, labels) for value in values)


def presets(query: Query, today: date, labels: Labels) -> tuple[Link, ...]:
    """Ranges that readers often want: today, the last seven days, this year."""
    ranges = {
        N_("Today"): DateRange(today, today),
        N_("Last 7 days"): DateRange(today - timedelta(days=6), today),
        N_("This year"): days_of(f"{today.year:04}"),
    }
    language = labels.interface.code
    return tuple(
        Link(labels.interface.gettext(label), addresses.results(language, in_range(query, dates)))
        for label, dates in ranges.items()
        if dates != query.dates
    )


def wider(query: Query, labels: Labels) -> Iterator[Link]:
    """From a range within one year or month to the whole of it, and to all dates."""
    if query.dates == DateRange() and not query.undated:
        return
    language = labels.interface.code
    yield Link(labels.interface.gettext("All dates"), addresses.results(language, in_range(query, DateRange())))
    if query.dates.start and query.dates.end:
        for length in (len("2020"), len("2020-06")):
            period = query.dates.start.isoformat()[:length]
            if query.dates.end in days_of(period) and query.dates != days_of(period):
                address = addresses.results(language, in_range(query, days_of(period)))
                yield Link(labels.interface.period(period), address)


def buckets(first: str, last: str, width: Granularity) -> Sequence[str]:
    """Every bucket from the first to the last, none for too many."""
    start, end = (date.fromisoformat(f"{value}-01-01"[: len("2020-01-01")]) for value in (first, last))
    values: dict[str, None] = {}
    if width is Granularity.YEAR and end.year - start.year >= _MOST_BARS:
        return ()
    step = timedelta(days=1 if width is Granularity.DAY else 28)
    for number in range((end - start) // step + 1):
        values[bucket(start + number * step, width)] = None
    values[last] = None
    return tuple(values)


def _bar(value: str, count: int, highest: int, query: Query, labels: Labels) -> Bar:
    name = labels.value("date", value)
    height = -(-count * _HEIGHT // highest)  # what holds anything is seen
    address = addresses.results(labels.interface.code, within(query, value))
    return Bar(name, f"{name}: {labels.interface.number(count)}", address, height)
