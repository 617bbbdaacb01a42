"""What does a glossary say, what is refused, and what does a newsroom's own win over?"""

import tomllib
from pathlib import Path

import pytest

from index.translating import dictionary_of, is_outdated, load_glossary
from index.translating.glossary import SHIPPED
from search.dictionary import Dictionary
from search.errors import InvalidSettings
from search.settings import DEFAULT_SETTINGS, Settings


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "glossary.toml"
    path.write_text(text, encoding="utf-8")
    return path


def found(dictionary: Dictionary, words: str) -> list[str]:
    return [each.text for each in dictionary.translations(words.split())]


@pytest.fixture(scope="module")
def shipped() -> Dictionary:
    return Dictionary(load_glossary().entries)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Waffenruhe", ["ceasefire", "truce", "armistice"]),
        ("truce", ["Waffenruhe", "Waffenstillstand"]),
        ("sanctions relief", ["Sanktionserleichterung", "Sanktionslockerung"]),
        ("Human Rights Council", ["Menschenrechtsrat"]),
        ("Vereinten Nationen", ["United Nations"]),
        ("Reisewarnungen", ["travel warning"]),
        ("fundamental rights", ["Grundrechte"]),
        ("Gemeinsame Außen- und Sicherheitspolitik", ["Common Foreign and Security Policy"]),
        ("Bündnisse", ["alliance"]),
        ("Die", []),
        ("rights council", []),
    ],
)
def test_the_shipped_glossary_knows_foreign_policy_in_both_languages(
    shipped: Dictionary, words: str, expected: list[str]
) -> None:
    assert found(shipped, words.replace("-", "")) == expected


def test_the_shipped_glossary_lists_each_german_word_once() -> None:
    rows = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))["entries"]
    listed = [word for row in rows for word in ([row["de"]] if isinstance(row["de"], str) else row["de"])]
    assert len(rows) >= 400
    assert sorted(set(listed)) == sorted(listed)


def test_words_of_one_entry_mean_the_same_and_the_first_is_likeliest(tmp_path: Path) -> None:
    text = 'entries = [{ de = ["Waffenruhe", "Feuerpause"], en = ["ceasefire", "truce"] }]'
    dictionary = Dictionary(load_glossary(written(tmp_path, text)).entries)
    for word in ("Waffenruhe", "Feuerpausen"):
        assert found(dictionary, word) == ["ceasefire", "truce"]
    assert found(dictionary, "truce") == ["Waffenruhe", "Feuerpause"]
    assert dictionary.translations(["truce"])[0].source == "glossary"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("entries = [", ["cannot read the glossary"]),
        ("", ["entries must be a list"]),
        ("entries = 'Rat'\nwords = 1", ["words is nothing that such a file holds", "entries must be a list"]),
        ("entries = ['Rat']", ["entry 1: must be a table"]),
        (
            "entries = [{ de = 'Rat' }, { de = 'Rad', xx = 'roue' }]",
            ["entry 1 (Rat): it names fewer", "xx is no language"],
        ),
        ("entries = [{ de = 'Rat', en = 7 }]", ["entry 1 (empty): en: 7 is no text"]),
        ("entries = [{ de = ['Rat', 7], en = ['']}]", ["de: 7 is no text", "en: '' holds no word"]),
        ("entries = [{ de = 'der', en = 'of the' }]", ["entry 1 (der): de: 'der' holds", "en: 'of the' holds no word"]),
        ("entries = [{ de = [], en = [] }]", ["entry 1 (empty): it holds no word"]),
        ("entries = [{ de = 'Rat', en = 'a b c d e f g h i' }]", ["has more than 8 words"]),
        (f"entries = [{{ de = '{'R' * 101}', en = 'council' }}]", ["or 100 characters"]),
    ],
)
def test_every_fault_is_told_at_once(tmp_path: Path, text: str, told: list[str]) -> None:
    path = written(tmp_path, text)
    with pytest.raises(InvalidSettings) as caught:
        load_glossary(path)
    assert str(path) in str(caught.value)
    for fault in told:
        assert fault in str(caught.value)


def test_of_very_many_faults_the_first_fifty_are_told(tmp_path: Path) -> None:
    with pytest.raises(InvalidSettings, match=r"entry 50: .*; and 950 more"):
        load_glossary(written(tmp_path, f"entries = [{'1,' * 1000}]"))


def test_a_file_that_is_not_there_is_an_error_and_no_file_is_none(tmp_path: Path) -> None:
    with pytest.raises(InvalidSettings, match="cannot read the glossary"):
        load_glossary(tmp_path / "missing.toml")
    assert load_glossary(None).entries == ()


def test_a_dictionary_is_outdated_when_a_glossary_has_changed(tmp_path: Path) -> None:
    path = written(tmp_path, 'entries = [{ de = "Strom", en = "river" }]')
    settings = Settings(glossary=path)
    dictionary = dictionary_of(settings, None, {})
    assert not is_outdated(dictionary, settings)
    assert is_outdated(dictionary, DEFAULT_SETTINGS)
    written(tmp_path, 'entries = [{ de = "Strom", en = "electricity" }]')
    assert is_outdated(dictionary, settings)
    path.unlink()
    with pytest.raises(InvalidSettings, match="cannot read what words are translated by"):
        is_outdated(dictionary, settings)


def test_a_newsroom_adds_words_and_replaces_what_others_say_of_them(tmp_path: Path) -> None:
    text = """entries = [
        { de = "Zeitenwende", en = "watershed" },
        { de = "Waffenruhe", en = "lull" },
        { de = "Strom", en = [] },
        { en = "France", de = "Hexagon" },
    ]"""
    settings = Settings(glossary=written(tmp_path, text))
    dictionary = dictionary_of(settings, None, {})
    assert found(dictionary, "Zeitenwende") == ["watershed"]
    assert found(dictionary, "Waffenruhen") == ["lull"]
    assert found(dictionary, "Strom") == []
    assert found(dictionary, "electricity") == ["Strom"]
    assert found(dictionary, "France") == ["Hexagon"]
    assert found(dictionary, "Frankreich") == ["France"]
