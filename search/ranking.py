"""How much does a word in a release count? BM25 over weighted zones (BM25F), in arrays.

Robertson, Zaragoza, Taylor: "Simple BM25 Extension to Multiple Weighted Fields" (CIKM 2004): frequencies are weighted
and normalised by length within each zone, added, and saturated once. The part that only the release and the word decide
(the impact) is computed when the index is written, with the average lengths that its generation began with.
"""

import math

import numpy as np
from numpy.typing import NDArray

from search.terms import ZONE_WEIGHTS, Zone

SATURATION = 1.0  # k1: how soon further occurrences stop to count
LENGTH_NORM = 0.75  # b: how much a long zone dilutes its words
SIDE_BY_SIDE = 0.3  # what two words that stand as they were asked for add, as a share of what they count on average
LATEST = 0.01  # what the newest release gains: enough between equals, too little to lift a worse match
HALF_LIFE = 365  # days in which that gain halves

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
    """What each posting counts, 0 to 2, before the word's rarity.

    Args:
        occurrences: float[postings], the occurrences of the word, each counting what `concentrations` says.
    """
    return occurrences * np.float32(SATURATION + 1) / (occurrences + np.float32(SATURATION))


def occurrences(counted: Floats) -> Floats:
    """The occurrences that impacts were made of."""
    found: Floats = counted / (np.float32(SATURATION + 1) - counted)
    return found


def freshness(days: NDArray[np.int32], newest: int) -> Floats:
    """What the scores of releases are multiplied by, 1 to 1.01: more for a recent one.

    Args:
        days: int[releases], the ordinals of the days of publication, 0 for undated.
        newest: the newest of all days of the index, so that nothing depends on the day of asking.
    """
    ages = np.maximum(newest - days, 0) / HALF_LIFE
    return np.where(days > 0, 1 + LATEST * 0.5**ages, 1).astype(np.float32)


def by_meaning(scores: Floats, nearness: Floats) -> Floats:
    """Scores of the best matches with what their meaning counts beside their words; none is lower than before.

    Words count as a share of the best score, so that a query of many words weighs no more than one of few. A sum keeps
    how sure each side is, which reciprocal ranks do not: see docs/decisions/0017.

    Args:
        scores: float32[releases], above 0.
        nearness: float32[releases], in meaning, in scores of the best match; NaN where it is not known, and such a
            release is as near as the others are on average.
    """
    known = nearness[~np.isnan(nearness)]
    if not len(known):
        return scores
    nearer = np.where(np.isnan(nearness), known.mean(), nearness) - known.min()
    refined: Floats = (scores + scores.max() * nearer).astype(np.float32)
    return refined


def rarity(releases: int, holding: int) -> float:
    """The inverse document frequency of a word that so many of the releases hold; always above 0."""
    return math.log1p((releases - holding + 0.5) / (holding + 0.5))
