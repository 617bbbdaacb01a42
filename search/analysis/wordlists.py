"""What does the analysis know of a language's words that no rule gives? Lists in `data`, a file a language."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from search.analysis.writing import exact
from search.languages import LANGUAGES

_FOLDER = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class NumberWords:
    """How a language says numbers and times.

    Attributes:
        cardinals: by word, the number that it names: drei.
        words: the same of every word that says one: dritte, Dutzend.
        scales: by word, what a number before it is multiplied by: Millionen.
        joints: what stands between the words of one number: one hundred and ten.
        month_first: whether a day may stand behind its month: June 4.
        times: by word behind a time of day, `hour`, `forenoon` or `afternoon`: Uhr, p.m.
    """

    cardinals: Mapping[str, int]
    words: Mapping[str, int]
    scales: Mapping[str, int]
    joints: frozenset[str]
    month_first: bool
    times: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Wordlists:
    """The lists of one language; all words in their exact form.

    Attributes:
        function_words: those that say how a sentence is built and not what it is about.
        months: the number of the month by its names.
        phrases: by name, small words of dates and of lists; empty where a language has none.
        apart: by word, the stem that keeps it from another word's.
        spelling: by name, endings that are spelled as one, and what `search.analysis.american` has exceptions of.
        compounds: by name, what `search.analysis.compounds` knows; None where words are not put together.
        numbers: how numbers are said; empty where nobody has listed that.
    """

    function_words: frozenset[str]
    months: Mapping[str, int]
    phrases: Mapping[str, Sequence[str]]
    apart: Mapping[str, str]
    spelling: Mapping[str, Sequence[str]]
    compounds: Mapping[str, Sequence[str]] | None
    numbers: "NumberWords"


@cache
def wordlists(language: str) -> Wordlists:
    """The lists of a language."""
    content: Mapping[str, Any] = tomllib.loads((_FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    return Wordlists(
        function_words=frozenset(_words(content["function_words"])),
        months={name: number for number, names in enumerate(content["months"], 1) for name in _words(names)},
        phrases={name: _words(text) for name, text in content.get("phrases", {}).items()},
        apart={form: forms[0] for forms in map(_words, content.get("apart", ())) for form in forms},
        spelling={name: text.split() for name, text in content.get("spelling", {}).items()},
        compounds={name: _words(text) for name, text in content["compounds"].items()}
        if "compounds" in content
        else None,
        numbers=_numbers(content.get("numbers", {})),
    )


@cache
def function_words(language: str | None = None) -> frozenset[str]:
    """The function words of a language, or of all."""
    codes = LANGUAGES if language is None else [language]
    return frozenset(chain.from_iterable(wordlists(code).function_words for code in codes))


@cache
def months() -> Mapping[str, int]:
    """The number of the month by its names in all languages."""
    return dict(_all_months())


@cache
def in_phrases(name: str) -> str:
    """The words of all languages that do the same in a phrase, as a regular expression: st|nd|rd|th."""
    return "|".join(sorted({word for code in LANGUAGES for word in wordlists(code).phrases.get(name, ())})) or "(?!)"


def _numbers(content: Mapping[str, Any]) -> NumberWords:
    by_number = {int(number): _words(text) for number, text in content.get("words", {}).items()}
    return NumberWords(
        cardinals={words[0]: number for number, words in by_number.items()},
        words={word: number for number, words in by_number.items() for word in words},
        scales={word: int(scale) for scale, text in content.get("scales", {}).items() for word in _words(text)},
        joints=frozenset(_words(content.get("joints", ""))),
        month_first=content.get("month_first", False),
        times={word: meaning for meaning, text in content.get("times", {}).items() for word in _words(text)},
    )


def _all_months() -> Iterator[tuple[str, int]]:
    return chain.from_iterable(wordlists(code).months.items() for code in LANGUAGES)


def _words(text: str) -> list[str]:
    return [exact(word) for word in text.split()]
