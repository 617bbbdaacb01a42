"""How are results taken along? All of them, in the order shown, in files that other programs read."""

import csv
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from builders import BAERBOCK, MAAS, a_release
from pages.browsing import RELEASES, Shown, a_browser, an_engine, browse, store
from pages.workbooks import read_sheet

import index
import web.following.workbooks
from index.derivation import derive
from index.entities.countries import load_gazetteer
from index.entities.ministers import spotter_of
from index.formats import json_lines
from index.knowledge import Knowledge
from search.ministers import load_registry
from search.record import content_hash
from web.exports import attachment

FILES = {
    "csv": "text/csv",
    "jsonl": "application/jsonl",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
SAMPLE = Path(index.__file__).parent / "sample" / "releases.jsonl"
KNOWLEDGE = Knowledge(spotter_of(load_registry()), load_gazetteer(), lambda: datetime(2026, 5, 4, tzinfo=UTC))
EVERY_FILE = pytest.mark.parametrize("ending", FILES)


def export(browser, address):
    response = browser.get(address)
    ending = address.partition("?")[0].partition("search.")[2]
    assert (response.status_code, response.mimetype) == (200, FILES[ending])
    return response


def rows(browser, address):
    response = export(browser, address)
    assert response.data.startswith(b"\xef\xbb\xbfid,")
    return list(csv.DictReader(StringIO(response.data.decode("utf-8-sig"), newline="")))


def lines(browser, address):
    return [json.loads(line) for line in export(browser, address).text.splitlines()]


def sheet(browser, address):
    return read_sheet(export(browser, address).data)


def imported(lines):
    """What `newsroom index` makes of lines."""
    return [derive(json_lines.read(line), KNOWLEDGE).release for line in lines]


def hashes(releases):
    """Of all that they hold, but for which versions their sources state."""
    return {release.id: content_hash(replace(release, translations=())) for release in releases}


def identifiers(browser, address):
    """Of the releases in a file, in its order."""
    if ".csv" in address:
        return [row["id"] for row in rows(browser, address)]
    if ".jsonl" in address:
        return [line["id"] for line in lines(browser, address)]
    return [row[0] for row in sheet(browser, address).rows[1:]]


def many(count):
    first = date(2020, 1, 1)
    return [a_release(f"{n:03}", f"Title {n}", published=str(first + timedelta(days=n))) for n in range(count)]


@EVERY_FILE
@pytest.mark.parametrize("count", [0, 101, 200])
def test_a_file_ends_with_the_last_release(ending, count):
    found = identifiers(a_browser(*many(count)), f"/search.{ending}?sort=oldest&page=7&size=1")
    assert found == [f"{n:03}" for n in range(count)]


@EVERY_FILE
@pytest.mark.parametrize(
    "asked", ["q=iraq", "q=iraq&sort=oldest", "sort=newest&group=none", "country=IQ", "since=2020"]
)
def test_a_file_holds_what_the_pages_show_in_their_order(browser, ending, asked):
    page = [each["id"] for each in browser.get(f"/api/v1/search?{asked}").json["results"]]
    assert identifiers(browser, f"/en/search.{ending}?{asked}") == page


@EVERY_FILE
def test_a_file_holds_everything_also_where_somebody_had_come_further(browser, ending):
    further = browser.get("/api/v1/search?group=none&size=3").json["links"]["after"].partition("?")[2]
    assert "after=" in further
    assert identifiers(browser, f"/search.{ending}?{further}") == ["102", "101", "100", "103", "104"]


@EVERY_FILE
def test_an_index_that_changes_changes_nothing_in_a_file_that_is_half_sent(ending):
    engine = an_engine(*many(250))
    response = browse(engine.reader()).get(f"/search.{ending}", buffered=False)
    pieces = [next(response.response)] if ending != "xlsx" else []
    store(engine, *(a_release(f"{n:03}", "Another") for n in range(300)))
    content = b"".join([*pieces, *response.response])
    response.close()
    assert b"Another" not in content
    assert content.count(b"Title ") == (250 if ending != "xlsx" else 0)


def test_a_program_that_goes_away_midway_leaves_no_file_behind(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    response = a_browser(*many(50)).get("/search.xlsx", buffered=False)
    assert response.content_length == len(next(response.response))
    response.close()  # else a file is left open, which is a warning, and warnings are errors
    assert list(tmp_path.iterdir()) == []


@EVERY_FILE
@pytest.mark.parametrize("language", ["", "/de"])
def test_a_bad_query_is_a_problem_with_every_fault(browser, ending, language):
    response = browser.get(f"{language}/search.{ending}?page=0&colour=red&ui=de")
    assert (response.status_code, response.mimetype) == (400, "application/problem+json")
    assert [error["parameter"] for error in response.json["errors"]] == ["page", "colour", "ui"]
    assert browser.get(f"{language}/search.{ending}?q=%22%22").status_code == 400


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/en/search.csv", "newsroom"),
        ("/en/search.csv?q=sanctions", "newsroom-sanctions"),
        ("/en/search.xlsx?q=sanctions&country=IQ", "newsroom-sanctions-country-iraq"),
        ("/de/search.jsonl?q=sanctions&country=IQ&from=2020&to=2020", "newsroom-sanctions-datum-2020-land-irak"),
        ("/en/search.csv?q=..%2F..%2Fetc%2Fpasswd%00.exe%22%0D%0AX-Evil: 1", "newsroom-etc-passwd-exe-x-evil-1"),
        (f"/en/search.csv?q={'long ' * 100}", "newsroom" + "-long" * 14 + "-l"),
    ],
)
def test_the_name_of_a_file_says_what_is_in_it(browser, address, name):
    name += f"-{date.today()}.{address.partition('?')[0].rpartition('.')[2]}"
    said = browser.get(address).headers["Content-Disposition"]
    assert said == f"attachment; filename=\"{name}\"; filename*=UTF-8''{name}"


