"""How are releases read that stand in a JSON file?"""

import json

import pytest

from index.draft import Draft, Unreadable
from index.formats import json_document
from index.formats.json_document import read


def titles(content: bytes) -> list[str | None]:
    """The titles of what can be read, and the reasons of what cannot."""
    return [draft.title if isinstance(draft, Draft) else f"! {draft}" for draft in read(content)]


def test_one_object_is_one_release() -> None:
    assert titles(b' {"title": "A",\n "body": "B"}\n') == ["A"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (' [ {"title": "A"} ] \n', ["A"]),
        ('[{"title": "A"}, {"title": "B"}]', ["A", "B"]),
        ('[{"title": "], [{\\"x"}, {"title": "\\\\"}, {"title": "B"}]', ['], [{"x', "\\", "B"]),
        ('[{"title": "A", "ministers": [["x"]]}, {"title": "B"}]',
         ["! the field 'ministers' must be a list of texts, not a list of other things", "B"]),
        ('[5, {"title": "B"}]', ["! this is JSON, but no object with the fields of a release", "B"]),
    ],
)  # fmt: skip
def test_every_object_of_a_list_is_a_release(text: str, expected: list[str]) -> None:
    assert titles(text.encode()) == expected


def test_an_entry_that_is_no_json_does_not_keep_the_others_from_being_read() -> None:
    found = titles(b'[{"title": "A"}, {title: "x"}, {"title": "C"}]')
    assert [found[0], found[2]] == ["A", "C"]
    assert str(found[1]).startswith("! this is no JSON")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('[{"title": "A"}', "cut off"),
        ('[{"title": "A"}, {"title": "B', "cut off"),
        ('[{"title": "A"}] {"title": "B"}', "stands behind the list"),
    ],
)
def test_what_stands_before_a_fault_of_the_whole_list_is_kept(text: str, reason: str) -> None:
    found = read(text.encode())
    first = next(found)
    assert isinstance(first, Draft)
    with pytest.raises(Unreadable, match=reason):
        list(found)


@pytest.mark.parametrize("text", ["[]", " [ ] "])
def test_an_empty_list_is_told_of(text: str) -> None:
    with pytest.raises(Unreadable, match="the list is empty"):
        titles(text.encode())


def test_a_list_beyond_the_bound_is_read_up_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_document, "MAX_ENTRIES", 2)
    assert titles(b'[{"title": "A"}, {"title": "B"}]') == ["A", "B"]
    found = read(b'[{"title": "A"}, {"title": "B"}, {"title": "C"}]')
    assert len([next(found), next(found)]) == 2
    with pytest.raises(Unreadable, match="longer than"):
        next(found)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_list_is_read_in_the_encoding_that_it_is_in(encoding: str) -> None:
    text = json.dumps([{"title": "Grußwort über Öl und Äpfel"}], ensure_ascii=False)
    assert titles(text.encode(encoding)) == ["Grußwort über Öl und Äpfel"]
