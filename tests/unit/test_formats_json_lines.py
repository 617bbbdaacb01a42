"""How is a release read that stands as JSON?"""

import json

import pytest

from index.draft import Unreadable
from index.formats import json_lines


def line(**fields: object) -> bytes:
    return json.dumps(fields).encode()


@pytest.mark.parametrize(
    ("alias", "name", "value"),
    [("date", "published", "2020-06-04"), ("lang", "language", "de"), ("type", "kind", "Rede")],
)
def test_an_alias_is_taken_for_its_field(alias: str, name: str, value: str) -> None:
    assert getattr(json_lines.read(line(**{alias: value})), name) == value


def test_a_fields_own_name_stands_above_its_alias() -> None:
    assert json_lines.read(line(date="1999-01-01", published="2020-06-04")).published == "2020-06-04"


def test_blank_lines_part_paragraphs() -> None:
    assert json_lines.read(line(body="One\nline\n\nTwo")).paragraphs == ("One\nline", "Two")


def test_a_text_is_taken_for_a_list_of_one() -> None:
    draft = json_lines.read(line(ministers="Heiko Maas", countries="IQ", translation_of=2347064))
    assert (draft.ministers, draft.countries, draft.translation_of) == (("Heiko Maas",), ("IQ",), ("2347064",))


def test_an_empty_list_states_that_there_are_none() -> None:
    assert json_lines.read(line(ministers=[])).ministers == ()
    assert json_lines.read(line(ministers=None)).ministers is None


def test_unknown_fields_are_named() -> None:
    assert json_lines.read(line(title="A", msg="1", city="Bern")).unknown_fields == ("msg", "city")


@pytest.mark.parametrize("field", ["title", "url", "lead", "body", "language", "kind", "embargo_until"])
@pytest.mark.parametrize("value", [5, True, {"a": 1}])
def test_a_field_of_the_wrong_type_is_named(field: str, value: object) -> None:
    with pytest.raises(Unreadable, match=f"'{field}' must be"):
        json_lines.read(line(**{field: value}))


@pytest.mark.parametrize("value", [{"name": "x"}, [["x"]], [None], 1.5, True])
def test_a_list_of_the_wrong_things_is_named(value: object) -> None:
    with pytest.raises(Unreadable, match="'ministers' must be a list of texts"):
        json_lines.read(line(ministers=value))


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"null", b'"text"', b"{'a': 1}", b"[" * 100_000, b"\xff\xfe{"])
def test_what_is_no_object_is_unreadable(content: bytes) -> None:
    with pytest.raises(Unreadable):
        json_lines.read(content)


def test_a_byte_order_mark_does_no_harm() -> None:
    assert json_lines.read(b"\xef\xbb\xbf" + line(title="A")).title == "A"
