"""What holds of pairs whatever a newsroom publishes, in which order it comes, and however often it is run?"""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from versions import BAMAKO, MALI_AID, SPEECH, TIRANA, a_version, profiles

from index.pairing import ByHand, Ground, Profile, paired, paired_again

SUBJECTS = (TIRANA, BAMAKO, MALI_AID, SPEECH)
KNOWN = {
    (number, language): profiles(a_version("x", language, texts[language]))[0]
    for number, texts in enumerate(SUBJECTS)
    for language in ("de", "en")
}


def a_profile(id: int, subject: int, language: str, day: int | None, translation_of: int | None) -> Profile:
    published = None if day is None else date(2020, 6, 1) + timedelta(days=day)
    stated = () if translation_of is None else (str(translation_of),)
    return replace(KNOWN[subject, language], id=str(id), published=published, translations=stated, address=None)


@st.composite
def newsrooms(draw: st.DrawFn) -> list[Profile]:
    count = draw(st.integers(0, 10))
    return [
        a_profile(
            id,
            draw(st.integers(0, len(SUBJECTS) - 1)),
            draw(st.sampled_from(["de", "en"])),
            draw(st.none() | st.integers(0, 40)),
            draw(st.none() | st.none() | st.integers(0, count)),
        )
        for id in range(count)
    ]


two = st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda ids: ids[0] != ids[1])
entries = st.lists(two.map(lambda ids: tuple(map(str, ids))), max_size=3).map(tuple)
hands = st.builds(ByHand, together=entries, apart=entries)
often = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@often
@given(newsrooms(), hands)
def test_a_release_has_at_most_one_version_and_in_the_other_language(newsroom: list[Profile], hand: ByHand) -> None:
    pairs = paired(newsroom, hand).pairs
    language = {profile.id: profile.language for profile in newsroom}
    assert all((language[pair.one], language[pair.other]) == ("de", "en") for pair in pairs)
    assert all(count == 1 for count in Counter(id for pair in pairs for id in pair.ids).values())
    assert all(0 <= pair.confidence <= 1 for pair in pairs)


@often
@given(newsrooms(), hands, st.randoms(use_true_random=False))
def test_the_order_in_which_releases_come_does_not_matter(newsroom: list[Profile], hand: ByHand, random) -> None:
    shuffled = random.sample(newsroom, len(newsroom))
    assert paired(shuffled, hand) == paired(newsroom, hand)


@often
@given(newsrooms(), st.integers(0, 9), st.integers(0, 9), st.booleans())
def test_a_link_that_nothing_contradicts_always_wins(
    newsroom: list[Profile], one: int, other: int, is_turned: bool
) -> None:
    free = [replace(profile, translations=()) for profile in newsroom]
    by_id = {profile.id: profile for profile in free}
    here, there = by_id.get(str(one)), by_id.get(str(other))
    if here is None or there is None or here.language == there.language:
        return
    stating, stated = (there, here) if is_turned else (here, there)
    by_id[stating.id] = replace(stating, translations=(stated.id,))
    pairs = paired(by_id.values()).pairs
    assert [pair.ground for pair in pairs if {*pair.ids} == {here.id, there.id}] == [Ground.STATED]


@often
@given(newsrooms(), hands)
def test_what_staff_part_never_comes_back(newsroom: list[Profile], hand: ByHand) -> None:
    alone = replace(hand, together=())
    at_once = paired(newsroom, alone)
    later = paired_again(newsroom, paired(newsroom), (), alone).pairing
    found = {frozenset(pair.ids) for each in (at_once, later) for pair in (*each.pairs, *each.possible)}
    assert not found & {frozenset(ids) for ids in alone.apart}


@often
@given(newsrooms(), hands, st.data())
def test_run_by_run_comes_out_what_comes_out_at_once(
    newsroom: list[Profile], hand: ByHand, data: st.DataObject
) -> None:
    some = st.lists(st.sampled_from(newsroom), unique=True) if newsroom else st.just([])
    earlier, now = data.draw(some), data.draw(some)
    before = paired(earlier, hand)
    change = paired_again(now, before, [profile.id for profile in now if profile not in earlier], hand)
    at_once = paired(now, hand)
    # A pair that stays keeps its confidence, though signs have become a little rarer or more common since.
    assert [pair.ids for pair in change.pairing.pairs] == [pair.ids for pair in at_once.pairs]
    was, becomes = ({pair.ids for pair in pairing.pairs} for pairing in (before, at_once))
    assert {pair.ids for pair in change.new} == becomes - was
    assert {pair.ids for pair in change.parted} == was - becomes


@pytest.mark.parametrize("published", ["2020-06-04", None])
def test_ten_thousand_releases_with_one_text_on_one_day_are_looked_through_and_left_alone(
    published: str | None,
) -> None:
    crowd = [
        replace(KNOWN[0, language], id=f"{language}{number}", published=published and date.fromisoformat(published))
        for number in range(5_000)
        for language in ("de", "en")
    ]
    assert paired(crowd).pairs == ()


def test_a_crowd_that_shares_its_day_and_its_subject_does_not_keep_a_release_from_its_version() -> None:
    crowd = [replace(KNOWN[0, language], id=f"{language}{n}") for n in range(1_000) for language in ("de", "en")]
    right = [replace(KNOWN[1, language], id=f"{language}-right") for language in ("de", "en")]
    assert [pair.ids for pair in paired([*crowd, *right]).pairs] == [("de-right", "en-right")]
