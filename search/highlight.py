"""Where does a query match within a text, and which passage shows it best? Pieces of text, never HTML."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from itertools import groupby

from search.analysis import exact
from search.lexicon import Lexicon
from search.marking import Marker, Span, Wanted, merged
from search.release import Block, Part
from search.results import Piece
from search.syntax import Node, leaves, translated

SNIPPET_LENGTH = 260  # characters, about three lines; longer only if one word is
_LEAD_IN = 60  # characters shown before the first match
_MOST_CANDIDATES = 200  # matches of one block that are tried as a beginning; bounds the work on a huge paragraph
ELLIPSIS = "…"


class Highlighter:
    """Finds a query's words, phrases and translations in texts; what is asked for in titles, in titles alone."""

    def __init__(self, query: Node, lexicon: Lexicon) -> None:
        wanted = [*leaves(query), *(other for each in translated(query) for other in each.others)]
        # What is asked for in titles comes behind all else, so that numbers of both tell what was met.
        self._wanted = sorted(wanted, key=lambda leaf: leaf.in_title)
        in_title = [leaf for leaf in wanted if leaf.in_title]
        self._elsewhere = len(wanted) - len(in_title)
        self._anywhere = Marker(self._wanted[: self._elsewhere], lexicon)
        self._in_titles = Marker(in_title, lexicon) if in_title else None

    def highlights(self, blocks: Sequence[Block]) -> "Highlights":
        """What matches in the blocks of a release."""
        found = self._anywhere.found(blocks)
        if self._in_titles:
            titles = [number for number, block in enumerate(blocks) if block.part.is_title]
            for number, more in zip(titles, self._in_titles.found([blocks[each] for each in titles]), strict=True):
                found[number] += (each._replace(of=each.of + self._elsewhere) for each in more)
        met = frozenset(self._wanted[each.of] for block in found for each in block)
        return Highlights(blocks, [merged(each) for each in found], met)


@dataclass(frozen=True, slots=True)
class Highlights:
    """What matches in the blocks of a release: for each its stretches in order, none of which overlap.

    Attributes:
        met: what of the query they are.
    """

    blocks: Sequence[Block]
    spans: Sequence[Sequence[Span]]
    met: Set[Wanted] = frozenset()

    @property
    def pieces(self) -> list[tuple[Piece, ...]]:
        """Each block as a whole in pieces; their texts join to the block's text."""
        return [
            _pieces(block.text, spans, 0, len(block.text)) for block, spans in zip(self.blocks, self.spans, strict=True)
        ]

    @property
    def title(self) -> tuple[Piece, ...]:
        """The title in pieces."""
        number = next(number for number, block in enumerate(self.blocks) if block.part is Part.TITLE)
        return _pieces(self.blocks[number].text, self.spans[number], 0, len(self.blocks[number].text))

    @property
    def snippet(self) -> tuple[tuple[Piece, ...], str]:
        """The passage of lead or body with the most different matches, and its language.

        Where nothing matches it is the first words.
        """
        texts = [number for number, block in enumerate(self.blocks) if not block.part.is_title]
        best = max(texts, key=lambda number: (_variety(self.blocks[number], self.spans[number]), -number))
        return _cut(self.blocks[best].text, self.spans[best]), self.blocks[best].language


def _variety(block: Block, spans: Sequence[Span]) -> int:
    """How many different words match within what a snippet of the block would show."""
    if not spans:
        return 0
    start, end = _window(block.text, spans)
    return len({exact(block.text[a:b]) for a, b in spans if start <= a and b <= end})


def _window(text: str, spans: Sequence[Span]) -> Span:
    """The stretch of a snippet's length that holds the most different matches, cut between words."""
    if len(text) <= SNIPPET_LENGTH:
        return 0, len(text)
    spans = spans[:_MOST_CANDIDATES]
    starts = [max(0, start - _LEAD_IN) for start, _ in spans] or [0]

    def variety(start: int) -> int:
        return len({exact(text[a:b]) for a, b in spans if start <= a and b <= start + SNIPPET_LENGTH})

    start = max(starts, key=lambda candidate: (variety(candidate), -candidate))
    start = min(start, len(text) - SNIPPET_LENGTH)
    return _between_words(text, start, start + SNIPPET_LENGTH)


def _between_words(text: str, start: int, end: int) -> Span:
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    if end < len(text):
        space = text.rfind(" ", start + 1, end + 1)
        end = space if space > start else (text.find(" ", end) if " " in text[end:] else len(text))
    return start, end


def _cut(text: str, spans: Sequence[Span]) -> tuple[Piece, ...]:
    start, end = _window(text, spans)
    pieces = _pieces(text, spans, start, end)
    before = [Piece(f"{ELLIPSIS} ")] if start > 0 else []
    after = [Piece(f" {ELLIPSIS}")] if end < len(text) else []
    return _joined([*before, *pieces, *after])


def _pieces(text: str, spans: Sequence[Span], start: int, end: int) -> tuple[Piece, ...]:
    pieces, here = [], start
    for span_start, span_end in spans:
        if span_start < start or span_end > end:
            continue
        pieces += [Piece(text[here:span_start]), Piece(text[span_start:span_end], matched=True)]
        here = span_end
    pieces.append(Piece(text[here:end]))
    return _joined(pieces)


def _joined(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Neighbours of one kind made one, empty ones dropped; two matches are never joined."""
    joined: list[Piece] = []
    for matched, group in groupby((piece for piece in pieces if piece.text), key=lambda piece: piece.matched):
        members = list(group)
        joined += members if matched else [Piece("".join(piece.text for piece in members))]
    return tuple(joined)
