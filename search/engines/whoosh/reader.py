"""What does the live generation hold, and what matches in it? A view that later commits do not touch."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from itertools import islice
from pathlib import Path

import numpy as np

from search.across import Translator, also_searched
from search.analysis import exact, words
from search.collect import Collected, by_value, facet_counts
from search.engine import Statistics
from search.engines.presentation import as_tombstone, as_version, bare_hit, cursor_behind, hits, latest_first
from search.engines.whoosh.alike import Likeness
from search.engines.whoosh.beside import open_versions
from search.engines.whoosh.catalogue import Catalogue
from search.engines.whoosh.columns import UNDATED_DAY, day_of
from search.engines.whoosh.completing import Completer
from search.engines.whoosh.counting import collect, counts_of, ordered, passed, total
from search.engines.whoosh.crossing import crossed
from search.engines.whoosh.dictionary_file import open_dictionary
from search.engines.whoosh.evaluate import Evaluator
from search.engines.whoosh.lexicon_file import open_lexicon
from search.engines.whoosh.matches import Matches
from search.engines.whoosh.meaning import Nearness, nearness_to
from search.engines.whoosh.segment import open_segment
from search.engines.whoosh.store import Manifest, read_manifest, size
from search.engines.whoosh.toc import ColumnIndex, moment_of
from search.engines.whoosh.vector_file import open_vectors
from search.engines.whoosh.vocabulary import frequencies_near
from search.facets import Granularity
from search.query import Group, Query
from search.release import Release
from search.results import Completions, FacetCount, Hit, Page, Tombstone, Version
from search.revision import Revision, public
from search.spelling import MOST_SPELLINGS, nearest, suggestion
from search.syntax import Node, Other, Phrase, parse
from search.vectors import Encoder

_MOST_LOOKED_AT = 10  # words that are near to a misspelt one; some may stand in nothing that is visible


class WhooshReader:
    """A view of one commit. Made by `WhooshEngine.reader`, which is what `reopen` calls."""

    def __init__(
        self,
        directory: Path,
        manifest: Manifest,
        clock: Callable[[], datetime],
        reopen: "Callable[[], WhooshReader]",
        encoder: Encoder | None = None,
    ) -> None:
        folder = directory / manifest.generation
        self._directory = directory
        self._reopen = reopen
        self._manifest = manifest
        self._clock = clock
        self.index = ColumnIndex(folder)
        latest = self.index.latest()
        self._commit, self._mark, entries = latest.generation, latest.mark, latest.segments
        self._committed = moment_of(folder, self._commit)
        self.lexicon = open_lexicon(folder, latest.beside)
        self.dictionary = open_dictionary(folder, latest.beside)
        self._translator = Translator(self.dictionary, self.lexicon)
        segments = [open_segment(folder, entry.segment_id()) for entry in entries]
        self.catalogue = Catalogue(segments, entries, open_versions(folder, latest.beside))
        self._encoder = encoder
        self._vectors = open_vectors(folder, latest.beside)
        self._completer = Completer(self.catalogue, self.catalogue.release)
        self._evaluator = Evaluator(segments, self.lexicon)
        self._evaluating = threading.Lock()  # the evaluator's scratch arrays serve one search at a time

    @property
    def generation(self) -> str:
        """The live generation and the commit within it."""
        return f"{self._manifest.generation}.{self._commit}"

    @property
    def view(self) -> str:
        """The commit, and how many documents are hidden: of one commit they only become fewer."""
        return f"{self.generation}.{self._mark}.{len(self.catalogue.hidden(self._clock()))}"

    def search(self, query: Query) -> Page:
        """See `search.engine.Reader.search`."""
        started = time.perf_counter()
        reading = self._translator.read(query)
        found = self.collected(query)
        on_page = hits(found, query, reading, self.lexicon, self._stored, self.versions)
        facets = facet_counts(found, query, partial(self._name, found.counts))
        meant = suggestion(query, reading.tree, found.total, self.spellings, self.count)
        also = also_searched(reading.tree, self._stands)
        is_refined = bool(on_page) and self._nearness(parse(query.text, query.match), query) is not None
        after = cursor_behind(found, on_page, query)
        took = (time.perf_counter() - started) * 1000
        return Page(query, found.total, on_page, facets, took, meant, also, is_refined, after)

    def count(self, query: Query) -> int:
        """Nothing is ordered, and no facet counted."""
        return total(self._visible(self._translator.tree(query)), query, self.catalogue)

    def walk(self, query: Query) -> Iterator[Hit]:
        """The documents are ordered as numbers; each one's record is read when its turn comes."""
        tree = parse(query.text, query.match)
        matches = self._visible(self._translator.tree(query))
        rows = ordered(matches, tree, query, self.catalogue, self._nearness(tree, query))
        return (bare_hit(self.catalogue.release(number), score, self._versions(number)) for number, score in rows)

    def facet(self, query: Query, facet: str) -> tuple[FacetCount, ...]:
        """Only this facet is counted."""
        counts = counts_of(self._visible(self._translator.tree(query)), facet, query, self.catalogue)
        return by_value(facet, counts, query, partial(self._name, {facet: counts}))

    def crossed(
        self, query: Query, facet: str, other: str, *, most: int | None = None, width: Granularity = Granularity.YEAR
    ) -> Mapping[tuple[str, str], int]:
        """The sets of values that come together are counted, and then what each is worth."""
        found = passed(self._visible(self._translator.tree(query)), query, self.catalogue)
        is_grouped = query.group is Group.TRANSLATIONS
        releases = self.catalogue.groups.releases(found.documents) if is_grouped else found.documents
        return crossed(found.documents, releases, (facet, other), self.catalogue, most, width)

    def collected(self, query: Query) -> Collected:
        """What a page says short of the releases' texts: total, counts, and the ids of the page with their scores.

        Raises:
            InvalidQuery: the text holds nothing that could be searched for.
        """
        matches = self._visible(self._translator.tree(query))
        tree = parse(query.text, query.match)
        return collect(matches, tree, query, self.catalogue, self._nearness(tree, query))

    def release(self, id: str) -> Release | None:
        """The release, if it is there and free to be seen."""
        number = self._visible_document(id)
        return None if number is None else self.catalogue.release(number)

    def versions(self, release: Release) -> tuple[Version, ...]:
        """Those that are in the same group."""
        number = self.catalogue.document(release.id)
        return () if number is None else self._versions(number)

    def similar(self, release: Release, most: int = 5, prefer: str = "") -> tuple[Hit, ...]:
        """What holds its telling words is scored, and nothing else is looked at."""
        number, visible = self._visible_document(release.id), self.catalogue.visible(self._clock())
        found = [] if number is None else Likeness(self.catalogue, visible).alike(number, most)
        rows = [(self._in_language(document, prefer), score) for document, score in found]
        return tuple(bare_hit(shown, score, self.versions(shown)) for shown, score in rows)

    def revisions(self, release: Release) -> tuple[Revision, ...]:
        """From the history beside its record."""
        number = self._visible_document(release.id)
        return () if number is None else public(self.catalogue.history(number))

    def tombstone(self, id: str) -> Tombstone | None:
        """From the record that is kept."""
        number = self.catalogue.document(id)
        return None if number is None else as_tombstone(self.catalogue.release(number), self._can_see)

    def tombstones(self) -> Sequence[Tombstone]:
        """From the records of all that were withdrawn."""
        releases = map(self.catalogue.release, self.catalogue.withdrawn.tolist())
        return latest_first(as_tombstone(release, self._can_see) for release in releases)

    def names(self, facet: str) -> Mapping[str, str]:
        """The values of all visible releases."""
        column = self.catalogue.facets[facet]
        visible = self.catalogue.visible(self._clock())
        documents = np.arange(self.catalogue.documents) if visible is None else np.flatnonzero(visible)
        held = np.flatnonzero(column.held.counts(documents))
        return {value: column.names[value] for value in (column.values[number] for number in held.tolist())}

    def spellings(self, word: str) -> Sequence[str]:
        """From the words as written; what only releases under embargo write is not told."""
        if self._stands(self._translator.word(word)):
            return ()
        near = nearest(exact(word), frequencies_near(word, self.catalogue.segments), _MOST_LOOKED_AT)
        written = (self._written(form) for form in near)
        return tuple(islice(filter(None, written), MOST_SPELLINGS))

    def completions(self, text: str) -> Completions:
        """From the titles, which are gathered when first asked for."""
        return self._completer.completions(text, self._clock())

    def statistics(self) -> Statistics:
        """From the columns and the directory."""
        standing = self.catalogue.standing
        days = self.catalogue.days[standing]
        dated = days[days != UNDATED_DAY]
        language = self.catalogue.facets["language"]
        counted = self.catalogue.tally.counts(standing)[1]["language"].tolist()
        counts = Counter(dict(zip(language.values, counted, strict=False)))
        embargoed = np.intersect1d(self.catalogue.hidden(self._clock()), standing)
        return Statistics(
            releases=len(standing),
            languages={code: count for code, count in counts.most_common() if count},
            first=day_of(int(dated.min())) if len(dated) else None,
            last=day_of(int(dated.max())) if len(dated) else None,
            undated=len(days) - len(dated),
            embargoed=len(embargoed),
            withdrawn=len(self.catalogue.withdrawn),
            size=size(self._directory, self._manifest.generation),
            format=f"whoosh {self._manifest.format}",
            generation=self.generation,
            last_run=self._manifest.last_run,
            encoded=len(self._vectors) if self._vectors else 0,
            committed=self._committed,
        )

    def refreshed(self) -> "WhooshReader":
        """Itself while the live generation and its last commit are the same."""
        manifest = read_manifest(self._directory)
        live = (manifest.generation, self.index.latest_generation()) if manifest else None
        return self if live == (self._manifest.generation, self._commit) else self._reopen()

    def _nearness(self, tree: Node, query: Query) -> Nearness | None:
        return nearness_to(query, tree, self._encoder, self._vectors, self.catalogue)

    def _stands(self, node: Node | Other) -> bool:
        return bool(len(self._visible(node).documents))

    def _visible(self, tree: Node | Other) -> Matches:
        """What matches and may be seen."""
        with self._evaluating:
            matches = self._evaluator.matches(tree)
        visible = self.catalogue.visible(self._clock())
        return matches if visible is None else matches.among(visible.take(matches.documents))

    def _versions(self, number: int) -> tuple[Version, ...]:
        others = (each for each in self._visible_versions(number) if each != number)
        return tuple(as_version(self.catalogue.release(other)) for other in others)

    def _written(self, form: str) -> str | None:
        """How a visible release writes a word, None if none holds it."""
        for number in self._visible(Phrase((form,))).documents[:1].tolist():
            written = (word for block in self.catalogue.release(number).blocks for word in words(block.text))
            return Counter(word for word in written if exact(word) == form).most_common(1)[0][0]
        return None

    def _name(self, counts: Mapping[str, Mapping[str, int]], facet: str, value: str) -> str:
        column = self.catalogue.facets[facet]
        name = column.names.get(value, "")
        if not name or counts[facet].get(value):
            return name
        now = self._clock()  # nothing that was found has it, and what is under embargo must not tell its name
        holders = np.flatnonzero(column.have({value}, np.arange(self.catalogue.documents)))
        return name if any(self.catalogue.is_visible(number, now) for number in holders.tolist()) else ""

    def _in_language(self, document: int, language: str) -> Release:
        """The version of a document in a language, itself if there is none."""
        versions = map(self.catalogue.release, self._visible_versions(document))
        in_it = (version for version in versions if version.language == language)
        return next(in_it, None) or self.catalogue.release(document)

    def _visible_versions(self, document: int) -> Sequence[int]:
        now = self._clock()
        return [each for each in self.catalogue.groups.group_of(document) if self.catalogue.is_visible(each, now)]

    def _stored(self, id: str) -> Release:
        number = self.catalogue.document(id)
        if number is None:
            raise KeyError(id)
        return self.catalogue.release(number)

    def _visible_document(self, id: str) -> int | None:
        number = self.catalogue.document(id)
        return number if number is not None and self.catalogue.is_visible(number, self._clock()) else None

    def _can_see(self, id: str) -> bool:
        return self._visible_document(id) is not None
