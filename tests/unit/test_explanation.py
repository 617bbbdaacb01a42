"""Why does a release match? Which word met which, in which form, and where."""

from dataclasses import replace

import pytest
from builders import a_release

from search.explanation import MOST_REASONS, Explainer, Form, Reason
from search.lexicon import learned
from search.release import Block, Part
from search.syntax import read

KNOWN = learned({"de": {"Treffen": 9, "Außenminister": 9}}, 1)
TITLE, LEAD, BODY = Part.TITLE, Part.LEAD, Part.BODY


def explained(query, title, body, language, lead=None):
    blocks = (
        Block(TITLE, title, language),
        *([Block(LEAD, lead, language)] if lead else []),
        *(Block(BODY, paragraph, language) for paragraph in body.split("|")),
    )
    release = replace(a_release(), language=language, blocks=blocks)
    return Explainer(read(query), KNOWN).explain(release)


@pytest.mark.parametrize(
    ("language", "query", "title", "body", "expected"),
    [
        ("de", "Irak", "Zum Irak", "Der IRAK", [("Irak", Form.EXACT, "Irak", (TITLE, BODY))]),
        ("en", "iraq", "On Iraq", "Text", [("iraq", Form.EXACT, "Iraq", (TITLE,))]),
        ("de", "Sanktion", "Zur Lage", "Sanktionen", [("Sanktion", Form.STEM, "Sanktionen", (BODY,))]),
        ("en", "organise", "On it", "organized", [("organise", Form.STEM, "organized", (BODY,))]),
        ("de", "Treffen", "Ministertreffen", "Text", [("Treffen", Form.PART, "Ministertreffen", (TITLE,))]),
        ("de", "Minister", "Außenministertreffen", "-", [("Minister", Form.PART, "Außenministertreffen", (TITLE,))]),
        (
            "de",
            "Ministertreffen",
            "Das Treffen",
            "Ein Minister|Text",
            [
                ("Ministertreffen", Form.PARTS, "Treffen", (TITLE,)),
                ("Ministertreffen", Form.PARTS, "Minister", (BODY,)),
            ],
        ),
        ("de", "Außenminister", "Außenminister", "-", [("Außenminister", Form.EXACT, "Außenminister", (TITLE,))]),
        (
            "de",
            "Sanktion",
            "Sanktionen",
            "Die Sanktion",
            [("Sanktion", Form.EXACT, "Sanktion", (BODY,)), ("Sanktion", Form.STEM, "Sanktionen", (TITLE,))],
        ),
        (
            "de",
            "Sicherheitsrat",
            "Im Sicherheits-Rat",
            "-",
            [("Sicherheitsrat", Form.STEM, "Sicherheits-Rat", (TITLE,))],
        ),
        ("en", "minist*", "t", "The Ministry", [("minist*", Form.PREFIX, "Ministry", (BODY,))]),
        ("en", '"to be"', "t", "To be or not", [('"to be"', Form.PHRASE, "To be", (BODY,))]),
        ("en", '"b a"~2', "t", "a x b", [('"b a"~2', Form.NEAR, "a", (BODY,)), ('"b a"~2', Form.NEAR, "b", (BODY,))]),
        ("de", "titel:Mali", "Zu Mali", "Mali", [("title:Mali", Form.EXACT, "Mali", (TITLE,))]),
        ("de", "Mali -Niger", "Mali", "-", [("Mali", Form.EXACT, "Mali", (TITLE,))]),
        ("de", "", "Mali", "-", []),
    ],
)
def test_each_word_of_a_query_says_which_word_it_met_how_and_where(language, query, title, body, expected):
    assert explained(query, title, body, language).reasons == tuple(Reason(*each) for each in expected)


def test_the_lead_is_named_by_itself():
    (reason,) = explained("Mali", "t", "Mali", "de", lead="Zu Mali").reasons
    assert reason.where == (LEAD, BODY)


@pytest.mark.parametrize(
    ("language", "query", "title", "expected"),
    [
        ("de", "Mali ODER Tschad", "Mali", ("Tschad",)),
        ("en", "Mali OR Chad", "Mali and Chad", ()),
        ("de", "Ministertreffen ODER Mali", "Mali, ein Treffen", ("Ministertreffen",)),
    ],
)
def test_what_a_release_lacks_of_the_query_is_named(language, query, title, expected):
    assert explained(query, title, "Text", language).missing == expected


def test_a_huge_text_without_a_space_is_explained():
    (reason,) = explained("straw", "t", "straw-" * 20_000, "en").reasons
    assert (reason.form, reason.found) == (Form.EXACT, "straw")


def test_of_many_words_that_match_the_strongest_few_are_named():
    reasons = explained("a*", "t", " ".join(f"a{number}" for number in range(20)), "en").reasons
    assert [reason.found for reason in reasons] == [f"a{number}" for number in range(MOST_REASONS)]
