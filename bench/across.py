"""Does a question in one language find the release in the other? With every source of translations, and with all.

Titles of 2014 to 2016 are asked against the leads and bodies of the other language, with what the pairs to 2013 teach;
and XQuAD's questions against its paragraphs in the other language. All are put to the real engine, which holds both
languages, with `match=any`. Beside them stands what the same language loses by it, and what a query costs.
"""

import argparse
import shutil
import statistics
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import permutations, product
from pathlib import Path
from typing import Any

from bench import report
from bench.judged import NO_TITLE, Judged, release_of, rows
from index.translating import Vocabulary, learn, load_ding, load_glossary
from index.translating.countries import countries
from search.analysis import units
from search.dictionary import NO_TRANSLATIONS, Dictionary, Entry
from search.engine import Engine
from search.engines import open_engine
from search.engines.whoosh.reader import WhooshReader
from search.languages import LANGUAGES
from search.query import Filter, Group, Match, Query
from search.release import Release

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
DING = Path("/usr/share/trans/de-en")
_LAST_TAUGHT = "2013"
_FIRST = 10  # places that a reader looks at
_SHIPPED, _ALL = "learned, countries, glossary", "all of these"

Known = Mapping[str, Sequence[Entry]]  # by source
Pairs = Sequence[tuple[Release, Release]]


@dataclass(frozen=True, slots=True)
class Collection:
    """Releases in two languages, and questions to them.

    Attributes:
        name: as it stands in the report.
        releases: by language, without titles.
        questions: by the language that they are in and the one that they are to be answered in.
        versions: the ids of releases that say the same.
    """

    name: str
    releases: Mapping[str, Sequence[Release]]
    questions: Mapping[tuple[str, str], Sequence[Judged]]
    versions: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Figures:
    """How good answers are, and what they cost.

    Attributes:
        first: the share of questions that the first hit answers.
        rank: the mean reciprocal rank of the answer within the first ten, 0 beyond.
        took: milliseconds a question on average.
    """

    first: float
    rank: float
    took: float


def newsroom(data: Path, since: str = "") -> Collection:
    """Titles of 2014 to 2016 to what they stood above, and to its other version.

    Args:
        data: where the collections lie.
        since: the first day of the releases that are searched, such as 2016; all by default.
    """
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
            (code, there): [
                Judged(row["query"], frozenset([row["rel_same" if code == there else "rel_cross"]]))
                for row in asked
                if row["qlang"] == code
            ]
            for code, there in product(LANGUAGES, repeat=2)
        },
        [(id, other) for id in known if id.endswith("-de") and (other := f"{id[:-2]}en") in known],
    )


def xquad(data: Path) -> Collection:
    """Questions to the paragraph that answers them."""
    folder = data / "xquad"
    releases = {
        code: [
            release_of(f"{row['id']}-{code}", code, NO_TITLE, body=row["body"])
            for row in rows(folder / f"docs.{code}.jsonl")
        ]
        for code in LANGUAGES
    }
    questions = {
        (code, there): [
            Judged(row["query"], frozenset([f"{row['rel']}-{there}"])) for row in rows(folder / f"queries.{code}.jsonl")
        ]
        for code, there in product(LANGUAGES, repeat=2)
    }
    (one, other) = releases.values()
    return Collection("XQuAD", releases, questions, [(a.id, b.id) for a, b in zip(one, other, strict=True)])


def taught(data: Path, most: int | None = None) -> Pairs:
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


class Index:
    """A new index on disk with a collection's releases of both languages."""

    def __init__(self, collection: Collection, directory: Path) -> None:
        shutil.rmtree(directory, ignore_errors=True)
        self.address = f"whoosh:{directory}"
        self._engine: Engine = open_engine(self.address)
        with self._engine.writer() as writer:
            for release in (release for side in collection.releases.values() for release in side):
                writer.put(release)
            writer.group(collection.versions)
            writer.commit()
        with self._engine.writer() as writer:
            self.lexicon, self.vocabulary = writer.lexicon, writer.vocabulary()

    def translated(self, dictionary: Dictionary) -> WhooshReader:
        """A reader that knows what words are called."""
        with self._engine.writer() as writer:
            writer.translate(dictionary)
            writer.commit()
        reader: Any = self._engine.reader()
        return reader  # type: ignore[no-any-return]


def sources(pairs: Pairs, index: Index) -> Known:
    """What each source but Debian's says, whatever the index holds."""
    learned = learn(pairs, index.lexicon.splitters).entries
    return {"learned": learned, "countries": list(countries()), "glossary": list(load_glossary().entries)}


