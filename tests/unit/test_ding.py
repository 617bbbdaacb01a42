"""What is read of a dictionary of the system, and what is refused? A few lines in the form of such files."""

from pathlib import Path

import pytest

from index.translating import dictionary_of, ding, load_ding
from search.dictionary import Dictionary
from search.errors import InvalidSettings
from search.settings import Settings

LINES = """# Version :: made up
Eintracht {f}; Gleichklang {m} (unter Leuten) | Eintracht stiften :: concord; accord [mus.] | to bring concord
Zwist {m}; Hader {m} [geh.] :: discord; strife (between (two) persons)
zanken {vi} (mit jdm.) :: to squabble; to bicker
jdm. etw. nachtragen :: to bear sb. a grudge
der Zankapfel :: the bone of contention
sehr viel länger als erlaubt :: far longer than what is permitted
Anker {m} | Anker werfen | Ankerkette {f} :: anchor | to drop anchor | anchor chain
Baku :: Baku
"""


def written(tmp_path: Path, text: str | bytes, name: str = "de-en") -> Path:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Eintracht", ["concord", "accord"]),
        ("Gleichklang", ["concord", "accord"]),
        ("strife", ["Zwist", "Hader"]),
        ("zanken", ["squabble", "bicker"]),
        ("squabble", ["zanken"]),
        ("Zankapfel", ["bone of contention"]),
        ("Anker werfen", ["drop anchor"]),
        ("anchor chain", ["Ankerkette"]),
        ("Anker", ["anchor"]),
        ("nachtragen", []),
        ("grudge", []),
        ("länger", []),
        ("Baku", []),
        ("Version", []),
    ],
)
def test_words_and_short_phrases_are_read_without_remarks(tmp_path: Path, words: str, expected: list[str]) -> None:
    dictionary = Dictionary(load_ding(written(tmp_path, LINES)))
    assert [each.text for each in dictionary.translations(words.split())] == expected


def test_what_comes_first_is_likelier_and_its_source_is_the_file(tmp_path: Path) -> None:
    concord, accord = Dictionary(load_ding(written(tmp_path, LINES))).translations(["Eintracht"])
    assert concord.weight > accord.weight > 0
    assert concord.source == "de-en"


def test_any_word_has_the_translations_that_can_be_found_and_no_others(tmp_path: Path) -> None:
    vocabulary = {"de": {"zwist"}, "en": {"anchor", "discord", "chain"}}
    entries = list(load_ding(written(tmp_path, LINES), vocabulary))
    found = {(each.text, each.translation.text) for each in entries}
    assert {("Hader", "discord"), ("strife", "Zwist"), ("Ankerkette", "anchor chain"), ("Anker", "anchor")} <= found
    assert {translation for _, translation in found} == {"discord", "Zwist", "anchor chain", "anchor"}


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (LINES, "english", "must say two languages"),
        (LINES, "de-xx", "must say two languages"),
        (LINES, "de-de", "must say two languages"),
        (b"Zwist :: \xff\xfe strife\n", "de-en", "cannot read the dictionary"),
        ("no dictionary\nat all :: but\none line", "de-en", "is no dictionary"),
        ("", "de-en", "is no dictionary"),
        ("a :: b" * 10_000, "de-en", "is no dictionary"),
    ],
)
def test_what_is_no_dictionary_is_refused(tmp_path: Path, content: str | bytes, name: str, told: str) -> None:
    path = written(tmp_path, content, name)
    with pytest.raises(InvalidSettings, match=told) as caught:
        list(load_ding(path))
    assert str(path) in str(caught.value)


def test_a_file_that_is_missing_or_huge_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InvalidSettings, match="cannot read the dictionary"):
        list(load_ding(tmp_path / "de-en"))
    with pytest.raises(InvalidSettings, match=r"cannot read .*de-en"):
        dictionary_of(Settings(dictionaries=(tmp_path / "de-en",)), None, {})
    monkeypatch.setattr(ding, "MOST_BYTES", 100)
    with pytest.raises(InvalidSettings, match="must not have more than 100 bytes"):
        list(load_ding(written(tmp_path, LINES)))


def test_hostile_lines_end(tmp_path: Path) -> None:
    worst = [
        "(" * 9_000,
        "{" * 9_000,
        "[(<" * 3_000,
        "a;" * 9_000,
        "a|" * 9_000,
        "((" * 2_000 + "))" * 2_000,
        "/a" * 9_000,
    ]
    lines = "\n".join(f"{left} :: b\nb :: {left}" for left in worst)
    assert len(list(load_ding(written(tmp_path, f"{LINES}{lines}")))) < 100


def test_its_words_stand_behind_those_of_the_glossary(tmp_path: Path) -> None:
    path = written(tmp_path, "Frieden :: tranquillity; peace\n")
    dictionary = dictionary_of(Settings(dictionaries=(path,)), None, {})
    assert [(each.text, each.source) for each in dictionary.translations(["Frieden"])] == [
        ("peace", "glossary"),
        ("tranquillity", "de-en"),
    ]
