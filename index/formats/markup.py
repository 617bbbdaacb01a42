"""How does HTML become a tree, however broken or hostile it is? By lxml, within bounds; no address in it is opened."""

import re
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from index.draft import Unreadable

Element = Any  # lxml ships no types
Parser = Any

# Trafilatura takes ten seconds for 15,000 small tables, and 25 bytes of memory for a letter, lxml 100 for an attribute,
# and who looks upwards from each of 10,000 elements pays for every one above. Releases have some thousand tags, the
# largest page of our samples 13,000 in 400,000 characters.
MAX_TAGS = 30_000
MAX_CHARACTERS = 1_500_000
MAX_DEPTH = 500  # elements inside each other; old pages close none of their <font>

# The text is decoded by now: what the page states about its encoding must not be believed once more.
_ENCODING = "utf-8"
_INLINED = re.compile(r"(data:[\w/+.-]{0,50};base64,)[A-Za-z0-9+/=\s]{1000,}+")  # pictures in pages saved as one file
# Attributes of one tag, which lxml (in HTML) and feedparser compare each with each: 20 seconds for 80,000.
_HUGE_TAG = re.compile(r"(<[A-Za-z][\w:.-]{0,50})[^<>]{20000,}+")
_ADVICE = "save the release by itself"
_TOO_DEEP = "the markup is nested too deeply, or has a text that is too long"


def tree_of(text: str) -> Element:
    """The page, or the piece of one, as a tree.

    Raises:
        Unreadable: there is nothing in it, or more than the bounds allow.
    """
    text = with_small_tags(_INLINED.sub(r"\1", text))
    if len(text) > MAX_CHARACTERS:
        raise Unreadable(f"the page is longer than {MAX_CHARACTERS:,} characters", _ADVICE)
    if text.count("<") > MAX_TAGS:
        raise Unreadable(f"the page has more than {MAX_TAGS:,} tags", _ADVICE)
    try:
        parser = lxml_html.HTMLParser(encoding=_ENCODING, huge_tree=True, no_network=True)
        tree = lxml_html.document_fromstring(text.encode(_ENCODING, "replace"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise Unreadable(f"this is no HTML page that can be read: {error}") from error
    check_depth(parser)
    if _depth(tree) > MAX_DEPTH:
        raise Unreadable(_TOO_DEEP, _ADVICE)
    return tree


def _depth(tree: Element) -> int:
    depth = deepest = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(depth, deepest)
    return deepest


def check_depth(parser: Parser) -> None:
    """Let what a parser has read pass if it read all of it; lxml leaves out what is nested too deeply, and is silent.

    Raises:
        Unreadable: something was left out.
    """
    if any(fault.type_name == "ERR_RESOURCE_LIMIT" for fault in parser.error_log):
        raise Unreadable(_TOO_DEEP, _ADVICE)


def with_small_tags(text: str) -> str:
    """Markup whose tags of more than 20,000 characters have lost their attributes; such a tag states nothing for us."""
    return _HUGE_TAG.sub(r"\1", text)
