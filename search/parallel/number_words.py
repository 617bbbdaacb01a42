"""Which numbers does a text say in words? "neun Milliarden", "one hundred and twenty-five", "fünfundzwanzig"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

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
    between = {" ", "-", *(f" {joint} " for joint in said.joints)}
    run: list[_Word] = []
    for token in tokenize(text):
        form = exact(token.text)
        word = _read(token, form, language)
        is_beside = bool(run) and text[run[-1].token.end : token.start] in between
        if run and is_beside and form in said.joints and run[-1].value >= 100:
            continue
        if run and not (word and is_beside and _goes_on(run[-1].value, word.value)):
            yield _mention(run)
            run = []
        if word and (run or form not in said.scales or form in said.words):
            run.append(word)
        elif wordlists(language).compounds is not None:
            yield from _beginning(token, form, said)
    if run:
        yield _mention(run)


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


def _goes_on(before: int, value: int) -> bool:
    """Whether one number is said by both: twenty-five, five million, hundred and ten."""
    return value >= 100 or before >= 100 or (before >= 20 and value < 10)


def _mention(run: Sequence[_Word]) -> Mention:
    value = _reckoned([word.value for word in run])
    keys = frozenset([f"number:{value}"])
    can_be_missed = value > 2 and not _ROUND.fullmatch(str(value)) and all(word.is_cardinal for word in run)
    needs = keys | {f"hour:number:{value}"} if can_be_missed else frozenset()
    kind = Kind.FEW if value <= FEW else Kind.COUNT
    return Mention(run[0].token.start, run[-1].token.end, kind, keys, needs, is_vague=value <= _MOSTLY_WORDS)


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
