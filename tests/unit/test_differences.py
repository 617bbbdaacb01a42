"""How do two versions of a release differ? Read as [-removed-] and {+added+}."""

import pytest
from builders import a_release
from hypothesis import given
from hypothesis import strategies as st

from search.differences import Mark, differences
from search.release import Block, Part

SIGNS = {Mark.KEPT: "{}", Mark.REMOVED: "[-{}-]", Mark.ADDED: "{{+{}+}}"}


def written(difference):
    return " ".join(SIGNS[stretch.mark].format(stretch.text) for stretch in difference.stretches)


def told(before, after):
    """Each block of both versions, `=` for one that is kept."""
    found = differences(a_release("1", *before).blocks, a_release("1", *after).blocks)
    return ["=" if difference.is_kept else written(difference) for difference in found]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (("Titel", "Eins.", "Zwei."), ("Titel", "Eins.", "Zwei."), ["=", "=", "="]),
        (
            ("Visit", "The minister spoke about peace."),
            ("Visit", "The foreign minister spoke about peace today."),
            ["=", "The {+foreign+} minister spoke about [-peace.-] {+peace today.+}"],
        ),
        (("Besuch", "Eins.", "Drei."), ("Besuch", "Eins.", "Zwei.", "Drei."), ["=", "=", "{+Zwei.+}", "="]),
        (("Visit", "One.", "Two.", "Three."), ("Visit", "One.", "Three."), ["=", "=", "[-Two.-]", "="]),
        (("Alt", "Gleich."), ("Neu", "Gleich."), ["[-Alt-] {+Neu+}", "="]),
        (
            ("Visit", "Nothing of this stays here."),
            ("Visit", "Das ist ein ganz anderer Absatz."),
            ["=", "{+Das ist ein ganz anderer Absatz.+}", "[-Nothing of this stays here.-]"],
        ),
        (
            ("Visit", "a b c d e", "f g h i j"),
            ("Visit", "new words alone", "a b c d x", "f g h i y"),
            ["=", "{+new words alone+}", "a b c d [-e-] {+x+}", "f g h i [-j-] {+y+}"],
        ),
    ],
)
def test_what_changed_is_told_by_paragraphs_and_words(before, after, expected):
    assert told(before, after) == expected


def test_a_lead_is_never_compared_with_a_paragraph():
    before, after = a_release("1", "Title", "The very same text.", lead="A lead."), a_release("1", "Title", "A lead.")
    parts = [(each.part, written(each)) for each in differences(before.blocks, after.blocks) if not each.is_kept]
    assert (Part.LEAD, "[-A lead.-]") in parts
    assert (Part.BODY, "{+A lead.+}") in parts


words = st.lists(st.sampled_from("abcde"), min_size=1, max_size=6).map(" ".join)
texts = st.lists(words, min_size=1, max_size=6)


@given(before=texts, after=texts)
def test_both_versions_can_be_read_from_what_is_told(before, after):
    found = differences(*([Block(Part.BODY, text, "en") for text in version] for version in (before, after)))
    for version, other in ((before, Mark.ADDED), (after, Mark.REMOVED)):
        kept = [[stretch.text for stretch in each.stretches if stretch.mark is not other] for each in found]
        assert [" ".join(stretches) for stretches in kept if stretches] == version


def test_what_is_too_long_to_compare_is_told_one_after_the_other():
    old, new = (Block(Part.BODY, " ".join(map(str, range(begin, 9_000))), "en") for begin in (0, 1))
    assert [written(each)[:4] for each in differences([old], [new])] == ["{+1 ", "[-0 "]
    many, others = ([Block(Part.BODY, f"{number} {version}", "en") for number in range(200)] for version in "ab")
    assert len(differences(many, others)) == 400
