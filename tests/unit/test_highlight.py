"""What is marked, and which passage is shown?"""

import pytest
from builders import a_release
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import normalize, tokenize
from search.highlight import ELLIPSIS, SNIPPET_LENGTH, Highlighter
from search.lexicon import learned
from search.release import Block, Part
from search.syntax import parse

KNOWN = learned({"de": {"Treffen": 9, "Außenminister": 9}}, 1)


def marking(query):
    return Highlighter(parse(query), KNOWN)


def pieces_of(query, block):
    (pieces,) = marking(query).highlights([block]).pieces
    return pieces


def marked(query, text, language="de"):
    return [piece.text for piece in pieces_of(query, Block(Part.BODY, text, language)) if piece.matched]


@pytest.mark.parametrize(
    ("query", "language", "text", "expected"),
    [
        ("Sanktion", "de", "Die Sanktionen und die Sanktion.", ["Sanktionen", "Sanktion"]),
        ("sanction", "en", "Sanctions, sanctioned.", ["Sanctions", "sanctioned"]),
        ("Müller", "de", "Mueller und Müllers", ["Mueller", "Müllers"]),
        ("Niger", "de", "Nigeria und Niger", ["Niger"]),
        ('"to be"', "en", "to be or not to do, but be", ["to be"]),
        ('"be to"', "en", "to be or not to be to", ["be to"]),
        ('"Sanktion"', "de", "Die Sanktionen", []),
        ('"a b" b c', "en", "a b c", ["a b", "c"]),
        ("-Mali Niger", "de", "Mali und Niger", ["Niger"]),
        ("", "de", "Nichts ist gefragt", []),
        ("b", "en", "<b>b</b> & b", ["b", "b", "b", "b"]),
        ('"a b"~2', "en", "a x b and x b x x a", ["a", "b"]),
        ('"a b"~2', "en", "b a x b x x x a", ["b", "a", "b"]),
        ('"a b"~2', "en", "a x x b", []),
        ('"a b c"~3', "en", "c x a b x x c a", ["c", "a", "b"]),
        ('"Sanktion Iran"~5', "de", "Sanktionen gegen Iran", []),
        ('"a b"~1 b', "en", "a b x b", ["a", "b", "b"]),
        ("Mali ODER Niger", "de", "Mali und Niger", ["Mali", "Niger"]),
        ("Mali -(Niger ODER Tschad)", "de", "Mali, Niger, Tschad", ["Mali"]),
        ("Mali ODER NICHT Niger", "de", "Mali und Niger", ["Mali"]),
        ("minist* -minister", "de", "Ministerium, Minister", ["Ministerium", "Minister"]),
        ("titel:Mali Niger", "de", "Mali und Niger", ["Niger"]),
        ("Treffen", "de", "Das Außenministertreffen, ein Treffen", ["treffen", "Treffen"]),
        ("Minister", "de", "Außenministertreffen", ["minister"]),
        ("Aussenminister", "de", "Das Außenministertreffen", ["Außenminister"]),
        ("Ministertreffen", "de", "Außenministertreffen", ["minister", "treffen"]),
        ("Ministertreffen", "de", "Treffen der Minister", ["Treffen", "Minister"]),
        ("Ministertreffen", "de", "Ein Treffen ohne ihn", []),
        ("Stadt", "de", "Städtepartner und Stadträte", ["Städte", "Stadt"]),
        ("Rat", "de", "Demokratie, Stadträte, Rat", ["räte", "Rat"]),
        ("Staat -Minister", "de", "Staatsminister", ["Staats"]),
        ('"Treffen"', "de", "Ministertreffen", []),
        ("Treffen", "en", "Ministertreffen", []),
        ("Sicherheitsrat", "de", "der Sicherheits-Rat", ["Sicherheits-Rat"]),
        ("Sicherheits-Rat", "de", "der Sicherheitsrat", ["Sicherheitsrat"]),
        ("ceasefire", "en", "a cease-fire, cease and fire", ["cease-fire"]),
        ("E3+3", "de", "E3 und E3+3, 3", ["E3+3"]),
        ("§ 5", "de", "5 und § 5", ["5"]),
        ("4 June 2020", "de", "am 4. Juni 2020, 04.06.2020, 4. Juni", ["4. Juni 2020", "04.06.2020"]),
        ("Außenpolitik", "de", "Außen- und Sicherheitspolitik", ["Außen", "politik"]),
        ("organize", "en", "organisations organised", ["organisations", "organised"]),
        ("Bürgerin", "de", "Bürger:innen", ["Bürger:innen"]),
        ("fördern", "de", "Sie wurden gefördert, nicht gefordert", ["gefördert"]),
        ("curbs", "en", "kerb, curb and herbs", ["kerb", "curb"]),
        ("US", "en", "The U.S. and us, USA", ["U.S.", "us"]),
        ("Straße", "de", "Hauptstrasse, Hauptstraße, STRASSE", ["strasse", "straße", "STRASSE"]),
    ],
)
def test_the_whole_written_word_is_marked_and_a_phrase_only_where_it_stands(query, language, text, expected):
    assert marked(query, text, language) == expected


