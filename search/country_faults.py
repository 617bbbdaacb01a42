"""What is wrong with a table of countries? Each fault names the entry it is in, so that an editor finds it."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from search.languages import LANGUAGES
from search.territories import TERRITORIES

Raw = Mapping[str, Any]
_WORD = re.compile(r"\w")
_Check = Callable[[object], str | None]  # what is wrong with a value, None if nothing


def faults_of(raw: Raw) -> Iterator[str]:
    """Every fault of a table as TOML gives it."""
    yield from _unknown("the table", raw, _TOP)
    for section, keys in _SECTIONS.items():
        rows = raw.get(section, {})
        if not isinstance(rows, dict):
            yield f"{section} must be a table"
            continue
        for name, row in rows.items():
            yield from _row_faults(f"{section}.{name}", row, keys)
    for key, check in _ALONE.items():
        if key in raw and (fault := check(raw[key])):
            yield f"{key} {fault}"
    yield from _ending_faults(raw.get("endings", {}))
    yield from _code_faults(raw)
    yield from _doubles(raw)


def _texts(value: object) -> str | None:
    if isinstance(value, list) and all(isinstance(each, str) and _WORD.search(each) for each in value):
        return None
    return 'must be a list of texts such as ["Burma"]'


def _texts_by_language(value: object) -> str | None:
    if isinstance(value, dict) and value.keys() <= LANGUAGES.keys() and not any(map(_texts, value.values())):
        return None
    return f'must list texts by language ({", ".join(LANGUAGES)}), such as {{ en = ["Iraqi"] }}'


def _text_by_language(value: object) -> str | None:
    if isinstance(value, dict) and value.keys() == LANGUAGES.keys() and all(map(_is_text, value.values())):
        return None
    return f"must be one text in each language ({', '.join(LANGUAGES)})"


def _languages(value: object) -> str | None:
    if isinstance(value, list) and all(each in LANGUAGES for each in value):
        return None
    return f"must list languages ({', '.join(LANGUAGES)})"


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(_WORD.search(value))


_WORDS: Mapping[str, _Check] = {
    **dict.fromkeys(("official", "aliases", "abbreviations", "parts", "capitals", "cities"), _texts),
    **dict.fromkeys(("adjectives", "inhabitants"), _texts_by_language),
}
_SECTIONS: Mapping[str, Mapping[str, _Check]] = {
    "country": _WORDS,
    "former": {**_WORDS, "names": _text_by_language},
    "guards": {"languages": _languages, **dict.fromkeys(("not_after", "not_before", "needs"), _texts)},
    "region": {"names": _text_by_language, "countries": _texts},
}
_NEEDED = {"former": ("names",), "region": ("names", "countries")}
_ALONE: Mapping[str, _Check] = {
    **dict.fromkeys(("meeting_places", "nothing"), _texts),
    **dict.fromkeys(("money_and_languages", "compounds"), _texts_by_language),
}
_TOP = {*_SECTIONS, *_ALONE, "endings"}
_SORTS = {"names", "adjectives_before", "adjectives", "inhabitants"}


def _unknown(place: str, row: Raw, known: Mapping[str, object] | set[str]) -> Iterator[str]:
    for key in row:
        if key not in known:
            yield f"{place} has an unknown key {key}"


def _row_faults(place: str, row: object, keys: Mapping[str, _Check]) -> Iterator[str]:
    if not isinstance(row, dict):
        yield f"{place} must be a table"
        return
    yield from _unknown(place, row, keys)
    for key in _NEEDED.get(place.partition(".")[0], ()):
        if key not in row:
            yield f"{place} has no {key}"
    for key, check in keys.items():
        if key in row and (fault := check(row[key])):
            yield f"{place}: {key} {fault}"


def _ending_faults(endings: object) -> Iterator[str]:
    if not isinstance(endings, dict):
        yield "endings must be a table"
        return
    for language, sorts in endings.items():
        if language not in LANGUAGES or not isinstance(sorts, dict) or sorts.keys() != _SORTS:
            yield f"endings.{language} must be a language's, with {', '.join(sorted(_SORTS))}"
            continue
        for sort, rules in sorts.items():
            if not isinstance(rules, dict) or not all(_are_endings(ends) for ends in rules.values()):
                yield f'endings.{language}.{sort} must list endings for each ending, such as {{ e = ["e", "en"] }}'
    yield from (f"endings.{language} is missing" for language in LANGUAGES if language not in endings)


def _are_endings(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _code_faults(raw: Raw) -> Iterator[str]:
    former = _table(raw, "former")
    for code in _table(raw, "country"):
        if code not in TERRITORIES:
            yield f"country.{code} is no country of ISO 3166"
    for code in former:
        if code in TERRITORIES or len(code) != 2 or not (code.isascii() and code.isalpha() and code.isupper()):
            yield f"former.{code} must be two capital letters that no country of today has"
    for id, region in _table(raw, "region").items():
        codes = region.get("countries", ()) if isinstance(region, dict) else ()
        for code in codes if isinstance(codes, list) else ():
            if code not in TERRITORIES and code not in former:
                yield f"region.{id} names no country with {code}"


def _doubles(raw: Raw) -> Iterator[str]:
    """Words that stand for two countries: nobody could say which of them a text means."""
    codes: dict[tuple[str, str], list[str]] = defaultdict(list)
    for section in ("country", "former"):
        for code, row in _table(raw, section).items():
            for words in dict.fromkeys(_words(row) if isinstance(row, dict) else ()):
                codes[words].append(f"{section}.{code}")
    for (word, _), rows in codes.items():
        if len(rows) > 1:
            yield f"{' and '.join(rows)} both have {word}"


def _words(row: Raw) -> Iterator[tuple[str, str]]:
    """Each word of a row with the language that it is in, "" for either."""
    for key in ("official", "aliases", "abbreviations", "parts", "capitals", "cities"):
        yield from ((word, "") for word in _list(row.get(key)))
    for key in ("adjectives", "inhabitants"):
        by_language = row.get(key)
        for language, words in by_language.items() if isinstance(by_language, dict) else ():
            yield from ((word, language) for word in _list(words))


def _list(value: object) -> list[str]:
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []


def _table(raw: Raw, section: str) -> Raw:
    rows = raw.get(section, {})
    return rows if isinstance(rows, dict) else {}
