"""What do pairs of releases teach, and what is a dictionary made of? Of a made-up ministry, whose words we know."""

import doctest
import random
from collections.abc import Iterator, Sequence

import pytest

from index.translating import (
    LEARNED,
    MOST_PAIRS,
    Learned,
    dictionary_of,
    entries,
    is_outgrown,
    learn,
    learning,
    links,
    sentences,
    teaching,
)
from index.translating.countries import countries
from index.translating.learning import LEAST_PAIRS
from index.translating.parallel import parallel
from search.alignment import MOST_SEGMENTS
from search.analysis import Splitter
from search.dictionary import Dictionary, Entry
from search.release import Block, Kind, Part, Release
from search.settings import DEFAULT_SETTINGS

WHO = [("Die Ministerin", "The minister"), ("Der Botschafter", "The ambassador"), ("Der Kanzler", "The chancellor")]
DOES = [("begrüßte", "welcomed"), ("kritisierte", "criticised"), ("verteidigte", "defended"), ("erklärte", "explained")]
WHAT = [
    ("die Waffenruhe", "the ceasefire"),
    ("den Menschenrechtsrat", "the Human Rights Council"),
    ("die Sanktionserleichterungen", "the sanctions relief"),
    ("die Menschenrechte", "human rights"),
    ("die Erleichterungen", "the relief"),
    ("die Sanktionen", "the sanctions"),
    ("den Rat", "the council"),
    ("die Wahlen", "the elections"),
    ("die Abrüstung", "disarmament"),
    ("die Reform des Vereins", "the reform of the association"),
]
WHERE = [("in Genf", "in Geneva"), ("vor der Presse", "to the press"), ("im Parlament", "in parliament"), ("", "")]
SPLITTERS = {
    "de": Splitter("de", dict.fromkeys(["menschen", "recht", "rat", "sanktion", "erleichterungen", "waffen"], 50))
}


def sentence(choice: random.Random) -> tuple[str, ...]:
    both = [choice.choice(words) for words in (WHO, DOES, WHAT, WHERE)]
    figure = choice.randrange(1000)
    german, english = (" ".join(filter(None, side)) for side in zip(*both, strict=True))
    return f"{german} am Tag {figure}.", f"{english} on day {figure}."


def release(id: str, language: str, title: str, paragraphs: Sequence[str]) -> Release:
    blocks = [Block(Part.TITLE, title, language), *(Block(Part.BODY, text, language) for text in paragraphs)]
    return Release(id=id, url=None, kind=Kind.PRESS_RELEASE, published=None, language=language, blocks=tuple(blocks))


def pairs(count: int) -> Iterator[tuple[Release, Release]]:
    choice = random.Random(17)
    for number in range(count):
        titles = sentence(choice)
        paragraphs = [[sentence(choice) for _ in range(2)] for _ in range(3)]
        yield tuple(  # type: ignore[misc]
            release(
                f"{number}-{language}", language, titles[side], [" ".join(p[side] for p in two) for two in paragraphs]
            )
            for side, language in enumerate(("de", "en"))
        )


@pytest.fixture(scope="module")
def taught() -> Sequence[Entry]:
    return learn(pairs(LEAST_PAIRS), SPLITTERS).entries


def first(found: Sequence[Entry], *words: str) -> str | None:
    return next((each.text for each in Dictionary(found).translations(words)), None)


@pytest.mark.parametrize(
    ("german", "english"),
    [
        ("Waffenruhe", "ceasefire"),
        ("Wahl", "elections"),
        ("Abrüstung", "disarmament"),
        ("Genf", "Geneva"),
        ("kritisierten", "criticised"),
        ("Menschenrechtsrat", "Human Rights Council"),
        ("Sanktionserleichterung", "sanctions relief"),
        ("Rat", "Council"),
        ("Erleichterung", "relief"),
        ("Reform des Vereins", "reform of the association"),
    ],
)
def test_words_and_words_in_a_row_are_learned_both_ways(taught: Sequence[Entry], german: str, english: str) -> None:
    assert first(taught, *german.split()) in (english, english.lower(), english.capitalize())
    back = first(taught, *english.split())
    assert back is not None
    assert first(taught, *back.split()) in (english, english.lower(), english.capitalize())


