"""What do all requests share? The settings, the languages of the interface, and a reader that follows the index."""

import threading
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Protocol

from search.countries import country_codes
from search.engine import Reader
from search.languages import LANGUAGES
from search.ministers import Registry
from search.release import Kind
from search.settings import Settings
from web.labels import Labels
from web.locale import Interface
from web.names import PEOPLE, Names
from web.params import Known


class Following(Protocol):
    """What leads to a reader of the last commit; every reader does."""

    def refreshed(self) -> Reader:
        """A reader of the last commit."""
        ...


class Awaited:
    """An index that cannot be read yet, such as one that is just being put back: each request tries anew."""

    def __init__(self, opened: Callable[[], Reader]) -> None:
        self._opened = opened

    def refreshed(self) -> Reader:
        """A reader.

        Raises:
            EngineUnavailable: it still cannot be read.
            IndexOutdated: it is there, in another format.
        """
        return self._opened()


class Site:
    """The running site."""

    def __init__(
        self, reader: Following, settings: Settings, registry: Registry, interfaces: Mapping[str, Interface]
    ) -> None:
        self.settings = settings
        self.registry = registry
        self.interfaces = interfaces
        self.names = Names(interfaces, registry)
        self._reader = reader
        self._refreshing = threading.Lock()

    def current(self) -> Reader:
        """A reader of the last commit.

        One thread opens it, and the others that notice the same commit wait: several at once would take several times
        as long, and as much memory.

        Raises:
            EngineUnavailable: the index can no longer be read.
            IndexOutdated: it was rewritten in another format.
        """
        with self._refreshing:
            self._reader = reader = self._reader.refreshed()
            return reader

    def labels(self, interface: Interface) -> Labels:
        """The names of values in a language."""
        return Labels(interface, self.registry.names)

    def name(self, language: str) -> str:
        """What the site calls itself in a language of the interface."""
        return self.settings.site.name[language]


class People(Collection[str]):
    """The identifiers of everybody in the registry, or in a facet of a release that can be seen at this moment.

    The releases are asked only about somebody whom the registry lacks: an engine may have to look at all of them, and
    what they answer can change without a commit, when an embargo ends.
    """

    def __init__(self, facet: str, reader: Reader, registry: Registry) -> None:
        self._facet = facet
        self._reader = reader
        self._registered = registry.names.keys()

    def __contains__(self, id: object) -> bool:
        return id in self._registered or id in self._reader.names(self._facet)

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._registered | self._reader.names(self._facet).keys()))

    def __len__(self) -> int:
        return len(list(iter(self)))


def known_values(reader: Reader, registry: Registry) -> Known:
    """The values that filters can have."""
    return {
        "lang": list(LANGUAGES),
        "country": country_codes(),
        "mentions": country_codes(),
        **{facet: People(facet, reader, registry) for facet in PEOPLE},
        "kind": [kind.value for kind in Kind],
    }
