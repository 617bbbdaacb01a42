"""Which countries are there, and what are they called? ISO 3166 alpha-2 codes with names from CLDR (Babel)."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from babel import Locale

_OTHER_NAMES = Path(__file__).parent / "data" / "country_names.toml"

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


@cache
def other_names() -> Mapping[str, Sequence[str]]:
    """What countries are called beside that, in any language, by ISO code: Turkey, Großbritannien, USA."""
    names: Mapping[str, Sequence[str]] = tomllib.loads(_OTHER_NAMES.read_text(encoding="utf-8"))["names"]
    return names
