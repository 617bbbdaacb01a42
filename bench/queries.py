"""What is asked? A fixed mix of questions over the corpus's own words, each in neutral form for any engine."""

import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import pairwise

from bench import corpus
from search.analysis import exact, tokenize
from search.release import Release

FACETS = ("year", "minister", "country", "language", "kind")  # complete counts of these are part of every answer
TOP = 10  # releases in every answer

_SEED = 7
_SAMPLE = 2_000  # releases that the words are taken from
_RARE = (2, 6)  # of the sample's releases hold a rare word
_MIDDLE = (20, 200)
_COMMON = (300, 900)
_REPEATED = 5  # times that a set phrase stands in the sample


class Kind(StrEnum):
    """The rows of the table."""

    RARE = "rare term"
    COMMON = "common term"
    AND = "AND"
    OR = "OR"
    PHRASE = "phrase"
    PREFIX = "prefix"
    ONE_FILTER = "one filter"
    FILTERS = "several facets"
    DATES = "date range"
    NEWEST = "all by date"


HOW_MANY: Mapping[Kind, int] = {
    Kind.RARE: 25,
    Kind.COMMON: 25,
    Kind.AND: 30,
    Kind.OR: 25,
    Kind.PHRASE: 25,
    Kind.PREFIX: 15,
    Kind.ONE_FILTER: 20,
    Kind.FILTERS: 15,
    Kind.DATES: 15,
    Kind.NEWEST: 5,
}


class Words(StrEnum):
    """How the words of a question belong together."""

    ALL = "all"
    ANY = "any"
    PHRASE = "phrase"
    PREFIX = "prefix"


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    Attributes:
        kind: the row that it counts in.
        words: as typed; none asks for every release.
        how: how they belong together.
        filters: chosen values by facet: several of one facet mean "or", facets among themselves "and".
        dates: first and last day, both included.
        newest: order by date, then id; else by relevance.
        page: from 1.
    """

    kind: Kind
    words: tuple[str, ...] = ()
    how: Words = Words.ALL
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    dates: tuple[date, date] | None = None
    newest: bool = False
    page: int = 1

    @property
    def offset(self) -> int:
        """How many releases stand before the page."""
        return (self.page - 1) * TOP

    def without(self, facet: str) -> "Question":
        """The same question with this facet's selection off: what its own counts are taken over."""
        return replace(self, filters=tuple(chosen for chosen in self.filters if chosen[0] != facet))


def questions() -> list[Question]:
    """The mix, always the same, in an order in which the kinds are shuffled."""
    rng = random.Random(_SEED)
    sample = _Sample(list(corpus.releases(_SAMPLE)), rng)
    asked = [_MAKERS[kind](sample, number) for kind, how_many in HOW_MANY.items() for number in range(how_many)]
    rng.shuffle(asked)
    return asked


