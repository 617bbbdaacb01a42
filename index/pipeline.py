"""What becomes of each document? parse → draft → derive → release, one after the other and only when asked for."""

import traceback
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from index.derivation import derive
from index.draft import Unreadable
from index.knowledge import Knowledge
from index.outcome import Accepted, Outcome, Rejected
from index.sources import Document, documents
from search.errors import InvalidRelease, SearchError
from search.release import Release

DO = "correct the document and index it again"


class Unforeseen(SearchError):
    """A document met a fault of this program; the message names it and shows where the fault is."""


def releases(documents: Iterable[Document | Rejected], knowledge: Knowledge) -> Iterator[Outcome]:
    """The outcome of every document, in their order; what was rejected while reading passes through.

    Raises:
        Unforeseen: a fault of ours; better no run than one that loses a document unseen.
    """
    for document in documents:
        yield document if isinstance(document, Rejected) else release_of(document, knowledge)


def accepted(sources: Iterable[Path], knowledge: Knowledge, told: Callable[[Rejected], None]) -> Iterator[Release]:
    """The releases of files and directories, for who only looks at them; each reject is told of when it comes."""
    for outcome in releases(documents(sources), knowledge):
        if isinstance(outcome, Rejected):
            told(outcome)
        else:
            yield outcome.release


def release_of(document: Document, knowledge: Knowledge) -> Outcome:
    """A release made of one document, or the reason why none can be.

    Raises:
        Unforeseen: a fault of ours.
    """
    id = None
    try:
        draft = document.format.read(document.content)
        id = draft.id
        derived = derive(draft, knowledge)
    except (Unreadable, InvalidRelease) as error:
        return Rejected(document.place, str(error), DO, id)
    except Exception as error:
        raise Unforeseen(
            f"{document.place}: {error!r} is a fault of this program, and the index is as it was; "
            f"leave the document out, and report this:\n\n{traceback.format_exc()}"
        ) from error
    return Accepted(document.place, derived.release, derived.warnings, derived.remarks)
