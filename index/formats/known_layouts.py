"""How are the pages of newsrooms read whose markup is known? One row a layout says where everything stands."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from index.draft import Draft
from index.formats.block_text import text_blocks, text_of
from index.formats.page_facts import address_of, language_of, marked_links, meta, title_element
from index.formats.site_names import without_site
from index.formats.translations import versions

Element = Any  # lxml ships no types

_KIND = re.compile(r"^\s*\d{1,2}\.\s?\d{1,2}\.\s?\d{4}\s*[-–—]\s*(?P<kind>[^\d]{3,40}?)\W*$")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a newsroom's pages keep what; each place is an XPath.

    Attributes:
        name: whose pages, and when.
        title: the heading; a page without it has another layout.
        date_line: the day, and often the kind behind a dash.
        lead: the introduction.
        text: the elements that hold the body.
        unwanted: what stands in those and is no part of it.
        versions: the links of the language switch, each with the language as its title or text.
    """

    name: str
    title: str
    date_line: str
    lead: str
    text: str
    unwanted: str = "/.."  # nothing
    versions: str = "/.."


def _has(name: str) -> str:
    return f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')"


LAYOUTS: Sequence[Layout] = (
    # The first h1 of every page welcomes the visitor: only the one with the class is the title. Travel advice has two
    # days, "Stand - 12.11.2021 (Unverändert gültig seit: 05.11.2021)": the first says when the page was published as it
    # stands, the other since when nothing of weight has changed. The first is taken, as people do.
    Layout(
        name="Auswärtiges Amt since 2017",
        title=f"//h1[{_has('heading__title')}]//span[{_has('heading__title-text')}]",
        date_line=f"//*[{_has('heading__meta')}]",
        lead=f"//p[{_has('heading__intro')}]",
        text=f"//div[{_has('c-rte--default')}][not(ancestor::div[{_has('c-rte--default')}])]",
        unwanted="//*[starts-with(@class, 'c-teaser') or starts-with(@class, 'c-picture')]",
        versions=f"//*[{_has('c-link-list--languages')}]//a[@href]",
    ),
    Layout(
        name="Auswärtiges Amt to 2017",
        title=f"//div[{_has('reden')}]//h1[{_has('isFirstInSlot')}]",
        date_line=f"//div[{_has('reden')}]//h1[{_has('isFirstInSlot')}]/following::p[1]",
        lead="/..",  # nothing: these pages have none
        text=f"//div[{_has('reden')}]",
    ),
)


def read(tree: Element, fetched: str | None = None) -> Draft | None:
    """The page as a draft; None if its layout is none of those known.

    Args:
        tree: of the whole page.
        fetched: the address that it was fetched from; None if that is not known.
    """
    for layout in LAYOUTS:
        titles = [text_of(element) for element in tree.xpath(layout.title)]
        if titles and titles[0]:
            return _draft(tree, layout, titles[0], fetched)
    return None


def _draft(tree: Element, layout: Layout, title: str, fetched: str | None) -> Draft:
    date_line = next((text_of(element) for element in tree.xpath(layout.date_line)), "")
    lead = next((text_of(element) for element in tree.xpath(layout.lead)), None)
    above = (title, date_line, lead)  # what a layout's text can hold as well
    unwanted = set(tree.xpath(layout.unwanted))
    paragraphs = [block for element in tree.xpath(layout.text) for block in text_blocks(element, unwanted)]
    named = _KIND.match(date_line)
    url = address_of(tree, fetched)
    switch = [(link.get("title") or text_of(link), link.get("href") or "") for link in tree.xpath(layout.versions)]
    page_titles = (without_site(title_element(tree)), *meta(tree, "og:title"))
    return Draft(
        url=url,
        title=title,
        alternative_titles=tuple(other for other in page_titles if other and other != title),
        lead=lead,
        paragraphs=tuple(block for block in paragraphs if block not in above),
        published=date_line or None,
        kind=named["kind"].strip() if named else None,
        language=language_of(tree),
        translation_of=versions([*marked_links(tree), *switch], url),
    )
