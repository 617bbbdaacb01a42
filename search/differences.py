"""How do two versions of a release differ? Paragraph by paragraph, and in those that were rewritten word by word."""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import Indel

from search.release import Block, Part

_ALIKE = 0.4  # share of words; paragraphs that share fewer are different ones, and not one that was rewritten
_MOST_BLOCKS = 2_500  # pairs of old and new paragraphs whose words are compared; beyond, none counts as rewritten
_MOST_PAIRS = 25_000_000  # pairs of words or of paragraphs that are compared; beyond, everything counts as rewritten


class Mark(StrEnum):
    """What became of some words."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that went the same way, with single spaces between them."""

    text: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Difference:
    """One paragraph, title or lead of either version.

    Attributes:
        part: what it is of the release.
        language: that it is written in.
        stretches: its words in reading order; what was removed stands before what was added in its place.
    """

    part: Part
    language: str
    stretches: tuple[Stretch, ...]

    @property
    def is_kept(self) -> bool:
        """Whether it is the same in both versions."""
        return all(stretch.mark is Mark.KEPT for stretch in self.stretches)


def differences(before: Sequence[Block], after: Sequence[Block]) -> tuple[Difference, ...]:
    """The blocks of both versions in reading order; a block that is in both stands there once."""
    found: list[Difference] = []
    keys = [[(block.part, block.text) for block in blocks] for blocks in (before, after)]
    for mark, old, new in _steps(*keys):
        if mark is Mark.KEPT:
            found += (_whole(block, mark) for block in after[new])
        else:
            found += _rewritten(before[old], after[new])
    return tuple(found)


def _rewritten(before: Sequence[Block], after: Sequence[Block]) -> Iterator[Difference]:
    """What stands between two blocks that were kept: old blocks with the new ones that they became, in order."""
    left = list(before)
    is_much = len(before) * len(after) > _MOST_BLOCKS
    for block in after:
        place = next((place for place, old in enumerate(left) if not is_much and _is_alike(old, block)), None)
        if place is None:
            yield _whole(block, Mark.ADDED)
            continue
        yield from (_whole(gone, Mark.REMOVED) for gone in left[:place])
        yield Difference(block.part, block.language, _stretches(left[place], block))
        left = left[place + 1 :]
    yield from (_whole(gone, Mark.REMOVED) for gone in left)


def _is_alike(before: Block, after: Block) -> bool:
    old, new = before.text.split(), after.text.split()
    if before.part is not after.part or len(old) * len(new) > _MOST_PAIRS:
        return False
    return before.part.is_title or Indel.normalized_similarity(old, new) >= _ALIKE


def _stretches(before: Block, after: Block) -> tuple[Stretch, ...]:
    old, new = before.text.split(), after.text.split()
    found = []
    for mark, gone, come in _steps(old, new):
        if mark is Mark.KEPT:
            found.append(Stretch(" ".join(new[come]), mark))
        else:
            both = ((Mark.REMOVED, old[gone]), (Mark.ADDED, new[come]))
            found += (Stretch(" ".join(words), each) for each, words in both if words)
    return tuple(found)


def _whole(block: Block, mark: Mark) -> Difference:
    return Difference(block.part, block.language, (Stretch(block.text, mark),))


def _steps(before: Sequence[Hashable], after: Sequence[Hashable]) -> Iterator[tuple[Mark, slice, slice]]:
    """Both sequences cut into what was kept, and what lies between (of either mark but KEPT)."""
    if len(before) * len(after) > _MOST_PAIRS:
        yield Mark.REMOVED, slice(0, len(before)), slice(0, len(after))
        return
    old = new = 0
    for code in Indel.opcodes(before, after):
        if code.tag == "equal":
            if (old, new) != (code.src_start, code.dest_start):
                yield Mark.REMOVED, slice(old, code.src_start), slice(new, code.dest_start)
            yield Mark.KEPT, slice(code.src_start, code.src_end), slice(code.dest_start, code.dest_end)
            old, new = code.src_end, code.dest_end
    if (old, new) != (len(before), len(after)):
        yield Mark.REMOVED, slice(old, len(before)), slice(new, len(after))
