"""What shall crawlers leave alone? Questions, of which there is no end; what there is to read is reached page by page.

Every filter of a page of results leads to a page with more filters. Who follows them all asks for more pages than there
are releases, by far, and finds nothing that the list of all releases does not lead to.
"""

from collections.abc import Iterator

from flask import Blueprint, Response

from search.languages import LANGUAGES
from web import addresses

blueprint = Blueprint("robots", __name__)
_QUESTIONS = (
    "search?",
    "search.",
    "facet/",
    "overview?",
    "saved",
    "release/*?",
)  # the last: with what was searched for


@blueprint.get("/robots.txt")
def robots() -> Response:
    """The robots exclusion protocol (RFC 9309), which is read at the root of a host alone."""
    return Response("\n".join([*_rules(), ""]), mimetype="text/plain")


def _rules() -> Iterator[str]:
    root = addresses.root()
    yield "User-agent: *"
    for language in LANGUAGES:
        yield f"Allow: {root}{language}/search?page="  # the list of all releases; of two rules the longer one counts
        yield from (f"Disallow: {root}{language}/{begin}" for begin in _QUESTIONS)
    yield f"Disallow: {root}search."
    yield f"Disallow: {root}api/"
