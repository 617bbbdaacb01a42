"""How is a typed query read?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import normalize
from search.errors import InvalidQuery
from search.query import Match
from search.syntax import AtLeast, Everything, Phrase, Prefix, Without, Word, leaves, parse


def words(*texts):
    return tuple(Word(text) for text in texts)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("", Everything()),
        ("   ", Everything()),
        ("Mali", Word("Mali")),
        ("Mali Mali", Word("Mali")),
        ("Mali Sahel", AtLeast(2, words("Mali", "Sahel"))),
        ("UN-Sicherheitsrat", AtLeast(2, words("UN", "Sicherheitsrat"))),
        ('"to be"', Phrase(("to", "be"))),
        ("„Auswärtiges Amt“", Phrase(("auswaertiges", "amt"))),
        ("“Foreign Office”", Phrase(("foreign", "office"))),
        ("»Waffenruhe«", Phrase(("waffenruhe",))),
        ("‚einfach‘", Phrase(("einfach",))),
        ('"no end', Phrase(("no", "end"))),
        ('a"b c"d', AtLeast(2, (Phrase(("b", "c")), AtLeast(2, words("a", "d"))))),
        ('"to be" Mali', AtLeast(2, (Phrase(("to", "be")), Word("Mali")))),
        ("-Maas", Without(Everything(), words("Maas"))),
        ("Mali -Maas", Without(Word("Mali"), words("Maas"))),
        ("Mali −Maas –Niger", Without(Word("Mali"), words("Maas", "Niger"))),
        ('Mali -"to be"', Without(Word("Mali"), (Phrase(("to", "be")),))),
        ("Mali -UN-Rat", Without(Word("Mali"), (AtLeast(2, words("UN", "Rat")),))),
        ("Mali - Niger", AtLeast(2, words("Mali", "Niger"))),
        ("Mali '' \"\" Niger", AtLeast(2, words("Mali", "Niger"))),
        ("Germany’s", Word("Germany’s")),
        ("Müll*", Prefix("muell")),
        ("UN-Sich*", AtLeast(2, (Word("UN"), Prefix("sich")))),
        ("Mali -minist*", Without(Word("Mali"), (Prefix("minist"),))),
        ("Mali *", Word("Mali")),
    ],
)
def test_a_query_is_read_as(text, tree):
    assert parse(text) == tree


@pytest.mark.parametrize(("count", "needed"), [(2, 2), (3, 2), (4, 3), (5, 3), (7, 3), (8, 4), (9, 4), (20, 10)])
def test_auto_asks_for_all_of_few_words_and_most_of_many(count, needed):
    tree = parse(" ".join(f"w{number}" for number in range(count)))
    assert tree.minimum == needed


@pytest.mark.parametrize(("match", "needed"), [(Match.ALL, 5), (Match.ANY, 1), (Match.AUTO, 3)])
def test_match_decides_how_many_words_are_needed(match, needed):
    assert parse("a b c d e", match).minimum == needed


def test_what_is_excluded_is_nothing_to_match_by():
    assert list(leaves(parse('Mali "to be" -Maas'))) == [Phrase(("to", "be")), Word("Mali")]


@given(st.text(alphabet=st.sampled_from("aB1 \"„“»-–'.\u0301ß"), max_size=60), st.sampled_from(Match))
def test_any_text_with_a_word_in_it_is_read(text, match):
    assert parse(f"{text} word", match) != Everything()


@given(st.text(max_size=2_000))
def test_a_text_is_refused_for_nothing_but_lacking_a_word_or_having_too_many(text):
    faults = []
    try:
        parse(text)
    except InvalidQuery as error:
        faults = [problem.message for problem in error.problems]
    has_word = any(character.isalnum() for character in normalize(text))
    assert has_word or not text.strip() or "no word" in faults[0]
    assert not faults or not has_word or "at most" in faults[0]
