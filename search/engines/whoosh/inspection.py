"""Is the index as it was written, and do its parts fit together? Findings, each naming a file and what is wrong in it.

Checksums find what a disk did to a file. The rest finds what a fault of ours would do: numbers that lead to no release,
records that cannot be read, an id that stands twice.
"""

import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import numpy as np
from whoosh.index import EmptyIndexError

from search.engines.whoosh.beside import DICTIONARY, LEXICON, VECTORS, Beside
from search.engines.whoosh.beside import faults as beside_faults
from search.engines.whoosh.codec import SegmentEntry
from search.engines.whoosh.columns import MOMENTS, moments_of
from search.engines.whoosh.dictionary_file import faults
from search.engines.whoosh.lexicon_file import read_lexicon
from search.engines.whoosh.mapped import Array, DamagedFileError, damage
from search.engines.whoosh.segment import EXTENSION, Segment, open_segment
from search.engines.whoosh.titles import CLAUSE_END, TITLE_END
from search.engines.whoosh.toc import ColumnIndex
from search.engines.whoosh.vector_file import open_vectors
from search.facets import FACETS
from search.record import content_hash
from search.terms import FIELDS

_WITH_PLACES = [field for field in FIELDS if field.language is None]
_WITHOUT_PLACES = [field for field in FIELDS if field.language is not None]
# By the array of places where runs begin and the last one ends, the array that it cuts into runs.
_CUTS: Mapping[str, str] = {
    **{f"{name}_offsets": name for name in ("record", "history", "origin", "id")},
    **{f"{field.name}.terms_offsets": f"{field.name}.terms" for field in FIELDS},
    **{f"{field.name}.offsets": f"{field.name}.documents" for field in FIELDS},
    **{f"{name}.runs": f"{name}.codes" for name in FACETS},
    **{f"{field.name}.place_offsets": f"{field.name}.places" for field in _WITH_PLACES},
    "title.terms_offsets": "title.terms",
    "title.runs": "title.words",
}
# Of these each document has one, and the runs one end more.
_BY_DOCUMENT = ("day", "hidden_until", "hash", "id_documents", *(f"{name}.sets" for name in FACETS))
_RUNS_BY_DOCUMENT = ("starts", "record_offsets", "history_offsets", "origin_offsets", "id_offsets", "title.runs")


def findings(folder: Path) -> list[str]:
    """What is wrong with a generation; empty if it is sound."""
    try:
        latest = ColumnIndex(folder).latest()
    except (EmptyIndexError, DamagedFileError, OSError, ValueError, TypeError) as error:
        return [str(error)]
    entries: list[SegmentEntry] = latest.segments
    found = list(beside_faults(folder, latest.beside))
    found = found or [*_of_lexicon(folder, latest.beside), *_of_dictionary(folder, latest.beside)]
    found = found or list(_of_vectors(folder, latest.beside))
    found += [finding for entry in entries for finding in _of_segment(folder, entry)]
    return found or list(_repeated(folder, entries))


def _of_lexicon(folder: Path, beside: Beside) -> Iterator[str]:
    """The findings in what was learned; an index that never held a release has learned nothing."""
    if LEXICON not in beside:
        return
    try:
        read_lexicon(folder / beside[LEXICON])
    except DamagedFileError as error:
        yield str(error)


def _of_dictionary(folder: Path, beside: Beside) -> Iterator[str]:
    """The findings in what queries are translated by."""
    if DICTIONARY not in beside:
        return
    name = beside[DICTIONARY]
    try:
        yield from (f"{name}: {fault}" for fault in faults(folder / name))
    except (DamagedFileError, UnicodeDecodeError) as error:
        yield str(error)


def _of_vectors(folder: Path, beside: Beside) -> Iterator[str]:
    """The findings in the vectors, where there are any."""
    try:
        vectors = open_vectors(folder, beside)
    except DamagedFileError as error:
        yield str(error)
        return
    if vectors:
        yield from (f"{beside[VECTORS]}: {fault}" for fault in vectors.faults())


def _of_segment(folder: Path, entry: SegmentEntry) -> Iterator[str]:
    """The findings in one segment; of a file whose bytes are damaged nothing more is asked."""
    name = f"{entry.segment_id()}{EXTENSION}"
    damaged = damage(folder / name)
    if damaged:
        yield damaged
        return
    try:
        segment = open_segment(folder, entry.segment_id())
        yield from (f"{name}: {fault}" for check in _CHECKS for fault in check(segment, entry))
    except (LookupError, ValueError, TypeError) as error:  # what the checks before could not rule out
        yield f"{name}: its arrays do not fit together ({error!r})"


