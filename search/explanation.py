"""Why does a release match? Which of its words met which word of the query, in which form, and where.

    Treffen     part      Außenministertreffen    title, body
    Sanktion    stem      Sanktionen              body

It looks into the text as the marks do (`search.marking`), so that what is marked and what is explained are the same.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from operator import itemgetter

from search.analysis import exact, tokenize
from search.lexicon import Lexicon
from search.marking import Found, Marker, Span, merged
from search.release import Block, Part, Release
from search.syntax import Leaf, Near, Other, Phrase, Prefix, Reading, Rendering, Word, leaves, translated, written

_MOST_LOOKED_AT = 200  # matches in one block; bounds the work on a huge paragraph
_LONGEST_WORD = 100  # characters before and behind what matched that are looked at; a text may hold no space at all
MOST_REASONS = 5  # for each word of the query, the strongest first


class Form(StrEnum):
    """How a word of a release met what was asked for, the strongest first."""

    EXACT = "exact"  # as typed
    STEM = "stem"  # the word in another form or spelling
    PART = "part"  # the word is a part of the one that was found
    PARTS = "parts"  # what was found is a part of the word
    PREFIX = "prefix"
    PHRASE = "phrase"
    NEAR = "near"
    TRANSLATION = "translation"  # what the word is called in another language


@dataclass(frozen=True, slots=True)
class Reason:
    """A word that met a word of the query.

    Attributes:
        asked: the word or phrase of the query as typed.
        form: how it was met.
        found: the whole word, or the words, as the release writes them.
        where: in which parts of the release, in reading order.
    """

    asked: str
    form: Form
    found: str
    where: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a release matches.

    Attributes:
        reasons: in the order of the query; at most five for each of its words.
        missing: what the release does not hold though the query names it.
    """

    reasons: tuple[Reason, ...]
    missing: tuple[str, ...]


class Explainer:
    """Explains why releases match one query."""

    def __init__(self, reading: Reading, lexicon: Lexicon) -> None:
        others: dict[Leaf, tuple[Other, ...]] = {each.word: each.others for each in translated(reading.tree)}
        self._asked = {
            leaf: _Asked(written(leaf, "en", reading.spelled), leaf, others.get(leaf, ()), lexicon)
            for leaf in leaves(reading.tree)
        }

    def explain(self, release: Release) -> Explanation:
        """Why the release matches; nothing to say where the query asks for nothing."""
        reasons = {asked.text: asked.reasons(release) for asked in self._asked.values()}
        missing = tuple(asked.text for asked in self._asked.values() if not (asked.is_anywhere or reasons[asked.text]))
        return Explanation(tuple(reason for found in reasons.values() for reason in found), missing)


class _Asked:
    """One word or phrase of a query, as typed, with what stands for it.

    Attributes:
        is_anywhere: whether any text in another language will do.
    """

    def __init__(self, text: str, leaf: Leaf, others: Sequence[Other], lexicon: Lexicon) -> None:
        self.text = text
        self._leaf = leaf
        self.is_anywhere = any(isinstance(other, Rendering) and not other.text for other in others)
        self._marker = Marker([leaf, *others], lexicon)

    def reasons(self, release: Release) -> list[Reason]:
        """How the release meets it, the strongest forms first."""
        met: dict[str, tuple[Form, str]] = {}
        where: dict[str, dict[Part, None]] = {}
        blocks = [block for block in release.blocks if block.part.is_title or not self._leaf.in_title]
        for block, matches in zip(blocks, self._marker.found(blocks), strict=True):
            for form, found in self._met(block, matches):
                word = exact(found)
                met[word] = min(met.get(word, (form, found)), (form, found), key=_strength)
                where.setdefault(word, {})[Part.TITLE if block.part.is_title else block.part] = None
        strongest = sorted(met, key=lambda word: _strength(met[word]))[:MOST_REASONS]
        return [Reason(self.text, *met[word], tuple(where[word])) for word in strongest]

    def _met(self, block: Block, matches: Sequence[Found]) -> Iterator[tuple[Form, str]]:
        for match in islice(_outermost(matches), _MOST_LOOKED_AT):
            start, end = _whole_words(block.text, match)
            found = block.text[start:end]
            yield self._form(found, match, is_whole=(start, end) == (match.start, match.end)), found

    def _form(self, found: str, match: Found, *, is_whole: bool) -> Form:
        if match.of:
            return Form.TRANSLATION
        match self._leaf:
            case Phrase():
                return Form.PHRASE
            case Near():
                return Form.NEAR
            case Prefix():
                return Form.PREFIX
            case Word(text):
                if match.is_of_part:
                    return Form.PARTS
                if not is_whole:
                    return Form.PART
                return Form.EXACT if exact(found) == exact(text) else Form.STEM


def _outermost(matches: Sequence[Found]) -> Iterator[Found]:
    """Without the parts of what stands there as a whole."""
    wholes = merged(match for match in matches if not match.is_of_part)
    for match in matches:
        before = bisect_right(wholes, match.start, key=itemgetter(0))
        if not (match.is_of_part and before and match.end <= wholes[before - 1][1]):
            yield match


def _whole_words(text: str, match: Found) -> Span:
    """From the beginning of the word in which the letters begin to the end of the one in which they end."""
    before, behind = max(0, match.start - _LONGEST_WORD), match.end + _LONGEST_WORD
    begin = max(before, text.rfind(" ", before, match.start) + 1)
    end = text.find(" ", match.end, behind)
    start, stop = match.start, match.end
    for token in tokenize(text[begin : behind if end < 0 else end]):
        if begin + token.start < match.end and begin + token.end > match.start:
            start, stop = min(start, begin + token.start), max(stop, begin + token.end)
    return start, stop


def _strength(met: tuple[Form, str]) -> int:
    return _STRENGTH[met[0]]


_STRENGTH = {form: number for number, form in enumerate(Form)}
