"""Why are two releases taken for versions of one? In words that a person can check against the two texts."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

from index.pairing.pairs import Ground, Pair
from search.analysis import Token, exact, function_words, tokenize
from search.analysis.wordlists import months
from search.countries import country_names
from search.figures import figures
from search.release import Release

_MOST_SHOWN = 5  # values of one reason
_MOST_NAMES = 100  # that are looked through for a part of another one
_FAR_APART = 1.5  # the longer text over the shorter one, from which on that is said


class Says(StrEnum):
    """What speaks for or against a pair, as it reads in English."""

    BY_HAND = "staff say so"
    STATED = "the source says so"
    DAYS = "days apart"
    UNDATED = "without a day to compare"
    FIGURES = "numbers in common"
    NAMES = "names in common"
    COUNTRIES = "countries in common"
    LENGTH = "one is much longer, in characters"
    KIND = "different kinds"
    RIVALS = "could also go with"


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for or against a pair.

    Attributes:
        says: what.
        count: how many; for days, how many apart.
        values: the first of them, as they are written.
    """

    says: Says
    count: int = 0
    values: tuple[str, ...] = ()

    def __str__(self) -> str:
        if self.says is Says.DAYS:
            return {0: "same day", 1: "1 day apart"}.get(self.count, f"{self.count:,} days apart")
        more = ", …" if self.count > len(self.values) else ""
        said = _COUNTED[self.says][self.count > 1].format(self.count) if self.says in _COUNTED else self.says.value
        return said + (f": {', '.join(self.values)}{more}" if self.values else "")


_COUNTED = {
    Says.FIGURES: ("a number in common", "{} numbers in common"),
    Says.NAMES: ("a name in common", "{} names in common"),
    Says.COUNTRIES: ("a country in common", "{} countries in common"),
}


def reasons(pair: Pair, one: Release, other: Release) -> tuple[Reason, ...]:
    """What speaks for a pair, and what against it, in a fixed order.

    Args:
        pair: of these two releases.
        one, other: as the pair has them.
    """
    return tuple(_reasons(pair, one, other))


def _reasons(pair: Pair, one: Release, other: Release) -> Iterator[Reason]:
    if pair.ground is not Ground.EVIDENCE:
        yield Reason(Says.BY_HAND if pair.ground is Ground.BY_HAND else Says.STATED)
    if one.published and other.published:
        yield Reason(Says.DAYS, abs((one.published - other.published).days))
    else:
        yield Reason(Says.UNDATED)
    yield from _listed(Says.FIGURES, _common_figures(one, other))
    yield from _listed(Says.NAMES, _common_names(one, other))
    names = country_names("en")
    yield from _listed(Says.COUNTRIES, [names.get(code, code) for code in one.mentions if code in other.mentions])
    lengths = sorted(len(release.lead or "") + len(release.body) for release in (one, other))
    if lengths[1] > _FAR_APART * lengths[0]:
        yield Reason(Says.LENGTH, 2, tuple(f"{length:,}" for length in lengths))
    if one.kind is not other.kind:
        yield Reason(Says.KIND, 2, (one.kind.value, other.kind.value))
    yield from _listed(Says.RIVALS, pair.rivals)


def _listed(says: Says, values: Sequence[str]) -> Iterator[Reason]:
    if values:
        yield Reason(says, len(values), tuple(values[:_MOST_SHOWN]))


def _common_figures(one: Release, other: Release) -> list[str]:
    """The longest first, which say most: a day, a sum."""
    theirs = {figure for block in other.blocks for figure in figures(block.text)}
    ours = dict.fromkeys(figure for block in one.blocks for figure in figures(block.text))
    return sorted((figure for figure in ours if figure in theirs), key=lambda figure: -len(figure))


def _common_names(one: Release, other: Release) -> list[str]:
    """People first, then the longest runs of words that both write with a capital letter."""
    theirs = _capitals(other) & _capitals(one)
    known = {person.id for person in other.people}
    people = [person.name for person in one.people if person.id in known]
    runs = dict.fromkeys(run for block in one.blocks for run in _runs(block.text, theirs))
    found = list(people)
    for run in sorted(runs, key=lambda run: -run.count(" "))[:_MOST_NAMES]:
        if not any(f" {run} " in f" {name} " for name in found):
            found.append(run)
    return found


def _capitals(release: Release) -> set[str]:
    """The words that a release writes with a capital letter, and never with a small one."""
    tokens = [token for block in release.blocks for token in tokenize(block.text)]
    small = {exact(token.text) for token in tokens if token.text.islower()}
    return {exact(token.text) for token in tokens if _is_capital(token)} - small


def _runs(text: str, known: AbstractSet[str]) -> Iterator[str]:
    """Words with a capital letter that are known, as many as stand side by side.

    >>> list(_runs("Der Minister traf Edi Rama in Tirana, Tirana.", {"edi", "rama", "tirana"}))
    ['Edi Rama', 'Tirana', 'Tirana']
    """
    start = end = None
    for token in tokenize(text):
        is_name = _is_capital(token) and exact(token.text) in known
        if start is not None and (not is_name or text[end : token.start] != " "):
            yield text[start:end]
            start = None
        if is_name:
            start, end = token.start if start is None else start, token.end
    if start is not None:
        yield text[start:end]


def _is_capital(token: Token) -> bool:
    """Whether a word may be a name, as far as its first letter tells; months are written alike in many languages."""
    form = exact(token.text)
    return token.text[0].isupper() and len(form) > 1 and form not in function_words() and form not in months()
