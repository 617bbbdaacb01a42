"""What becomes of pairs from run to run? New versions find their partners, and what is gone leaves them."""

from versions import BAMAKO, MALI_AID, TIRANA, a_version, profiles

from index.pairing import ByHand, Ground, Pair, Pairing, paired, paired_again
from search.release import Release

DE, EN = a_version("1", "de", TIRANA["de"]), a_version("2", "en", TIRANA["en"], "2020-06-06")
OTHERS = (a_version("3", "de", BAMAKO["de"]), a_version("4", "en", BAMAKO["en"]), a_version("5", "de", MALI_AID["de"]))


def before(*releases: Release) -> Pairing:
    return paired(profiles(*releases))


def ids(pairs: tuple[Pair, ...]) -> list[tuple[str, str]]:
    return [pair.ids for pair in pairs]


def test_the_english_version_that_comes_two_days_later_finds_its_partner() -> None:
    change = paired_again(profiles(DE, EN, *OTHERS), before(DE, *OTHERS), ["2"])
    assert (ids(change.new), ids(change.parted)) == ([("1", "2")], [])
    assert ids(change.pairing.pairs) == [("1", "2"), ("3", "4")]


def test_a_version_that_is_withdrawn_leaves_its_partner_alone() -> None:
    change = paired_again(profiles(DE, *OTHERS), before(DE, EN, *OTHERS), [])
    assert (ids(change.new), ids(change.parted), ids(change.pairing.pairs)) == ([], [("1", "2")], [("3", "4")])


def test_who_is_left_alone_takes_the_next_best_that_had_none() -> None:
    second = a_version("6", "en", TIRANA["en"], "2020-06-20")
    change = paired_again(profiles(DE, second, *OTHERS), before(DE, EN, second, *OTHERS), [])
    assert (ids(change.new), ids(change.parted)) == ([("1", "6")], [("1", "2")])


def test_two_that_are_alike_are_decided_once_one_of_them_is_gone() -> None:
    twin = a_version("6", "de", TIRANA["de"])
    change = paired_again(profiles(DE, EN, *OTHERS), before(DE, twin, EN, *OTHERS), [])
    assert ids(change.new) == [("1", "2")]


def test_a_release_that_is_rewritten_into_another_one_parts_from_its_version() -> None:
    rewritten = a_version("2", "en", MALI_AID["en"])
    change = paired_again(profiles(DE, rewritten, *OTHERS), before(DE, EN, *OTHERS), ["2"])
    assert (ids(change.new), ids(change.parted)) == ([("5", "2")], [("1", "2")])


def test_a_better_partner_takes_the_place_of_one_that_was_unsure() -> None:
    unsure = Pairing((Pair("1", "4", Ground.EVIDENCE, 0.62),))
    change = paired_again(profiles(DE, EN, OTHERS[1]), unsure, ["2"])
    assert (ids(change.new), ids(change.parted)) == ([("1", "2")], [("1", "4")])


def test_a_run_that_touches_nothing_changes_nothing() -> None:
    pairing = before(DE, EN, *OTHERS)
    change = paired_again(profiles(DE, EN, *OTHERS), pairing, [])
    assert (change.pairing, change.new, change.parted) == (pairing, (), ())


def test_what_staff_say_since_holds_for_what_no_run_touched() -> None:
    hand = ByHand(together=(("1", "4"),), apart=(("1", "2"),))
    change = paired_again(profiles(DE, EN, *OTHERS), before(DE, EN, *OTHERS), [], hand)
    assert (ids(change.new), ids(change.parted)) == ([("1", "4")], [("1", "2"), ("3", "4")])


def test_what_staff_say_no_longer_falls_back_to_evidence() -> None:
    by_hand = Pairing((Pair("1", "4", Ground.BY_HAND),))
    change = paired_again(profiles(DE, EN, *OTHERS), by_hand, [])
    assert ids(change.pairing.pairs) == [("1", "2"), ("3", "4")]
