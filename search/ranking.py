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


def impacts(frequencies: NDArray[np.integer], lengths: NDArray[np.integer], averages: NDArray[np.float64]) -> Floats:
    """What each posting counts, 0 to 2.2, before the word's rarity.

    Args:
        frequencies: int[zones, postings], how often the word stands in each zone.
        lengths: int[zones, postings], the zone's length in words, in the posting's release.
        averages: float[zones], the average length of each zone.
    """
    total = np.zeros(frequencies.shape[1])
    for zone in Zone:
        dilution = 1 - LENGTH_NORM + LENGTH_NORM * lengths[zone] / max(averages[zone], 1.0)
        total += ZONE_WEIGHTS[zone] * frequencies[zone] / dilution
    return (total * (SATURATION + 1) / (total + SATURATION)).astype(np.float32)


def rarity(releases: int, holding: int) -> float:
    """The inverse document frequency of a word that so many of the releases hold; always above 0."""
    return math.log1p((releases - holding + 0.5) / (holding + 0.5))
