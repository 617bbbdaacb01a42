"""How much does a word count, and what moves a release up?"""

from datetime import date

import numpy as np
import pytest

from search.neighbours import neighbours
from search.query import Match
from search.ranking import HALF_LIFE, LATEST, by_meaning, concentrations, freshness, impacts, rarity
from search.syntax import parse
from search.terms import Zone


def test_a_word_counts_more_in_title_and_lead_than_in_the_body_and_more_in_a_short_text_than_in_a_long_one():
    lengths = np.array([[10, 10], [30, 30], [300, 900]])
    each = concentrations(lengths, np.array([10.0, 30.0, 600.0]))
    assert each[Zone.TITLE, 0] == each[Zone.LEAD, 0] > each[Zone.TEXT, 0] > each[Zone.TEXT, 1] > 0


def test_further_occurrences_count_ever_less():
    once, twice, often = impacts(np.array([1.0, 2.0, 100.0], np.float32))
    assert 0 < twice - once < once
    assert often < 2 * once


def test_a_rare_word_counts_more_than_a_common_one_and_that_more_than_nothing():
    assert rarity(100, 1) > rarity(100, 50) > rarity(100, 100) > 0


def test_a_recent_release_gains_little_and_an_undated_one_nothing():
    newest = date(2026, 1, 1).toordinal()
    days = np.array([newest, newest - HALF_LIFE, newest - 40 * HALF_LIFE, 0], np.int32)
    assert freshness(days, newest).tolist() == pytest.approx([1 + LATEST, 1 + LATEST / 2, 1.0, 1.0])


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("Mali", []),
        ("Auswärtiges Amt Berlin", [("auswaertiges", "amt"), ("amt", "berlin")]),
        ("United Nations", [("united", "nations")]),
        ("Rat der UN", [("rat", "der"), ("der", "un")]),
        ("für die Lage", [("die", "lage")]),  # two function words say nothing
        ("UN-Rat tagt", [("un", "rat"), ("rat", "tagt")]),
        ('Lage "in Mali"', []),
        ("Lage -Mali", []),
        ("(alte ODER neue) Rede", [("alte", "neue")]),
    ],
)
def test_words_are_neighbours_that_were_asked_for_side_by_side(text, pairs):
    assert sorted(neighbours(parse(text, Match.AUTO))) == sorted(pairs)


@pytest.mark.parametrize(
    ("nearness", "expected"),
    [
        ([0.0, 0.0, 0.0], [4, 2, 1]),  # all are as near: words alone
        ([0.1, 0.1, 0.7], [4, 2, 1 + 0.6 * 4]),  # what is nearer gains, in scores of the best
        ([0.2, 0.8, 0.2], [4, 2 + 0.6 * 4, 1]),  # and may come first
        ([np.nan, 0.2, 0.8], [4 + 0.3 * 4, 2, 1 + 0.6 * 4]),  # what is not known is as near as the others on average
        ([np.nan, np.nan, np.nan], [4, 2, 1]),
    ],
)
def test_what_a_release_means_counts_beside_its_words(nearness, expected):
    scores = by_meaning(np.array([4, 2, 1], np.float32), np.array(nearness, np.float32))
    assert scores == pytest.approx(expected)
