"""Are similar releases alike, and what does finding them cost? A hundred releases of a real newsroom, and their five.

Beside the releases that are found stand as many drawn at random and the nearest in date. What they share is counted:
a country, a minister, a word of the title that is no function word; with what was compared, of course, so that the
other figures matter more: how many of the five that the German text finds by itself are found by the English one, and
how alike two releases are that were drawn at random.

With a contact block in every fortieth release, those that have it should be found beside each other no more often.
"""

import argparse
import random
import shutil
import statistics
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import numpy as np

from bench import report
from index.entities.countries import load_gazetteer
from index.entities.ministers import spotter_of
from index.knowledge import Knowledge
from index.outcome import Accepted
from index.pipeline import releases
from index.sources import documents
from search.analysis import exact, function_words, stem, words
from search.engines import open_engine
from search.engines.whoosh.alike import Likeness
from search.engines.whoosh.reader import WhooshReader
from search.likeness import LIKE_ENOUGH
from search.ministers import load_registry
from search.query import Match, Query
from search.release import Block, Part, Release

_DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "swiss-newsroom" / "fdfa_dev.jsonl.gz"
_SEED, _ASKED, _FIRST, _DRAWN = 20_160_704, 100, 5, 40
_EVERY = 40  # release has the contact block
_CONTACT = {
    "de": "Rückfragen an Ottilie Zwanziger, Fernschreiber Nordflügel, Zimmer im Seitenturm, Murtengasse",
    "en": "Inquiries to Ottilie Zwanziger, telex of the northern wing, room in the tower, Murtengasse",
}

_OWN = {"schweiz", "switzerland", "swiss"}  # the newsroom's own country, which stands in every third title

Same = Callable[[Release, Release], bool | None]  # None where the first one has nothing that could be shared


def main() -> None:
    options = _options()
    held = list(_held(options.data))
    asked = random.Random(_SEED).sample(sorted(_versions(held)), _ASKED)
    reader = _reader(held, options.work / "similar")
    by_id = {release.id: release for release in held}
    found = {
        id: [by_id[hit.release.id] for hit in reader.similar(by_id[id], _FIRST, by_id[id].language)] for id in asked
    }
    rows = [[name, *(_percent(share) for share in shares)] for name, shares in _shared(found, held).items()]
    table = report.table(["of the releases beside one, share", "similar", "drawn", "nearest in date"], rows)
    rest = [[name, value] for name, value in _rest(reader, held, found, options.work).items()]
    figures = report.table(["", "figure"], rest)
    report.show(options.out, "similar", f"{options.data.name}; {report.surroundings()}\n\n{table}\n\n{figures}")
    if options.show:
        _print(found, by_id, options.show)


def _held(source: Path) -> Iterator[Release]:
    knowledge = Knowledge(spotter_of(load_registry(), "CH"), load_gazetteer("CH"), lambda: datetime.now(UTC))
    outcomes = releases(documents([source]), knowledge)
    return (outcome.release for outcome in outcomes if isinstance(outcome, Accepted))


def _versions(held: Sequence[Release]) -> Mapping[str, str]:
    """The ids of the German releases that have an English version, which differ in their ends."""
    ids = {release.id for release in held}
    return {id: other for id in ids if id.endswith("-de") and (other := f"{id[:-2]}en") in ids}


def _reader(held: Sequence[Release], directory: Path, *, grouped: bool = True) -> WhooshReader:
    shutil.rmtree(directory, ignore_errors=True)
    engine = open_engine(f"whoosh:{directory}")
    with engine.writer() as writer:
        for release in held:
            writer.put(release)
        writer.group(_versions(held).items() if grouped else ())
        writer.commit()
    return _opened(directory)


def _opened(directory: Path) -> WhooshReader:
    reader = open_engine(f"whoosh:{directory}").reader()
    assert isinstance(reader, WhooshReader)
    return reader


def _shared(found: Mapping[str, Sequence[Release]], held: Sequence[Release]) -> Mapping[str, Sequence[float]]:
    """By what releases share, how many share it with the similar ones, with random ones, and with their neighbours."""
    by_id = {release.id: release for release in held}
    drawn = random.Random(_SEED + 1)
    shares: dict[str, Sequence[float]] = {}
    for name, same in {"a country": _countries, "a minister": _ministers, "a word of the title": _title}.items():
        ways: list[list[bool | None]] = [[], [], []]
        for id, similar in found.items():
            one = by_id[id]
            others = [each for each in held if each.language == one.language and each is not one]
            near = sorted(others, key=lambda other: abs(_day(other) - _day(one)))
            for way, picked in zip(
                ways, (similar, drawn.sample(others, len(similar)), near[: len(similar)]), strict=True
            ):
                way += [same(one, other) for other in picked]
        shares[name] = [statistics.fmean(each for each in way if each is not None) for way in ways]
    return shares


