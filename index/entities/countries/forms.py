"""In which forms do the words of the table stand in running text? Inflected by the endings that the table states.

In German "Irak" makes Iraks, "irakisch" irakischen and "Iraker" Irakerinnen; "irakisch" makes no Irak.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from index.entities.countries.evidence import Rule
from search.countries import country_names
from search.country_table import Country, CountryTable
from search.languages import LANGUAGES

WORD = re.compile(r"\w+")

_REMARK = re.compile(r"\s*\(([^)]*)\)")  # CLDR: "Myanmar (Burma)", "Cocos (Keeling) Islands"
# CLDR's names for these are notations, not names that prose would use; their rows stand in the table.
NOT_IN_PROSE = frozenset({"CD", "CG", "HK", "MO", "UM"})

Endings = Mapping[str, Mapping[str, tuple[str, ...]]]  # by sort of word


@dataclass(frozen=True, slots=True)
class Form:
    """A word or phrase as it can stand in a text.

    Attributes:
        words: its words.
        base: what they were made of.
        code: of the country; None if they mean none.
        rule: why they mean it.
    """

    words: tuple[str, ...]
    base: str
    code: str | None
    rule: Rule


def forms(table: CountryTable, language: str) -> Iterator[Form]:
    """Every form that texts in a language may hold, those that count first where several are alike."""
    for base in table.nothing:
        for words in _inflected(tuple(WORD.findall(base)), Rule.NAME, table.endings[language]):
            yield Form(words, base, None, Rule.NAME)
    endings, heads = table.endings[language], table.compounds.get(language, ())
    for base, code, rule in _bases(table, language):
        words = tuple(WORD.findall(base))
        for inflected in _inflected(words, rule, endings):
            yield Form(inflected, base, code, rule)
        if len(words) == 1 and rule in (Rule.NAME, Rule.ALIAS):
            yield from (Form((base + head,), base + head, code, Rule.COMPOUND) for head in heads)


def _inflected(words: tuple[str, ...], rule: Rule, endings: Endings) -> Iterator[tuple[str, ...]]:
    """The forms of a word or phrase; an adjective also as it opens a title or a sentence, with a capital."""
    if rule is Rule.ABBREVIATION:
        yield words
        return
    *others, last = words
    sort = {Rule.ADJECTIVE: "adjectives", Rule.INHABITANT: "inhabitants"}.get(rule, "names")
    before = [_with_endings(word, endings["adjectives_before"]) for word in others]
    for first, *rest in product(*before, _with_endings(last, endings[sort])):
        yield from dict.fromkeys(((first, *rest), (_capital(first), *rest)))


def _with_endings(word: str, rules: Mapping[str, tuple[str, ...]]) -> list[str]:
    fitting = max((end for end in rules if word.endswith(end)), key=len, default=None)
    return [word] if fitting is None else [word[: len(word) - len(fitting)] + end for end in rules[fitting]]


def _capital(word: str) -> str:
    return word[0].upper() + word[1:]


def _bases(table: CountryTable, language: str) -> Iterator[tuple[str, str, Rule]]:
    yield from _names()
    rows = table.countries.values()
    for rule, words in _WORDS.items():
        yield from ((base, row.code, rule) for row in rows for base in words(row, language))


def _names() -> Iterator[tuple[str, str, Rule]]:
    for language in LANGUAGES:
        for code, name in country_names(language).items():
            if code not in NOT_IN_PROSE:
                yield _REMARK.sub("", name), code, Rule.NAME
                yield from ((other, code, Rule.ALIAS) for other in _REMARK.findall(name))


# Dateline is missing: it is read by itself, at the head of a text.
_WORDS: Mapping[Rule, Callable[[Country, str], Sequence[str]]] = {
    Rule.NAME: lambda row, language: row.official,
    Rule.ALIAS: lambda row, language: row.aliases,
    Rule.ABBREVIATION: lambda row, language: row.abbreviations,
    Rule.ADJECTIVE: lambda row, language: row.adjectives.get(language, ()),
    Rule.INHABITANT: lambda row, language: row.inhabitants.get(language, ()),
    Rule.PART: lambda row, language: row.parts,
    Rule.CAPITAL: lambda row, language: row.capitals,
}
