"""How much does a word in a release count? BM25 over weighted zones (BM25F), in arrays.

Robertson, Zaragoza, Taylor: "Simple BM25 Extension to Multiple Weighted Fields" (CIKM 2004): frequencies are weighted
and normalised by length within each zone, added, and saturated once. The part that only the release and the word decide
(the impact) is computed when the index is written, with the average lengths that its generation began with.
"""

import math

import numpy as np
from numpy.typing import NDArray

from search.terms import ZONE_WEIGHTS, Zone

SATURATION = 1.2  # k1: how soon further occurrences stop to count
LENGTH_NORM = 0.75  # b: how much a long zone dilutes its words

Floats = NDArray[np.float32]


def concentrations(lengths: NDArray[np.integer], averages: NDArray[np.float64]) -> Floats:
    """What one occurrence counts in each zone of each release: more in a short one.

    Args:
        lengths: int[zones, releases], in words.
        averages: float[zones], the average length of each zone.
    """
    weights = np.array([ZONE_WEIGHTS[zone] for zone in Zone])[:, np.newaxis]
    relative = lengths / np.maximum(averages, 1.0)[:, np.newaxis]
    return (weights / (1 - LENGTH_NORM + LENGTH_NORM * relative)).astype(np.float32)


def impacts(occurrences: Floats) -> Floats:
    """What each posting counts, 0 to 2.2, before the word's rarity.

    Args:
        occurrences: float[postings], the occurrences of the word, each counting what `concentrations` says.
    """
    return occurrences * np.float32(SATURATION + 1) / (occurrences + np.float32(SATURATION))


def rarity(releases: int, holding: int) -> float:
    """The inverse document frequency of a word that so many of the releases hold; always above 0."""
    return math.log1p((releases - holding + 0.5) / (holding + 0.5))
