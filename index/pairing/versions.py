"""Which of a newsroom's releases are versions of one? All of them paired, or only those that a run has touched."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import chain

from index.pairing.by_hand import NOTHING_BY_HAND, ByHand
from index.pairing.pairs import SURE, Pair
from index.pairing.pool import Pool
from index.pairing.profile import Profile

_ROUNDS = 4  # in which those who compete with what a run has touched are looked for


@dataclass(frozen=True, slots=True)
class Pairing:
    """The pairs of a newsroom.

    Attributes:
        pairs: sorted.
        possible: what might be pairs and is none, the likeliest first; a release can be in several.
        faults: what staff say that cannot be, a sentence each.
    """

    pairs: tuple[Pair, ...] = ()
    possible: tuple[Pair, ...] = ()
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of a newsroom's pairs when some of its releases have changed.

    Attributes:
        pairing: from now on.
        new: the pairs whose releases were none before, sorted.
        parted: the pairs whose releases are none any longer, as they were, sorted.
    """

    pairing: Pairing
    new: tuple[Pair, ...]
    parted: tuple[Pair, ...]


def paired(profiles: Iterable[Profile], hand: ByHand = NOTHING_BY_HAND) -> Pairing:
    """The pairs among all releases that stand, in whatever order they come, each id once.

    A release has at most one version in each other language, and none rather than an unlikely one. What staff say wins
    over what sources state, and that over evidence; staff may part what sources join. What is sure goes first, and
    teaches which words go together, for what is not.
    """
    pool = Pool(profiles, hand)
    candidates = pool.candidates()
    sure = list(pool.join(candidates, SURE))
    if pool.learn(sure):
        candidates = pool.candidates()
    return _pairing(pool, chain(sure, pool.join(candidates)))


def paired_again(
    profiles: Iterable[Profile], before: Pairing, touched: Collection[str], hand: ByHand = NOTHING_BY_HAND
) -> Change:
    """The pairs after a run: new and changed releases look for a partner, and so does who has none any longer.

    What was undecided is decided anew. Pairs that nothing competes with stay as they are, so that the work is that of
    what has changed, short of going through all profiles once.

    Args:
        profiles: of all releases that stand now, in any order.
        before: what the run found.
        touched: ids of releases that the run added or changed.
        hand: what staff say now.
    """
    pool = Pool(profiles, hand)
    settled = [pair for pair in before.pairs if pool.holds(pair) and not pair.is_doubtful]
    kept = [pair for pair in settled if not _touches(pair, touched)]
    pool.learn(settled)
    moving = {*touched, *_ids({*before.pairs, *before.possible}.difference(kept))}
    candidates = pool.candidates(moving)
    for _ in range(_ROUNDS):
        met = {id for each in candidates for ids in each.ids for id in ids} - moving
        if not met:
            break
        moving |= met.union(_ids(pair for pair in kept if _touches(pair, met)))
        candidates = pool.candidates(moving)
    stay = [pair for pair in kept if not _touches(pair, moving)]
    pairing = _pairing(pool, chain(pool.keep(stay), pool.join(candidates)))
    was, now = ({pair.ids for pair in each.pairs} for each in (before, pairing))
    return Change(
        pairing,
        new=tuple(pair for pair in pairing.pairs if pair.ids not in was),
        parted=tuple(sorted(pair for pair in before.pairs if pair.ids not in now)),
    )


def _pairing(pool: Pool, joined: Iterable[Pair]) -> Pairing:
    pairs = tuple(sorted((*pool.said, *joined)))
    return Pairing(pairs, pool.possible, tuple(pool.faults))


def _ids(pairs: Iterable[Pair]) -> set[str]:
    return {id for pair in pairs for id in pair.ids}


def _touches(pair: Pair, ids: Collection[str]) -> bool:
    return pair.one in ids or pair.other in ids
