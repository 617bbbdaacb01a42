"""The reference engine: everything in plain Python objects, scanned from end to end, so that it is obviously right."""

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from types import TracebackType
from typing import Self

from search.across import Translator, also_searched
from search.analysis import exact
from search.archive import Kept
from search.collect import Candidate, Collected, Groups, by_language, by_value, collect, facet_counts, newest
from search.completing import complete
from search.dictionary import NO_TRANSLATIONS, Dictionary
from search.engine import Run, Statistics
from search.engines.presentation import as_tombstone, as_version, hits, latest_first
from search.engines.scan import Analyzed, score
from search.engines.versions import checked
from search.errors import EngineBusy, EngineUnavailable
from search.facets import LISTED
from search.languages import LANGUAGES
from search.lexicon import Lexicon, learned, nothing_learned
from search.query import Query
from search.release import Release
from search.results import Completions, FacetCount, Page, Tombstone, Version
from search.revision import Revision, public
from search.spelling import MOST_SPELLINGS, nearest, suggestion
from search.syntax import Node, Other, Prefix, all_leaves, check_expansion
from search.terms import passages
from search.vectors import Vectors

FORMAT = "memory 1"


class MemoryEngine:
    """An index that lives as long as this object."""

    address = "memory:"

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self.clock = clock
        self.releases: Mapping[str, Analyzed] | None = None
        self.histories: Mapping[str, tuple[Revision, ...]] = {}
        self.groups: Groups = {}
        self.kept: Mapping[str, bytes] = {}
        self.vectors: Vectors | None = None
        self.lexicon: Lexicon | None = None
        self.dictionary = NO_TRANSLATIONS
        self.commits = 0
        self.last_run: Run | None = None
        self.is_locked = False

    @property
    def exists(self) -> bool:
        """Whether anything was ever committed."""
        return self.releases is not None

    def reader(self) -> "MemoryReader":
        """A view of the last commit."""
        if self.releases is None:
            raise EngineUnavailable("the index in memory holds nothing yet")
        return MemoryReader(self, self.releases, self.commits)

    def archive(self) -> "MemoryArchive":
        """All of the last commit."""
        if self.releases is None:
            raise EngineUnavailable("the index in memory holds nothing yet")
        return MemoryArchive(self, self.releases)

    def check(self) -> Sequence[str]:
        """Nothing: what is in memory is not damaged."""
        if self.releases is None:
            raise EngineUnavailable("the index in memory holds nothing yet")
        return ()

    def writer(self, *, rebuild: bool = False) -> "MemoryWriter":
        """The writer, unless another is at work."""
        if self.is_locked:
            raise EngineBusy("another writer is at work on the index in memory")
        self.is_locked = True
        return MemoryWriter(self, is_new=rebuild or self.releases is None)


