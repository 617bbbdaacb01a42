"""What was found out about a release, and from which words? For staff who trace a wrong country or minister."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, Protocol, TypeVar

import click

from index.knowledge import Knowledge, load_knowledge
from index.pairing import Pair, Pairing, Reason, pairs_by_id, reasons
from index.pairing.kept import found_before
from index.pipeline import accepted
from search.archive import Archive
from search.cli import settings_in_force, store_option
from search.engines import open_engine, utc_now
from search.errors import SearchError
from search.release import Block, Part, Release
from search.terminal import Command

_LEFT, _RIGHT = 30, 60  # characters of the text that are shown around the words


class NotFound(SearchError):
    """There is neither a file nor a release of this name."""


class _Words(Protocol):
    """What evidence for a country and for a person share: the rule, and where the words stand."""

    @property
    def rule(self) -> StrEnum: ...
    @property
    def block(self) -> int: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


E = TypeVar("E", bound=_Words)


@dataclass(frozen=True, slots=True)
class Trace:
    """Words from which a value was found out.

    Attributes:
        field: `country` or `person`.
        value: the code of the country, the identifier of the person.
        role: what it is in the release: `about` or `mentioned`, `acting` or `mentioned`; what a source states decides.
        rule: by which the words were recognised.
        place: the block of text that they stand in, such as "title" or "paragraph 2".
        start, end: where in it, in characters, the end excluded.
        words: as written.
        context: the words with what stands around them.
    """

    field: str
    value: str
    role: str
    rule: str
    place: str
    start: int
    end: int
    words: str
    context: str


@dataclass(frozen=True, slots=True)
class Related:
    """A version of a release in another language, or what might be one, and why.

    Attributes:
        pair: of the two.
        is_paired: whether they are versions of one, in the index.
        version: the other one.
        reasons: what speaks for it and against it.
        through: the id of the version that the pair joins it to, where that is a third one; "" for the release itself.
    """

    pair: Pair
    is_paired: bool
    version: Release
    reasons: Sequence[Reason]
    through: str = ""

    @property
    def fields(self) -> dict[str, Any]:
        """As JSON has it."""
        return {
            "id": self.version.id,
            "language": self.version.language,
            "paired": self.is_paired,
            "ground": self.pair.ground.value,
            "confidence": self.pair.confidence,
            "reasons": list(map(str, self.reasons)),
            **({"through": self.through} if self.through else {}),
        }

    def __str__(self) -> str:
        name, other = ("version" if self.is_paired else "perhaps"), self.version
        through = f", through {self.through}" if self.through else ""
        said = (
            f"{name:<10} {other.id} ({other.language}, {self.pair.ground.value}, {self.pair.confidence:.4f}{through})"
        )
        return f"{said}: {'; '.join(map(str, self.reasons))}"


def traces(release: Release, knowledge: Knowledge) -> Iterator[Trace]:
    """All words of a release that say something about countries and people, in reading order field by field."""
    places = list(_places(release.blocks))
    for each in _in_order(knowledge.gazetteer.found(release.blocks).evidence):
        role = "about" if each.code in release.countries else "mentioned"
        yield _trace("country", each.code, role, each, release, places)
    acting = {minister.id for minister in release.ministers}
    for one in _in_order(knowledge.spotter.found(release.blocks, release.published).evidence):
        role = "acting" if one.minister in acting else "mentioned"
        yield _trace("person", one.minister, role, one, release, places)


def _in_order(evidence: Iterable[E]) -> list[E]:
    return sorted(evidence, key=lambda each: (each.block, each.start))


def _trace(field: str, value: str, role: str, evidence: _Words, release: Release, places: Sequence[str]) -> Trace:
    text, start, end = release.blocks[evidence.block].text, evidence.start, evidence.end
    context = text[max(0, start - _LEFT) : end + _RIGHT]
    place = places[evidence.block]
    return Trace(field, value, role, evidence.rule.value, place, start, end, text[start:end], context)


def _places(blocks: Sequence[Block]) -> Iterator[str]:
    numbers = count(1)
    for block in blocks:
        yield f"paragraph {next(numbers)}" if block.part is Part.BODY else block.part.value.replace("-", " ")


@click.command(
    cls=Command,
    examples=(
        ("inspect page.html", "What `newsroom index` would find in a file, and from which words."),
        ("inspect 2347076 --json", "The same of a release in the index, for a program."),
    ),
)
@click.argument("named", metavar="FILE-or-ID")
@store_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one release a line.")
def inspect(named: str, store: str, as_json: bool) -> None:
    """Show what was found out about a release, and from which words.

    FILE is read as `newsroom index` would read it; an ID is looked up in the index.
    """
    knowledge = load_knowledge(settings_in_force(), utc_now)
    for release, related in _found(named, store, knowledge):
        click.echo((_as_json if as_json else _as_text)(release, related, knowledge))


def _found(named: str, store: str, knowledge: Knowledge) -> Iterator[tuple[Release, Sequence[Related]]]:
    """The releases of a file, or the one of an id with what the index holds for its versions."""
    if Path(named).exists():
        yield from ((release, ()) for release in accepted([Path(named)], knowledge, partial(click.echo, err=True)))
        return
    archive = open_engine(store).archive()
    release = archive.release(named)
    if release is None:
        raise NotFound(f"there is no file {named}, and no release of this id in {store}")
    yield release, list(_related(release, archive))


def _related(release: Release, archive: Archive) -> Iterator[Related]:
    found = found_before(archive)
    pairing = found.pairing if found else Pairing()
    possible = ((pair, release.id) for pair in pairing.possible if release.id in pair.ids)
    for pair, near in (*_joined(pairing.pairs, release.id), *possible):
        one, other = map(archive.release, pair.ids)
        if one and other:
            version = other if one.id == near else one
            through = "" if near == release.id else near
            yield Related(pair, pair in pairing.pairs, version, reasons(pair, one, other), through)


def _joined(pairs: Iterable[Pair], id: str) -> Iterator[tuple[Pair, str]]:
    """The pairs that join others to a release, those without a third one between first; and the nearer one of each."""
    beside, nearer, known = pairs_by_id(pairs), [id], {id}
    for near in nearer:  # grows meanwhile
        for pair in beside.get(near, ()):
            if not known.issuperset(pair.ids):
                yield pair, near
                nearer += set(pair.ids) - known
                known.update(pair.ids)


def _as_json(release: Release, related: Sequence[Related], knowledge: Knowledge) -> str:
    found = [asdict(trace) for trace in traces(release, knowledge)]
    fields = {**dict(_facts(release)), "found": found, "versions": [each.fields for each in related]}
    return json.dumps(fields, ensure_ascii=False)


def _as_text(release: Release, related: Sequence[Related], knowledge: Knowledge) -> str:
    lines = [f"{name:<10} {', '.join(value) if isinstance(value, list) else value}" for name, value in _facts(release)]
    lines += map(str, related)
    lines += (
        f"  {each.value:<20} {each.role:<9} {each.rule:<18} {each.place:<13} {each.start}–{each.end}: …{each.context}…"
        for each in traces(release, knowledge)
    )
    return "\n".join([*lines, ""])


def _facts(release: Release) -> Iterator[tuple[str, str | list[str]]]:
    yield "id", release.id
    yield "title", release.title
    yield "kind", release.kind.value
    yield "published", release.published.isoformat() if release.published else "undated"
    yield "language", release.language
    yield "ministers", [minister.id for minister in release.ministers]
    yield "people", [person.id for person in release.people]
    yield "countries", list(release.countries)
    yield "mentions", list(release.mentions)
    moments = {"embargo": release.embargo_until, "indexed": release.first_indexed, "changed": release.changed}
    for name, moment in {**moments, "withdrawn": release.withdrawn}.items():
        if moment:
            yield name, moment.isoformat()
    if release.origin:
        yield "origin", release.origin
