"""How is a newsroom page read that was saved as plain text? By the order in which it stands."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.draft import Draft, Unreadable
from index.formats.encoding import decode
from index.formats.format import NOTHING, Stated
from index.formats.site_names import without_site

_TAG = re.compile(r"</?(?:u|b|i|a|em|strong|span)(?:\s[^<>]*)?>", re.IGNORECASE)  # what is kept of links
_ADDRESS = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,10}/\S*", re.IGNORECASE)
_CRUMB = re.compile(r"(?:[-*•]\s*)?\d+\.\s+(?P<name>.*)")
# "04.06.2020 - Press release 🔳": the day, the kind, and whatever an icon was saved as.
_DATE_LINE = re.compile(
    r"(?P<date>\d{1,2}\.\s?\d{1,2}\.\s?\d{4})\s*[-–—]\s*(?P<kind>[^\W\d_][^.!?:;]{0,38}[^\W\d_])\W*"
)
_GREETINGS = frozenset(
    {"welcome", "willkommen", "breadcrumbs", "brotkrumen", "sie befinden sich hier:", "you are here:"}
)
_FOOTER = re.compile(r"(?:Overview|Übersicht)\s+[\"“„»«]?Newsroom[\"“”»«]?", re.IGNORECASE)
MAX_CHARACTERS = 4_000_000
_SEARCHED = 60  # lines in which the head of a page must end


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above a page's text."""

    page_title: str
    address: str | None
    crumbs: tuple[str, ...]
    titles: tuple[str, ...]


def recognizes(head: bytes) -> bool:
    """Whether the beginning of a file has the address and the date line of such a page."""
    lines = [line.strip() for line in head.decode("utf-8", "replace").splitlines()[:_SEARCHED]]
    return any(map(_ADDRESS.fullmatch, lines)) and any(map(_DATE_LINE.fullmatch, lines))


def read(content: bytes, stated: Stated = NOTHING) -> Draft:
    """The page as a draft.

    Raises:
        Unreadable: there is no text in it, or more than the bound allows.
    """
    text = decode(content, stated.encoding)
    if len(text) > MAX_CHARACTERS:
        raise Unreadable(f"the page is longer than {MAX_CHARACTERS:,} characters", "keep one release in one file")
    lines = [_TAG.sub("", line).strip() for line in text.splitlines()]
    if not any(lines):
        raise Unreadable("there is no text in it")
    start, dated = _date_line(lines)
    head = _head(lines[:start] if dated else lines[: _end_of_head(lines)])
    title = head.titles[-1] if head.titles else without_site(head.page_title, head.crumbs[:1])
    body = lines[start + 1 :] if dated else lines[_end_of_head(lines) :]
    return Draft(
        url=head.address,
        title=title,
        alternative_titles=_alternatives(head, title),
        paragraphs=tuple(_paragraphs(body)),
        published=dated["date"] if dated else None,
        kind=dated["kind"] if dated else None,
    )


def _date_line(lines: Sequence[str]) -> tuple[int, re.Match[str] | None]:
    for number, line in enumerate(lines[:_SEARCHED]):
        if match := _DATE_LINE.fullmatch(line):
            return number, match
    return 0, None


def _end_of_head(lines: Sequence[str]) -> int:
    """Where the text begins on a page without a date line: behind the address and the way to the page."""
    end = next(number for number, line in enumerate(lines) if line) + 1
    for number, line in enumerate(lines[:_SEARCHED]):
        if _ADDRESS.fullmatch(line) or _is_furniture(line):
            end = max(end, number + 1)
    return end


def _head(lines: Sequence[str]) -> Head:
    page_title, *rest = [line for line in lines if line] or [""]
    crumbs = [match["name"].rstrip("> ") for line in rest if (match := _CRUMB.fullmatch(line))]
    addresses = [line for line in rest if _ADDRESS.fullmatch(line)]
    titles = [line for line in rest if not _ADDRESS.fullmatch(line) and not _is_furniture(line)]
    return Head(page_title, addresses[0] if addresses else None, tuple(crumbs), tuple(titles))


def _is_furniture(line: str) -> bool:
    return line.casefold() in _GREETINGS or bool(_CRUMB.fullmatch(line))


def _alternatives(head: Head, title: str) -> tuple[str, ...]:
    other = without_site(head.page_title, head.crumbs[:1])
    return (other,) if other and other != title else ()


def _paragraphs(lines: Sequence[str]) -> Iterator[str]:
    """The text's paragraphs: what blank lines part, up to the page's footer."""
    paragraph: list[str] = []
    for line in lines:
        if _FOOTER.fullmatch(line):
            break
        if line:
            paragraph.append(line)
        elif paragraph:
            yield " ".join(paragraph)
            paragraph = []
    if paragraph:
        yield " ".join(paragraph)
