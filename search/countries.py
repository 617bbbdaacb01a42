"""Which countries are there, and what are they called? ISO 3166 alpha-2 codes with names from CLDR (Babel)."""

from collections.abc import Mapping
from functools import cache

from babel import Locale

# CLDR's list of territories also holds groupings, outlying parts and codes for testing; none of them is a country
# that a release could be about.
_NOT_COUNTRIES = frozenset({"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"})


@cache
def country_names(language: str) -> Mapping[str, str]:
    """The name of every country in a language, by ISO code (Kosovo is XK, as CLDR has it)."""
    territories = Locale(language).territories
    return {
        code: name
        for code, name in sorted(territories.items())
        if len(code) == 2 and code.isalpha() and code not in _NOT_COUNTRIES
    }
