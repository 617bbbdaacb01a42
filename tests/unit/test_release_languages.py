"""Which language is a release in, and which is each of its parts in?"""

import gzip
import json
import re
from pathlib import Path

import pytest

from index.languages import ENOUGH, LONG, spoken
from index.outcome import Caveat
from search.analysis import normalize
from search.languages import LANGUAGES
from search.release import Block, Part

GERMAN = "Die Außenministerin hat heute in Berlin mit ihrer Amtskollegin über die Lage am Mittelmeer gesprochen. "
ENGLISH = "The Foreign Minister spoke to her counterpart in Berlin today about the situation in the Mediterranean. "
FRENCH = "La ministre des affaires étrangères est arrivée ce matin à Paris avec une délégation pour une visite. "
ARABIC = "وصلت وزيرة الخارجية صباح اليوم إلى باريس مع وفد في زيارة رسمية. "
NAMES = "Müller Anna, 3000 Bern BE; Rochat Luc, 1200 Genève GE; Smith Jonathan, 8000 Zürich ZH; Rossi Carlo, Lugano. "
TEXTS = {"de": GERMAN, "en": ENGLISH}
OTHER = {"de": "en", "en": "de"}


def of_release(
    *body: str, stated: str | None = None, url: str | None = None, title: str = "X"
) -> tuple[str, tuple[Block, ...], list[str]]:
    """The language of a release, its blocks, and what was warned of."""
    caveats: list[Caveat] = []
    texts = [(Part.TITLE, title), *((Part.BODY, paragraph.strip()) for paragraph in body)]
    language, blocks = spoken(texts, stated, url, caveats)
    return language, blocks, [caveat.reason for caveat in caveats]


