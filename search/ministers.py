"""Who held which office, and when? The registry of ministers, read from a TOML file that a press office can edit."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from search.dates import DateRange
from search.errors import InvalidSettings
from search.release import Minister
from search.toml_file import read_toml

SHIPPED = Path(__file__).parent / "data" / "ministers.toml"
OWN_COUNTRY = "DE"  # where neither the file nor the office names one

_KEYS = frozenset({"id", "name", "surname", "aliases", "office"})
_OFFICE_KEYS = frozenset({"title", "country", "ministry", "from", "to"})
_COUNTRY = re.compile(r"[A-Z]{2,5}")


@dataclass(frozen=True, slots=True)
class Office:
    """One term of an office.

    Attributes:
        title: what it is called, in English or German.
        term: from the first day to the last, both included.
        country: the ISO 3166 code of the state, or the abbreviation of an organisation: EU, UN, NATO.
        ministry: whether it is one of the foreign ministry; false for the Minister of Justice, who may become the
            Foreign Minister later.
    """

    title: str
    term: DateRange
    country: str = OWN_COUNTRY
    ministry: bool = True

    def is_held(self, day: date | None) -> bool:
        """Whether its term includes that day; without a day any term counts."""
        return day is None or day in self.term


@dataclass(frozen=True, slots=True)
class Entry:
    """One person of the registry: identity, other spellings of the name, terms of office, and a stated surname."""

    minister: Minister
    aliases: tuple[str, ...]
    offices: tuple[Office, ...]
    stated_surname: str | None = None

    @property
    def surname(self) -> str:
        """What stands after an office in running text: the last word of the name, unless it is stated."""
        return self.stated_surname or self.minister.name.rsplit(maxsplit=1)[-1]

    def in_office(self, day: date) -> bool:
        """Whether the person held any of the offices on that day."""
        return any(day in office.term for office in self.offices)


@dataclass(frozen=True, slots=True)
class Registry:
    """All ministers that the newsroom knows by name, in the file's order."""

    entries: tuple[Entry, ...]

    @property
    def names(self) -> Mapping[str, str]:
        """Name by identifier."""
        return {entry.minister.id: entry.minister.name for entry in self.entries}

    def of_ministry(self, country: str) -> list[Entry]:
        """Those who hold or held an office of a country's foreign ministry, by their first day in one."""
        begun = {
            entry.minister.id: min(days)
            for entry in self.entries
            if (
                days := [
                    each.term.start or date.min for each in entry.offices if each.ministry and each.country == country
                ]
            )
        }
        held = [entry for entry in self.entries if entry.minister.id in begun]
        return sorted(held, key=lambda entry: begun[entry.minister.id])


def load_registry(path: Path = SHIPPED) -> Registry:
    """The registry in a TOML file.

    ```toml
    country = "DE"               # of offices that name none
    [[minister]]
    id = "heiko-maas"            # never to be changed: addresses hold it
    name = "Heiko Maas"
    surname = "Maas"             # where it is not the last word of the name: von der Leyen
    aliases = ["Heiko J. Maas"]  # other spellings of the whole name
    [[minister.office]]
    title = "Foreign Minister"
    country = "DE"
    ministry = true              # false: an office outside the foreign ministry
    from = 2018-03-14
    to = 2021-12-08              # the last day; left out while in office
    ```

    Raises:
        InvalidSettings: the file cannot be read, or naming every entry in which something is wrong.
    """
    file = read_toml(path, "the registry of ministers")
    faults = list(_faults(file))
    if faults:
        raise InvalidSettings(f"{path}: " + "; ".join(faults))
    country = file.get("country", OWN_COUNTRY)
    return Registry(tuple(_entry(table, country) for table in file.get("minister", ())))


def _entry(table: Mapping[str, Any], country: str) -> Entry:
    offices = (
        Office(
            title=office["title"],
            term=DateRange(office["from"], office.get("to")),
            country=office.get("country", country),
            ministry=office.get("ministry", True),
        )
        for office in table["office"]
    )
    minister = Minister(table["id"], table["name"])
    return Entry(minister, tuple(table.get("aliases", ())), tuple(offices), table.get("surname"))


def _faults(file: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"{key} is nothing that a registry holds" for key in file.keys() - {"country", "minister"})
    if not _is_country(file.get("country", OWN_COUNTRY)):
        yield "country is no code such as DE"
    tables = file.get("minister", [])
    if not _are_tables(tables):
        yield "minister must be tables, each under [[minister]]"
        return
    for number, table in enumerate(tables, start=1):
        id = table.get("id")
        entry = f"minister {number} ({id})" if _is_text(id) else f"minister {number}"
        yield from (f"{entry} {fault}" for fault in _entry_faults(table))
    yield from _repeated("id", ((str(table.get("id")), str(table.get("id"))) for table in tables))
    yield from _repeated("name", (pair for table in tables for pair in _names(table)))


def _entry_faults(table: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"has no {key}" for key in ("id", "name") if not _is_text(table.get(key)))
    yield from (f"has a key that means nothing: {key}" for key in sorted(table.keys() - _KEYS))
    if not _is_text(table.get("surname", "x")):
        yield "has a surname that is no text"
    aliases = table.get("aliases", [])
    if not isinstance(aliases, list) or not all(map(_is_text, aliases)):
        yield "has aliases that are no list of texts"
    offices = table.get("office", [])
    if not _are_tables(offices):
        yield "has an office that is no table under [[minister.office]]"
    elif not offices:
        yield "has no office"
    else:
        yield from (f"has an office that {fault}" for office in offices for fault in _office_faults(office))


def _office_faults(office: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"has a key that means nothing: {key}" for key in sorted(office.keys() - _OFFICE_KEYS))
    if not _is_text(office.get("title")):
        yield "has no title"
    if not _is_country(office.get("country", OWN_COUNTRY)):
        yield "has a country that is no code such as DE"
    if not isinstance(office.get("ministry", True), bool):
        yield "has a ministry that is neither true nor false"
    if type(office.get("from")) is not date:
        yield "has a from that is not a date such as 2018-03-14"
    elif "to" in office and type(office["to"]) is not date:
        yield "has a to that is not a date such as 2021-12-08"
    elif "to" in office and office["to"] < office["from"]:
        yield "ends before it begins"


def _names(table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    aliases = table.get("aliases", ())
    for name in {table.get("name"), *(aliases if isinstance(aliases, list) and all(map(_is_text, aliases)) else ())}:
        if _is_text(name):
            yield str(name), str(table.get("id"))


def _repeated(what: str, pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    """What stands for two entries; for a name that would leave open who is meant."""
    seen: dict[str, str] = {}
    for value, id in pairs:
        if value in seen:
            yield f"the {what} {value} stands at two ministers" + (f": {seen[value]} and {id}" if what != "id" else "")
        seen[value] = id


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_country(value: object) -> bool:
    return isinstance(value, str) and bool(_COUNTRY.fullmatch(value))


def _are_tables(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, dict) for each in value)
