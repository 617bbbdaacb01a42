"""Which paragraphs does a piece of HTML hold? The text between the edges of its blocks."""

import re
from collections.abc import Collection, Iterator
from typing import Any

Element = Any  # lxml ships no types

_BLOCKS = frozenset({
    "address", "article", "blockquote", "dd", "div", "dl", "dt", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "tbody", "td", "th", "thead", "tr", "ul",
})  # fmt: skip
_UNSEEN = frozenset({"button", "form", "iframe", "noscript", "script", "select", "style", "svg", "template"})
_EDGE = "\x00"  # cannot stand in a page's text
_BREAK = "\x01"
_TWO_BREAKS = re.compile(r"\x01\s*\x01")


def text_blocks(element: Element, unwanted: Collection[Element] = ()) -> list[str]:
    """The element's paragraphs, list items, headings and cells in order, without empty ones, white space unified.

    Two line breaks in a row part paragraphs as well; one does not. Unwanted elements below it are left out.
    """
    text = "".join(_pieces(element, unwanted))
    blocks = (block for part in text.split(_EDGE) for block in _TWO_BREAKS.split(part))
    return [unified for block in blocks if (unified := " ".join(block.replace(_BREAK, " ").split()))]


def text_of(element: Element) -> str:
    """All the element's text on one line."""
    return " ".join(text_blocks(element))


def _pieces(element: Element, unwanted: Collection[Element]) -> Iterator[str]:
    """Walks without recursion: pages nest as deeply as they like."""
    stack: list[tuple[Element, bool]] = [(element, False)]
    while stack:
        node, is_left = stack.pop()
        is_seen = isinstance(node.tag, str) and node.tag not in _UNSEEN and node not in unwanted
        if is_seen:
            yield _EDGE if node.tag in _BLOCKS else _BREAK if node.tag == "br" and not is_left else ""
        if is_seen and not is_left:
            yield _clean(node.text)
            stack.append((node, True))
            stack.extend((child, False) for child in reversed(node))
        elif node is not element:
            yield _clean(node.tail)


def _clean(text: str | None) -> str:
    return (text or "").replace(_EDGE, "").replace(_BREAK, "")
