"""What becomes of each document? parse → draft → derive → release, one after the other and only when asked for."""

from collections.abc import Iterable, Iterator

from index.derivation import Knowledge, derive
from index.draft import Unreadable
from index.outcome import Accepted, Outcome, Rejected
from index.sources import Document
from search.errors import InvalidRelease

DO = "correct the document and index it again"


def releases(documents: Iterable[Document | Rejected], knowledge: Knowledge) -> Iterator[Outcome]:
    """The outcome of every document, in their order; what was rejected while reading passes through."""
    for document in documents:
        yield document if isinstance(document, Rejected) else release_of(document, knowledge)


def release_of(document: Document, knowledge: Knowledge) -> Outcome:
    """A release made of one document, or the reason why none can be."""
    id = None
    try:
        draft = document.format.read(document.content)
        id = draft.id
        derived = derive(draft, knowledge)
    except (Unreadable, InvalidRelease) as error:
        return Rejected(document.place, str(error), DO, id)
    return Accepted(document.place, derived.release, derived.warnings, derived.remarks)
