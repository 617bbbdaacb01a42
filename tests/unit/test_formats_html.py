"""How is a saved HTML page read? Pages of our own, built as SITE_FACTS tells of the ministry's, and any page."""

import json
from pathlib import Path

import pytest

from index.addresses import complete, id_of
from index.draft import Draft, Unreadable
from index.formats import html
from index.formats.block_text import text_blocks
from index.formats.format import Stated
from index.formats.translations import versions

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


@pytest.mark.parametrize(
    ("line", "day", "kind"),
    [
        ("04.05.2021 - Pressemitteilung", "2021-05-04", "Pressemitteilung"),
        ("04.05.2021 - Press release", "2021-05-04", "Press release"),
        ("04.05.2021 – Rede", "2021-05-04", "Rede"),
        ("04.05.2021 - Speech", "2021-05-04", "Speech"),
        ("04.05.2021 - Interview", "2021-05-04", "Interview"),
        ("04.05.2021 - Artikel", "2021-05-04", "Artikel"),
        ("04.05.2021", "2021-05-04", None),
        ("Stand - 04.05.2021<br/> (Unverändert gültig seit: 01.05.2021)", "2021-05-04", None),
        ("Last updated - 04.05.2021 (unchanged since: 01.05.2021)", "2021-05-04", None),
    ],
)
def test_the_date_line_tells_day_and_kind_in_both_languages(line: str, day: str, kind: str | None) -> None:
    source = (DATA / "visit_since_2017.html").read_text(encoding="utf-8")
    draft = html.read(source.replace("04.05.2021 - Pressemitteilung", line).encode())
    assert (_day(draft.published), draft.kind) == (day, kind)


def test_of_the_two_days_of_travel_advice_the_first_is_that_of_publication() -> None:
    draft = page("travel_advice.html")
    assert _day(draft.published) == "2021-11-12"  # as people marked it; the other is since when nothing has changed
    assert draft.kind is None
    assert draft.paragraphs == ("Im Gebirge kann es jederzeit regnen.",)


def test_a_page_of_the_present_layout_without_its_date_line_is_undated() -> None:
    source = (DATA / "visit_since_2017.html").read_text(encoding="utf-8")
    assert html.read(source.replace("04.05.2021 - Pressemitteilung", "").encode()).published is None


def test_an_english_page_whose_title_element_is_german_keeps_both_titles() -> None:
    draft = page("virtual_meeting_en.html")
    assert (draft.title, draft.kind) == ("Virtual meeting on Lake Constance", "Press release")
    assert draft.alternative_titles == ("Virtuelles Treffen am Bodensee",)


def test_a_language_switch_to_a_page_tells_the_translation() -> None:
    assert page("virtual_meeting_en.html").translation_of == (
        "https://newsroom.example/de/newsroom/bodensee-treffen-3000123",
    )


def test_a_language_switch_to_the_home_page_tells_none_and_a_third_language_is_not_ours() -> None:
    assert page("travel_advice.html").translation_of == ()


LINKS = (
    '<link rel="alternate" hreflang="de" href="/de/a/besuch-77">'
    '<link rel="alternate" hreflang="en-GB" href="/en/a/visit-78">'
    '<link rel="alternate" hreflang="fr" href="/fr/a/79"><link rel="alternate" hreflang="x-default" href="/">'
    '<link rel="alternate" type="application/rss+xml" href="/feed.xml">'
    '<link rel="stylesheet" hreflang="de" href="/a/b.css">'
)


@pytest.mark.parametrize("name", ["any_page.html", "visit_since_2017.html"])
def test_links_in_the_head_that_are_marked_with_a_language_tell_translations(name: str) -> None:
    source = (DATA / name).read_text(encoding="utf-8").replace("</head>", LINKS + "</head>")
    host = "https://" + (html.read(source.encode()).url or "").split("/")[2]
    assert html.read(source.encode()).translation_of == (f"{host}/de/a/besuch-77", f"{host}/en/a/visit-78")


