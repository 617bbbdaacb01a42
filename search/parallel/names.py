"""Which countries and which people does a text name, so that they can be compared with those of another language?

Few names are sure: those of countries in the table of countries, and of people whom either release is known to name. A
country is met by whatever else says it (Iraqi, Baghdad), a person by how another language spells the surname.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain

from search.analysis import Token, exact, stem, stems, tokenize, without_accents, words
from search.countries import country_names
from search.country_table import load_table
from search.languages import LANGUAGES
from search.parallel.dates import close_to
from search.parallel.mentions import Kind, Mention, Mentions
from search.release import Minister, Release

_Phrases = Mapping[tuple[str, ...], frozenset[str]]
_LONGEST = 6  # words of a country's name
_SHORTEST_BEGINNING = 4  # letters of an adjective or a name that begins a longer word: irakische, Irakkrieg
_SHORTEST_COUNTRY = 5  # letters that are heard
_SHORTEST_SOUND = 3  # letters that are heard; with fewer, Maas sounds like Maß
_LONGEST_WORD = 40  # letters
_SOUNDS = (
    ("tsch", "ch"),
    ("tch", "ch"),
    ("sch", "sh"),
    ("zh", "sh"),
    ("kh", "h"),
    ("ts", "s"),
    ("tz", "s"),
    ("ph", "f"),
    ("ck", "k"),
)
_DOUBLED = re.compile(r"(.)\1+")
_LETTERS = str.maketrans("wzcq", "vskk")
_UNHEARD = str.maketrans("", "", "aeiouyjh'-")


@dataclass(frozen=True, slots=True)
class Known:
    """Whom and what two releases are known to name.

    Attributes:
        surnames: the people by their surnames, and by how these sound.
        countries: of the release that is read, as ISO codes.
        close: keys of days and years about which they were published.
    """

    surnames: frozenset[str]
    countries: frozenset[str]
    close: frozenset[str] = frozenset()


def known(release: Release, other: Release) -> Known:
    """What is known of a release that is compared with another."""
    close = close_to(release.published) | close_to(other.published)
    return Known(_surnames((*release.people, *other.people)), frozenset(release.mentions), close)


def names(text: str, language: str, known: Known) -> Mentions:
    """The countries and people that a text names."""
    tokens = list(tokenize(text))
    yield from _people(tokens, known.surnames)
    yield from _countries(tokens, language, known.countries)


def _people(tokens: Iterable[Token], surnames: frozenset[str]) -> Mentions:
    """People by their surnames; what only sounds like one is never missed, for it may be another word."""
    for token in tokens:
        if token.text[0].isupper():
            form = exact(token.text).removesuffix("'s")
            heard = _heard(form) if form in surnames or sound(form) in surnames else _heard(form.removesuffix("s"))
            if heard in surnames:
                is_sure = bool({form, form.removesuffix("s")} & surnames)
                keys = frozenset([f"person:{heard}"])
                yield Mention(token.start, token.end, Kind.PERSON, keys, keys if is_sure else frozenset())


def _countries(tokens: Sequence[Token], language: str, mentioned: frozenset[str]) -> Mentions:
    """Countries; one is missed by its name alone, where nobody doubts that it is meant."""
    forms = [exact(token.text) for token in tokens]
    stemmed = stems(forms, language)
    place = 0
    while place < len(tokens):
        length, codes = _country_at(tokens, stemmed, place, language)
        if codes:
            keys = frozenset(f"country:{code}" for code in codes)
            named = _country_phrases(language).get(tuple(forms[place : place + length]))
            is_sure = named is not None and len(named) == 1 and named <= mentioned and tokens[place].text[0].isupper()
            end = tokens[place + length - 1].end
            yield Mention(tokens[place].start, end, Kind.COUNTRY, keys, keys if is_sure else frozenset())
        place += length


def _country_at(
    tokens: Sequence[Token], stemmed: Sequence[str], place: int, language: str
) -> tuple[int, frozenset[str]]:
    """How many words at a place say a country, and which; (1, none) where none does."""
    sayings = _sayings_by_stems(language)
    for length in range(min(_LONGEST, len(stemmed) - place), 0, -1):
        codes = sayings.get(tuple(stemmed[place : place + length]))
        if codes:
            return length, codes
    return 1, _within(exact(tokens[place].text), language) if tokens[place].text[0].isupper() else frozenset()


@lru_cache(maxsize=20_000)
def _within(form: str, language: str) -> frozenset[str]:
    """The countries that a folded word sounds like, or that its beginning or its end says: Irakkrieg, Südsomalia."""
    heard = _sayings_by_sound().get(sound(form))
    if heard or len(form) > _LONGEST_WORD:
        return heard or frozenset()
    sayings = _sayings_by_stems(language)
    lengths = range(len(form), _SHORTEST_BEGINNING - 1, -1)
    parts = chain.from_iterable((form[:length], stem(form[-length:], language)) for length in lengths)
    return next(filter(None, (sayings.get((part,)) for part in parts)), frozenset())


def sound(word: str) -> str:
    """What the spellings of a surname in several languages have in common.

    >>> sound("Lawrow") == sound("Lavrov"), sound("Selenskyj") == sound("Zelenskyy"), sound("Kerry") == sound("Maas")
    (True, True, False)
    """
    folded = without_accents(exact(word))
    for spelled, said in _SOUNDS:
        folded = folded.replace(spelled, said)
    first = "a" if folded[:1] in ("a", "e", "i", "o", "u") else ""
    return first + _DOUBLED.sub(r"\1", folded.translate(_LETTERS)).translate(_UNHEARD)


@cache
def _country_phrases(language: str) -> _Phrases:
    """The names of countries in a language, word by word."""
    return _table((tuple(map(exact, words(name))), code) for code, name in country_names(language).items())


@cache
def _sayings_by_stems(language: str) -> _Phrases:
    """Whatever says a country, in all languages, by the stems that texts of one language have."""
    return _table((tuple(stems(list(map(exact, words(said))), language)), code) for code, said in _sayings())


@cache
def _sayings_by_sound() -> Mapping[str, frozenset[str]]:
    """Names of one word that are told by their consonants alone: Aserbeidschan."""
    heard = _table(((sound(said),), code) for code, said in _sayings() if len(sound(said)) >= _SHORTEST_COUNTRY)
    return {key[0]: codes for key, codes in heard.items() if len(codes) == 1}


def _sayings() -> Iterator[tuple[str, str]]:
    for language in LANGUAGES:
        yield from country_names(language).items()
    for code, row in load_table().countries.items():
        inflected = chain(*row.adjectives.values(), *row.inhabitants.values())
        for said in chain(row.official, row.aliases, row.abbreviations, row.parts, row.capitals, row.cities, inflected):
            yield code, said


def _table(named: Iterable[tuple[tuple[str, ...], str]]) -> _Phrases:
    found: dict[tuple[str, ...], frozenset[str]] = {}
    for phrase, code in named:
        found[phrase] = found.get(phrase, frozenset()) | {code}
    return found


def _heard(surname: str) -> str:
    """How a folded surname sounds; itself where too little is left of it to tell it by."""
    heard = sound(surname)
    return heard if len(heard) >= _SHORTEST_SOUND else without_accents(surname)


def _surnames(people: Iterable[Minister]) -> frozenset[str]:
    names = {exact(person.name.rsplit(maxsplit=1)[-1]) for person in people}
    return frozenset(names | set(map(_heard, names)))
