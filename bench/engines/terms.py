"""Which terms do the other engines get? Those of `search.terms`, spelled so that splitting at spaces gives them back.

A word matches where it stands with the same stem in the language of its text (a word as written has that stem too), a
phrase where its words stand as written. So an engine needs two fields at the least: stems, each under a letter for
its language, and words as written with their positions.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bench.queries import Question, Words
from search.analysis import exact, stem, words
from search.languages import LANGUAGES
from search.release import Part, Release

_TITLES = (Part.TITLE, Part.ALTERNATIVE_TITLE)


class _Exact(dict[str, str]):
    """Words as written by surface form, worked out once each: the fastest analysis that Python offers."""

    def __missing__(self, word: str) -> str:
        self[word] = form = exact(word)
        return form


class _Stems(dict[str, str]):
    """Stems of a language by surface form."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language

    def __missing__(self, word: str) -> str:
        self[word] = form = f"{self._language[0]}{stem(word, self._language)}"
        return form


_EXACT = _Exact()
_STEMS = {code: _Stems(code) for code in LANGUAGES}


@dataclass(frozen=True, slots=True)
class BlockTerms:
    """The terms of one block of text, parted by spaces."""

    in_title: bool
    language: str
    exact: str
    stems: str


def block_terms(release: Release) -> Iterator[BlockTerms]:
    """The terms of every block of a release."""
    for block in release.blocks:
        written = words(block.text)
        yield BlockTerms(
            block.part in _TITLES,
            block.language,
            " ".join(map(_EXACT.__getitem__, written)),
            " ".join(map(_STEMS[block.language].__getitem__, written)),
        )


def stems_of(word: str) -> list[str]:
    """The terms of which any makes a word match, one a language."""
    return [_STEMS[code][word] for code in LANGUAGES]


def exact_words(question: Question) -> list[str]:
    """The words of a phrase, or the beginning of one word, as written."""
    assert question.how in (Words.PHRASE, Words.PREFIX)
    return [exact(word) for word in question.words]
