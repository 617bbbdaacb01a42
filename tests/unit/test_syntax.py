"""How is a typed query read?"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from queries import texts

from search.analysis import normalize
from search.errors import InvalidQuery
from search.query import Match
from search.syntax import AtLeast, Everything, Near, Phrase, Prefix, Without, Word, leaves, parse, read, written


def words(*texts, in_title=False):
    return tuple(Word(text, in_title) for text in texts)


def either(*nodes):
    return AtLeast(1, nodes)


def both(*nodes):
    return AtLeast(len(nodes), nodes)


def without(node, *excluded):
    return Without(node, excluded)


A, B, C, D = words("a", "b", "c", "d")
MALI, NIGER, SAHEL = words("Mali", "Niger", "Sahel")
TO_BE = Phrase(("to", "be"))


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("", Everything()),
        ("   ", Everything()),
        ("Mali", MALI),
        ("Mali Mali", MALI),
        ("Mali Sahel", both(MALI, SAHEL)),
        ("UN-Sicherheitsrat", Word("UN-Sicherheitsrat")),
        ("UN-Rat Mali", both(*words("UN-Rat", "Mali"))),
        ("E3+3 zu § 5", AtLeast(2, words("E3+3", "zu", "§5"))),
        ("Rede 4. Juni 2020", both(*words("Rede", "2020-06-04"))),
        ("June 4, 2020", Word("2020-06-04")),
        ("2003-2005", both(*words("2003", "2005"))),
        ("Mali - Niger", both(MALI, NIGER)),
        ("Mali '' \"\" Niger", both(MALI, NIGER)),
        ("Germany’s", Word("Germany’s")),
        ("Minister(in)", Word("Minister(in)")),
        ("https://example.org/10:30", AtLeast(3, words("https", "example", "org", "10", "30"))),
    ],
)
def test_words_are_searched_for_together(text, tree):
    assert parse(text) == tree


@pytest.mark.parametrize(
    ("german", "english", "tree"),
    [
        ("Mali ODER Niger", "Mali OR Niger", either(MALI, NIGER)),
        ("Mali ODER Niger ODER Sahel", "Mali OR Niger OR Sahel", either(MALI, NIGER, SAHEL)),
        ("Mali ODER Mali", "Mali OR Mali", MALI),
        ("Mali UND Niger", "Mali AND Niger", both(MALI, NIGER)),
        ("Mali NICHT Niger", "Mali NOT Niger", without(MALI, NIGER)),
        ("NICHT Niger", "NOT Niger", without(Everything(), NIGER)),
        ("NICHT NICHT Niger", "NOT NOT Niger", NIGER),
        ("NICHT -Niger", "NOT -Niger", NIGER),
        ("a b ODER c d", "a b OR c d", both(either(B, C), both(A, D))),
        ("a UND b ODER c UND d", "a AND b OR c AND d", either(both(A, B), both(C, D))),
        ("a UND NICHT b", "a AND NOT b", without(A, B)),
        ("a ODER NICHT b", "a OR NOT b", either(A, without(Everything(), B))),
        ("a b c UND d", "a b c AND d", both(C, D, both(A, B))),
        ("(a ODER b) c", "(a OR b) c", both(either(A, B), C)),
        ("(a b) c", "(a b) c", AtLeast(2, (A, B, C))),
        ("(a b) ODER c", "(a b) OR c", either(both(A, B), C)),
        ("-(a b)", "-(a b)", without(Everything(), both(A, B))),
        ("-(a ODER b) c", "-(a OR b) c", without(C, either(A, B))),
        ("(-a) b", "(-a) b", without(B, A)),
        ("(a -b) ODER c", "(a -b) OR c", either(without(A, B), C)),
        ("UN-Rat ODER Mali", "UN-Rat OR Mali", either(Word("UN-Rat"), MALI)),
        ("titel:Mali", "title:Mali", Word("Mali", in_title=True)),
        ("Titel: Mali", "TITLE : Mali", Word("Mali", in_title=True)),
        ("titel:Mali Niger", "title:Mali Niger", both(Word("Mali", in_title=True), NIGER)),
        ('titel:"to be"', "title:'to be'", Phrase(("to", "be"), in_title=True)),
        ("titel:minist*", "title:minist*", Prefix("minist", in_title=True)),
        ("titel:(a ODER b)", "title:(a OR b)", either(*words("a", "b", in_title=True))),
        ("titel:(a -b)", "title:(a -b)", without(*words("a", "b", in_title=True))),
        ("-titel:a b", "title:-a b", without(B, Word("a", in_title=True))),
        ("titel:UN-Rat", "title:UN-Rat", Word("UN-Rat", in_title=True)),
    ],
)
def test_signs_join_leave_out_and_name_fields_in_either_language(german, english, tree):
    assert parse(german) == tree
    assert parse(english) == tree
    assert (read(german).remarks, read(english).remarks) == ((), ())


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ('"4. Juni 2020"', Phrase(("4", "juni", "2020"))),
        ("„§ 5“", Phrase(("5",))),
        ('"UN-Rat"', Phrase(("un", "rat"))),
        ('"04.06.2020"', Phrase(("2020-06-04",))),
    ],
)
def test_a_phrase_is_made_of_words_alone(text, phrase):
    assert parse(text) == phrase


def test_where_any_word_will_do_each_word_of_a_run_with_hyphens_will():
    assert parse("UN-Rat E3+3", Match.ANY) == AtLeast(1, words("UN", "Rat", "E3+3"))
    assert parse("UN-Rat", Match.AUTO) == parse("UN-Rat", Match.ALL) == Word("UN-Rat")


@pytest.mark.parametrize("text", ["a or b", "a oder b", "a Or b", "a Oder b", "a and b", "a und b", "a not b"])
def test_in_small_letters_they_are_words(text):
    assert parse(text) == AtLeast(2, words(*text.split()))


@pytest.mark.parametrize("text", ['"OR"', "a-OR-b", "ORder", "OR,", "subtitle:x", "Titelbild: x", "title", "10:30"])
def test_only_signs_by_themselves_do_anything(text):
    assert all(not getattr(leaf, "in_title", False) for leaf in leaves(parse(text)))
    assert read(text).remarks == ()
    assert "OR" not in text or any("or" in str(leaf).lower() for leaf in leaves(parse(text)))


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ('"to be"', TO_BE),
        ("„to be“", TO_BE),
        ("“to be”", TO_BE),
        ("„to be”", TO_BE),
        ("»to be«", TO_BE),
        ("«to be»", TO_BE),
        ("« to be »", TO_BE),
        ("‹to be›", TO_BE),
        ("‚to be‘", TO_BE),
        ("‘to be’", TO_BE),
        ("'to be'", TO_BE),
        ("`to be´", TO_BE),
        ("＂to be＂", TO_BE),
        ("-'to be'", without(Everything(), TO_BE)),
        ("(‘to be’)", TO_BE),
        ("„Auswärtiges Amt“", Phrase(("auswaertiges", "amt"))),
        ("'Germany's role'", Phrase(("germany's", "role"))),
        ("‘Germany’s role’", Phrase(("germany's", "role"))),
        ("“Germany’s role”", Phrase(("germany's", "role"))),
        ("„Er sagte ‚nein‘ dazu“", Phrase(("er", "sagte", "nein", "dazu"))),
        ("Germany's and France's", AtLeast(2, words("Germany's", "and", "France's"))),
        ("the '90s", both(*words("the", "90s"))),
        ("“a”'s b'", both(Phrase(("a",)), both(*words("s", "b")))),
        ("l'Europe 'tis", both(*words("l'Europe", "tis"))),
        ('"no end', Phrase(("no", "end"))),
        ('a"b c"d', both(Phrase(("b", "c")), both(A, D))),
        ('"to be" Mali', both(TO_BE, MALI)),
        ('Mali "', MALI),
    ],
)
def test_every_style_of_quotation_marks_makes_a_phrase_and_an_apostrophe_makes_none(text, tree):
    assert parse(text) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ('"a b"~5', Near(("a", "b"), 5)),
        ("„a b“~5", Near(("a", "b"), 5)),
        ("'a b'~5 c", both(Near(("a", "b"), 5), C)),
        ('-"a b"~5', without(Everything(), Near(("a", "b"), 5))),
        ('title:"a b"~5', Near(("a", "b"), 5, in_title=True)),
        ('"a b a"~5', Near(("a", "b"), 5)),
        ('"a"~5', Phrase(("a",))),
        ('"a a"~5', Phrase(("a",))),
        ('"a b"~1', Near(("a", "b"), 1)),
        ('"a b"~100', Near(("a", "b"), 100)),
    ],
)
def test_a_tilde_and_a_number_behind_a_phrase_ask_for_its_words_close_together(text, tree):
    assert parse(text) == tree
    assert read(text).remarks == ()


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("Müll*", Prefix("muell")),
        ("UN-Sich*", both(Word("UN"), Prefix("sich"))),
        ("Mali -minist*", without(MALI, Prefix("minist"))),
        ("minist*,", Prefix("minist")),
        ("Mali *", MALI),
        ("Minister*innen", Word("Minister*innen")),
    ],
)
def test_an_asterisk_behind_a_word_makes_it_a_beginning(text, tree):
    assert parse(text) == tree
    assert read(text).remarks == ()


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("-Maas", without(Everything(), Word("Maas"))),
        ("Mali -Maas", without(MALI, Word("Maas"))),
        ("Mali −Maas –Niger", without(MALI, Word("Maas"), NIGER)),
        ('Mali -"to be"', without(MALI, TO_BE)),
        ("Mali -UN-Rat", without(MALI, Word("UN-Rat"))),
        ("--Mali", without(Everything(), MALI)),
    ],
)
def test_a_minus_in_front_keeps_out(text, tree):
    assert parse(text) == tree


@pytest.mark.parametrize(
    ("german", "english", "tree", "told"),
    [
        ("Mali ODER", "Mali OR", MALI, "has nothing to join"),
        ("ODER Mali", "OR Mali", MALI, "has nothing to join"),
        ("a ODER ODER b", "a OR OR b", either(A, B), "has nothing to join"),
        ("a UND", "a AND", A, "has nothing to join"),
        ("a NICHT", "a NOT", A, "has nothing to join"),
        ("a ODER …", "a OR …", A, "has nothing to join"),
        ("a)", "a)", A, "closing parenthesis without an opening one"),
        ("(a) b)", "(a) b)", both(A, B), "closing parenthesis without an opening one"),
        ("((a", "((a", A, "reaches to the end"),
        ('"a b', "„a b", Phrase(("a", "b")), "without a partner reaches to the end"),
        ('"a b"~', "»a b«~", Phrase(("a", "b")), "“~5” means within five words"),
        ('"a b c"~0', "„a b c“~0", Near(("a", "b", "c"), 2), "“~0” was read as “~2”"),
        ('"a b"~999', "„a b“~999", Near(("a", "b"), 100), "“~999” was read as “~100”"),
        ("a~2", "a~", A, "belongs behind a phrase"),
        ('"a b*"', "'a b*'", Phrase(("a", "b")), "searched for as written"),
        ("*a", "**a", A, "the end of a word only"),
        ("ODER", "ODER", Word("ODER"), "searched for as they stand"),
        ("( NOT )", "NOT ()", Word("NOT"), "searched for as they stand"),
        ("NICHT ODER", "NICHT (ODER)", both(*words("NICHT", "ODER")), "searched for as they stand"),
    ],
)
def test_what_is_typed_wrong_is_read_in_the_most_sensible_way_and_told(german, english, tree, told):
    for reading in (read(german), read(english)):
        assert reading.tree == tree
        assert [told in remark.text for remark in reading.remarks] == [True] * len(reading.remarks)
        assert reading.remarks


def test_a_remark_repeats_what_was_typed():
    assert [remark.text for remark in read("Mali ODER").remarks] == [
        "“ODER” has nothing to join or to leave out and was left out."
    ]


@pytest.mark.parametrize(("count", "needed"), [(2, 2), (3, 2), (4, 3), (5, 3), (7, 3), (8, 4), (9, 4), (20, 10)])
def test_auto_asks_for_all_of_few_words_and_most_of_many(count, needed):
    tree = parse(" ".join(f"w{number}" for number in range(count)))
    assert tree.minimum == needed


@pytest.mark.parametrize(("match", "needed"), [(Match.ALL, 5), (Match.ANY, 1), (Match.AUTO, 3)])
def test_match_decides_how_many_words_are_needed(match, needed):
    assert parse("a b c d e", match).minimum == needed


def test_what_is_joined_must_be_found_whatever_match_says():
    assert parse("a AND b c d", Match.ANY) == both(A, B, either(C, D))
    assert parse("(a OR b) c d", Match.ANY) == both(either(A, B), either(C, D))
    assert parse("UN-Rat OR a", Match.ANY) == either(both(*words("UN", "Rat")), A)


def test_what_is_excluded_is_nothing_to_match_by():
    assert list(leaves(parse('Mali "to be" -Maas'))) == [TO_BE, MALI]


def test_a_filter_that_was_not_taken_out_counts_as_its_value():
    assert parse("country:atlantis") == Word("atlantis")
    assert parse("Land: Atlantis") == both(*words("Land", "Atlantis"))


@pytest.mark.parametrize(
    ("text", "german", "english", "is_mixed"),
    [
        ("Mali", "Mali", "Mali", False),
        ("a b c", "a b c", "a b c", False),
        ("a b", "a UND b", "a AND b", False),
        ("a OR b", "a ODER b", "a OR b", False),
        ("Sanktionen a OR b", "(a ODER b) UND Sanktionen", "(a OR b) AND Sanktionen", True),
        ("(a OR b) c", "(a ODER b) UND c", "(a OR b) AND c", False),
        ("a AND b OR c", "(a UND b) ODER c", "(a AND b) OR c", True),
        ("„Für immer“ -titel:Müll*", '"Für immer" NICHT titel:Müll*', '"Für immer" NOT title:Müll*', False),
        ('"a b"~7 NOT (c OR d)', '"a b"~7 NICHT (c ODER d)', '"a b"~7 NOT (c OR d)', False),
        ("-a", "NICHT a", "NOT a", False),
        ("", "", "", False),
    ],
)
def test_a_reading_is_told_in_the_query_language(text, german, english, is_mixed):
    reading = read(text)
    assert written(reading.tree, "de", reading.spelled) == german
    assert written(reading.tree, "en", reading.spelled) == english
    assert reading.is_mixed == is_mixed


@settings(deadline=None)
@given(texts, st.sampled_from(Match), st.sampled_from(["de", "en"]))
def test_what_is_told_is_read_as_what_was_told(text, match, language):
    try:
        reading = read(f"{text} end", match)
    except InvalidQuery:
        return
    again = parse(written(reading.tree, language, reading.spelled), match)
    assert str(again).casefold() == str(reading.tree).casefold()


@given(texts, st.sampled_from(Match))
def test_any_text_with_a_word_in_it_is_read(text, match):
    assert parse(f"{text[:900]} word", match) != Everything()


PLAIN = st.sampled_from(["Mali", "oder", "U.N.", "a_b", "§", "12/3", "x,"])


@given(st.lists(PLAIN, max_size=9), st.sampled_from(Match))
def test_parentheses_around_the_whole_change_nothing(parts, match):
    text = " ".join([*parts, "end"])
    assert parse(f"({text})", match) == parse(text, match)


BOUNDS = [
    "no word",
    "words; at most 100",
    "with a tilde; at most 20",
    "parentheses within each other; at most 20",
    "characters long; at most 1000",
]


@settings(deadline=None)
@given(st.text(max_size=1_000) | texts)
def test_a_text_is_refused_for_nothing_but_its_bounds(text):
    faults = []
    try:
        parse(text)
    except InvalidQuery as error:
        faults = [problem.detail for problem in error.problems]
    has_word = any(character.isalnum() for character in normalize(text))
    assert all(any(bound in fault for bound in BOUNDS) for fault in faults)
    assert has_word or not text.strip() or faults
    assert not (has_word and any("no word" in fault for fault in faults))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a" * 10_000, "10000 characters long"),
        ("(" * 1_000 + "a", "1001 characters long"),
        ("(" * 900 + "a", "900 parentheses within each other"),
        ("(" * 21 + "a" + ")" * 21, "21 parentheses within each other"),
        (" ".join(f"w{n}" for n in range(101)), "101 words"),
        (" OR ".join(f"w{n}" for n in range(101)), "101 words"),
        ('"' + " ".join(f"w{n}" for n in range(21)) + '"~50', "21 words in phrases with a tilde"),
        (" ".join(f'-"a w{n}"~5' for n in range(11)), "22 words in phrases with a tilde"),
        (" ".join(f"-w{n}" for n in range(101)), "101 words"),
        ("()" * 500, "no word"),
        ("„“" * 500, "no word"),
        ("\x00\x07\x1b", "no word"),
    ],
)
def test_hostile_queries_are_refused_with_a_reason(text, fault):
    with pytest.raises(InvalidQuery, match=fault):
        parse(text)


@pytest.mark.parametrize(
    "text",
    [
        ")" * 999 + "a",
        "(" * 20 + "a",
        "'a " * 333,
        '"a ' * 333,
        "NOT " * 248 + "a",
        "OR " * 300 + "a",
        "title:" * 166 + "a",
        "title:-" * 142 + "a",
        "country:" * 120 + "a",
        "-(" * 20 + "a",
        "a\x00b\x1b[31m\u202ec",
        "a*" * 90,
        '"' + "a " * 400 + '"~' + "9" * 150,
    ],
)
def test_hostile_queries_are_read(text):
    assert set(leaves(parse(text)))
