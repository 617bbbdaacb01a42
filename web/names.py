"""What do people call a country, a minister, a language or a kind when they type it as a filter?"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property

from search.analysis import exact, normalize, stem, without_accents, words
from search.countries import country_codes, country_names, other_names
from search.engine import Reader
from search.languages import LANGUAGES
from search.ministers import Registry
from search.release import Kind
from web.locale import Interface

PEOPLE = ("minister", "person")  # facets whose values only the registry and the releases know

_Words = tuple[str, ...]  # of a name, folded


class NameTable:
    """Values and what they are called.

    A name means what is spelled so, capitals, umlauts and accents aside ("osterreich"); else what is the same but for
    endings ("Reden"); else what holds all its words ("steinmeier").
    """

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._spelled: dict[_Words, set[str]] = defaultdict(set)
        self._stemmed: dict[_Words, set[str]] = defaultdict(set)
        for value, name in names:
            for folded in _spellings(name):
                self._spelled[folded].add(value)
            for stems in _stems(name):
                self._stemmed[stems].add(value)

    def values(self, text: str) -> Sequence[str]:
        """The values that a typed name means: none, one or several."""
        spelled = {value for folded in _spellings(text) for value in self._spelled.get(folded, ())}
        return sorted(spelled or self._alike(text) or self._holding(text))

    def _alike(self, text: str) -> set[str]:
        return {value for stems in _stems(text) for value in self._stemmed.get(stems, ())}

    def _holding(self, text: str) -> set[str]:
        typed = [set(folded) for folded in _spellings(text)]
        return {
            value
            for name, values in self._spelled.items()
            if any(each and each.issubset(name) for each in typed)
            for value in values
        }


class Names:
    """The names of all facets' values, in every language of the interface; they are gathered when first asked for."""

    def __init__(self, interfaces: Mapping[str, Interface], registry: Registry) -> None:
        self._interfaces = interfaces
        self._registry = registry

    def known_to(self, reader: Reader) -> Callable[[str, str], Sequence[str]]:
        """What finds a facet's values by a typed name; ministers whom only releases name are asked of the reader."""

        @cache
        def people(facet: str) -> NameTable:
            return self._people(reader, facet)

        def values(facet: str, text: str) -> Sequence[str]:
            table = people(facet) if facet in PEOPLE else self._fixed[facet]
            return table.values(text)

        return values

    @cached_property
    def _fixed(self) -> Mapping[str, NameTable]:
        interfaces = self._interfaces.values()
        kinds = [(kind.value, name) for kind in Kind for name in (kind.value, *(i.kind(kind) for i in interfaces))]
        languages = [(code, name) for code in LANGUAGES for name in (code, *(i.language(code) for i in interfaces))]
        countries = NameTable(_countries())
        return {
            "country": countries,
            "mentions": countries,
            "language": NameTable(languages),
            "kind": NameTable(kinds),
        }

    def _people(self, reader: Reader, facet: str) -> NameTable:
        registered = [
            (entry.minister.id, name)
            for entry in self._registry.entries
            for name in (entry.minister.id, entry.minister.name, *entry.aliases)
        ]
        return NameTable([*registered, *((id, name) for id, name in reader.names(facet).items())])


def _countries() -> Iterator[tuple[str, str]]:
    for language in LANGUAGES:
        yield from country_names(language).items()
    for code, names in other_names().items():
        yield from ((code, name) for name in names)
    yield from ((code, code) for code in country_codes())


def _spellings(name: str) -> set[_Words]:
    """With umlauts spelled out, and without them."""
    found = words(normalize(name))
    return {tuple(map(exact, found)), tuple(without_accents(word.casefold()) for word in found)}


def _stems(name: str) -> set[_Words]:
    found = words(normalize(name))
    return {tuple(stem(word, language) for word in found) for language in LANGUAGES} if found else set()
