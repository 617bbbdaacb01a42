"""How much of a real newsroom is found in the other language, with what some of its pairs teach?"""

from dataclasses import replace
from pathlib import Path

import pytest

from bench import across
from index.translating import learn
from search.dictionary import NO_TRANSLATIONS, Dictionary

_PAIRS = 150  # that are learned from; all take longer than a test may


@pytest.fixture(scope="module")
def newsroom(shared: Path) -> across.Collection:
    """The last year of it."""
    return across.newsroom(shared, since="2016")


@pytest.fixture(scope="module")
def index(newsroom: across.Collection, tmp_path_factory: pytest.TempPathFactory) -> across.Index:
    return across.Index(newsroom, tmp_path_factory.mktemp("index") / "store")


@pytest.fixture(scope="module")
def taught(shared: Path, index: across.Index) -> Dictionary:
    return Dictionary(learn(across.taught(shared, _PAIRS), index.lexicon.splitters).entries)


@pytest.mark.shared
def test_what_some_pairs_teach_finds_most_of_the_other_language(
    newsroom: across.Collection, index: across.Index, taught: Dictionary
) -> None:
    assert min(map(len, newsroom.questions.values())) > 100
    nothing, learned = (
        [found.rank for _, found in across.to_the_other(index.translated(dictionary), newsroom)]
        for dictionary in (NO_TRANSLATIONS, taught)
    )
    assert max(nothing) < 0.5
    assert min(learned) > 0.78


@pytest.mark.shared
def test_the_same_language_loses_nothing_by_it(
    newsroom: across.Collection, index: across.Index, taught: Dictionary
) -> None:
    some = replace(newsroom, questions={way: asked[::3] for way, asked in newsroom.questions.items()})
    for _, _, off, on in across.to_the_same(index.translated(taught), some):
        assert on.rank > off.rank - 0.005


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
