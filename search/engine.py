"""What must an engine do? The contract that every engine keeps and `tests/contract` walks.

An engine promises which releases match, how they are counted and by which rules they are ordered. It does not promise
tokens or scores.

- A word matches a release in which it stands as written or with the same stem in the language of that text, by itself
  or as a part of another word, or in which all stands that it is made of (`search.forms`); text in any configured
  language is searched by every query. Which words are compounds is what the index has learned (`search.lexicon`).
  What is kept out must stand there as a word.
- Across languages a wanted word also matches by what it is called in another one (`search.across`): in a text of that
  language, and several words where they stand next to each other. Phrases, words near each other, beginnings and what
  is kept out match by themselves alone.
- A phrase matches where its words stand next to each other as written, within one block of text; case, the spelling
  of umlauts and ß, and the style of quotation marks aside.
- Words are near where all of them stand as written within one block, in any order, the last no further behind the
  first than the distance; neighbours are at distance 1.
- What is asked for in titles matches in a title, the alternative ones included.
- What has nothing but exclusions matches every release but the excluded ones, also within a group.
- A beginning of more than 10,000 words of the index is refused.
- Order by relevance ends in newest, then id; newest and oldest end in id. Undated releases come last in both.
- Order by when releases were first seen here, or by what happened to them, begins with the latest and ends in newest,
  then id; those of which that is not known come last. A moment from which on (`Query.since`) is a filter like others.
- A cursor (`Query.after`) leads to what stands behind a hit in an order by day or moment, whether that hit is still
  there or not; totals and counts are those of the whole result. So who walks a result while the index changes meets
  every release that matches all the while and stays as it is, and none twice.
- Versions of one release (`Writer.group`) are one hit, and count once in totals, facets and pages, as far as they
  match: a facet's value counts the releases of which any matching version has it, so that choosing it finds as many.
  Shown is the version in the preferred language, if it matches at least half as well as the best one; else the best
  one, or in the other orders the one whose language comes first in `search.languages`. A release stands where its
  best version would, and in the other orders where the shown one would. With `Group.NONE` each version is a hit.
- Of the values that a query requires a release has every one; of the chosen values of a facet one is enough.
- A release under embargo is invisible until the embargo ends, and a withdrawn one for good: no method of a reader shows
  what it holds. Of a withdrawn one that readers had seen, they are told when it went. `Archive` is the indexer's and
  shows all.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import TracebackType
from typing import Protocol, Self

from search.archive import Archive
from search.dictionary import Dictionary
from search.facets import Granularity
from search.lexicon import Lexicon
from search.query import Query
from search.release import Release
from search.results import Completions, FacetCount, Hit, Page, Tombstone, Version
from search.revision import Revision
from search.vectors import Vectors


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of the indexer did, in releases."""

    finished: datetime
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: int = 0
    withdrawn: int = 0


@dataclass(frozen=True, slots=True)
class Statistics:
    """What an index holds.

    Attributes:
        releases: all that stand, those under embargo included.
        languages: releases by language code.
        first, last: the earliest and the latest day of publication, None where no release has a date.
        undated: releases without a date.
        embargoed: releases that are still under embargo.
        committed: the moment of the last commit (aware), None where that is not known.
        encoded: releases of which it holds a vector; of one that has changed since, the vector counts no longer.
        withdrawn: releases that were taken back, and are kept to tell so; not among the others.
        size: bytes on disk, 0 for an index in memory.
        format: the format it was written in.
        generation: changes with every commit.
        last_run: what the last run of the indexer did, None if none has recorded itself.
    """

    releases: int
    languages: Mapping[str, int]
    first: date | None
    last: date | None
    undated: int
    embargoed: int
    withdrawn: int
    size: int
    format: str
    generation: str
    last_run: Run | None
    encoded: int = 0
    committed: datetime | None = None


