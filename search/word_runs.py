"""Where among the words of a text do words stand together? Runs of them, from the first word to behind the last."""

from collections import Counter
from collections.abc import Iterator, Sequence

from search.inflection import Inflected
from search.syntax import Near


def phrase_runs(folded: list[str], phrase: list[str]) -> Iterator[tuple[int, int]]:
    """Where the phrase stands among the words: the number of its first word, and of the word behind it."""
    first, length = phrase[0], len(phrase)
    for number in range(folded.count(first) and len(folded) - length + 1):
        if folded[number] == first and folded[number : number + length] == phrase:
            yield number, number + length


def near_runs(folded: list[str], group: Near) -> Iterator[tuple[int, int]]:
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


def inflected_runs(folded: Sequence[str], words: Sequence[Inflected]) -> Iterator[tuple[int, int]]:
    """Where words stand next to each other, each in any of its forms."""
    begins = ({place - offset for place in word.among(folded)} for offset, word in enumerate(words))
    for first in sorted(set.intersection(*begins)):
        yield first, first + len(words)
