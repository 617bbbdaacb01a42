"""What can a newsroom set, and what is refused?"""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.errors import InvalidSettings
from search.ministers import SHIPPED, load_registry
from search.settings import DEFAULT_SETTINGS, Settings, load_settings

ENTRY = "[[minister]]\nid = 'a'\nname = 'A'\n"
GOOD = f"{ENTRY}office = [{{title = 't', from = 2020-01-01}}]\n"


def written(tmp_path, text):
    path = tmp_path / "newsroom.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_empty_file_means_the_defaults(tmp_path):
    assert load_settings(written(tmp_path, "")) == DEFAULT_SETTINGS


def test_the_name_of_the_site_is_one_or_one_a_language(tmp_path):
    assert load_settings(written(tmp_path, '[site]\nname = "Presse"')).site.name == {"de": "Presse", "en": "Presse"}
    both = load_settings(written(tmp_path, '[site]\nname = {de = "Presse", en = "Press"}'))
    assert both.site.name == {"de": "Presse", "en": "Press"}


def test_the_registry_s_path_is_relative_to_the_file(tmp_path):
    assert load_settings(written(tmp_path, 'ministers = "m.toml"')).ministers == tmp_path / "m.toml"


def test_glossary_and_dictionaries_are_relative_to_the_settings_and_there_need_be_none(tmp_path):
    settings = load_settings(written(tmp_path, 'glossary = "g.toml"\ndictionaries = ["/usr/share/trans/de-en", "d"]'))
    assert settings.glossary == tmp_path / "g.toml"
    assert settings.dictionaries == (Path("/usr/share/trans/de-en"), tmp_path / "d")
    nothing = load_settings(written(tmp_path, ""))
    assert (nothing.glossary, nothing.dictionaries) == (None, ())


def test_the_file_of_pairs_is_relative_to_the_settings_too_and_there_need_be_none(tmp_path):
    assert load_settings(written(tmp_path, 'pairs = "p.toml"')).pairs == tmp_path / "p.toml"
    assert load_settings(written(tmp_path, "")).pairs is None


def test_meaning_has_a_part_in_the_order_only_where_that_is_asked_for(tmp_path):
    assert not load_settings(written(tmp_path, "")).semantic
    assert load_settings(written(tmp_path, "semantic = true")).semantic


@pytest.mark.parametrize(
    ("text", "own"), [("", "DE"), ("[site]\nown_country = 'CH'", "CH"), ("[site]\nown_country = ''", None)]
)
def test_the_own_country_can_be_another_or_none(tmp_path, text, own):
    assert load_settings(written(tmp_path, text)).site.own_country == own


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("[site]\nown_country = 'Germany'", ["site.own_country must be a country's two-letter code"]),
        ("semantic = 1", ["semantic must be true or false"]),
        ("[site]\nown_country = 49", ["site.own_country must be"]),
        ("site = 1", ["site must be a table"]),
        ("ministers = 1\nsize = 2", ["ministers must be", "size is no setting"]),
        ("glossary = 1\ndictionaries = [1]", ["glossary must be the path of a file", "dictionaries must be a list"]),
        ('dictionaries = "de-en"', ["dictionaries must be a list of paths of files"]),
        ("ministers = 1\npairs = []", ["ministers must be the path of a file", "pairs must be the path of a file"]),
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
        ("[[minister]]\nid = 'a'", "minister 1 (a) has no name"),
        ("[[minister]]\nid = 'a'\nname = 'A'", "minister 1 (a) has no office"),
        ("[[minister]]\nid = 'a'\nname = 'A'\noffices = []", "minister 1 (a) has a key that means nothing: offices"),
        ("[[minister]]\nid = 'a'\nname = 'A'\nsurname = 1", "minister 1 (a) has a surname that is no text"),
        ("[[minister]]\nid = 'a'\nname = 'A'\naliases = 'B'", "minister 1 (a) has aliases that are no list of texts"),
        ("[[minister]]\nid = 'a'\nname = 'A'\noffice = 'B'", "minister 1 (a) has an office that is no table"),
        (f"{ENTRY}office = [{{from = 2020-01-01}}]", "minister 1 (a) has an office that has no title"),
        (f"{ENTRY}office = [{{title = 't'}}]", "has a from that is not a date"),
        (f"{ENTRY}office = [{{title = 't', from = 2020-01-01, to = 'x'}}]", "has a to that is not a date"),
        (f"{ENTRY}office = [{{title = 't', from = 2020-01-02, to = 2020-01-01}}]", "that ends before it begins"),
        (f"{ENTRY}office = [{{title = 't', from = 2020-01-02, country = 'France'}}]", "a country that is no code"),
        (f"{ENTRY}office = [{{title = 't', from = 2020-01-02, ministry = 1}}]", "neither true nor false"),
        (f"{ENTRY}office = [{{title = 't', from = 2020-01-02, until = 1}}]", "a key that means nothing: until"),
        (f"{GOOD}{GOOD}", "the id a stands at two ministers"),
        (
            f"{GOOD}{GOOD.replace('id = ' + repr('a'), 'id = ' + repr('b'))}",
            "the name A stands at two ministers: a and b",
        ),
        ("country = 'Germany'", "country is no code"),
        ("[minister]\nid = 'a'", "minister must be tables"),
        ("[[ministers]]\nid = 'a'", "ministers is nothing that a registry holds"),
    ],
)
def test_every_fault_of_a_registry_is_named(tmp_path, text, fault):
    with pytest.raises(InvalidSettings, match=re.escape(fault)):
        load_registry(written(tmp_path, text))


