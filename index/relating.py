"""Which releases are versions of one after a run? Found for what it touched, and kept in the index for the next run."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from index.before import Before
from index.pairing import ByHand, Pairing, Profile, paired, paired_again, profile_of, together
from index.pairing.kept import (
    PAIRS,
    PROFILES,
    Found,
    found_before,
    pairs_content,
    profiles,
    profiles_before,
    profiles_content,
)
from search.archive import Kept
from search.engine import Writer
from search.release import Release


@dataclass(frozen=True, slots=True)
class Related:
    """What a run found of versions.

    Attributes:
        pairing: from now on.
        parted: how many pairs there were that are none any longer.
        new: how many there are that were none before.
    """

    pairing: Pairing
    new: int
    parted: int


class Relating:
    """Takes the releases of a run as they come, and relates what stands in the end.

    Args:
        before: the index as it was.
        hand: what staff say.
        anew: whether everything is looked at again, as in a rebuild.
    """

    def __init__(self, before: Before, hand: ByHand, *, anew: bool) -> None:
        self._before = before
        self._hand = hand
        self._anew = anew
        self._taken: dict[str, tuple[str, Profile]] = {}

    def take(self, release: Release, hash: str) -> None:
        """Take a release that the run brings, with the hash of its content."""
        known = self._profiles.get(release.id)
        self._taken[release.id] = known if known and known[0] == hash else (hash, profile_of(release))

    def finish(self, standing: Mapping[str, Kept], touched: Collection[str], writer: Writer) -> Related | None:
        """Relate what stands, and give it to the writer; None where nothing has changed that pairs depend on.

        Args:
            standing: all releases that stand after the run.
            touched: the ids of those that it added or changed.
            writer: of the run.
        """
        found = found_before(self._before.archive)
        gone = self._before.kept.keys() - standing.keys()
        if found and found.hand == self._hand and not touched and not gone and not self._anew:
            return None
        known = list(profiles(standing, self._before.archive, self._taken))
        everything = [profile for _, profile in known]
        if found is None or found.hand != self._hand or self._anew:
            pairing = paired(everything, self._hand)
        else:
            pairing = paired_again(everything, found.pairing, touched, self._hand).pairing
        writer.group(together(pairing.pairs))
        writer.keep(PAIRS, pairs_content(Found(pairing, self._hand)))
        writer.keep(PROFILES, profiles_content(known))
        was, now = ({pair.ids for pair in each.pairs} for each in (found.pairing if found else Pairing(), pairing))
        return Related(pairing, len(now - was), len(was - now))

    @cached_property
    def _profiles(self) -> Mapping[str, tuple[str, Profile]]:
        return profiles_before(self._before.archive)
