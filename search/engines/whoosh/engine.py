"""What is at this directory? Opens readers and writers of the live generation, or refuses and says what to run."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from search.engines.whoosh.archive import WhooshArchive
from search.engines.whoosh.inspection import findings
from search.engines.whoosh.reader import WhooshReader
from search.engines.whoosh.schema import FORMAT, fingerprint
from search.engines.whoosh.store import Manifest, claim, locked, next_generation, read_manifest
from search.engines.whoosh.toc import latest_commit
from search.engines.whoosh.writer import WhooshWriter, open_writer
from search.errors import EngineUnavailable, IndexOutdated
from search.vectors import Encoder

T = TypeVar("T")

_ATTEMPTS = 50  # at opening what commits and rebuilds keep taking away; each takes longer than an attempt


class WhooshEngine:
    """An index in a directory; its readers ask the encoder, if there is one."""

    def __init__(self, directory: Path, clock: Callable[[], datetime], encoder: Encoder | None = None) -> None:
        self.directory = directory
        self._clock = clock
        self._encoder = encoder

    @property
    def address(self) -> str:
        """As `open_engine` takes it."""
        return f"whoosh:{self.directory}"

    @property
    def exists(self) -> bool:
        """Whether the directory holds a store, of whatever format."""
        return read_manifest(self.directory) is not None

    def manifest(self) -> Manifest:
        """The manifest of a store that this program can search."""
        manifest = self._present()
        self._refuse_outdated(manifest)
        return manifest

    def reader(self) -> WhooshReader:
        """A reader of the last commit."""
        self.manifest()
        return self._opened(lambda live: WhooshReader(self.directory, live, self._clock, self.reader, self._encoder))

    def archive(self) -> WhooshArchive:
        """The archive of the last commit, whatever analysis its terms come from."""
        manifest = self._present()
        if manifest.format != FORMAT:
            raise self._outdated()
        return self._opened(lambda live: WhooshArchive(self.directory / live.generation))

    def _opened(self, opened: Callable[[Manifest], T]) -> T:
        """What is opened on the live generation, which commits and rebuilds may take away at any moment."""
        for _ in range(_ATTEMPTS):
            live = self._live()
            try:
                return opened(live[0])
            except Exception as error:  # a damaged index raises whatever the damage led Whoosh to
                failure = error
            if self._live() == live:
                break  # nothing was committed meanwhile that took files away: it is damaged
        raise EngineUnavailable(
            f"the index at {self.directory} is damaged ({failure}); "
            f"write it anew with: newsroom index SOURCE... --rebuild --store {self.address}"
        ) from failure

    def writer(self, *, rebuild: bool = False) -> WhooshWriter:
        """The writer, on the live generation or on an empty one beside it."""
        claim(self.directory)
        with ExitStack() as held:
            held.enter_context(locked(self.directory))
            manifest = read_manifest(self.directory)
            if manifest and not rebuild:
                self._refuse_outdated(manifest)
                generation = manifest.generation
            else:
                generation = next_generation(self.directory, manifest)
            target = Manifest(FORMAT, fingerprint(), generation, manifest.last_run if manifest else None)
            is_new = manifest is None or generation != manifest.generation
            return open_writer(self.directory, target, is_new=is_new, held=held.pop_all())

    def check(self) -> Sequence[str]:
        """From the live generation's files; what a commit takes away while it is looked at is no damage."""
        self.manifest()
        found: Sequence[str] = ()
        for _ in range(_ATTEMPTS):
            live = self._live()
            found = findings(self.directory / live[0].generation)
            if not found or self._live() == live:
                break
        return found

    def _live(self) -> tuple[Manifest, int]:
        """The manifest and the latest commit; the same again if nothing was committed between."""
        manifest = self._present()
        return manifest, latest_commit(self.directory / manifest.generation)

    def _present(self) -> Manifest:
        """The manifest of a store, whoever wrote it."""
        manifest = read_manifest(self.directory)
        if manifest is None:
            raise EngineUnavailable(
                f"there is no index at {self.directory}; make one with: newsroom index SOURCE... --store {self.address}"
            )
        return manifest

    def _refuse_outdated(self, manifest: Manifest) -> None:
        if (manifest.format, manifest.fingerprint) != (FORMAT, fingerprint()):
            raise self._outdated()

    def _outdated(self) -> IndexOutdated:
        return IndexOutdated(
            f"the index at {self.directory} was written by another version of this program or of its libraries, "
            f"or for other languages; write it anew with: newsroom index SOURCE... --rebuild --store {self.address}"
        )
