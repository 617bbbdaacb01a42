"""What is a text found by beside its words, and how is a query cut? In both languages, side by side."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import bound, extras, tokenize, units, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Die Anti-IS-Koalition tagt", [("AntiISKoalition", "Anti-IS-Koalition")]),
        ("Sicherheits-Rat", [("SicherheitsRat", "Sicherheits-Rat")]),
        ("a cease-fire, co-operation", [("ceasefire", "cease-fire"), ("cooperation", "co-operation")]),
        ("COVID-19 and G-7", [("COVID19", "COVID-19"), ("G7", "G-7")]),
        ("non‑breaking hyphen", [("nonbreaking", "non‑breaking")]),
        ("E3+3 und P5+1", [("E3+3", "E3+3"), ("P5+1", "P5+1")]),
        ("§ 5 und §7a", [("§5", "5"), ("§7a", "7a")]),
        ("Außen- und Sicherheitspolitik", [("Außen-|Sicherheitspolitik", "Außen")]),
        (
            "Finanz-, Wirtschafts- und Sozialpolitik",
            [("Finanz-|Sozialpolitik", "Finanz"), ("Wirtschafts-|Sozialpolitik", "Wirtschafts")],
        ),
        ("Innenpolitik und -sicherheit", [("Innenpolitik|-sicherheit", "sicherheit")]),
        ("Innenpolitik bzw. -sicherheit", [("Innenpolitik|-sicherheit", "sicherheit")]),
        ("EU- und NATO-Staaten", [("NATOStaaten", "NATO-Staaten"), ("EUStaaten", "EU")]),
        ("short- and long-term", [("longterm", "long-term"), ("shortterm", "short")]),
        ("am 4. Juni 2020", [("2020-06-04", "4. Juni 2020")]),
        ("on 4 June 2020", [("2020-06-04", "4 June 2020")]),
        ("June 4, 2020", [("2020-06-04", "June 4, 2020")]),
        ("the 4th of June 2020", [("2020-06-04", "4th of June 2020")]),
        ("Sept. 21st, 2001", [("2001-09-21", "Sept. 21st, 2001")]),
        ("1. März 2011", [("2011-03-01", "1. März 2011")]),
    ],
)
def test_a_text_holds_beside_its_words(text, found):
    assert [(extra.text, text[extra.start : extra.end]) for extra in extras(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Der Sicherheitsrat tagt",
        "2003-2005, 030-1234-56",
        "Bern - Genf, Bern – Genf",
        "a 10,000-strong force",
        "im Juni 2020, 4. Juni",
        "31. Februar 20201",
        "32. Mai 2020",
        "4 items 2020",
        "a-b-c-d-e-f-g-h-i",
        "5+ und C++",
        "§ Recht",
        "Außen- wie Innenpolitik",
        "Bürger/-innen und -",
    ],
)
def test_nothing_else_is_made_of(text):
    assert extras(text) == []


@given(st.text(alphabet=st.sampled_from("aB19 -‑.,§+und|"), max_size=40))
def test_an_extra_begins_where_a_word_does_and_lies_within_the_text(text):
    starts = {token.start for token in tokenize(text)}
    for extra in extras(text):
        assert extra.start in starts
        assert extra.start < extra.end <= len(text)


def test_extras_of_a_hostile_text_take_no_longer_than_its_length_allows():
    for hostile in ("a-" * 200_000, "a- " * 200_000, "1" * 400_000, "und -a " * 80_000, "A" * 400_000 + "-b"):
        extras(hostile)  # would take hours if it were quadratic


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Mali", ["Mali"]),
        ("UN-Sicherheitsrat", ["UN-Sicherheitsrat"]),
        ("Anti-IS-Koalition,", ["Anti-IS-Koalition"]),
        ("COVID-19", ["COVID-19"]),
        ("E3+3", ["E3+3"]),
        ("§5", ["§5"]),
        ("§ 5", ["§ 5"]),
        ("U.S.-led", ["U.S.-led"]),
        ("Bürger*innen-Rat", ["Bürger*innen-Rat"]),
        ("2003-2005", ["2003", "2005"]),
        ("2020-06-04", ["2020-06-04"]),
        ("and/or", ["and", "or"]),
        ("--", []),
        ("-a-", ["a"]),
    ],
)
def test_a_query_is_cut_into_units(typed, read):
    assert units(typed) == read


@given(st.text(alphabet=st.sampled_from("aB19 -§+.*:'"), max_size=40))
def test_units_hold_all_words_in_order(text):
    assert [word for unit in units(text) for word in words(unit)] == words(text)


@pytest.mark.parametrize(
    ("typed", "bound_"),
    [
        ("Rede 4. Juni 2020", "Rede 2020-06-04"),
        ("speech June 4, 2020 Berlin", "speech 2020-06-04 Berlin"),
        ("§ 5 AufenthG", "§5 AufenthG"),
        ("§§ 5 und 6", "§5 und 6"),
        ("Juni 2020", "Juni 2020"),
        ("G7 Elmau", "G7 Elmau"),
    ],
)
def test_a_day_and_a_section_hold_together_when_a_query_is_cut_at_spaces(typed, bound_):
    assert bound(typed) == bound_
