"""How do releases get into the Whoosh index? One writer, whose changes are seen at its commit, all at once."""

import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from search.dictionary import Dictionary
from search.disk import sync_folder
from search.engine import Run
from search.engines.versions import checked
from search.engines.whoosh.beside import DICTIONARY, LEXICON, VECTORS, VERSIONS, write_content, write_versions
from search.engines.whoosh.codec import SegmentEntry
from search.engines.whoosh.dictionary_file import write_dictionary
from search.engines.whoosh.inversion import Batch, Inverted
from search.engines.whoosh.lexicon_file import open_lexicon, write_lexicon
from search.engines.whoosh.mapped import write_arrays
from search.engines.whoosh.merging import Load, merge, to_merge
from search.engines.whoosh.segment import EXTENSION, Segment, open_segment
from search.engines.whoosh.store import (
    Manifest,
    prepare_manifest,
    publish_manifest,
    read_manifest,
    sweep,
)
from search.engines.whoosh.toc import ColumnIndex, create_index
from search.engines.whoosh.vector_file import write_vectors
from search.errors import EngineUnavailable
from search.lexicon import Lexicon, learned
from search.release import Release
from search.revision import Revision
from search.terms import EVERYWHERE
from search.vectors import Vectors

BATCH = 12_000_000  # words in memory before they become a segment, some 33,000 releases; bounds the writer's memory
MOST_SMALL = 8  # segments of less than half a batch; beyond them they are merged at a commit


@dataclass(frozen=True, slots=True)
class Held:
    """A segment of the index as this writer would commit it."""

    entry: SegmentEntry
    segment: Segment


