"""What is a search called? Its text and its filters in words, for titles and for the names of files."""

import re
from datetime import date

from search.query import Query
from web.labels import Labels
from web.results.narrowing import chips

_LONGEST = 80  # characters of a file's name before its date; some systems take 255 bytes, and umlauts are two
_NO_WORD = re.compile(r"[\W_]+")


def in_words(query: Query, labels: Labels) -> str:
    """The text asked for and every filter, "" where neither is: “iraq”, Country: Iraq."""
    asked = [labels.quoted(query.text)] if query.text.strip() else []
    return ", ".join([*asked, *(chip.label for chip in chips(query, labels))])


def title(query: Query, labels: Labels, site_name: str) -> str:
    """The site's name, and what the search is called."""
    words = in_words(query, labels)
    return f"{site_name}: {words}" if words else site_name


def file_name(words: str, day: date, ending: str) -> str:
    """What a file with the results of a day is called; letters and digits of any script, and hyphens.

    >>> file_name("Newsroom: “Büro”, Country: Iraq", date(2026, 11, 26), "csv")
    'newsroom-büro-country-iraq-2026-11-26.csv'
    """
    slug = _NO_WORD.sub("-", words.lower())[:_LONGEST].strip("-")
    return f"{slug}-{day.isoformat()}.{ending}".lstrip("-")
