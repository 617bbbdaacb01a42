"""How many versions of releases are found, and how many of those found are right? Beside rules of dates alone.

The pairs are those of a newsroom that numbers its releases alike in both languages; those numbers are left out of what
is paired. Weights were fitted to one half of its releases, and the other half was held out from that. Beside it, how
long a newsroom of 50,000 takes, whose releases go on with made-up ones where the real ones end.
"""

import argparse
import gzip
import json
import time
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from math import log
from pathlib import Path
from typing import Any
from zlib import crc32

from bench import corpus, report
from index.derivation import derive
from index.draft import Draft
from index.knowledge import load_knowledge
from index.pairing import NOTHING_BY_HAND, Pairing, Profile, paired, profile_of
from index.pairing.pool import Pool
from search.release import Release
from search.settings import Settings, Site

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "swiss-newsroom"
_NEWSROOM = 50_000  # releases that are timed
_AFTER = timedelta(days=2)

Link = tuple[str, str]
Links = frozenset[Link]


@dataclass(frozen=True, slots=True)
class Score:
    """How a rule's pairs compare with the right ones.

    Attributes:
        found: how many pairs it makes.
        precision: the share of these that are right.
        recall: the share of the right ones that are among these.
    """

    found: int
    precision: float
    recall: float


def releases(data: Path, ids: Collection[str] | None = None) -> list[Release]:
    """The releases whose pairs are known, completed as a run completes them; all, or those with these ids."""
    files = (data / "pairing_dev_de.jsonl.gz", data / "pairing_dev_en.jsonl.gz")
    return [release for file in files for release in _derived(file, ids)]