def _rest(
    reader: WhooshReader, held: Sequence[Release], found: Mapping[str, Sequence[Release]], work: Path
) -> Mapping[str, str]:
    without, with_block = _contacts(reader, held, found, work)
    random_pairs = _random_pairs(reader, list(found))
    similar, search = _costs(reader, [release for release in held if release.id in found])
    return {
        "releases found, of five": f"{statistics.fmean(map(len, found.values())):.2f}",
        "releases that nothing is like": _percent(statistics.fmean(not each for each in found.values())),
        "of the five of the German text, those of the English one": _percent(_agreement(held, list(found), work)),
        f"pairs drawn at random that are alike ({LIKE_ENOUGH})": f"{np.mean(random_pairs >= LIKE_ENOUGH):.2%}",
        "likeness that one in a hundred such pairs has": f"{np.quantile(random_pairs, 0.99):.2f}",
        "of those with a contact block, similar ones with it": _percent(with_block),
        "the same ones, where none has it": _percent(without),
        "milliseconds of one core to find them": f"{similar:.1f}",
        "to search for any word of their titles": f"{search:.1f}",
    }


def _agreement(held: Sequence[Release], asked: Sequence[str], work: Path) -> float:
    """The share of what each version finds by itself that the other one finds, among releases in both languages."""
    versions = _versions(held)
    both = [release for release in held if release.id in versions or release.id in versions.values()]
    by_id = {release.id: release for release in both}
    reader = _reader(both, work / "similar-apart", grouped=False)
    shares = []
    for id in asked:
        one, other = ({hit.release.id[:-2] for hit in reader.similar(by_id[each])} for each in (id, versions[id]))
        if one or other:
            shares.append(len(one & other) / max(len(one), len(other)))
    return statistics.fmean(shares)


def _random_pairs(reader: WhooshReader, asked: Sequence[str]) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    """How alike releases are to others that were drawn."""
    likeness, drawn = Likeness(reader.catalogue, None), np.random.default_rng(_SEED)
    found = []
    for id in asked:
        document = reader.catalogue.document(id) or 0
        matches = likeness.compared(document)
        scores = dict(zip(matches.documents.tolist(), matches.scores.tolist(), strict=True))
        others = [each for each in range(reader.catalogue.documents) if _is_other(each, document, reader)]
        found += [scores.get(other, 0.0) for other in drawn.choice(others, _DRAWN).tolist()]
    return np.array(found)


def _is_other(document: int, one: int, reader: WhooshReader) -> bool:
    languages = reader.catalogue.languages
    return document != one and languages[document] == languages[one]


def _contacts(
    reader: WhooshReader, held: Sequence[Release], found: Mapping[str, Sequence[Release]], work: Path
) -> tuple[float, float]:
    """The share of similar releases with a contact block, of those that have it; without the blocks, and with them."""
    versions = _versions(held)
    chosen = {id for id in sorted(versions)[::_EVERY] for id in (id, versions[id])}
    marked = [_with_contact(release) if release.id in chosen else release for release in held]
    beside = _reader(marked, work / "similar-contacts")
    asked = [release for release in held if release.id in chosen and release.id in versions][:_ASKED]
    shares = [
        [hit.release.id in chosen for release in asked for hit in each.similar(release, _FIRST, "de")]
        for each in (reader, beside)
    ]
    return statistics.fmean(shares[0]), statistics.fmean(shares[1])


def _with_contact(release: Release) -> Release:
    return replace(release, blocks=(*release.blocks, Block(Part.BODY, _CONTACT[release.language], release.language)))


def _costs(reader: WhooshReader, asked: Sequence[Release]) -> tuple[float, float]:
    """Milliseconds of processor time for what is similar, and for a search for any word of the title."""
    queries = [Query(" ".join(words(release.title)), Match.ANY) for release in asked]
    found = [partial(reader.similar, release) for release in asked]
    return _timed(found), _timed([partial(reader.search, query) for query in queries])


def _timed(answers: Sequence[Callable[[], object]]) -> float:
    answers[0]()
    started = time.process_time()
    for answer in answers:
        answer()
    return (time.process_time() - started) * 1000 / len(answers)


def _countries(one: Release, other: Release) -> bool | None:
    return not set(one.countries).isdisjoint(other.countries) if one.countries else None


def _ministers(one: Release, other: Release) -> bool | None:
    return not set(one.ministers).isdisjoint(other.ministers) if one.ministers else None


def _title(one: Release, other: Release) -> bool | None:
    return not _title_words(one).isdisjoint(_title_words(other))


def _title_words(release: Release) -> set[str]:
    kept = (word for word in words(release.title) if exact(word) not in function_words(release.title_language))
    return {stem(word, release.title_language) for word in kept} - _OWN


def _day(release: Release) -> int:
    return (release.published or date.min).toordinal()


def _percent(share: float) -> str:
    return f"{share:.1%}"


def _print(found: Mapping[str, Sequence[Release]], by_id: Mapping[str, Release], count: int) -> None:
    for id in list(found)[:count]:
        print(f"\n{by_id[id].published} {by_id[id].title}")
        for other in found[id]:
            print(f"    {other.published} {other.title}")


def _options() -> argparse.Namespace:
    parser = report.parser(__doc__, None)
    parser.add_argument("--data", type=Path, default=_DATA, help="releases (default: %(default)s)")
    parser.add_argument("--show", type=int, default=0, help="print so many of the releases with what is like them")
    return parser.parse_args()


if __name__ == "__main__":
    main()
