"""Which countries are there, and what are they called? Those of today, those that were, and regions of them."""

from collections.abc import Collection, Mapping, Sequence
from functools import cache

from search.country_table import Region, load_table
from search.languages import LANGUAGES
from search.territories import territory_names


@cache
def country_names(language: str) -> Mapping[str, str]:
    """The name of every country in a language, by ISO code; states that no longer exist come last (SU, YU)."""
    former = {code: row.names[language] for code, row in load_table().countries.items() if row.names}
    return {**territory_names(language), **former}


def country_codes() -> Collection[str]:
    """The ISO code of every country that `country_names` names."""
    return country_names(next(iter(LANGUAGES))).keys()


@cache
def other_names() -> Mapping[str, Sequence[str]]:
    """What countries are called beside that, in any language, by ISO code: Turkey, Großbritannien, USA."""
    return {
        code: names
        for code, row in load_table().countries.items()
        if (names := (*row.official, *row.aliases, *row.abbreviations))
    }


def regions() -> Mapping[str, Region]:
    """Regions and organisations by identifier, with their names in every language and their countries' codes."""
    return load_table().regions
