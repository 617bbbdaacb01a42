"""What may the file of a language add to the table of offices?"""

from pathlib import Path

import pytest

from index.entities import roles
from search.errors import InvalidSettings


@pytest.fixture
def beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the file of a language lies beside a copy of the table."""
    copy = tmp_path / "roles.toml"
    copy.write_bytes(roles.SHIPPED.read_bytes())
    monkeypatch.setattr(roles, "SHIPPED", copy)
    return tmp_path / "roles.en.toml"


def test_titles_and_words_are_added(beside: Path) -> None:
    before = roles.table.__wrapped__()
    beside.write_text("[titles]\nchancellor = ['Head of the Cabinet']\n[words]\nlinking = 'plus'", encoding="utf-8")
    after = roles.table.__wrapped__()
    assert [form.written for form in after.forms["head"]] == ["Head of the Cabinet"]
    assert after.vocabulary["linking"] == before.vocabulary["linking"] | {"plus"}


@pytest.mark.parametrize(
    ("added", "fault"),
    [
        ("[titles]\nfootman = ['Footman']", "roles.en.toml: there is no role footman; there are foreign-minister, "),
        ("[words]\nlinks = 'plus'", "roles.en.toml: there are no words links; there are departments, "),
    ],
)
def test_a_role_or_a_list_that_the_table_lacks_is_an_error_that_names_those_there_are(
    beside: Path, added: str, fault: str
) -> None:
    beside.write_text(added, encoding="utf-8")
    with pytest.raises(InvalidSettings) as caught:
        roles.table.__wrapped__()
    assert fault in str(caught.value)
