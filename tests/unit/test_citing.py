"""How does each style write a release down, in both languages of the interface?"""

import doctest
from datetime import date

import pytest
from builders import a_release

from web.locale import load_interfaces
from web.release import anchors, citing, references
from web.release.citing import STYLES, citations, source
from web.release.references import bibtex, key, ris

INTERFACES = load_interfaces()
STATEMENT = a_release("101", "Statement on Iraq", kind="statement")
UNDATED = a_release("104", "An old paper", kind="article", published=None)
RETRIEVED = date(2026, 11, 26)
HOSTILE = "T\\itle}, url = {x\r\nER  - \n100 % of A_B & C#D ~ {$^} \x00"


def a_source(release, code="en", author="Federal Press Office", retrieved=RETRIEVED):
    return source(release, author, f"https://site.example/{release.id}", retrieved, INTERFACES[code])


def cited(release, code, **options):
    found = citations(a_source(release, code, **options), INTERFACES[code])
    return {each.style: f"{each.before}{each.title}{each.after}" for each in found}


def test_the_styles_in_english():
    address = "https://newsroom.example/en/101"
    assert cited(STATEMENT, "en") == {
        "Press": f"Federal Press Office: “Statement on Iraq”, Statement, 4 June 2020, {address}, "
        "accessed on 26 November 2026",
        "APA": "Federal Press Office. (2020, June 4). Statement on Iraq [Statement]. "
        f"Retrieved November 26, 2026, from {address}",
        "MLA": f"“Statement on Iraq.” Federal Press Office, 4 June 2020, {address}. Accessed 26 Nov. 2026.",
        "Chicago": "Federal Press Office. “Statement on Iraq.” Statement, June 4, 2020. "
        f"Accessed November 26, 2026. {address}.",
        "ISO 690": "Federal Press Office. Statement on Iraq [online]. Statement, 4 June 2020 "
        f"[viewed 26 November 2026]. Available from: {address}",
    }


def test_the_styles_in_german():
    address = "https://newsroom.example/en/101"
    assert cited(STATEMENT, "de", author="Bundespresseamt") == {
        "Presse": f"Bundespresseamt: „Statement on Iraq“, Erklärung, 4. Juni 2020, {address}, "
        "abgerufen am 26. November 2026",
        "APA": "Bundespresseamt. (2020, 4. Juni). Statement on Iraq [Erklärung]. "
        f"Abgerufen am 26. November 2026, von {address}",
        "MLA": f"„Statement on Iraq“. Bundespresseamt, 4. Juni 2020, {address}. Zugriff am 26. Nov. 2026.",
        "Chicago": "Bundespresseamt. „Statement on Iraq“. Erklärung, 4. Juni 2020. "
        f"Zugriff am 26. November 2026. {address}.",
        "DIN ISO 690": "Bundespresseamt. Statement on Iraq [online]. Erklärung, 4. Juni 2020 "
        f"[Zugriff am: 26. November 2026]. Verfügbar unter: {address}",
    }


@pytest.mark.parametrize(
    ("code", "style", "beginning"),
    [
        ("en", "Press", "Federal Press Office: “An old paper”, Article, undated, https:"),
        ("en", "APA", "Federal Press Office. (n.d.). An old paper [Article]. Retrieved"),
        ("de", "Presse", "Federal Press Office: „An old paper“, Artikel, ohne Datum, https:"),
        ("de", "APA", "Federal Press Office. (o. D.). An old paper [Artikel]. Abgerufen"),
        ("de", "DIN ISO 690", "Federal Press Office. An old paper [online]. Artikel, o. D. [Zugriff"),
    ],
)
def test_what_has_no_day_is_cited_as_such(code, style, beginning):
    assert cited(UNDATED, code)[style].startswith(beginning)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Who speaks?", "“Who speaks?” Federal"),
        ("The end.", "“The end.” Federal"),
        ("And so on …", "“And so on …” Federal"),
        ("Plain", "“Plain.” Federal"),
        ("100 %(day)s %s", "“100 %(day)s %s.” Federal"),
    ],
)
def test_a_title_that_ends_in_a_mark_gets_no_second_one(title, expected):
    assert cited(a_release("1", title), "en")["MLA"].startswith(expected)


