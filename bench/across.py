"""Does a question in one language find the release in the other? With every source of translations, and with all.

Titles of 2014 to 2016 are asked against the leads and bodies of the other language, with what the pairs to 2013 teach;
and XQuAD's questions against its paragraphs in the other language. Beside them stands what the same language reaches.
The order is that of a small BM25 of this bench, in which the translations of a word count as one term (Pirkola 1998).
"""

import argparse
import math
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, permutations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench import report
from bench.judged import NO_TITLE, Judged, release_of, rows
from index.translating import Vocabulary, learn, load_ding, load_glossary
from index.translating.countries import countries
from search.analysis import SHORTEST_COMPOUND, exact, function_words, normalize, stem, words
from search.dictionary import NO_TRANSLATIONS, Dictionary
from search.languages import LANGUAGES
from search.lexicon import Lexicon, learned
from search.release import Release

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
DING = Path("/usr/share/trans/de-en")
_LAST_TAUGHT = "2013"
_TRANSLATED = 0.8  # what a translated match counts beside one of the word itself
_PART = 0.5  # what a match within a compound counts
_K1, _B = 1.2, 0.75
_FIRST = 10  # places that a reader looks at

Scores = NDArray[np.float64]
Words = tuple[str, ...]  # stems of words in a row
Term = Sequence[tuple[float, Words]]  # what counts as one term, and how much each


@dataclass(frozen=True, slots=True)
class Collection:
    """Releases in two languages, and questions in one to those in the other.

    Attributes:
        name: as it stands in the report.
        releases: by language, without titles.
        questions: by the language that they are in.
    """

    name: str
    releases: Mapping[str, Sequence[Release]]
    questions: Mapping[str, Sequence[Judged]]


class Searched:
    """Releases of one language as a small BM25 sees them."""

    def __init__(self, releases: Sequence[Release], language: str, lexicon: Lexicon) -> None:
        self.ids = [release.id for release in releases]
        self._starts: list[int] = []
        places: dict[str, list[int]] = {}
        parts: dict[str, list[int]] = {}
        lengths, place = [], 0
        for release in releases:
            self._starts.append(place)
            begun = place
            for block in (block for block in release.blocks if not block.part.is_title):
                surfaces = words(block.text)
                terms = lexicon.terms(surfaces, language)
                for offset, whole in enumerate(terms.wholes):
                    if whole is not None:
                        places.setdefault(whole, []).append(place + offset)
                for offset, within in terms.parts.items():
                    for part in within:
                        parts.setdefault(part, []).append(place + offset)
                place += len(surfaces) + 1
            lengths.append(place - begun)
        self._places = {word: np.array(each) for word, each in places.items()}
        self._parts = {word: np.array(each) for word, each in parts.items()}
        self._norms = 1 - _B + _B * np.array(lengths) / np.mean(lengths)
        self._known: dict[Words, Scores] = {}
        self.vocabulary = self._places.keys() | self._parts.keys()

    def scores(self, terms: Iterable[Term]) -> Scores:
        """What each release scores; a term that none holds counts nothing."""
        total = np.zeros(len(self.ids))
        for term in terms:
            counts = np.sum([weight * self._counts(each) for weight, each in term], axis=0)
            holders = np.count_nonzero(counts)
            rarity = math.log(1 + (len(self.ids) - holders + 0.5) / (holders + 0.5))
            total += rarity * counts * (_K1 + 1) / (counts + _K1 * self._norms)
        return total

    def _counts(self, each: Words) -> Scores:
        """How often each release holds words in a row."""
        if each not in self._known:
            none = np.zeros(0, np.int64)
            places = self._places.get(each[0], none)
            for offset, word in enumerate(each[1:], 1):
                places = places[np.isin(places + offset, self._places.get(word, none))]
            counts = self._by_release(places)
            if len(each) == 1:
                counts = counts + _PART * self._by_release(self._parts.get(each[0], none))
            self._known[each] = counts
        return self._known[each]

    def _by_release(self, places: NDArray[np.int64]) -> Scores:
        releases = np.searchsorted(self._starts, places, "right") - 1
        return np.bincount(releases, minlength=len(self.ids)).astype(float)


