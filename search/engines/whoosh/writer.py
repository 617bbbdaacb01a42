"""How do releases get into the Whoosh index? One writer, whose changes are seen at its commit, all at once."""

import shutil
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from whoosh.index import create_in, open_dir

from search.engine import Run
from search.engines.whoosh.columns import encode_facts, read_columns
from search.engines.whoosh.schema import schema
from search.engines.whoosh.store import Manifest, sweep, write_manifest
from search.errors import EngineUnavailable
from search.facts import facts_of
from search.record import encode
from search.release import Release
from search.terms import postings

MEMORY = 256  # megabytes of postings before Whoosh sorts them out to disk


class WhooshWriter:
    """Writes one generation, which `commit` makes the live one. Made by `open_writer`."""

    def __init__(self, directory: Path, target: Manifest, *, is_new: bool, held: ExitStack) -> None:
        self._directory = directory
        self._target = target
        self._is_new = is_new  # nobody has seen this generation yet
        self._held = held  # the store's lock
        self._has_changed = is_new
        self._has_failed = False
        self._is_open = True
        folder = directory / target.generation
        self._index = create_in(folder, schema()) if is_new else open_dir(folder)
        self._committed = {} if is_new else self._document_numbers()
        self._batch: dict[str, int] = {}  # by id, the document in the segment that this writer adds
        self._writer = self._index.writer(limitmb=MEMORY)

    def put(self, release: Release) -> None:
        """Add or replace; a release that cannot be analysed raises before anything is changed."""
        document = {
            "id": release.id,
            "facts": encode_facts(facts_of(release)),
            "record": zlib.compress(encode(release)),
            **postings(release),
        }
        with self._translating_errors():
            self.remove(release.id)
            number = self._writer.docnum
            self._writer.add_document(**document)
        self._batch[release.id] = number
        self._has_changed = True

    def remove(self, id: str) -> None:
        """Take out, if it is there."""
        if id in self._committed:
            self._writer.delete_document(self._committed.pop(id))
            self._has_changed = True
        if id in self._batch:
            # Whoosh deletes in committed segments only; the new segment carries its own deletions to the commit.
            self._writer.newsegment.delete_document(self._batch.pop(id))

    def commit(self, run: Run | None = None) -> None:
        """Write the segment, then the manifest, which makes a new generation the live one."""
        if self._has_failed:
            # Whoosh would commit half a document, and the segment could not be read.
            raise EngineUnavailable(f"{self._directory}: writing failed before; the index is as it was")
        with self._translating_errors():
            if self._has_changed:
                self._writer.commit()
            else:
                self._writer.cancel()
            write_manifest(self._directory, replace(self._target, last_run=run or self._target.last_run))
            sweep(self._directory, self._target.generation)
        self._close()

    def cancel(self) -> None:
        """Leave the live generation as it was; one that was never live goes."""
        if not self._is_open:
            return
        # After a failed commit Whoosh may refuse to cancel; what counts is that nobody sees the segment.
        with suppress(Exception):
            self._writer.cancel()
        if self._is_new:
            shutil.rmtree(self._directory / self._target.generation, ignore_errors=True)
        self._close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.cancel()

    def _document_numbers(self) -> dict[str, int]:
        with self._index.reader() as reader:
            return {facts.id: number for number, facts in read_columns(reader).items()}

    @contextmanager
    def _translating_errors(self) -> Iterator[None]:
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
        self._index.close()
        self._held.close()


def open_writer(directory: Path, target: Manifest, *, is_new: bool, held: ExitStack) -> WhooshWriter:
    """A writer for a generation of the store, which closes `held` (the lock) when it is done.

    Raises:
        EngineUnavailable: the generation cannot be made, or is damaged.
    """
    try:
        if is_new:
            (directory / target.generation).mkdir()
        return WhooshWriter(directory, target, is_new=is_new, held=held)
    except Exception as error:  # a damaged index raises whatever the damage led Whoosh to
        held.close()
        raise EngineUnavailable(
            f"{directory}: the index cannot be opened for writing ({error}); if it is damaged, write it anew with: "
            f"newsroom index SOURCE... --rebuild --store whoosh:{directory}"
        ) from error
