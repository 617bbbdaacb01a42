"""What does meaning add to words? With no translations, with what is shipped, and with all; and what it finds alone.

The collections and questions are those of `bench.across`, put to the real engine. Vectors of another encoder, or of
other texts, are made when first asked for, which takes half an hour, and kept in `--work`.
"""

import argparse
import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench import across, report
from search.engines import open_engine
from search.languages import LANGUAGES
from search.query import Filter, Group, Match, Query
from search.release import Release
from search.settings import Settings
from search.vectors import READ_OF_RELEASE, Encoder, Vectors, encoder_in

_FIRST = 10
_AT_ONCE = 16
_WITH = ("nothing", "learned, countries, glossary", "all of these")

Floats = NDArray[np.float32]


class Kept:
    """An encoder that remembers, in a folder, what it was ever asked."""

    def __init__(self, encoder: Encoder, folder: Path) -> None:
        self._encoder = encoder
        self.name, self.dimensions, self.contrast = encoder.name, encoder.dimensions, encoder.contrast
        self._path = folder / f"vectors-{hashlib.blake2b(encoder.name.encode(), digest_size=6).hexdigest()}.npz"
        folder.mkdir(parents=True, exist_ok=True)
        self._rows: dict[str, Floats] = {}
        if self._path.exists():
            with np.load(self._path) as held:
                self._rows = dict(zip(held["keys"].tolist(), held["rows"].astype(np.float32), strict=True))

    def query(self, text: str) -> Floats:
        """See `search.vectors.Encoder`."""
        return self._all("query", [text], lambda some: np.array([self._encoder.query(each) for each in some]))[0]

    def passages(self, texts: Sequence[str]) -> Floats:
        """See `search.vectors.Encoder`."""
        return self._all("passage", texts, self._encoder.passages)

    def keep(self) -> None:
        """Write what is remembered."""
        np.savez(self._path, keys=list(self._rows), rows=np.array(list(self._rows.values()), np.float16))

    def _all(self, what: str, texts: Sequence[str], encode: Callable[[Sequence[str]], Floats]) -> Floats:
        keys = [hashlib.blake2b(f"{what}\n{text}".encode(), digest_size=12).hexdigest() for text in texts]
        missing = [(key, text) for key, text in zip(keys, texts, strict=True) if key not in self._rows]
        for begin in range(0, len(missing), _AT_ONCE):
            some = missing[begin : begin + _AT_ONCE]
            self._rows.update(zip((key for key, _ in some), encode([text for _, text in some]), strict=True))
            if begin // _AT_ONCE % 20 == 19:
                print(f"{what}: {begin + _AT_ONCE:,} of {len(missing):,}", flush=True)
                self.keep()
        return np.array([self._rows[key] for key in keys], np.float32)


def encode(index: across.Index, releases: Sequence[Release], kept: Kept, read: int) -> None:
    """Give the index the vectors of its releases' first so many characters."""
    engine = open_engine(index.address)
    hashes = {id: each.hash for id, each in engine.archive().kept().items()}
    rows = kept.passages([_text(release)[:read] for release in releases]).astype(np.float16)
    with engine.writer() as writer:
        writer.encode(Vectors(kept.name, {release.id: hashes[release.id] for release in releases}, rows))
        writer.commit()


def ways(collection: across.Collection) -> Iterator[tuple[str, str, Query]]:
    """By the languages of questions and releases, how the questions are asked."""
    for asked, there in product(LANGUAGES, repeat=2):
        yield (
            asked,
            there,
            Query("", Match.ANY, frozenset([Filter("language", there)]), size=_FIRST, group=Group.NONE),
        )


def alone(collection: across.Collection, kept: Kept, read: int) -> Iterator[tuple[str, float, float]]:
    """What vectors find without any words, over all releases of a language."""
    for asked, there, _ in ways(collection):
        ids = [release.id for release in collection.releases[there]]
        rows = kept.passages([_text(release)[:read] for release in collection.releases[there]])
        questions = collection.questions[asked, there]
        near = np.array([kept.query(question.text) for question in questions]) @ rows.T
        relevant = near[np.arange(len(near)), [ids.index(next(iter(question.relevant))) for question in questions]]
        ranks = 1 + np.count_nonzero(near > relevant[:, np.newaxis], axis=1)
        yield f"{asked} → {there}", float((ranks == 1).mean()), float(np.where(ranks <= _FIRST, 1 / ranks, 0).mean())


def _text(release: Release) -> str:
    return "\n".join(block.text for block in release.blocks if not block.part.is_title)


def main() -> None:
    options = _options()
    encoder = encoder_in(Settings(semantic=True), threads=options.threads)
    assert encoder
    kept = Kept(encoder, options.work)
    collections = [across.newsroom(options.data, options.since), across.xquad(options.data)]
    listed: list[list[str]] = []
    held: dict[str, Mapping[str, float]] = {}
    for collection in (each for each in collections if each.name.startswith(options.only)):
        index = across.Index(collection, options.work / "meaning" / collection.name.replace(" ", "-"))
        encode(index, [release for side in collection.releases.values() for release in side], kept, options.read)
        rows = [("", "meaning alone", *row) for row in alone(collection, kept, options.read)]
        known = across.sources(across.taught(options.data), index)
        for name, dictionary in across.dictionaries(known, index.vocabulary, options.ding):
            for how, used in (("words", None), ("words and meaning", kept)) if name in _WITH else ():
                index.translated(dictionary)
                reader = open_engine(index.address, encoder=used).reader()
                for asked, there, query in ways(collection):
                    found = across.figures(reader, collection.questions[asked, there], query)
                    rows.append((name, how, f"{asked} → {there}", found.first, found.rank))
        kept.keep()
        for name, how, way, first, rank in rows:
            held[f"{collection.name}, {way}, {name}, {how}"] = {"first": first, "rank": rank}
            listed.append([collection.name, way, name, how, f"{first:.4f}", f"{rank:.4f}"])
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