def test_the_shipped_registry_can_be_read():
    assert load_registry(SHIPPED).names["heiko-maas"] == "Heiko Maas"


def test_all_faults_of_a_registry_are_named_at_once(tmp_path):
    with pytest.raises(InvalidSettings, match=r"minister 1 has no id; .*minister 2 \(b\) has no office"):
        load_registry(written(tmp_path, "[[minister]]\nname = 'A'\n[[minister]]\nid = 'b'\nname = 'B'"))


def test_an_entry_can_state_its_surname_and_the_file_the_country_of_its_offices(tmp_path):
    text = f"country = 'AT'\n{GOOD}[[minister]]\nid = 'b'\nname = 'B van C'\nsurname = 'van C'\n"
    office = "[[minister.office]]\ntitle = 't'\nfrom = 2020-01-01\ncountry = 'EU'\nministry = false"
    first, second = load_registry(written(tmp_path, text + office)).entries
    assert (first.surname, first.offices[0].country, first.offices[0].ministry) == ("A", "AT", True)
    assert (second.surname, second.offices[0].country, second.offices[0].ministry) == ("van C", "EU", False)


def test_without_a_country_an_office_is_german(tmp_path):
    assert load_registry(written(tmp_path, GOOD)).entries[0].offices[0].country == "DE"


# The environment


def test_the_environment_wins_over_the_file_and_the_file_over_the_defaults(tmp_path):
    path = written(tmp_path, "[site]\nown_country = 'AT'\ncontact = 'a@newsroom.example'\n[server]\nrate = 5\n")
    settings = load_settings(path, {"NEWSROOM_SITE__OWN_COUNTRY": "CH", "NEWSROOM_SERVER__LOG_QUERIES": "true"})
    assert (settings.site.own_country, settings.site.contact) == ("CH", "a@newsroom.example")
    assert (settings.server.rate, settings.server.log_queries, settings.server.hsts) == (5, True, 0)


@pytest.mark.parametrize(
    ("variable", "value", "name", "read"),
    [
        ("SEMANTIC", "true", "semantic", True),
        ("SEMANTIC", "0", "semantic", False),
        ("GLOSSARY", "g.toml", "glossary", Path("g.toml")),
        ("GLOSSARY", "", "glossary", None),
        ("DICTIONARIES", '["/a", "b"]', "dictionaries", (Path("/a"), Path("b"))),
        ("SITE", '{"own_country": "AT"}', "site.own_country", "AT"),
        ("SITE__OWN_COUNTRY", "", "site.own_country", None),
        ("SITE__NAME", "2020", "site.name.de", "2020"),
        ("SITE__NAME__DE", "Presse", "site.name.en", "Newsroom"),
        ("SITE__ADDRESS", "https://www.example.org/presse/", "site.address", "https://www.example.org/presse"),
        ("SERVER__RATE", "0", "server.rate", 0),
        ("NEWSROOMS__A__DELAY", "2.5", "newsrooms.a.delay", 2.5),
        ("NEWSROOMS__A__PAGES", '["/de/*"]', "newsrooms.a.pages", ("/de/*",)),
    ],
)
def test_every_kind_of_setting_can_be_given_in_the_environment(tmp_path, variable, value, name, read):
    path = written(tmp_path, "[newsrooms.a]\nstart = ['https://newsroom.example/']")
    found = load_settings(path, {f"NEWSROOM_{variable}": value})
    for key in name.split("."):
        found = found[key] if isinstance(found, dict) else getattr(found, key)
    assert found == read


