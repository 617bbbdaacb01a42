"""What stands in a feed? Made well-formed by lxml, which opens nothing and expands nothing, and sorted by feedparser.

feedparser reads what is no XML with regular expressions, which take minutes for what lxml mends in a second, and it
makes requests if it is given an address. Here only its strict half is used, which is handed elements and opens nothing.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html.entities import html5
from typing import Any

from lxml import etree, sax

from index.draft import Unreadable
from index.formats.markup import check_depth, with_small_tags

Element = Any  # lxml ships no types

MAX_CHARACTERS = 8_000_000  # feedparser takes 23 bytes of memory for a letter of what should be a date
MAX_ELEMENTS = 100_000  # tags outside CDATA: some 5,000 entries
MAX_REFERENCES = 1_000_000  # signs such as &lt;, in which a feed can write its markup
_ADVICE = "part the feed into several files"

_CDATA = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|\Z)", re.DOTALL)
_REFERENCE = re.compile(r"&(?:#\w{1,10};|([A-Za-z]\w{0,31});)?")
_IN_XML = frozenset({"amp", "lt", "gt", "quot", "apos"})
# Prefixes that feeds use and forget to declare.
_NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
}
_END = re.compile(r"</(?:\w+:)?(?:rss|feed|RDF)\s*>", re.IGNORECASE)
_TAIL = 1_000  # characters in which a feed ends; a comment may follow
_ROOTS = frozenset({"rss", "rdf", "feed"})


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed's entries, under feedparser's names, and what it says for all of them.

    Attributes:
        entries: in their order.
        is_whole: whether the feed goes on to its end; where it does not, its last entry may lack something.
        language, link: of the feed.
    """

    entries: Sequence[Mapping[str, Any]]
    is_whole: bool
    language: str | None
    link: str | None


def feed_in(text: str) -> Feed:
    """The feed that stands in a text.

    Raises:
        Unreadable: there is none, or more than the bounds allow.
    """
    from feedparser.api import StrictFeedParser  # it loads Python's own means to fetch, which few runs need

    root = _root(text)
    if root.tag.rpartition("}")[2].rpartition(":")[2].lower() not in _ROOTS:
        raise Unreadable("this is XML, but no feed")
    parser = StrictFeedParser("", None, "utf-8")
    parser.resolve_relative_uris = False  # what is inside markup; we take no links from there
    parser.sanitize_html = False  # we take text alone
    try:
        sax.saxify(root, parser)
    except Exception as error:  # feedparser checks little of what it is handed
        raise Unreadable(f"this feed cannot be read: {error!r}") from error
    # Plain mappings: feedparser's own hand out the day of change where a day of publication is asked for.
    about = dict(parser.feeddata)
    entries = [dict(entry) for entry in parser.entries]
    return Feed(entries, bool(_END.search(text[-_TAIL:])), about.get("language"), about.get("link"))


def _root(text: str) -> Element:
    if len(text) > MAX_CHARACTERS:
        raise Unreadable(f"the feed is longer than {MAX_CHARACTERS:,} characters", _ADVICE)
    if _CDATA.sub("", text).count("<") > MAX_ELEMENTS:
        raise Unreadable(f"the feed has more than {MAX_ELEMENTS:,} tags", _ADVICE)
    if text.count("&") > MAX_REFERENCES:
        raise Unreadable(f"the feed has more than {MAX_REFERENCES:,} references such as &lt;", _ADVICE)
    parser = etree.XMLParser(
        encoding="utf-8", recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(_REFERENCE.sub(_resolved, with_small_tags(text)).strip().encode(), parser)
        if root is None:
            raise Unreadable("this is no XML")
        _declare(root)
    except (etree.LxmlError, ValueError) as error:
        raise Unreadable(f"this is no XML: {error}") from error
    check_depth(parser)
    return root


def _resolved(match: re.Match[str]) -> str:
    """HTML's names for letters as those letters, which XML does not know; any other & as itself."""
    name = match[1]
    if (name is None and match[0] != "&") or name in _IN_XML:
        return match[0]
    return html5.get(f"{name};", "&amp;" + match[0][1:])


def _declare(root: Element) -> None:
    """Give elements their namespace whose prefix is not declared; lxml makes the prefix a part of their name."""
    for element in root.iter(etree.Element):
        prefix, colon, name = element.tag.partition(":")
        if colon and not prefix.startswith("{"):
            namespace = _NAMESPACES.get(prefix)
            element.tag = f"{{{namespace}}}{name}" if namespace else element.tag.replace(":", "_")
