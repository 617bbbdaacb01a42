"""Which two releases are versions of one, in two languages? Pure, but for `cli` and for `by_hand` at reading its file.

release → `profile_of` → candidates through an inverted index of what they have in common → log odds → one to one.
What staff say in a file wins over what sources state, and that over evidence; what is sure teaches words for the rest.
"""

from index.pairing.by_hand import NOTHING_BY_HAND, ByHand, load_by_hand
from index.pairing.pairs import IN_DOUBT, LEAST_CONFIDENCE, Ground, Pair, pairs_by_id, together
from index.pairing.profile import Profile, profile_of
from index.pairing.reasons import Reason, reasons
from index.pairing.versions import Change, Pairing, paired, paired_again

__all__ = [
    "IN_DOUBT",
    "LEAST_CONFIDENCE",
    "NOTHING_BY_HAND",
    "ByHand",
    "Change",
    "Ground",
    "Pair",
    "Pairing",
    "Profile",
    "Reason",
    "load_by_hand",
    "paired",
    "paired_again",
    "pairs_by_id",
    "profile_of",
    "reasons",
    "together",
]