@pytest.mark.parametrize(
    ("language", "address", "is_translation"),
    [
        ("en", "/en/newsroom/news/visit-78", True),
        ("en_GB", "https://newsroom.example/visit", True),
        ("English", "/en/news/78", True),
        ("en", "/en", False),
        ("en", "/en/", False),
        ("en", "https://newsroom.example", False),
        ("en", "/en/index.html", False),
        ("de", "/de/startseite", False),
        ("fr", "/fr/visite-79", False),
        ("Français", "/fr/visite-79", False),
        ("x-default", "/visit-78", False),
        ("de", "/de/besuch-77", False),  # itself
        ("de", "/de/besuch-77#text", False),
        ("en", "javascript:void(0)", False),
        ("en", "http://[x", False),
    ],
)
def test_what_is_a_translation(language: str, address: str, is_translation: bool) -> None:
    assert bool(versions([(language, address)], "https://newsroom.example/de/besuch-77")) == is_translation


@pytest.mark.parametrize(
    ("address", "id"),
    [
        ("https://www.newsroom.example/de/newsroom/bodensee-reise/3000123", "3000123"),
        ("https://www.newsroom.example/de/newsroom/bodensee-reise-3000123", "3000123"),
        ("https://www.newsroom.example/de/newsroom/-/3000123", "3000123"),
        ("newsroom.example/de/newsroom/-/3000123", "3000123"),
        ("https://preview.newsroom.example/blueprint/servlet/de/newsroom/bodensee-reise-3000123", "3000123"),
        ("https://www.newsroom.example/en/newsroom/news/lake-constance-3000124", "3000124"),
    ],
)
def test_a_release_has_one_identity_by_all_its_addresses_and_mirrors(address: str, id: str) -> None:
    source = (DATA / "visit_since_2017.html").read_text(encoding="utf-8")
    source = source.replace("https://newsroom.example/de/newsroom/bodensee-reise/3000123", address)
    url = complete(html.read(source.encode(), Stated(None, "https://newsroom.example/")).url)
    assert id_of(url or "") == id


@pytest.mark.parametrize(
    "address",
    [
        "https://newsroom.example/DE/Infoservice/Presse/Reden/2010/101014-harbour.html",
        "https://newsroom.example/DE/Infoservice/Presse/Reden/2010/101014-harbour.html;jsessionid=12AB.live2",
        "https://newsroom.example/sid_0A1B2C3D4E5F/DE/Infoservice/Presse/Reden/2010/101014-harbour.html",
        "https://newsroom.example/sid_0A1B/DE/Infoservice/Presse/Reden/2010/101014-harbour.html;jsessionid=9",
    ],
)
def test_of_the_former_layout_a_visitors_session_is_no_part_of_the_address(address: str) -> None:
    source = (DATA / "speech_to_2017.html").read_text(encoding="cp1252")
    canonical = "https://newsroom.example/DE/Presse/Reden/2010/101014-harbour.html;jsessionid=12AB"
    draft = html.read(source.replace(canonical, address).encode("cp1252"))
    assert complete(draft.url) == "https://newsroom.example/DE/Infoservice/Presse/Reden/2010/101014-harbour.html"
    assert draft.title != "Navigation"


def test_a_page_that_states_no_address_has_the_one_it_was_fetched_from() -> None:
    fetched = Stated(None, "https://newsroom.example/en/a-visit-3000124")
    assert html.read(b"<html><h1>A visit</h1><p>x", fetched).url == "https://newsroom.example/en/a-visit-3000124"
    relative = html.read(b"<html><link rel=canonical href='/en/b-1'><h1>A visit</h1><p>x", fetched)
    assert relative.url == "https://newsroom.example/en/b-1"


@pytest.mark.parametrize(
    ("encoding", "stated", "meta"),
    [
        ("utf-8", None, ""),
        ("utf-8", "iso-8859-1", "iso-8859-1"),  # both wrong
        ("utf-8-sig", None, ""),
        ("utf-16", None, "utf-8"),
        ("utf-16-le", None, ""),
        ("cp1252", None, "iso-8859-1"),
        ("cp1252", "windows-1252", ""),
        ("cp1252", "punycode", "unicode_escape"),  # which are not to be let loose
        ("cp1252", None, ""),
        ("iso-8859-15", "iso-8859-15", ""),
    ],
)
def test_the_encoding_is_found_out(encoding: str, stated: str | None, meta: str) -> None:
    text = f"<html><meta charset='{meta}'><h1>Grußwort in Köln</h1><p>Die Äpfel fielen über Nacht vom Baum.</p></html>"
    assert html.read(text.encode(encoding), Stated(stated, None)).title == "Grußwort in Köln"


