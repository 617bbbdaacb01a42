"""Which terms stand where in a release? The fields that every engine indexes, declared once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from search.analysis import exact, stem, tokenize
from search.languages import LANGUAGES
from search.release import Block, Part, Release

BLOCK_GAP = 100  # positions between two blocks, so that no phrase reaches from one into the next


class Zone(StrEnum):
    """Where in a release a word stands."""

    TITLE = "title"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class TextField:
    """One inverted field: words of a zone, as written or as stems of one language.

    Attributes:
        zone: where the words stand.
        language: whose stems they are; None for words as written.
        weight: how much a match counts beside those in other fields. A title says what a release is about, and the
            word as typed stands above its other forms (Botschaft above Botschafter).
    """

    zone: Zone
    language: str | None
    weight: float

    @property
    def name(self) -> str:
        """The field's name in an index, such as `title_exact` or `text_de`."""
        return f"{self.zone}_{self.language or 'exact'}"

    def term(self, word: str) -> str:
        """The term under which the field holds a word."""
        return stem(word, self.language) if self.language else exact(word)


TEXT_FIELDS: Sequence[TextField] = (
    TextField(Zone.TITLE, None, 2.0),
    TextField(Zone.TEXT, None, 1.0),
    *(TextField(Zone.TITLE, code, 1.0) for code in LANGUAGES),
    *(TextField(Zone.TEXT, code, 0.5) for code in LANGUAGES),
)

Postings = Mapping[str, Sequence[int]]  # term → the positions at which it stands, ascending


def postings(release: Release) -> Mapping[str, Postings]:
    """By field name, every term of a release with its positions."""
    fields: dict[str, Postings] = {}
    for zone in Zone:
        blocks = list(_placed(release, zone))
        for field in TEXT_FIELDS:
            if field.zone is zone:
                fields[field.name] = _postings(blocks, field)
    return fields


def _placed(release: Release, zone: Zone) -> Iterator[tuple[Block, int, list[str]]]:
    """The blocks of a zone, each with the position of its first word and its words."""
    titles = (Part.TITLE, Part.ALTERNATIVE_TITLE)
    start = 0
    for block in release.blocks:
        if (block.part in titles) == (zone is Zone.TITLE):
            words = [token.text for token in tokenize(block.text)]
            yield block, start, words
            start += len(words) + BLOCK_GAP


def _postings(blocks: Iterable[tuple[Block, int, list[str]]], field: TextField) -> Postings:
    found: dict[str, list[int]] = defaultdict(list)
    for block, start, words in blocks:
        if field.language in (None, block.language):
            for position, word in enumerate(words, start):
                found[field.term(word)].append(position)
    return found
