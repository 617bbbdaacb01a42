"""What sort of text is a release? Sources' words in every language, and a guess from title and address where they fail.

The words stand in each language's file, such as `index/data/de.toml`: `[kinds]` has what a source may state, `[titles]`
how titles open, and `[addresses]` what stands in addresses.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from search.languages import LANGUAGES
from search.release import Kind

_FOLDER = Path(__file__).parent / "data"
_TITLES = (Kind.INTERVIEW, Kind.SPEECH, Kind.STATEMENT, Kind.ARTICLE, Kind.PRESS_RELEASE)  # most telling first
_ADDRESSES = (Kind.SPEECH, Kind.INTERVIEW, Kind.STATEMENT, Kind.ARTICLE, Kind.PRESS_RELEASE)


def kind_named(label: str) -> Kind | None:
    """The kind that a source's word stands for, in any language; None if none has it.

    >>> kind_named("Pressemitteilung") is kind_named("Press release"), kind_named("Memorandum")
    (True, None)
    """
    return _named().get(" ".join(label.casefold().split()))


def kind_of(title: str, url: str | None) -> Kind:
    """The kind that title and address speak for, a press release if neither does; the address comes last."""
    for kind, pattern in _in_titles():
        if pattern.search(title):
            return kind
    for kind, pattern in _in_addresses():
        if url and pattern.search(url):
            return kind
    return Kind.PRESS_RELEASE


@cache
def _named() -> Mapping[str, Kind]:
    """Kinds by what sources call them, casefolded."""
    named = {
        label.casefold(): Kind(kind) for words in _words("kinds") for kind, labels in words.items() for label in labels
    }
    return named | {kind.value: kind for kind in Kind}


@cache
def _in_titles() -> Sequence[tuple[Kind, re.Pattern[str]]]:
    return [(kind, re.compile("|".join(ways), re.IGNORECASE)) for kind, ways in _ways("titles", _TITLES)]


@cache
def _in_addresses() -> Sequence[tuple[Kind, re.Pattern[str]]]:
    return [
        (kind, re.compile(rf"[/-](?:{'|'.join(ways)})(?:[/-]|$)", re.IGNORECASE))
        for kind, ways in _ways("addresses", _ADDRESSES)
    ]


def _ways(section: str, kinds: Iterable[Kind]) -> Iterator[tuple[Kind, Sequence[str]]]:
    """The expressions of all languages by kind, in the order of the kinds."""
    for kind in kinds:
        ways = [words[kind.value] for words in _words(section) if kind.value in words]
        if ways:
            yield kind, ways


def _words(section: str) -> Iterator[Mapping[str, Any]]:
    """A section of each language's file; a language need not have it."""
    for code in LANGUAGES:
        yield tomllib.loads((_FOLDER / f"{code}.toml").read_text(encoding="utf-8")).get(section, {})
