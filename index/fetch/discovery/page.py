"""Which pages does a page link to, and where does its list go on?"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

from lxml import etree
from lxml import html as markup

from index.fetch.addresses import normalized
from index.fetch.discovery.listing import MOST_ENTRIES, Listing, Source, Unlisted, listing

# What counts the parts of a list in their addresses. Days and months are not among them: a calendar never ends.
_PAGING = frozenset({
    "page", "p", "pg", "paged", "pageno", "pagenumber", "pageindex", "seite", "offset", "start", "startrow", "from",
    "skip",
})  # fmt: skip
_NEXT = "(//a|//link)[@href][contains(concat(' ', normalize-space(@rel), ' '), ' next ')]"
_NUMBER = re.compile(r"\d{1,6}")
_PAGED_PATH = re.compile(r"(?:/(?:page|seite)[/-]?\d{1,6})?/?$")


def read(content: bytes, address: str) -> Listing:
    """What the page links to: every link, and those among them that lead to further parts of the same list.

    Raises:
        Unlisted: there is no markup in it.
    """
    try:
        tree = markup.document_fromstring(content, parser=markup.HTMLParser(no_network=True, huge_tree=False))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise Unlisted("there is no page in it") from error
    base = _base(tree, address)
    hrefs = list(islice((str(each.get("href")) for each in tree.iter("a") if each.get("href")), MOST_ENTRIES + 1))
    following = [str(each.get("href")) for each in tree.xpath(_NEXT)]
    further = [href for href in hrefs if leads_on(address, normalized(href, base))]
    return listing(Source.LINKS, base, ((href, None) for href in hrefs), following=[*following, *further])


def leads_on(listed: str, address: str | None) -> bool:
    """Whether an address is a further part of the list at `listed`: the same but for a number that counts parts.

    >>> leads_on("https://newsroom.example/news", "https://newsroom.example/news?page=2")
    True
    >>> leads_on("https://newsroom.example/news", "https://newsroom.example/news?month=2")
    False
    """
    if address is None:
        return False
    one, other = urlsplit(listed), urlsplit(address)
    if one[:2] != other[:2] or listed == address:
        return False
    before, after = _parameters(one.query), _parameters(other.query)
    if one.path.rstrip("/") != other.path.rstrip("/"):
        paths = [_PAGED_PATH.sub("", each.path) for each in (one, other)]
        return paths[0] == paths[1] and before == after
    differing = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    return (
        len(differing) == 1
        and differing <= _PAGING
        and all(_NUMBER.fullmatch(after.get(name, "0")) for name in differing)
    )


def _parameters(query: str) -> dict[str, str]:
    try:
        return {name.lower(): value for name, value in parse_qsl(query, keep_blank_values=True, max_num_fields=50)}
    except ValueError:
        return {}


def _base(tree: Any, address: str) -> str:
    stated: Iterator[str] = (each.get("href") for each in tree.iter("base") if each.get("href"))
    try:
        return urljoin(address, next(stated, ""))
    except ValueError:
        return address
