"""Which segment of a text goes with which of its other version? German and English side by side."""

import doctest

import numpy as np
import pytest

from search import alignment
from search.alignment import MOST_SEGMENTS, Bead, align, align_texts, likeness

TALKS = (
    "Die Außenministerin trifft am 4. Juni in Porto ihren portugiesischen Amtskollegen Carlos Almeida zu Gesprächen.",
    "On 4 June in Porto the foreign minister will meet Carlos Almeida, her Portuguese counterpart, for talks.",
)
MONEY = (
    "Deutschland stellt dem Welternährungsprogramm weitere 12,5 Millionen Euro für Flüchtlinge im Tschad bereit.",
    "Germany is making a further 12.5 million euro available to the World Food Programme for refugees in Chad.",
)
VISIT = (
    "Zum Abschluss besucht sie eine Werft in Setúbal, auf der 340 Menschen arbeiten.",
    "To conclude her trip, she will visit a shipyard in Setúbal that employs 340 people.",
)
ASIDE = (
    "Die Nachtwache im Hafen sah davon nichts, obwohl sie sonst jede Möwe zählt und jeden Kahn beim Namen kennt.",
    "The night watch in the port saw none of it, although it counts every gull and calls each barge by its name.",
)
GERMAN, ENGLISH = zip(TALKS, MONEY, VISIT, strict=True)


def beads(ones: list[str], others: list[str]) -> list[tuple[str, str]]:
    return [
        (" ".join(ones[place] for place in bead.ones), " ".join(others[place] for place in bead.others))
        for bead in align_texts(ones, others)
    ]


def test_examples_in_docstrings_hold() -> None:
    assert doctest.testmod(alignment) == (0, 2)


def test_paragraphs_go_with_their_translations() -> None:
    assert beads([*GERMAN], [*ENGLISH]) == [TALKS, MONEY, VISIT]


@pytest.mark.parametrize("place", range(4))
def test_a_paragraph_of_one_version_alone_stands_alone(place: int) -> None:
    german, english = [*GERMAN], [*ENGLISH]
    german.insert(place, ASIDE[0])
    expected = [TALKS, MONEY, VISIT]
    expected.insert(place, (ASIDE[0], ""))
    assert beads(german, english) == expected
    german, english = [*GERMAN], [*ENGLISH]
    english.insert(place, ASIDE[1])
    expected[place] = ("", ASIDE[1])
    assert beads(german, english) == expected


def test_two_paragraphs_that_the_other_version_joins_go_with_it_together() -> None:
    german, english = ("{} {}".format(*two) for two in zip(TALKS, MONEY, strict=True))
    assert beads([*GERMAN], [english, VISIT[1]]) == [(german, english), VISIT]
    assert beads([german, VISIT[0]], [*ENGLISH]) == [(german, english), VISIT]


def test_two_paragraphs_in_another_order_go_together_as_four() -> None:
    assert align_texts([TALKS[0], MONEY[0], VISIT[0]], [MONEY[1], TALKS[1], VISIT[1]]) == [
        Bead(range(2), range(2)),
        Bead(range(2, 3), range(2, 3)),
    ]


def test_lengths_alone_tell_who_goes_with_whom() -> None:
    assert align([900, 300, 280], [950, 290]) == [
        Bead(range(1), range(1)),
        Bead(range(1, 2), range(1, 2)),
        Bead(range(2, 3), range(2, 2)),
    ]
    assert align([200, 400, 100], [190, 420, 110]) == [Bead(range(n, n + 1), range(n, n + 1)) for n in range(3)]


@pytest.mark.parametrize(
    ("ones", "others", "expected"),
    [
        ([], [], []),
        ([40], [], [Bead(range(1), range(0))]),
        ([], [40, 0], [Bead(range(0), range(1)), Bead(range(0), range(1, 2))]),
        ([0], [0], [Bead(range(1), range(1))]),
    ],
)
def test_a_text_without_segments_leaves_the_other_alone(
    ones: list[int], others: list[int], expected: list[Bead]
) -> None:
    assert align(ones, others) == expected


def test_what_is_alike_outweighs_what_is_long() -> None:
    assert align([200, 300], [290]) == [Bead(range(1), range(0)), Bead(range(1, 2), range(1))]
    assert align([200, 300], [290], np.array([[8.0], [-1.5]])) == [
        Bead(range(1), range(1)),
        Bead(range(1, 2), range(1, 1)),
    ]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("1.000,50 Euro", "1,000.50 dollars", True),
        ("Botschafter Ogunleye", "envoy Ogunleye", True),
        ("die Konferenz", "the conference", True),
        ("Konsultationen", "consultations", True),
        ("die Lage im Land", "the land", True),
        ("er war in die", "the war in", False),
        ("im Rat", "the rat", False),
        ("2,5 Prozent", "25 percent", False),
    ],
)
def test_figures_names_and_cognates_are_alike(one: str, other: str, alike: bool) -> None:
    assert bool(likeness([one, "Weiteres"], [other, "More"])[0, 0] > 0) is alike


def test_long_segments_that_name_nothing_in_common_are_unlikely_to_go_together() -> None:
    assert likeness([TALKS[0], MONEY[0]], [VISIT[1], MONEY[1]]).round(1).tolist()[0][0] == -1.5
    assert likeness(["Kontakt"], ["Weather"]).tolist() == [[0]]


def test_huge_texts_are_aligned_where_they_begin_and_the_rest_is_one_bead() -> None:
    found = align([80] * 5_000, [82] * 100_000)
    assert found[0] == Bead(range(1), range(1))
    assert found[-1] == Bead(range(MOST_SEGMENTS, 5_000), range(MOST_SEGMENTS, 100_000))
    assert len(found) == MOST_SEGMENTS + 1
