"""Which countries are there today? ISO 3166 alpha-2 codes with names from CLDR (Babel)."""

from collections.abc import Mapping

from babel import Locale

from search.languages import LANGUAGES

# CLDR's list of territories also holds groupings, outlying parts and codes for testing; none of them is a country
# that a release could be about.
_NOT_COUNTRIES = frozenset({"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"})


def territory_names(language: str) -> Mapping[str, str]:
    """The name of every country of today in a language, by ISO code (Kosovo is XK, as CLDR has it)."""
    return {
        code: name
        for code, name in sorted(Locale(language).territories.items())
        if len(code) == 2 and code.isalpha() and code not in _NOT_COUNTRIES
    }


TERRITORIES = frozenset(territory_names(next(iter(LANGUAGES))))
