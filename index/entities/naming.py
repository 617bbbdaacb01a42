"""Where does the name of a person stand in running text?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from index.entities.roles import office_at, table
from index.entities.running_text import Words, folded, words_of
from index.telltales import telltales
from search.countries import country_names, other_names
from search.languages import LANGUAGES

MOST = 5  # parts of a name; hyphens join parts into one: Calmy-Rey, al-Kadhimi
# How German nouns end, which are written large like names; in words long enough not to be names themselves.
_NOUN_ENDINGS = (
    "ung", "ungen", "heit", "keit", "keiten", "schaft", "schaften", "tion", "tionen", "gespräch", "gespräche",
    "gesprächen", "treffen", "besuch", "besuchs", "reise", "konferenz", "rede", "fragen", "politik", "ismus", "recht",
    "rechte", "ität",
)  # fmt: skip
_NOUN = 7  # letters
_BEHIND_HONORIFICS = (" ", ". ", ".", "' ", "’ ")  # Dr. Ursula, H.E. Samuel, Dato' Seri


@dataclass(frozen=True, slots=True)
class Name:
    """A name in running text: its words from `start` to before `end`, without honorifics; `parts` begins each part."""

    start: int
    end: int
    parts: tuple[int, ...]

    @property
    def is_full(self) -> bool:
        """Whether it is more than a surname."""
        return len(self.parts) > 1


def name_at(words: Words, place: int) -> Name | None:
    """The name that begins at a place, honorifics before it left out; None for what is no name.

    "Dr. Ursula Plassnik", "Mustafa al-Kadhimi" and "Calmy-Rey" are names; "Kenntnis", "Monday" and "UNO" are none.
    """
    place = behind_honorifics(words, place)
    if country_at(words, place):
        return None
    parts: list[int] = []
    end = place
    while end < len(words) and len(parts) < MOST and (not parts or _goes_on(words, end)):
        behind = _part(words, end, first=not parts)
        if behind is None:
            break
        parts.append(end)
        end = behind
    if len(parts) == MOST and words.follows(end) and words.words[end][0].isupper():
        return None  # a list of things, or a title in capitals: no name is as long
    return Name(place, end, tuple(parts)) if parts else None


def behind_honorifics(words: Words, place: int) -> int:
    """The place behind what stands in front of names: Herrn Dr. Maas."""
    honorifics = table().vocabulary["honorifics"]
    while place + 1 < len(words) and words.gap(place + 1) in _BEHIND_HONORIFICS:
        pair = words.words[place : place + 2]
        if pair in (("H", "E"), ("S", "E")):
            place += 2
        elif folded(pair[0]) in honorifics:
            place += 1
        else:
            break
    return min(place, len(words) - 1)


def is_country(words: Words, start: int, end: int) -> bool:
    """Whether these words are what a country is called: New Zealand is nobody."""
    return tuple(map(folded, words.words[start:end])) in _countries()


def country_at(words: Words, place: int) -> int | None:
    """The place behind the country that is named at a place."""
    ends = range(min(place + 5, len(words)), place, -1)
    return next((end for end in ends if is_country(words, place, end)), None)


@lru_cache(maxsize=50_000)
def is_word(word: str) -> bool:
    """Whether it is a word and nobody's name, though it is written large."""
    form, vocabulary = folded(word), table().vocabulary
    if form in vocabulary["names_too"]:
        return False
    if form in vocabulary["no_names"] or form in _known_words():
        return True
    return len(word) >= _NOUN and word.lower().endswith(_NOUN_ENDINGS)


def _part(words: Words, place: int, *, first: bool) -> int | None:
    """The place behind one part of a name, with the particles before it and the hyphens in it."""
    place = _behind_particles(words, place)
    if place >= len(words) or not _is_name_word(words, place, first=first):
        return None
    end = place + 1
    while words.is_joined(end) and words.words[end][0].isalpha():
        if office_at(words, end):
            return None  # EU-Kommissar
        end += 1
    return end


def _behind_particles(words: Words, place: int) -> int:
    vocabulary = table().vocabulary
    before = place
    while place + 1 < len(words) and words.gap(place + 1) in (" ", "-", "‑", "’", "'"):
        word = words.words[place]
        allowed = vocabulary["particles"] if place == before else vocabulary["after_particles"]
        if word not in allowed and not (
            place == before and words.is_joined(place + 1) and word.lower() in ("al", "el")
        ):
            break
        place += 1
    return before if country_at(words, place) else place


def _is_name_word(words: Words, place: int, *, first: bool) -> bool:
    word = words.words[place]
    if not word[0].isupper() or any(character.isdigit() for character in word):
        return False
    if len(word) > 1 and word.isupper() and not _is_initial(words, place):
        return False
    return _names_somebody(word) and office_at(words, place) is None and (first or country_at(words, place) is None)


def _names_somebody(word: str) -> bool:
    return not is_word(word) and folded(word) not in table().vocabulary["honorifics"]


def _is_initial(words: Words, place: int) -> bool:
    return len(words.words[place]) <= 2 and words.gap(place + 1).startswith(".")


def _goes_on(words: Words, place: int) -> bool:
    gap = words.gap(place)
    return gap == " " or (gap in (". ", ".") and len(words.words[place - 1]) <= 2)


@cache
def _known_words() -> Mapping[str, frozenset[str]]:
    known = telltales(tuple(LANGUAGES)).words
    return {folded(word): owners for word, owners in known.items()}


@cache
def _countries() -> frozenset[tuple[str, ...]]:
    """All names of countries and places as folded words, also in German's genitive: Russlands."""
    names = {tuple(map(folded, words_of(name).words)) for name in _country_names()}
    return frozenset(names | {(*name[:-1], name[-1] + "s") for name in names})


def _country_names() -> Iterator[str]:
    yield from table().vocabulary["places"]
    for language in LANGUAGES:
        yield from country_names(language).values()
    for names in other_names().values():
        yield from names