def _sizes(segment: Segment, entry: SegmentEntry) -> Iterator[str]:
    stated, held = entry.doc_count_all(), segment.documents
    if stated != held:
        yield f"the table of contents states {stated} releases, it holds {held}"
    if not all(0 <= number < held for number in entry.deleted_docs()):
        yield f"a deletion is of none of its {held} releases"
    for name in (*_BY_DOCUMENT, *(moments for moments in MOMENTS if moments in segment.arrays)):
        if len(segment.arrays[name]) != held:
            yield f"{name} has not one value for each of {held} releases"
    for name in _RUNS_BY_DOCUMENT:
        if len(segment.arrays[name]) != held + 1:
            yield f"{name} has not one run for each of {held} releases"


def _runs(segment: Segment, entry: SegmentEntry) -> Iterator[str]:
    for name, cut in _CUTS.items():
        if not _divides(segment.arrays[name], len(segment.arrays[cut])):
            yield f"{name} does not divide {cut}"


def _references(segment: Segment, entry: SegmentEntry) -> Iterator[str]:
    documents = ["id_documents", *(f"{field.name}.documents" for field in FIELDS)]
    for name in documents:
        if not _is_below(segment.arrays[name], segment.documents):
            yield f"{name} leads to a release that is not there"
    for name in FACETS:
        if not _is_below(segment.arrays[f"{name}.sets"], len(segment.arrays[f"{name}.runs"]) - 1):
            yield f"{name}.sets leads to a set that is not there"
        if not _is_below(segment.arrays[f"{name}.codes"], len(segment.tables[name])):
            yield f"{name}.codes leads to a value that is not there"
    if len(np.unique(segment.arrays["id_documents"])) != segment.documents:
        yield "a release has no id"


def _flags(segment: Segment, entry: SegmentEntry) -> Iterator[str]:
    for field in _WITHOUT_PLACES:
        postings = segment.fields[field.name]
        if len(postings.whole) != len(postings.documents):
            yield f"{field.name}.whole has not one value for each posting"


def _places(segment: Segment, entry: SegmentEntry) -> Iterator[str]:
    for field in _WITH_PLACES:
        if not _is_below(segment.fields[field.name].places, int(segment.starts[-1])):
            yield f"{field.name}.places leads behind the last text"


def _titles(segment: Segment, entry: SegmentEntry) -> Iterator[str]:
    words, ends = segment.arrays["title.words"], segment.arrays["title.runs"][1:]
    ends = ends[ends > 0]  # those that were withdrawn have no title
    if not _is_below(words - CLAUSE_END, len(segment.arrays["title.terms_offsets"]) - 1 - CLAUSE_END):
        yield "title.words leads to a word that is not there"
    if not (words[ends - 1] == TITLE_END).all():
        yield "title.runs cuts a title in two"


def _records(segment: Segment, entry: SegmentEntry) -> Iterator[str]:
    for number, stated in enumerate(segment.arrays["hash"].tolist()):
        id = segment.id(number)
        try:
            release = segment.release(number)
            segment.history(number)
        except (zlib.error, ValueError, LookupError, TypeError, AttributeError) as error:
            yield f"the record or the history of release {id} cannot be read ({error!r})"
            continue
        if (release.id, content_hash(release)) != (id, f"{stated:016x}"):
            yield f"the record of release {id} is another release's, or of another version"
        if any(told != segment.moments(name)[number] for name, told in moments_of(release).items()):
            yield f"the moments of release {id} are not those of its record"


_CHECKS: tuple[Callable[[Segment, SegmentEntry], Iterator[str]], ...] = (
    _sizes,
    _runs,
    _references,
    _flags,
    _places,
    _titles,
    _records,
)


def _repeated(folder: Path, entries: list[SegmentEntry]) -> Iterator[str]:
    counts: Counter[str] = Counter()
    for entry in entries:
        segment = open_segment(folder, entry.segment_id())
        counts.update(segment.id(number) for number in range(segment.documents) if not entry.is_deleted(number))
    return (f"{folder.name}: {count} releases have the id {id}" for id, count in counts.items() if count > 1)


def _divides(places: Array, length: int) -> bool:
    """Whether the places ascend from 0 to the length."""
    return bool(len(places) and places[0] == 0 and places[-1] == length and (np.diff(places) >= 0).all())


def _is_below(numbers: Array, limit: int) -> bool:
    return not len(numbers) or (int(numbers.min()) >= 0 and int(numbers.max()) < limit)