class _Sample:
    """Some releases, whose words and values the questions use."""

    def __init__(self, releases: Sequence[Release], rng: random.Random) -> None:
        self.rng = rng
        self.texts = [
            [token.text for token in tokenize(block.text)] for release in releases for block in release.blocks
        ]
        self._counts = Counter(word for release in releases for word in _words(release))
        pairs = Counter(pair for text in self.texts for pair in pairwise(map(exact, text)))
        self._pairs = [pair for pair, count in pairs.items() if count >= _REPEATED and not self._is_common(pair)]

    def word(self, frequency: tuple[int, int]) -> str:
        """A word that stands in so many releases of the sample."""
        low, high = frequency
        return self.rng.choice([word for word, count in self._counts.items() if low <= count <= high])

    def _is_common(self, words: Sequence[str]) -> bool:
        return all(self._counts[word] > _COMMON[1] for word in words)

    def set_phrase(self) -> tuple[str, ...]:
        """Two words that often stand next to each other."""
        return self.rng.choice(self._pairs)

    def phrase(self) -> tuple[str, ...]:
        """Two to four words that stand next to each other somewhere."""
        while True:
            text, length = self.rng.choice(self.texts), self.rng.choice((2, 2, 3, 4))
            start = self.rng.randrange(max(1, len(text) - length))
            words = tuple(map(exact, text[start : start + length]))
            if len(words) == length and not self._is_common(words):
                return words

    def filters(self, *facets: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """One of the more frequent values of each facet, now and then two."""
        values = {
            "minister": [minister.id for minister in corpus.MINISTERS[:15]],
            "country": list(corpus.COUNTRIES[:30]),
            "language": ["de", "en"],
            "kind": [kind.value for kind in corpus.KINDS],
        }
        most = {"minister": 2, "country": 3, "language": 1, "kind": 2}
        return tuple(
            (facet, tuple(sorted(self.rng.sample(values[facet], self.rng.randint(1, most[facet]))))) for facet in facets
        )

    def dates(self) -> tuple[date, date]:
        """From three to ten whole or begun years: long enough for the date facet to be counted by year."""
        first = date(self.rng.randint(2005, 2014), self.rng.randint(1, 12), self.rng.randint(1, 28))
        return first, first.replace(year=first.year + self.rng.randint(3, 10))


def _rare(sample: _Sample, number: int) -> Question:
    return Question(Kind.RARE, (sample.word(_RARE),))


def _common(sample: _Sample, number: int) -> Question:
    return Question(Kind.COMMON, (sample.word(_COMMON),))


def _and(sample: _Sample, number: int) -> Question:
    words = _mixed(sample, 2 + number % 2) if number % 3 else (sample.word(_COMMON), sample.word(_COMMON))
    return Question(Kind.AND, words)


def _or(sample: _Sample, number: int) -> Question:
    return Question(Kind.OR, _mixed(sample, 2 + number % 4), Words.ANY)


def _phrase(sample: _Sample, number: int) -> Question:
    return Question(Kind.PHRASE, sample.set_phrase() if number % 2 else sample.phrase(), Words.PHRASE)


def _prefix(sample: _Sample, number: int) -> Question:
    return Question(Kind.PREFIX, (sample.word(_MIDDLE)[: 3 + number % 3],), Words.PREFIX)


def _one_filter(sample: _Sample, number: int) -> Question:
    facet = ("country", "minister", "language", "kind")[number % 4]
    word = () if number % 5 == 4 else (sample.word(_COMMON if number % 2 else _MIDDLE),)
    return Question(Kind.ONE_FILTER, word, filters=sample.filters(facet), newest=not word)


def _filters(sample: _Sample, number: int) -> Question:
    facets = (("country", "kind"), ("minister", "language"), ("minister", "country", "kind"))[number % 3]
    word = () if number % 5 == 4 else (sample.word(_COMMON if number % 2 else _MIDDLE),)
    return Question(Kind.FILTERS, word, filters=sample.filters(*facets), newest=not word)


def _dates(sample: _Sample, number: int) -> Question:
    word = () if number % 5 == 4 else (sample.word(_COMMON if number % 2 else _MIDDLE),)
    return Question(Kind.DATES, word, dates=sample.dates(), newest=not word)


def _newest(sample: _Sample, number: int) -> Question:
    return Question(Kind.NEWEST, newest=True, page=1 + number)


_MAKERS: Mapping[Kind, Callable[[_Sample, int], Question]] = {
    Kind.RARE: _rare,
    Kind.COMMON: _common,
    Kind.AND: _and,
    Kind.OR: _or,
    Kind.PHRASE: _phrase,
    Kind.PREFIX: _prefix,
    Kind.ONE_FILTER: _one_filter,
    Kind.FILTERS: _filters,
    Kind.DATES: _dates,
    Kind.NEWEST: _newest,
}


def _mixed(sample: _Sample, count: int) -> tuple[str, ...]:
    """Different words, common and less common ones in turn."""
    words: dict[str, None] = {}
    while len(words) < count:
        words[sample.word(_MIDDLE if len(words) % 2 else _COMMON)] = None
    return tuple(words)


def _words(release: Release) -> list[str]:
    """Its different words, in an order that no run changes."""
    return sorted({exact(token.text) for block in release.blocks for token in tokenize(block.text)})
