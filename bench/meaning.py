"""What do vectors add to words? Alone and beside every source of translations, across the languages and within one.

The collections, the questions and the small BM25 are those of `bench.across`. Vectors of another encoder, or of other
texts, are made when first asked for, which takes half an hour, and kept in `--work`.
"""

import argparse
import hashlib
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, product
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench import across, report
from bench.judged import Judged, rows
from search.analysis import normalize
from search.languages import LANGUAGES
from search.query import Match
from search.ranking import by_meaning
from search.release import Release
from search.settings import DEFAULT_SETTINGS
from search.syntax import parse
from search.vectors import READ_OF_RELEASE, Encoder, encoder_in, in_words

_LOOKED_AT = 100  # best matches, as in the engine
_FIRST_PLACES = 60  # the k of reciprocal rank fusion: Cormack, Clarke, Büttcher (SIGIR 2009)
_AT_ONCE = 16
_WITH = ("nothing", "learned, countries, glossary", "trans-de-en", "all of these")

Floats = NDArray[np.float32]
Order = Callable[[Floats, Floats], Floats]


class Kept:
    """The vectors of texts that were encoded before, in a folder; what is new is added to it."""

    def __init__(self, encoder: Encoder, folder: Path) -> None:
        self._encoder = encoder
        self._path = folder / f"vectors-{hashlib.blake2b(encoder.name.encode(), digest_size=6).hexdigest()}.npz"
        folder.mkdir(parents=True, exist_ok=True)
        self._rows: dict[str, Floats] = {}
        if self._path.exists():
            with np.load(self._path) as held:
                self._rows = dict(zip(held["keys"].tolist(), held["rows"].astype(np.float32), strict=True))

    def queries(self, texts: Sequence[str]) -> Floats:
        return self._all("query", texts, lambda some: np.array([self._encoder.query(text) for text in some]))

    def passages(self, texts: Sequence[str]) -> Floats:
        return self._all("passage", texts, self._encoder.passages)

    def _all(self, what: str, texts: Sequence[str], encode: Callable[[Sequence[str]], Floats]) -> Floats:
        keys = [hashlib.blake2b(f"{what}\n{text}".encode(), digest_size=12).hexdigest() for text in texts]
        missing = [(key, text) for key, text in zip(keys, texts, strict=True) if key not in self._rows]
        for begin in range(0, len(missing), _AT_ONCE):
            some = missing[begin : begin + _AT_ONCE]
            self._rows.update(zip((key for key, _ in some), encode([text for _, text in some]), strict=True))
            if begin // _AT_ONCE % 20 == 19 or begin + _AT_ONCE >= len(missing):
                print(f"{what}: {min(begin + _AT_ONCE, len(missing)):,} of {len(missing):,}", flush=True)
                np.savez(self._path, keys=list(self._rows), rows=np.array(list(self._rows.values()), np.float16))
        return np.array([self._rows[key] for key in keys], np.float32)


@dataclass(frozen=True, slots=True)
class Asked:
    """Questions in one language to releases in one, with how near in meaning they are.

    Attributes:
        title: as in the report.
        source, target: languages.
        nearness: float32[questions, releases].
    """

    title: str
    source: str
    target: str
    questions: Sequence[Judged]
    nearness: Floats


def asked_of(
    collection: across.Collection, same: Mapping[str, Sequence[Judged]], kept: Kept, read: int
) -> Iterator[Asked]:
    """All questions to all releases, in the other language and in their own."""
    vectors = {
        code: kept.passages([_text(release)[:read] for release in releases])
        for code, releases in collection.releases.items()
    }
    for source, target in product(LANGUAGES, repeat=2):
        questions = same[source] if source == target else collection.questions[source]
        near = kept.queries([_read(question.text) for question in questions]) @ vectors[target].T
        yield Asked(collection.name, source, target, questions, near)


def _text(release: Release) -> str:
    return "\n".join(block.text for block in release.blocks if not block.part.is_title)


def _read(question: str) -> str:
    """As the engine reads it."""
    return in_words(parse(question, Match.ANY), question) or question


def added(contrast: float) -> Order:
    """The order of the engine: what is near gains."""
    return lambda scores, nearness: by_meaning(scores, nearness * np.float32(contrast))


def reciprocal(scores: Floats, nearness: Floats) -> Floats:
    """Fused by reciprocal ranks; of equal ones the better by words comes first."""
    by_words, near = (np.argsort(np.argsort(-each, kind="stable")) + 1 for each in (scores, nearness))
    fused: Floats = 1 / (_FIRST_PLACES + by_words) + 1 / (_FIRST_PLACES + near) - 1e-9 * by_words
    return fused


def by_words(scores: Floats, nearness: Floats) -> Floats:
    return scores