def terms_of(question: str, asked: str, there: str, dictionary: Dictionary, lexicon: Lexicon) -> Iterator[Term]:
    """A question as terms of the other language: each word as it is, and what it is called there.

    Words in a row that have a translation of their own do not replace their words: that lost .02.
    """
    surfaces = words(question)
    for surface in surfaces:
        if exact(surface) not in function_words(asked):
            own = [(1.0, (stem(surface, there),))]
            found = translated([surface], asked, there, dictionary)
            if found:
                yield [*own, *found]
            else:
                yield own
                yield from parts_of(surface, asked, there, dictionary, lexicon)


def parts_of(word: str, asked: str, there: str, dictionary: Dictionary, lexicon: Lexicon) -> Iterator[Term]:
    """The parts of a compound that has no translation of its own, each as a term."""
    splitter = lexicon.splitters.get(asked)
    if splitter and word[0].isupper() and len(word) >= SHORTEST_COMPOUND:
        for part in splitter.parts(exact(word)):
            found = translated([part.word], asked, there, dictionary)
            if found:
                yield found
            elif part.word != exact(word):
                yield from parts_of(part.word.capitalize(), asked, there, dictionary, lexicon)


def translated(texts: Sequence[str], asked: str, there: str, dictionary: Dictionary) -> list[tuple[float, Words]]:
    return [
        (_TRANSLATED * math.sqrt(each.weight), tuple(stem(word, there) for word in words(each.text)))
        for each in dictionary.translations(texts)
        if each.language == there
    ]


def newsroom(data: Path, since: str = "") -> Collection:
    """Titles of 2014 to 2016 to the other version of what they stood above, among all releases or those since a day."""
    releases = [
        release_of(row["id"], row["lang"], NO_TITLE, row["lead"], row["body"], row["date"])
        for row in rows(data / "swiss-newsroom" / "fdfa_dev.jsonl.gz")
        if row["date"] >= since
    ]
    known = {release.id for release in releases}
    asked = [
        row
        for row in rows(data / "swiss-newsroom" / "knownitem_dev.jsonl.gz")
        if row["date"][:4] > _LAST_TAUGHT and row["rel_cross"] in known
    ]
    return Collection(
        "known item",
        {code: [release for release in releases if release.language == code] for code in LANGUAGES},
        {
            code: [
                Judged(normalize(row["query"]), frozenset([row["rel_cross"]])) for row in asked if row["qlang"] == code
            ]
            for code in LANGUAGES
        },
    )


def xquad(data: Path) -> Collection:
    """Questions to the paragraph that answers them, in the other language."""
    folder = data / "xquad"
    return Collection(
        "XQuAD",
        {
            code: [
                release_of(row["id"], code, NO_TITLE, body=row["body"]) for row in rows(folder / f"docs.{code}.jsonl")
            ]
            for code in LANGUAGES
        },
        {
            code: [
                Judged(normalize(row["query"]), frozenset([row["rel"]]))
                for row in rows(folder / f"queries.{code}.jsonl")
            ]
            for code in LANGUAGES
        },
    )


def taught(data: Path, most: int | None = None) -> list[tuple[Release, Release]]:
    """The pairs to 2013, with their titles; or so many of them, the last."""
    known = {row["id"]: row for row in rows(data / "swiss-newsroom" / "fdfa_dev.jsonl.gz")}
    both = [
        (row, other)
        for id, row in known.items()
        if row["date"][:4] <= _LAST_TAUGHT and id.endswith("-de") and (other := known.get(f"{id[:-2]}en"))
    ]
    return [
        tuple(release_of(each["id"], each["lang"], each["title"], each["lead"], each["body"]) for each in two)
        for two in both[-(most or 0) :]
    ]


