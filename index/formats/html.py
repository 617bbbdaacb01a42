"""How is a saved HTML page read? By its layout where that is known, and else by what pages have in common."""

import re

from lxml import etree

from index.draft import Draft, Unreadable
from index.formats import any_page, known_layouts
from index.formats.encoding import decode
from index.formats.format import NOTHING, Stated
from index.formats.markup import tree_of

_BEGINNING = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)


def recognizes(head: bytes) -> bool:
    """Whether the beginning of a file is that of an HTML page."""
    return bool(_BEGINNING.search(head.replace(b"\x00", b"")))


def read(content: bytes, stated: Stated = NOTHING) -> Draft:
    """The page as a draft.

    Raises:
        Unreadable: this is no HTML page, or one beyond the bounds.
    """
    tree = tree_of(decode(content, stated.encoding))
    try:
        return known_layouts.read(tree, stated.address) or any_page.read(tree, stated.address)
    except (etree.LxmlError, ValueError, TypeError, AttributeError, LookupError, RecursionError) as error:
        # lxml and trafilatura stumble over broken pages in ways of their own.
        raise Unreadable(f"this is no HTML page that can be read: {error}") from error
