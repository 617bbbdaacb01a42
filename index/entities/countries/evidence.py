"""Which words of a release speak for which country, and how much? What they add up to is what the release is about.

A country's name counts 1 in the first 200 characters of the text, one and a half in a title and a half behind the
opening; a release is about the countries that reach 1. So one is told by its title, by its opening, or by being named
twice. An adjective or an inhabitant says less (a Japanese company), a capital hardly anything: it stands for a
government or a conference as well.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from search.release import Block

OPENING = 200  # characters of lead and body in which a name says what the release is about
ENOUGH = 1.0  # of weight that a release is about a country
IN_TITLE, IN_OPENING, LATER = 1.5, 1.0, 0.5  # how much of its strength a word has there


class Rule(StrEnum):
    """Why a word speaks for a country."""

    NAME = "name"
    ALIAS = "alias"
    ABBREVIATION = "abbreviation"
    COMPOUND = "compound"
    ADJECTIVE = "adjective"
    INHABITANT = "inhabitant"
    PART = "part"
    CAPITAL = "capital"
    DATELINE = "dateline"


STRENGTH: Mapping[Rule, float] = {
    Rule.NAME: 1.0,
    Rule.ALIAS: 1.0,
    Rule.ABBREVIATION: 1.0,
    Rule.COMPOUND: 1.0,
    Rule.ADJECTIVE: 0.75,
    Rule.INHABITANT: 0.75,
    Rule.PART: 1.0,
    Rule.CAPITAL: 0.25,
    Rule.DATELINE: 1.0,
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that speak for a country.

    Attributes:
        code: of the country.
        rule: why they do.
        block: in which block of the release they stand, from 0.
        start, end: from which character of the block's text to before which.
        weight: how much they say that the release is about the country; 1 is enough.
    """

    code: str
    rule: Rule
    block: int
    start: int
    end: int
    weight: float


@dataclass(frozen=True, slots=True)
class Countries:
    """What was found in a release.

    Attributes:
        about: codes of the countries that it is about, in order of mention, without the newsroom's own.
        mentioned: codes of all that it names, in order of mention.
        evidence: every word that says so, in reading order.
    """

    about: tuple[str, ...]
    mentioned: tuple[str, ...]
    evidence: tuple[Evidence, ...]


def weighed(evidence: Sequence[Evidence], own: str | None) -> Countries:
    """What evidence in reading order adds up to in a newsroom of the country `own`."""
    weights: dict[str, float] = defaultdict(float)
    for each in evidence:
        weights[each.code] += each.weight
    about = tuple(code for code, weight in weights.items() if weight >= ENOUGH and code != own)
    return Countries(about, tuple(weights), tuple(evidence))


def placed(blocks: Iterable[Block]) -> Iterator[Callable[[int], float]]:
    """For each block, how much of its strength a word has that begins at a character of it."""
    left = OPENING
    for block in blocks:
        yield partial(_place, IN_TITLE if block.part.is_title else None, left)
        left -= 0 if block.part.is_title else len(block.text)


def _place(always: float | None, opening: int, start: int) -> float:
    return always or (IN_OPENING if start < opening else LATER)