def figures(searched: across.Searched, asked: Asked, scores: Sequence[Floats], order: Order) -> tuple[float, float]:
    """The share of questions answered by the first hit, and the mean reciprocal rank within the first ten."""
    numbers = {id: number for number, id in enumerate(searched.ids)}
    ranks = []
    for question, words, near in zip(asked.questions, scores, asked.nearness, strict=True):
        (relevant,) = (numbers[id] for id in question.relevant)
        best = np.argsort(-words, kind="stable")[:_LOOKED_AT]
        best = best[words[best] > 0]
        ordered = best[np.argsort(-order(words[best], near[best]), kind="stable")] if len(best) else best
        place = np.flatnonzero(ordered == relevant)
        ranks.append(place[0] + 1 if len(place) else math.inf)
    return sum(rank == 1 for rank in ranks) / len(ranks), sum(1 / rank for rank in ranks if rank <= 10) / len(ranks)


def alone(asked: Asked, searched: across.Searched) -> tuple[float, float]:
    """Vectors without any words, over all releases."""
    places = [searched.ids.index(id) for question in asked.questions for id in question.relevant]
    nearest = asked.nearness[np.arange(len(places)), places]
    ranks = 1 + np.count_nonzero(asked.nearness > nearest[:, np.newaxis], axis=1)
    return float(np.mean(ranks == 1)), float(np.where(ranks <= 10, 1 / ranks, 0).mean())


def same_language(data: Path, collection: across.Collection) -> Mapping[str, Sequence[Judged]]:
    """The same questions to what answers them in their own language."""
    if collection.name == "XQuAD":
        return collection.questions
    known = {release.id for releases in collection.releases.values() for release in releases}
    asked = [
        row
        for row in rows(data / "swiss-newsroom" / "knownitem_dev.jsonl.gz")
        if row["date"] >= "2014" and row["rel_same"] in known
    ]
    return {
        code: [Judged(normalize(row["query"]), frozenset([row["rel_same"]])) for row in asked if row["qlang"] == code]
        for code in LANGUAGES
    }


def main() -> None:
    options = _options()
    encoder = encoder_in(replace(DEFAULT_SETTINGS, semantic=True), threads=options.threads)
    assert encoder
    kept = Kept(encoder, options.work)
    collections = [across.newsroom(options.data, options.since), across.xquad(options.data)]
    collections = [each for each in collections if each.name.startswith(options.only)]
    lexicon = across.lexicon_of(collections)
    sides = [
        {code: across.Searched(each, code, lexicon) for code, each in collection.releases.items()}
        for collection in collections
    ]
    vocabulary = {code: frozenset(chain.from_iterable(each[code].vocabulary for each in sides)) for code in LANGUAGES}
    known = across.dictionaries(across.taught(options.data), lexicon, vocabulary, options.ding)
    orders = {"words": by_words, "reciprocal ranks": reciprocal, "words and meaning": added(encoder.contrast)}
    listed, held = [], {}
    for collection, searched in zip(collections, sides, strict=True):
        every = list(asked_of(collection, same_language(options.data, collection), kept, options.read))
        for asked in every:
            way, there = f"{asked.source} → {asked.target}", searched[asked.target]
            found = {("", "meaning alone"): alone(asked, there)}
            for name in _WITH if asked.source != asked.target else _WITH[:1]:
                terms = partial(
                    across.terms_of, asked=asked.source, there=asked.target, dictionary=known[name], lexicon=lexicon
                )
                scores = [there.scores(terms(question.text)).astype(np.float32) for question in asked.questions]
                found |= {(name, what): figures(there, asked, scores, order) for what, order in orders.items()}
            for (name, what), (first, rank) in found.items():
                held[f"{asked.title}, {way}, {name}, {what}"] = {"first": first, "rank": rank}
                listed.append([asked.title, way, name, what, f"{first:.4f}", f"{rank:.4f}"])
    report.keep(options.out, "meaning", held)
    heads = ["collection", "languages", "translated by", "ordered by", "R@1", "MRR@10"]
    report.show(options.out, "meaning", f"{report.surroundings()}\n\n{report.table(heads, listed)}")


def _options() -> argparse.Namespace:
    parser = report.parser(__doc__, None)
    parser.add_argument(
        "--data", type=Path, default=across.DATA, help="where the collections lie (default: %(default)s)"
    )
    parser.add_argument(
        "--ding", type=Path, default=across.DING, help="trans-de-en, if it is there (default: %(default)s)"
    )
    parser.add_argument("--since", default="", help="only releases from this day on, such as 2014")
    parser.add_argument("--only", default="", help="only the collection whose name begins so: known or XQuAD")
    parser.add_argument(
        "--read", type=int, default=READ_OF_RELEASE, help="characters of a release (default: %(default)s)"
    )
    parser.add_argument("--threads", type=int, default=2, help="that encode (default: %(default)s)")
    return parser.parse_args()


if __name__ == "__main__":
    main()
