"""What does an HTML page say of itself? Address, language, names and day, from its head and around its heading."""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any
from urllib.parse import urljoin

from index.addresses import day_in
from index.dates import ImpossibleDate, find_date
from index.formats.block_text import text_of

Element = Any  # lxml ships no types

# Names under which pages state the day of publication, the surest first; a day of change is none of them.
_PUBLISHED = ("article:published_time", "datepublished", "og:article:published_time")
_DAY = ("dcterms.issued", "dc.date.issued", "date", "dcterms.date", "dc.date", "dcterms.created")
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(https?://\S+)")
_FURNITURE = "not(ancestor::nav or ancestor::aside or ancestor::footer)"
_NEAR = 6  # blocks below the heading among which a date line stands
_LONGEST_DATE_LINE = 200  # characters
_SENTENCE = re.compile(r"[a-zß-ÿ]{6,}[.!?](?:\s|$)")  # one can tell of any day; months are abbreviated to fewer letters
_AROUND = "ancestor::*[self::article or self::header][1]"


def meta(tree: Element, *names: str) -> Iterator[str]:
    """What the page's meta elements state under these names, in the order of the names."""
    stated: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = (element.get("content") or "").strip()
        if content:
            stated.setdefault(name.strip().lower(), content)
    yield from (stated[name] for name in names if name in stated)


def marked_links(tree: Element) -> Iterator[tuple[str, str]]:
    """The language and the address of each link that the page's head marks as another version of it."""
    for link in tree.iter("link"):
        if "alternate" in (link.get("rel") or "").lower().split() and link.get("hreflang"):
            yield link.get("hreflang"), link.get("href") or ""


def address_of(tree: Element, fetched: str | None = None) -> str | None:
    """The page's own address: canonical, og:url, where it was fetched or saved from, or the only one it prints in full.

    Args:
        tree: of the whole page.
        fetched: the address that it was fetched from, which also completes what the page states; None if not known.
    """
    canonical = [link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    base = next((element.get("href") for element in tree.iter("base")), None)
    stated = [*(href for href in canonical if href), *meta(tree, "og:url")]
    for address in stated:
        with suppress(ValueError):
            complete = str(urljoin(urljoin(fetched or "", base or ""), address.strip()))
            if "://" in complete:
                return complete
    if fetched:
        return fetched
    saved = [match[1] for comment in tree.xpath("//comment()") if (match := _SAVED_FROM.search(comment.text or ""))]
    printed = tree.xpath("//body//text()[starts-with(normalize-space(), 'http')][not(ancestor::script or ancestor::a)]")
    whole = {text.strip() for text in printed if re.fullmatch(r"https?://\S+", text.strip())}
    return saved[0] if saved else str(whole.pop()) if len(whole) == 1 else None


def language_of(tree: Element) -> str | None:
    """The language that the page states for itself."""
    root = tree.getroottree().getroot()
    return root.get("lang") or next(meta(tree, "language", "dcterms.language", "og:locale"), None)


def title_element(tree: Element) -> str:
    """The text of the page's `title`, which often ends in the site's name."""
    found = tree.find(".//title")
    return text_of(found) if found is not None else ""


def day_of(tree: Element, heading: Element | None, url: str | None) -> str | None:
    """The day of publication in ISO notation, from the surest place that has one; never a file's date or today."""
    for text in _stated_days(tree, heading):
        with suppress(ImpossibleDate):
            if found := find_date(text):
                return found.isoformat()
    day = day_in(url) if url else None
    return day.isoformat() if day else None


def _stated_days(tree: Element, heading: Element | None) -> Iterator[str]:
    yield from meta(tree, *_PUBLISHED)
    yield from _linked_data(tree)
    if heading is not None:
        yield from heading.xpath(f"{_AROUND}//time[@datetime and {_FURNITURE}][1]/@datetime")  # it can stand above
        yield from heading.xpath(f"following::time[@datetime and {_FURNITURE}][1]/@datetime")
        below = heading.xpath(f"following::*[self::p or self::div or self::span or self::time][{_FURNITURE}]")
        lines = (text_of(element) for element in below[:_NEAR])
        yield from (line for line in lines if line and len(line) <= _LONGEST_DATE_LINE and not _SENTENCE.search(line))
    yield from meta(tree, *_DAY)


def _linked_data(tree: Element) -> Iterator[str]:
    """The day that JSON-LD, the data for search engines, states."""
    for script in tree.xpath("//script[@type='application/ld+json']"):
        with suppress(ValueError, RecursionError):
            yield from _published_in(json.loads(script.text or ""))


def _published_in(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("datePublished"), str):
            yield value["datePublished"]
        yield from _published_in(value.get("@graph"))
    elif isinstance(value, list):
        for entry in value:
            yield from _published_in(entry)
