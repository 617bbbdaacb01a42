"""How is a page read whose layout nobody described? Title and day by evidence, the text by trafilatura."""

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from index.draft import Draft
from index.formats.block_text import text_of
from index.formats.page_facts import address_of, day_of, language_of, marked_links, meta, title_element
from index.formats.translations import versions

Element = Any  # lxml ships no types

_DIVIDER = re.compile(r"\s+[-–—|·•:]\s+|\s+/\s+")
_LAST_CHANGE = re.compile(r"(?:Letzte Änderung|Zuletzt (?:aktualisiert|geändert)|Last (?:modified|updated)).{0,30}")
_SHORTEST_TITLE = 8  # characters; below, a heading names a part of the site
_TELLING = 60  # characters of a description by which it is recognised on the page


def read(tree: Element, fetched: str | None = None) -> Draft:
    """The page as a draft.

    Args:
        tree: of the whole page.
        fetched: the address that it was fetched from; None if that is not known.
    """
    heading, title = _title(tree)
    url = address_of(tree, fetched)
    paragraphs = [block for block in _main_text(tree) if block != title and not _LAST_CHANGE.fullmatch(block)]
    return Draft(
        url=url,
        title=title,
        lead=_lead(tree, paragraphs),
        paragraphs=tuple(paragraphs),
        published=day_of(tree, heading, url),
        language=language_of(tree),
        translation_of=versions(marked_links(tree), url),
    )


def _title(tree: Element) -> tuple[Element | None, str]:
    """The page's title, and the heading that shows it.

    The first heading is often the site's ("Navigation und Service"): one that the page's own title or og:title repeats
    is meant, and among several the longest.
    """
    stated = next(meta(tree, "og:title", "dcterms.title", "dc.title"), "")
    whole = f"{title_element(tree)}\n{stated}"
    headings = [(element, text_of(element)) for element in tree.xpath("//h1 | //h2")]
    repeated = [(element, text) for element, text in headings if len(text) >= _SHORTEST_TITLE and text in whole]
    if repeated:
        shown, text = max(repeated, key=lambda pair: (pair[0].tag == "h1", len(pair[1])))
        # A heading can carry the site's name as the title does; og:title goes without.
        return shown, stated if stated and stated in text else text
    shown = next((element for element, text in headings if stated and stated in text), None)
    return shown, stated or _longest_part(title_element(tree)) or next((text for _, text in headings if text), "")


def _longest_part(title: str) -> str:
    return max(_DIVIDER.split(title), key=len).strip()


def _main_text(tree: Element) -> Iterator[str]:
    import trafilatura  # a fifth of a second to load, so only when a page needs it

    # It takes the tree apart, and its own search for dates falls back on guesses: it is asked for the text alone.
    found = trafilatura.bare_extraction(deepcopy(tree), with_metadata=False, include_comments=False)
    text = getattr(found, "text", None) or ""
    yield from (unified for line in text.splitlines() if (unified := " ".join(line.split())))


def _lead(tree: Element, paragraphs: list[str]) -> str | None:
    """What describes the page to search engines, if a reader sees it too and the text does not hold it."""
    described = next(meta(tree, "og:description", "description", "dcterms.description"), "")
    telling = " ".join(described.split())[:_TELLING]
    if not telling or any(telling in paragraph for paragraph in paragraphs):
        return None
    body = tree.find("body")
    return " ".join(described.split()) if body is not None and telling in text_of(body) else None
