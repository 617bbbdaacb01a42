"""Which numbers does a text say in words? "neun Milliarden", "one hundred and twenty-five", "fünfundzwanzig"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from search.analysis import Token, exact, tokenize
from search.analysis.wordlists import NumberWords, wordlists
from search.parallel.mentions import Kind, Mention, Mentions
from search.parallel.quantities import FEW

_ROUND = re.compile("10+")  # hundreds of thousands, mehrere Hunderttausend
_MOSTLY_WORDS = 100  # numbers up to this one are also said otherwise: twenty years, two decades
_SHORTEST_BEGINNING = 4  # letters of a number that begins a longer word: dreitägig
_LONGEST_BEGINNING = 8
_LONGEST = 60  # letters of a word that may be a number


@dataclass(frozen=True, slots=True)
class _Word:
    """A word that says a number, or a part of one."""

    token: Token
    value: int
    is_cardinal: bool


def in_words(text: str, language: str) -> Mentions:
    """The numbers that words of a text say; only cardinal ones from three on can be missed, not "second".

    What comes in twos is said to be so or not: the two countries, both, they.

    >>> [sorted(each.offers) for each in in_words("one hundred and twenty-five, both, nine billion", "en")]
    [['number:125'], ['number:2'], ['number:9000000000']]
    """
    said = wordlists(language).numbers
    runs: list[list[_Word]] = []
    is_open = False  # whether the last run may go on
    for token in tokenize(text):
        form = exact(token.text)
        word = _read(token, form, language)
        between = text[runs[-1][-1].token.end : token.start].strip(" ") if is_open else ""
        if is_open and word and between in ("", "-", *said.joints) and _goes_on(runs[-1][-1], word, between):
            runs[-1].append(word)
        elif word and (form in said.words or form not in said.scales):
            runs.append([word])
            is_open = True
        elif not (is_open and between == "" and form in said.joints and runs[-1][-1].value >= 100):
            is_open = False
            if wordlists(language).compounds is not None:
                yield from _beginning(token, form, said)
    yield from _mentions(runs)


def _read(token: Token, form: str, language: str) -> _Word | None:
    said = wordlists(language).numbers
    value = said.words.get(form, said.scales.get(form))
    if value is not None:
        return _Word(token, value, form in said.cardinals or form in said.scales)
    if wordlists(language).compounds is not None and len(form) <= _LONGEST:
        parts = _written_together(language).fullmatch(form)
        if parts:
            values = [said.words[part] for part in _parts(language).findall(parts[1]) if part in said.words]
            return _Word(token, _reckoned(values), not parts[2]) if len(values) > 1 or parts[2] else None
    return None


def _goes_on(before: _Word, word: _Word, between: str) -> bool:
    """Whether one number is said by both: twenty-five, twenty-fifth, five million, hundred and ten, a hundred."""
    is_unit = 20 <= before.value < 100 and word.value < 10
    if not before.is_cardinal:
        return before.value == 1 and word.is_cardinal and word.value >= 100
    if not word.is_cardinal:
        return is_unit and between == "-"
    return is_unit or before.value >= 100 or word.value >= 100


def _mentions(runs: Sequence[Sequence[_Word]]) -> Mentions:
    for run, behind in pairwise([*runs, ()]):
        value = _reckoned([word.value for word in run])
        values = {value, value * _scale_of_next(run, behind)}
        keys = frozenset(f"number:{each}" for each in values)
        is_sure = value > 2 and not _ROUND.fullmatch(str(value)) and all(word.is_cardinal for word in run)
        kind = Kind.FEW if value <= FEW else Kind.COUNT
        needs = keys | {f"hour:number:{value}"} if is_sure else frozenset()
        start, end = run[0].token.start, run[-1].token.end
        yield Mention(start, end, kind, keys, needs, is_vague=value <= _MOSTLY_WORDS)


def _scale_of_next(run: Sequence[_Word], behind: Sequence[_Word]) -> int:
    """The thousand that a number shares with the one behind it: sixty to eighty thousand; 1 for none."""
    is_near = behind and len(behind) > 1 and behind[0].token.position - run[-1].token.position == 2
    return behind[-1].value if is_near and behind[-1].value >= 1000 and run[-1].value < 1000 else 1


def _reckoned(values: Sequence[int]) -> int:
    """
    >>> _reckoned([2, 1000, 5, 100, 5, 20])
    2525
    """
    total = now = 0
    for value in values:
        if value >= 1000:
            total, now = total + max(now, 1) * value, 0
        else:
            now = max(now, 1) * value if value == 100 else now + value
    return total + now


def _beginning(token: Token, form: str, said: NumberWords) -> Iterator[Mention]:
    """What a longer word begins with: dreitägig, zweimal."""
    ends = range(_SHORTEST_BEGINNING, min(len(form), _LONGEST_BEGINNING + 1))
    keys = frozenset(f"number:{said.cardinals[form[:end]]}" for end in ends if form[:end] in said.cardinals)
    if keys:
        yield Mention(token.start, token.end, Kind.COUNT, keys)


@cache
def _parts(language: str) -> re.Pattern[str]:
    said = wordlists(language).numbers
    return re.compile("|".join(sorted([*said.cardinals, *said.joints], key=lambda word: (-len(word), word))) or "(?!)")


@cache
def _written_together(language: str) -> re.Pattern[str]:
    """Numbers in one word, and what makes it the last of as many."""
    return re.compile(rf"((?:{_parts(language).pattern})++)(s?te[nrms]?|en?)?")
