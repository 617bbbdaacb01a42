"""Which words is a long word made of? A splitter that knows the index's own words, and nothing else.

A compound is cut where that gives words that stand by themselves elsewhere, the likeliest ones: Viterbi's algorithm
over how often they do, with linking elements (Sicherheit-s-rat) between them. Somebody else's word list would find
more; the releases' own words are about what the releases are about, and need nobody's licence.
"""

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from search.analysis.extra_terms import ELISION
from search.analysis.wordlists import wordlists
from search.analysis.writing import exact

SHORTEST_COMPOUND = 8  # letters of a word that is looked into
_LONGEST = 60
_SHORTEST_PART = 3
_SHORTEST_COMMON = 4  # letters of a common word's form that the index has not read itself
_SHORTEST_CUT = 4  # letters of a part that has lost its last e (Sprach-kurs)
# What stands between two parts, by its last letter. A part that needs none is likelier.
_LINKS = {"s": ("s", "es", "ns", "ens"), "n": ("n", "en"), "e": ("e",), "r": ("er",)}
_LINKED = math.log(3)
_INFLECTIONS = ("", "s", "es", "n", "en", "e", "er", "ern", "in", "innen")

Place = tuple[float, int, str]  # cost from here to the end, where the part that begins here ends, and its word


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a compound.

    Attributes:
        word: in its exact form, as it would stand by itself: sicherheit.
        start, end: where it stands in the exact form of the compound, with what links it to the next.
    """

    word: str
    start: int
    end: int


class Splitter:
    """Takes the compounds of one language apart.

    Attributes:
        language: whose.
        words: what can be a part, in exact form, and how often it stands in the texts that were learned from.
        names: words that are no compounds though they look like one.
    """

    def __init__(self, language: str, words: Mapping[str, int], names: Iterable[str] = ()) -> None:
        self.language = language
        self.words = words
        self.names = frozenset(names)
        lists = wordlists(language).compounds or {}
        total = math.log(sum(words.values()) + 1)
        learned = {word: total - math.log(count) for word, count in words.items()}
        costs = dict.fromkeys(_common(language), total + _LINKED) | learned
        endings = frozenset(lists.get("endings", ()))
        self._heads = {word: cost for word, cost in costs.items() if word not in endings}
        self._modifiers = dict.fromkeys(lists.get("modifiers", ()), total) | costs
        self._whole = self.names | {word + ending for word in lists.get("whole", ()) for ending in _INFLECTIONS}
        self.parts = lru_cache(_REMEMBERED)(self._parts)

    def within(self, word: str) -> list[str]:
        """The words that a compound in its exact form holds, those of its parts included; nothing is remembered.

        >>> splitter = Splitter("de", {"aussenminister": 9, "treffen": 9, "minister": 9})
        >>> splitter.within("aussenministertreffen")
        ['aussenminister', 'treffen', 'aussen', 'minister']
        """
        return list(dict.fromkeys(part.word for part in self.all_parts(word)))

    def all_parts(self, word: str) -> list[Part]:
        """The parts of a compound in its exact form and their own parts, each where it stands in the whole."""
        found = list(self._parts(word))
        for compound in found:  # grows meanwhile by the parts' own parts, of which the same come again and again
            if len(compound.word) >= SHORTEST_COMPOUND:
                found += (
                    Part(part.word, compound.start + part.start, compound.start + part.end)
                    for part in self.parts(compound.word)
                )
        return found

    def _parts(self, word: str) -> tuple[Part, ...]:
        """The parts of a word in its exact form, first to last; none if it is no compound.

        >>> splitter = Splitter("de", dict.fromkeys(["sicherheit", "rat", "minister", "treffen", "schaft"], 30))
        >>> [part.word for part in splitter.parts("sicherheitsministertreffen")]
        ['sicherheit', 'minister', 'treffen']
        >>> splitter.parts("botschaft"), splitter.parts("westerwelle")
        ((), ())
        """
        length = len(word)
        if not SHORTEST_COMPOUND <= length <= _LONGEST or not word.isalpha() or word in self._whole:
            return ()
        ways: dict[int, Place] = {}  # by the letter that a part begins with, the cheapest way to the end
        for start in range(length - _SHORTEST_PART, 0, -1):
            head = self._heads.get(word[start:])
            if head is not None or ways:
                self._try(word, start, ways, None if head is None else (head, length, word[start:]))
        if ways:
            self._try(word, 0, ways, None)
        return tuple(_followed(ways)) if 0 in ways else ()

    def _try(self, word: str, start: int, ways: dict[int, Place], best: Place | None) -> None:
        """Note the cheapest way from a letter to the end, if there is any; `best` is the one without another part."""
        for end, (rest, _, _) in ways.items():
            if end - start >= _SHORTEST_PART:
                found = self._modifier(word[start:end])
                if found and (best is None or found[0] + rest < best[0]):
                    best = (found[0] + rest, end, found[1])
        if best:
            ways[start] = best

    def _modifier(self, text: str) -> tuple[float, str] | None:
        """The likeliest word that stands so before another part, and its cost."""
        costs = self._modifiers
        best = costs.get(text)
        word = text
        for link in _LINKS.get(text[-1], ()):
            cost = costs.get(text[: -len(link)]) if text.endswith(link) else None
            if cost is not None and (best is None or cost + _LINKED < best):
                best, word = cost + _LINKED, text[: -len(link)]
        if best is None and len(text) >= _SHORTEST_CUT:
            cost, word = costs.get(f"{text}e"), f"{text}e"
            best = None if cost is None else cost + _LINKED
        return None if best is None else (best, word)

    def completed(self, ellipsis: str) -> str | None:
        """The word that an ellipsis (see `search.analysis.extra_terms`) stands for, in exact form; None where unclear.

        >>> splitter = Splitter("de", dict.fromkeys(["sicherheit", "politik", "krise", "einfuhr"], 30))
        >>> splitter.completed("Außen-|Sicherheitspolitik"), splitter.completed("Ein-|Ausfuhr")
        ('aussenpolitik', 'einfuhr')
        >>> splitter.completed("Krisenpolitik|-sicherheit"), splitter.completed("Lang-|Breite")
        ('krisensicherheit', None)
        """
        first, second = (exact(half.strip("-")) for half in ellipsis.split(ELISION))
        if f"-{ELISION}" in ellipsis:
            parts = self.parts(second)
            ends = [second[part.start :] for part in parts[1:]] or [second[at:] for at in range(2, len(second) - 2)]
            whole = [first + end for end in ends]
        else:
            parts = self.parts(first)
            beginnings = [first[: part.start] for part in parts[1:]] or [
                first[:at] for at in range(len(first) - 2, 1, -1)
            ]
            whole = [beginning + second for beginning in beginnings]
        known = next((word for word in whole if word in self.words), None)
        return known or (whole[-1] if parts else None)


_REMEMBERED = 20_000


@cache
def _common(language: str) -> frozenset[str]:
    """Common words of a language in all forms that they could have, with umlaut and without."""
    lists = wordlists(language).compounds or {}
    forms = (form for word in lists.get("common", ()) for form in _forms(word))
    return frozenset((*lists.get("short", ()), *(form for form in forms if len(form) >= _SHORTEST_COMMON)))


def _forms(word: str) -> Iterator[str]:
    yield from (word + ending for ending in ("", "s", "es", "n", "en", "e", "er", "ern"))
    if word.endswith(_PERSONS):
        yield from (word + ending for ending in ("in", "innen"))
    with_umlaut = _rounded(word)
    if with_umlaut != word:
        endings = ("", "n") if word[-2:] in ("el", "en", "er") else ("e", "en", "er", "ern")
        yield from (with_umlaut + ending for ending in endings)


def _rounded(word: str) -> str:
    """A word with an umlaut for its last full vowel, as in most of its plurals: stadt as staedt, haus as haeus."""
    return _LAST_VOWEL.sub(lambda found: {"a": "ae", "o": "oe", "u": "ue", "au": "aeu"}[found.group()], word)


_PERSONS = ("er", "or", "ist", "ent", "ant", "at", "eur", "aer")
_LAST_VOWEL = re.compile(r"(?:au|a(?!e)|o(?!e)|(?<![aeq])u(?!e))(?=[^aeiou]+e?$)")


def _followed(ways: Mapping[int, Place]) -> Iterable[Part]:
    start = 0
    while start in ways:
        _, end, word = ways[start]
        yield Part(word, start, end)
        start = end
