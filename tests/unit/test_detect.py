"""Which language is a text in?"""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from index.detect import language_of, scores
from index.languages import spoken
from index.outcome import Caveat
from search.languages import LANGUAGES, Language
from search.release import Part

GERMAN = "Die Außenministerin hat heute in Berlin mit ihrer Amtskollegin über die Lage am Mittelmeer gesprochen. "
ENGLISH = "The Foreign Minister spoke to her counterpart in Berlin today about the situation in the Mediterranean. "


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (GERMAN, "de"),
        (ENGLISH, "en"),
        ("Beratungen der Partner per Video", "de"),
        ("Foreign Minister travels to Nairobi for talks on the drought", "en"),
        ("Gemeinsame Erklärung der Außenminister", "de"),
        ("EU summit", "en"),
        ("sanctions", "en"),
    ],
)
def test_a_text_is_in_the_language_that_explains_it_best(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize("text", ["", "2020", "G7 – COVID", "UNESCO", "www.newsroom.example", "!?"])
def test_capitals_numbers_and_addresses_speak_for_no_language(text: str) -> None:
    assert language_of(text) is None
    assert language_of(text, expected="de") == "de"


def test_an_expected_language_decides_a_doubt_but_not_a_clear_text() -> None:
    assert language_of("Libanon", expected="de") == "de"
    assert language_of("Libanon", expected="en") == "en"
    assert language_of("Außenminister reist nach Bagdad", expected="en") == "de"


def test_the_answer_is_the_same_every_time_and_in_every_thread() -> None:
    first = scores(GERMAN)
    with ThreadPoolExecutor(8) as threads:
        assert all(found == first for found in threads.map(scores, [GERMAN] * 200))


def test_a_third_language_needs_its_row_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    french = Language("fr", "Français", "french", both="ET", either="OU", without="SAUF", fields={"title": ["titre"]})
    languages: Mapping[str, Language] = {**LANGUAGES, "fr": french}
    monkeypatch.setattr("index.detect.LANGUAGES", languages)
    assert language_of("La ministre des affaires étrangères est arrivée ce matin à Paris.") == "fr"
    assert language_of(GERMAN) == "de"


def of_release(body: str, stated: str | None = None, url: str | None = None, title: str = "X") -> tuple[str, list[str]]:
    caveats: list[Caveat] = []
    language, _ = spoken([(Part.TITLE, title), (Part.BODY, body)], stated, url, caveats)
    return language, [caveat.reason for caveat in caveats]


def test_what_the_source_states_stands_where_the_text_agrees() -> None:
    assert of_release(GERMAN * 4, stated="de") == ("de", [])


def test_a_clear_text_contradicts_what_is_stated_and_the_report_says_so() -> None:
    language, reasons = of_release(GERMAN * 4, stated="en")
    assert language == "de"
    assert reasons == ["the language is stated as 'en', but the text is in 'de'; the text wins"]


def test_a_short_text_contradicts_nothing() -> None:
    assert of_release(GERMAN, stated="en") == ("en", [])


@pytest.mark.parametrize("stated", ["de-DE", "de_CH", "DE", "Deutsch"])
def test_a_language_is_known_by_its_code_in_any_dress_and_by_its_name(stated: str) -> None:
    assert of_release("Kurz.", stated=stated) == ("de", [])


def test_a_language_that_is_not_configured_is_found_out_and_reported() -> None:
    language, reasons = of_release(GERMAN, stated="fr")
    assert language == "de"
    assert "'fr' is none of this newsroom's (de, en)" in reasons[0]


def test_the_address_decides_where_the_text_says_nothing() -> None:
    assert of_release("2020", url="https://newsroom.example/en/a/1") == ("en", [])
    assert of_release("2020", url="https://newsroom.example/de/a/1") == ("de", [])


def test_every_block_has_its_own_language() -> None:
    texts = [
        (Part.TITLE, "Foreign Minister travels to Baghdad"),
        (Part.ALTERNATIVE_TITLE, "Beratungen der Partner per Video"),
        (Part.BODY, ENGLISH * 3),
        (Part.BODY, GERMAN),
        (Part.BODY, "Kontakt: Berlin"),
    ]
    language, blocks = spoken(texts, None, "https://newsroom.example/en/a/1", [])
    assert language == "en"
    assert [block.language for block in blocks] == ["en", "de", "en", "de", "en"]


@pytest.mark.shared
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("sample", "floor"), [("sentences", 0.999), ("word-pairs", 0.93)])
def test_samples_of_both_languages_are_told_apart(shared: Path, language: str, sample: str, floor: float) -> None:
    lines = (shared / "language-samples" / language / f"{sample}.txt").read_text(encoding="utf-8").splitlines()
    assert sum(language_of(line) == language for line in lines) / len(lines) >= floor