class Reader(Protocol):
    """A view of the index as it was committed when the reader was opened; later commits do not touch it."""

    @property
    def generation(self) -> str:
        """Differs between two readers whose views differ."""
        ...

    @property
    def view(self) -> str:
        """Differs between two moments at which readers of this index show anything differently.

        It changes with every commit, and when an embargo ends, which changes no generation. Another index that takes
        the place of this one at the same address has another view, whatever its generations are called.
        """
        ...

    @property
    def lexicon(self) -> Lexicon:
        """What the index has learned of compounds, by which its releases were analysed."""
        ...

    @property
    def dictionary(self) -> Dictionary:
        """What queries are translated by; empty until a writer was given one."""
        ...

    def search(self, query: Query) -> Page:
        """The page of results that the query asks for; empty behind the last page.

        Raises:
            InvalidQuery: the text holds nothing that could be searched for, or goes beyond a bound (`search.syntax`).
        """
        ...

    def count(self, query: Query) -> int:
        """How many releases the query finds: the total of `search` for less work, whatever the page.

        Raises:
            InvalidQuery: the text holds nothing that could be searched for.
        """
        ...

    def walk(self, query: Query) -> Iterator[Hit]:
        """Every hit in the order of the query, whatever its page and size; behind its cursor if it has one.

        What there is, and in which order, is settled before this returns, and releases are decoded one by one as they
        are asked for: memory for a few numbers a hit. Hits have their title in one piece, no snippet and no reasons.

        Raises:
            InvalidQuery: the text holds nothing that could be searched for.
        """
        ...

    def facet(self, query: Query, facet: str) -> tuple[FacetCount, ...]:
        """One facet of all that the query finds, counted as in its page; also one that pages do not list.

        Raises:
            InvalidQuery: the text holds nothing that could be searched for.
        """
        ...

    def crossed(
        self, query: Query, facet: str, other: str, *, most: int | None = None, width: Granularity = Granularity.YEAR
    ) -> Mapping[tuple[str, str], int]:
        """How many of the releases that the query finds have both values, for every pair that any of them has.

        Unlike in a page's facets all that was chosen is in force. A pair's number is what `count` gives for the query
        narrowed to both (`Query.narrowing`; to a date's bucket within its own days). Versions of one release count
        once, and not where one has one of the values and another the other.

        Args:
            facet, other: names in `search.facets.FACETS`, or `date`. The same twice counts every two different values
                once, in the order of the alphabet; of a facet with one value a release that is none.
            most: only pairs of the so many most frequent values of each that the query finds; None for all.
            width: of the buckets of the date.

        Returns:
            The most frequent pairs first.

        Raises:
            InvalidQuery: the text holds nothing that could be searched for.
        """
        ...

    def release(self, id: str) -> Release | None:
        """The release with this id, None if there is none."""
        ...

    def versions(self, release: Release) -> tuple[Version, ...]:
        """The visible other versions of a release, by language in the order of `search.languages`, then by id."""
        ...

    def similar(self, release: Release, most: int = 5, prefer: str = "") -> tuple[Hit, ...]:
        """The visible releases that are most like this one, best first; none where nothing is like it enough.

        Alike are releases with the same telling words, above all in titles and leads, more so about the same countries
        and with the same ministers (`search.likeness`). Words are told by what is rare among visible releases, and not
        by texts that stand in many of them. A release is compared in each language that it has a visible version in.

        Args:
            release: a visible release; there is nothing like another one.
            most: hits at most.
            prefer: code of the language in which a release that has versions is shown, as far as it has one.

        Returns:
            One hit a release, never this one or a version of it. Equally similar ones stand in order of date, newest
            first.
        """
        ...

    def revisions(self, release: Release) -> tuple[Revision, ...]:
        """What a release was before it changed, as far as readers could see it, the oldest first."""
        ...

    def tombstone(self, id: str) -> Tombstone | None:
        """What is told of a release that readers could see before it was withdrawn; None for any other id."""
        ...

    def tombstones(self) -> Sequence[Tombstone]:
        """All of them, the latest withdrawal first."""
        ...

    def names(self, facet: str) -> Mapping[str, str]:
        """Every value that the index's releases have of a facet, with the name kept beside it."""
        ...

    def spellings(self, word: str) -> Sequence[str]:
        """The words that a word may be a slip of the hand for, as visible releases write them, the likeliest first.

        At most three; none for a word that stands in a visible release in any form, or whose translation does.
        """
        ...

    def completions(self, text: str) -> Completions:
        """What a text that is still being typed can go on to, from the titles of visible releases.

        Words count as written, and the last one as a beginning. At most five *phrases* of one to four words: they begin
        so, stand in titles of at least three releases, and neither begin nor end with a function word; one that nearly
        always goes on in the same way is left to the longer one. At most five *titles*: they hold all the words; of
        titles with the same words the newest. Nothing for a text without a word, or of more than 20.
        """
        ...

    def statistics(self) -> Statistics:
        """What the index holds."""
        ...

    def refreshed(self) -> "Reader":
        """Itself if nothing was committed since it was opened, else a new reader; this one stays usable."""
        ...


