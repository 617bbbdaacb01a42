"""What is known of the world, beside what a document says of itself? Ministers, countries, and what time it is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from index.entities.countries import Gazetteer, load_gazetteer
from index.entities.ministers import Spotter, spotter_of
from search.ministers import load_registry
from search.settings import Settings


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What releases are completed with.

    Attributes:
        spotter: the newsroom's ministers.
        gazetteer: the names of countries.
        clock: tells which dates lie in the future (aware).
    """

    spotter: Spotter
    gazetteer: Gazetteer
    clock: Callable[[], datetime]


def load_knowledge(settings: Settings, clock: Callable[[], datetime]) -> Knowledge:
    """What a newsroom with these settings knows.

    Raises:
        InvalidSettings: the registry of ministers cannot be used.
    """
    own = settings.site.own_country
    registry = load_registry(settings.ministers)
    return Knowledge(spotter_of(registry, own or ""), load_gazetteer(own), clock)
