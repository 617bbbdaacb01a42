"""When are two words the same word, and when not? In both languages, side by side."""

import doctest
import threading
from importlib import import_module
from pkgutil import iter_modules

import pytest
from hypothesis import given
from hypothesis import strategies as st

import search.analysis
from search.analysis import exact, exacts, normalize, stem, stems, tokenize, words, words_beginning
from search.analysis.tokens import _WORD
from search.analysis.wordlists import wordlists
from search.languages import LANGUAGES

MODULES = [import_module(f"search.analysis.{module.name}") for module in iter_modules(search.analysis.__path__)]


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_the_examples_in_the_docstrings_hold(module):
    assert not doctest.testmod(module).failed


def test_every_step_of_the_analysis_shows_examples():
    tried = {module.__name__.rpartition(".")[2] for module in MODULES if doctest.testmod(module).attempted}
    without = {"wordlists", "learning"}  # lists, and what needs a whole newsroom: tests/unit/test_compounds.py
    assert tried == {module.__name__.rpartition(".")[2] for module in MODULES} - without


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
        ("de", "Merkel’s", "Merkel"),
        ("de", "Förderung", "fördern"),
        ("de", "Minister*in", "Ministerin"),
        ("de", "Bürger:innen", "Bürgerinnen"),
        ("de", "Bürger_innen", "BürgerInnen"),
        ("de", "Bürger/-innen", "Bürger"),
        ("de", "Bürger(innen)", "Bürger/innen"),
        ("de", "Botschaft", "Botschafter"),  # told apart by the word as written, which counts more
        ("en", "sanction", "sanctions"),
        ("en", "meeting", "meets"),
        ("en", "Germany", "Germany’s"),
        ("en", "Germany's", "GERMANY"),
        ("en", "country", "countries"),
        ("en", "Müller", "Mueller"),
        ("en", "Szijjártó", "Szijjarto"),
        ("en", "universities", "university"),
        ("en", "importance", "important"),
    ],
)
def test_these_are_forms_of_one_word(language, one, other):
    assert stem(one, language) == stem(other, language)


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("organise", "organize"),
        ("organisation", "organizations"),
        ("organisers", "organizer"),
        ("recognising", "recognized"),
        ("analysed", "analyzes"),
        ("colour", "color"),
        ("neighbouring", "neighbors"),
        ("favourable", "favorable"),
        ("labour", "labor"),
        ("centre", "centers"),
        ("kilometres", "kilometer"),
        ("theatre", "theater"),
        ("travelling", "traveled"),
        ("cancelled", "canceling"),
        ("counsellor", "counselors"),
        ("fulfil", "fulfill"),
        ("enrolment", "enrollment"),
        ("defence", "defense"),
        ("licence", "licenses"),
        ("practise", "practices"),
        ("programme", "programs"),
        ("grey", "gray"),
        ("archaeological", "archeological"),
        ("judgement", "judgments"),
        ("controlled", "control"),
        ("installed", "install"),
        ("exercised", "exercise"),
        ("uprisings", "uprising"),
    ],
)
def test_british_and_american_spelling_meet(british, american):
    assert stem(british, "en") == stem(american, "en")


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("de", "Niger", "Nigeria"),
        ("de", "Irak", "Iran"),
        ("de", "Staat", "Staatsminister"),
        ("de", "Staat", "statt"),
        ("de", "Förderung", "Forderung"),
        ("de", "fördern", "fordern"),
        ("de", "Polen", "polnisch"),  # what the table of countries is for
        ("en", "Niger", "Nigeria"),
        ("en", "Iraq", "Iran"),
        ("en", "news", "new"),
        ("en", "state", "statement"),
        ("en", "university", "universe"),
        ("en", "authority", "author"),
        ("en", "important", "import"),
        ("en", "experiment", "experience"),
        ("en", "several", "sever"),
        ("en", "four", "for"),
        ("en", "tour", "tor"),
        ("en", "hour", "horde"),
        ("en", "called", "calendar"),
        ("de", "Organisation", "Organization"),  # an English rule, for English words
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
        ("U.S.", "US", True),
        ("U.S", "us", True),
        ("z.B.", "zb", True),
        ("Bürger*innen", "Bürgerinnen", True),
        ("Minister/in", "Ministerin", True),
        ("1.000,50", "1,000.50", True),
        ("1.000", "1,000", True),
        ("1’000", "1000", True),
        ("2.500.000", "2,500,000", True),
        ("3,5", "3.5", True),
        ("04.06.2020", "2020-06-04", True),
        ("4.6.2020", "04.06.2020", True),
        ("Botschaft", "Botschafter", False),
        ("Sanktion", "Sanktionen", False),
        ("Müller", "Muller", False),
        ("résumé", "resume", False),
        ("organise", "organize", False),
        ("1.000,50", "1.000", False),
        ("0.125", "0125", False),
        ("3.5", "35", False),
        ("31.31.2020", "2020-31-31", False),
        ("06.04.2020", "04.06.2020", False),
    ],
)
def test_exact_forms_differ_in_nothing_but_case_umlaut_spelling_eszett_and_marks(one, other, same):
    assert (exact(one) == exact(other)) is same


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("  … – !", []),
        ("G7 und E3+3", ["G7", "und", "E3", "3"]),
        ("UN-Sicherheitsrat", ["UN", "Sicherheitsrat"]),
        ("COVID-19: Germany's response", ["COVID", "19", "Germany's", "response"]),
        ("„Auswärtiges Amt“ (AA)", ["Auswärtiges", "Amt", "AA"]),
        ("snake_case 'quoted' rock’n’roll", ["snake", "case", "quoted", "rock’n’roll"]),
        ("Привет 你好", ["Привет", "你好"]),
        ("the U.S. and the E.U., z.B. hier", ["the", "U.S.", "and", "the", "E.U.", "z.B.", "hier"]),
        ("U.S.-led", ["U.S.", "led"]),
        ("J.F. Kennedy, J. F. Kennedy", ["J.F.", "Kennedy", "J", "F", "Kennedy"]),
        ("the end.Then A.Smith", ["the", "end", "Then", "A", "Smith"]),
        ("1.000,50 Euro, 1,000.50 euros", ["1.000,50", "Euro", "1,000.50", "euros"]),
        ("3.5-4.5 Prozent", ["3.5", "4.5", "Prozent"]),
        ("am 04.06.2020, 2020-06-04.", ["am", "04.06.2020", "2020-06-04"]),
        ("10.-12.05.2020", ["10", "12.05.2020"]),
        ("Version 2.7.4, § 5.", ["Version", "2", "7", "4", "5"]),
        ("10,000-strong in 2019/20", ["10,000", "strong", "in", "2019", "20"]),
        ("Minister*in und Bürger:innen", ["Minister*in", "und", "Bürger:innen"]),
        ("Bürger_innen, Bürger/-innen, Bürger/innen", ["Bürger_innen", "Bürger/-innen", "Bürger/innen"]),
        ("Bürger(innen) und Minister/in", ["Bürger(innen)", "und", "Minister/in"]),
        ("Berlin/in Wien: innen", ["Berlin", "in", "Wien", "innen"]),
        ("plug_ins (in Bern)", ["plug", "ins", "in", "Bern"]),
    ],
)
def test_words_are_runs_of_letters_and_digits_and_what_belongs_to_them(text, found):
    assert [token.text for token in tokenize(text)] == found
    assert words(text) == found


