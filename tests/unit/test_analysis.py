"""When are two words the same word, and when not? In both languages, side by side."""

import doctest
import threading

import pytest

from search.analysis import exact, normalization, normalize, stem, stemming, tokenize, tokens


@pytest.mark.parametrize("module", [normalization, tokens, stemming])
def test_the_examples_in_the_docstrings_hold(module):
    results = doctest.testmod(module)
    assert results.attempted
    assert not results.failed


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("de", "Sanktion", "Sanktionen"),
        ("de", "Außenminister", "Aussenministerinnen"),
        ("de", "Länder", "Laender"),
        ("de", "Länder", "Land"),
        ("de", "Häuser", "Haus"),
        ("de", "MÜLLER", "mueller"),
        ("de", "Straße", "STRASSE"),
        ("de", "Çavuşoğlu", "Cavusoglu"),
        ("de", "Yıldırım", "Yildirim"),
        ("en", "sanction", "sanctions"),
        ("en", "meeting", "meets"),
        ("en", "Germany", "Germany’s"),
        ("en", "Germany's", "GERMANY"),
        ("en", "country", "countries"),
        ("en", "Müller", "Mueller"),
        ("en", "Szijjártó", "Szijjarto"),
    ],
)
def test_these_are_forms_of_one_word(language, one, other):
    assert stem(one, language) == stem(other, language)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("de", "Niger", "Nigeria"),
        ("de", "Irak", "Iran"),
        ("de", "Staat", "Staatsminister"),
        ("en", "Niger", "Nigeria"),
        ("en", "Iraq", "Iran"),
        ("en", "news", "new"),
        ("en", "state", "statement"),
    ],
)
def test_these_are_different_words(language, one, other):
    assert stem(one, language) != stem(other, language)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Außenminister", "AUSSENMINISTER", True),
        ("Über", "ueber", True),
        ("Germany’s", "Germany's", True),
        ("ﬁnal", "final", True),
        ("Botschaft", "Botschafter", False),
        ("Sanktion", "Sanktionen", False),
        ("Müller", "Muller", False),
        ("résumé", "resume", False),
    ],
)
def test_exact_forms_differ_in_nothing_but_case_umlaut_spelling_and_eszett(one, other, same):
    assert (exact(one) == exact(other)) is same


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("  … – !", []),
        ("G7 und E3+3", ["G7", "und", "E3", "3"]),
        ("UN-Sicherheitsrat", ["UN", "Sicherheitsrat"]),
        ("COVID-19: Germany's response", ["COVID", "19", "Germany's", "response"]),
        ("„Auswärtiges Amt“ (AA)", ["Auswärtiges", "Amt", "AA"]),
        ("snake_case 'quoted' rock’n’roll", ["snake", "case", "quoted", "rock’n’roll"]),
        ("Привет 你好", ["Привет", "你好"]),
    ],
)
def test_words_are_runs_of_letters_and_digits(text, words):
    assert [token.text for token in tokenize(text)] == words


def test_tokens_know_their_place_in_the_text():
    text = "Die Lage – in Mali"
    assert [text[token.start : token.end] for token in tokenize(text)] == ["Die", "Lage", "in", "Mali"]
    assert [token.position for token in tokenize(text)] == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("Außen\u00administer", "Außenminister"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("a\u0308rger", "ärger"),
        ("two \n\t lines\u00a0here ", "two lines here"),
        ("nul\x00 and bell\x07", "nul and bell"),
        ("lone \ud800 surrogate", "lone surrogate"),
        ("„kept“ – as it is…", "„kept“ – as it is…"),
    ],
)
def test_normalising_drops_what_nobody_sees(raw, clean):
    assert normalize(raw) == clean
    assert normalize(clean) == clean


def test_stems_are_the_same_from_many_threads():
    words = [f"Verhandlung{number}en" for number in range(3_000)]
    expected = {word: stem.__wrapped__(word, "de") for word in words}
    wrong = []

    def work():
        wrong.extend(word for word in words if stem.__wrapped__(word, "de") != expected[word])

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