@pytest.mark.parametrize("words", ["die", "the", "of", "17", "Tag 17", "Parlament parliament", "minister Ministerin"])
def test_function_words_figures_and_strangers_have_no_translation(taught: Sequence[Entry], words: str) -> None:
    assert first(taught, *words.split()) is None


def test_names_that_both_languages_write_are_left_out(taught: Sequence[Entry]) -> None:
    assert not [
        each for each in taught if entries.are_alike(each.text, each.translation.text, each.translation.language)
    ]


def test_what_was_learned_is_told_by_its_source_and_is_likely_at_most(taught: Sequence[Entry]) -> None:
    assert {each.translation.source for each in taught} == {LEARNED}
    assert all(0 < each.translation.weight < 1 for each in taught)


def test_fewer_than_a_hundred_pairs_teach_nothing() -> None:
    assert learn(pairs(LEAST_PAIRS - 1), SPLITTERS) == Learned((), LEAST_PAIRS - 1)
    assert learn([], SPLITTERS) == Learned((), 0)


def test_of_many_pairs_any_teach_but_always_the_same() -> None:
    ids = [(f"{number}-de", f"{number}-en") for number in range(MOST_PAIRS + 500)]
    chosen = teaching(ids)
    assert len(chosen) == MOST_PAIRS
    assert teaching(reversed(ids)) == chosen
    assert teaching(chosen) == chosen
    assert set(ids[-400:]) & set(chosen)


def test_when_enough_was_taken_no_more_sentences_are(taught: Sequence[Entry], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learning, "_MOST_CELLS", 2_000)
    few = learn(pairs(LEAST_PAIRS), SPLITTERS)
    assert few.pairs == LEAST_PAIRS
    assert 0 < len(few.entries) < len(taught)


def test_links_are_the_same_however_many_sentences_are_worked_on_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    choice = random.Random(5)
    ones = [[choice.randrange(40) for _ in range(choice.randint(1, 9))] for _ in range(200)]
    others = [[unit + 1 if choice.random() < 0.8 else choice.randrange(50) for unit in sentence] for sentence in ones]
    whole = links.links(ones, others)
    monkeypatch.setattr(links, "_BATCH", 70)
    parts = links.links(ones, others)
    assert len(whole.sentences) > 400
    for name in ("sentences", "ones", "others"):
        assert getattr(whole, name).tolist() == getattr(parts, name).tolist()
    assert links.links([], []).ones.tolist() == []


def test_what_says_nothing_teaches_nothing() -> None:
    empty = [(release(f"{n}-de", "de", "17", ["12,5"]), release(f"{n}-en", "en", "17", ["12.5"])) for n in range(100)]
    assert learn(empty, SPLITTERS) == Learned((), 100)


def test_sentences_that_say_the_same_are_found_within_paragraphs_that_do() -> None:
    german = release("1", "de", "Besuch in Porto", ["Er kam am 4. Juni. Es regnete stark.", "Kontakt: 030 17"])
    english = release("2", "en", "Visit to Porto", ["He came on 4 June. It rained heavily.", "Contact: 030 17"])
    assert list(parallel(german, english)) == [
        ("Besuch in Porto", "Visit to Porto"),
        ("Er kam am 4. Juni.", "He came on 4 June."),
        ("Es regnete stark.", "It rained heavily."),
        ("Kontakt: 030 17", "Contact: 030 17"),
    ]


