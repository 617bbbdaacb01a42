"""What does an engine promise of its soundness?"""

import pytest
from builders import a_release

from search.errors import EngineUnavailable


def test_an_index_that_was_only_written_to_is_sound(engine, filled):
    releases = [a_release("1"), a_release("2", language="de"), a_release("1", "Anew")]
    filled(*releases, versions=[["1", "2"]])
    with engine.writer() as writer:
        writer.remove("2")
        writer.commit()
    assert list(engine.check()) == []


def test_an_index_of_many_commits_is_sound(engine, filled):
    filled(*(a_release(str(number % 7), f"Title {number}") for number in range(30)))
    assert list(engine.check()) == []


def test_an_empty_index_is_sound(engine, filled):
    filled([])
    assert list(engine.check()) == []


def test_where_no_index_is_nothing_can_be_checked(engine):
    with pytest.raises(EngineUnavailable):
        engine.check()
