"""Does an engine say why a release matches, by what it has learned of compounds?"""

import pytest
from builders import a_release

from search.explanation import Explanation, Form, Reason
from search.query import Query
from search.release import Part

RELEASES = [
    a_release("1", "Das Außenministertreffen", "Sanktionen", language="de"),
    a_release("2", "Ein Minister", "Ein Treffen", language="de"),
    a_release("3", "A meeting", "On sanctions", language="en"),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Treffen", {"1": [(Form.PART, "Außenministertreffen")], "2": [(Form.EXACT, "Treffen")]}),
        ("Ministertreffen", {"1": None, "2": [(Form.PARTS, "Minister"), (Form.PARTS, "Treffen")]}),
        ("sanction", {"3": [(Form.STEM, "sanctions")]}),
        ("meet*", {"3": [(Form.PREFIX, "meeting")]}),
    ],
)
def test_every_match_is_explained(filled, text, expected):
    hits = {hit.release.id: hit.why for hit in filled(RELEASES).search(Query(text, explain=True)).hits}
    assert hits.keys() == expected.keys()
    for id, reasons in expected.items():
        assert hits[id].missing == ()
        assert reasons in (None, [(reason.form, reason.found) for reason in hits[id].reasons])


def test_nothing_is_explained_unless_it_is_asked_for(filled):
    assert [hit.why for hit in filled(RELEASES).search(Query("Treffen")).hits] == [None, None]


def test_where_a_text_is_missing_the_explanation_is_empty(filled):
    (hit, *_) = filled(RELEASES).search(Query("", explain=True)).hits
    assert hit.why == Explanation((), ())


def test_where_it_stands_is_told_part_by_part(filled):
    (hit,) = filled(RELEASES).search(Query("Minister ODER Mali titel:Minister -Sanktion", explain=True)).hits
    assert hit.why == Explanation(
        (
            Reason("Minister", Form.EXACT, "Minister", (Part.TITLE,)),
            Reason("title:Minister", Form.EXACT, "Minister", (Part.TITLE,)),
        ),
        ("Mali",),
    )
