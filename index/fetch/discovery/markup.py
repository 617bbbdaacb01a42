"""How is XML gone through that may be huge or hostile? Row by row, holding only one at a time."""

import io
from collections.abc import Collection, Iterator
from typing import Any

from lxml import etree

Element = Any  # lxml ships no types


class Damaged(Exception):
    """What comes is not XML any more."""


_LARGEST_ROW = 20_000  # elements; a feed's entries hold whole texts as markup


def rows(content: bytes, names: Collection[str], others: Collection[str] = ()) -> Iterator[Element]:
    """The elements of these names, each with all that is in it, as long as it is looked at.

    Entities stay what they are, and nothing is opened.

    Args:
        content: XML in any encoding that it states.
        names: of elements without their namespaces, in lower case.
        others: of elements that are given as well where they stand outside such rows.

    Raises:
        Damaged: behind the rows that could be read.
    """
    events = etree.iterparse(
        io.BytesIO(content),
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    depth = size = 0  # in a row
    try:
        for event, element in events:
            is_row = name_of(element) in names
            if event == "start":
                depth += is_row
                size += 1
                if size > _LARGEST_ROW:
                    raise Damaged(f"there are more than {_LARGEST_ROW:,} elements in one entry")
                continue
            depth -= is_row
            if not depth:
                size = 0
                if is_row or name_of(element) in others:
                    yield element
                _forget(element)
    except etree.XMLSyntaxError as error:
        raise Damaged(error.msg or "this is no XML") from error


def name_of(element: Element) -> str:
    """An element's name without its namespace, in lower case; "" for a comment and its like."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def _forget(element: Element) -> None:
    """Free an element and those before it, of which millions may come."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