class Writer(Protocol):
    """The one writer of an index: nothing is seen by anybody until `commit`, and then all of it.

    As a context manager it cancels on leaving unless it was committed.
    """

    def put(self, release: Release, history: Sequence[Revision] = ()) -> None:
        """Add a release with its history, in place of those of the same id if there are any, also within one batch.

        A release with the moment of its withdrawal stands no longer: it is kept, and found by nothing.
        """
        ...

    def remove(self, id: str) -> None:
        """Take a release out; an unknown id is no error."""
        ...

    def release(self, id: str) -> Release | None:
        """The release with this id as a commit would leave it, whether readers may see it or not; None if none."""
        ...

    @property
    def lexicon(self) -> Lexicon:
        """By which all releases are analysed as a commit would leave them."""
        ...

    def vocabulary(self) -> Mapping[str, Collection[str]]:
        """By language, the stems of the words that releases hold as a commit would leave them, perhaps some more."""
        ...

    def group(self, versions: Iterable[Collection[str]]) -> None:
        """Say which releases are versions of one, as ids; it takes the place of all that was said before.

        Without a call the index keeps what it had. An id that no release has says nothing.

        Raises:
            ValueError: an id stands in two groups, or a group has more ids than there are languages.
        """
        ...

    def keep(self, name: str, content: bytes) -> None:
        """Keep something for the indexer beside the releases, in place of what has this name (letters alone).

        `Archive.content` gives it back; a rebuild begins without any.
        """
        ...

    def translate(self, dictionary: Dictionary) -> None:
        """Queries are translated by this dictionary from the commit on; without a call the index keeps the one it has.

        Another dictionary is a change like that of a release, the same one is none. A rebuild begins without one.
        """
        ...

    def encode(self, vectors: Vectors) -> None:
        """Say what releases mean, in vectors; they take the place of all that there were.

        Without a call the index keeps those that it has, and a rebuild begins without any. A vector counts as long as
        its release has the content that was encoded. Readers that are given an encoder of the same name may let the
        best matches change places by it; what matches, and how it is counted, is the same with and without.
        """
        ...

    def commit(self, run: Run | None = None) -> None:
        """Make all changes visible to readers opened from now on, at once, and record the run.

        Without changes the index and its generation stay as they are; only the run is recorded.
        """
        ...

    def cancel(self) -> None:
        """Leave the index as it was and let the next writer in; harmless after a commit."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


class Engine(Protocol):
    """An index at an address."""

    @property
    def address(self) -> str:
        """Where it is, as `open_engine` takes it."""
        ...

    @property
    def exists(self) -> bool:
        """Whether there is an index that a reader could be opened on or that a writer would extend."""
        ...

    def reader(self) -> Reader:
        """A reader of the last commit.

        Raises:
            EngineUnavailable: there is no index here, or it cannot be read.
            IndexOutdated: it was written under another format or analysis.
        """
        ...

    def archive(self) -> Archive:
        """The archive of the last commit.

        Raises:
            EngineUnavailable: there is no index here, or it cannot be read.
            IndexOutdated: it was written in another layout.
        """
        ...

    def check(self) -> Sequence[str]:
        """Everything that is wrong with the last commit, a sentence each; nothing where every byte is as written.

        Every file is read and every release decoded, so it takes its time; readers and a writer may be at work.
        Whatever it finds is mended by a rebuild.

        Raises:
            EngineUnavailable: there is no index here, or what names its parts cannot be read.
            IndexOutdated: it was written under another format or analysis.
        """
        ...

    def writer(self, *, rebuild: bool = False) -> Writer:
        """The writer; creates the index where there is none.

        Args:
            rebuild: start from an empty index beside the present one, which `commit` then replaces.

        Raises:
            EngineBusy: another writer is at work.
            EngineUnavailable: something else is at this address, or it cannot be written.
            IndexOutdated: it was written under another format or analysis, and this is no rebuild.
        """
        ...