class MemoryWriter:
    """Changes a copy, which a commit puts in place of the engine's releases."""

    def __init__(self, engine: MemoryEngine, *, is_new: bool) -> None:
        self._engine = engine
        self._lexicon = None if is_new else engine.lexicon
        self._dictionary = NO_TRANSLATIONS if is_new else engine.dictionary
        present = {} if is_new else engine.releases or {}
        self._releases = {id: analyzed.release for id, analyzed in present.items()}
        self._histories = {} if is_new else dict(engine.histories)
        self._groups = {} if is_new else engine.groups
        self._kept = {} if is_new else dict(engine.kept)
        self._vectors = None if is_new else engine.vectors
        self._has_changed = is_new
        self._has_put = False

    def put(self, release: Release, history: Sequence[Revision] = ()) -> None:
        """Add or replace."""
        self._releases[release.id] = release
        self._histories[release.id] = tuple(history)
        self._has_changed = self._has_put = True

    def remove(self, id: str) -> None:
        """Take out, if it is there."""
        self._has_changed |= self._releases.pop(id, None) is not None

    def release(self, id: str) -> Release | None:
        """From the copy."""
        return self._releases.get(id)

    @property
    def lexicon(self) -> Lexicon:
        """Learned from the copy."""
        return self._learned() or nothing_learned()

    def vocabulary(self) -> Mapping[str, Collection[str]]:
        """From the copy."""
        found: dict[str, set[str]] = {code: set() for code in LANGUAGES}
        for release in self._analyzed({}, self.lexicon).values():
            for (field, _), stems in release.whole.items():
                found[field.name].update(stems)
        return found

    def group(self, versions: Iterable[Collection[str]]) -> None:
        """By the least id of each group."""
        self._groups = {id: min(ids) for ids in checked(versions) for id in ids}
        self._has_changed = True

    def keep(self, name: str, content: bytes) -> None:
        """As it is."""
        self._kept[name] = content
        self._has_changed = True

    def translate(self, dictionary: Dictionary) -> None:
        """Put in place with the copy."""
        self._has_changed |= list(dictionary.entries()) != list(self._dictionary.entries())
        self._dictionary = dictionary

    def encode(self, vectors: Vectors) -> None:
        """As they are; no order here is refined by them."""
        self._vectors = vectors
        self._has_changed = True

    def commit(self, run: Run | None = None) -> None:
        """Put the changed copy in place."""
        engine = self._engine
        if self._has_changed:
            engine.lexicon = self._learned()
            engine.histories, engine.groups, engine.kept = self._histories, self._groups, self._kept
            engine.vectors = self._vectors
            engine.dictionary = self._dictionary
            engine.releases = self._analyzed(engine.releases or {}, engine.lexicon or nothing_learned())
            engine.commits += 1
        engine.last_run = run or engine.last_run
        engine.is_locked = False

    def _learned(self) -> Lexicon | None:
        """The lexicon by which all releases are analysed, anew where the index has outgrown the one it has."""
        if not self._has_put or (self._lexicon and not self._lexicon.is_outgrown(len(self._releases))):
            return self._lexicon
        counts: dict[str, Counter[str]] = {}
        for release in self._releases.values():
            for passage in passages(release):
                if len(passage.languages) == 1:  # the words of others would look like names
                    counts.setdefault(passage.languages[0], Counter()).update(passage.words)
        return learned(counts, len(self._releases))

    def _analyzed(self, present: Mapping[str, Analyzed], lexicon: Lexicon) -> Mapping[str, Analyzed]:
        return {
            id: before
            if (before := present.get(id)) and before.release is release and before.lexicon is lexicon
            else Analyzed(release, lexicon)
            for id, release in self._releases.items()
        }

    def cancel(self) -> None:
        """Forget the copy."""
        self._engine.is_locked = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.cancel()


class MemoryArchive:
    """Everything that a commit put in place."""

    def __init__(self, engine: MemoryEngine, releases: Mapping[str, Analyzed]) -> None:
        self._releases = releases
        self._histories = engine.histories
        self._kept = engine.kept
        self._vectors = engine.vectors
        self._dictionary = engine.dictionary

    def kept(self) -> Mapping[str, Kept]:
        """Of every release that stands."""
        return {
            id: Kept(release.facts.hash, release.facts.origin)
            for id, release in self._releases.items()
            if not release.facts.withdrawn
        }

    def withdrawn(self) -> Sequence[str]:
        """All others."""
        return [id for id, release in self._releases.items() if release.facts.withdrawn]

    def release(self, id: str) -> Release | None:
        """The release, if it is there."""
        found = self._releases.get(id)
        return found.release if found else None

    @property
    def dictionary(self) -> Dictionary:
        """As it was put in."""
        return self._dictionary

    def content(self, name: str) -> bytes | None:
        """As it was kept."""
        return self._kept.get(name)

    def vectors(self) -> Vectors | None:
        """As they were given."""
        return self._vectors

    def history(self, id: str) -> tuple[Revision, ...]:
        """As it was put in."""
        return self._histories.get(id, ())


