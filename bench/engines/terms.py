"""Which terms do the other engines get? Those of `search.terms`, spelled so that splitting at spaces gives them back.

A word matches where it stands with the same stem in the language of its text, alone or as part of another word (a word
as written has that stem too), or where all words stand that it is made of; a phrase where its words stand as written.
So an engine needs two fields at the least: stems, each under a letter for its language, and words as written with
their positions. What ours learns of compounds from the first releases that it writes, all are told.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.queries import Question, Words
from search.analysis import exact, words
from search.engines.whoosh.beside import LEXICON
from search.engines.whoosh.lexicon_file import read_lexicon, write_lexicon
from search.engines.whoosh.writer import BATCH
from search.forms import Forms, forms_of
from search.languages import LANGUAGES
from search.lexicon import Lexicon, learned
from search.release import Release
from search.terms import EVERYWHERE, passages


class _Exact(dict[str, str]):
    """Words as written by surface form, worked out once each: the fastest analysis that Python offers."""

    def __missing__(self, word: str) -> str:
        self[word] = form = exact(word)
        return form


class _Stems(dict[str, str]):
    """The stem of each word of a language, and those of its parts, by surface form."""

    def __init__(self, language: str, lexicon: Lexicon) -> None:
        super().__init__()
        self._language = language
        self._lexicon = lexicon

    def __missing__(self, word: str) -> str:
        terms = self._lexicon.terms([word], self._language)
        found = [whole for whole in terms.wholes if whole] + [*terms.parts.get(0, ())]
        self[word] = joined = " ".join(f"{self._language[0]}{term}" for term in found)
        return joined


@dataclass(frozen=True, slots=True)
class BlockTerms:
    """The terms of one block of text, parted by spaces."""

    in_title: bool
    language: str
    exact: str
    stems: str


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which a word matches: where of each of these lists of terms any stands."""

    terms: Sequence[Sequence[str]]


class Terms:
    """The terms of texts and questions, by what was learned of compounds."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._exact = _Exact()
        self._stems = {code: _Stems(code, lexicon) for code in LANGUAGES}

    def of(self, release: Release) -> Iterator[BlockTerms]:
        """The terms of every block of a release."""
        for block, passage in zip(release.blocks, passages(release), strict=True):
            yield BlockTerms(
                block.part.is_title,
                block.language,
                " ".join(map(self._exact.__getitem__, passage.words)),
                " ".join(map(self._stems[block.language].__getitem__, (*passage.words, *passage.extras))),
            )

    def ways(self, word: str) -> list[Way]:
        """The ways in which a word matches; any will do."""
        forms = forms_of(word, EVERYWHERE, self._lexicon)
        together = [Way([_stems(part) for part in forms.parts])] if forms.parts else []
        return [Way([_stems(forms)]), *together]


def teach(directory: Path, releases: Iterable[Release]) -> None:
    """Keep in an engine's directory what our writer learns from these releases."""
    counts: dict[str, Counter[str]] = {code: Counter() for code in LANGUAGES}
    taken = read = 0
    for release in releases:
        taken += 1
        for block in release.blocks:
            counts[block.language].update(found := words(block.text))
            read += len(found)
        if read >= BATCH:
            break
    write_lexicon(directory, learned(counts, taken))


def taught(directory: Path) -> Terms:
    """The terms by what was kept in an engine's directory."""
    (path,) = directory.glob(f"*.{LEXICON}")
    return Terms(read_lexicon(path))


def exact_words(question: Question) -> list[str]:
    """The words of a phrase, or the beginning of one word, as written."""
    assert question.how in (Words.PHRASE, Words.PREFIX)
    return [exact(word) for word in question.words]


def _stems(forms: Forms) -> list[str]:
    return [f"{term.field.language[0]}{term.text}" for term in forms.stems if term.field.language]
