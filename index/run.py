"""What does one run change in an index? New releases are added, changed ones replaced, and the rest is left alone."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from index.outcome import Accepted, Caveat, Outcome, Place, Rejected
from search.engine import Engine, Reader, Run, Writer
from search.errors import EngineUnavailable, IndexOutdated
from search.record import content_hash
from search.release import Release


class Fate(StrEnum):
    """What a run does with a release."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Noted:
    """A warning with its place: a document and its release, or neither where it is about many documents."""

    place: Place | None
    id: str | None
    warning: Caveat


Note = Callable[[Rejected | Noted], None]


@dataclass(frozen=True, slots=True)
class Options:
    """How a run is done.

    Attributes:
        clock: tells the moment of the run (aware).
        rebuild: write a whole new index beside the old one, which the commit replaces.
        dry: change nothing.
        workers: processes that make the releases, beside the one that writes; 0 for none.
    """

    clock: Callable[[], datetime]
    rebuild: bool = False
    dry: bool = False
    workers: int = 0


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did: releases by fate, documents rejected, warnings given."""

    fates: Mapping[Fate, int]
    rejected: int
    warnings: int

    @property
    def accepted(self) -> int:
        """Releases that came out of the sources."""
        return sum(self.fates.values())

    def as_run(self, finished: datetime) -> Run:
        """What the index keeps of it."""
        added, changed, unchanged = (self.fates[fate] for fate in Fate)
        return Run(finished, added, changed, unchanged, self.rejected)


@dataclass(frozen=True, slots=True)
class Before:
    """The index as it was: the hash of every release, and the reader that has them (None where there was no index)."""

    hashes: Mapping[str, str]
    reader: Reader | None

    def stored(self, id: str) -> Release | None:
        """The release as it was, None if the index had none of this id."""
        return self.reader.stored(id) if self.reader else None


def index(outcomes: Iterable[Outcome], engine: Engine, options: Options, note: Note) -> Summary:
    """Bring the outcomes into the index, and commit if there was any release among them.

    The index stays as it was when anything is raised, in a dry run, and where the sources hold no release at all.

    Args:
        outcomes: what became of the documents, lazily.
        engine: the index.
        options: how.
        note: is told of everything that was rejected or warned of.

    Raises:
        SearchError: the index cannot be read or written.
    """
    with ExitStack() as held:
        # The writer first: once its lock is held, nobody else can change what is read next.
        writer = None if options.dry else held.enter_context(engine.writer(rebuild=options.rebuild))
        bringing = Bringing(_before(engine, options), writer, options, note)
        for outcome in outcomes:
            bringing.bring(outcome)
        summary = bringing.finish()
        if writer and summary.accepted:
            writer.commit(summary.as_run(options.clock()))
    return summary


class Bringing:
    """A run under way: what it has seen so far."""

    def __init__(self, before: Before, writer: Writer | None, options: Options, note: Note) -> None:
        self._before = before
        self._writer = writer
        self._options = options
        self._note = note
        self._moment = options.clock()
        self._fates: dict[str, Fate] = {}
        self._hashes: dict[str, str] = {}  # of the releases that this run has brought
        self._remarks: Counter[Caveat] = Counter()
        self._rejected = 0
        self._warnings = 0

    def bring(self, outcome: Outcome) -> None:
        """Take one document's outcome in."""
        if isinstance(outcome, Rejected):
            self._rejected += 1
            self._note(outcome)
            return
        for warning in outcome.warnings:
            self._warn(outcome.place, outcome.release.id, warning)
        self._remarks.update(outcome.remarks)
        self._put(outcome)

    def finish(self) -> Summary:
        """Report what was counted, and sum up."""
        for remark, count in self._remarks.items():
            self._warn(None, None, replace(remark, reason=f"{remark.reason} (documents: {count:,})"))
        fates = Counter(self._fates.values())
        return Summary({fate: fates[fate] for fate in Fate}, self._rejected, self._warnings)

    def _put(self, outcome: Accepted) -> None:
        release = outcome.release
        digest = content_hash(release)
        if release.id in self._hashes:
            self._warn(outcome.place, release.id, _TWICE)
        before = self._before.hashes.get(release.id)
        fate = Fate.ADDED if before is None else Fate.UNCHANGED if before == digest else Fate.CHANGED
        present = self._hashes.get(release.id, None if self._options.rebuild else before)
        if self._writer and present != digest:
            self._writer.put(self._dated(release, fate))
        self._hashes[release.id] = digest
        self._fates[release.id] = fate

    def _dated(self, release: Release, fate: Fate) -> Release:
        """The release with the index's own dates: a release that was there keeps the moment it first came."""
        stored = None if fate is Fate.ADDED else self._before.stored(release.id)
        if stored is None:
            return replace(release, first_indexed=self._moment)
        changed = self._moment if fate is Fate.CHANGED else stored.changed
        return replace(release, first_indexed=stored.first_indexed, changed=changed)

    def _warn(self, place: Place | None, id: str | None, warning: Caveat) -> None:
        self._warnings += 1
        self._note(Noted(place, id, warning))


_TWICE = Caveat("this id stood in an earlier document of this run, which this one replaces", "keep each id once")


def _before(engine: Engine, options: Options) -> Before:
    if not engine.exists:
        return Before({}, None)
    # What a rebuild replaces may be too old or too broken to be read; then its dates are lost, and nothing else.
    with suppress(*((EngineUnavailable, IndexOutdated) if options.rebuild else ())):
        reader = engine.reader()
        return Before(reader.hashes(), reader)
    return Before({}, None)
