"""What becomes of each document? parse → draft → derive → release, one after the other and only when asked for."""

import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from index.bounds import check
from index.derivation import derive
from index.document import Document, Source
from index.draft import DO, Draft, Unreadable
from index.knowledge import Knowledge
from index.outcome import Accepted, Outcome, Place, Rejected
from index.sources import documents
from search.errors import InvalidRelease, SearchError
from search.release import Release


class Unforeseen(SearchError):
    """A document met a fault of this program; the message names it and shows where the fault is."""


def releases(documents: Iterable[Source], knowledge: Knowledge) -> Iterator[Outcome]:
    """The outcomes of every document, in their order; what was rejected while reading passes through.

    Raises:
        Unforeseen: a fault of ours; better no run than one that loses a document unseen.
    """
    for document in documents:
        if isinstance(document, Document):
            yield from outcomes_of(document, knowledge)
        else:
            yield document


def accepted(sources: Iterable[Path], knowledge: Knowledge, told: Callable[[Rejected], None]) -> Iterator[Release]:
    """The releases of files and directories, for who only looks at them; each reject is told of when it comes."""
    for outcome in releases(documents(sources), knowledge):
        if isinstance(outcome, Rejected):
            told(outcome)
        elif isinstance(outcome, Accepted):
            yield outcome.release


def outcomes_of(document: Document, knowledge: Knowledge) -> Iterator[Outcome]:
    """The releases made of one document, or the reasons why they cannot be made.

    Raises:
        Unforeseen: a fault of ours.
    """
    try:
        for place, draft in _drafts(document):
            yield _outcome(place, draft, knowledge)
    except Unreadable as error:
        yield _rejected(document.place, error)
    except Exception as error:
        raise Unforeseen(
            f"{document.place}: {error!r} is a fault of this program, and the index is as it was; "
            f"leave the document out, and report this:\n\n{traceback.format_exc()}"
        ) from error


def _drafts(document: Document) -> Iterator[tuple[Place, Draft | Unreadable]]:
    """What a document's format reads from it, each with its place; a record of an archive has its number already."""
    is_numbered = document.format.has_many and document.place.entry is None
    for number, draft in enumerate(document.format.read(document.content, document.stated), start=1):
        if not is_numbered:
            yield document.place, draft
        elif document.wanted is None or number in document.wanted:
            yield replace(document.place, entry=number), draft


def _outcome(place: Place, draft: Draft | Unreadable, knowledge: Knowledge) -> Outcome:
    if isinstance(draft, Unreadable):
        return _rejected(place, draft)
    try:
        check(draft)
        derived = derive(draft, knowledge)
    except Unreadable as error:
        return _rejected(place, error, draft.id)
    except InvalidRelease as error:
        return Rejected(place, str(error), DO, draft.id)
    return Accepted(place, derived.release, derived.warnings, derived.remarks)


def _rejected(place: Place, error: Unreadable, id: str | None = None) -> Rejected:
    return Rejected(place, str(error), error.do, id)
