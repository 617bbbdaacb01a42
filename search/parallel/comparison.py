"""How do two versions of a release stand beside each other? Paragraph by paragraph, and what one alone says."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from search.alignment import align_texts
from search.parallel.mentions import Mention, Sort
from search.parallel.missed import Passage, missed
from search.parallel.names import Known, known
from search.parallel.reading import mentions_of
from search.release import Block, Part, Release

_MOST_READ = 200_000  # characters of two versions together; they take about a second

_Blocks = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text; what the other version misses has the sort that it is of, all else None."""

    text: str
    missed: Sort | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A title, a lead or a paragraph: which of these, its language, and its text in stretches."""

    part: Part
    language: str
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """Paragraphs of two versions that say the same.

    Attributes:
        ones, others: of the one version and of the other; empty where it has none such.
        is_read: whether it was looked through for what one version alone says.
    """

    ones: tuple[Paragraph, ...]
    others: tuple[Paragraph, ...]
    is_read: bool

    @property
    def is_alone(self) -> bool:
        """Whether it exists in one version only."""
        return not self.ones or not self.others


def compare(one: Release, other: Release) -> tuple[Row, ...]:
    """The rows of two versions: the titles, then leads and paragraphs in order; alternative titles are left out.

    Each block of either version stands in exactly one row. Work is bounded: what lies behind the first 200,000
    characters of both is not read, and of what lies before them only what is replaced by another is told.
    """
    rows = list(_rows(one.blocks, other.blocks))
    are_read = list(_are_read(rows))
    ours, theirs = known(one, other), known(other, one)
    mentions = [
        ([_read(each, ours, is_read) for each in ones], [_read(each, theirs, is_read) for each in others])
        for (ones, others), is_read in zip(rows, are_read, strict=True)
    ]
    passages = [Passage([*chain(*ones)], [*chain(*others)], not ones or not others) for ones, others in mentions]
    marks = missed(passages, all(are_read))
    return tuple(
        Row(_paragraphs(ones, read[0], marked[0]), _paragraphs(others, read[1], marked[1]), is_read)
        for (ones, others), read, marked, is_read in zip(rows, mentions, marks, are_read, strict=True)
    )


def _are_read(rows: Sequence[tuple[_Blocks, _Blocks]]) -> Iterator[bool]:
    """Whether each row is looked through: as many as come first."""
    total = 0
    for blocks in rows:
        total += sum(len(block.text) for block in chain(*blocks))
        yield total <= _MOST_READ


def _rows(ones: Sequence[Block], others: Sequence[Block]) -> Iterator[tuple[_Blocks, _Blocks]]:
    """A lead goes with a lead; one that only one version has is a paragraph like others, as it may be there."""
    titles, leads, bodies = (_of(part, ones, others) for part in (Part.TITLE, Part.LEAD, Part.BODY))
    yield titles
    if all(leads):
        yield leads
        yield from _aligned(*bodies)
    else:
        yield from _aligned(leads[0] + bodies[0], leads[1] + bodies[1])


def _of(part: Part, ones: Sequence[Block], others: Sequence[Block]) -> tuple[_Blocks, _Blocks]:
    first, second = (tuple(block for block in blocks if block.part is part) for blocks in (ones, others))
    return first, second


def _aligned(ones: _Blocks, others: _Blocks) -> Iterator[tuple[_Blocks, _Blocks]]:
    for bead in align_texts([block.text for block in ones], [block.text for block in others]):
        yield ones[bead.ones.start : bead.ones.stop], others[bead.others.start : bead.others.stop]


def _read(block: Block, known: Known, is_read: bool) -> list[Mention]:
    return mentions_of(block.text, block.language, known) if is_read else []


def _paragraphs(
    blocks: Sequence[Block], mentions: Sequence[Sequence[Mention]], marks: frozenset[Mention]
) -> tuple[Paragraph, ...]:
    return tuple(
        Paragraph(block.part, block.language, tuple(_stretches(block.text, [each for each in read if each in marks])))
        for block, read in zip(blocks, mentions, strict=True)
    )


def _stretches(text: str, marked: Sequence[Mention]) -> Iterator[Stretch]:
    end = 0
    for mention in marked:
        if text[end : mention.start]:
            yield Stretch(text[end : mention.start])
        yield Stretch(text[mention.start : mention.end], mention.kind.sort)
        end = mention.end
    if text[end:]:
        yield Stretch(text[end:])