def test_a_name_that_ends_in_a_full_stop_gets_no_second_one():
    assert cited(STATEMENT, "en", author="Press & Co.")["APA"].startswith("Press & Co. (2020")


@pytest.mark.parametrize(
    ("day", "english", "german"),
    [
        (date(2026, 6, 1), "1 June 2026", "1. Juni 2026"),
        (date(2026, 5, 1), "1 May 2026", "1. Mai 2026"),
        (date(2026, 9, 1), "1 Sept. 2026", "1. Sept. 2026"),
        (date(2026, 10, 1), "1 Oct. 2026", "1. Okt. 2026"),
        (date(2026, 3, 1), "1 Mar. 2026", "1. März 2026"),
    ],
)
def test_the_mla_shortens_long_months_only(day, english, german):
    assert cited(STATEMENT, "en", retrieved=day)["MLA"].endswith(f"Accessed {english}.")
    assert cited(STATEMENT, "de", retrieved=day)["MLA"].endswith(f"Zugriff am {german}.")


@pytest.mark.parametrize("code", INTERFACES)
@pytest.mark.parametrize("release", [STATEMENT, UNDATED])
def test_every_style_names_title_author_address_and_day_of_retrieval(code, release):
    for style, text in cited(release, code).items():
        assert release.title in text, style
        assert "Federal Press Office" in text, style
        assert release.url in text, style
        assert "26" in text, style
        assert "%" not in text, style
    assert len(cited(release, code)) == len(STYLES)


def test_bibtex_names_what_a_bibliography_needs():
    assert bibtex(a_source(STATEMENT)) == (
        "@online{release-101,\n"
        "  author = {{Federal Press Office}},\n"
        "  title = {{Statement on Iraq}},\n"
        "  titleaddon = {Statement},\n"
        "  date = {2020-06-04},\n"
        "  year = {2020},\n"
        "  url = {https://newsroom.example/en/101},\n"
        "  urldate = {2026-11-26},\n"
        "  langid = {english},\n"
        "}\n"
    )


def test_ris_names_what_a_bibliography_needs():
    assert ris(a_source(STATEMENT)).split("\r\n") == [
        "TY  - ELEC",
        "AU  - Federal Press Office",
        "TI  - Statement on Iraq",
        "PY  - 2020",
        "DA  - 2020/06/04",
        "M3  - Statement",
        "PB  - Federal Press Office",
        "LA  - en",
        "UR  - https://newsroom.example/en/101",
        "Y2  - 2026/11/26",
        "ER  - ",
        "",
    ]


def test_no_day_is_no_field():
    assert "date = {2" not in bibtex(a_source(UNDATED)).replace("urldate", "")
    assert "DA  -" not in ris(a_source(UNDATED))


def test_nothing_in_a_title_or_an_address_is_a_command_or_another_field():
    found = a_source(a_release("1", HOSTILE, url="https://x.example/{a}\r\nUR  - \\b"), author="A\nER  - {")
    assert [line[:6] for line in ris(found).splitlines()] == [
        "TY  - ",
        "AU  - ",
        "TI  - ",
        "PY  - ",
        "DA  - ",
        "M3  - ",
        "PB  - ",
        "LA  - ",
        "UR  - ",
        "Y2  - ",
        "ER  - ",
    ]
    written = bibtex(found)
    assert written.count("{") == written.count("}")
    assert (
        r"title = {{T\textbackslash{}itle\textbraceright{}, url = \textbraceleft{}x ER - 100 \% of A\_B \& C\#D"
        r" \textasciitilde{} \textbraceleft{}\$\textasciicircum{}\textbraceright{}}},"
    ) in written
    assert "url = {https://x.example/%7Ba%7D%20UR%20-%20%5Cb}" in written


@pytest.mark.parametrize("id", ["/", "ä", "a b/c", "x" * 200, "../../etc"])
def test_a_file_is_named_in_plain_letters(id):
    name = key(a_source(a_release(id)))
    assert name.isascii()
    assert name.replace("-", "").isalnum()
    assert len(name) <= 80


def test_the_examples_hold():
    assert doctest.testmod(citing) == (0, 1)
    assert doctest.testmod(references) == (0, 2)
    assert doctest.testmod(anchors) == (0, 1)
