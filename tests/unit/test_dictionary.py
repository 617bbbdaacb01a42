"""What does a dictionary answer, and how is it kept?"""

import numpy as np
import pytest

from search.dictionary import MOST_TRANSLATIONS, NO_TRANSLATIONS, Dictionary, Entry, Translation


def entry(text: str, translation: str, weight: float = 0.5, source: str = "learned", languages: str = "de en") -> Entry:
    language, other = languages.split()
    return Entry(language, text, Translation(other, translation, weight, source))


def answers(dictionary: Dictionary, *texts: str) -> list[tuple[str, str]]:
    return [(each.language, each.text) for each in dictionary.translations(texts)]


ENTRIES = (
    entry("Waffenruhe", "truce", 0.25),
    entry("Waffenruhe", "ceasefire", 0.75),
    entry("Sanktionserleichterungen", "sanctions relief", 1),
    entry("sanctions relief", "Sanktionserleichterungen", 1, languages="en de"),
    entry("die Vereinten Nationen", "the United Nations", 1, "glossary"),
)


def test_the_likeliest_translation_comes_first_whatever_the_form_of_the_word() -> None:
    dictionary = Dictionary(ENTRIES)
    for form in ("Waffenruhe", "Waffenruhen", "WAFFENRUHE"):
        assert answers(dictionary, form) == [("en", "ceasefire"), ("en", "truce")]
    assert dictionary.translations(["Waffenruhe"])[0] == Translation("en", "ceasefire", 0.75, "learned")


def test_words_in_a_row_have_translations_of_their_own() -> None:
    dictionary = Dictionary(ENTRIES)
    assert answers(dictionary, "sanction", "relief") == [("de", "Sanktionserleichterungen")]
    assert answers(dictionary, "die", "Vereinte", "Nation") == [("en", "the United Nations")]
    assert dictionary.longest == 3


@pytest.mark.parametrize("texts", [[], ["Waffen"], ["relief"], ["sanctions"], ["relief", "sanctions"], ["a"] * 500])
def test_what_is_not_known_has_no_translation(texts: list[str]) -> None:
    assert Dictionary(ENTRIES).translations(texts) == ()
    assert NO_TRANSLATIONS.translations(texts) == ()


def test_a_word_of_both_languages_is_translated_into_both() -> None:
    both = [entry("Gift", "poison"), entry("gift", "Geschenk", languages="en de")]
    assert answers(Dictionary(both), "Gift") == [("en", "poison"), ("de", "Geschenk")]


def test_the_same_translation_from_two_sources_is_told_once() -> None:
    twice = [entry("Wahl", "elections", 0.25), entry("Wahlen", "Election", 0.75, "glossary")]
    assert Dictionary(twice).translations(["Wahl"]) == (Translation("en", "elections", 0.75, "learned"),)


def test_there_are_at_most_five_translations() -> None:
    many = [entry("Zug", word, weight) for weight, word in enumerate(("a1", "b1", "c1", "d1", "e1", "f1", "g1"), 1)]
    assert [text for _, text in answers(Dictionary(many), "Zug")] == ["g1", "f1", "e1", "d1", "c1"]
    assert MOST_TRANSLATIONS == 5


def test_a_dictionary_is_the_same_when_it_is_read_back_from_its_arrays() -> None:
    dictionary = Dictionary(ENTRIES, pairs=140, made_of="glossary 1")
    again = Dictionary.of_arrays(dictionary.arrays, dictionary.notes)
    assert list(again.entries()) == list(dictionary.entries())
    assert (again.longest, again.pairs, again.made_of, len(again)) == (3, 140, "glossary 1", 4)
    nothing = Dictionary.of_arrays(NO_TRANSLATIONS.arrays, NO_TRANSLATIONS.notes)
    assert list(nothing.entries()) == []


def test_its_entries_make_the_same_dictionary_and_can_be_had_by_their_source() -> None:
    dictionary = Dictionary(ENTRIES)
    again = Dictionary(dictionary.entries())
    assert list(again.entries()) == list(dictionary.entries())
    assert [each.text for each in dictionary.entries("glossary")] == ["die Vereinten Nationen"]
    assert list(dictionary.entries("countries")) == []


@pytest.mark.parametrize(
    ("name", "array", "fault"),
    [
        ("ends", np.array([2, 1, 4, 5], np.int32), "ends goes backwards"),
        ("ends", np.array([1, 2, 3], np.int32), "its columns differ in length"),
        ("weights", np.zeros(2, np.float32), "its columns differ in length"),
        ("keys_ends", np.array([9, 20, 21, 22], np.int32), "its words are cut off"),
        ("translations_ends", np.array([900, 1, 2, 3, 4], np.int32), "translations_ends goes backwards"),
        ("sources", np.full(5, 9, np.uint8), "it names what it does not list"),
    ],
)
def test_arrays_that_do_not_fit_together_are_refused(name: str, array: np.ndarray, fault: str) -> None:
    dictionary = Dictionary(ENTRIES)
    with pytest.raises(ValueError, match=fault):
        Dictionary.of_arrays({**dictionary.arrays, name: array}, dictionary.notes)