def gold(data: Path) -> Links:
    """The right pairs, German first."""
    lines = (data / "pairing_dev_gold.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return frozenset((german, english) for german, english in (line.split("\t")[:2] for line in lines))


def score(found: Iterable[Link], right: Links, half: int | None = None) -> Score:
    """A score over all releases, or over those of one half: 0, to which weights were fitted, or 1, held out."""
    ours = {link for link in found if half in (None, half_of(link[0]))}
    theirs = {link for link in right if half in (None, half_of(link[0]))}
    common = len(ours & theirs)
    return Score(len(ours), common / max(1, len(ours)), common / max(1, len(theirs)))


def half_of(id: str) -> int:
    """Which half a release belongs to, by its id."""
    return crc32(id.encode()) & 1


def links(pairing: Pairing) -> list[Link]:
    """The pairs, German first."""
    return [pair.ids for pair in pairing.pairs]


def likeliest(profiles: Sequence[Profile], right: Links) -> Iterator[Link]:
    """For each German release that has a version, the English one that alone seems likeliest, before any assignment."""
    has_version = {german for german, _ in right}
    pool = Pool(profiles, NOTHING_BY_HAND)
    pool.learn(paired(profiles).pairs)
    for candidates in pool.candidates():
        best: dict[str, tuple[float, str]] = {}
        for (one, other), odds in zip(candidates.ids, candidates.edges.log_odds.tolist(), strict=True):
            best[one] = max(best.get(one, (odds, other)), (odds, other))
        yield from ((one, other) for one, (_, other) in best.items() if one in has_version)


def undated(profiles: Iterable[Profile]) -> list[Profile]:
    """The same releases, had nobody dated them."""
    return [replace(profile, published=None) for profile in profiles]


def late(profiles: Iterable[Profile]) -> list[Profile]:
    """The same releases, did every English one come two days later."""
    return [
        replace(profile, published=profile.published + _AFTER)
        if profile.language == "en" and profile.published
        else profile
        for profile in profiles
    ]


def only_one(profiles: Iterable[Profile]) -> Iterator[Link]:
    """The rule: of a day on which each language has one release, these two."""
    for germans, english in _by_day(profiles):
        if len(germans) == len(english) == 1:
            yield germans[0].id, english[0].id


def nearest_length(profiles: Iterable[Profile]) -> Iterator[Link]:
    """The rule: of each day, those whose lengths are nearest, and so on."""
    for germans, english in _by_day(profiles):
        near = sorted((abs(log((a.length + 1) / (b.length + 1))), a.id, b.id) for a in germans for b in english)
        taken: set[str] = set()
        for _, one, other in near:
            if one not in taken and other not in taken:
                taken |= {one, other}
                yield one, other


def main() -> None:
    options = _options()
    right = gold(options.data)
    profiles = [profile_of(release) for release in releases(options.data)]
    rows, figures = [], {}
    for name, found in _rules(profiles).items():
        for half, scored in _halves(found, right):
            figures[f"{name}, {half}"] = {"precision": scored.precision, "recall": scored.recall}
            rows.append([name, half, f"{scored.found:,}", f"{scored.precision:.4f}", f"{scored.recall:.4f}"])
    for half, scored in _halves(list(likeliest(undated(profiles), right)), right):
        figures[f"likeliest, {half}"] = {"recall": scored.recall}
        rows.append(["by evidence, no dates: the right one is likeliest", half, "", "", f"{scored.recall:.4f}"])
    table = report.table(["rule", "half", "pairs", "precision", "recall"], rows)
    timed = "" if options.quick else f"\n\n{_timed(options.data)}"
    report.keep(options.out, "pairing", figures)
    report.show(options.out, "pairing", f"{len(profiles):,} releases; {report.surroundings()}\n\n{table}{timed}")


def _rules(profiles: Sequence[Profile]) -> Mapping[str, list[Link]]:
    return {
        "the only one of its day": list(only_one(profiles)),
        "nearest length of its day": list(nearest_length(profiles)),
        "by evidence": links(paired(profiles)),
        "by evidence, English two days later": links(paired(late(profiles))),
        "by evidence, no dates": links(paired(undated(profiles))),
    }


def _halves(found: Collection[Link], right: Links) -> Iterator[tuple[str, Score]]:
    for name, half in {"all": None, "fitted": 0, "held out": 1}.items():
        yield name, score(found, right, half)


def _timed(data: Path) -> str:
    """How long a whole newsroom takes, from releases to pairs."""
    newsroom = list(_derived(data / "all_departments_dev.jsonl.gz"))
    newsroom += corpus.releases(_NEWSROOM - len(newsroom))
    started = time.perf_counter()
    profiles = [profile_of(release) for release in newsroom]
    read = time.perf_counter()
    found = paired(profiles)
    done = time.perf_counter()
    return (
        f"{len(newsroom):,} releases: {read - started:.0f} s for their profiles, {done - read:.0f} s for pairing them; "
        f"{len(found.pairs):,} pairs"
    )


def _options() -> argparse.Namespace:
    parser = report.parser(__doc__, None)
    parser.add_argument("--data", type=Path, default=DATA, help="where the newsroom lies (default: %(default)s)")
    parser.add_argument("--quick", action="store_true", help="without timing a whole newsroom")
    return parser.parse_args()


def _derived(path: Path, ids: Collection[str] | None = None) -> Iterator[Release]:
    knowledge = load_knowledge(Settings(site=Site(own_country="CH")), lambda: datetime.now(UTC))
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for draft in map(_draft, map(json.loads, lines)):
            if ids is None or draft.id in ids:
                yield derive(draft, knowledge).release


def _draft(row: Mapping[str, Any]) -> Draft:
    """Without what is the same in both versions: the number, and the address that holds it."""
    return Draft(
        id=row.get("oid") or row["id"],
        title=row["title"],
        lead=row["lead"],
        paragraphs=tuple(row["body"].split("\n\n")),
        published=row["date"],
        language=row["lang"],
    )


def _by_day(profiles: Iterable[Profile]) -> Iterator[tuple[list[Profile], list[Profile]]]:
    days: dict[Any, dict[str, list[Profile]]] = defaultdict(lambda: {"de": [], "en": []})
    for profile in profiles:
        days[profile.published][profile.language].append(profile)
    yield from ((languages["de"], languages["en"]) for languages in days.values())


if __name__ == "__main__":
    main()
