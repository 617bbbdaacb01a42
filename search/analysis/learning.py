"""What does an index know of compounds? Learned from its own words: which stand by themselves, and which are names."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from heapq import nsmallest

from search.analysis.compounds import SHORTEST_COMPOUND, Splitter
from search.analysis.wordlists import function_words, wordlists
from search.analysis.writing import exacts
from search.languages import LANGUAGES

MOST_PARTS = 50_000  # the most frequent; beyond them names and slips of the keyboard are most of what there is

Counts = Mapping[str, int]  # word as written → how often it stands
Fold = Callable[[Sequence[str]], Sequence[str]]
Uses = Mapping[str, tuple[int, int]]  # exact form → how often the word stands, and how often with a capital

_PROOF = {3: 20, 4: 3}  # so often a word of so few letters must stand by itself to be a part (Rat, Amt; Bund)
_SEEN, _NAMED = 2, 20  # a word that another language uses twice, and a twentieth as often, is a name
_FOREIGN = 5  # a word that other languages use more than so many times as often is theirs
_NEVER = (0, 0)


def learn(counts: Mapping[str, Counts], protected: Iterable[str] = (), fold: Fold = exacts) -> Mapping[str, Splitter]:
    """A splitter for each language that puts words together.

    Args:
        counts: by language, the words of all texts.
        protected: words that are known to be names, in exact form.
        fold: gives the exact forms of words; for who knows them already.
    """
    return {
        language: _splitter(language, counts, protected, fold)
        for language in LANGUAGES
        if wordlists(language).compounds is not None
    }


def _splitter(language: str, counts: Mapping[str, Counts], protected: Iterable[str], fold: Fold) -> Splitter:
    own = _folded(counts.get(language, {}), fold)
    foreign = _folded(_together(counts[other] for other in counts if other != language), fold)
    words = dict(nsmallest(MOST_PARTS, _parts(own, foreign), key=lambda part: (-part[1], part[0])))
    splitter = Splitter(language, words)
    names = {*_shared(own, foreign), *protected}
    inflected = {name + ending for name in names for ending in ("", "s")}
    return Splitter(language, words, (name for name in inflected if splitter.parts(name)))


def _folded(counts: Counts, fold: Fold) -> Uses:
    """The words in their exact forms, without abbreviations in capitals."""
    written = [word for word in counts if word.isalpha() and (len(word) < 2 or not word.isupper())]
    uses: dict[str, tuple[int, int]] = {}
    for word, form in zip(written, fold(written), strict=True):
        count, capital = uses.get(form, _NEVER)
        number = counts[word]
        uses[form] = count + number, capital + number if word[0].isupper() else capital
    return uses


def _parts(own: Uses, foreign: Uses) -> Iterator[tuple[str, int]]:
    """What can be a part: nouns, which German writes with a capital, that are not rather another language's words."""
    for form, (count, capital) in own.items():
        is_noun = capital * 2 >= count and form.isascii() and form not in function_words()
        is_seen = len(form) >= min(_PROOF) and count >= _PROOF.get(len(form), 1)
        if is_noun and is_seen and foreign.get(form, _NEVER)[0] <= count * _FOREIGN:
            yield form, count


def _shared(own: Uses, foreign: Uses) -> Iterator[str]:
    """Names: long words that another language writes with a capital too."""
    for form, (_, capital) in foreign.items():
        if len(form) >= SHORTEST_COMPOUND and capital >= _SEEN and capital * _NAMED >= own.get(form, _NEVER)[0]:
            yield form


def _together(counts: Iterable[Counts]) -> Counts:
    total: Counter[str] = Counter()
    for each in counts:
        total.update(each)
    return total