@pytest.mark.parametrize(
    ("variable", "value", "fault"),
    [
        ("NEWSROOM_SITE__OWN_CUNTRY", "AT", "is no setting; did you mean NEWSROOM_SITE__OWN_COUNTRY?"),
        ("NEWSROOM_SERVER_RATE", "5", "is no setting; did you mean NEWSROOM_SERVER__RATE?"),
        ("NEWSROOM_STOER", "whoosh:x", "is no setting; did you mean NEWSROOM_STORE?"),
        ("NEWSROOM_SERVER__RATE__X", "5", "is no setting"),
        ("NEWSROOM_", "5", "is no setting"),
        ("NEWSROOM_SITE__", "5", "is no setting"),
        ("NEWSROOM_SERVER__RATE", "many", "server.rate must be a whole number from 0 to 1,000,000, not 'many'"),
        ("NEWSROOM_SERVER__RATE", "-1", "server.rate must be a whole number from 0 to 1,000,000, not -1"),
        ("NEWSROOM_SERVER__RATE", "1.5", "server.rate must be a whole number"),
        ("NEWSROOM_SEMANTIC", "perhaps", "semantic must be true or false, not 'perhaps'"),
        ("NEWSROOM_DICTIONARIES", "de-en", "dictionaries must be a list of paths of files, not 'de-en'"),
        ("NEWSROOM_SITE", "Presse", "site must be a table, not 'Presse'"),
        ("NEWSROOM_SITE__NAME__XX", "x", "site.name.xx is no language"),
        ("NEWSROOM_SITE__OWN_COUNTRY", "Germany", "site.own_country must be a country's two-letter code"),
        ("NEWSROOM_NEWSROOMS__A__DELAY", "2", "newsrooms.a has neither start nor list"),
    ],
)
def test_a_variable_that_means_nothing_is_refused_by_name(variable, value, fault):
    with pytest.raises(
        InvalidSettings, match="^" + re.escape(f"{variable}: ".replace("__DELAY", "")) + ".*" + re.escape(fault)
    ):
        load_settings(None, {variable: value})


@pytest.mark.parametrize(
    "variable",
    [
        "NEWSROOM_STORE",
        "NEWSROOM_CONFIG",
        "NEWSROOM_LOG",
        "NEWSROOM_SERVICE_HOST",  # what Kubernetes and Docker tell of a service called newsroom, or newsroom-search
        "NEWSROOM_SERVICE_PORT_HTTP",
        "NEWSROOM_PORT",
        "NEWSROOM_PORT_8000_TCP_ADDR",
        "NEWSROOM_SEARCH_SERVICE_HOST",
        "NEWSROOM_SEARCH_PORT_8000_TCP",
        "_NEWSROOM_COMPLETE",
        "OTHER_SITE__NAME",
    ],
)
def test_a_variable_that_is_no_setting_but_means_something_is_passed_over(variable):
    assert load_settings(None, {variable: "x"}) == DEFAULT_SETTINGS


def test_all_faults_of_file_and_environment_are_named_at_once_each_with_where_it_stands(tmp_path):
    path = written(tmp_path, "semantic = 1\n[server]\nrate = 'a'\ntrusted = 1\n")
    with pytest.raises(InvalidSettings) as caught:
        load_settings(path, {"NEWSROOM_SERVER__RATE": "b", "NEWSROOM_SIZE": "1"})
    assert sorted(str(caught.value).splitlines()) == [
        f"{path}: semantic must be true or false, not 1",
        f"{path}: server.trusted is no setting",
        "NEWSROOM_SERVER__RATE: server.rate must be a whole number from 0 to 1,000,000, not 'b'",
        "NEWSROOM_SIZE: is no setting",
    ]