def dictionaries(known: Known, vocabulary: Vocabulary, ding: Path) -> Iterator[tuple[str, Dictionary]]:
    """Nothing, each source alone, what is shipped, and everything."""
    table = list(load_ding(ding, vocabulary)) if ding.exists() else []
    shipped = [entry for entries in known.values() for entry in entries]
    yield "nothing", NO_TRANSLATIONS
    for name, entries in {**known, ding.name: table}.items():
        yield name, Dictionary(entries)
    yield _SHIPPED, Dictionary(shipped)
    yield _ALL, Dictionary([*shipped, *table])


def figures(reader: WhooshReader, questions: Sequence[Judged], query: Query) -> Figures:
    """What a reader answers to questions that are asked as a query is.

    As words alone: a quotation mark in a headline is not a reader's, who asks with it for nothing but that phrase.
    """
    ranks, started = [], time.perf_counter()
    for question in questions:
        page = reader.collected(replace(query, text=" ".join(units(question.text)))).page
        ranks.append(next((1 / place for place, (id, _) in enumerate(page, 1) if id in question.relevant), 0.0))
    took = (time.perf_counter() - started) * 1000 / len(questions)
    return Figures(ranks.count(1.0) / len(ranks), statistics.fmean(ranks), took)


def to_the_other(reader: WhooshReader, collection: Collection) -> Iterator[tuple[str, Figures]]:
    """By way, such as `de → en`: questions to the releases of the other language alone."""
    for asked, there in permutations(LANGUAGES, 2):
        query = Query("", Match.ANY, frozenset([Filter("language", there)]), size=_FIRST, group=Group.NONE)
        yield f"{asked} → {there}", figures(reader, collection.questions[asked, there], query)


def to_the_same(reader: WhooshReader, collection: Collection) -> Iterator[tuple[str, str, Figures, Figures]]:
    """What questions find in their own language, and how they are asked; without and with the other language.

    As the site asks, where the versions of a release are one hit, either of them is an answer.
    """
    partner = {id: frozenset(two) for two in collection.versions for id in two}
    for code in LANGUAGES:
        questions = collection.questions[code, code]
        either = [
            replace(each, relevant=frozenset().union(*(partner.get(id, {id}) for id in each.relevant)))
            for each in questions
        ]
        one = Query("", Match.ANY, frozenset([Filter("language", code)]), size=_FIRST, group=Group.NONE)
        both = Query("", Match.ANY, size=_FIRST)
        for how, those, query in (("its language alone", questions, one), ("as the site asks", either, both)):
            off, on = (figures(reader, those, replace(query, across=across)) for across in (False, True))
            yield code, how, off, on


def main() -> None:
    options = _options()
    collections = [newsroom(options.data), xquad(options.data)]
    indexes = [Index(each, options.work / "across" / each.name.replace(" ", "-")) for each in collections]
    pairs = taught(options.data)
    known = sources(pairs, indexes[0])
    across, same, kept = [], [], {}
    for collection, index in zip(collections, indexes, strict=True):
        for name, dictionary in dictionaries(known, index.vocabulary, options.ding):
            reader = index.translated(dictionary)
            found = dict(to_the_other(reader, collection))
            kept |= {f"{collection.name}, {name}, {way}": _kept(each) for way, each in found.items()}
            across.append([collection.name, name, f"{len(dictionary):,}", *_cells(found.values())])
            for code, how, off, on in to_the_same(reader, collection) if name in (_SHIPPED, _ALL) else ():
                kept[f"{collection.name}, {name}, {code}, {how}"] = {"off": _kept(off), "on": _kept(on)}
                same.append([collection.name, name, f"{code}, {how}", *_cells([off, on]), f"{on.took / off.took:.1f}"])
    report.keep(options.out, "across", kept)
    answers = ("R@1", "MRR@10", "ms")
    ways = [f"{asked} → {there}" for asked, there in permutations(LANGUAGES, 2)]
    heads = ["collection", "dictionary", "words", *(f"{way} {what}" for way in ways for what in answers)]
    beside = ["collection", "dictionary", "asked in", *(f"{what}{way}" for way in ("", " across") for what in answers)]
    tables = [report.table(heads, across), report.table([*beside, "times"], same)]
    report.show(options.out, "across", "\n\n".join([report.surroundings(), f"{len(pairs):,} pairs taught", *tables]))


def _cells(found: Iterable[Figures]) -> list[str]:
    return [cell for each in found for cell in (f"{each.first:.3f}", f"{each.rank:.4f}", f"{each.took:.2f}")]


def _kept(found: Figures) -> Mapping[str, float]:
    return {"first": round(found.first, 4), "rank": round(found.rank, 4), "took": round(found.took, 3)}


def _options() -> argparse.Namespace:
    parser = report.parser(__doc__, None)
    parser.add_argument("--data", type=Path, default=DATA, help="where the collections lie (default: %(default)s)")
    parser.add_argument("--ding", type=Path, default=DING, help="trans-de-en, if it is there (default: %(default)s)")
    return parser.parse_args()


if __name__ == "__main__":
    main()
