"""Where in a text does a query match? The words, phrases and parts of words that it asks for, by their letters."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cache
from itertools import accumulate, product
from typing import NamedTuple

from search.analysis import SHORTEST_COMPOUND, Part, exact, extras, listed, stem, tokenize, words, words_beginning
from search.forms import Forms, Term, forms_of
from search.inflection import Inflected, inflected
from search.languages import LANGUAGES
from search.lexicon import Lexicon
from search.release import Block
from search.syntax import InParts, Leaf, Near, Other, Phrase, Prefix, Rendering, Word
from search.terms import EVERYWHERE
from search.word_runs import inflected_runs, near_runs, phrase_runs

Span = tuple[int, int]  # start and end in characters, the end excluded
Wanted = Leaf | Other
Owner = tuple[int, int | None]  # what is wanted, by its number, and the part of it that was found; None for the whole


class Found(NamedTuple):
    """Letters of a text that are asked for.

    Attributes:
        start, end: in characters, the end excluded.
        is_of_part: whether they are one of the words that a word of the query is made of.
        of: the number of what asks for them, among all that is wanted.
    """

    start: int
    end: int
    is_of_part: bool = False
    of: int = 0


_WORD = re.compile(r"[^\W_]+")
_LETTERS = re.compile("[aou]e?|ss|.")
_BEGINNING = 5  # letters of a stem that are looked for within words
_CONSONANTS = frozenset("bcdfghjklmnpqrstvwxz")
_SIGNS = re.compile(r"§|\d")
_JOINING = frozenset("-‐‑+")


class Marker:
    """Finds what leaves of a query ask for, and what stands for them in another language.

    Only words with the initial of a wanted one are looked at, and those that could hold one. What was found out about a
    word is remembered: a page shows the same words over and over.
    """

    def __init__(self, wanted: Sequence[Wanted], lexicon: Lexicon) -> None:
        self._wanted = wanted
        self._groups = {number: leaf for number, leaf in enumerate(wanted) if isinstance(leaf, Phrase | Near)}
        self._together = {number: together for number, leaf in enumerate(wanted) if (together := _together(leaf))}
        # A text can only hold a phrase that holds its longest word, which is the least likely to be everywhere.
        self._anchors = {max(group.words, key=len) for group in self._groups.values()}
        longest = [max(each, key=lambda word: len(word.form)) for each in self._together.values()]
        self._anchors |= {word.form for word in longest if not word.beginning}
        self._begun = tuple(word.beginning for word in longest if word.beginning)
        units = [leaf.text for leaf in wanted if isinstance(leaf, Word)]
        forms = {number: found for number, leaf in enumerate(wanted) if (found := _forms_of(leaf, lexicon))}
        beginnings = {number: leaf.text for number, leaf in enumerate(wanted) if isinstance(leaf, Prefix)}
        self._matching = {code: _Matching(code, forms, beginnings, lexicon) for code in LANGUAGES}
        self._parts_of = {number: len(each.parts) for number, each in forms.items()}
        self._wants_signs = any(_SIGNS.match(unit) for unit in units)
        terms = [term for each in forms.values() for one in (each, *each.parts) for term in _terms(one)]
        anywhere = {*beginnings.values(), *map(exact, units)}
        self._candidates = {code: _beginning({*anywhere, *_begun_in(code, terms)}) for code in LANGUAGES}
        self._holding = _beginning({*self._anchors, *self._begun})

    def found(self, blocks: Sequence[Block]) -> list[list[Found]]:
        """Whatever stands in each of the blocks of what is wanted; some may lie within others.

        The parts of a word may stand in different ones of the blocks.
        """
        if not self._wanted:
            return [[] for _ in blocks]
        found = [list(self._forms(block)) for block in blocks]
        complete = self._complete({owner for each in found for _, _, owner in each})
        return [
            [
                Found(start, end, part is not None, of)
                for start, end, (of, part) in each
                if part is None or of in complete
            ]
            + (list(self._runs(block.text)) if self._groups or self._together else [])
            for each, block in zip(found, blocks, strict=True)
        ]

    def _forms(self, block: Block) -> Iterator[tuple[int, int, Owner]]:
        text = block.text
        for language in block.languages:
            matching = self._matching[language]
            candidates = list(self._candidates[language].finditer(text))
            beside = extras(text) if self._wants_signs or _are_joined(text, candidates) else ()
            for match in candidates:
                for owner in matching.wholes(match.group()):
                    yield *match.span(), owner
            for start, word in matching.holders(text).items():
                yield from ((start + begin, start + end, owner) for begin, end, owner in matching.parts(word))
            for extra in beside:
                yield from ((extra.start, extra.end, owner) for owner in matching.beside(extra.text))

    def _is_anchor(self, word: str) -> bool:
        form = exact(word)
        return form in self._anchors or form.startswith(self._begun)

    def _complete(self, seen: Iterable[Owner]) -> set[int]:
        """What is wanted of which every part was found."""
        counts = Counter(of for of, part in seen if part is not None)
        return {of for of, count in counts.items() if count == self._parts_of[of]}

    def _runs(self, text: str) -> Iterator[Found]:
        if not any(map(self._is_anchor, self._holding.findall(text))):
            return
        tokens = list(tokenize(text))
        folded = [exact(token.text) for token in tokens]
        for number, group in self._groups.items():
            runs = phrase_runs(folded, list(group.words)) if isinstance(group, Phrase) else near_runs(folded, group)
            yield from (Found(tokens[first].start, tokens[last - 1].end, False, number) for first, last in runs)
        for number, together in self._together.items():
            for first, last in inflected_runs(folded, together):
                yield Found(tokens[first].start, tokens[last - 1].end, False, number)


class _Matching:
    """Whether a word of a text in one language matches, or some of its letters, and what of the query they are."""

    def __init__(
        self, language: str, forms: Mapping[int, Forms], beginnings: Mapping[int, str], lexicon: Lexicon
    ) -> None:
        self._language = language
        self._beginnings = beginnings
        self._lexicon = lexicon
        self._splitter = lexicon.splitters.get(language)
        self._owners: dict[tuple[str | None, str], list[Owner]] = {}
        for of, each in forms.items():
            self._want(each, (of, None))
            for number, part in enumerate(each.parts):
                self._want(part, (of, number))
        self.wholes = cache(self._wholes)
        self.parts = cache(self._parts)
        self._inside = _beginnings(term for field, term in self._owners if field == language) if self._splitter else []

    def beside(self, text: str) -> Sequence[Owner]:
        """What something that a text holds beside its words is looked for as a whole by."""
        (whole,) = self._lexicon.terms([text], self._language).wholes
        return [owner for owner in self._of_language(whole or "") if owner[1] is None]

    def holders(self, text: str) -> dict[int, str]:
        """The words of a text that could hold one of the wanted words, by where they begin."""
        if not self._inside:
            return {}
        folded = text.lower()
        if not text.isascii():
            folded = folded.replace("ä", "a").replace("ö", "o").replace("ü", "u").replace("ß", "s")
        if len(folded) != len(text):  # a capital letter of two small ones
            return {match.start(): match.group() for match in _WORD.finditer(text)}
        found: dict[int, str] = {}
        for beginning in self._inside:
            at = folded.find(beginning)
            while at >= 0:
                start, end = _around(text, at)
                found[start] = text[start:end]
                at = folded.find(beginning, end)
        return found

    def _wholes(self, word: str) -> Sequence[Owner]:
        """What the word as a whole is a form of."""
        folded = exact(word)
        begun: list[Owner] = [(of, None) for of, text in self._beginnings.items() if folded.startswith(text)]
        return [*self._owners.get((None, folded), ()), *self._of_language(stem(folded, self._language)), *begun]

    def _parts(self, word: str) -> Sequence[tuple[int, int, Owner]]:
        """Where in the word the parts stand that are forms of something."""
        folded = exact(word)
        if self._splitter is None or len(folded) < SHORTEST_COMPOUND:
            return ()
        parts = [
            (part, self._of_language(stem(part.word, self._language))) for part in self._splitter.all_parts(folded)
        ]
        return list(_in_letters(word, folded, [(part, owners) for part, owners in parts if owners]))

    def _want(self, forms: Forms, owner: Owner) -> None:
        for term in _terms(forms):
            self._owners.setdefault((term.field.language, term.text), []).append(owner)

    def _of_language(self, term: str) -> Sequence[Owner]:
        return self._owners.get((self._language, term), ())


def _forms_of(leaf: Wanted, lexicon: Lexicon) -> Forms | None:
    """The forms of a word, or of what stands for one; None for what is looked for in another way."""
    match leaf:
        case Word(text):
            return forms_of(text, EVERYWHERE, lexicon)
        case Rendering() if not _together(leaf):
            return Forms(None, _stems([leaf]))
        case InParts(parts):
            return Forms(None, (), tuple(Forms(None, _stems(part)) for part in parts))
        case _:
            return None


def _stems(renderings: Iterable[Rendering]) -> tuple[Term, ...]:
    """The stems of all words of some translations."""
    fields = {field.language: field for field in EVERYWHERE.stems}
    languages = ((fields[each.language], word) for each in renderings for word in words(each.text))
    return tuple(Term(field, field.term(word)) for field, word in languages)


def _together(leaf: Wanted) -> Sequence[Inflected]:
    """The words of a translation that must stand next to each other; none for all else."""
    texts = words(leaf.text) if isinstance(leaf, Rendering) else ()
    return [inflected(text, leaf.language) for text in texts] if isinstance(leaf, Rendering) and len(texts) > 1 else ()


def _in_letters(
    word: str, folded: str, parts: Sequence[tuple[Part, Sequence[Owner]]]
) -> Iterator[tuple[int, int, Owner]]:
    """Parts that are told by the exact form of a word, in the letters of the word as written."""
    places = _places(word) if parts else {}
    for part, owners in parts if len(folded) in places else ():
        end = part.start + len(part.word)
        end = end if end in places and folded.startswith(part.word, part.start) else part.end
        yield from ((places.get(part.start, 0), places.get(end, len(word)), owner) for owner in owners)


def _beginning(looked_for: Set[str]) -> re.Pattern[str]:
    """What finds the words that begin like these."""
    return words_beginning(frozenset(map(_begun, looked_for - {""})) - {"§"})


def _begun_in(language: str, terms: Iterable[Term]) -> Iterator[str]:
    """What words in texts of a language begin with that have one of the terms."""
    for term in terms:
        if term.field.language in (None, language):
            yield term.text
        if term.field.language == language:
            yield from listed(language).get(term.text, ())


def _begun(word: str) -> str:
    """The letters with which all forms of a word begin: the first, and a consonant behind it."""
    return word[:2] if word[1:2] in _CONSONANTS else word[0]


def _are_joined(text: str, words: Iterable[re.Match[str]]) -> bool:
    """Whether something follows on one of the words without a space."""
    if not any(sign in text for sign in _JOINING):
        return False
    return any(text[word.end() : word.end() + 1] in _JOINING for word in words)


def _terms(forms: Forms) -> Iterator[Term]:
    yield from forms.stems
    if forms.typed:
        yield forms.typed


def _beginnings(stems: Iterable[str]) -> list[str]:
    """How words with these stems can begin within another, in small letters without umlauts (stadt, staedt; gros)."""
    written = ([_ways(letters) for letters in _LETTERS.findall(stem[:_BEGINNING])] for stem in stems)
    return sorted({"".join(letters) for ways in written for letters in product(*ways)})


def _ways(letters: str) -> tuple[str, ...]:
    if letters == "ss":
        return "ss", "s"
    return (letters[0], f"{letters[0]}e") if letters[0] in "aou" else (letters,)


def _around(text: str, at: int) -> Span:
    """The letters and figures around a place."""
    start = end = at
    while start and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return start, end


def _places(word: str) -> Mapping[int, int]:
    """By place in its exact form, the place in the word as written (Außen: aussen)."""
    ends = accumulate((len(exact(letter)) for letter in word), initial=0)
    return {end: place for place, end in enumerate(ends)}


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