class WhooshWriter:
    """Writes one generation, which `commit` makes the live one. Made by `open_writer`."""

    def __init__(self, directory: Path, target: Manifest, *, is_new: bool, held: ExitStack) -> None:
        self._directory = directory
        self._folder = directory / target.generation
        self._target = target
        self._lock = held
        self._has_changed = is_new
        self._has_failed = False
        self._is_open = True
        self._index = create_index(self._folder) if is_new else ColumnIndex(self._folder)
        self._index.clean()
        latest = self._index.latest()
        self._segments = [Held(entry, self._opened(entry)) for entry in latest.segments]
        self._beside = dict(latest.beside)
        self._lexicon = open_lexicon(self._folder, latest.beside)
        self._batch = Batch()
        self._batched: dict[str, int] = {}  # by id, the document in the batch
        self._outdated: list[int] = []  # documents of the batch that were replaced or removed

    def put(self, release: Release, history: Sequence[Revision] = ()) -> None:
        """Add or replace; a release that cannot be kept raises before anything is changed."""
        with self._failing():
            number = self._batch.add(release, history)
            self.remove(release.id)
            self._batched[release.id] = number
            self._has_changed = True
            if self._batch.words >= BATCH:
                self._flush()

    def remove(self, id: str) -> None:
        """Take out, if it is there."""
        if id in self._batched:
            self._outdated.append(self._batched.pop(id))
            return
        for held in self._segments:
            for number in held.segment.documents_of(id):
                if not held.entry.is_deleted(number):
                    held.entry.delete_document(number)
                    self._has_changed = True

    def release(self, id: str) -> Release | None:
        """From the batch, or from a segment."""
        if id in self._batched:
            return self._batch.release(self._batched[id])
        found = ((held, number) for held in self._segments for number in held.segment.documents_of(id))
        return next((held.segment.release(number) for held, number in found if not held.entry.is_deleted(number)), None)

    @property
    def lexicon(self) -> Lexicon:
        """Learned from the batch, if it has to be; which becomes a segment before that."""
        with self._failing():
            self._flush()
        return self._lexicon

    def vocabulary(self) -> Mapping[str, Collection[str]]:
        """From the segments, deleted documents included."""
        with self._failing():
            self._flush()
        fields = [
            (field.name, [held.segment.fields[field.name] for held in self._segments]) for field in EVERYWHERE.stems
        ]
        return {name: {term.decode() for each in postings for term in each.terms.all()} for name, postings in fields}

    def translate(self, dictionary: Dictionary) -> None:
        """Written at once, and named by the next table."""
        with self._failing():
            name = write_dictionary(self._folder, dictionary)
            self._has_changed |= name != self._beside.get(DICTIONARY)
            self._beside.pop(DICTIONARY, None)
            self._beside |= {DICTIONARY: name} if name else {}

    def group(self, versions: Iterable[Collection[str]]) -> None:
        """In a file of their own, since they say something of the index and not of one release."""
        groups = checked(versions)
        with self._failing():
            self._beside[VERSIONS] = write_versions(self._folder, groups)
            self._has_changed = True

    def keep(self, name: str, content: bytes) -> None:
        """In a file of its own."""
        with self._failing():
            self._beside.update([write_content(self._folder, name, content)])
            self._has_changed = True

    def encode(self, vectors: Vectors) -> None:
        """In a file of their own: they come when the releases have long been there."""
        with self._failing():
            self._beside[VECTORS] = write_vectors(self._folder, vectors)
            self._has_changed = True

    def commit(self, run: Run | None = None) -> None:
        """Write the table of contents, then the manifest, which makes a new generation the live one.

        The manifest is prepared before the table: in the live generation the table is what readers see, and once
        they see it, nothing may fail for want of room.
        """
        if self._has_failed:
            raise EngineUnavailable(f"{self._directory}: writing failed before; the index is as it was")
        with self._failing():
            if self._has_changed:
                self._flush()
                self._merge()
            prepare_manifest(self._directory, replace(self._target, last_run=run or self._target.last_run))
            if self._has_changed:
                self._index.commit(self._beside, (held.entry for held in self._segments))
            publish_manifest(self._directory)
            sweep(self._directory, self._target.generation)
        self._close()

    def cancel(self) -> None:
        """Leave the live generation as it was; what was written and never became part of it goes."""
        if not self._is_open:
            return
        try:
            live = read_manifest(self._directory)
            if live is None or live.generation != self._target.generation:
                shutil.rmtree(self._folder, ignore_errors=True)
            else:  # also after a commit that was interrupted behind its switch: the new generation is the live one
                self._index.clean()
        finally:
            self._close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.cancel()

    def _flush(self) -> None:
        """Make the batch a segment."""
        if not len(self._batch):
            return
        self._learn()
        averages = np.array(self._segments[0].segment.averages) if self._segments else None
        self._segments.append(self._written(self._batch.invert(averages, self._lexicon), self._outdated))
        self._batch, self._batched, self._outdated = Batch(), {}, []

    def _learn(self) -> None:
        """Learn from all releases where the index has outgrown what it knows, which means to read them again.

        There are never many of them: what has learned from `search.lexicon.ENOUGH` releases stays as it is.
        """
        releases = len(self._batched) + sum(held.entry.doc_count() for held in self._segments)
        if LEXICON in self._beside and not self._lexicon.is_outgrown(releases):
            return
        for held in self._segments:
            for number in np.flatnonzero(_live(held)).tolist():
                self._batch.add(held.segment.release(number), held.segment.history(number))
        self._segments = []
        self._lexicon = learned(self._batch.counts(self._outdated), releases, self._batch.folded)
        self._beside[LEXICON] = write_lexicon(self._folder, self._lexicon)

    def _merge(self) -> None:
        """Make one of the segments that should not stay as they are; one without a living document goes."""
        self._segments = [held for held in self._segments if held.entry.doc_count()]
        chosen = [self._segments[place] for place in to_merge(list(map(_load, self._segments)), MOST_SMALL, BATCH)]
        if chosen:
            merged = self._written(merge([(held.segment, _live(held)) for held in chosen]), [])
            self._segments = [held for held in self._segments if held not in chosen] + [merged]

    def _written(self, inverted: Inverted, outdated: list[int]) -> Held:
        entry = SegmentEntry(None, inverted.documents, outdated)
        write_arrays(self._folder / f"{entry.segment_id()}{EXTENSION}", inverted.arrays, inverted.notes)
        return Held(entry, self._opened(entry))

    def _opened(self, entry: SegmentEntry) -> Segment:
        return open_segment(self._folder, entry.segment_id())

    @contextmanager
    def _failing(self) -> Iterator[None]:
        """Whatever fails within keeps this writer from committing; a full disk is said in our words."""
        try:
            yield
        except OSError as error:
            self._has_failed = True
            raise EngineUnavailable(
                f"{self._directory}: writing failed ({error.strerror or error}); the index is as it was"
            ) from error
        except BaseException:
            self._has_failed = True
            raise

    def _close(self) -> None:
        self._is_open = False
        self._lock.close()


def open_writer(directory: Path, target: Manifest, *, is_new: bool, held: ExitStack) -> WhooshWriter:
    """A writer for a generation of the store, which closes `held` (the lock) when it is done.

    What a run that was killed left behind goes first: it may be what fills the disk.

    Raises:
        EngineUnavailable: the generation cannot be made, or is damaged.
    """
    try:
        live = read_manifest(directory)
        if live:
            sweep(directory, live.generation)
        if is_new:
            (directory / target.generation).mkdir()
            sync_folder(directory)
        return WhooshWriter(directory, target, is_new=is_new, held=held)
    except Exception as error:  # a damaged index raises whatever the damage led to
        held.close()
        if is_new:
            shutil.rmtree(directory / target.generation, ignore_errors=True)
            raise EngineUnavailable(
                f"{directory}: a new index cannot be made ({error}); the index is as it was"
            ) from error
        raise EngineUnavailable(
            f"{directory}: the index cannot be opened for writing ({error}); if it is damaged, write it anew with: "
            f"newsroom index SOURCE... --rebuild --store whoosh:{directory}"
        ) from error


def _load(held: Held) -> Load:
    return Load(held.segment.words, held.segment.documents, held.entry.deleted_count(), held.segment.is_outdated)


def _live(held: Held) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    live = np.ones(held.segment.documents, np.bool_)
    live[list(held.entry.deleted_docs())] = False
    return live