def test_what_the_server_states_stands_above_what_the_page_states() -> None:
    content = "<html><meta charset='windows-1252'><h1>100 € für Köln</h1><p>x".encode("iso-8859-15")
    assert html.read(content, Stated("iso-8859-15", None)).title == "100 € für Köln"
    assert html.read(content).title == "100 ¤ für Köln"


def test_an_encoding_that_changes_more_than_letters_is_not_let_loose() -> None:
    content = "<html><meta charset='unicode_escape'><h1>Grüße aus \\u004b\\u00f6ln</h1><p>x".encode("cp1252")
    assert html.read(content).title == r"Grüße aus \u004b\u00f6ln"


def test_a_page_in_utf_8_that_is_damaged_in_one_place_keeps_its_other_letters() -> None:
    text = "<html><h1>Grußwort in Köln</h1><p>" + "Die Äpfel fielen über Nacht vom Baum. " * 5
    draft = html.read(text.encode() + b"\xc3 Ende</p></html>")
    assert draft.title == "Grußwort in Köln"


@pytest.mark.parametrize(
    "content",
    [b"<html><p>" + b"x" * 2_000_000, b"<html>" + b"<p>x" * 30_000],
)
def test_a_page_beyond_the_bounds_is_unreadable_with_advice(content: bytes) -> None:
    with pytest.raises(Unreadable, match=r"the page (is longer|has more) than") as failure:
        html.read(content)
    assert failure.value.do == "save the release by itself"


def test_a_page_that_nests_too_deeply_is_unreadable_and_loses_no_text_unseen() -> None:
    def nested(depth: int) -> bytes:
        return b"<html><h1>A visit</h1>" + b"<div>" * depth + b"<p>Some text.</p>" + b"</div>" * depth + b"<p>More.</p>"

    assert " ".join(html.read(nested(490)).paragraphs) == "Some text. More."
    for depth in (510, 3_000):
        with pytest.raises(Unreadable, match="nested too deeply"):
            html.read(nested(depth))


def test_pictures_inside_a_page_do_not_count_and_neither_does_a_huge_tag() -> None:
    picture = b"<img src='data:image/png;base64," + b"QUJD" * 700_000 + b"'>"
    huge = b"<p" + b"".join(b" a%d" % number for number in range(100_000)) + b">"
    draft = html.read(b"<html><h1>A visit</h1><p>Some text." + picture + huge + b"More text.")
    assert draft.paragraphs == ("Some text.", "More text.")


def test_of_any_page_the_heading_that_its_title_repeats_is_the_title() -> None:
    assert page("any_page.html").title == "New bridge opened over the river"


def test_of_any_page_the_date_stands_below_the_heading_and_a_change_is_no_publication() -> None:
    assert page("any_page.html").published == "2019-05-03"


@pytest.mark.parametrize(
    ("around", "day"),
    [
        ("<article><p><time datetime='2020-06-04'>4 June 2020</time></p>{title}{lead}</article>", "2020-06-04"),
        ("{title}<p>Berlin, 4. Juni 2020</p>{lead}", "2020-06-04"),
        ("{title}<p>4. Jun. 2020</p>{lead}", "2020-06-04"),
        ("{title}{lead}", None),  # what a sentence tells of is no day of publication
        ("{title}<nav><time datetime='2020-06-04'>4 June</time></nav>{lead}", None),
    ],
)
def test_of_any_page_the_day_is_above_or_below_the_heading_and_never_in_a_sentence(
    around: str, day: str | None
) -> None:
    parts = {
        "title": "<h1>A visit to Baghdad</h1>",
        "lead": "<p>They have had relations since 12 May 1965 exactly.</p>",
    }
    source = f"<html><title>A visit to Baghdad</title><body>{around.format(**parts)}</body></html>"
    assert html.read(source.encode()).published == day


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
