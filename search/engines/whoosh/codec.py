"""How does Whoosh read our segments? A codec over the mapped arrays, for its readers and matchers.

The evaluator works on the same arrays directly. What goes through here is the reference that tests hold it against.
"""

from array import array
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from whoosh.codec import base
from whoosh.filedb.filestore import FileStorage
from whoosh.formats import Format, Positions
from whoosh.matching import ListMatcher
from whoosh.reading import TermInfo, TermNotFound

from search.engines.whoosh.segment import Segment, open_segment

WHOLE, PART = b"\x01", b"\x00"  # what a posting of stems says of its term
NAME = "MAIN"  # of the index, as Whoosh calls the only one in a folder


class SegmentEntry(base.Segment):  # type: ignore[misc]
    """What a table says of a segment: its name, how many documents it has, and which of them are deleted."""

    def __init__(self, segid: str | None = None, documents: int = 0, deleted: Iterable[int] = ()) -> None:
        super().__init__(NAME)
        if segid:
            self.segid = segid
        self._documents = documents
        self._deleted = set(deleted)

    def codec(self) -> object:
        """What Whoosh reads the segment with."""
        return ColumnCodec()

    def should_assemble(self) -> bool:
        """No: a segment is one file as it is."""
        return False

    def doc_count_all(self) -> int:
        """Documents, deleted ones included."""
        return self._documents

    def set_doc_count(self, count: int) -> None:
        """As it is written."""
        self._documents = count

    def has_deletions(self) -> bool:
        """Whether any document is deleted."""
        return bool(self._deleted)

    def deleted_count(self) -> int:
        """How many are."""
        return len(self._deleted)

    def deleted_docs(self) -> Iterator[int]:
        """Their numbers, ascending."""
        return iter(sorted(self._deleted))

    def delete_document(self, number: int, delete: bool = True) -> None:
        """Mark a document as deleted, or take the mark away."""
        (self._deleted.add if delete else self._deleted.discard)(number)

    def is_deleted(self, number: int) -> bool:
        """Whether a document is deleted."""
        return number in self._deleted


class PositionList(Positions):  # type: ignore[misc]
    """Positions as they stand in the arrays: four bytes each."""

    def decode_positions(self, value: bytes) -> list[int]:
        """The positions of one posting."""
        return array("I", value).tolist()


class ColumnCodec(base.Codec):  # type: ignore[misc]
    """Opens what the columns hold; writing goes through `search.engines.whoosh.writer`."""

    def per_document_reader(self, storage: FileStorage, entry: SegmentEntry) -> "DocumentReader":
        """The stored records of a segment."""
        return DocumentReader(_opened(storage, entry), entry)

    def terms_reader(self, storage: FileStorage, entry: SegmentEntry) -> "TermsReader":
        """The terms and postings of a segment."""
        return TermsReader(_opened(storage, entry))


def _opened(storage: FileStorage, entry: SegmentEntry) -> Segment:
    return open_segment(Path(storage.folder), entry.segment_id())


class DocumentReader(base.PerDocumentReader):  # type: ignore[misc]
    """What is kept document by document."""

    def __init__(self, segment: Segment, entry: SegmentEntry) -> None:
        self._segment = segment
        self._entry = entry

    def doc_count(self) -> int:
        """Documents that are not deleted."""
        return self._entry.doc_count()  # type: ignore[no-any-return]

    def doc_count_all(self) -> int:
        """Documents, deleted ones included."""
        return self._segment.documents

    def has_deletions(self) -> bool:
        """Whether any document is deleted."""
        return self._entry.has_deletions()

    def is_deleted(self, number: int) -> bool:
        """Whether a document is deleted."""
        return self._entry.is_deleted(number)

    def deleted_docs(self) -> Iterator[int]:
        """The numbers of the deleted documents."""
        return self._entry.deleted_docs()

    def stored_fields(self, number: int) -> dict[str, bytes]:
        """The compressed record."""
        return {"record": self._segment.record(number)}

    def field_length(self, field: str) -> int:
        """Not kept: lengths are part of the impacts."""
        return 0

    def doc_field_length(self, number: int, field: str, default: int = 0) -> int:
        """Not kept: lengths are part of the impacts."""
        return default

    def min_field_length(self, field: str) -> int:
        """Not kept: lengths are part of the impacts."""
        return 0

    def max_field_length(self, field: str) -> int:
        """Not kept: lengths are part of the impacts."""
        return 0


class TermsReader(base.TermsReader):  # type: ignore[misc]
    """What is kept term by term."""

    def __init__(self, segment: Segment) -> None:
        self._fields = segment.fields
        self._starts = segment.starts

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        field, text = term
        return field in self._fields and self._fields[field].terms.find(text) is not None

    def indexed_field_names(self) -> Iterable[str]:
        """The fields."""
        return self._fields.keys()

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """Every term of every field, in order."""
        return (term for field in sorted(self._fields) for term in self.terms_from(field, b""))

    def terms_from(self, field: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """A field's terms from this one on."""
        terms = self._fields[field].terms
        return ((field, terms[number]) for number in range(terms.first(prefix), len(terms)))

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Every term with what is known of it."""
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, field: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """A field's terms from this one on with what is known of them."""
        return ((term, self.term_info(*term)) for term in self.terms_from(field, prefix))

    def term_info(self, field: str, text: bytes) -> TermInfo:
        """How many documents hold a term, and how much it counts in them."""
        begin, end = self._span(field, text)
        postings = self._fields[field]
        impacts, documents = postings.impacts[begin:end], postings.documents
        return TermInfo(
            weight=float(impacts.sum()),
            df=end - begin,
            minlength=1,
            maxlength=1,
            maxweight=float(impacts.max()),
            minid=int(documents[begin]),
            maxid=int(documents[end - 1]),
        )

    def frequency(self, field: str, text: bytes) -> float:
        """The sum of a term's impacts."""
        return self.term_info(field, text).weight()  # type: ignore[no-any-return]

    def doc_frequency(self, field: str, text: bytes) -> int:
        """How many documents hold a term; 0 for one that is not there."""
        begin, end = self._fields[field].span(text)
        return end - begin

    def matcher(self, field: str, text: bytes, format: Format, scorer: object = None) -> ListMatcher:
        """A term's postings, one by one."""
        begin, end = self._span(field, text)
        postings = self._fields[field]
        documents = postings.documents[begin:end]
        values = None
        if len(postings.whole):
            values = [WHOLE if is_whole else PART for is_whole in postings.whole[begin:end].tolist()]
        if len(postings.places):
            places = postings.places_of(text)
            starts = self._starts[documents]
            cuts = np.searchsorted(places, starts[1:])
            values = [
                (run - start).astype("I").tobytes()
                for run, start in zip(np.split(places, cuts), starts.tolist(), strict=True)
            ]
        return ListMatcher(
            documents.tolist(),
            postings.impacts[begin:end].tolist(),
            values,
            format,
            scorer=scorer,
            term=(field, text),
            terminfo=self.term_info(field, text),
        )

    def cursor(self, field: str, fieldobj: object) -> None:
        """Not offered: nothing of ours walks Whoosh's term cursors."""
        raise NotImplementedError

    def _span(self, field: str, text: bytes) -> tuple[int, int]:
        begin, end = self._fields[field].span(text) if field in self._fields else (0, 0)
        if begin == end:
            raise TermNotFound(f"no term {field}:{text!r}")
        return begin, end
