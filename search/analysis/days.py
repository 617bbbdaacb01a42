"""Which calendar days does running text name? "4 June 2020" and "4. Juni 2020" as 2020-06-04.

A day in figures (04.06.2020) needs none of this: it is one word, whose exact form is the same.
"""

import re
from collections.abc import Iterator

from search.analysis.wordlists import in_phrases, months
from search.analysis.writing import exact, iso_day

# A year is quick to find; only what stands before one is looked at.
_YEAR = re.compile(r"[12][0-9]{3}(?![^\W_])(?<![^\W_].{4})")
_REACH = len("30th of September, ")
_DAY = r"(?P<day>[0-9]{1,2})"
_MONTH = r"(?P<month>[^\W\d_]{3,9})\.?"
_ORDINALS, _OF = in_phrases("ordinals"), in_phrases("of")
_DAY_AND_MONTH = re.compile(rf"(?<![^\W_]){_DAY}(?:\.|{_ORDINALS})?(?: (?:{_OF}))? {_MONTH},? \Z")
_MONTH_AND_DAY = re.compile(rf"(?<![^\W_]){_MONTH} {_DAY}(?:{_ORDINALS})?,? \Z")


def days(text: str) -> Iterator[tuple[str, int, int]]:
    """The days that a normalised text names by their month: exact form, start and end in characters.

    >>> text = "Am 4. Juni 2020, on June 4th, 2020; im Juni 2020"
    >>> [(day, text[start:end]) for day, start, end in days(text)]
    [('2020-06-04', '4. Juni 2020'), ('2020-06-04', 'June 4th, 2020')]
    """
    for year in _YEAR.finditer(text):
        begin = max(0, year.start() - _REACH)
        before = text[begin : year.start()]
        found = _DAY_AND_MONTH.search(before) or _MONTH_AND_DAY.search(before)
        month = found and months().get(exact(found["month"]))
        day = found and month and iso_day(year.group(), month, int(found["day"]))
        if found and day:
            yield day, begin + found.start(), year.end()
