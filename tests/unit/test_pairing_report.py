"""Which figures does a text name, and where do those of two versions differ?"""

import pytest
from builders import a_release

from index.pairing import Ground, Pair, Pairing
from index.pairing.report import Couple, report_on, sheet_of
from search.figures import figures


@pytest.mark.parametrize(
    ("german", "english", "named"),
    [
        ("am 4. Juni 2020", "on June 4th, 2020", ["4", "2020", "2020-06-04"]),
        ("am 04.06.2020", "on 2020-06-04", ["2020-06-04"]),
        ("2,8 Mio. Franken", "CHF 2.8 million", ["2.8"]),
        ("1.300 Häuser", "1,300 houses", ["1300"]),
        ("900 000 Menschen", "900,000 people", ["900000"]),
        ("280'000, 55’000, 26‘200 Fr.", "CHF 280,000, 55,000, 26,200", ["280000", "55000", "26200"]),
        ("1 234 567 Fr.", "CHF 1,234,567", ["1234567"]),
        ("um 11.00 Uhr", "at 11am", ["11"]),
        ("die 1990er Jahre", "the 1990s", ["1990"]),
        ("G7 und MH17", "the G7 and MH17", []),
    ],
)
def test_figures_read_the_same_in_both_languages(german: str, english: str, named: list[str]) -> None:
    assert list(figures(german)) == list(figures(english)) == named


def test_a_page_of_figures_is_read_once() -> None:
    assert len(list(figures(f"{'111 ' * 100_000}1111"))) > 10_000


@pytest.mark.parametrize(
    ("german", "english", "only"),
    [
        ("62 Millionen", "26 million", (("62",), ("26",))),
        ("62 Millionen und 500 Zelte", "62 million", (("500",), ())),
        ("am 4. Juni 2020", "on 5 June 2020", (("2020-06-04",), ("2020-06-05",))),
        ("im Jahr 2019", "in 2018", (("2019",), ("2018",))),
        ("am 14. Juni 2020", "on 14 June", ((), ())),
        ("drei Tage", "3 days", ((), ())),
        ("Tel. 030 18 17 20 00", "Phone +49 30 18 17 20 00", ((), ())),
        ("zu 50 %, 50 Prozent", "50 per cent", ((), ())),
    ],
)
def test_figures_of_one_version_alone_are_told_unless_the_other_says_them_in_words(
    german: str, english: str, only: tuple[tuple[str, ...], tuple[str, ...]]
) -> None:
    one, other = (sheet_of(a_release("1", "Titel", text, language="de")) for text in (german, english))
    assert Couple(Pair("1", "2", Ground.EVIDENCE), one, other).only == only


@pytest.mark.parametrize(
    ("german", "english", "days", "later"),
    [
        ("2020-06-04", "2020-06-04", 0, None),
        ("2020-06-04", "2020-06-06", 2, "2"),
        ("2020-06-06", "2020-06-04", -2, "1"),
        (None, "2020-06-04", None, None),
    ],
)
def test_the_version_of_a_later_day_came_later(
    german: str | None, english: str | None, days: int | None, later: str | None
) -> None:
    one, other = sheet_of(a_release("1", published=german)), sheet_of(a_release("2", published=english))
    couple = Couple(Pair("1", "2", Ground.EVIDENCE), one, other)
    assert (couple.days, couple.later and couple.later.id) == (days, later)


def test_what_has_no_version_is_untranslated_the_newest_first_and_undated_last() -> None:
    releases = [
        a_release("1", language="de", published=None),
        a_release("2", language="de", published="2020-06-04"),
        a_release("3", language="de", published="2020-06-05"),
        a_release("4", language="de"),
        a_release("5", language="en"),
    ]
    sheets = {release.id: sheet_of(release) for release in releases}
    report = report_on(Pairing((Pair("4", "5", Ground.STATED),)), sheets)
    assert [(each.sheet.id, each.missing) for each in report.untranslated] == [
        ("3", ("en",)),
        ("2", ("en",)),
        ("1", ("en",)),
    ]


def test_a_newsroom_of_one_language_leaves_nothing_untranslated() -> None:
    sheets = {"1": sheet_of(a_release("1", language="de"))}
    assert report_on(Pairing(), sheets).untranslated == []
