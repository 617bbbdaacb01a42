"""Which documents are in a directory that a newsroom was fetched into? Its pages, as they were last got."""

from collections.abc import Iterator
from pathlib import Path

from index.document import Document, Source, Wanted
from index.fetch.errors import FetchFailed
from index.fetch.holdings import Held, holdings
from index.fetch.pages import State
from index.formats import format_sent
from index.outcome import Gone, Place, Rejected

_HEAD = 4_096  # bytes by which a format is recognised
_AGAIN = "fetch the newsroom again"


def fetched(directory: Path, wanted: Wanted | None) -> Iterator[Source]:
    """Every page by address; one that the newsroom moved or withdrew comes as gone.

    Args:
        directory: where the newsroom was fetched into.
        wanted: has the addresses of those that are wanted; None for all.
    """
    read = 0
    try:
        for held in holdings(directory):
            if wanted is None or held.address in wanted.addresses:
                read += held.record.length if held.record else 0
                yield _page(directory, held, read)
    except FetchFailed as error:
        yield Rejected(Place(str(directory)), str(error), _AGAIN)


def _page(directory: Path, held: Held, read: int) -> Source:
    place = Place(str(directory), address=held.address)
    if held.state is not State.PRESENT:
        moved_to = Place(str(directory), address=held.moved_to).origin if held.moved_to else None
        return Gone(place, moved_to)
    try:
        content = held.content()
    except FetchFailed as error:
        return Rejected(place, str(error), _AGAIN)
    format = format_sent(held.content_type, content[:_HEAD])
    if format is None:
        return Rejected(place, f"no format is known for {held.content_type or 'what was got'}", "leave it out")
    return Document(place, content, format, read, held.charset)