def lexicon_of(collections: Iterable[Collection]) -> Lexicon:
    """What an index of these releases would know of compounds."""
    counts: dict[str, Counter[str]] = {code: Counter() for code in LANGUAGES}
    releases = [each for collection in collections for side in collection.releases.values() for each in side]
    for release in releases:
        for block in release.blocks:
            counts[release.language].update(words(block.text))
    return learned(counts, len(releases))


def dictionaries(
    pairs: Sequence[tuple[Release, Release]], lexicon: Lexicon, vocabulary: Vocabulary, ding: Path
) -> Mapping[str, Dictionary]:
    """Each source alone, what is shipped, and everything."""
    known = {
        "learned": learn(pairs, lexicon.splitters).entries,
        "countries": list(countries()),
        "glossary": list(load_glossary().entries),
        "trans-de-en": list(load_ding(ding, vocabulary)) if ding.exists() else [],
    }
    shipped = [*known["learned"], *known["countries"], *known["glossary"]]
    alone = {name: Dictionary(entries) for name, entries in known.items()}
    return {
        "nothing": NO_TRANSLATIONS,
        **alone,
        "learned, countries, glossary": Dictionary(shipped),
        "all of these": Dictionary([*shipped, *known["trans-de-en"]]),
    }


def figures(
    searched: Searched, questions: Sequence[Judged], terms: Callable[[str], Iterable[Term]]
) -> tuple[float, float]:
    """The share of questions answered by the first hit, and the mean reciprocal rank within the first ten."""
    ranks = [_rank(searched, question, searched.scores(terms(question.text))) for question in questions]
    return (
        sum(rank == 1 for rank in ranks) / len(ranks),
        sum(1 / rank for rank in ranks if rank <= _FIRST) / len(ranks),
    )


def _rank(searched: Searched, question: Judged, scores: Scores) -> float:
    """The place of what answers it, from 1; of equals the first comes first."""
    places = [searched.ids.index(id) for id in question.relevant]
    place = places[0]
    if not scores[place]:
        return math.inf
    return 1 + int(np.count_nonzero(scores > scores[place])) + int(np.count_nonzero(scores[:place] == scores[place]))


def main() -> None:
    options = _options()
    collections = [newsroom(options.data), xquad(options.data)]
    lexicon = lexicon_of(collections)
    sides = [
        {code: Searched(each, code, lexicon) for code, each in collection.releases.items()}
        for collection in collections
    ]
    vocabulary = {code: frozenset(chain.from_iterable(each[code].vocabulary for each in sides)) for code in LANGUAGES}
    pairs = taught(options.data)
    started = time.perf_counter()
    known = dictionaries(pairs, lexicon, vocabulary, options.ding)
    made = time.perf_counter() - started
    listed, kept = [], {}
    for collection, searched in zip(collections, sides, strict=True):
        for name, dictionary in known.items():
            row = [collection.name, name, f"{len(dictionary):,}"]
            for asked, there in permutations(LANGUAGES, 2):
                terms = partial(terms_of, asked=asked, there=there, dictionary=dictionary, lexicon=lexicon)
                first, rank = figures(searched[there], collection.questions[asked], terms)
                kept[f"{collection.name}, {name}, {asked} to {there}"] = {"first": first, "rank": rank}
                row += [f"{first:.3f}", f"{rank:.4f}"]
            listed.append(row)
    heads = ["collection", "dictionary", "words"]
    heads += [f"{asked} → {there} {what}" for asked, there in permutations(LANGUAGES, 2) for what in ("R@1", "MRR@10")]
    report.keep(options.out, "across", kept)
    made_in = f"{len(pairs):,} pairs; dictionaries made in {made:.0f} s"
    text = f"{report.surroundings()}\n\n{report.table(heads, listed)}\n\n{made_in}"
    report.show(options.out, "across", text)


def _options() -> argparse.Namespace:
    parser = report.parser(__doc__, None)
    parser.add_argument("--data", type=Path, default=DATA, help="where the collections lie (default: %(default)s)")
    parser.add_argument("--ding", type=Path, default=DING, help="trans-de-en, if it is there (default: %(default)s)")
    return parser.parse_args()


if __name__ == "__main__":
    main()
