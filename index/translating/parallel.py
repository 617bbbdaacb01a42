"""Which sentences of two versions of a release say the same? Paragraphs are aligned, then the sentences within them."""

from collections.abc import Iterator, Sequence

from index.translating.sentences import sentences
from search.alignment import align_texts
from search.release import Part, Release

_FEW = 4  # segments of a bead that teaches; what lies behind the bound of the alignment is one with many

Parallel = tuple[str, str]


def parallel(one: Release, other: Release) -> Iterator[Parallel]:
    """The texts that say the same, in the order of the two releases: titles, then a sentence or two each."""
    if one.title_language == one.language and other.title_language == other.language:
        yield one.title, other.title
    for paragraphs in _aligned(_paragraphs(one), _paragraphs(other)):
        for two in _aligned(*([each for text in side for each in sentences(text)] for side in paragraphs)):
            yield " ".join(two[0]), " ".join(two[1])


def _paragraphs(release: Release) -> list[str]:
    """In the release's own language; a block in another says nothing about it."""
    blocks = (block for block in release.blocks if block.part in (Part.LEAD, Part.BODY))
    return [block.text for block in blocks if block.language == release.language]


def _aligned(ones: Sequence[str], others: Sequence[str]) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """The segments that go together, without those of one side alone."""
    if len(ones) == len(others) == 1:
        yield ones, others
        return
    for bead in align_texts(ones, others):
        if not bead.is_alone and len(bead.ones) + len(bead.others) <= _FEW:
            yield ones[bead.ones.start : bead.ones.stop], others[bead.others.start : bead.others.stop]