@pytest.mark.parametrize(
    ("address", "prefix"),
    [
        ("https://www.example.org", ""),
        ("https://www.example.org/", ""),
        ("http://localhost:8000/presse/", "/presse"),
        ("https://www.example.org/de/presse-1.0/~x", "/de/presse-1.0/~x"),
    ],
)
def test_the_path_of_the_public_address_is_the_prefix(address, prefix):
    settings = load_settings(None, {"NEWSROOM_SITE__ADDRESS": address})
    assert (settings.site.address, settings.site.prefix) == (address.rstrip("/"), prefix)


@pytest.mark.parametrize(
    "address",
    [
        *("www.example.org", "ftp://www.example.org", "https://", "//www.example.org", "/presse"),
        *("https://a:b@www.example.org", "https://www.example.org/?a=b", "https://www.example.org/#a"),
        *("https://www.example.org/a b", "https://www.example.org/%C3%A4", "https://www.example.org/a//b"),
        *("https://www.example.org/../a", "https://www.example.org:port", "https://bücher.example", "https://a b/"),
    ],
)
def test_what_cannot_be_a_public_address_is_refused(address):
    with pytest.raises(InvalidSettings, match=re.escape("site.address must be an http or https address")):
        load_settings(None, {"NEWSROOM_SITE__ADDRESS": address})


def test_a_value_that_is_wrong_is_not_told_at_any_length():
    with pytest.raises(InvalidSettings) as caught:
        load_settings(None, {"NEWSROOM_SITE__OWN_COUNTRY": "x" * 100_000})
    assert len(str(caught.value)) < 300


def test_settings_that_are_made_do_not_depend_on_the_environment(monkeypatch):
    monkeypatch.setenv("NEWSROOM_SEMANTIC", "true")
    assert not Settings().semantic


# Whatever stands there

KEYS = st.sampled_from(
    [
        *("site", "server", "newsrooms", "name", "own_country", "contact", "address", "rate", "list", "step", "start"),
        *("delay", "dictionaries", "ministers", "pairs", "semantic", "statistics", "weeks", "de", "xx", "a"),
    ]
)
SINGLE = st.one_of(
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=5),
    st.dates(),
    st.sampled_from(["", "DE", "https://a/"]),
)
JSON = st.sampled_from(
    ["{}", "[]", "[1]", '{"a": {}}', '["a"]', "true", "null", '{"a": {"list": {"step": 0}}}', "1e999"]
)
VALUES = st.recursive(SINGLE, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3))


TABLES = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(("site", "server", "statistics"), st.dictionaries(KEYS, VALUES, max_size=3)),
        "newsrooms": st.dictionaries(KEYS, st.dictionaries(KEYS, VALUES, max_size=3), max_size=2),
        **dict.fromkeys(("dictionaries", "ministers", "semantic", "a"), VALUES),
    },
)


@settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TABLES | st.dictionaries(KEYS, VALUES, max_size=4))
def test_whatever_a_file_holds_it_is_taken_or_refused_in_sentences(tmp_path, monkeypatch, table):
    monkeypatch.setattr("search.setting_sources.read_toml", lambda path, what: table)
    taken_or_refused(tmp_path / "newsroom.toml", {})


@settings(deadline=None, max_examples=80)
@given(st.dictionaries(st.lists(KEYS, min_size=1, max_size=4).map("__".join), st.text(max_size=8) | JSON, max_size=4))
def test_whatever_the_environment_holds_it_is_taken_or_refused_in_sentences(variables):
    taken_or_refused(None, {f"NEWSROOM_{name.upper()}": value for name, value in variables.items()})


def taken_or_refused(path, environment):
    try:
        load_settings(path, environment)
    except InvalidSettings as error:
        for line in str(error).splitlines():
            assert re.match(rf"({re.escape(str(path))}|NEWSROOM_\S*): .", line), line
