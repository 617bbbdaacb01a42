"""What do staff and sources say of versions? Their links, the strongest first, and what of it cannot be."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise

from index.addresses import complete, id_of
from index.pairing.by_hand import ByHand
from index.pairing.groups import Groups
from index.pairing.pairs import Ground, Pair, pair_of
from index.pairing.profile import Profile

Known = Mapping[str, Profile]


def known_by(profiles: Sequence[Profile]) -> Known:
    """The releases by id, and by the id that their address gives, which is what another newsroom page links to."""
    return {profile.address: profile for profile in reversed(profiles) if profile.address} | {
        profile.id: profile for profile in profiles
    }


def parted(hand: ByHand, known: Known, faults: list[str]) -> list[tuple[str, str]]:
    """The ids that staff part; an entry that names an unknown release is told in `faults`, the rest of it holds."""
    found = [_found(entry, known, faults) for entry in hand.apart]
    return [(one.id, other.id) for entry in found for one, other in combinations(entry, 2)]


def join_by_hand(hand: ByHand, known: Known, groups: Groups, faults: list[str]) -> Iterator[Pair]:
    """Join what staff say; what cannot be is told in `faults` and left."""
    for named in hand.together:
        entry = _found(named, known, faults)
        for one, other in pairwise(entry):
            if groups.join(one.id, other.id):
                yield pair_of(one, other, Ground.BY_HAND)
            elif not groups.are_joined(one.id, other.id):
                faults.append(f"{one.id} and {other.id} cannot be together: {_why(one, other, groups)}")


def join_stated(profiles: Sequence[Profile], known: Known, groups: Groups) -> Iterator[Pair]:
    """Join what sources state, by whichever side; where that contradicts itself, what both sides state goes first."""
    stated = {
        (profile.id, known[id].id) for profile in profiles for id in profile.translations if id in known
    }  # a link may lead to what is no release: a home page, or what was not indexed
    both = {(one, other) for one, other in stated if (other, one) in stated}
    for one, other in (*sorted(both), *sorted(stated - both)):
        if groups.join(one, other):
            yield pair_of(known[one], known[other], Ground.STATED)


def _found(named: Sequence[str], known: Known, faults: list[str]) -> list[Profile]:
    found = [_release(name.strip(), known) for name in named]
    unknown = [name for name, release in zip(named, found, strict=True) if release is None]
    faults.extend(f"{name} is no release that stands in the index" for name in unknown)
    return [release for release in found if release]


def _release(name: str, known: Known) -> Profile | None:
    url = complete(name) if "/" in name else None
    return known.get(name) or (known.get(id_of(url)) if url else None)


def _why(one: Profile, other: Profile, groups: Groups) -> str:
    if one.language == other.language:
        return f"both are in the language {one.language}"
    if groups.are_apart(one.id, other.id):
        return "they stand apart as well"
    return "another version in the same language stands with one of them"
