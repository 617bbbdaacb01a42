"""Which numbers, dates and names does a text hold? Each reader in turn; no two of what they find overlap."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, zip_longest

from search.parallel.dates import day_of_year, months_and_weekdays
from search.parallel.mentions import Kind, Mention, Mentions
from search.parallel.names import Known, names
from search.parallel.number_words import in_words
from search.parallel.quantities import glued, number, roman, telephone, time_of_day

_Reader = Callable[[str, int, str], Mention | None]

# The first that reads what begins at a place has it.
_READERS: tuple[_Reader, ...] = (day_of_year, telephone, time_of_day, number, roman, glued)
_BEGINNING = re.compile(r"\+|\(0\)|(?<![^\W_])(?:[0-9]|[IVX]{2}|[^\W\d_]{1,40}[0-9]{2}|[^\W\d_]{3,9}\.? ?(?=[0-9]))")
# Addresses of pages and of mail: what stands in them is not said to readers.
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|(?<!\S)[^\s@]{1,64}@\S+")


def mentions_of(text: str, language: str, known: Known) -> list[Mention]:
    """What a normalised text mentions, in order."""
    text = _ADDRESS.sub(lambda address: "_" * len(address.group()), text)
    figures = list(_figures(text, language))
    words = chain(names(text, language, known), months_and_weekdays(text, language), in_words(text, language))
    found = sorted(chain(figures, _beside(figures, words)), key=lambda mention: mention.start)
    return list(_softened(found, known.close))


def _softened(mentions: Sequence[Mention], close: frozenset[str]) -> Iterator[Mention]:
    """The same mentions; less is expected of those close to publication; of "Tuesday, 4 June" the day counts."""
    for mention, behind in zip_longest(mentions, mentions[1:]):
        if mention.kind is Kind.WEEKDAY and behind and behind.kind is Kind.DAY and behind.start - mention.end <= 2:
            yield replace(mention, needs=frozenset())
        else:
            yield mention if close.isdisjoint(mention.needs) else replace(mention, is_vague=True)


def _figures(text: str, language: str) -> Mentions:
    """What is written in figures, and the days that go with them."""
    end = 0
    for beginning in _BEGINNING.finditer(text):
        start = beginning.start()
        if start >= end:
            found = next(filter(None, (reader(text, start, language) for reader in _READERS)), None)
            if found:
                end = found.end
                yield found


def _beside(taken: Iterable[Mention], others: Iterable[Mention]) -> Iterator[Mention]:
    """The others that overlap none of these, nor one that goes before."""
    places = {place for mention in taken for place in range(mention.start, mention.end)}
    for mention in others:
        if places.isdisjoint(range(mention.start, mention.end)):
            places.update(range(mention.start, mention.end))
            yield mention
