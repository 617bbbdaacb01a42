"""How is a saved HTML page read? By its layout where that is known, and else by what pages have in common."""

import re

from lxml import etree
from lxml import html as lxml_html

from index.draft import Draft, Unreadable
from index.formats import any_page, known_layouts
from index.formats.encoding import decode

_BEGINNING = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
# The text is decoded by now: what the page states about its encoding must not be believed once more.
_PARSER_ENCODING = "utf-8"


def recognizes(head: bytes) -> bool:
    """Whether the beginning of a file is that of an HTML page."""
    return bool(_BEGINNING.search(head.replace(b"\x00", b"")))


def read(content: bytes) -> Draft:
    """The page as a draft.

    Raises:
        Unreadable: this is no HTML page.
    """
    text = decode(content)
    try:
        parser = lxml_html.HTMLParser(encoding=_PARSER_ENCODING, huge_tree=True)
        tree = lxml_html.document_fromstring(text.encode(_PARSER_ENCODING, "replace"), parser=parser)
        return known_layouts.read(tree) or any_page.read(tree)
    except (etree.LxmlError, ValueError, TypeError, AttributeError, LookupError, RecursionError) as error:
        # lxml and trafilatura stumble over broken pages in ways of their own.
        raise Unreadable(f"this is no HTML page that can be read: {error}") from error
