"""How is a saved HTML page read? Pages of our own, built as SITE_FACTS tells of the ministry's, and any page."""

import json
from pathlib import Path

import pytest

from index.draft import Draft, Unreadable
from index.formats import html
from index.formats.block_text import text_blocks

DATA = Path(__file__).parents[1] / "data"


def page(name: str) -> Draft:
    return html.read((DATA / name).read_bytes())


def test_the_greeting_in_the_first_heading_is_not_the_title() -> None:
    assert page("visit_since_2017.html").title == "Reise an den Bodensee"


def test_date_line_lead_and_address_of_the_present_layout_are_found() -> None:
    draft = page("visit_since_2017.html")
    assert draft.published == "04.05.2021 - Pressemitteilung"
    assert draft.kind == "Pressemitteilung"
    assert draft.lead == "Drei Länder, ein See: Worum es bei dem Treffen geht."
    assert draft.url == "https://newsroom.example/de/newsroom/bodensee-reise/3000123"
    assert draft.language == "de"


def test_the_text_of_the_present_layout_is_free_of_teasers_and_tools() -> None:
    assert page("visit_since_2017.html").paragraphs == (
        "Am Ufer kommen die Nachbarn aus der Schweiz und aus Österreich zusammen.",
        "Erstens geht es um die Fähren.",
        "Zweitens um die Züge.",
    )


def test_a_speech_of_the_former_layout_is_read_in_the_encoding_it_states() -> None:
    draft = page("speech_to_2017.html")
    assert draft.title == "Speech on the harbour – “a café by the sea”"
    assert draft.published == "14.10.2010"
    assert len(draft.paragraphs) == 2


def test_a_page_title_that_differs_is_kept_as_another_title() -> None:
    source = (DATA / "visit_since_2017.html").read_text(encoding="utf-8")
    source = source.replace("<title>Reise an den Bodensee -", "<title>A trip to Lake Constance -")
    assert html.read(source.encode()).alternative_titles == ("A trip to Lake Constance",)


def test_of_any_page_the_heading_that_its_title_repeats_is_the_title() -> None:
    assert page("any_page.html").title == "New bridge opened over the river"


def test_of_any_page_the_date_stands_below_the_heading_and_a_change_is_no_publication() -> None:
    assert page("any_page.html").published == "2019-05-03"


def test_of_any_page_the_text_goes_without_navigation_weather_and_footer() -> None:
    draft = page("any_page.html")
    text = "\n".join(draft.paragraphs)
    assert "first cyclists" in text
    assert "eastern side" in text
    for unwanted in ("Weather", "Copyright", "Home", "Last modified"):
        assert unwanted not in text


def test_of_any_page_the_address_is_what_it_states() -> None:
    assert page("any_page.html").url == "https://town.example/news/new-bridge-55123"


@pytest.mark.parametrize(
    ("markup", "blocks"),
    [
        ("<p>One<br>line</p><p>two</p>", ["One line", "two"]),
        ("<p>One<br><br>two</p>", ["One", "two"]),
        ("<p>Ein<script>x</script> Satz<!-- y --> geht weiter</p>", ["Ein Satz geht weiter"]),
        ("<ul><li>a</li><li> b </li><li></li></ul>", ["a", "b"]),
        ("lose<div>gefasst</div>lose", ["lose", "gefasst", "lose"]),
    ],
)
def test_blocks_part_paragraphs_and_what_is_unseen_goes(markup: str, blocks: list[str]) -> None:
    from lxml import html as lxml_html

    assert text_blocks(lxml_html.fragment_fromstring(markup, create_parent="div")) == blocks


@pytest.mark.parametrize("content", [b"", b"   ", b"<!-- only a remark -->"])
def test_a_page_without_anything_is_unreadable_or_empty(content: bytes) -> None:
    try:
        draft = html.read(content)
    except Unreadable:
        return
    assert not draft.paragraphs


@pytest.mark.shared
@pytest.mark.parametrize("number", range(4))
def test_official_pages_are_read_as_people_read_them(shared: Path, number: int) -> None:
    folder = shared / "official-pages"
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))[number]
    draft = html.read((folder / "html" / gold["file"]).read_bytes())
    text = " ".join([draft.title or "", draft.lead or "", *draft.paragraphs])
    assert draft.title == (gold["gold_title"] or draft.title)
    assert _day(draft.published) == (gold["gold_date"] or _day(draft.published))
    assert [s for s in gold["gold_with"] if " ".join(s.split()) not in text] == []
    assert [s for s in gold["gold_without"] if s in text] == []


def _day(stated: str | None) -> str:
    from index.dates import read_date

    return read_date(stated or "").isoformat()
