"""What does pairing keep in an index from one run to the next? Its pairs, and the profiles that it compares.

Profiles are kept with the hash of what they were made of, so that only what has changed is read again.
"""

import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np

from index.pairing.by_hand import NOTHING_BY_HAND, ByHand
from index.pairing.pairs import Ground, Pair
from index.pairing.profile import Profile, Signs, profile_of
from index.pairing.versions import Pairing
from search.archive import Archive, Kept
from search.release import Kind, Release

PAIRS, PROFILES = "pairs", "profiles"  # the names under which an index keeps them
_FORM = 1  # counts up when profiles or pairs are written or made in another way; those of another form are none


Hashed = tuple[str, Profile]
"""A profile behind the content hash of its release."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found when pairing was done last.

    Attributes:
        pairing: what came of it.
        hand: what staff said.
    """

    pairing: Pairing = field(default_factory=Pairing)
    hand: ByHand = NOTHING_BY_HAND


def found_before(archive: Archive | None) -> Found | None:
    """What an index keeps of its pairs; None where it keeps nothing that this program has written."""
    content = archive.content(PAIRS) if archive else None
    fields = json.loads(content) if content else {}
    if fields.get("form") != _FORM:
        return None
    pairs, possible = (tuple(map(_pair, fields[name])) for name in ("pairs", "possible"))
    hand = ByHand(*(tuple(map(tuple, fields["hand"][name])) for name in ("together", "apart")))
    return Found(Pairing(pairs, possible, tuple(fields["faults"])), hand)


def pairs_content(found: Found) -> bytes:
    """What `found_before` gives back."""
    fields = {**asdict(found.pairing), "hand": asdict(found.hand), "form": _FORM}
    return json.dumps(fields).encode()


def profiles_before(archive: Archive | None) -> Mapping[str, Hashed]:
    """The profiles that an index keeps, by id."""
    content = archive.content(PROFILES) if archive else None
    if not content:
        return {}
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        fields = json.loads(arrays["fields"].tobytes())
        runs, signs = arrays["runs"].tolist(), arrays["signs"]
    if fields["form"] != _FORM:
        return {}
    rows = zip(fields["profiles"], pairwise(runs), strict=True)
    found = (_profile(row, signs[begin:end]) for row, (begin, end) in rows)
    return {profile.id: (hash, profile) for hash, profile in found}


def profiles(
    kept: Mapping[str, Kept], known: Mapping[str, Hashed], read: Callable[[str], Release | None]
) -> Iterator[Hashed]:
    """The profiles of releases as they stand: those that are known, or made of the release.

    Args:
        kept: what stands.
        known: profiles of these releases as they stand or stood.
        read: gives a release.
    """
    for id, each in kept.items():
        found = known.get(id)
        if found is None or found[0] != each.hash:
            release = read(id)
            found = (each.hash, profile_of(release)) if release else None
        if found:
            yield found


def profiles_content(profiles: Sequence[Hashed]) -> bytes:
    """What `profiles_before` gives back."""
    fields = {"form": _FORM, "profiles": [_row(hash, profile) for hash, profile in profiles]}
    signs = [profile.signs for _, profile in profiles]
    file = io.BytesIO()
    np.savez(
        file,
        allow_pickle=False,
        fields=np.frombuffer(json.dumps(fields).encode(), np.uint8),
        runs=np.cumsum([0, *map(len, signs)]),
        signs=np.concatenate([np.empty(0, np.uint32), *signs]),
    )
    return file.getvalue()


def _row(hash: str, profile: Profile) -> list[Any]:
    day = profile.published.isoformat() if profile.published else None
    facts = [profile.language, day, profile.kind.value, profile.translations, profile.address, profile.length]
    return [hash, profile.id, *facts]


def _profile(row: Sequence[Any], signs: Signs) -> Hashed:
    hash, id, language, day, kind, translations, address, length = row
    published = date.fromisoformat(day) if day else None
    return hash, Profile(id, language, published, Kind(kind), tuple(translations), address, length, signs)


def _pair(fields: Mapping[str, Any]) -> Pair:
    rivals = tuple(fields["rivals"])
    return Pair(fields["one"], fields["other"], Ground(fields["ground"]), fields["confidence"], rivals)
