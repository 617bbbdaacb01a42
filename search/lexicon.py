"""What does an index know of its own words? Learned from its releases, and frozen until it has outgrown that.

Terms depend on it, so that all texts of a generation must be analysed with one lexicon. An index that begins with one
release has hardly learned anything: when it has grown to four times what it learned from, it learns anew and its texts
are read again. That happens so rarely that each release is read again less than twice on average, and stops where there
is nothing new to learn.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

from search.analysis import ELISION, SHORTEST_COMPOUND, Counts, Fold, Splitter, exact, exacts, learn, stem, stems, words
from search.countries import country_names
from search.languages import LANGUAGES
from search.ministers import load_registry

ENOUGH = 3_000  # releases, some million words, after which an index has learned what its newsroom writes about
GROWTH = 4  # times as many releases as it learned from


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms under which a field of stems holds words.

    Attributes:
        wholes: the stem of each word; None for an ellipsis that nothing completes.
        parts: by the place of a compound among the words, the stems of the words that it is made of.
    """

    wholes: Sequence[str | None]
    parts: Mapping[int, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What was learned.

    Attributes:
        splitters: by language, for those that put words together.
        releases: how many it was learned from.
    """

    splitters: Mapping[str, Splitter]
    releases: int

    def terms(self, surfaces: Sequence[str], language: str, forms: Sequence[str] | None = None) -> Terms:
        """The terms of words, or extras, of a text in a language; `forms` are their exact forms, if they are known.

        A word in small letters is no noun, and what looks like parts of it are none: "ebenfalls", "umzugehen".
        """
        splitter = self.splitters.get(language)
        forms = exacts(surfaces) if forms is None else list(forms)
        elliptic = [place for place, form in enumerate(forms) if ELISION in form]
        wholes: list[str | None] = [*stems(forms, language)]
        for place in elliptic:
            whole = splitter.completed(forms[place]) if splitter else None
            forms[place], wholes[place] = whole or "", stem(whole, language) if whole else None
        return Terms(wholes, self._parts(surfaces, forms, splitter) if splitter else {})

    def _parts(self, surfaces: Sequence[str], forms: Sequence[str], splitter: Splitter) -> Mapping[int, Sequence[str]]:
        parts = {
            place: within
            for place, form in enumerate(forms)
            if len(form) >= SHORTEST_COMPOUND and surfaces[place][0].isupper() and (within := splitter.within(form))
        }
        different = list(dict.fromkeys(chain.from_iterable(parts.values())))
        stem_of = dict(zip(different, stems(different, splitter.language), strict=True))
        return {place: [stem_of[part] for part in each] for place, each in parts.items()}

    def is_outgrown(self, releases: int) -> bool:
        """Whether an index of so many releases should learn anew."""
        return self.releases < ENOUGH and releases > self.releases and releases >= GROWTH * self.releases


def learned(counts: Mapping[str, Counts], releases: int, fold: Fold = exacts) -> Lexicon:
    """What so many releases teach, whose words are counted by language; `fold` gives their exact forms."""
    return Lexicon(learn(counts, _protected(), fold), releases)


@cache
def _protected() -> frozenset[str]:
    """The names that must not be taken apart: Deutschland, Westerwelle."""
    names = [*load_registry().names.values(), *(name for code in LANGUAGES for name in country_names(code).values())]
    return frozenset(exact(word) for name in names for word in words(name))


@cache
def nothing_learned() -> Lexicon:
    """What an index without releases knows."""
    return learned({}, 0)
