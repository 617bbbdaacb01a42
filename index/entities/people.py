"""What is said of the people whom a release names? Frozen values: who, by which rule, and where."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from search.release import Minister

_NO_SLUG = re.compile(r"[^a-z0-9]+")
_SPELT_OUT = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}
_PLAIN = str.maketrans(_SPELT_OUT | {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae"})


class Rule(StrEnum):
    """What told who a person is."""

    FULL_NAME = "full name"
    ALIAS = "alias"
    TITLE = "title and surname"
    SURNAME = "surname"  # of somebody whom the same release names in full or by title
    ROLE = "role"  # of somebody whom the registry lacks


@dataclass(frozen=True, slots=True)
class Evidence:
    """One place where a release names a person.

    Attributes:
        minister: the person's identifier.
        rule: what told who it is.
        block: the number of the block, from 0.
        start, end: characters of its text, from the first word of the office, or else of the name, to behind the name.
    """

    minister: str
    rule: Rule
    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person whom the registry lacks: what the release calls the person first.

    Attributes:
        minister: as it is shown.
        role: the words of the office, as written: "russischen Außenminister".
        country: the words of the country or body, "" where the text names none.
    """

    minister: Minister
    role: str
    country: str


@dataclass(frozen=True, slots=True)
class People:
    """The people of one release.

    Attributes:
        acting: who speaks or acts for the ministry: held an office of it on the release's day.
        mentioned: everybody, those included, in order of mention.
        evidence: every place, in reading order.
        candidates: those of `mentioned` whom the registry lacks.
    """

    acting: tuple[Minister, ...] = ()
    mentioned: tuple[Minister, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    candidates: tuple[Candidate, ...] = ()


def slug_of(name: str) -> str:
    """The identifier that a name makes: ASCII, umlauts spelt out.

    >>> slug_of("Günter Gloser"), slug_of("Mevlüt Çavuşoğlu")
    ('guenter-gloser', 'mevluet-cavusoglu')
    """
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFC", name).lower().translate(_PLAIN))
    ascii_only = "".join(character for character in plain if not unicodedata.combining(character))
    return _NO_SLUG.sub("-", ascii_only).strip("-")
