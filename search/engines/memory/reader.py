"""What does memory hold, and what matches in it? Every release is asked in turn."""

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import datetime

from search.across import Translator, also_searched
from search.analysis import exact
from search.collect import Candidate, Collected, by_language, by_value, collect, facet_counts, newest, ordered
from search.completing import complete
from search.crossing import crossed
from search.engine import Run, Statistics
from search.engines.memory.alike import alike
from search.engines.memory.archive import MemoryArchive
from search.engines.memory.edition import Edition
from search.engines.presentation import as_tombstone, as_version, bare_hit, cursor_behind, hits, latest_first
from search.engines.scan import Analyzed, score
from search.facets import LISTED, Granularity
from search.lexicon import nothing_learned
from search.query import Query
from search.release import Release
from search.results import Completions, FacetCount, Hit, Page, Tombstone, Version
from search.revision import Revision, public
from search.spelling import MOST_SPELLINGS, nearest, suggestion
from search.syntax import Node, Other, Prefix, all_leaves, check_expansion
from search.terms import passages

FORMAT = "memory 1"


class MemoryReader:
    """Asks every release in turn."""

    def __init__(
        self,
        edition: Edition,
        clock: Callable[[], datetime],
        latest: Callable[[], tuple[Edition, Run | None]],
        reopen: "Callable[[], MemoryReader]",
    ) -> None:
        self.lexicon = edition.lexicon or nothing_learned()
        self.dictionary = edition.dictionary
        self._translator = Translator(self.dictionary, self.lexicon)
        self._edition = edition
        self._releases = edition.releases
        self._groups = edition.groups
        self._archive = MemoryArchive(edition)
        self._clock = clock
        self._latest = latest
        self._reopen = reopen

    @property
    def generation(self) -> str:
        """The number of commits before this view."""
        return str(self._edition.number)

    @property
    def view(self) -> str:
        """The commit, and how many releases are hidden: of one commit they only become fewer."""
        now = self._clock()
        hidden = sum(not each.release.is_visible(now) for each in self._releases.values())
        return f"{self.generation}.{self._edition.mark}.{hidden}"

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
        took = (time.perf_counter() - started) * 1000
        after = cursor_behind(found, on_page, query)
        return Page(query, found.total, on_page, facets, took, meant, also, after=after)

    def count(self, query: Query) -> int:
        """Every release is asked."""
        return self._collected(query, ()).total

    def walk(self, query: Query) -> Iterator[Hit]:
        """Every release is asked."""
        rows = ordered(self._candidates(query), query, self._groups)
        found = ((self._releases[id].release, score) for id, score in rows)
        return (bare_hit(release, score, self.versions(release)) for release, score in found)

    def facet(self, query: Query, facet: str) -> tuple[FacetCount, ...]:
        """Every release is asked."""
        counts, names = self._collected(query, (facet,)).counts[facet], self.names(facet)
        return by_value(facet, counts, query, lambda _, value: names.get(value, ""))

    def crossed(
        self, query: Query, facet: str, other: str, *, most: int | None = None, width: Granularity = Granularity.YEAR
    ) -> Mapping[tuple[str, str], int]:
        """Every release is asked."""
        found = (candidate.facts for candidate in self._candidates(query))
        return crossed(found, query, self._groups, (facet, other), most, width)

    def _collected(self, query: Query, counted: Collection[str]) -> Collected:
        return collect(self._candidates(query), query, self._groups, counted)

    def _candidates(self, query: Query) -> Iterator[Candidate]:
        tree = self._translator.tree(query)
        self._check_expansions(tree)
        return (
            Candidate(release.facts, value)
            for release in self._visible()
            if (value := score(tree, release)) is not None
        )

    def release(self, id: str) -> Release | None:
        """The release, if it is there and free to be seen."""
        release = self._archive.release(id)
        return release if release and release.is_visible(self._clock()) else None

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

    def similar(self, release: Release, most: int = 5, prefer: str = "") -> tuple[Hit, ...]:
        """Every release is compared with it."""
        visible = {each.release.id: each for each in self._visible()}
        own = self._releases.get(release.id)
        found = alike(own, list(visible.values()), self._groups) if own and release.id in visible else []
        rows = [(self._shown(visible[id], visible, prefer), score) for id, score in found[:most]]
        return tuple(bare_hit(shown, score, self.versions(shown)) for shown, score in rows)

    def _shown(self, found: Analyzed, visible: Mapping[str, Analyzed], prefer: str) -> Release:
        """The version of what was found in the preferred language, itself if there is none."""
        group = self._groups.get(found.release.id)
        versions = [each for id, each in visible.items() if group is not None and self._groups.get(id) == group]
        preferred = sorted((each.facts for each in versions if each.facts.language == prefer), key=by_language)
        return visible[preferred[0].id].release if preferred else found.release

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
        now = self._clock()
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
            last_run=self._latest()[1],
            encoded=len(self._edition.vectors.hashes) if self._edition.vectors else 0,
            committed=self._edition.committed,
        )

    def refreshed(self) -> "MemoryReader":
        """Itself while nothing was committed."""
        return self if self._latest()[0] is self._edition else self._reopen()

    def _check_expansions(self, tree: Node) -> None:
        for leaf in all_leaves(tree):
            if isinstance(leaf, Prefix):
                words = set().union(*(release.beginning(leaf) for release in self._releases.values()))
                check_expansion(leaf.text, len(words))

    def _stands(self, node: Node | Other) -> bool:
        return any(score(node, release) is not None for release in self._visible())

    def _visible(self) -> Iterator[Analyzed]:
        now = self._clock()
        return (release for release in self._releases.values() if release.release.is_visible(now))
