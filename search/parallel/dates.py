"""Which days, months and weekdays does a text name, so that they can be compared with those of another language?

    4. Juni 2020   4 June 2020   June 4th, 2020   04.06.2020       am Dienstag   on Tuesday       im Juni   in June

A year that one side alone gives is no difference; a day that is not the same is one.
"""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from itertools import chain

from babel import Locale

from search.analysis import Token, exact, tokenize
from search.analysis.wordlists import in_phrases, months, wordlists
from search.analysis.writing import iso_day
from search.parallel.mentions import Kind, Mention, Mentions

_CLOSE = 7  # days
_CLOSE_YEARS = 2  # this year, last year, two years ago
_MONTH = r"(?P<month>[^\W\d_]{3,9})\.?"
_DAY = r"(?P<day>[0-9]{1,2})"
_YEAR = r"(?:,? (?P<year>[12][0-9]{3})(?![^\W_]))?"
_ORDINALS, _OF = in_phrases("ordinals"), in_phrases("of")
_DAY_FIRST = re.compile(rf"{_DAY}(?:\.|{_ORDINALS})?(?: (?:{_OF}))? ?{_MONTH}{_YEAR}(?![^\W_])")
_MONTH_FIRST = re.compile(rf"{_MONTH} ?{_DAY}(?:{_ORDINALS})?(?![^\W_]){_YEAR}")
_IN_FIGURES = re.compile(r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.(?:(?P<year>[0-9]{4})(?![^\W_])|(?![0-9]))")
_ISO = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})(?![^\W_])")


def day_of_year(text: str, place: int, language: str) -> Mention | None:
    """The day that begins at a place of a text, whether its month is a word or a figure.

    >>> day_of_year("4. Juni 2020", 0, "de").offers & day_of_year("June 4th", 0, "en").needs
    frozenset({'date of any year:06-04'})
    >>> day_of_year("4. Juni 2020", 0, "de").offers & day_of_year("4 June 2021", 0, "en").needs
    frozenset()
    """
    for pattern in (_ISO, _IN_FIGURES, _DAY_FIRST, _MONTH_FIRST):
        found = pattern.match(text, place)
        if found and (found["year"] or pattern is not _MONTH_FIRST or wordlists(language).numbers.month_first):
            month, day = _month(found["month"]), int(found["day"])
            iso = iso_day(found["year"] or "0000", month, day) if month else None
            if iso:
                return _date(place, found.end(), iso, found["year"])
    return None


def months_and_weekdays(text: str, language: str) -> Mentions:
    """The months and weekdays that a text names; those that belong to a day are among them."""
    for token in tokenize(text):
        if token.text[0].isupper():
            yield from _named(token, exact(token.text), language)


def _named(token: Token, form: str, language: str) -> Mentions:
    days = _weekdays(language)
    if form in months():
        kind, key = Kind.MONTH, f"month:{months()[form]:02}"
    elif form in days:
        kind, key = Kind.WEEKDAY, f"weekday:{days[form]}"
    else:  # Sonntagmorgen
        kind, key = (
            Kind.WEEKDAY,
            next((f"weekday:{number}" for day, number in days.items() if form.startswith(day)), ""),
        )
    if key:
        keys = frozenset([key])
        is_whole = form in days or kind is Kind.MONTH
        yield Mention(token.start, token.end, kind, keys, keys if is_whole else frozenset(), is_vague=True)


def close_to(published: date | None) -> frozenset[str]:
    """The keys of what a version may leave to its day of publication: "this year", "today", "on Tuesday".

    A mention that needs one of them is missed only where another one stands in its place.
    """
    if published is None:
        return frozenset()
    years = (f"number:{published.year + after}" for after in range(-_CLOSE_YEARS, _CLOSE_YEARS + 1))
    days = [published + timedelta(days) for days in range(-_CLOSE, _CLOSE + 1)] if 1 < published.year < 9999 else []
    return frozenset(
        chain(years, *((f"date:{day.isoformat()}", f"date of any year:{day.isoformat()[5:]}") for day in days))
    )


def _date(start: int, end: int, iso: str, year: str | None) -> Mention:
    day, number = iso[5:], int(iso[8:])
    either = {f"date of any year:{day}", f"month:{iso[5:7]}"}
    needs = {f"date:{day}", f"in range:{number}"} | ({f"date:{iso}"} if year else {f"date of any year:{day}"})
    offers = either | {f"day:{number}"} | ({f"date:{iso}", f"year:number:{year}"} if year else {f"date:{day}"})
    return Mention(start, end, Kind.DAY, frozenset(offers), frozenset(needs))


def _month(text: str) -> int | None:
    if text.isdecimal():
        return int(text)
    form = exact(text) if text[0].isupper() else ""
    return months().get(form) or months().get(form.removesuffix("s"))  # des 14. Novembers


@cache
def _weekdays(language: str) -> Mapping[str, int]:
    """The number of the weekday, from 0 for Monday, by its name."""
    return {exact(name): number for number, name in Locale(language).days["format"]["wide"].items()}
