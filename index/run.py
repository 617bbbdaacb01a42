"""What does one run change in an index? New releases are added, changed ones replaced, and the rest is left alone."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime

from index import before
from index.addresses import are_versions, language_in
from index.before import Before
from index.fates import Change, Fate, Note, Noted, Summary
from index.outcome import Accepted, Caveat, Outcome, Place, Rejected
from index.pairing import Pairing, load_by_hand
from index.relating import Related, Relating
from index.translating import refuse_unusable, renewed
from index.withdrawal import Seen, missing, refuse_shrunk
from search.archive import Kept
from search.dictionary import NO_TRANSLATIONS
from search.engine import Engine, Writer
from search.record import content_hash
from search.release import Release
from search.revision import Revision, is_rewritten, revised
from search.settings import DEFAULT_SETTINGS, Settings


@dataclass(frozen=True, slots=True)
class Options:
    """How a run is done.

    Attributes:
        clock: tells the moment of the run (aware).
        sources: what is read, as absolute paths.
        rebuild: write a whole new index beside the old one, which the commit replaces; what did not come is withdrawn.
        prune: withdraw what the sources no longer hold.
        force: also where a source holds less than half of what it did.
        dry: change nothing.
        workers: processes that make the releases, beside the one that writes; 0 for none.
        settings: name what staff say of versions, and what words are called in other languages.
    """

    clock: Callable[[], datetime]
    sources: Sequence[str] = ()
    rebuild: bool = False
    prune: bool = False
    force: bool = False
    dry: bool = False
    workers: int = 0
    settings: Settings = DEFAULT_SETTINGS


def index(outcomes: Iterable[Outcome], engine: Engine, options: Options, note: Note) -> Summary:
    """Bring the outcomes into the index, and commit if there was any release among them.

    The index stays as it was when anything is raised, in a dry run, and where the sources hold no release at all.

    Args:
        outcomes: what became of the documents, lazily.
        engine: the index.
        options: how.
        note: is told of everything that was rejected or warned of, and of every release that is not as it was.

    Raises:
        InvalidSettings: a file that the settings name cannot be used.
        SourceShrunk: a source holds less than half of what it did, and this is not forced.
        SearchError: the index cannot be read or written.
    """
    hand = load_by_hand(options.settings.pairs)
    refuse_unusable(options.settings)
    with ExitStack() as held:
        # The writer first: once its lock is held, nobody else can change what is read next.
        writer = None if options.dry else held.enter_context(engine.writer(rebuild=options.rebuild))
        present = before.opened(engine, rebuild=options.rebuild, dry=options.dry)
        relating = Relating(present, hand, anew=options.rebuild)
        bringing = Bringing(present, relating, writer, options, note)
        for outcome in outcomes:
            bringing.bring(outcome)
        summary = bringing.finish()
        vectors = present.vectors() if options.rebuild else None
        if writer and vectors:
            writer.encode(vectors)  # hours of work, which holds for whatever says what it said
        if writer and not summary.is_empty:
            writer.commit(summary.as_run(options.clock()))
    return summary


class Bringing:
    """A run under way: what it has seen so far."""

    def __init__(self, before: Before, relating: Relating, writer: Writer | None, options: Options, note: Note) -> None:
        self._before = before
        self._relating = relating
        self._writer = writer
        self._options = options
        self._note = note
        self._moment = options.clock()
        self._seen = Seen()
        self._fates: dict[str, Fate] = {}
        self._put: dict[str, Kept] = {}  # what this run has brought
        self._addresses: dict[str, str | None] = {}  # of that
        self._remarks: Counter[Caveat] = Counter()
        self._rejected = 0
        self._warnings = 0

    def bring(self, outcome: Outcome) -> None:
        """Take one document's outcome in."""
        if isinstance(outcome, Accepted):
            for warning in outcome.warnings:
                self._warn(outcome.place, outcome.release.id, warning)
            self._remarks.update(outcome.remarks)
            self._keep(outcome)
            return
        self._seen.note(outcome)
        if isinstance(outcome, Rejected):
            self._rejected += 1
            self._note(outcome)

    def finish(self) -> Summary:
        """Withdraw what is gone, report what was counted, and sum up."""
        if self._fates or self._seen.gone:
            self._withdraw()
        if self._before.is_lost:
            self._warn(None, None, _LOST)
        related = self._related()
        for remark, count in self._remarks.items():
            self._warn(None, None, replace(remark, reason=f"{remark.reason} (documents: {count:,})"))
        fates = Counter(self._fates.values())
        return Summary({fate: fates[fate] for fate in Fate}, self._rejected, self._warnings, related)

    def _keep(self, outcome: Accepted) -> None:
        release = replace(outcome.release, origin=outcome.place.origin)
        now = Kept(content_hash(release), release.origin)
        if self._is_taken(release, now):
            release = _under_another_id(release)
            now = replace(now, hash=content_hash(release))
        if release.id in self._put:
            self._warn(outcome.place, release.id, _TWICE)
        before = self._before.kept.get(release.id)
        fate = Fate.ADDED if before is None else Fate.UNCHANGED if before.hash == now.hash else Fate.CHANGED
        present = self._put.get(release.id, None if self._options.rebuild else before)
        if self._writer and present != now:
            self._writer.put(*self._followed(release))
            self._relating.take(release, now.hash)
        if fate is not Fate.UNCHANGED and self._fates.get(release.id) is not fate:
            self._note(Change(fate, release.id, release.title))
        self._put[release.id] = now
        self._addresses[release.id] = release.url
        self._fates[release.id] = fate

    def _is_taken(self, release: Release, now: Kept) -> bool:
        """Whether its id is that of a release in another language, which has the same number in its address."""
        kept = self._before.kept.get(release.id)
        if release.id in self._addresses:
            return are_versions(release.url, self._addresses[release.id])
        if kept and kept.hash == now.hash:
            return False
        before = self._before.release(release.id)
        return before is not None and are_versions(release.url, before.url)

    def _followed(self, release: Release) -> tuple[Release, tuple[Revision, ...]]:
        """The release with what the index knows of it: when it first came and last changed, and its history."""
        before = self._before.release(release.id)
        if before is None:
            return replace(release, first_indexed=self._moment), ()
        history = self._before.history(release.id)
        dated = replace(release, first_indexed=before.first_indexed, changed=before.changed)
        if not is_rewritten(before, release):
            return dated, history
        return replace(dated, changed=self._moment), (*history, revised(before, self._moment))

    def _withdraw(self) -> None:
        """Withdraw what is gone. A rebuild takes over what was withdrawn before, and what may stand unread."""
        kept, seen, options = self._before.kept, self._seen, self._options
        prune, rebuild = options.prune, options.rebuild
        gone = dict.fromkeys(missing(kept, self._put, seen, options.sources, prune=prune, rebuild=rebuild))
        if gone and not options.force:
            refuse_shrunk(kept, gone, options.sources)
        standing = {brought.origin: id for id, brought in self._put.items()}
        for release in filter(None, map(self._before.release, gone)):
            moved_to = standing.get(seen.gone.get(release.origin or "") or "")
            self._take_over(replace(release, withdrawn=self._moment, moved_to=moved_to))
            self._note(Change(Fate.WITHDRAWN, release.id, release.title))
            self._fates[release.id] = Fate.WITHDRAWN
        if rebuild:
            left = [id for id in (*kept, *self._before.withdrawn()) if id not in self._put and id not in gone]
            for release in filter(None, map(self._before.release, left)):
                self._take_over(release)

    def _related(self) -> Related | None:
        """Relate the versions of all that stands from now on."""
        if self._writer is None or not self._fates:
            return None
        known = {**self._before.kept, **self._put}
        standing = {id: kept for id, kept in known.items() if self._fates.get(id) is not Fate.WITHDRAWN}
        touched = [id for id, fate in self._fates.items() if fate in (Fate.ADDED, Fate.CHANGED)]
        related = self._relating.finish(standing, touched, self._writer)
        self._translate(related, self._writer)
        for fault in related.pairing.faults if related else ():
            self._warn(None, None, Caveat(fault, "correct the file that `pairs` in newsroom.toml names"))
        return related

    def _translate(self, related: Related | None, writer: Writer) -> None:
        """Let queries be translated by what pairs teach now, and by glossaries and dictionaries as they are now."""
        found, anew = self._relating.found, self._options.rebuild
        pairing = related.pairing if related else found.pairing if found else Pairing()
        before = NO_TRANSLATIONS if anew else self._before.dictionary
        dictionary = renewed(self._options.settings, before, pairing.pairs, writer, anew=anew)
        if dictionary:
            writer.translate(dictionary)

    def _take_over(self, release: Release) -> None:
        if self._writer:
            self._writer.put(release, self._before.history(release.id))

    def _warn(self, place: Place | None, id: str | None, warning: Caveat) -> None:
        self._warnings += 1
        self._note(Noted(place, id, warning))


def _under_another_id(release: Release) -> Release:
    """The release with its language behind its id, and as a version of the one that has that id."""
    id = f"{release.id}-{language_in(release.url)}"
    return replace(release, id=id, translations=tuple(dict.fromkeys((release.id, *release.translations))))


_TWICE = Caveat("this id stood in an earlier document of this run, which this one replaces", "keep each id once")
_LOST = Caveat(
    "the index before cannot be read: when releases first came, what they were before and what was withdrawn is lost",
    "nothing; these begin anew",
)
