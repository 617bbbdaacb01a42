"""What can a newsroom set, and what is refused?"""

import pytest

from search.errors import InvalidSettings
from search.ministers import SHIPPED, load_registry
from search.settings import DEFAULT_SETTINGS, load_settings


def written(tmp_path, text):
    path = tmp_path / "newsroom.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_empty_file_means_the_defaults(tmp_path):
    assert load_settings(written(tmp_path, "")) == DEFAULT_SETTINGS


def test_the_name_of_the_site_is_one_or_one_a_language(tmp_path):
    assert load_settings(written(tmp_path, '[site]\nname = "Presse"')).site_name == {"de": "Presse", "en": "Presse"}
    both = load_settings(written(tmp_path, '[site]\nname = {de = "Presse", en = "Press"}'))
    assert both.site_name == {"de": "Presse", "en": "Press"}


def test_the_registry_s_path_is_relative_to_the_file(tmp_path):
    assert load_settings(written(tmp_path, 'ministers = "m.toml"')).ministers == tmp_path / "m.toml"


@pytest.mark.parametrize(
    ("text", "own"), [("", "DE"), ("[site]\nown_country = 'CH'", "CH"), ("[site]\nown_country = ''", None)]
)
def test_the_own_country_can_be_another_or_none(tmp_path, text, own):
    assert load_settings(written(tmp_path, text)).own_country == own


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("[site]\nown_country = 'Germany'", ["site.own_country must be a country's two-letter code"]),
        ("[site]\nown_country = 49", ["site.own_country must be"]),
        ("site = 1", ["site must be a table"]),
        ("ministers = 1\nsize = 2", ["ministers must be", "size is no setting"]),
        ("[site]\nnmae = 'x'", ["site.nmae is no setting"]),
        ("[site]\nname = {xx = 'x', de = 1}", ["site.name.xx is no language", "site.name.de must be text"]),
        ("[site", ["cannot read"]),
    ],
)
def test_every_fault_of_the_settings_is_named(tmp_path, text, faults):
    with pytest.raises(InvalidSettings) as caught:
        load_settings(written(tmp_path, text))
    for fault in ["newsroom.toml", *faults]:
        assert fault in str(caught.value)


def test_settings_that_are_not_there_or_not_text_are_named(tmp_path):
    with pytest.raises(InvalidSettings, match="cannot read"):
        load_settings(tmp_path / "none.toml")
    (tmp_path / "binary.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InvalidSettings, match="cannot read"):
        load_settings(tmp_path / "binary.toml")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[[minister]]\nname = 'A'", "minister 1 has no id"),
        ("[[minister]]\nid = 'a'", "minister 1 has no name"),
        ("[[minister]]\nid = 'a'\nname = 'A'", "minister 1 has no office"),
        ("[[minister]]\nid = 'a'\nname = 'A'\noffice = [{from = 2020-01-01}]", "an office has no title"),
        ("[[minister]]\nid = 'a'\nname = 'A'\noffice = [{title = 't'}]", "from is not a date"),
        (
            "[[minister]]\nid = 'a'\nname = 'A'\noffice = [{title = 't', from = 2020-01-01, to = 'x'}]",
            "to is not a date",
        ),
        (
            "[[minister]]\nid = 'a'\nname = 'A'\noffice = [{title = 't', from = 2020-01-02, to = 2020-01-01}]",
            "ends before it begins",
        ),
    ],
)
def test_every_fault_of_a_registry_is_named(tmp_path, text, fault):
    with pytest.raises(InvalidSettings, match=fault):
        load_registry(written(tmp_path, text))


def test_the_shipped_registry_can_be_read():
    assert load_registry(SHIPPED).names["heiko-maas"] == "Heiko Maas"
