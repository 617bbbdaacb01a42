"""Of which units is a sentence made that can have translations? Its content words, and compounds taken apart."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from search.analysis import SHORTEST_COMPOUND, Part, Splitter, exact, function_words, stem, words

MOST_UNITS = 40  # of a sentence; what is longer is a list, and teaches little for the work it makes


@dataclass(frozen=True, slots=True, eq=False)
class Within:
    """A word within a compound.

    Attributes:
        first, last: its first and last unit, from 0 at the compound's first.
        key: its stem.
        text: it as it would be written.
    """

    first: int
    last: int
    key: str
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """A word of a text, as one object wherever it is written so.

    Attributes:
        text: as written.
        key: its stem.
        units: numbers of its stem, or of the smallest words that it is made of; none for a function word or a figure.
        within: the words that it is made of, theirs included.
        is_figure: whether it is one.
    """

    text: str
    key: str
    units: tuple[int, ...]
    within: tuple[Within, ...] = ()
    is_figure: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as translations are learned from it.

    Attributes:
        words: its words.
        starts: by word, how many units stand before it.
        units: the numbers of its units.
    """

    words: Sequence[Word]
    starts: Sequence[int]
    units: Sequence[int]


class Units:
    """The units of a language, numbered from 0 as they come; each word is looked into once."""

    def __init__(self, language: str, splitter: Splitter | None) -> None:
        self._language = language
        self._splitter = splitter
        self._functions = function_words(language)
        self._numbers: dict[str, int] = {}
        self._words: dict[str, Word] = {}

    def __len__(self) -> int:
        return len(self._numbers)

    def sentence(self, text: str) -> Sentence:
        """A normalised sentence in its units."""
        found = [self._words.get(word) or self._new(word) for word in words(text)]
        starts: list[int] = []
        units: list[int] = []
        for word in found:
            starts.append(len(units))
            units += word.units
        return Sentence(found, starts, units)

    def _new(self, text: str) -> Word:
        form = exact(text)
        key = stem(text, self._language)
        if form[0].isdigit() or form in self._functions:
            word = Word(text, key, (), is_figure=form[0].isdigit())
        else:
            parts = self._parts(text, form)
            leaves = [part for part in parts if not any(_holds(part, other) for other in parts)]
            stems = [stem(leaf.word, self._language) for leaf in leaves] or [key]
            units = tuple(self._numbers.setdefault(each, len(self._numbers)) for each in stems)
            word = Word(text, key, units, tuple(self._within(text, form, parts, leaves)))
        self._words[text] = word
        return word

    def _parts(self, text: str, form: str) -> Sequence[Part]:
        """In order, the ones of each place that hold others before these; a word in small letters is no noun."""
        if self._splitter is None or not text[0].isupper() or len(form) < SHORTEST_COMPOUND:
            return ()
        return sorted(set(self._splitter.all_parts(form)), key=lambda part: (part.start, -part.end, part.word))

    def _within(self, text: str, form: str, parts: Sequence[Part], leaves: Sequence[Part]) -> Iterator[Within]:
        for part in parts:
            inside = [place for place, leaf in enumerate(leaves) if part.start <= leaf.start and leaf.end <= part.end]
            if inside:
                written = _written(text, form, part)
                yield Within(inside[0], inside[-1], stem(part.word, self._language), written)


def _holds(part: Part, other: Part) -> bool:
    return part != other and part.start <= other.start and other.end <= part.end


def _written(text: str, form: str, part: Part) -> str:
    """A part of a compound by itself, with the umlauts of the compound: Flüchtling, out of Flüchtlingslager."""
    if not form.startswith(part.word, part.start):
        return part.word.capitalize()
    letters, written = 0, ""
    for letter in text:
        if part.start <= letters < part.start + len(part.word):
            written += letter
        letters += len(exact(letter))
    return written.capitalize() if exact(written) == part.word else part.word.capitalize()
