"""Which language is a text in, and which may it be in?"""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from index.detect import SAMPLE, evidence, language_of
from index.telltales import SHIPPED, telltales
from search.analysis import exact
from search.languages import LANGUAGES, Language

OTHER = {"de": "en", "en": "de"}

CLEAR = [
    ("de", "Die Außenministerin hat heute in Berlin mit ihrer Amtskollegin über die Lage am Mittelmeer gesprochen."),
    ("en", "The Foreign Minister spoke to her counterpart in Berlin today about the situation in the Mediterranean."),
    ("de", "Außenminister reist nach Bagdad"),
    ("en", "Foreign Minister travels to Baghdad"),
    ("de", "Gemeinsame Erklärung der Außenminister"),
    ("en", "Joint statement by the Foreign Ministers"),
    ("de", "Beratungen der Partner per Video"),
    ("en", "Partners consult by video link"),
    ("de", "EU-Gipfeltreffen"),
    ("en", "EU summit"),
    ("de", "Frieden für Syrien"),
    ("en", "Peace for Syria"),
    ("de", "Fuer ein Treffen in Muenchen"),  # umlauts spelt out
    ("de", "Der Bundesrat beschliesst Massnahmen"),  # Swiss spelling
    ("en", "Defence and security"),
    ("en", "Defense and security"),
    ("de", "ERKLÄRUNG DER BUNDESREGIERUNG"),
    ("en", "STATEMENT BY THE GOVERNMENT"),
    ("de", "Rede von Außenminister John Doe vor der Harvard University"),
    ("en", "Speech by Hans-Jürgen Müller-Lüdenscheidt at Tübingen Castle"),
]


@pytest.mark.parametrize(("language", "text"), CLEAR)
def test_a_text_is_in_the_language_that_its_words_speak_for_whatever_is_expected(language: str, text: str) -> None:
    assert language_of(text) == language
    assert language_of(text, expected=OTHER[language]) == language


@pytest.mark.parametrize(("language", "text"), [("de", "Sanktionen"), ("en", "sanctions"), ("de", "Prävention")])
def test_a_single_word_of_no_list_is_known_by_its_letters(language: str, text: str) -> None:
    assert language_of(text) == language


NOTHING = [
    "",
    " ",
    "2020",
    "G7 – COVID",
    "UNESCO, UNICEF",
    "WHO – IS – US",
    "www.newsroom.example",
    "!?",
    "in",
    "Minister",
]


@pytest.mark.parametrize("text", [*NOTHING, "presse@der-und-die.example", "https://the-newsroom.example/with/the/news"])
def test_capitals_numbers_addresses_and_what_is_written_alike_speak_for_no_language(text: str) -> None:
    assert language_of(text) is None
    assert language_of(text, expected="de") == "de"
    assert language_of(text, expected="en") == "en"


@pytest.mark.parametrize("text", ["Libanon", "Kofi Annan", "Situation in Haiti", "Bistum Speyer"])
def test_an_expected_language_decides_a_doubt(text: str) -> None:
    assert language_of(text, expected="de") == "de"
    assert language_of(text, expected="en") == "en"


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("Außenminister reist nach Bagdad", ["de"]),
        ("Foreign Minister travels to Baghdad", ["en"]),
        ("EU summit", ["en"]),
        ("Situation in Haiti", ["de", "en"]),
        ("UNESCO", ["de", "en"]),
        ("", ["de", "en"]),
        ("Schweiz tritt der „Task Force on Education and Research“ bei", ["de", "en"]),
        ("Working visit by the head of the Eidgenössisches Departement für auswärtige Angelegenheiten", ["de", "en"]),
        ("Interview with Die Zeit on the future of foreign policy", ["en"]),  # a name is no part in the other language
    ],
)
def test_a_text_may_be_in_every_language_that_is_not_clearly_worse_or_that_part_of_it_is_in(
    text: str, languages: Sequence[str]
) -> None:
    assert evidence(text).possible == languages


@pytest.mark.parametrize(("language", "text"), CLEAR)
def test_no_expectation_hides_a_language_that_a_text_may_be_in(language: str, text: str) -> None:
    for piece in (text, *text.split()):
        found = evidence(piece)
        assert {found.best("de"), found.best("en")} <= set(found.possible)


