"""Who goes with whom, one to one, and how sure is that? Where several compete, none is sure.

The confidence of a pair is the probability that it is in the true pairing, where pairings are as likely as the product
of their pairs' odds, and staying alone has odds 1. It is approximated by passing messages along the candidates (the
cavity method for matchings: Zdeborová & Mézard 2006, The number of matchings in random graphs): a release whose
partner is settled competes no longer for others.
"""

import numpy as np
from numpy.typing import NDArray

from index.pairing.candidates import Edges
from index.pairing.side import Numbers, summed

_MOST_LOG_ODDS = 15.0  # beyond, evidence makes nothing surer, and sums of odds would lose small ones
_ROUNDS = 40
_SETTLED = 1e-4  # a round that changes no logarithm by more was the last

Odds = NDArray[np.float64]


def confidences(edges: Edges) -> Odds:
    """How sure each candidate is, from 0 to 1: float64[n]. Those of one release add up to 1 at most, about.

    Two candidates that are alike in all have .5 each at best.
    """
    odds = np.exp(np.minimum(edges.log_odds, _MOST_LOG_ODDS))
    free, other_free = np.ones(len(odds)), np.ones(len(odds))  # how free either is of all others
    for _ in range(_ROUNDS):
        before = np.concatenate([free, other_free])
        # Half way in logarithms: two alike on both sides would else be free and taken in turns.
        other_free = np.sqrt(other_free * _free(odds * free, edges.others))
        free = np.sqrt(free * _free(odds * other_free, edges.ones))
        if np.abs(np.log(np.concatenate([free, other_free]) / before)).max(initial=0.0) < _SETTLED:
            break
    sure = odds * free * other_free
    found: Odds = sure / (1 + sure)
    return found


def _free(odds: Odds, places: Numbers) -> Odds:
    """By candidate: how free the release at its place is, the candidate itself aside."""
    found: Odds = 1 / (1 + np.maximum(summed(odds, places, 0)[places] - odds, 0)) if len(odds) else odds
    return found
