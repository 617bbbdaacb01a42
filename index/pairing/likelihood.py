"""How likely is it that two releases are versions of one? Log odds, from what they have in common, before any rival."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.pairing.profile import Sort
from index.pairing.side import Numbers, Side


@dataclass(frozen=True, slots=True)
class Weights:
    """What speaks for a candidate, in log odds.

    Attributes:
        constant: the log odds of a candidate that was found by what it shares, before that is looked at.
        signs: for the logarithm of the share of signs.
        figures: for the share of figures.
        countries: for the share of countries.
    """

    constant: float
    signs: float
    figures: float
    countries: float


# Fitted by logistic regression to half of the pairs of a newsroom without its dates, and rounded; with a lexicon that
# the other half had taught. There the constant is raised from -1.3: the regression knows of rivals, and so does the
# assignment, so that pairs seemed less sure than they were.
BY_NAMES = Weights(constant=-8.7, signs=2.6, figures=11.0, countries=5.5)
BY_WORDS = Weights(constant=0.2, signs=6.9, figures=8.3, countries=3.2)

_LEAST_SHARE = 0.01  # of signs; whose logarithm is still a number
# A share of little is no share: weights that are added, half of them held by both. Some two figures, one country.
_FEW_FIGURES = 10.0
_FEW_COUNTRIES = 5.0

# Lengths of versions: the logarithm of their ratio is spread normally, wider in short texts; that of any two releases
# evenly. A version that is an abridgement lies far out, so that length alone speaks neither for nor against beyond.
_SPREAD = 0.08  # standard deviation in a long text
_SPREAD_BY_CHARACTER = 2.0  # what is added to the variance, divided by the length in characters
_ANY_TWO = 0.3  # the density of that logarithm between any two releases
_LEAST_BY_LENGTH = -4.0

# Days between versions, at most, and the log odds of it against that of any two releases of one subject. Assumed, not
# fitted: the newsroom that we measure on dates both versions the same.
_BY_DAYS = ((0, 4.0), (3, 3.0), (14, 1.0), (60, -1.0))
_DAYS_ODDS = [odds for _, odds in _BY_DAYS]
_LATER_BY_FAR = -4.0
OTHER_KIND = -2.0  # a speech, and the press release on that speech


@dataclass(frozen=True, slots=True)
class Shares:
    """What candidates have in common with a release, each float64[n] from 0 to 1.

    Shares are weighted by rarity: twice the weight of what both hold, over the sum of what each holds.
    """

    signs: NDArray[np.float64]
    figures: NDArray[np.float64]
    countries: NDArray[np.float64]


def shares(common: NDArray[np.float64], held: NDArray[np.float64]) -> Shares:
    """The shares of candidates; one half of figures or countries where neither has any.

    Args:
        common: float64[n, sorts]: the weight of the signs of each sort that both hold.
        held: float64[n, sorts]: the weight of what the one holds and of what the other holds, together.
    """
    return Shares(
        signs=2 * common.sum(axis=1) / np.maximum(held.sum(axis=1), _LEAST_SHARE),
        figures=_share(common[:, Sort.FIGURE], held[:, Sort.FIGURE], _FEW_FIGURES),
        countries=_share(common[:, Sort.COUNTRY], held[:, Sort.COUNTRY], _FEW_COUNTRIES),
    )


def log_odds(weights: Weights, shares: Shares, around: NDArray[np.float64]) -> NDArray[np.float64]:
    """Natural logarithms of the odds that candidates are versions of a release.

    Args:
        weights: as there is a lexicon, or none.
        shares: what they have in common with it.
        around: float64[n], of each (`surroundings`).
    """
    signs = weights.signs * np.log(shares.signs + _LEAST_SHARE)
    named = weights.figures * shares.figures + weights.countries * shares.countries
    found: NDArray[np.float64] = weights.constant + signs + named + around
    return found


def _share(common: NDArray[np.float64], held: NDArray[np.float64], few: float) -> NDArray[np.float64]:
    found: NDArray[np.float64] = (2 * common + few / 2) / (held + few)
    return found


def surroundings(here: Side, place: int, there: Side, places: Numbers) -> NDArray[np.float64]:
    """What length, day and kind add to the log odds of candidates: float64[n]."""
    return (
        _by_length(here.lengths[place], there.lengths[places])
        + _by_days(np.abs(here.days[place] - there.days[places]))
        + np.where(here.kinds[place] == there.kinds[places], 0.0, OTHER_KIND)
    )


def _by_days(apart: NDArray[np.float64]) -> NDArray[np.float64]:
    """Nothing where a day is unknown (NaN)."""
    return np.select([np.isnan(apart), *(apart <= most for most, _ in _BY_DAYS)], [0.0, *_DAYS_ODDS], _LATER_BY_FAR)


def _by_length(one: float, others: NDArray[np.float64]) -> NDArray[np.float64]:
    variance = _SPREAD**2 + 2 * _SPREAD_BY_CHARACTER / (one + others + 2)
    distance = np.log((one + 1) / (others + 1)) ** 2 / (2 * variance)
    peak = np.log(1 / np.sqrt(2 * np.pi * variance) / _ANY_TWO)
    return np.maximum(_LEAST_BY_LENGTH, peak - distance)
