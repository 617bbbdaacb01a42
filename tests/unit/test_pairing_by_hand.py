"""What can staff say of pairs, what is refused, and what does it win over?"""

from pathlib import Path

import pytest
from versions import BAMAKO, TIRANA, a_version, profiles

from index.pairing import ByHand, Ground, load_by_hand, paired, reasons
from search.errors import InvalidSettings
from search.release import Release

DE, EN = a_version("1", "de", TIRANA["de"]), a_version("2", "en", TIRANA["en"])
OTHER = a_version("3", "en", BAMAKO["en"], "2019-01-01")


def grounds(hand: ByHand, *releases: Release) -> dict[tuple[str, str], Ground]:
    return {pair.ids: pair.ground for pair in paired(profiles(*releases), hand).pairs}


def faults(hand: ByHand, *releases: Release) -> tuple[str, ...]:
    return paired(profiles(*releases), hand).faults


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "pairs.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_file_lists_what_goes_together_and_what_is_apart(tmp_path: Path) -> None:
    text = """
    together = [
      ["1", "2"],    # the English title was changed later
      ["https://newsroom.example/de/4", "https://newsroom.example/en/5"],
    ]
    apart = [["6", "7", "8"]]
    """
    together = (("1", "2"), ("https://newsroom.example/de/4", "https://newsroom.example/en/5"))
    assert load_by_hand(written(tmp_path, text)) == ByHand(together, apart=(("6", "7", "8"),))


def test_without_a_file_and_in_an_empty_one_nothing_is_said(tmp_path: Path) -> None:
    assert load_by_hand(None) == load_by_hand(written(tmp_path, "")) == ByHand()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("together = [['1', '2']", ["cannot read the pairs"]),
        ("pairs = []\nalone = []", ["alone is nothing", "pairs is nothing"]),
        ("together = 1\napart = [['1']]", ["together must be a list of lists", "apart must be a list of lists"]),
        ("together = [['1', 2]]", ["together must be"]),
        ("apart = [['1', ' ']]", ["apart must be"]),
        ("together = [['1', '1']]", ["1 stands twice in one entry"]),
        ("together = [['1', '2'], ['2', '3']]", ["2 stands in 2 entries of together"]),
        (
            "together = [['1', '2', '4']]\napart = [['3', '4', '2'], ['2', '1']]",
            ["4 and 2 stand together and apart", "2 and 1 stand together and apart"],
        ),
    ],
)
def test_every_fault_of_the_file_is_told_at_once(tmp_path: Path, text: str, told: list[str]) -> None:
    with pytest.raises(InvalidSettings) as caught:
        load_by_hand(written(tmp_path, text))
    for part in ("pairs.toml", *told):
        assert part in str(caught.value)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InvalidSettings, match="cannot read the pairs"):
        load_by_hand(tmp_path / "pairs.toml")


@pytest.mark.parametrize(
    "named", [("1", "3"), ("https://newsroom.example/de/1", "newsroom.example/en/3"), (" 3 ", "1")]
)
def test_what_staff_join_needs_no_evidence_and_wins_over_it(named: tuple[str, str]) -> None:
    assert grounds(ByHand(together=(named,)), DE, EN, OTHER) == {("1", "3"): Ground.BY_HAND}


def test_what_staff_join_wins_over_what_the_source_states() -> None:
    stating = a_version("2", "en", TIRANA["en"], translation_of=("1",))
    assert grounds(ByHand(together=(("1", "3"),)), DE, stating, OTHER) == {("1", "3"): Ground.BY_HAND}


def test_what_staff_part_is_no_pair_whatever_speaks_for_it() -> None:
    stating = a_version("2", "en", TIRANA["en"], translation_of=("1",))
    for other in (EN, stating):
        assert grounds(ByHand(apart=(("2", "1"),)), DE, other) == {}


def test_a_release_whose_partner_staff_part_takes_the_next_best() -> None:
    later = a_version("4", "en", TIRANA["en"], "2020-06-05")
    assert grounds(ByHand(apart=(("1", "2"),)), DE, EN, later) == {("1", "4"): Ground.EVIDENCE}


def test_a_pair_by_hand_says_so() -> None:
    (pair,) = paired(profiles(DE, EN), ByHand(together=(("1", "2"),))).pairs
    assert (str(reasons(pair, DE, EN)[0]), pair.confidence) == ("staff say so", 1.0)


@pytest.mark.parametrize(
    ("hand", "told"),
    [
        (ByHand(together=(("1", "9"),)), "9 is no release that stands in the index"),
        (ByHand(apart=(("https://newsroom.example/en/9", "1"),)), "https://newsroom.example/en/9 is no release"),
        (ByHand(together=(("2", "3"),)), "2 and 3 cannot be together: both are in the language en"),
        (
            ByHand(together=(("1", "2"), ("newsroom.example/de/1", "3"))),
            "1 and 3 cannot be together: another version in the same language stands with one of them",
        ),
        (
            ByHand(together=(("1", "2"),), apart=(("newsroom.example/de/1", "2"),)),
            "1 and 2 cannot be together: they stand apart as well",
        ),
    ],
)
def test_what_only_the_releases_show_to_be_wrong_is_told_when_pairing(hand: ByHand, told: str) -> None:
    (fault,) = faults(hand, DE, EN, OTHER)
    assert fault.startswith(told)


def test_an_entry_that_cannot_be_leaves_the_others_in_force() -> None:
    hand = ByHand(together=(("9", "2"), ("1", "3")))
    assert grounds(hand, DE, EN, OTHER) == {("1", "3"): Ground.BY_HAND}
