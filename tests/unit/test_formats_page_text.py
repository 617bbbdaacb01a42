"""How is a page read that was saved as plain text?"""

from pathlib import Path

import pytest

from index.draft import Unreadable
from index.formats import page_text

PAGE = (Path(__file__).parents[1] / "data" / "page_de.txt").read_bytes()


def test_the_title_is_the_one_above_the_date_line() -> None:
    assert page_text.read(PAGE).title == "Außenminister Maas am Bodensee"


def test_the_page_title_is_kept_without_the_sites_name() -> None:
    assert page_text.read(PAGE).alternative_titles == ("Treffen am Bodensee",)


def test_date_and_kind_stand_in_the_date_line() -> None:
    draft = page_text.read(PAGE)
    assert (draft.published, draft.kind) == ("04.05.2021", "Rede")


def test_the_text_has_no_way_no_greeting_and_no_footer_but_keeps_the_background() -> None:
    assert page_text.read(PAGE).paragraphs == (
        "Sehr geehrte Damen und Herren, ein See verbindet die Ufer, auch wenn er sie trennt. "
        "Das gilt für die Schweiz wie für uns.",
        "Hintergrund",
        "Näheres finden Sie hier.",
    )


def test_the_address_is_read_as_it_stands() -> None:
    assert page_text.read(PAGE).url == "newsroom.example/de/newsroom/treffen-am-bodensee/3000124"


def test_such_a_page_is_recognised_by_its_address_and_date_line() -> None:
    assert page_text.recognizes(PAGE)
    assert not page_text.recognizes(b"Some notes\n\nwithout any of it\n")


def test_a_page_without_a_date_line_has_its_first_line_as_title() -> None:
    draft = page_text.read(b"A visit\nnewsroom.example/en/a-visit/1\n\nSome text.\n")
    assert (draft.title, draft.paragraphs, draft.published) == ("A visit", ("Some text.",), None)


def test_a_dash_in_the_text_is_no_date_line() -> None:
    draft = page_text.read("A visit\n\n04.05.2021 – we met. It was good.\n".encode())
    assert draft.published is None


def test_a_page_in_windows_1252_is_read_by_its_letters() -> None:
    draft = page_text.read(PAGE.decode().replace("🔳", "").encode("cp1252"))
    assert draft.title == "Außenminister Maas am Bodensee"
    assert draft.paragraphs[-1] == "Näheres finden Sie hier."


def test_white_space_alone_is_unreadable() -> None:
    with pytest.raises(Unreadable, match="no text"):
        page_text.read(b" \n\n ")
