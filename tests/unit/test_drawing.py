"""Where do the shapes of a drawing stand, and how dark are they? Numbers in, places and shades out."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.countries import country_codes
from web.overview.axis import levels, narrow_marks, wide_marks
from web.overview.shades import STEPS, shades
from web.overview.world import world

FORMER = {"CS", "DD", "SU", "YD", "YU"}
YEARS = [str(year) for year in range(1998, 2017)]
MONTHS = [f"{year}-{month:02}" for year in (2019, 2020) for month in range(1, 13)]
DAYS = [f"2020-06-{day:02}" for day in range(1, 31)]
MAY_AND_JUNE = [*(f"2020-05-{day:02}" for day in range(1, 32)), *DAYS]


@pytest.mark.parametrize(
    ("numbers", "classes"),
    [
        ([1], [(3, 1, 1)]),
        ([1, 3], [(1, 1, 1), (3, 2, 2), (5, 3, 3)]),
        ([7, 10], [(1, 7, 7), (2, 8, 8), (4, 9, 9), (5, 10, 10)]),
        ([57, 62], [(2, 57, 59), (4, 60, 62)]),
        ([1, 58, 9], [(1, 1, 1), (2, 2, 4), (3, 5, 9), (4, 10, 24), (5, 25, 58)]),
        ([29, 123], [(1, 29, 39), (2, 40, 49), (3, 50, 59), (4, 60, 99), (5, 100, 123)]),
        ([1, 10**7], [(1, 1, 24), (2, 25, 599), (3, 600, 14999), (4, 15000, 399999), (5, 400000, 10**7)]),
    ],
)
def test_shades_have_round_bounds(numbers, classes):
    assert [(shade.step, shade.first, shade.last) for shade in shades(numbers).classes] == classes


def test_nothing_has_no_shade():
    assert shades([]).classes == shades([0, 0]).classes == ()
    assert shades([0, 7]).step(0) == 0


@given(st.lists(st.integers(0, 10**7), min_size=1))
def test_each_number_has_one_shade_and_a_larger_one_is_never_paler(numbers):
    found = shades(numbers)
    steps = [found.step(number) for number in sorted(numbers)]
    assert steps == sorted(steps)
    assert all(1 <= step <= STEPS for step, number in zip(steps, sorted(numbers), strict=True) if number)
    assert [shade.first for shade in found.classes[1:]] == [shade.last + 1 for shade in found.classes[:-1]]


@pytest.mark.parametrize(
    ("highest", "steps"),
    [(1, (0, 1)), (3, (0, 1, 2, 3)), (7, (0, 2, 4, 6, 8)), (60, (0, 20, 40, 60)), (1001, (0, 500, 1000, 1500))],
)
def test_an_axis_has_round_levels_up_to_the_highest_bar(highest, steps):
    assert levels(highest) == steps


@pytest.mark.parametrize(
    ("periods", "narrow", "wide"),
    [
        (YEARS[:3], ["1998", "1999", "2000"], ["1998", "1999", "2000"]),
        (YEARS, ["2000", "2005", "2010", "2015"], YEARS[::2]),
        (MONTHS, ["2019-01", "2020-01"], ["2019-01", "2019-04", "2019-07", "2019-10", *MONTHS[12::3]]),
        (DAYS, DAYS[::10], DAYS[::5]),
        (MAY_AND_JUNE, ["2020-05-01", "2020-05-16", "2020-06-01", "2020-06-16"], [*MAY_AND_JUNE[:30:10], *DAYS[::10]]),
        (["1019", "2019", "2020"], ["1019", "2019", "2020"], ["1019", "2019", "2020"]),
        ([], [], []),
    ],
)
def test_an_axis_names_round_periods_as_many_as_a_screen_has_room_for(periods, narrow, wide):
    assert sorted(narrow_marks(periods)) == narrow
    assert sorted(wide_marks(periods)) == wide


def test_a_lone_period_that_is_not_round_is_named_all_the_same():
    assert narrow_marks(["2019"]) == wide_marks(["2019"]) == {"2019"}


def test_every_country_of_today_has_a_place_on_the_map_and_no_other():
    on_map = world().shapes.keys() | world().dots.keys()
    assert set(country_codes()) - on_map == FORMER
    assert on_map <= set(country_codes())


@pytest.mark.parametrize("code", ["MT", "SG", "VA", "BH", "LU", "PS", "XK", "GP", "TV"])
def test_a_country_that_is_too_small_to_be_seen_has_a_dot(code):
    assert code in world().dots


@pytest.mark.parametrize("code", ["FR", "NO", "XK", "CY", "SO", "UA", "EH", "GF"])
def test_a_country_that_the_source_has_no_code_for_has_its_shape(code):
    assert code in world().shapes


def test_the_map_stays_within_its_bounds():
    width, height = world().width, world().height
    for code, shape in world().shapes.items():
        for outline in shape.removesuffix("z").split("z"):
            x, y, *steps = map(int, re.findall(r"-?\d+", outline))
            for right, down in [(0, 0), *zip(steps[::2], steps[1::2], strict=True)]:
                x, y = x + right, y + down
                assert -1 <= x <= width + 1, code
                assert -1 <= y <= height + 1, code
    assert all(0 <= x <= width and 0 <= y <= height for x, y in world().dots.values())
