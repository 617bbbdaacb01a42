"""How does a query find the other language? Each word that it wants may be met by what the word is called there.

    Waffenruhe                 or ceasefire, or truce, in English texts
    sanctions relief           or Sanktionen, or Sanktionserleichterungen; or Erleichterung, or Sanktionserleichterungen
    Geberkonferenz             or donor and conference, where the dictionary knows the parts alone

Where all or most of several words must be found, the function words of a query stand in any text of another language:
"die Waffenruhe" finds "ceasefire" with or without "the", and nothing of that is told.

Phrases, words near each other, beginnings and what is kept out mean what was typed. Nothing is said of figures. A word
that can be of several languages (Art, war) is read in the one that most other words of the query are of.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from functools import lru_cache
from itertools import groupby

from search import syntax
from search.analysis import exact, function_words, joined, stem, words
from search.dictionary import MOST_TRANSLATIONS, Dictionary, Translation
from search.languages import LANGUAGES
from search.lexicon import Lexicon
from search.query import Match, Query
from search.results import AlsoSearched, Called
from search.syntax import AtLeast, InParts, Node, Other, Reading, Rendering, Translated, Without, Word, translated

_WORDS = 5_000  # words, and words in a row, of which a process keeps what they are called in mind
_REMEMBERED = 200  # queries; whoever narrows a search or turns its pages asks the same words again
Begins = Callable[[tuple[str, ...]], bool]
LookUp = Callable[[tuple[str, ...], tuple[str, ...]], Sequence[Translation]]
Weighed = tuple[Translation, float]  # and what it counts beside others for its word

_ANY = tuple(LANGUAGES)
# How much likelihood decides between the translations of a word. Between none and all of it, this is best for titles
# and questions in either direction.
_LIKELIHOOD = 0.5
LEAST = 0.1  # what an unlikely translation counts beside the likeliest one of its word
_SURE = 0.1  # likelihood from which a translation is named to readers; about half of what is learned below is wrong
_MOST_NAMED = 3  # of a word in one language; all others are told by their number, and through which one a hit came


class Translator:
    """Reads queries across languages.

    Args:
        dictionary: what words are called.
        lexicon: takes apart compounds that the dictionary does not know.
    """

    def __init__(self, dictionary: Dictionary, lexicon: Lexicon) -> None:
        self._dictionary = dictionary
        self._lexicon = lexicon
        self._look_up = lru_cache(_WORDS)(dictionary.translations)
        self._begins = lru_cache(_WORDS)(dictionary.begins)
        self._widened = lru_cache(_REMEMBERED)(self._widened_reading)

    def read(self, query: Query) -> Reading:
        """The reading of a query's text, whose words have their translations unless it wants none.

        Raises:
            InvalidQuery: see `search.syntax.read`.
        """
        if not (query.across and len(self._dictionary)):
            return syntax.read(query.text, query.match)
        return self._widened(query.text, query.match)

    def tree(self, query: Query) -> Node:
        """The tree of that reading."""
        return self.read(query).tree

    def word(self, text: str) -> Node:
        """A word with its translations."""
        word = Word(text)
        return self._widening([word]).of(word)

    def _widened_reading(self, text: str, match: Match) -> Reading:
        reading = syntax.read(text, match)
        wanted = [leaf for leaf in syntax.leaves(reading.tree) if isinstance(leaf, Word)]
        return replace(reading, tree=self._widening(wanted).of(reading.tree))

    def _widening(self, wanted: Sequence[Word]) -> "_Widening":
        return _Widening(wanted, self._look_up, self._begins, self._lexicon)


def also_searched(node: Node, stands: Callable[[Other], bool]) -> tuple[AlsoSearched, ...]:
    """The words of a tree that have translations, each with those that stand somewhere."""
    found: dict[str, dict[Called, Other]] = {}
    for each in translated(node):
        others = found.setdefault(each.word.text, {})
        for other in each.others:
            if _is_told(other) and _called(other) not in others and stands(other):
                others[_called(other)] = other
    return tuple(_also(word, others) for word, others in found.items() if others)


def _also(word: str, others: Mapping[Called, Other]) -> AlsoSearched:
    """At most three translations in each language are named first; unlikely ones where there are no others."""
    counts: Counter[str] = Counter()
    named = []
    for called, other in others.items():
        if isinstance(other, InParts) or other.is_sure:
            counts[called.language] += 1
            named += [called] if counts[called.language] <= _MOST_NAMED else []
    named = named or list(others)[:1]
    return AlsoSearched(word, tuple(named), tuple(called for called in others if called not in named))


def through(node: Node, met: Set[object]) -> tuple[Called, ...]:
    """The translations by which a release was found, of words that it does not hold themselves.

    Args:
        node: what was asked.
        met: what of it, and of what stands for it, the release holds.
    """
    missed = (each for each in translated(node) if each.word not in met)
    return tuple(
        dict.fromkeys(_called(other) for each in missed for other in each.others if _is_told(other) and other in met)
    )


def _is_told(other: Other) -> bool:
    return isinstance(other, InParts) or bool(other.text)


def _called(other: Other) -> Called:
    parts = [other] if isinstance(other, Rendering) else [part[0] for part in other.parts]
    return Called(" + ".join(part.text for part in parts), parts[0].language)


class _Widening:
    """Widens the tree of one query, whose wanted words are given."""

    def __init__(self, wanted: Iterable[Word], look_up: LookUp, begins: Begins, lexicon: Lexicon) -> None:
        self._look_up = look_up
        self._begins = begins
        self._lexicon = lexicon
        sure = Counter(only for word in wanted for only in _only(self._languages(word.text)))
        self._spoken = [code for code, count in sure.items() if count == max(sure.values())]

    def of(self, node: Node) -> Node:
        match node:
            case Word():
                return self._row([node])[0]
            case AtLeast(minimum, nodes):
                rows = groupby(nodes, lambda each: (isinstance(each, Word), isinstance(each, Word) and each.in_title))
                found: list[Node] = []
                for (are_words, _), row in rows:
                    each = list(row)
                    found += (
                        self._row([word for word in each if isinstance(word, Word)])
                        if are_words
                        else map(self.of, each)
                    )
                return AtLeast(minimum, self._with_function_words(found) if minimum > 1 else tuple(found))
            case Without(wanted, excluded):
                return Without(self.of(wanted), excluded)
            case _:
                return node

    def _with_function_words(self, nodes: Sequence[Node]) -> tuple[Node, ...]:
        """The nodes; beside what is translated, function words stand in any text of a language that has others."""
        if not any(isinstance(node, Translated) for node in nodes):
            return tuple(nodes)
        return tuple(self._anywhere(node) if isinstance(node, Word) else node for node in nodes)

    def _anywhere(self, word: Word) -> Word | Translated:
        if not _is_function_word(word.text):
            return word
        others = [code for code in LANGUAGES if not _is_function_word(word.text, code)]
        return Translated(word, tuple(Rendering(code, "", 1.0, word.in_title) for code in others)) if others else word

    def _row(self, row: Sequence[Word]) -> list[Word | Translated]:
        """Words that stand side by side: what several of them are called together is a translation of each.

        For each it counts its share; otherwise a group of words that often go together would say more than its words.
        """
        texts = [words(word.text) for word in row]
        together: list[list[Weighed]] = [[] for _ in row]
        for length, start, found in sorted(self._runs(texts), key=lambda run: -run[0]):  # the longest one says most
            for place in range(start, start + length):
                together[place] += ((each, weight / length) for each, weight in _likened(found))
        return [self._translated(word, found) for word, found in zip(row, together, strict=True)]

    def _runs(self, texts: Sequence[Sequence[str]]) -> Iterator[tuple[int, int, Sequence[Translation]]]:
        """How many units in a row, and from which on, are called something together."""
        for start in range(len(texts) - 1):
            inside = tuple(texts[start])
            for length, more in enumerate(texts[start + 1 :], 2):
                inside += tuple(more)
                if not self._begins(inside):
                    break
                yield length, start, self._look_up(inside, _ANY)

    def _translated(self, word: Word, together: Sequence[Weighed]) -> Word | Translated:
        own = self._own(word.text)
        renderings = tuple(_renderings([*together, *_likened(own)], word))
        read_in = next((code for code in self._spoken if _is_function_word(word.text, code)), None)
        word = replace(word, read_in=read_in)
        in_parts = None if own else self._in_parts(word)
        return Translated(word, renderings, in_parts) if renderings or in_parts else word

    def _own(self, text: str) -> Sequence[Translation]:
        """The translations of a word, or of a run of words with hyphens."""
        if _has_figure(text):
            return ()
        inside, sources = tuple(words(text)), tuple(self._sources(text))
        whole = joined(text)
        return self._look_up(inside, sources) or (self._look_up((whole,), sources) if whole else ())

    def _sources(self, text: str) -> Sequence[str]:
        """The languages that a word is read in, those apart in which it is a function word."""
        languages = self._languages(text)
        spoken = [code for code in languages if code in self._spoken] or languages
        return [code for code in spoken if not _is_function_word(text, code)]

    def _languages(self, text: str) -> Sequence[str]:
        """The languages that a word can be of."""
        inside = tuple(words(text))
        return [code for code in LANGUAGES if _is_function_word(text, code) or self._look_up(inside, (code,))]

    def _in_parts(self, word: Word) -> InParts | None:
        """What the parts of a word are called, where that is known of one of them; names stand for themselves."""
        for language, parts in self._parts(word.text):
            known = [self._look_up((part,), (language,) if language else _ANY) for part in parts]
            if any(known):
                pairs = zip(parts, known, strict=True)
                groups = [
                    tuple(_renderings(_likened(found), word)) or _itself(part, language, word) for part, found in pairs
                ]
                if all(groups):
                    return InParts(tuple(groups))
        return None

    def _parts(self, text: str) -> Iterator[tuple[str | None, Sequence[str]]]:
        """The words that a word is made of, with the language that they are of, if it is known."""
        inside = words(text)
        if _has_figure(text) or not inside or any(_is_function_word(each) for each in inside):
            return
        if len(inside) > 1:
            yield None, inside
        for language, splitter in self._lexicon.splitters.items() if len(inside) == 1 else ():
            parts = splitter.parts(exact(text))
            if parts:
                yield language, [part.word for part in parts]


def _likened(translations: Sequence[Translation]) -> Iterator[Weighed]:
    """Translations with what they count beside the likeliest one of their language."""
    best: dict[str, float] = {}
    for each in translations:
        best[each.language] = max(best.get(each.language, 0.0), each.weight)
    return ((each, max((each.weight / best[each.language]) ** _LIKELIHOOD, LEAST)) for each in translations)


def _renderings(translations: Iterable[Weighed], word: Word) -> Iterator[Rendering]:
    """As the tree has them: at most five a language, and not those that the word finds by itself."""
    counts: Counter[str] = Counter()
    known = {(code, stem(word.text, code)) for code in LANGUAGES}
    for each, weight in translations:
        texts = words(each.text)
        key = (each.language, " ".join(stem(text, each.language) for text in texts))
        if not texts or key in known or _is_function_word(each.text, each.language):
            continue
        known.add(key)
        counts[each.language] += 1
        if counts[each.language] <= MOST_TRANSLATIONS:
            is_sure = each.weight >= _SURE or counts[each.language] == 1
            yield Rendering(each.language, each.text, weight, word.in_title, is_sure)


def _itself(part: str, language: str | None, word: Word) -> tuple[Rendering, ...]:
    """A part that has no translation in other languages than its own: a name."""
    return tuple(Rendering(code, part, 1.0, word.in_title) for code in LANGUAGES if code != language)


def _only(languages: Sequence[str]) -> Sequence[str]:
    return languages if len(languages) == 1 else ()


def _is_function_word(text: str, language: str | None = None) -> bool:
    return exact(text) in function_words(language)


def _has_figure(text: str) -> bool:
    return any(map(str.isdigit, text))
