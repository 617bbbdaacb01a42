"""Which figures does a text name? Numbers and days in a form that is the same in every language."""

import re
from collections.abc import Iterator

from search.analysis import exact
from search.analysis.days import days

# A day as ISO 8601 has it; thousands parted by spaces or by apostrophes, wrong ones included (55‘000, 29ʼ000), up to
# a quintillion; digits with separators. What letters follow (4th, 1990er, 5m) is how the number is spoken, and is left.
FIGURE = re.compile(
    r"(?<![^\W_])(?<!\d[.,])(?:\d{4}-\d\d-\d\d|\d{1,3}(?:[ '‘’ʼ]\d{3}){1,5}(?![ '‘’ʼ]?\d)|\d+(?:[.,'’]\d+)*)"
)
_PARTING = re.compile("[ '‘’ʼ]")
_NO_DECIMALS = re.compile(r"\.0+$")  # 11.00 o'clock, 5.0 per cent


def figures(text: str) -> Iterator[str]:
    """The numbers and days of a normalised text, in order of mention, then the days named by their month.

    >>> list(figures("On June 4th, 2020 CHF 2.8 million; 900,000 people, 11am"))
    ['4', '2020', '2.8', '900000', '11', '2020-06-04']
    >>> list(figures("Am 4. Juni 2020 2,8 Mio. Fr.; 900 000 Menschen, 11.00 Uhr"))
    ['4', '2020', '2.8', '900000', '11', '2020-06-04']
    >>> list(figures("G7, U2, zwölf"))
    []
    """
    yield from (form_of(match.group()) for match in FIGURE.finditer(text))
    yield from (day for day, _, _ in days(text))


def form_of(figure: str) -> str:
    """The form that is the same in every language, of what `FIGURE` finds."""
    return _NO_DECIMALS.sub("", exact(_PARTING.sub("", figure)))