@given(st.text(max_size=200), st.sampled_from(["Haus", '"das Haus"', "", "a -b", "e x"]))
def test_the_pieces_of_a_block_join_to_its_text(text, query):
    block = Block(Part.BODY, text, "de")
    assert "".join(piece.text for piece in pieces_of(query, block)) == text


@pytest.mark.parametrize(
    ("query", "title", "text"),
    [
        ("title:Mali", ["Mali"], []),
        ("titel:Mali Mali", ["Mali"], ["Mali"]),
        ('title:"in Mali"', ["in Mali"], []),
        ("title:(Ma* OR Niger)", ["Mali"], []),
        ('title:"mali visit"~5', ["Visit", "Mali"], []),
        ("-title:Mali visit", ["Visit"], ["visit"]),
    ],
)
def test_what_is_asked_for_in_titles_is_marked_in_titles_alone(query, title, text):
    blocks = [Block(part, "A Visit in Mali", "en") for part in (Part.TITLE, Part.ALTERNATIVE_TITLE)]
    blocks.append(Block(Part.BODY, "A visit in Mali", "en"))
    found = [[piece.text for piece in pieces if piece.matched] for pieces in marking(query).highlights(blocks).pieces]
    assert found == [title, title, text]


def test_the_parts_of_a_word_are_marked_wherever_all_of_them_stand_in_the_release():
    blocks = [Block(Part.TITLE, "Das Treffen", "de"), Block(Part.BODY, "Ein Minister kam.", "de")]
    found = marking("Ministertreffen").highlights(blocks)
    assert [[piece.text for piece in pieces if piece.matched] for pieces in found.pieces] == [["Treffen"], ["Minister"]]
    assert [piece.text for piece in found.title if piece.matched] == ["Treffen"]


def test_a_huge_paragraph_full_of_near_words_is_served():
    text = "a b " * 50_000
    assert "".join(piece.text for piece in pieces_of('"a b"~100', Block(Part.BODY, text, "en"))) == text


def snippet(query, *paragraphs, **fields):
    pieces, _ = marking(query).highlights(a_release("1", "t", *paragraphs, **fields).blocks).snippet
    return "".join(piece.text for piece in pieces), [piece.text for piece in pieces if piece.matched]


def test_a_snippet_tells_its_own_language():
    blocks = (
        Block(Part.TITLE, "t", "en"),
        Block(Part.BODY, "An English text.", "en"),
        Block(Part.BODY, "Das gilt.", "de"),
    )
    _, language = marking("gilt").highlights(blocks).snippet
    assert language == "de"


def test_a_short_text_is_shown_whole():
    assert snippet("gilt", "Das gilt.") == ("Das gilt.", ["gilt"])


def test_without_a_query_the_first_words_are_shown():
    text, matched = snippet("", "word " * 200, lead="The lead.")
    assert (text, matched) == ("The lead.", [])


def test_the_passage_with_the_most_different_words_is_shown():
    first, second = "Sanctions " * 5 + "elsewhere.", "Talks on sanctions and relief."
    assert snippet("sanctions relief", first, second)[0] == second


def test_a_long_text_is_cut_between_words_and_says_so():
    text, matched = snippet("needle", "straw " * 100 + "needle " + "straw " * 100)
    assert matched == ["needle"]
    assert text.startswith(f"{ELLIPSIS} straw")
    assert text.endswith(f"straw {ELLIPSIS}")
    assert set(text.split()) == {ELLIPSIS, "straw", "needle"}
    assert len(text) <= SNIPPET_LENGTH + 4


def test_a_match_at_the_very_end_is_in_the_snippet():
    text, matched = snippet("needle", "straw " * 100 + "needle")
    assert matched == ["needle"]
    assert text.endswith("needle")


def test_a_word_longer_than_a_snippet_is_shown_uncut():
    word = "x" * 1_000
    assert snippet("straw", f"{word} straw {word}")[1] == ["straw"]
    assert snippet("", word)[0] == word


def test_a_huge_paragraph_full_of_matches_is_served():
    assert snippet("straw", "straw " * 50_000)[1][0] == "straw"


@given(st.lists(st.sampled_from(["Haus", "x" * 300, "a", "Häuser,", "–", "ü"]), min_size=1, max_size=120))
def test_a_snippet_is_a_piece_of_the_text_cut_between_its_words(parts):
    body = " ".join(parts)
    text, _ = snippet("Haus", body, language="de")
    core = text.removeprefix(f"{ELLIPSIS} ").removesuffix(f" {ELLIPSIS}")
    assert core in body
    assert set(core.split()) <= set(body.split())


@given(
    st.text(alphabet=st.sampled_from("aAäÄàåæbeéßsSıİiIøŁl'’ -.\u0301çÇ1"), max_size=60), st.sampled_from(["de", "en"])
)
def test_looking_at_initials_first_misses_no_word(text, language):
    block = Block(Part.BODY, normalize(text), language)
    for token in tokenize(block.text):
        pieces = pieces_of(f"{token.text} x", block)
        letters = "".join(piece.text if piece.matched else " " * len(piece.text) for piece in pieces)
        assert letters[token.start : token.end] == token.text
