"""Which terms stand where in a release? The fields that every engine indexes, declared once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from search.analysis import exact, exacts, stem, stems, words
from search.languages import LANGUAGES
from search.release import Part, Release

BLOCK_GAP = 100  # positions between two blocks, so that no phrase reaches from one into the next


class Zone(IntEnum):
    """Where in a release a word stands."""

    TITLE = 0
    TEXT = 1


# A title says what a release is about.
ZONE_WEIGHTS: Mapping[Zone, float] = {Zone.TITLE: 2.0, Zone.TEXT: 1.0}


@dataclass(frozen=True, slots=True)
class TermField:
    """One inverted field: all words as written, or the stems of one language's words.

    Attributes:
        name: in an index.
        language: whose stems they are; None for words as written, whose positions serve phrases.
        weight: how much a match counts beside those in other fields: the word as typed stands above its other forms
            (Botschaft above Botschafter).
        zone: the only zone whose words it holds; None for all.
    """

    name: str
    language: str | None
    weight: float
    zone: Zone | None = None

    def term(self, word: str) -> str:
        """The term under which the field holds a word."""
        return stem(word, self.language) if self.language else exact(word)

    def terms(self, words: Iterable[str]) -> list[str]:
        """The terms of many words at once."""
        return stems(words, self.language) if self.language else exacts(words)


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """The fields that a word is looked for in: as written, and by its stem in each language."""

    exact: TermField
    stems: Sequence[TermField]

    @property
    def fields(self) -> Sequence[TermField]:
        """All of them."""
        return (self.exact, *self.stems)


EVERYWHERE = FieldGroup(
    TermField("exact", None, 1.0),
    tuple(TermField(code, code, 0.5) for code in LANGUAGES),
)
# Titles have fields of their own as well: they are short, and what stands in one is found without looking at the rest.
IN_TITLE = FieldGroup(
    TermField("title_exact", None, 1.0, Zone.TITLE),
    tuple(TermField(f"title_{code}", code, 0.5, Zone.TITLE) for code in LANGUAGES),
)
EXACT = EVERYWHERE.exact
FIELDS: Sequence[TermField] = (*EVERYWHERE.fields, *IN_TITLE.fields)


def fields_for(*, in_title: bool) -> FieldGroup:
    """The fields that serve a leaf of a query."""
    return IN_TITLE if in_title else EVERYWHERE


@dataclass(frozen=True, slots=True)
class Passage:
    """The words of one block of text.

    Attributes:
        zone: what sort of block it is.
        languages: the block's, at least one; its words have a stem in each.
        start: position of its first word within the release.
        words: as written, in order.
    """

    zone: Zone
    languages: Sequence[str]
    start: int
    words: Sequence[str]


def passages(release: Release) -> Iterator[Passage]:
    """The blocks of a release as words with their positions, a gap between each two."""
    start = 0
    for block in release.blocks:
        zone = Zone.TITLE if block.part in (Part.TITLE, Part.ALTERNATIVE_TITLE) else Zone.TEXT
        passage = Passage(zone, block.languages, start, words(block.text))
        yield passage
        start += len(passage.words) + BLOCK_GAP
