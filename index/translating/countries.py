"""What are countries called in another language, what is of them, and who lives there? From the tables of countries."""

from collections.abc import Iterator, Mapping, Sequence

from index.translating.entries import entries_of
from search.analysis import words
from search.countries import country_names, other_names, regions
from search.country_table import load_table
from search.dictionary import Entry, Translation
from search.languages import LANGUAGES

COUNTRIES = "countries"  # the source of what this knows
_MOST_WORDS = 4  # of a name; nobody looks for the longer ones
_OTHER = 0.9  # how likely a name that a country has beside its own means it


def countries() -> Iterator[Entry]:
    """Names of countries and regions, their adjectives and their inhabitants: Frankreich, France; Iraner, Iranians."""
    for meaning in _meanings():
        yield from entries_of(meaning, COUNTRIES)
    yield from _other_names()


def _meanings() -> Iterator[Mapping[str, Sequence[str]]]:
    for code in country_names(next(iter(LANGUAGES))):
        yield {language: [country_names(language)[code]] for language in LANGUAGES}
    for region in regions().values():
        yield {language: [name] for language, name in region.names.items() if language in LANGUAGES}
    for row in load_table().countries.values():
        yield row.adjectives
        yield row.inhabitants


def _other_names() -> Iterator[Entry]:
    """What the tables list of names in either language goes with the name in the other: USA, Vereinigte Staaten."""
    for code, names in other_names().items():
        known = {language: country_names(language)[code] for language in LANGUAGES}
        for text in names:
            if len(words(text)) <= _MOST_WORDS:
                for language in LANGUAGES:
                    yield from (
                        Entry(language, text, Translation(other, name, _OTHER, COUNTRIES))
                        for other, name in known.items()
                        if other != language and text not in known.values()
                    )
