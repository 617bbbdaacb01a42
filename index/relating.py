"""Which releases are versions of one after a run? Found for what it touched, and kept in the index for the next run."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from index.before import Before
from index.pairing import ByHand, Pairing, paired, paired_again, profile_of, together
from index.pairing.kept import (
    PAIRS,
    PROFILES,
    Found,
    Hashed,
    found_before,
    pairs_content,
    profiles,
    profiles_before,
    profiles_content,
)
from search.archive import Archive, Kept
from search.engine import Writer
from search.release import Release


@dataclass(frozen=True, slots=True)
class Related:
    """What a run found of versions.

    Attributes:
        pairing: from now on.
        new: how many pairs there are that were none before.
        parted: how many pairs there were that are none any longer.
    """

    pairing: Pairing
    new: int
    parted: int


class Relating:
    """Takes the releases of a run as they come, and relates what stands in the end.

    Args:
        before: the index as it was.
        hand: what staff say.
        anew: whether nothing of what was found before is taken over, as in a rebuild.
    """

    def __init__(self, before: Before, hand: ByHand, *, anew: bool) -> None:
        self._before = before
        self._hand = hand
        self._kept_in: Archive | None = None if anew else before.archive
        self._taken: dict[str, Hashed] = {}

    def take(self, release: Release, hash: str) -> None:
        """Take a release that the run brings, with the hash of its content."""
        known = self._known.get(release.id)
        self._taken[release.id] = known if known and known[0] == hash else (hash, profile_of(release))

    @cached_property
    def found(self) -> Found | None:
        """What was found before, as far as it is taken over."""
        return found_before(self._kept_in)

    def finish(self, standing: Mapping[str, Kept], touched: Collection[str], writer: Writer) -> Related | None:
        """Relate what stands, and give it to the writer; None where nothing has changed that pairs depend on.

        Args:
            standing: all releases that stand after the run.
            touched: the ids of those that it added or changed.
            writer: of the run.
        """
        gone = self._before.kept.keys() - standing.keys()
        is_as_before = self.found and self.found.hand == self._hand
        if is_as_before and not touched and not gone:
            return None
        known = list(profiles(standing, {**self._known, **self._taken}, self._before.release))
        everything = [profile for _, profile in known]
        if self.found and is_as_before:
            pairing = paired_again(everything, self.found.pairing, touched, self._hand).pairing
        else:
            pairing = paired(everything, self._hand)
        writer.group(together(pairing.pairs))
        writer.keep(PAIRS, pairs_content(Found(pairing, self._hand)))
        writer.keep(PROFILES, profiles_content(known))
        was, now = (
            {pair.ids for pair in each} for each in (self.found.pairing.pairs if self.found else (), pairing.pairs)
        )
        return Related(pairing, len(now - was), len(was - now))

    @cached_property
    def _known(self) -> Mapping[str, Hashed]:
        return profiles_before(self._kept_in)
