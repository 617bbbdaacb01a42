"""Which ministers does a release name? Those of the registry, by full name or by the office they held on its day."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from search.ministers import Entry, Registry
from search.release import Minister

# How running text calls an office of the registry before a surname. German inflects: des Außenministers Maas.
_OFFICES: Mapping[str, str] = {
    "Foreign Minister": (
        r"(?:German\s+|Federal\s+)?Foreign\s+Minister|(?:Federal\s+)?Minister(?:\s+for\s+Foreign\s+Affairs)?"
        r"|(?:Bundes)?[Aa]u(?:ß|ss)enminister(?:s|in)?|(?:Bundes)?[Mm]inister(?:s|in)?|BM"
    ),
    "Minister of State": r"Ministers?\s+of\s+State|Staatsminister(?:s|in)?|StMin|StM",
}
_DEGREES = r"(?:(?:Dr|Prof)\.?\s+)*"
_PERSON = r"(?P<{}>{})(?:s|['’]s?)?(?!\w)"  # Steinmeiers, Maas', Maas’s
_NO_SLUG = re.compile(r"[^a-z0-9]+")
_SPELT_OUT = {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"}
_PLAIN = str.maketrans(_SPELT_OUT | {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae"})


@dataclass(frozen=True, slots=True)
class Spotter:
    """The registry, ready to look for.

    Attributes:
        known: ministers by the slugs of their ids, names and aliases.
        patterns: a surname, by which most texts can be passed over quickly, its bearer, and what finds full name and
            office with surname.
    """

    known: Mapping[str, Minister]
    patterns: tuple[tuple[str, Entry, re.Pattern[str], re.Pattern[str]], ...]

    def named_in(self, text: str, day: date | None) -> tuple[Minister, ...]:
        """The ministers that a text names, in order of mention.

        A full name or an alias is enough; a surname counts behind an office that its bearer held on that day (so
        without a day it never does).
        """
        found = [
            (match.start(), entry.minister)
            for surname, entry, full, titled in self.patterns
            if surname in text and (match := full.search(text) or _in_office(entry, titled, text, day))
        ]
        return tuple(dict.fromkeys(minister for _, minister in sorted(found, key=lambda pair: pair[0])))

    def stated(self, names: Iterable[str]) -> tuple[Minister, ...]:
        """The ministers that a source states: those of the registry by id, name or alias, others by a slug."""
        ministers = (self.known.get(slug_of(name)) or Minister(slug_of(name), name) for name in names if slug_of(name))
        return tuple(dict.fromkeys(ministers))


def spotter_of(registry: Registry) -> Spotter:
    """The spotter for a registry."""
    rows = []
    for entry in registry.entries:
        names = "|".join(map(_written, _spellings(entry.minister.name, *entry.aliases)))
        full = re.compile(r"(?<!\w)" + _PERSON.format("name", names))
        surnames = "|".join(map(_written, _spellings(entry.surname)))
        offices = "|".join(sorted({_OFFICES.get(office.title, re.escape(office.title)) for office in entry.offices}))
        titled = re.compile(rf"(?<!\w)(?:{offices})\s+{_DEGREES}" + _PERSON.format("name", surnames))
        rows += [(surname, entry, full, titled) for surname in _spellings(entry.surname)]
    return Spotter(_known(registry), tuple(rows))


def slug_of(name: str) -> str:
    """The identifier that a name makes: ASCII, umlauts spelt out.

    >>> slug_of("Günter Gloser"), slug_of("Mevlüt Çavuşoğlu")
    ('guenter-gloser', 'mevluet-cavusoglu')
    """
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFC", name).lower().translate(_PLAIN))
    ascii_only = "".join(character for character in plain if not unicodedata.combining(character))
    return _NO_SLUG.sub("-", ascii_only).strip("-")


def _in_office(entry: Entry, titled: re.Pattern[str], text: str, day: date | None) -> re.Match[str] | None:
    return titled.search(text) if day and entry.in_office(day) else None


def _spellings(*names: str) -> Iterator[str]:
    """Names as written and with their umlauts spelt out, each once."""
    spelt = ("".join(_SPELT_OUT.get(character, character) for character in name) for name in names)
    yield from dict.fromkeys((*names, *spelt))


def _written(name: str) -> str:
    """The expression for a name; its hyphen is often printed as a dash."""
    return re.escape(name).replace(r"\-", "[-‐‑–]")


def _known(registry: Registry) -> Mapping[str, Minister]:
    known: dict[str, Minister] = {}
    for entry in registry.entries:
        for name in (entry.minister.id, entry.minister.name, *entry.aliases):
            known[slug_of(name)] = entry.minister
    return known
