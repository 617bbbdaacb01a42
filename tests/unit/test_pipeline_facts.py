"""Which day, kind and identity does a source mean?"""

from datetime import UTC, date, datetime

import pytest

from index import addresses, kinds
from index.dates import ImpossibleDate, find_date, read_date, read_moment
from search.release import Kind


@pytest.mark.parametrize(
    "text",
    [
        "2020-06-04",
        "2020-06-04T10:00:00+02:00",
        "04.06.2020",
        "4.6.2020",
        "04. 06. 2020",
        "4. Juni 2020",
        "4. Jun. 2020",
        "Donnerstag, 4. Juni 2020",
        "4 June 2020",
        "4th June 2020",
        "June 4, 2020",
        "June 4th 2020",
        "Thu, 04 Jun 2020 10:00:00 GMT",
        "Berlin, 04.06.2020 - Pressemitteilung",
        "Stand - 04.06.2020 (gültig seit: 01.05.2020)",
    ],
)
def test_a_day_is_read_in_the_notations_of_both_languages(text: str) -> None:
    assert read_date(text) == date(2020, 6, 4)


@pytest.mark.parametrize(
    ("text", "month"), [("1. März 2020", 3), ("1 Mrz 2020", 3), ("Sept. 1, 2020", 9), ("1. Jänner 2020", 0)]
)
def test_months_have_their_common_abbreviations(text: str, month: int) -> None:
    found = find_date(text)
    assert (found.month if found else 0) == month


@pytest.mark.parametrize(
    "text",
    [
        "31.02.2020",
        "2020-02-30",
        "00.13.2020",
        "0001-01-01",
        "9999-12-31",
        "06/04/2020",
        "2020",
        "2020-06",
        "soon",
        "32. Juni 2020",
    ],
)
def test_what_is_no_day_is_said_to_be_none(text: str) -> None:
    with pytest.raises(ImpossibleDate, match="the date '"):
        read_date(text)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2030-01-02T03:04:05Z", datetime(2030, 1, 2, 3, 4, 5, tzinfo=UTC)),
        ("2030-01-02T03:00+02:00", datetime(2030, 1, 2, 1, 0, tzinfo=UTC)),
        ("2030-01-02T03:00", datetime(2030, 1, 2, 3, 0, tzinfo=UTC)),
        ("2030-01-02", datetime(2030, 1, 2, tzinfo=UTC)),
    ],
)
def test_a_moment_without_a_zone_is_in_utc(text: str, moment: datetime) -> None:
    assert read_moment(text) == moment


@pytest.mark.parametrize("text", ["tomorrow", "2.1.2030 10 Uhr", "2030-02-31", "0001-01-01T00:00+23:59", ""])
def test_what_is_no_moment_raises(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read_moment(text)


@pytest.mark.parametrize(
    ("address", "id"),
    [
        ("https://newsroom.example/en/newsroom/news/a-visit/2347076", "2347076"),
        ("https://newsroom.example/en/newsroom/news/a-visit-2347076", "2347076"),
        ("https://newsroom.example/de/newsroom/-/2347076/", "2347076"),
        ("https://newsroom.example/list.msg-id-912.html", "912"),
        ("https://newsroom.example/4711.html", "4711"),
        ("https://newsroom.example/a-visit-2347076?view=print#top", "2347076"),
    ],
)
def test_an_id_is_the_last_number_of_the_path(address: str, id: str) -> None:
    assert addresses.id_of(address) == id


@pytest.mark.parametrize(
    "path", ["Reden/2010/101014-harbour.html", "2003/20030331_Rede.html", "g7-summit", "un-1325", ""]
)
def test_without_a_releases_number_an_id_is_made_of_the_address(path: str) -> None:
    first, second = (addresses.id_of(f"https://{host}.example/{path}") for host in "ab")
    assert first != second
    assert first == addresses.id_of(f"https://a.example/{path}")
    assert first.isascii()


@pytest.mark.parametrize(
    ("stated", "kept"),
    [
        ("newsroom.example/a/1", "https://newsroom.example/a/1"),
        ("//newsroom.example/a/1", "https://newsroom.example/a/1"),
        ("http://newsroom.example/a;jsessionid=12AB.x?b=1", "http://newsroom.example/a?b=1"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("https://user:password@newsroom.example/", None),
        ("ftp://newsroom.example/a", None),
        ("/a/1", None),
        ("a b", None),
        ("http://[::1", None),
        ("", None),
    ],
)
def test_only_addresses_of_the_web_are_kept(stated: str, kept: str | None) -> None:
    assert addresses.complete(stated) == kept


@pytest.mark.parametrize(
    ("german", "english", "kind"),
    [
        ("Pressemitteilung", "Press release", Kind.PRESS_RELEASE),
        ("Erklärung", "Statement", Kind.STATEMENT),
        ("Rede", "Speech", Kind.SPEECH),
        ("Interview", "INTERVIEW", Kind.INTERVIEW),
        ("Artikel", "Article", Kind.ARTICLE),
        ("Medienmitteilung", "press-release", Kind.PRESS_RELEASE),
        ("Grußwort", "Address", Kind.SPEECH),
        ("Namensartikel", "Op-ed", Kind.ARTICLE),
    ],
)
def test_sources_words_for_a_kind_are_known_in_both_languages(german: str, english: str, kind: Kind) -> None:
    assert kinds.kind_named(german) is kinds.kind_named(english) is kind


@pytest.mark.parametrize(
    ("title", "url", "kind"),
    [
        ("Rede von Außenminister Maas", None, Kind.SPEECH),
        ("Eröffnungsrede zum Forum", None, Kind.SPEECH),
        ("Speech by Foreign Minister Maas", None, Kind.SPEECH),
        ("Außenminister Maas im Interview mit einer Zeitung", None, Kind.INTERVIEW),
        ("Gemeinsame Erklärung der Außenminister", None, Kind.STATEMENT),
        ("Joint statement by the ministers", None, Kind.STATEMENT),
        ("On the harbour", "https://newsroom.example/DE/Reden/2010/1.html", Kind.SPEECH),
        ("On the harbour", "https://newsroom.example/en/interview-x/1", Kind.INTERVIEW),
        ("Redebedarf besteht", None, Kind.PRESS_RELEASE),
        ("A visit", None, Kind.PRESS_RELEASE),
    ],
)
def test_title_and_address_tell_the_kind_where_it_is_not_stated(title: str, url: str | None, kind: Kind) -> None:
    assert kinds.kind_of(title, url) is kind