def language_and_reasons(*body: str, stated: str | None = None, url: str | None = None) -> tuple[str, list[str]]:
    language, _, reasons = of_release(*body, stated=stated, url=url)
    return language, reasons


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_source_states_stands_where_the_text_agrees(language: str) -> None:
    assert language_and_reasons(TEXTS[language] * 4, stated=language) == (language, [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_clear_text_contradicts_what_is_stated_and_the_report_says_so(language: str) -> None:
    stated = OTHER[language]
    reason = f"the language is stated as '{stated}', but the text is in '{language}'; the text wins"
    assert language_and_reasons(TEXTS[language] * 4, stated=stated) == (language, [reason])


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_none_is_stated_the_language_is_that_of_most_characters_of_long_blocks_titles_aside(
    language: str,
) -> None:
    most, other = TEXTS[language], TEXTS[OTHER[language]]
    found, _, reasons = of_release(other, most * 2, *[other[: LONG - 1]] * 8, title=other * 4)
    assert (found, reasons) == (language, [])


@pytest.mark.parametrize(
    ("body", "stated"),
    [
        ([GERMAN], "en"),  # too short to be sure that the source is wrong
        ([ENGLISH], "de"),
        ([GERMAN * 3, ENGLISH * 2], "en"),  # both languages
        ([ENGLISH * 3, GERMAN * 2], "de"),
        ([NAMES * 5], "de"),  # no language
        ([NAMES * 5], "en"),
        (["2020 " * ENOUGH], "en"),
    ],
)
def test_a_short_text_a_mixed_one_and_a_list_of_names_contradict_nothing(body: list[str], stated: str) -> None:
    assert language_and_reasons(*body, stated=stated) == (stated, [])


@pytest.mark.parametrize(("stated", "language"), [("de", "de"), ("en", "en"), (None, "en")])
def test_a_text_in_a_language_that_is_not_configured_is_reported(stated: str | None, language: str) -> None:
    reason = f"hardly a word of the text is in this newsroom's languages (de, en); kept as '{language}'"
    url = "https://newsroom.example/en/a/1"
    for foreign in (FRENCH, ARABIC):
        assert language_and_reasons(foreign * 4, stated=stated, url=url) == (language, [reason])
        assert language_and_reasons(foreign * 4, TEXTS[language] * 6, stated=stated, url=url) == (language, [])


@pytest.mark.parametrize("stated", ["de-DE", "de_CH", "DE", "Deutsch"])
def test_a_language_is_known_by_its_code_in_any_dress_and_by_its_name(stated: str) -> None:
    assert language_and_reasons("Kurz.", stated=stated) == ("de", [])


def test_a_stated_language_that_is_not_configured_is_found_out_and_reported() -> None:
    language, reasons = language_and_reasons(GERMAN, stated="fr")
    assert language == "de"
    assert "'fr' is none of this newsroom's (de, en)" in reasons[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_address_decides_where_the_text_says_nothing(language: str) -> None:
    assert language_and_reasons("2020", url=f"https://newsroom.example/{language}/a/1") == (language, [])


def test_every_block_has_its_own_language() -> None:
    texts = [
        (Part.TITLE, "Foreign Minister travels to Baghdad"),
        (Part.ALTERNATIVE_TITLE, "Beratungen der Partner per Video"),
        (Part.LEAD, ENGLISH),
        (Part.BODY, ENGLISH * 3),
        (Part.BODY, GERMAN),
        (Part.BODY, FRENCH),
        (Part.BODY, NAMES),
        (Part.BODY, "Die Rede ist hier zu lesen."),  # too short
    ]
    language, blocks = spoken(texts, None, "https://newsroom.example/en/a/1", [])
    assert language == "en"
    assert [block.language for block in blocks] == ["en", "de", "en", "en", "de", "en", "en", "en"]
    assert [block.also for block in blocks] == [()] * len(blocks)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("title", "languages"),
    [
        ("Außenminister reist nach Bagdad", {"de"}),
        ("Foreign Minister travels to Baghdad", {"en"}),
        ("EU summit", {"en"}),
        ("Situation in Haiti", {"de", "en"}),
        ("G7", {"de", "en"}),
    ],
)
def test_a_title_is_searched_in_the_languages_that_it_may_be_in_whatever_its_body_and_address(
    language: str, title: str, languages: set[str]
) -> None:
    url = f"https://newsroom.example/{language}/a/1"
    found, (block, _), _ = of_release(TEXTS[language] * 4, title=title, stated=language, url=url)
    assert found == language
    assert set(block.languages) == languages
    assert len(block.languages) == len(languages)
    assert block.language == (language if language in languages else OTHER[language])


BLANK_LINE = re.compile(r"\n\s*\n")


@pytest.mark.shared
def test_a_wrongly_stated_language_is_noticed(shared: Path) -> None:
    with gzip.open(shared / "swiss-newsroom" / "slot_language_errors_dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        stated = [json.loads(line) for line in lines]
    assert len(stated) == 922
    noticed = wrong = 0
    for each in stated:
        body = [normalize(paragraph) for paragraph in BLANK_LINE.split(each["text"])]
        language, _, reasons = of_release(*body, stated=each["slot"], title=normalize(each["title"]))
        noticed += bool(reasons)
        # French and Italian are no languages of this newsroom: that is noticed, and what was stated stays.
        wrong += bool(reasons) and language != (each["lang_guess"] if each["lang_guess"] in LANGUAGES else each["slot"])
    assert noticed / len(stated) >= 0.98
    assert wrong == 0


@pytest.mark.shared
def test_a_title_above_a_text_in_the_other_language_is_searched_in_its_own_and_few_are_in_both(shared: Path) -> None:
    with gzip.open(shared / "swiss-newsroom" / "fdfa_dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        titles = [(each["lang"], normalize(each["title"])) for each in map(json.loads, lines)]
    blocks = []
    for language, title in titles:
        other = OTHER[language]
        url = f"https://newsroom.example/{other}/a/1"
        blocks.append(of_release(TEXTS[other] * 4, title=title, stated=other, url=url)[1][0])
    own = sum(language in block.languages for (language, _), block in zip(titles, blocks, strict=True))
    assert own / len(titles) >= 0.995
    assert sum(bool(block.also) for block in blocks) / len(titles) <= 0.04
