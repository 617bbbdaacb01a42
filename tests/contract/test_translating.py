"""By which dictionary are queries translated? The one that a writer was given last, from its commit on."""

import pytest
from builders import a_release

from search.dictionary import Dictionary, Entry, Translation

TRUCE = Translation("en", "truce", 0.25, "glossary")
CEASEFIRE = Translation("en", "ceasefire", 0.75, "learned")
DICTIONARY = Dictionary([Entry("de", "Waffenruhe", TRUCE), Entry("de", "Waffenruhe", CEASEFIRE)])


def translated(engine, dictionary, *releases, rebuild=False):
    with engine.writer(rebuild=rebuild) as writer:
        for release in releases:
            writer.put(release)
        writer.translate(dictionary)
        writer.commit()
    return engine.reader()


def entries_of(reader):
    return set(reader.dictionary.entries())


def test_an_index_translates_nothing_until_it_has_a_dictionary(filled):
    assert not len(filled(a_release()).dictionary)


@pytest.mark.parametrize("words", [["Waffenruhe"], ["WAFFENRUHEN"]])
def test_a_reader_gives_the_translations_of_every_form_of_a_word_the_likeliest_first(engine, words):
    reader = translated(engine, DICTIONARY, a_release())
    assert reader.dictionary.translations(words) == (CEASEFIRE, TRUCE)
    assert reader.dictionary.translations(words, ["en"]) == ()
    assert reader.dictionary.translations(["Waffe"]) == ()
    assert reader.dictionary.longest == 1


def test_a_dictionary_of_an_index_holds_all_that_it_was_given(engine):
    names = [f"Wort{number}" for number in range(300)]
    entries = [Entry("de", name, Translation("en", f"word {name}", 1, "glossary")) for name in names]
    reader = translated(engine, Dictionary([*entries, Entry("en", "human rights", TRUCE)]), a_release())
    assert len(reader.dictionary) == 301
    assert entries_of(reader) == set(entries) | {Entry("en", "human rights", TRUCE)}
    assert [reader.dictionary.translations([name])[0].text for name in names] == [f"word {name}" for name in names]
    assert reader.dictionary.translations(["human", "right"]) == (TRUCE,)
    assert reader.dictionary.longest == 2


def test_another_dictionary_alone_is_a_change_and_the_same_one_is_none(engine, filled):
    before = translated(engine, DICTIONARY, a_release())
    same = translated(engine, Dictionary([Entry("de", "Waffenruhe", CEASEFIRE), Entry("de", "Waffenruhe", TRUCE)]))
    assert same.generation == before.generation
    other = translated(engine, Dictionary([Entry("de", "Waffenruhe", TRUCE)]))
    assert other.generation != before.generation
    assert before.refreshed().dictionary.translations(["Waffenruhe"]) == (TRUCE,)
    assert before.dictionary.translations(["Waffenruhe"]) == (CEASEFIRE, TRUCE), "a reader's view does not change"
    assert list(engine.check()) == []


def test_an_index_keeps_its_dictionary_when_releases_change_and_begins_without_one_when_it_is_rebuilt(engine, filled):
    translated(engine, DICTIONARY, a_release())
    assert entries_of(filled(a_release("2"), a_release("3"))) == set(DICTIONARY.entries())
    with engine.writer(rebuild=True) as writer:
        writer.put(a_release())
        writer.commit()
    assert not len(engine.reader().dictionary)


def test_a_dictionary_that_was_not_committed_is_none(engine):
    translated(engine, DICTIONARY, a_release())
    with engine.writer() as writer:
        writer.translate(Dictionary([]))
    assert entries_of(engine.reader()) == set(DICTIONARY.entries())
    assert not len(translated(engine, Dictionary([])).dictionary)


def test_of_one_word_at_most_five_translations_into_a_language_are_kept(engine):
    likely = [Translation("en", f"word{number}", (9 - number) / 16, "learned") for number in range(8)]
    again = Translation("en", "word0", 0.125, "glossary")
    reader = translated(engine, Dictionary([Entry("de", "Wort", each) for each in [*likely, again]]), a_release())
    assert reader.dictionary.translations(["Wort"]) == tuple(likely[:5])
