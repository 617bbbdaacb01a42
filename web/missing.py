"""What is answered for a release that cannot be seen? Where it went, or that it was withdrawn, or nothing."""

from collections.abc import Callable

from flask import abort, redirect
from werkzeug.exceptions import Gone
from werkzeug.wrappers import Response

from search.engine import Reader
from search.results import Tombstone


class Withdrawn(Gone):
    """The release at this address was withdrawn."""

    def __init__(self, tombstone: Tombstone) -> None:
        super().__init__()
        self.tombstone = tombstone


def missing(reader: Reader, id: str, address_of: Callable[[str], str]) -> Response:
    """A redirection to the release that stands in place of this one.

    Args:
        reader: the index, in which no such release can be seen.
        id: of the release that was asked for.
        address_of: the address of the other one.

    Raises:
        Withdrawn: none does, and it was withdrawn.
        NotFound: nobody was ever told of it.
    """
    tombstone = reader.tombstone(id)
    if tombstone is None:
        abort(404)
    if tombstone.moved_to is None:
        raise Withdrawn(tombstone)
    return redirect(address_of(tombstone.moved_to), 301)
