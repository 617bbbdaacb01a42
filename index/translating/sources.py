"""What is the whole dictionary of an index? What its pairs teach, tables, glossaries and other dictionaries."""

from collections.abc import Iterator, Mapping
from itertools import chain

from index.translating.countries import countries
from index.translating.ding import Vocabulary, load_ding
from index.translating.glossary import NO_GLOSSARY, SHIPPED, Glossary, key_of, load_glossary
from index.translating.learning import LEARNED, LEAST_PAIRS, Pairs, learn
from search.analysis import Splitter
from search.dictionary import NO_TRANSLATIONS, Dictionary, Entry
from search.settings import Settings

ENOUGH = 6_000  # pairs, after which an index has learned what its newsroom writes about
GROWTH = 2  # times as many pairs as it learned from


def dictionary_of(
    settings: Settings,
    pairs: Pairs | None,
    splitters: Mapping[str, Splitter],
    before: Dictionary = NO_TRANSLATIONS,
    vocabulary: Vocabulary | None = None,
) -> Dictionary:
    """The dictionary of an index, from all its sources; where two know the same translation, the first of them says so.

    What the newsroom's own glossary lists has the translations that it gives and no others.

    Args:
        settings: name the glossary and other dictionaries.
        pairs: versions of releases to learn from, in the order of `search.languages`, those that staff or evidence are
            sure of; None to keep what `before` has learned.
        splitters: by language, what takes compounds apart: those of the index's lexicon.
        before: the dictionary that the index had.
        vocabulary: by language, the stems that the index holds, so that of other dictionaries only what can be found
            is kept; None to keep all.

    Raises:
        InvalidSettings: the glossary or another dictionary cannot be used.
    """
    own = load_glossary(settings.glossary)
    others = [load_ding(path, vocabulary) for path in settings.dictionaries]
    taught = before.entries(LEARNED) if pairs is None else learn(pairs, splitters)
    shipped = chain(taught, countries(), load_glossary(SHIPPED).entries, *others)
    learned_from = before.pairs if pairs is None else len(pairs)
    return Dictionary(chain(own.entries, _beside(shipped, own)), learned_from)


def is_outgrown(before: Dictionary, pairs: int) -> bool:
    """Whether an index of so many pairs should learn anew."""
    return before.pairs < ENOUGH and pairs >= max(LEAST_PAIRS, GROWTH * before.pairs)


def _beside(entries: Iterator[Entry], own: Glossary) -> Iterator[Entry]:
    """Those of words that the newsroom's own glossary does not list."""
    if own is NO_GLOSSARY:
        return entries
    return (entry for entry in entries if key_of(entry.text, entry.language) not in own.words)