def test_a_name_with_other_letters_is_told_to_programs_that_know_them_and_to_those_that_do_not():
    assert attachment("straßen-in-łódź.csv") == (
        "attachment; filename=\"strassen-in-odz.csv\"; filename*=UTF-8''stra%C3%9Fen-in-%C5%82%C3%B3d%C5%BA.csv"
    )


@pytest.mark.parametrize("code", ["de", "en"])
def test_a_page_of_results_leads_to_every_file_of_the_whole_of_them(browser, code):
    shown = Shown(browser.get(f"/{code}/search?q=iraq&sort=oldest&size=1&page=2").text)
    found = shown.values("//*[@class='take-along']//a/@href")
    for ending in FILES:
        assert f"/{code}/search.{ending}?q=iraq&sort=oldest" in found


# Tables


def test_a_table_holds_every_release_in_the_order_asked_for(browser):
    assert rows(browser, "/search.csv?q=iraq&sort=oldest&page=7&size=1") == [
        {
            "id": "101",
            "published": "2020-06-05",
            "kind": "statement",
            "language": "en",
            "title": "Statement on Iraq",
            "url": "https://newsroom.example/en/101",
            "ministers": "Heiko Maas",
            "countries": "IQ",
            "translations": "100",
        },
        {
            "id": "102",
            "published": "2021-02-01",
            "kind": "press-release",
            "language": "en",
            "title": "Visit to Syria",
            "url": "https://newsroom.example/en/102",
            "ministers": "Annalena Baerbock",
            "countries": "SY; IQ",
            "translations": "",
        },
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", " =", "\u3000=", "＝", "＋", "－", "＠"])
def test_no_cell_of_a_table_begins_a_formula(start):
    (row,) = rows(a_browser(a_release("1", f"{start}1+1", ministers=(MAAS,))), "/search.csv")
    assert row["title"] == f"'{start}1+1"


@pytest.mark.parametrize(
    ("title", "cell"),
    [
        ("Mali;=1+1", "Mali;'=1+1"),
        ("Mali; @SUM(A1)", "Mali;' @SUM(A1)"),
        ("Mali\n=1+1;-2", "Mali\n'=1+1;'-2"),
        ("Mali; Niger = Sahel", "Mali; Niger = Sahel"),
        ("EU-Rat: 3+1", "EU-Rat: 3+1"),
    ],
)
def test_no_part_of_a_cell_begins_a_formula_where_a_program_expects_semicolons(title, cell):
    (row,) = rows(a_browser(a_release("1", title)), "/search.csv")
    assert row["title"] == cell


def test_quotes_commas_and_line_ends_stay_in_their_cell():
    (row,) = rows(a_browser(a_release("1", 'a, "b"\nc')), "/search.csv")
    assert row["title"] == 'a, "b"\nc'


# JSON Lines


@pytest.mark.parametrize(
    "release",
    [
        *RELEASES[1:],
        a_release("1", "Ein Titel", "Erster Absatz.", "Zweiter Absatz.", lead="Vorspann.", language="de", url=None),
        a_release(
            "2", ministers=(MAAS, BAERBOCK), people=(MAAS, BAERBOCK), countries=("IQ", "DE"), mentions=("IQ", "DE")
        ),
        a_release("3", "Iraq and Minister Maas", "Of neither does the source speak.", people=(), mentions=()),
        a_release("a/b c", "“Quotes”, back\\slashes and an emoji 🕊", url="https://newsroom.example/?id=a%2Fb"),
    ],
    ids=lambda release: release.id,
)
def test_a_line_is_imported_as_the_release_that_it_was(release):
    (again,) = imported(export(a_browser(release), "/search.jsonl").data.splitlines())
    told = ("id", "url", "kind", "published", "language", "title", "lead", "body", "ministers", "countries")
    assert [getattr(again, name) for name in told] == [getattr(release, name) for name in told]


def test_what_was_imported_is_exported_and_imported_again_to_the_letter():
    first = imported(SAMPLE.read_bytes().splitlines()[:12])
    again = imported(export(a_browser(*first), "/search.jsonl?group=none").data.splitlines())
    assert len(first) == 12
    assert hashes(again) == hashes(first)
    # A source may name a version on one side alone; an export does on both.
    pairs = {frozenset((release.id, other)) for release in first for other in release.translations}
    assert pairs
    assert {(release.id, other) for release in again for other in release.translations} == {
        (id, other) for pair in pairs for id in pair for other in pair - {id}
    }


def test_a_version_is_named_where_readers_can_see_it_and_not_where_it_is_under_embargo(browser):
    named = {line["id"]: line.get("translation_of") for line in lines(browser, "/search.jsonl?group=none")}
    assert (named["100"], named["101"], named["102"]) == (["101"], ["100"], None)
    hidden = a_browser(a_release("1", translations=("2",)))
    assert "translation_of" not in lines(hidden, "/search.jsonl")[0]


# Excel


def test_a_sheet_speaks_the_language_of_its_address(browser):
    german = sheet(browser, "/de/search.xlsx?q=irak&sort=oldest&group=none&kind=statement")
    assert german.name == "Veröffentlichungen"
    assert german.rows[:2] == [
        ["Kennung", "Veröffentlicht", "Art", "Sprache", "Titel", "Adresse", "Minister", "Länder", "Sprachfassungen"],
        ["100", 43986, "Erklärung", "Deutsch", "Erklärung zum Irak", german.links["F2"], "Heiko Maas", "Irak", "101"],
    ]
    assert german.links == {"F2": "https://newsroom.example/de/100"}
    english = sheet(browser, "/en/search.xlsx?q=syria")
    assert english.name == "Releases"
    assert english.rows[0][:5] == ["Identifier", "Published", "Kind", "Language", "Title"]
    assert english.rows[1][7] == "Syria; Iraq"


def test_a_sheet_can_be_sorted_filtered_and_scrolled_under_its_headings(browser):
    xml = sheet(browser, "/en/search.xlsx?q=iraq").xml
    assert '<autoFilter ref="A1:I3"/>' in xml
    assert 'ySplit="1" topLeftCell="A2"' in xml
    assert xml.count("<col ") == 8  # two neighbours are as wide


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "{=1}", "https://x.example", "internal:A1", "1e5"])
def test_every_text_of_a_sheet_is_a_text(text):
    found = sheet(a_browser(a_release("1", text, url=text)), "/en/search.xlsx")
    assert (found.rows[1][4], found.rows[1][5]) == (text, text)
    assert "<f>" not in found.xml
    assert found.links == ({"F2": text} if text.startswith("https:") else {})


