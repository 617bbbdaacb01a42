"""Which terms stand where in a release? The fields that every engine indexes, declared once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from search.analysis import exact, extras, stem, words
from search.languages import LANGUAGES
from search.release import Part, Release

BLOCK_GAP = 100  # positions between two blocks, so that no phrase reaches from one into the next


class Zone(IntEnum):
    """Where in a release a word stands."""

    TITLE = 0
    LEAD = 1
    TEXT = 2


# A title says what a release is about, and so does its lead.
ZONE_WEIGHTS: Mapping[Zone, float] = {Zone.TITLE: 4.0, Zone.LEAD: 4.0, Zone.TEXT: 1.0}
_ZONES: Mapping[Part, Zone] = {
    Part.TITLE: Zone.TITLE,
    Part.ALTERNATIVE_TITLE: Zone.TITLE,
    Part.LEAD: Zone.LEAD,
    Part.BODY: Zone.TEXT,
}
# What a part of a compound counts in its field, beside the same word by itself.
PART_WEIGHT = 0.5
# What all translations of a word count together, beside the word. Over 240 paragraphs in two languages with 1,190
# questions (XQuAD), a translation that counts like the word itself takes the first place from it too often: the right
# paragraph comes first for 69 % of the questions in its language, not for 84 %.
TRANSLATION_WEIGHT = 0.8


@dataclass(frozen=True, slots=True)
class TermField:
    """One inverted field: all words as written, or the stems of one language's words.

    Attributes:
        name: in an index.
        language: whose stems they are; None for words as written, whose positions serve phrases.
        weight: how much a match counts beside those in other fields: what the word as typed adds to its stem puts it
            above other forms (Botschaft above Botschafter).
        zone: the only zone whose words it holds; None for all.
    """

    name: str
    language: str | None
    weight: float
    zone: Zone | None = None

    def term(self, word: str) -> str:
        """The term under which the field holds a word."""
        return stem(word, self.language) if self.language else exact(word)


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
    TermField("exact", None, 0.25),
    tuple(TermField(code, code, 1.0) for code in LANGUAGES),
)
# Titles have fields of their own as well: they are short, and what stands in one is found without looking at the rest.
IN_TITLE = FieldGroup(
    TermField("title_exact", None, 0.25, Zone.TITLE),
    tuple(TermField(f"title_{code}", code, 1.0, Zone.TITLE) for code in LANGUAGES),
)
EXACT = EVERYWHERE.exact
FIELDS: Sequence[TermField] = (*EVERYWHERE.fields, *IN_TITLE.fields)
# A word of a phrase counts what a word as typed and its stem count together.
IN_PHRASE = 1 + 1 / EXACT.weight


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
        extras: what it is found by beside its words, see `search.analysis.extras`; they have no place of their own.
    """

    zone: Zone
    languages: Sequence[str]
    start: int
    words: Sequence[str]
    extras: Sequence[str]


def passages(release: Release) -> Iterator[Passage]:
    """The searchable blocks of a release as words with their positions, a gap between each two."""
    start = 0
    for block in release.searchable:
        beside = [extra.text for extra in extras(block.text)]
        passage = Passage(_ZONES[block.part], block.languages, start, words(block.text), beside)
        yield passage
        start += len(passage.words) + BLOCK_GAP
