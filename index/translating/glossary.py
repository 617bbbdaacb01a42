"""What do staff say that words mean? A glossary comes with the project, and a newsroom's own wins over it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.translating.entries import entries_of
from search.analysis import function_words, stem, words
from search.dictionary import Entry
from search.errors import InvalidSettings
from search.languages import LANGUAGES
from search.toml_file import read_toml

SHIPPED = Path(__file__).parent / "data" / "glossary.toml"
GLOSSARY = "glossary"  # the source of what it says

_MOST_WORDS = 8  # of a phrase
_LONGEST = 100  # characters
_MOST_FAULTS = 50  # that are told

Key = tuple[str, ...]  # a language, and the stems of words in it


@dataclass(frozen=True, slots=True)
class Glossary:
    """What a glossary says.

    Attributes:
        entries: its translations.
        words: all that it lists, those without a translation included; by language and stems.
    """

    entries: Sequence[Entry] = ()
    words: Collection[Key] = frozenset()


NO_GLOSSARY = Glossary()


def load_glossary(path: Path | None = SHIPPED) -> Glossary:
    """What a file says; nothing where there is none.

    ```toml
    entries = [
        { de = ["Waffenruhe", "Waffenstillstand"], en = ["ceasefire", "truce"] },
        { de = "Zeitenwende", en = "watershed" },
        { de = "Strom", en = [] },    # not to be translated
    ]
    ```

    Raises:
        InvalidSettings: the file cannot be read, or naming everything in it that is no entry.
    """
    if path is None:
        return NO_GLOSSARY
    file = read_toml(path, "the glossary")
    faults = list(_faults(file))
    if faults:
        more = [f"and {len(faults) - _MOST_FAULTS} more"] if len(faults) > _MOST_FAULTS else []
        raise InvalidSettings(f"{path}: " + "; ".join([*faults[:_MOST_FAULTS], *more]))
    meanings = [{language: _listed(row[language]) for language in row} for row in file["entries"]]
    listed = ((language, text) for meaning in meanings for language, texts in meaning.items() for text in texts)
    return Glossary(
        tuple(entry for meaning in meanings for entry in entries_of(meaning, GLOSSARY)),
        frozenset(key_of(text, language) for language, text in listed),
    )


def key_of(text: str, language: str) -> Key:
    """That under which all forms of these words are one."""
    return language, *(stem(word, language) for word in words(text))


def _listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def _faults(file: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"{key} is nothing that such a file holds" for key in sorted(file.keys() - {"entries"}))
    rows = file.get("entries")
    if not isinstance(rows, list):
        yield 'entries must be a list such as [{ de = "Waffenruhe", en = ["ceasefire", "truce"] }]'
        return
    for number, row in enumerate(rows, 1):
        if isinstance(row, dict):
            yield from (f"entry {number} ({_shown(row)}): {fault}" for fault in _faults_of_entry(row))
        else:
            yield f'entry {number}: must be a table such as {{ de = "Waffenruhe", en = "ceasefire" }}'


def _faults_of_entry(row: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"{key} is no language" for key in sorted(row.keys() - LANGUAGES.keys()))
    if len(row) < 2:
        yield "it names fewer than two languages"
    for language in sorted(row.keys() & LANGUAGES.keys()):
        texts = _listed(row[language]) if isinstance(row[language], (str, list)) else [row[language]]
        yield from (f"{language}: {fault}" for fault in filter(None, (_fault(text, language) for text in texts)))
    if not any(row.values()):
        yield "it holds no word"


def _fault(text: object, language: str) -> str | None:
    if not isinstance(text, str):
        return f"{text!r} is no text"
    found = words(text) if len(text) <= _LONGEST else []
    if len(text) > _LONGEST or len(found) > _MOST_WORDS:
        return f"{text[:_LONGEST]!r} has more than {_MOST_WORDS} words or {_LONGEST} characters"
    if all(word.casefold() in function_words(language) for word in found):
        return f"{text!r} holds no word that could be looked up"
    return None


def _shown(row: Mapping[str, Any]) -> str:
    """The beginning of an entry, by which somebody finds it."""
    first = next((text for value in row.values() for text in _listed(value)), "") if _is_plain(row) else ""
    return first[:_LONGEST] or "empty"


def _is_plain(row: Mapping[str, Any]) -> bool:
    return all(isinstance(value, str) or _are_texts(value) for value in row.values())


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)
