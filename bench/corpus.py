"""What does the made-up newsroom publish? Releases without end, the same on every run, made as they are asked for."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from bench.vocabulary import Vocabulary, vocabulary
from search.countries import country_names
from search.release import Block, Kind, Minister, Part, Release

FIRST_DAY = date(2005, 1, 1)
DAYS = 20 * 365 + 5  # to the end of 2024
MINISTERS = tuple(Minister(f"minister-{number:02}", f"Minister {number:02}") for number in range(40))
COUNTRIES = tuple(list(country_names("en"))[::2][:120])
KINDS = tuple(Kind)

_SEED = 20_240_607
_BATCH = 1_000  # releases that share a random generator, so that the first n are the same in every corpus
_MEAN_WORDS, _SPREAD = 350, 130  # of a release's length
_NAMES = 0.005  # share of words that are names of which there is no end


def releases(count: int) -> Iterator[Release]:
    """The first so many releases; those of a small corpus open every larger one."""
    return islice(_all(), count)


def release_id(number: int) -> str:
    """The id of the release with this number, from 0; ids sort as the numbers do."""
    return f"release-{number:07}"


def number_of(id: str) -> int:
    """The number of the release with this id."""
    return int(id.removeprefix("release-"))


def _all() -> Iterator[Release]:
    batch = 0
    while True:
        yield from _batch(batch)
        batch += 1


def _batch(batch: int) -> Iterator[Release]:
    rng = np.random.default_rng((_SEED, batch))
    lengths = np.clip(rng.normal(_MEAN_WORDS, _SPREAD, _BATCH), 80, 1_000).astype(int)
    days = rng.integers(0, DAYS, _BATCH).tolist()
    kinds = rng.choice(len(KINDS), _BATCH, p=_skewed(len(KINDS))).tolist()
    ministers = _several(rng, len(MINISTERS), (0.25, 0.45, 0.2, 0.1))
    countries = _several(rng, len(COUNTRIES), (0.2, 0.35, 0.25, 0.12, 0.08))
    words = {language: _Words(vocabulary(language), int(lengths.sum()), rng) for language in ("de", "en")}
    for place in range(_BATCH):
        language = "en" if place % 2 else "de"
        number = batch * _BATCH + place
        yield Release(
            id=release_id(number),
            url=f"https://newsroom.example/{language}/{number}",
            kind=KINDS[kinds[place]],
            published=FIRST_DAY + timedelta(days=days[place]),
            language=language,
            blocks=tuple(_blocks(words[language], int(lengths[place]), language, rng)),
            ministers=tuple(MINISTERS[minister] for minister in ministers[place]),
            countries=tuple(COUNTRIES[country] for country in countries[place]),
        )


class _Words:
    """A supply of words in the order in which they were drawn."""

    def __init__(self, source: Vocabulary, count: int, rng: np.random.Generator) -> None:
        self._source = source
        self._drawn = source.draw(count, rng).tolist()
        self._here = 0
        self._rng = rng

    def take(self, count: int) -> list[str]:
        """The next so many words."""
        drawn = self._drawn[self._here : self._here + count]
        self._here += count
        words = [self._source.forms[place] for place in drawn]
        for place in self._rng.integers(0, max(1, len(words)), self._rng.poisson(len(words) * _NAMES)).tolist():
            words[place] = self._source.name(self._rng)
        return words


def _blocks(words: _Words, length: int, language: str, rng: np.random.Generator) -> Iterator[Block]:
    title, lead = rng.integers((6, 18), (13, 40)).tolist()
    yield Block(Part.TITLE, _sentence(words.take(title)).rstrip("."), language)
    yield Block(Part.LEAD, _prose(words.take(lead), rng), language)
    left = length - title - lead
    while left > 0:
        count = min(left, int(rng.integers(40, 100)))
        yield Block(Part.BODY, _prose(words.take(count), rng), language)
        left -= count


def _prose(words: Sequence[str], rng: np.random.Generator) -> str:
    length = int(rng.integers(9, 22))
    return " ".join(_sentence(words[start : start + length]) for start in range(0, len(words), length))


def _sentence(words: Sequence[str]) -> str:
    return f"{words[0][0].upper()}{words[0][1:]} {' '.join(words[1:])}".rstrip() + "."


def _skewed(count: int) -> NDArray[np.float64]:
    weights = 1 / np.arange(1, count + 1)
    shares: NDArray[np.float64] = weights / weights.sum()
    return shares


def _several(rng: np.random.Generator, values: int, how_many: Sequence[float]) -> list[list[int]]:
    """For each release of a batch, some of the values: each once, the first ones most often."""
    counts = rng.choice(len(how_many), _BATCH, p=how_many)
    drawn = rng.choice(values, (_BATCH, len(how_many)), p=_skewed(values))
    return [list(dict.fromkeys(row[:count])) for row, count in zip(drawn.tolist(), counts.tolist(), strict=True)]