class MemoryReader:
    """Asks every release in turn."""

    def __init__(self, engine: MemoryEngine, releases: Mapping[str, Analyzed], commits: int) -> None:
        self.lexicon = engine.lexicon or nothing_learned()
        self.dictionary = engine.dictionary
        self._translator = Translator(self.dictionary, self.lexicon)
        self._engine = engine
        self._releases = releases
        self._archive = MemoryArchive(engine, releases)
        self._groups = engine.groups
        self._commits = commits

    @property
    def generation(self) -> str:
        """The number of commits before this view."""
        return str(self._commits)

    def search(self, query: Query) -> Page:
        """Every release is asked; see `search.engine.Reader.search`."""
        started = time.perf_counter()
        reading = self._translator.read(query)
        found = self._collected(query, LISTED)
        on_page = hits(found, query, reading, self.lexicon, lambda id: self._releases[id].release, self.versions)
        names = {facet: self.names(facet) for facet in LISTED}
        facets = facet_counts(found, query, lambda facet, value: names[facet].get(value, ""))
        meant = suggestion(query, reading.tree, found.total, self.spellings, self.count)
        also = also_searched(reading.tree, self._stands)
        return Page(query, found.total, on_page, facets, (time.perf_counter() - started) * 1000, meant, also)

    def count(self, query: Query) -> int:
        """Every release is asked."""
        return self._collected(query, ()).total

    def facet(self, query: Query, facet: str) -> tuple[FacetCount, ...]:
        """Every release is asked."""
        counts, names = self._collected(query, (facet,)).counts[facet], self.names(facet)
        return by_value(facet, counts, query, lambda _, value: names.get(value, ""))

    def _collected(self, query: Query, counted: Collection[str]) -> Collected:
        tree = self._translator.tree(query)
        self._check_expansions(tree)
        candidates = (
            Candidate(release.facts, value)
            for release in self._visible()
            if (value := score(tree, release)) is not None
        )
        return collect(candidates, query, self._groups, counted)

    def release(self, id: str) -> Release | None:
        """The release, if it is there and free to be seen."""
        release = self._archive.release(id)
        return release if release and release.is_visible(self._engine.clock()) else None

    def revisions(self, release: Release) -> tuple[Revision, ...]:
        """Of a release that may be seen."""
        return public(self._archive.history(release.id)) if self.release(release.id) else ()

    def tombstone(self, id: str) -> Tombstone | None:
        """Of a release that was withdrawn."""
        release = self._archive.release(id)
        return as_tombstone(release, lambda other: self.release(other) is not None) if release else None

    def tombstones(self) -> Sequence[Tombstone]:
        """Of all that were withdrawn."""
        return latest_first(map(self.tombstone, self._archive.withdrawn()))

    def versions(self, release: Release) -> tuple[Version, ...]:
        """Those that are in the same group."""
        group = self._groups.get(release.id, release.id)
        members = (each for each in self._visible() if self._groups.get(each.release.id) == group)
        others = sorted((each.facts for each in members if each.release.id != release.id), key=by_language)
        return tuple(as_version(self._releases[facts.id].release) for facts in others)

    def names(self, facet: str) -> Mapping[str, str]:
        """The values of all visible releases."""
        names: dict[str, str] = {}
        for release in self._visible():
            names.update(release.facts.values[facet])
        return names

    def spellings(self, word: str) -> Sequence[str]:
        """From the words of all visible releases."""
        if self._stands(self._translator.word(word)):
            return ()
        written: dict[str, Counter[str]] = defaultdict(Counter)
        for release in self._visible():
            for form in dict.fromkeys(each for passage in passages(release.release) for each in passage.words):
                written[exact(form)][form] += 1
        near = nearest(exact(word), {form: sum(counts.values()) for form, counts in written.items()}, MOST_SPELLINGS)
        return tuple(written[form].most_common(1)[0][0] for form in near)

    def completions(self, text: str) -> Completions:
        """From the titles of all visible releases."""
        newest_first = sorted(self._visible(), key=lambda release: newest(release.facts))
        return complete(text, [release.release for release in newest_first])

    def statistics(self) -> Statistics:
        """What is held."""
        now = self._engine.clock()
        releases = [analyzed.release for analyzed in self._releases.values()]
        standing = [release for release in releases if not release.withdrawn]
        days = [release.published for release in standing if release.published]
        return Statistics(
            releases=len(standing),
            languages=dict(Counter(release.language for release in standing).most_common()),
            first=min(days, default=None),
            last=max(days, default=None),
            undated=len(standing) - len(days),
            embargoed=sum(release.is_under_embargo(now) for release in standing),
            withdrawn=len(releases) - len(standing),
            size=0,
            format=FORMAT,
            generation=self.generation,
            last_run=self._engine.last_run,
            encoded=len(self._engine.vectors.hashes) if self._engine.vectors else 0,
        )

    def refreshed(self) -> "MemoryReader":
        """Itself while nothing was committed."""
        return self if self._commits == self._engine.commits else self._engine.reader()

    def _check_expansions(self, tree: Node) -> None:
        for leaf in all_leaves(tree):
            if isinstance(leaf, Prefix):
                words = set().union(*(release.beginning(leaf) for release in self._releases.values()))
                check_expansion(leaf.text, len(words))

    def _stands(self, node: Node | Other) -> bool:
        return any(score(node, release) is not None for release in self._visible())

    def _visible(self) -> Iterator[Analyzed]:
        now = self._engine.clock()
        return (release for release in self._releases.values() if release.release.is_visible(now))
