"""Which values has a facet, and which of them are called so? All of them, as a page and the API list them."""

from dataclasses import dataclass

from search.analysis import normalize
from search.engine import Reader
from search.results import FacetCount
from web.labels import Labels
from web.params import Asked


@dataclass(frozen=True, slots=True)
class FacetValues:
    """The values of a facet among what a question finds.

    Attributes:
        find: the text that they were searched for, "" for none.
        total: how many there are.
        named: those that hold the text, with their names; most releases first, then as the language sorts.
    """

    find: str
    total: int
    named: tuple[tuple[FacetCount, str], ...]


def facet_values(facet: str, asked: Asked, reader: Reader, labels: Labels) -> FacetValues:
    """The values of a facet, without those whose name does not hold the text of `find`."""
    find = normalize(asked.find)
    everything = labels.named(facet, reader.facet(asked.query, facet))
    wanted = labels.interface.collated(find)[0]
    named = tuple(each for each in everything if wanted in labels.interface.collated(each[1])[0])
    return FacetValues(find, len(everything), named)
