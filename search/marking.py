"""Where in a text does a query match? The words, phrases and parts of words that it asks for, by their letters."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from search.analysis import SHORTEST_COMPOUND, exact, extras, stem, tokenize, words_beginning
from search.forms import Forms, Term, forms_of
from search.languages import LANGUAGES
from search.lexicon import Lexicon
from search.release import Block
from search.syntax import Leaf, Near, Phrase, Prefix, Word
from search.terms import EVERYWHERE

Span = tuple[int, int]  # start and end in characters, the end excluded
Owner = tuple[int, int] | None  # a unit of the query and the part of it that was found; None for the whole of it


@dataclass(frozen=True, slots=True)
class Found:
    """Letters of a text that are asked for.

    Attributes:
        start, end: in characters, the end excluded.
        is_of_part: whether they are one of the words that a word of the query is made of.
    """

    start: int
    end: int
    is_of_part: bool = False


_LONG_WORD = re.compile(rf"[^\W_]{{{SHORTEST_COMPOUND - 2},}}")  # an umlaut and an ß count for two letters
_SIGNS = re.compile(r"§|\d")
_JOINING = frozenset("-‐‑+")


class Marker:
    """Finds what leaves of a query ask for.

    Only words with the initial of a wanted one are looked at, and long ones that may be compounds. What was found out
    about a word is remembered: a page shows the same words over and over.
    """

    def __init__(self, wanted: Sequence[Leaf], lexicon: Lexicon) -> None:
        self._groups = [leaf for leaf in wanted if isinstance(leaf, Phrase | Near)]
        # A text can only hold a phrase that holds its longest word, which is the least likely to be everywhere.
        self._anchors = {max(group.words, key=len) for group in self._groups}
        units = [leaf.text for leaf in wanted if isinstance(leaf, Word)]
        forms = [forms_of(unit, EVERYWHERE, lexicon) for unit in units]
        beginnings = tuple(leaf.text for leaf in wanted if isinstance(leaf, Prefix))
        self._matching = {code: _Matching(code, forms, beginnings, lexicon) for code in LANGUAGES}
        self._parts_of = [len(each.parts) for each in forms]
        self._wants_signs = any(_SIGNS.match(unit) for unit in units)
        initials = {word[0] for word in (*self._anchors, *beginnings, *map(exact, units)) if word}
        initials |= {term.text[0] for each in forms for part in each.parts for term in _terms(part)}
        self._candidates = words_beginning(frozenset(initials - {"§"}))

    def found(self, blocks: Sequence[Block]) -> list[list[Found]]:
        """Whatever stands in each of the blocks of what is wanted; some may lie within others.

        The parts of a word may stand in different ones of the blocks.
        """
        found = [list(self._forms(block)) for block in blocks]
        complete = self._complete({owner for each in found for _, _, owner in each if owner})
        return [
            [Found(start, end, owner is not None) for start, end, owner in each if not owner or owner[0] in complete]
            + list(self._runs(block.text))
            for each, block in zip(found, blocks, strict=True)
        ]

    def _forms(self, block: Block) -> Iterator[tuple[int, int, Owner]]:
        text = block.text
        candidates = list(self._candidates.finditer(text))
        for language in block.languages:
            matching = self._matching[language]
            for match in [*candidates, *_LONG_WORD.finditer(text)] if matching.takes_apart else candidates:
                start = match.start()
                yield from ((start + begin, start + end, owner) for begin, end, owner in matching[match.group()])
            if self._wants_signs or any(text[match.end() : match.end() + 1] in _JOINING for match in candidates):
                yield from ((extra.start, extra.end, None) for extra in extras(text) if matching.is_wanted(extra.text))

    def _is_anchor(self, word: str) -> bool:
        return exact(word) in self._anchors

    def _complete(self, seen: Iterable[tuple[int, int]]) -> set[int]:
        """The units of which every part was found."""
        counts = Counter(unit for unit, _ in seen)
        return {unit for unit, count in counts.items() if count == self._parts_of[unit]}

    def _runs(self, text: str) -> Iterator[Found]:
        if not self._anchors or not any(map(self._is_anchor, self._candidates.findall(text))):
            return
        tokens = list(tokenize(text))
        folded = [exact(token.text) for token in tokens]
        for group in self._groups:
            runs = _phrase_runs(folded, list(group.words)) if isinstance(group, Phrase) else _near(folded, group)
            yield from (Found(tokens[first].start, tokens[last - 1].end) for first, last in runs)


class _Matching(dict[str, Sequence[tuple[int, int, Owner]]]):
    """Which letters of a word of a text in one language match, and what of the query they are."""

    def __init__(self, language: str, forms: Sequence[Forms], beginnings: tuple[str, ...], lexicon: Lexicon) -> None:
        super().__init__()
        self._language = language
        self._beginnings = beginnings
        self._lexicon = lexicon
        self._splitter = lexicon.splitters.get(language)
        self._owners: dict[tuple[str | None, str], list[Owner]] = {}
        for unit, each in enumerate(forms):
            self._want(each, None)
            for number, part in enumerate(each.parts):
                self._want(part, (unit, number))
        self._inside = _holding(term for field, term in self._owners if field == language)
        self.takes_apart = self._splitter is not None and bool(forms)

    def is_wanted(self, extra: str) -> bool:
        """Whether something that a text holds beside its words is looked for as a whole."""
        (whole,) = self._lexicon.terms([extra], self._language).wholes
        return None in self._owners.get((self._language, whole or ""), ())

    def __missing__(self, word: str) -> Sequence[tuple[int, int, Owner]]:
        folded = exact(word)
        owners = {*self._owners.get((None, folded), ()), *self._owners.get((self._language, self._stem(folded)), ())}
        if folded.startswith(self._beginnings):
            owners.add(None)
        found = [(0, len(word), owner) for owner in owners]
        if self._splitter and len(folded) >= SHORTEST_COMPOUND and self._inside.search(folded):
            found += self._parts(word, folded)
        self[word] = found
        return found

    def _want(self, forms: Forms, owner: Owner) -> None:
        for term in _terms(forms):
            self._owners.setdefault((term.field.language, term.text), []).append(owner)

    def _stem(self, folded: str) -> str:
        return stem(folded, self._language)

    def _parts(self, word: str, folded: str) -> Iterator[tuple[int, int, Owner]]:
        places = _places(word)
        for part in self._splitter.all_parts(folded) if self._splitter and len(folded) in places else ():
            end = part.start + len(part.word)
            end = end if end in places and folded.startswith(part.word, part.start) else part.end
            for owner in self._owners.get((self._language, self._stem(part.word)), ()):
                yield places.get(part.start, 0), places.get(end, len(word)), owner


def _terms(forms: Forms) -> Iterator[Term]:
    yield from forms.stems
    if forms.typed:
        yield forms.typed


def _holding(stems: Iterable[str]) -> re.Pattern[str]:
    """What finds the words in exact form that could hold a word with one of these stems, with umlaut or without."""
    beginnings = {re.sub("[aou]", lambda vowel: f"{vowel.group()}e?", re.escape(text[:5])) for text in stems}
    return re.compile("|".join(sorted(beginnings)) or "(?!)")


def _places(word: str) -> Mapping[int, int]:
    """By place in its exact form, the place in the word as written (Außen: aussen)."""
    ends = accumulate((len(exact(letter)) for letter in word), initial=0)
    return {end: place for place, end in enumerate(ends)}


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


def merged(found: Iterable[Found]) -> list[Span]:
    """Where anything was found, in order; none overlap."""
    spans = sorted((each.start, each.end) for each in found)
    merged: list[Span] = []
    for start, end in spans:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
