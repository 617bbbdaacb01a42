"""How much of a real newsroom is found in the other language, with what some of its pairs teach?"""

from functools import partial
from pathlib import Path

import pytest

from bench import across
from index.translating import learn
from search.dictionary import NO_TRANSLATIONS, Dictionary
from search.lexicon import Lexicon

_PAIRS = 150  # that are learned from; all take longer than a test may


@pytest.fixture(scope="module")
def newsroom(shared: Path) -> across.Collection:
    """The last year of it."""
    return across.newsroom(shared, since="2016")


@pytest.fixture(scope="module")
def lexicon(newsroom: across.Collection) -> Lexicon:
    return across.lexicon_of([newsroom])


@pytest.fixture(scope="module")
def taught(shared: Path, lexicon: Lexicon) -> Dictionary:
    return Dictionary(learn(across.taught(shared, _PAIRS), lexicon.splitters).entries)


@pytest.mark.shared
@pytest.mark.parametrize(("asked", "there"), [("de", "en"), ("en", "de")])
def test_what_some_pairs_teach_finds_most_of_the_other_language(
    newsroom: across.Collection, lexicon: Lexicon, taught: Dictionary, asked: str, there: str
) -> None:
    searched = across.Searched(newsroom.releases[there], there, lexicon)
    questions = newsroom.questions[asked]
    assert len(questions) > 100
    terms = partial(across.terms_of, asked=asked, there=there, lexicon=lexicon)
    nothing, learned = (
        across.figures(searched, questions, partial(terms, dictionary=dictionary))[1]
        for dictionary in (NO_TRANSLATIONS, taught)
    )
    assert nothing < 0.5
    assert learned > 0.78


@pytest.mark.shared
@pytest.mark.parametrize(
    ("words", "translation"),
    [
        ("Menschenrechtsrat", "Human Rights Council"),
        ("humanitarian aid", "humanitäre Hilfe"),
        ("Entwicklungszusammenarbeit", "development cooperation"),
        ("Bundesrat", "Federal Council"),
        ("ambassador", "Botschafter"),
    ],
)
def test_some_pairs_teach_what_the_newsroom_writes_about(taught: Dictionary, words: str, translation: str) -> None:
    likeliest = taught.translations(words.split())[0]
    assert likeliest.text.casefold().startswith(translation.casefold()[:-2])
