"""What do all segments together hold of each release, short of its words? Their columns as one."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from search.archive import Kept
from search.engines.whoosh.codec import SegmentEntry
from search.engines.whoosh.columns import FOR_EVER, UNDATED_DAY
from search.engines.whoosh.groups import Groups
from search.engines.whoosh.orders import Orders
from search.engines.whoosh.runs import joined
from search.engines.whoosh.segment import Segment
from search.engines.whoosh.sets import Counts, Documents
from search.engines.whoosh.tally import FacetColumn, Tally
from search.facets import FACETS
from search.languages import LANGUAGES
from search.release import Release
from search.revision import Revision

_DAY_OF_1970 = 719_163  # the ordinal of the day that numpy's dates count from


class Catalogue:
    """All documents, numbered one segment after the other.

    Attributes:
        segments: in order.
        documents: how many there are, deleted ones included.
        days: int32[documents], the ordinal of the day of publication, 0 for undated.
        orders: that they can be put in.
        facets: by name.
        groups: which of them are versions of one release.

    Args:
        segments: in order.
        entries: which of their documents are deleted.
        versions: the ids of each group.
    """

    def __init__(
        self,
        segments: Sequence[Segment],
        entries: Sequence[SegmentEntry],
        versions: Sequence[Sequence[str]] = (),
    ) -> None:
        self.segments = segments
        counts = [segment.documents for segment in segments]
        self._bases = [sum(counts[:number]) for number in range(len(counts))]
        self.documents = sum(counts)
        self.days: NDArray[np.int32] = joined([segment.arrays["day"] for segment in segments])
        self.orders = Orders(segments, self.days)
        self.facets = {name: FacetColumn(name, segments) for name in FACETS}
        self._hidden_until = joined([segment.arrays["hidden_until"] for segment in segments])
        self._ever_hidden = np.flatnonzero(self._hidden_until)
        deleted = [
            number + base for entry, base in zip(entries, self._bases, strict=True) for number in entry.deleted_docs()
        ]
        self._live = np.ones(self.documents, np.bool_)
        self._live[deleted] = False
        self._has_deleted = bool(deleted)
        self.groups = self._grouped(versions)
        self._is_shown: dict[str, NDArray[np.bool_]] = {}

    @property
    def standing(self) -> Documents:
        """The documents that are neither deleted nor withdrawn."""
        return np.flatnonzero(self._live & (self._hidden_until != FOR_EVER))

    @property
    def withdrawn(self) -> Documents:
        """The documents that were withdrawn, and are kept to tell so."""
        return np.flatnonzero(self._live & (self._hidden_until == FOR_EVER))

    @cached_property
    def newest(self) -> int:
        """The ordinal of the newest day of publication, 0 where all are undated."""
        return int(self.days.max(initial=UNDATED_DAY))

    def visible(self, now: datetime) -> NDArray[np.bool_] | None:
        """bool[documents]: what readers may see, neither deleted nor hidden; None where that is everything."""
        hidden = self.hidden(now)
        if not self._has_deleted and not len(hidden):
            return None
        visible = self._live.copy()
        visible[hidden] = False
        return visible

    def hidden(self, now: datetime) -> Documents:
        """The documents that are under embargo or withdrawn, deleted ones included."""
        return self._ever_hidden[self._hidden_until[self._ever_hidden] > now.timestamp()]

    def is_visible(self, document: int, now: datetime) -> bool:
        """Whether readers may see one document."""
        return bool(self._live[document]) and self._hidden_until[document] <= now.timestamp()

    def id(self, document: int) -> str:
        """The id of a document."""
        segment, number = self._place(document)
        return segment.id(number)

    def content(self, document: int) -> tuple[str, int]:
        """The id of a document, and the hash of what it says."""
        segment, number = self._place(document)
        return segment.id(number), int(segment.arrays["hash"][number])

    def release(self, document: int) -> Release:
        """The release that a document is."""
        segment, number = self._place(document)
        return segment.release(number)

    def history(self, document: int) -> tuple[Revision, ...]:
        """The versions of a document's release that others replaced."""
        segment, number = self._place(document)
        return segment.history(number)

    def document(self, id: str) -> int | None:
        """The live document with this id, None if there is none."""
        found = (
            number + base
            for segment, base in zip(self.segments, self._bases, strict=True)
            for number in segment.documents_of(id)
        )
        return next((number for number in found if self._live[number]), None)

    def kept(self) -> Mapping[str, Kept]:
        """What is kept of every standing document, by id."""
        hashes = joined([segment.arrays["hash"] for segment in self.segments]).tolist()
        origins = [origin for segment in self.segments for origin in segment.kept["origin"].all()]
        return {
            self.id(number): Kept(f"{hashes[number]:016x}", origins[number].decode(errors="surrogatepass") or None)
            for number in self.standing.tolist()
        }

    @cached_property
    def tally(self) -> Tally:
        """What counts the facets."""
        return Tally(self.facets, self.years, self.groups.unions)

    @cached_property
    def everything(self) -> tuple[Counts, Mapping[str, Counts]]:
        """The counts of all documents, versions of one release counted as one."""
        return self.tally.counts(self.groups.together(np.arange(self.documents)))

    @cached_property
    def years(self) -> NDArray[np.int16]:
        """int16[documents]: the year of publication, 0 for undated."""
        dates = (self.days.astype(np.int64) - _DAY_OF_1970).astype("datetime64[D]")
        years = dates.astype("datetime64[Y]").astype(np.int64) + 1970
        return np.where(self.days == UNDATED_DAY, 0, years).astype(np.int16)

    def is_shown(self, language: str) -> NDArray[np.bool_]:
        """bool[documents]: which version of each release is shown where this language is preferred."""
        if language not in self._is_shown:
            flags = np.zeros(self.documents, np.bool_)
            flags[self.groups.shown(np.arange(self.documents), language)] = True
            self._is_shown[language] = flags
        return self._is_shown[language]

    @cached_property
    def languages(self) -> NDArray[np.int64]:
        """int64[documents]: the place of each one's language in `search.languages`."""
        column = self.facets["language"]
        places = np.array([list(LANGUAGES).index(code) for code in column.values], np.int64)
        return places.take(column.held.single().sets)

    def _grouped(self, versions: Sequence[Sequence[str]]) -> Groups:
        """The groups of these ids."""
        if not versions:
            return Groups((), {}, np.empty(0, np.int64))
        ids = (id for segment in self.segments for id in segment.all_ids)
        numbers = {id: number for number, id in enumerate(ids) if self._live[number]}
        return Groups(versions, numbers, self.languages)

    def _place(self, document: int) -> tuple[Segment, int]:
        number = bisect_right(self._bases, document) - 1
        return self.segments[number], document - self._bases[number]