def test_of_huge_releases_what_comes_first_is_aligned() -> None:
    long = ["Er kam. " * 20_000, *("Ein Absatz" for _ in range(20_000))]
    found = list(parallel(release("1", "de", "Lang", long), release("2", "en", "Long", long)))
    assert MOST_SEGMENTS < len(found) < 3 * MOST_SEGMENTS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Am 4. Juni kam sie. Dann ging sie.", ["Am 4. Juni kam sie.", "Dann ging sie."]),
        ("Dr. Meier traf Mr. Smith. Prof. Weber fehlte.", ["Dr. Meier traf Mr. Smith.", "Prof. Weber fehlte."]),
        ("Er sagte: „Gut.“ Dann ging er.", ["Er sagte: „Gut.“", "Dann ging er."]),
        ("“Good.” Then he left!", ["“Good.”", "Then he left!"]),
        ("Nr. 5 der Liste, z.B. Wein, bzw. Bier.", ["Nr. 5 der Liste, z.B. Wein, bzw. Bier."]),
        ("The U.S. Senate met at 9 a.m. on Monday.", ["The U.S. Senate met at 9 a.m. on Monday."]),
        ("J. Doe came. Where? Here!", ["J. Doe came.", "Where?", "Here!"]),
        ("12.5 Mio. Euro. 3.000 Zelte.", ["12.5 Mio. Euro.", "3.000 Zelte."]),
        ("Sie kam. Übrigens spät. Élysée.", ["Sie kam.", "Übrigens spät.", "Élysée."]),
        ("Der Art. über ihn, d.h. öfter.", ["Der Art. über ihn, d.h. öfter."]),
        ("Eine Zeile\nNoch eine", ["Eine Zeile", "Noch eine"]),
        ("", []),
        (". . .", [". . ."]),
    ],
)
def test_sentences_end_where_readers_would_say_so(text: str, expected: list[str]) -> None:
    assert list(sentences.sentences(text)) == expected


def test_examples_in_docstrings_hold() -> None:
    assert not doctest.testmod(sentences).failed
    assert not doctest.testmod(entries).failed


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Frankreich", "France"),
        ("Frankreichs", "France"),
        ("iranischen", "Iranian"),
        ("Iranian", "iranisch"),
        ("Vereinigtes Königreich", "United Kingdom"),
        ("USA", "United States"),
        ("Ivory Coast", "Côte d’Ivoire"),
        ("Angola", None),
        ("Land", None),
    ],
)
def test_countries_and_what_is_of_them_are_known(words: str, expected: str | None) -> None:
    assert first(list(countries()), *words.split()) == expected


@pytest.fixture(scope="module")
def dictionary() -> Dictionary:
    return dictionary_of(DEFAULT_SETTINGS, pairs(LEAST_PAIRS), SPLITTERS)


def test_a_dictionary_is_made_of_all_its_sources(dictionary: Dictionary) -> None:
    assert {each.translation.source for each in dictionary.entries()} == {LEARNED, "countries", "glossary"}
    assert dictionary.pairs == LEAST_PAIRS
    assert [each.text for each in dictionary.translations(["Waffenstillstand"])] == ["ceasefire", "truce", "armistice"]


def test_without_pairs_it_keeps_what_was_learned_before(dictionary: Dictionary) -> None:
    again = dictionary_of(DEFAULT_SETTINGS, None, SPLITTERS, dictionary)
    assert list(again.entries()) == list(dictionary.entries())
    assert again.pairs == LEAST_PAIRS
    assert not list(dictionary_of(DEFAULT_SETTINGS, None, SPLITTERS).entries(LEARNED))


@pytest.mark.parametrize(
    ("learned_from", "pairs", "outgrown"),
    [(0, 99, False), (0, 100, True), (100, 199, False), (100, 200, True), (100, 50, False), (3_000, 60_000, False)],
)
def test_an_index_learns_anew_when_it_has_twice_as_many_pairs(learned_from: int, pairs: int, outgrown: bool) -> None:
    assert is_outgrown(Dictionary((), learned_from), pairs) is outgrown