texts = st.text(alphabet=st.sampled_from("aZSi n19.,-:*_/('’)ßü "), max_size=40)


@given(texts)
def test_a_text_is_cut_the_same_whether_or_not_it_looks_plain(text):
    assert words(text) == _WORD.findall(text)


@given(texts)
def test_exact_forms_are_their_own_exact_forms(text):
    for word in words(text):
        assert exact(exact(word)) == exact(word)


@given(texts)
def test_words_with_a_wanted_initial_are_found_whole(text):
    whole = [token.text for token in tokenize(text)]
    for initial in ("a", "z", "s"):
        wanted = [word for word in whole if exact(word)[:1] == initial]
        assert words_beginning(frozenset(initial)).findall(text) == wanted


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_brings_its_word_lists(language):
    lists = wordlists(language)
    assert sorted(set(lists.months.values())) == list(range(1, 13))
    assert len(lists.function_words) > 50
    assert all(exact(word) == word for word in lists.function_words | lists.months.keys() | lists.apart.keys())


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


def test_many_words_at_once_have_the_stems_that_they_have_one_by_one():
    many = ["Sanktionen", "Merkel’s", "organisation", "U.S.", "Förderung", "university", "1.000,50"]
    for language in ("de", "en"):
        assert stems(exacts(many), language) == [stem(word, language) for word in many]


def test_stems_are_the_same_from_many_threads():
    many = [f"Verhandlung{number}en" for number in range(3_000)]
    expected = {word: stem.__wrapped__(word, "de") for word in many}
    wrong = []

    def work():
        wrong.extend(word for word in many if stem.__wrapped__(word, "de") != expected[word])

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
