"""By which words is a country known? The table of countries, read from a TOML file that a press officer can edit.

A language that was added brings what its speakers call countries in a file of the same form beside it, named by its
code: `countries.fr.toml`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, reduce
from pathlib import Path
from typing import Any

from search.country_faults import faults_of
from search.errors import InvalidSettings
from search.languages import LANGUAGES
from search.toml_file import read_toml

SHIPPED = Path(__file__).parent / "data" / "countries.toml"

Words = Mapping[str, tuple[str, ...]]  # by language


@dataclass(frozen=True, slots=True)
class Country:
    """What a country is called beside its names in CLDR.

    Attributes:
        code: ISO 3166 alpha-2; of a former state, the one it had.
        names: of a former state, by language; CLDR no longer has them. Empty for all others.
        official, aliases, abbreviations, parts, capitals, cities: in either language.
        adjectives, inhabitants: base forms.
    """

    code: str
    names: Mapping[str, str]
    official: tuple[str, ...]
    aliases: tuple[str, ...]
    abbreviations: tuple[str, ...]
    adjectives: Words
    inhabitants: Words
    parts: tuple[str, ...]
    capitals: tuple[str, ...]
    cities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Guard:
    """Where a word means the country.

    Attributes:
        languages: in texts of these alone; in all if empty.
        not_after, not_before: not directly beside one of these words.
        needs: in a release that holds one of these texts; in every one if empty.
    """

    languages: tuple[str, ...]
    not_after: frozenset[str]
    not_before: frozenset[str]
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """A region or an organisation: its names by language and its countries' codes."""

    id: str
    names: Mapping[str, str]
    countries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CountryTable:
    """The whole table.

    Attributes:
        countries: by code, those that have a row, former states last.
        guards: by word.
        regions: by identifier.
        meeting_places: cities that tell nothing.
        nothing: longer names in which a country's name means none.
        money_and_languages: by language, words before which no adjective, inhabitant or abbreviation counts.
        compounds: by language, words that stand behind a country's name in one word with it.
        endings: by language and sort of word: what stands for which ending.
    """

    countries: Mapping[str, Country]
    guards: Mapping[str, Guard]
    regions: Mapping[str, Region]
    meeting_places: frozenset[str]
    nothing: tuple[str, ...]
    money_and_languages: Words
    compounds: Words
    endings: Mapping[str, Mapping[str, Mapping[str, tuple[str, ...]]]]


@cache
def load_table(path: Path = SHIPPED) -> CountryTable:
    """The table in a TOML file, with what the files beside it add for single languages.

    Raises:
        InvalidSettings: a file cannot be read, or naming every entry with a fault.
    """
    files = table_files(path)
    raw: Mapping[str, Any] = reduce(_merged, (read_toml(file, "the table of countries") for file in files))
    faults = list(faults_of(raw))
    if faults:
        raise InvalidSettings(f"{', '.join(map(str, files))}: " + "; ".join(faults))
    rows = {**raw.get("country", {}), **raw.get("former", {})}
    return CountryTable(
        countries={code: _country(code, row) for code, row in rows.items()},
        guards={word: _guard(row) for word, row in raw.get("guards", {}).items()},
        regions={id: _region(id, row) for id, row in raw.get("region", {}).items()},
        meeting_places=frozenset(raw.get("meeting_places", ())),
        nothing=tuple(raw.get("nothing", ())),
        money_and_languages=_by_language(raw.get("money_and_languages", {})),
        compounds=_by_language(raw.get("compounds", {})),
        endings={
            language: {sort: {end: tuple(ends) for end, ends in rules.items()} for sort, rules in sorts.items()}
            for language, sorts in raw.get("endings", {}).items()
        },
    )


def table_files(path: Path = SHIPPED) -> list[Path]:
    """The file of a table, and those beside it that add to it."""
    return [path, *(file for code in LANGUAGES if (file := path.with_suffix(f".{code}{path.suffix}")).exists())]


def _merged(table: Any, added: Any) -> Any:
    """A table with what another one adds: rows to its tables, words to its lists."""
    if isinstance(table, dict) and isinstance(added, dict):
        return table | {key: _merged(table[key], each) if key in table else each for key, each in added.items()}
    return [*table, *added] if isinstance(table, list) and isinstance(added, list) else added


def _country(code: str, row: Mapping[str, Any]) -> Country:
    return Country(
        code=code,
        names=row.get("names", {}),
        official=tuple(row.get("official", ())),
        aliases=tuple(row.get("aliases", ())),
        abbreviations=tuple(row.get("abbreviations", ())),
        adjectives=_by_language(row.get("adjectives", {})),
        inhabitants=_by_language(row.get("inhabitants", {})),
        parts=tuple(row.get("parts", ())),
        capitals=tuple(row.get("capitals", ())),
        cities=tuple(row.get("cities", ())),
    )


def _guard(row: Mapping[str, list[str]]) -> Guard:
    after, before = (frozenset(row.get(key, ())) for key in ("not_after", "not_before"))
    return Guard(tuple(row.get("languages", ())), after, before, tuple(row.get("needs", ())))


def _region(id: str, row: Mapping[str, Any]) -> Region:
    return Region(id, row["names"], tuple(row["countries"]))


def _by_language(words: Mapping[str, list[str]]) -> Words:
    return {language: tuple(each) for language, each in words.items()}
