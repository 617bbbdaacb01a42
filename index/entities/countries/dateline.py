"""From where does a release report? The place at the head of its text: "BAGHDAD (…) -", "Baghdad, 4 June"."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from index.entities.countries.evidence import Rule
from index.entities.countries.scan import Found
from search.analysis import in_phrases
from search.countries import country_names
from search.country_table import CountryTable
from search.languages import LANGUAGES

_DATELINE = re.compile(
    rf"""
    [^\w\n]{{0,3}} (?P<place> [^\W\d] (?:[^\W\d]|[\ .’'/&-]){{1,60}}? )
    (?: ,\s (?P<beyond> [^\W\d]{{2,30}} (?:\s[^\W\d]{{1,30}})? ) )?      # Hamburg, West Germany, 4 June
    (?: \s? \([^()\n]{{0,60}}\) \s? [-–—:]                            # Bagdad (dpa) -
      | \s [-–—]{{1,2}} \s
      | ,\s (?: (?:{in_phrases("before_days")})\s )?
        (?: \d{{1,2}} (?:\.|{in_phrases("ordinals")})? \s? [^\W\d]{{3}}     # 4 June, 4. Juni
          | \d{{1,2}} \.\s? \d{{1,2}} \.                               # 04.06.
          | \d{{4}}-\d\d
          | [^\W\d]{{3,9}} \.? \s \d{{1,2}} \b                         # June 4
        )
    )
    """,
    re.VERBOSE,
)
_BETWEEN = re.compile(rf"\s?[/&]\s?|\s(?:{in_phrases('and')})\s")


@dataclass(frozen=True, slots=True)
class Places:
    """Codes of countries by the places that tell them, folded."""

    codes: Mapping[str, str]

    def in_dateline(self, text: str) -> Iterator[Found]:
        """What the head of a text says; nothing if it has none, or names a place where the world meets."""
        head = _DATELINE.match(text)
        if head is None:
            return
        found = list(self._in(text, *head.span("place")))
        if not found and head["beyond"]:
            found = list(self._in(text, *head.span("beyond")))
        yield from found

    def _in(self, text: str, start: int, end: int) -> Iterator[Found]:
        for begin, stop in _parts(text, start, end):
            code = self.codes.get(_folded(text[begin:stop]))
            if code:
                yield Found(code, Rule.DATELINE, begin, stop)


def places(table: CountryTable) -> Places:
    """The places of a table: countries by their plain names, capitals and other cities."""
    names = [(name, code) for language in LANGUAGES for code, name in country_names(language).items()]
    for code, row in table.countries.items():
        names += [(name, code) for name in (*row.capitals, *row.cities, *row.aliases)]
    silent = table.meeting_places | table.guards.keys() - set(_cities(table))
    return Places({_folded(name): code for name, code in names if name not in silent})


def _folded(name: str) -> str:
    return name.casefold().replace("’", "'")  # N’Djamena


def _cities(table: CountryTable) -> Iterable[str]:
    return (city for row in table.countries.values() for city in (*row.capitals, *row.cities))


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Bagdad/Erbil, Berlin and Paris: where each begins and ends."""
    for joint in _BETWEEN.finditer(text, start, end):
        yield start, joint.start()
        start = joint.end()
    yield start, end
