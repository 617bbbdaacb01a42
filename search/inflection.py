"""In which forms may a word stand within words that go together? Those that go on from its stem and have the same.

    Vereinte Nationen      Vereinten Nationen, Vereinter Nationen
    Human Rights Council   Human Rights Councils

Places are kept of words as written alone, so that forms are looked for among the words that begin so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from search.analysis import exact, stem, stems

_SHORTEST = 4  # letters of a beginning; so few words have a longer one that each can be looked at
_REMEMBERED = 1_000


@dataclass(frozen=True, slots=True)
class Inflected:
    """The forms of a word.

    Attributes:
        form: the word itself, in exact form.
        beginning: what its other forms begin with; "" where only the word itself will do.
        language: whose word it is.
        stem: that all forms have.
    """

    form: str
    beginning: str
    language: str
    stem: str

    def among(self, words: Sequence[str]) -> list[int]:
        """Which of the words, in exact form, are forms of it, by their places.

        >>> inflected("Vereinte", "de").among(["vereinte", "vereinten", "verein", "vereinsamt"])
        [0, 1]
        >>> inflected("of", "en").among(["of", "off", "office"])
        [0]
        """
        if not self.beginning:
            return [place for place, word in enumerate(words) if word == self.form]
        begun = [place for place, word in enumerate(words) if word.startswith(self.beginning)]
        found = stems((words[place] for place in begun), self.language)
        return [place for place, stemmed in zip(begun, found, strict=True) if stemmed == self.stem]


@lru_cache(_REMEMBERED)
def inflected(word: str, language: str) -> Inflected:
    """The forms of a word of a language."""
    form, stemmed = exact(word), stem(word, language)
    length = next((place for place, (one, other) in enumerate(zip(form, stemmed, strict=False)) if one != other), None)
    beginning = form[: min(len(form), len(stemmed)) if length is None else length]
    return Inflected(form, beginning if len(beginning) >= _SHORTEST else "", language, stemmed)
