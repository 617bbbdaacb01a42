"""What do versions of releases teach of the two languages' words? Translations, each with its likelihood.

    pairs of releases → `parallel` sentences → `Units` → `links` → `counted` → entries of a dictionary

It is bounded: of many pairs a sample is taken, always the same (`teaching`), and of these what is enough. Releases are
taken one by one, so that nobody holds them all.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from zlib import crc32

from index.translating.entries import are_alike
from index.translating.links import links
from index.translating.parallel import parallel
from index.translating.phrases import Key, counted
from index.translating.units import MOST_UNITS, Sentence, Units
from search.analysis import Splitter
from search.dictionary import MOST_TRANSLATIONS, Entry, Translation
from search.release import Release

LEARNED = "learned"  # the source of what this teaches
LEAST_PAIRS = 100  # of two languages, below which what stands together does so by chance
MOST_PAIRS = 3_000  # that an index learns from
_MOST_CELLS = 6_000_000  # units of sentences with each of the other's, of some 2,000 pairs of releases

_LEAST_COUNT = 2  # of a word with its translation
_LEAST_COUNT_OF_PHRASES = 3  # of several words with several
_LEAST_SHARE = 0.05  # of what a word is translated by
_LEAST_SHARE_BACK = 0.02  # of what the translation translates; below that, chance puts common words beside rare ones

Pairs = Iterable[tuple[Release, Release]]


@dataclass(frozen=True, slots=True)
class Learned:
    """What pairs of releases teach.

    Attributes:
        entries: the translations, both ways.
        pairs: from how many pairs.
    """

    entries: Sequence[Entry]
    pairs: int


def teaching(ids: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Which pairs, given as ids, an index learns from: at most 3,000, any of them, but of the same always the same."""
    return sorted(ids, key=lambda pair: (crc32(pair[0].encode()), pair))[:MOST_PAIRS]


def learn(pairs: Pairs, splitters: Mapping[str, Splitter]) -> Learned:
    """What pairs of releases teach; nothing of two languages with less than a hundred pairs.

    Args:
        pairs: two versions each, the language that comes first in `search.languages` first.
        splitters: by language, what takes its compounds apart.
    """
    lessons: dict[tuple[str, str], _Lesson] = {}
    for one, other in pairs:
        languages = one.language, other.language
        if languages not in lessons:
            lessons[languages] = _Lesson([Units(each, splitters.get(each)) for each in languages])
        lessons[languages].take(one, other)
    enough = {languages: lesson for languages, lesson in sorted(lessons.items()) if lesson.pairs >= LEAST_PAIRS}
    entries = (_entries_of(lesson.sentences, languages) for languages, lesson in enough.items())
    return Learned(tuple(chain.from_iterable(entries)), sum(lesson.pairs for lesson in lessons.values()))


class _Lesson:
    """The sentences of two languages that say the same, until there are enough."""

    def __init__(self, units: Sequence[Units]) -> None:
        self.pairs = 0
        self.sentences: list[tuple[Sentence, Sentence]] = []
        self._units = units
        self._cells = 0

    def take(self, one: Release, other: Release) -> None:
        """Take those of a pair."""
        self.pairs += 1
        if self._cells >= _MOST_CELLS:
            return
        for texts in parallel(one, other):
            first, second = (side.sentence(text) for side, text in zip(self._units, texts, strict=True))
            if 0 < len(first.units) <= MOST_UNITS and 0 < len(second.units) <= MOST_UNITS:
                self.sentences.append((first, second))
                self._cells += len(first.units) * len(second.units)


def _entries_of(sentences: Sequence[tuple[Sentence, Sentence]], languages: tuple[str, str]) -> Iterator[Entry]:
    found = counted(sentences, links([one.units for one, _ in sentences], [other.units for _, other in sentences]))
    totals = [Counter[Key](), Counter[Key]()]
    for keys, count in found.together.items():
        for total, key in zip(totals, keys, strict=True):
            total[key] += count
    ones, others = (
        _Side(language, total, texts) for language, total, texts in zip(languages, totals, found.texts, strict=True)
    )
    yield from _entries(found.together, ones, others)
    yield from _entries({(other, one): count for (one, other), count in found.together.items()}, others, ones)


@dataclass(frozen=True, slots=True)
class _Side:
    """What was counted of one language: how often something was translated, and how it is written."""

    language: str
    totals: Counter[Key]
    texts: Mapping[Key, Counter[str]]

    def text(self, key: Key) -> str:
        """As it is written most often."""
        return min(self.texts[key].items(), key=lambda written: (-written[1], written[0]))[0]

    def is_whole(self, key: Key) -> bool:
        """Whether it stands by itself anywhere, and not only within compounds."""
        return any(self.texts[key].values())


def _entries(together: Mapping[tuple[Key, Key], int], here: _Side, there: _Side) -> Iterator[Entry]:
    """The entries of one direction, the likeliest of each key."""
    found: dict[Key, list[tuple[int, Key]]] = defaultdict(list)
    for (key, target), count in together.items():
        least = _LEAST_COUNT_OF_PHRASES if len(key) > 1 and len(target) > 1 else _LEAST_COUNT
        shares = _LEAST_SHARE * here.totals[key], _LEAST_SHARE_BACK * there.totals[target]
        if count >= max(least, *shares) and there.is_whole(target):
            found[key].append((-count, target))
    for key, targets in found.items():
        text = here.text(key)
        translations = [(-count, there.text(target)) for count, target in sorted(targets)]
        different = [each for each in translations if not are_alike(text, each[1], there.language)]
        for count, translation in different[:MOST_TRANSLATIONS]:
            weight = count / (here.totals[key] + 1)  # what was seen twice is not certain
            yield Entry(here.language, text, Translation(there.language, translation, weight, LEARNED))
