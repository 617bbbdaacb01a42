"""How many versions are found in a real newsroom, and how many of those found are right? Both halves of it alike."""

from pathlib import Path

import pytest

from bench import pairing
from index.pairing import Profile, paired, profile_of


@pytest.fixture(scope="module")
def profiles(shared: Path) -> list[Profile]:
    return [profile_of(release) for release in pairing.releases(shared / "swiss-newsroom")]


@pytest.fixture(scope="module")
def right(shared: Path) -> pairing.Links:
    return pairing.gold(shared / "swiss-newsroom")


@pytest.mark.shared
@pytest.mark.parametrize("half", [0, 1])
def test_nearly_all_versions_are_found_and_nearly_all_found_are_right(
    profiles: list[Profile], right: pairing.Links, half: int
) -> None:
    scored = pairing.score(pairing.links(paired(profiles)), right, half)
    assert scored.precision >= 0.998
    assert scored.recall >= 0.98


@pytest.mark.shared
@pytest.mark.parametrize("half", [0, 1])
def test_without_any_date_the_right_partner_is_the_likeliest(
    profiles: list[Profile], right: pairing.Links, half: int
) -> None:
    found = pairing.likeliest(pairing.undated(profiles), right)
    assert pairing.score(found, right, half).recall >= 0.99


@pytest.mark.shared
@pytest.mark.parametrize("half", [0, 1])
def test_without_any_date_nearly_all_versions_are_found_all_the_same(
    profiles: list[Profile], right: pairing.Links, half: int
) -> None:
    scored = pairing.score(pairing.links(paired(pairing.undated(profiles))), right, half)
    assert scored.precision >= 0.998
    assert scored.recall >= 0.98


@pytest.mark.shared
def test_versions_that_come_two_days_later_are_found(profiles: list[Profile], right: pairing.Links) -> None:
    scored = pairing.score(pairing.links(paired(pairing.late(profiles))), right)
    assert scored.precision >= 0.998
    assert scored.recall >= 0.98


@pytest.mark.shared
def test_dates_alone_reach_far_less(profiles: list[Profile], right: pairing.Links) -> None:
    assert pairing.score(pairing.only_one(profiles), right).recall < 0.5
    assert pairing.score(pairing.nearest_length(profiles), right).precision < 0.95


@pytest.mark.shared
def test_the_confidence_tells_how_many_are_right(profiles: list[Profile], right: pairing.Links) -> None:
    pairs = [pair for pair in paired(pairing.undated(profiles)).pairs if 0.6 <= pair.confidence < 0.9]
    assert len(pairs) >= 50
    assert sum(pair.ids in right for pair in pairs) / len(pairs) >= 0.8
