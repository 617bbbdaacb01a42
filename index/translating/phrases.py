"""Which words, parts of words and words in a row translate each other? Counted in linked sentences.

Two stretches go together where no link leads out of either, and where what begins and ends them is linked (as phrases
are found in statistical translation, Koehn, Och and Marcu 2003).
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from index.translating.links import Links
from index.translating.units import Sentence, Within, Word

_MOST_WORDS = 4  # of a phrase, function words within it included
_MOST_CONTENT = 3

Key = tuple[str, ...]  # the stems of words in a row
Reach = tuple[int, int]  # the first and the last unit
Extent = tuple[Reach, Reach]  # those of a stretch that are linked, and those that they are linked to
Targets = Mapping[int, Sequence[int]]  # by unit, those that it is linked to
Written = tuple[Word, ...] | tuple[Within]  # words in a row, or one within a compound


@dataclass(frozen=True, slots=True)
class Counted:
    """What goes together.

    Attributes:
        together: by key of the one language and of the other, how often.
        texts: by language, by key, how its words are written, and how often so; 0 times as parts of other words.
    """

    together: Counter[tuple[Key, Key]]
    texts: Sequence[dict[Key, Counter[str]]]


def counted(pairs: Sequence[tuple[Sentence, Sentence]], links: Links) -> Counted:
    """What goes together in sentences that say the same, linked."""
    linked: list[list[tuple[int, int]]] = [[] for _ in pairs]
    for place, one, other in zip(links.sentences.tolist(), links.ones.tolist(), links.others.tolist(), strict=True):
        linked[place].append((one, other))
    together: Counter[tuple[Written, Written]] = Counter()
    for (one, other), between in zip(pairs, linked, strict=True):
        together.update(_together(one, other, between))
    return _by_key(together)


def _by_key(together: Mapping[tuple[Written, Written], int]) -> Counted:
    """What was counted as written, counted by stems."""
    found = Counted(Counter(), [defaultdict(Counter), defaultdict(Counter)])
    for both, count in together.items():
        keys = tuple(word.key for word in both[0]), tuple(word.key for word in both[1])
        found.together[keys] += count
        for texts, key, each in zip(found.texts, keys, both, strict=True):
            texts[key][" ".join(word.text for word in each)] += count if isinstance(each[0], Word) else 0
    return found


def _together(one: Sentence, other: Sentence, between: Sequence[tuple[int, int]]) -> Iterator[tuple[Written, Written]]:
    """What goes together in two sentences."""
    there: dict[int, list[int]] = defaultdict(list)
    back: dict[int, list[int]] = defaultdict(list)
    for first, second in between:
        there[first].append(second)
        back[second].append(first)
    others: dict[Extent, list[Written]] = defaultdict(list)
    for (reach, reached), written in _stretches(other, back):
        others[reached, reach].append(written)
    for extent, written in _stretches(one, there):
        if extent in others:
            yield from ((written, translation) for translation in others[extent])


def _stretches(sentence: Sentence, links: Targets) -> Iterator[tuple[Extent, Written]]:
    """The stretches that are linked, and where to: words, their parts, and words in a row.

    What a compound is called as a whole says nothing of its parts: Waffen-still-stand, ceasefire.
    """
    places = zip(sentence.starts, sentence.words, strict=True)
    extents = [_extent(links, start, start + len(word.units)) if word.units else None for start, word in places]
    for place, extent in enumerate(extents):
        if extent is not None:
            word = sentence.words[place]
            for part in word.within:
                inner = _extent_of_part(links, sentence.starts[place], part)
                if inner and inner[1] != extent[1]:
                    yield inner, (part,)
            yield extent, (word,)
            end = place + _MOST_WORDS
            yield from _phrases(extent, sentence.words[place:end], extents[place:end])


def _phrases(
    extent: Extent, words: Sequence[Word], extents: Sequence[Extent | None]
) -> Iterator[tuple[Extent, Written]]:
    """Words in a row, from the first of these on, whose last one is linked too; no figure is among them."""
    (first, _), (low, high) = extent
    content = 1
    for place in range(1, len(words)):
        word, here = words[place], extents[place]
        content += bool(word.units)
        if word.is_figure or content > _MOST_CONTENT:
            return
        if here:
            (_, last), reached = here
            low, high = min(low, reached[0]), max(high, reached[1])
            yield ((first, last), (low, high)), tuple(words[: place + 1])


def _extent_of_part(links: Targets, start: int, part: Within) -> Extent | None:
    """The extent of a part whose ends are linked."""
    first, last = start + part.first, start + part.last
    return _extent(links, first, last + 1) if first in links and last in links else None


def _extent(links: Targets, start: int, stop: int) -> Extent | None:
    """The extent of these units; None if none is linked."""
    linked = [unit for unit in range(start, stop) if unit in links]
    if not linked:
        return None
    targets = [target for unit in linked for target in links[unit]]
    return (linked[0], linked[-1]), (min(targets), max(targets))
