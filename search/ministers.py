"""Who held which office, and when? The registry of ministers, read from a TOML file that a press office can edit."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from search.dates import DateRange
from search.errors import InvalidSettings
from search.release import Minister

SHIPPED = Path(__file__).parent / "data" / "ministers.toml"


@dataclass(frozen=True, slots=True)
class Office:
    """One term: the title held, and the days from the first to the last, both included."""

    title: str
    term: DateRange


@dataclass(frozen=True, slots=True)
class Entry:
    """One person of the registry: identity, other spellings of the name, and terms of office."""

    minister: Minister
    aliases: tuple[str, ...]
    offices: tuple[Office, ...]

    @property
    def surname(self) -> str:
        """The last word of the name; what stands after an office in running text."""
        return self.minister.name.rsplit(maxsplit=1)[-1]

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


def load_registry(path: Path = SHIPPED) -> Registry:
    """The registry in a TOML file: tables `minister` with `id`, `name`, `aliases` and `office` tables.

    Raises:
        InvalidSettings: the file cannot be read, or naming every entry that lacks something.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8")).get("minister", [])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InvalidSettings(f"{path}: cannot read the registry of ministers: {error}") from error
    faults = list(_faults(tables))
    if faults:
        raise InvalidSettings(f"{path}: " + "; ".join(faults))
    return Registry(tuple(_entry(table) for table in tables))


def _entry(table: Mapping[str, Any]) -> Entry:
    offices = tuple(Office(office["title"], DateRange(office["from"], office.get("to"))) for office in table["office"])
    return Entry(Minister(table["id"], table["name"]), tuple(table.get("aliases", ())), offices)


def _faults(tables: list[Mapping[str, Any]]) -> Iterator[str]:
    seen: set[str] = set()
    for number, table in enumerate(tables, start=1):
        for key in ("id", "name"):
            if not isinstance(table.get(key), str) or not table[key].strip():
                yield f"minister {number} has no {key}"
        if table.get("id") in seen:
            yield f"minister {number} repeats the id {table['id']}"
        seen.add(str(table.get("id")))
        if not table.get("office"):
            yield f"minister {number} has no office"
        for office in table.get("office", ()):
            yield from (f"minister {number}: {fault}" for fault in _office_faults(office))


def _office_faults(office: Mapping[str, Any]) -> Iterator[str]:
    if not isinstance(office.get("title"), str):
        yield "an office has no title"
    if type(office.get("from")) is not date:
        yield "an office's from is not a date such as 2018-03-14"
    elif "to" in office and type(office["to"]) is not date:
        yield "an office's to is not a date such as 2021-12-08"
    elif "to" in office and office["to"] < office["from"]:
        yield "an office ends before it begins"
