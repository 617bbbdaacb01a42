"""Where does a query match within a text, and which passage shows it best? Pieces of text, never HTML."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from search.analysis import exact, stem, tokenize, words_beginning
from search.languages import LANGUAGES
from search.release import Block, Part, Release
from search.results import Piece
from search.syntax import Leaf, Near, Node, Phrase, Prefix, Word, leaves

SNIPPET_LENGTH = 260  # characters, about three lines; longer only if one word is
_LEAD_IN = 60  # characters shown before the first match
_MOST_CANDIDATES = 200  # matches of one block that are tried as a beginning; bounds the work on a huge paragraph
ELLIPSIS = "…"

Span = tuple[int, int]  # start and end in characters, the end excluded


class Highlighter:
    """Finds a query's words and phrases in texts; those that are asked for in titles, in titles alone."""

    def __init__(self, query: Node) -> None:
        wanted = list(leaves(query))
        anywhere = [leaf for leaf in wanted if not leaf.in_title]
        self._in_texts = _Marker(anywhere)
        self._in_titles = _Marker(wanted) if len(anywhere) < len(wanted) else self._in_texts

    def mark(self, block: Block) -> tuple[Piece, ...]:
        """The whole block in pieces; their texts join to the block's text."""
        marker = self._in_titles if block.part in (Part.TITLE, Part.ALTERNATIVE_TITLE) else self._in_texts
        return _pieces(block.text, marker.spans(block), 0, len(block.text))

    def snippet(self, release: Release) -> tuple[tuple[Piece, ...], str]:
        """The passage of lead or body with the most different matches, and its language.

        Where nothing matches it is the first words.
        """
        blocks = [block for block in release.blocks if block.part in (Part.LEAD, Part.BODY)]
        spans = [self._in_texts.spans(block) for block in blocks]
        best = max(range(len(blocks)), key=lambda index: (_variety(blocks[index], spans[index]), -index))
        return _cut(blocks[best].text, spans[best]), blocks[best].language


class _Marker:
    """Finds words and phrases.

    Only words with the initial of a wanted one are looked at, and what was found out about a word is remembered: a page
    shows the same words over and over.
    """

    def __init__(self, wanted: Sequence[Leaf]) -> None:
        self._groups = [leaf for leaf in wanted if isinstance(leaf, Phrase | Near)]
        # A text can only hold a phrase that holds its longest word, which is the least likely to be everywhere.
        self._anchors = {max(group.words, key=len) for group in self._groups}
        self._matching = {code: _Matching(code, wanted) for code in LANGUAGES}
        self._candidates = words_beginning(frozenset(word[0] for word in self._beginnings(wanted)))

    def spans(self, block: Block) -> list[Span]:
        """Where anything that is wanted stands in a block, in order; none overlap."""
        matching = [self._matching[language] for language in block.languages]
        candidates = list(self._candidates.finditer(block.text))
        spans = [found.span() for found in candidates if any(forms[found.group()] for forms in matching)]
        if self._anchors and any(exact(found.group()) in self._anchors for found in candidates):
            tokens = list(tokenize(block.text))
            folded = [exact(token.text) for token in tokens]
            for group in self._groups:
                runs = _phrase_runs(folded, list(group.words)) if isinstance(group, Phrase) else _near(folded, group)
                spans += [(tokens[first].start, tokens[last - 1].end) for first, last in runs]
        return _merged(spans)

    def _beginnings(self, wanted: Sequence[Leaf]) -> Iterator[str]:
        yield from self._anchors
        yield from (leaf.text for leaf in wanted if isinstance(leaf, Prefix))
        yield from (exact(leaf.text) for leaf in wanted if isinstance(leaf, Word))


class _Matching(dict[str, bool]):
    """Whether a word of a text in one language is a form of any word that is looked for."""

    def __init__(self, language: str, wanted: Sequence[Leaf]) -> None:
        super().__init__()
        asked = [leaf.text for leaf in wanted if isinstance(leaf, Word)]
        self._language = language
        self._exact = {exact(word) for word in asked}
        self._stems = {stem(word, language) for word in asked}
        self._beginnings = tuple(leaf.text for leaf in wanted if isinstance(leaf, Prefix))

    def __missing__(self, word: str) -> bool:
        folded = exact(word)
        matches = folded in self._exact or folded.startswith(self._beginnings)
        self[word] = matches = matches or stem(word, self._language) in self._stems
        return matches


def _phrase_runs(folded: list[str], phrase: list[str]) -> Iterator[tuple[int, int]]:
    """Where the phrase stands among the words: the number of its first word, and of the word behind it."""
    first, length = phrase[0], len(phrase)
    for number in range(folded.count(first) and len(folded) - length + 1):
        if folded[number] == first and folded[number : number + length] == phrase:
            yield number, number + length


def _near(folded: list[str], group: Near) -> Iterator[tuple[int, int]]:
    """Each of the words wherever it stands close enough to all the others, as a run of one."""
    places = [number for number, word in enumerate(folded) if word in group.words]
    window: Counter[str] = Counter()
    behind = told = 0  # how many of the places lie too far before the present one, and how many were given
    for count, place in enumerate(places, start=1):
        window[folded[place]] += 1
        while places[behind] < place - group.distance:
            window[folded[places[behind]]] -= 1
            behind += 1
        if all(window[word] for word in group.words):
            yield from ((number, number + 1) for number in places[max(behind, told) : count])
            told = count


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


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