@pytest.mark.parametrize(
    ("text", "is_prose"),
    [
        ("Die Gespräche werden am Montag fortgesetzt.", True),
        ("The talks will continue on Monday.", True),
        ("Müller Anna, 3000 Bern BE; Rochat Luc, 1200 Genève GE", False),
        (
            "Mit Wirkung zum 1. Mai: Müller Anna, Rochat Luc, Rossi Carlo, Smith Jonathan, Meier Beat, Keller Nora",
            False,
        ),
        ("Anna Müller, Information, presse@newsroom.example", False),
        ("La ministre est arrivée ce matin avec une délégation pour une visite officielle.", False),
        ("Министр иностранных дел прибыл сегодня утром с официальным визитом.", False),
        ("وصلت وزيرة الخارجية صباح اليوم في زيارة رسمية", False),
        ("+41 31 322 11 11", False),
    ],
)
def test_prose_in_a_configured_language_is_told_from_names_and_from_other_languages(text: str, is_prose: bool) -> None:
    assert evidence(text).is_prose is is_prose


@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_long_text_is_asked_at_its_beginning_its_middle_and_its_end(at: int) -> None:
    parts = ["2020 " * SAMPLE] * 2
    parts.insert(at, "The talks on the future of the region went on. " * (SAMPLE // 20))
    assert language_of("".join(parts)) == "en"


def test_a_huge_text_without_a_space_is_served() -> None:
    assert language_of("x" * 10_000_000) is None
    assert language_of("ß" * 10_000_000, expected="en") == "en"


def test_the_answers_are_the_same_in_eight_threads_at_once() -> None:
    texts = [text for _, text in CLEAR] * 20
    expected = [evidence(text) for text in texts]
    with ThreadPoolExecutor(8) as threads:
        assert all(found == expected for found in threads.map(lambda _: [*map(evidence, texts)], range(8)))


@pytest.mark.parametrize("seed", ["0", "1"])
def test_the_answers_are_the_same_in_a_fresh_process_where_threads_ask_first(seed: str) -> None:
    texts = [text for _, text in CLEAR]
    script = f"""
from concurrent.futures import ThreadPoolExecutor
from index.detect import evidence
with ThreadPoolExecutor(8) as threads:
    print([found.scores for found in threads.map(evidence, {texts!r})])
"""
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUTF8": "1"}
    answers = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, check=True).stdout
    assert answers.decode().strip() == str([evidence(text).scores for text in texts])


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_language_s_words_are_written_once_and_small(code: str) -> None:
    words = (SHIPPED / f"{code}.toml").read_text(encoding="utf-8").partition("[words]")[2]
    listed = [word for line in words.splitlines() if '"""' not in line and line[:1] != "#" for word in line.split()]
    assert len(listed) > 1_000
    assert sorted({exact(word) for word in listed}) == sorted(map(exact, listed))
    assert [word for word in listed if not word.islower()] == []


def test_most_words_of_a_language_are_in_no_other_one_s_file() -> None:
    known = telltales(tuple(LANGUAGES)).words
    for code in LANGUAGES:
        own = [owners for owners in known.values() if code in owners]
        assert sum(len(owners) == 1 for owners in own) / len(own) > 0.85


FRENCH = """
letters = "àâçéèêëîïôùûœ"
[words]
closed_class = "le la les un une des du de et ou est sont a ont pour par avec dans sur ce cette qui que au aux"
"""


@pytest.fixture
def in_three_languages(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """German, English and French: a third language is one record and one file here."""
    languages: Mapping[str, Language] = {**LANGUAGES, "fr": replace(LANGUAGES["en"], code="fr", endonym="Français")}
    for code in LANGUAGES:
        (tmp_path / f"{code}.toml").write_bytes((SHIPPED / f"{code}.toml").read_bytes())
    (tmp_path / "fr.toml").write_text(FRENCH, encoding="utf-8")
    monkeypatch.setattr("index.detect.LANGUAGES", languages)
    monkeypatch.setattr("index.telltales.SHIPPED", tmp_path)


@pytest.mark.usefixtures("in_three_languages")
@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("La ministre des affaires étrangères est arrivée ce matin à Paris.", ["fr"]),
        ("Visite officielle au Liban", ["fr"]),
        (CLEAR[0][1], ["de"]),
        (CLEAR[1][1], ["en"]),
        ("UNESCO", ["de", "en", "fr"]),
    ],
)
def test_a_third_language_needs_its_record_and_its_file_alone(text: str, languages: Sequence[str]) -> None:
    assert evidence(text).possible == languages


@pytest.mark.shared
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("lines", [slice(None), slice(1, None, 2)], ids=["all", "those that nothing was tuned on"])
@pytest.mark.parametrize(("sample", "floor"), [("sentences", 0.998), ("word-pairs", 0.96)])
def test_samples_of_both_languages_are_told_apart(
    shared: Path, language: str, lines: slice, sample: str, floor: float
) -> None:
    texts = (shared / "language-samples" / language / f"{sample}.txt").read_text(encoding="utf-8").splitlines()
    assert len(texts) == 1_000
    asked = texts[lines]
    assert sum(language_of(text) == language for text in asked) / len(asked) >= floor
