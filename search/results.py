"""What was found? A page of hits with complete counts, in values that every rendering shares."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from search.explanation import Explanation
from search.order import Cursor
from search.query import Query
from search.release import Release


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of plain text (never HTML) and whether the query matched it."""

    text: str
    matched: bool = False


@dataclass(frozen=True, slots=True)
class Version:
    """The same release in another language."""

    id: str
    language: str
    url: str | None
    title: str


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What is told of a release that was withdrawn.

    Attributes:
        language: that most of its text was in.
        url: its original address, None if it had none.
        withdrawn: when (UTC).
        moved_to: the id of the visible release that stands in its place, None for none.
    """

    id: str
    language: str
    url: str | None
    withdrawn: datetime
    moved_to: str | None


@dataclass(frozen=True, slots=True)
class Hit:
    """One release that matches.

    Attributes:
        release: the release itself.
        score: how well it matches; comparable within one page of one engine only, 0 where nothing was asked. Of a
            similar release, how much of what is telling it shares, 0 to 1.
        title: its title in pieces; their texts join to exactly `release.title`.
        snippet: its best passage in pieces, of a similar release none; an ellipsis in the text marks where it was cut.
        snippet_language: the language of that passage, which can differ from the release's.
        translations: its versions in other languages that the index holds, by language.
        why: why it matches; None where the query does not ask for it.
        through: what words of the query are called where it was found by that alone.
    """

    release: Release
    score: float
    title: tuple[Piece, ...]
    snippet: tuple[Piece, ...]
    snippet_language: str
    translations: tuple[Version, ...] = ()
    why: Explanation | None = None
    through: "tuple[Called, ...]" = ()


@dataclass(frozen=True, slots=True)
class FacetCount:
    """How many matching releases have a facet's value.

    Attributes:
        value: as in addresses.
        name: what the releases call it (a minister's name), "" where the interface names it.
        count: releases, 0 only for a chosen, required or excluded value.
        selected: whether the query has chosen or requires it.
        excluded: whether the query leaves it out; the count is 0 then.
    """

    value: str
    name: str
    count: int
    selected: bool
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Called:
    """What a word is called in another language; of a compound, what its parts are called, joined by plus signs."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class AlsoSearched:
    """Through which other words a word of the query was searched for.

    Attributes:
        word: as typed.
        translations: those that stand in a release that readers can see, the likeliest first; at most three a
            language, and unlikely ones only where there are no others.
        others: all others that it was searched for through, and that stand in such a release.
    """

    word: str
    translations: tuple[Called, ...]
    others: tuple[Called, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """One page of results.

    Attributes:
        query: what was asked.
        total: all matching releases; what walking the pages reaches.
        hits: those on this page, empty beyond the last.
        facets: by facet name, `date` first; each counted over all matches, as if its own selection were off
            (the date facet inside the chosen range).
        took_ms: milliseconds that the engine needed.
        suggestion: the text that was meant, perhaps: little was found, and with words that stand nowhere replaced by
            ones that do it finds more; None for no such text.
        also: the words that were searched for through others as well, in the order of the query.
        by_meaning: whether the best matches stand in an order that their meaning has a part in.
        after: its last hit, for the query that goes on behind it (`Query.after`); None where nothing stands behind it,
            and where no cursor leads on (`Query.is_walkable`).
    """

    query: Query
    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[FacetCount, ...]]
    took_ms: float
    suggestion: str | None = None
    also: tuple[AlsoSearched, ...] = ()
    by_meaning: bool = False
    after: Cursor | None = None

    @property
    def last(self) -> int:
        """The number of the last page that holds a hit; 1 where nothing was found."""
        return max(1, -(-self.total // self.query.size))

    @property
    def is_beyond_end(self) -> bool:
        """Whether this page lies behind the last one: empty, though there are results."""
        return self.query.page > self.last


@dataclass(frozen=True, slots=True)
class FrequentPhrase:
    """Words that stand next to each other in several titles, as the newest of these writes them.

    Attributes:
        count: releases with a title that holds them.
    """

    text: str
    count: int


@dataclass(frozen=True, slots=True)
class Title:
    """A title, its language, and the release that has it; of several releases the newest."""

    id: str
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Completions:
    """What a text that is still being typed can go on to.

    Attributes:
        phrases: those that begin so, the most frequent first.
        titles: those that hold all its words, the newest first.
    """

    phrases: tuple[FrequentPhrase, ...] = ()
    titles: tuple[Title, ...] = ()
