"""Which segments become one at a commit?"""

import pytest
from builders import a_release

from search.engines import open_engine
from search.engines.whoosh.merging import Load, to_merge

SMALL, MIDDLE, FULL = Load(10, 10, 0), Load(40, 10, 0), Load(100, 10, 0)
WORN, TINY = Load(100, 10, 6), Load(1, 1, 0)
OLD = Load(100, 10, 0, is_outdated=True)


@pytest.mark.parametrize(
    ("loads", "chosen"),
    [
        pytest.param([], [], id="none of none"),
        pytest.param([SMALL, SMALL, FULL], [], id="none while there are few"),
        pytest.param([FULL] * 30, [], id="full ones stay however many there are"),
        pytest.param([SMALL, MIDDLE, SMALL, SMALL, FULL], [0, 2, 3], id="the smallest of too many small ones"),
        pytest.param([MIDDLE] * 8, [0, 1], id="no more words than fit into memory at once"),
        pytest.param([FULL, WORN, SMALL], [1], id="one of which most is deleted, by itself"),
        pytest.param([FULL, OLD, SMALL], [1], id="one that lacks columns, by itself"),
        pytest.param([OLD, OLD, SMALL], [0], id="of those that lack columns no more than fit into memory at once"),
        pytest.param(
            [WORN, TINY, SMALL, SMALL, SMALL], [0, 1, 2, 3], id="one of which most is deleted, with small ones"
        ),
    ],
)
def test_segments_are_chosen_by_size_and_by_what_is_deleted(loads, chosen):
    assert to_merge(loads, most_small=3, most_words=100) == chosen


def test_an_index_that_changes_day_after_day_keeps_few_segments_and_forgets_what_was_replaced(tmp_path):
    engine = open_engine(f"whoosh:{tmp_path / 'store'}")
    for day in range(40):
        with engine.writer() as writer:
            writer.put(a_release("ever the same", "t", f"text of day {day}"))
            writer.put(a_release(f"of day {day}", "t", "new"))
            writer.commit()
    segments = engine.reader().catalogue.segments
    assert len(segments) <= 8
    assert sum(segment.documents for segment in segments) < 41 + 10
    assert engine.reader().statistics().releases == 41
