"""What does the page with two versions side by side show? Rows of paragraphs, what is marked in them, and a summary."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count
from textwrap import shorten

from search.parallel import Paragraph, Row, Sort, compare
from search.release import Part, Release
from web import addresses
from web.labels import Labels
from web.locale import Interface
from web.results.entries import dateline

_FIRST_WORDS = 40  # characters by which the summary names a paragraph
_MOST_PLACES = 20  # that one line of the summary leads to


@dataclass(frozen=True, slots=True)
class Version:
    """One of the two: its language by code and name, its address, its day in words and as 2020-06-04 ("" for none)."""

    language: str
    name: str
    address: str
    day: str
    iso: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; what this version alone says has an anchor ("" for all else), and the sort that it is of."""

    text: str
    anchor: str
    missed: Sort | None


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph in pieces, and its language."""

    pieces: tuple[Piece, ...]
    language: str


@dataclass(frozen=True, slots=True)
class Line:
    """Paragraphs that go together, of either version.

    Attributes:
        anchor: leads to it.
        part: what they are of a release.
        cells: the paragraphs of the one version, and of the other; none where it has no such paragraph.
        is_alone: whether one version has none.
    """

    anchor: str
    part: Part
    cells: tuple[tuple[Block, ...], tuple[Block, ...]]
    is_alone: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Words that lead to a place of the page, and the language that they are in."""

    text: str
    address: str
    language: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A line of the summary: how many of what, where the first of them are, and whether there are more than these."""

    text: str
    places: tuple[Place, ...]
    is_cut: bool


@dataclass(frozen=True, slots=True)
class Beside:
    """The page.

    Attributes:
        title, language: of the release that was asked for.
        address: its page.
        versions: that release, and the other one.
        lines: both, in rows.
        findings: what differs; empty where nothing was found to.
        is_whole: whether all was looked through.
    """

    title: str
    language: str
    address: str
    versions: tuple[Version, Version]
    lines: tuple[Line, ...]
    findings: tuple[Finding, ...]
    is_whole: bool


def beside(release: Release, other: Release, labels: Labels) -> Beside:
    """Two versions of one release side by side."""
    versions = (_version(release, labels), _version(other, labels))
    numbers = count(1)
    rows = compare(release, other)
    lines = tuple(_line(row, number, numbers) for number, row in enumerate(rows, start=1))
    return Beside(
        title=release.title,
        language=release.title_language,
        address=versions[0].address,
        versions=versions,
        lines=lines,
        findings=tuple(_findings(lines, versions, labels)),
        is_whole=all(row.is_read for row in rows),
    )


def _version(release: Release, labels: Labels) -> Version:
    line = dateline(release, labels)
    address = addresses.release(labels.interface.code, release.id)
    return Version(release.language, line.language, address, line.day if line.iso else "", line.iso)


def _line(row: Row, number: int, numbers: Iterator[int]) -> Line:
    ones, others = (tuple(_block(each, numbers) for each in paragraphs) for paragraphs in (row.ones, row.others))
    return Line(f"row-{number}", (*row.ones, *row.others)[0].part, (ones, others), row.is_alone)


def _block(paragraph: Paragraph, numbers: Iterator[int]) -> Block:
    pieces = (
        Piece(each.text, f"only-{next(numbers)}" if each.missed else "", each.missed) for each in paragraph.stretches
    )
    return Block(tuple(pieces), paragraph.language)


def _findings(lines: Sequence[Line], versions: tuple[Version, Version], labels: Labels) -> Iterator[Finding]:
    """First the paragraphs, then what is marked within others; of the one version before the other."""
    for sort in (None, *Sort):
        for side, version in enumerate(versions):
            places = list(_missed(lines, side, sort) if sort else _alone(lines, side))
            if places:
                text = _counted(sort, len(places), version.name, labels.interface)
                yield Finding(text, tuple(places[:_MOST_PLACES]), len(places) > _MOST_PLACES)


def _counted(sort: Sort | None, count: int, language: str, interface: Interface) -> str:
    """How many paragraphs (None), numbers, dates or names one version alone has, in words."""
    ngettext = partial(interface.ngettext, language=language)
    if sort is Sort.NUMBER:
        return ngettext("%(number)s number only in %(language)s", "%(number)s numbers only in %(language)s", count)
    if sort is Sort.DATE:
        return ngettext("%(number)s date only in %(language)s", "%(number)s dates only in %(language)s", count)
    if sort is Sort.NAME:
        return ngettext("%(number)s name only in %(language)s", "%(number)s names only in %(language)s", count)
    return ngettext("%(number)s paragraph only in %(language)s", "%(number)s paragraphs only in %(language)s", count)


def _alone(lines: Sequence[Line], side: int) -> Iterator[Place]:
    """The paragraphs that one version alone has, by their first words."""
    for line in lines:
        for block in line.cells[side] if line.is_alone else ():
            text = "".join(piece.text for piece in block.pieces)[: 2 * _FIRST_WORDS]
            yield Place(shorten(text, _FIRST_WORDS, placeholder=" …"), f"#{line.anchor}", block.language)


def _missed(lines: Sequence[Line], side: int, sort: Sort) -> Iterator[Place]:
    blocks = (block for line in lines for block in line.cells[side])
    yield from (
        Place(piece.text, f"#{piece.anchor}", block.language)
        for block in blocks
        for piece in block.pieces
        if piece.missed is sort
    )
