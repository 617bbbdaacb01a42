"""Which words and letters tell a language by themselves? A file of ours for each language, named by its code."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from search.analysis import exact

SHIPPED = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Telltales:
    """What some languages are known by.

    Attributes:
        words: by word as written and folded, the languages whose words it is one of.
        letters: by letter beside a to z, the languages whose alphabet has it.
    """

    words: Mapping[str, frozenset[str]]
    letters: Mapping[str, frozenset[str]]


@cache
def telltales(codes: Sequence[str]) -> Telltales:
    """The words and letters of these languages, each from the file named by its code.

    Raises:
        OSError, ValueError, KeyError: a language's file is missing or is none; it comes with the language's record.
    """
    files = {code: tomllib.loads((SHIPPED / f"{code}.toml").read_text(encoding="utf-8")) for code in codes}
    words = {
        code: {exact(word) for group in file["words"].values() for word in group.split()}
        for code, file in files.items()
    }
    letters = {code: set(file["letters"]) for code, file in files.items()}
    return Telltales(_owners(words), _owners(letters))


def _owners(held: Mapping[str, set[str]]) -> Mapping[str, frozenset[str]]:
    everything = set().union(*held.values())
    return {each: frozenset(code for code, theirs in held.items() if each in theirs) for each in everything}
