"""What is the whole dictionary of an index? What its pairs teach, tables, glossaries and other dictionaries.

A run makes it anew where `is_outdated` or `is_outgrown` says so; in the first case it need not learn again.
"""

import hashlib
from collections.abc import Iterator, Mapping
from itertools import chain

from index.translating.countries import countries
from index.translating.ding import Vocabulary, load_ding
from index.translating.glossary import NO_GLOSSARY, SHIPPED, Glossary, key_of, load_glossary
from index.translating.learning import LEARNED, LEAST_PAIRS, MOST_PAIRS, Learned, Pairs, learn
from search.analysis import Splitter
from search.country_table import table_files
from search.dictionary import NO_TRANSLATIONS, Dictionary, Entry
from search.errors import InvalidSettings
from search.settings import Settings

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
        pairs: versions of releases to learn from, in the order of `search.languages`, of those pairs that are sure the
            ones that are `teaching`; they are taken one by one. None to keep what `before` has learned.
        splitters: by language, what takes compounds apart: those of the index's lexicon.
        before: the dictionary that the index had.
        vocabulary: by language, the stems that the index holds, so that of other dictionaries only what can be found
            is kept; None to keep all.

    Raises:
        InvalidSettings: the glossary or another dictionary cannot be used.
    """
    own = load_glossary(settings.glossary)
    others = [load_ding(path, vocabulary) for path in settings.dictionaries]
    learned = Learned(tuple(before.entries(LEARNED)), before.pairs) if pairs is None else learn(pairs, splitters)
    shipped = chain(learned.entries, countries(), load_glossary(SHIPPED).entries, *others)
    return Dictionary(chain(own.entries, _beside(shipped, own)), learned.pairs, made_of(settings))


def is_outgrown(before: Dictionary, pairs: int) -> bool:
    """Whether an index of so many sure pairs should learn anew; never again when it has learned from 3,000."""
    return before.pairs < MOST_PAIRS and pairs >= max(LEAST_PAIRS, GROWTH * before.pairs)


def is_outdated(before: Dictionary, settings: Settings) -> bool:
    """Whether glossaries, tables or other dictionaries have changed since a dictionary was made.

    Raises:
        InvalidSettings: the glossary or another dictionary is not there.
    """
    return before.made_of != made_of(settings)


def made_of(settings: Settings) -> str:
    """What a dictionary is made of beside pairs: another text where a file has changed.

    Raises:
        InvalidSettings: the glossary or another dictionary is not there.
    """
    digest = hashlib.sha256()
    try:
        for path in filter(None, (settings.glossary, SHIPPED, *table_files())):
            digest.update(path.read_bytes())
        for path in settings.dictionaries:  # of many megabytes; nobody changes them but in whole
            state = path.stat()
            digest.update(f"{path} {state.st_size} {state.st_mtime_ns}".encode())
    except OSError as error:
        raise InvalidSettings(f"cannot read what words are translated by: {error}") from error
    return digest.hexdigest()


def _beside(entries: Iterator[Entry], own: Glossary) -> Iterator[Entry]:
    """Those of words that the newsroom's own glossary does not list."""
    if own is NO_GLOSSARY:
        return entries
    return (entry for entry in entries if key_of(entry.text, entry.language) not in own.words)