@pytest.mark.parametrize(
    ("published", "cell"),
    [("1900-01-01", 1), ("1900-03-01", 61), ("2020-06-04", 43986), ("1899-12-31", "1899-12-31"), (None, None)],
)
def test_a_day_is_a_date_as_far_back_as_excel_counts(published, cell):
    (row,) = sheet(a_browser(a_release("1", published=published)), "/en/search.xlsx").rows[1:]
    assert (row[1] if published else "no cell") == (cell or "no cell")


def test_what_no_sheet_can_hold_is_left_out_or_cut_and_the_rest_is_there():
    browser = a_browser(
        a_release("1", "a\x00\x0b\ufffe<b>", url="https://newsroom.example/" + "a" * 3_000),
        a_release("2", "𝔄" * 40_000),
    )
    found = sheet(browser, "/en/search.xlsx?sort=oldest")
    assert [row[4] for row in found.rows[1:]] == ["a<b>", "𝔄" * 16_382 + "…"]
    assert list(found.links) == ["F3"]


def test_more_releases_than_a_sheet_has_rows_are_refused_with_what_to_do(monkeypatch):
    monkeypatch.setattr(web.following.workbooks, "MOST_RELEASES", 2)
    assert len(sheet(a_browser(*many(2)), "/de/search.xlsx").rows) == 3
    response = a_browser(*many(3)).get("/de/search.xlsx")
    assert response.status_code == 400
    (problem,) = response.json["errors"]
    assert problem["detail"].startswith("findet 3 Veröffentlichungen; ein Excel-Blatt fasst 2.")


def test_more_links_than_a_sheet_takes_stay_texts(monkeypatch):
    monkeypatch.setattr(web.following.workbooks, "_MOST_LINKS", 1)
    found = sheet(a_browser(*many(2)), "/en/search.xlsx")
    assert (len(found.links), found.rows[2][5]) == (1, "https://newsroom.example/en/000")
