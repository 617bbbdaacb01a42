"""How does a newsroom say where it can be fetched, and what is refused?"""

import pytest

from index.fetch.cli import agent_of
from index.fetch.newsroom import plan_for
from search.errors import InvalidSettings
from search.newsrooms import ListApi
from search.settings import DEFAULT_SETTINGS, load_settings

GOOD = "[newsrooms.ministry]\nstart = ['https://www.newsroom.example/rss']\n"


@pytest.fixture
def loaded(tmp_path):
    def load(text):
        (tmp_path / "newsroom.toml").write_text(text, encoding="utf-8")
        return load_settings(tmp_path / "newsroom.toml")

    return load


def test_a_start_is_enough(loaded):
    plan = plan_for("ministry", loaded(GOOD))
    assert (plan.newsroom.delay, plan.newsroom.pages) == (1.0, ())
    assert sorted(map(str, plan.origins)) == ["http://www.newsroom.example", "https://www.newsroom.example"]


def test_everything_can_be_set(loaded):
    settings = loaded(
        GOOD
        + "list = {address = 'https://www.newsroom.example/ajax?limit=10&offset={offset}', step = 10}\n"
        + "hosts = ['www.newsroom.example', 'http://10.0.0.1:8080']\npages = ['/de/*[0-9]']\ninternal = true\n"
        + "delay = 2\ntimeout = 30.5\ntries = 2\nmost_bytes = 5000\nmost_pages = 7\nmost_listings = 8\ndepth = 1\n"
        + "recheck_after = 60\nrechecks = 9\n"
    )
    newsroom = settings.newsrooms["ministry"]
    assert newsroom.lists == (ListApi(address="https://www.newsroom.example/ajax?limit=10&offset={offset}", step=10),)
    assert (newsroom.delay, newsroom.timeout, newsroom.tries, newsroom.most_bytes) == (2, 30.5, 2, 5_000)
    assert (newsroom.most_pages, newsroom.most_listings, newsroom.depth) == (7, 8, 1)
    assert (newsroom.recheck_after, newsroom.rechecks, newsroom.internal) == (60, 9, True)
    plan = plan_for("ministry", settings)
    assert [series.address for series in plan.series] == [
        "https://www.newsroom.example/rss",
        "https://www.newsroom.example/ajax?limit=10&offset=0",
    ]
    assert plan.is_release("https://www.newsroom.example/de/news/1")
    assert not plan.is_release("https://www.newsroom.example/de/news")


@pytest.mark.parametrize(
    ("pattern", "matching", "others"),
    [
        ("/de/newsroom/*", ["/de/newsroom/a", "/de/newsroom/a/1"], ["/de/newsroom", "/en/newsroom/a"]),
        ("/de/*-[0-9]*", ["/de/visit-123"], ["/de/visit"]),
        ("https://www.newsroom.example/de/*", ["/de/1"], ["/en/1"]),
        ("https://other.example/de/*", [], ["/de/1"]),
        ("/DE/*.html", ["/DE/a.html"], ["/de/a.html", "/DE/a.html?print=1"]),
    ],
)
def test_patterns_say_which_addresses_are_releases(loaded, pattern, matching, others):
    plan = plan_for("ministry", loaded(GOOD + f"pages = ['{pattern}']"))
    paths = [path for path in matching + others if plan.is_release("https://www.newsroom.example" + path)]
    assert paths == matching


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("newsrooms = 1", ["newsrooms must be tables"]),
        ("[newsrooms]\na = 1", ["newsrooms.a must be a table"]),
        ("[newsrooms.a]", ["newsrooms.a has neither start nor list"]),
        (GOOD + "hots = ['x']\ndelay = -1", ["ministry.hots is no setting", "delay must be a number from 0"]),
        (GOOD + "tries = 1.5\ndepth = true", ["tries must be a whole number from 1 to 20", "depth must"]),
        (GOOD + "pages = '/de'\nhosts = [1]\ninternal = 1", ["pages must be", "hosts must be", "internal must"]),
        (
            "[newsrooms.a]\nstart = ['ftp://x/', 'x', 'https://']",
            ["'ftp://x/'", "'x'", "'https://' is no http or https"],
        ),
        ("[newsrooms.a]\nlist = {address = 'https://x/'}", ["newsrooms.a.list.step is missing"]),
        (
            "[newsrooms.a]\nlist = {address = 'https://x/', step = 0}",
            ["with {offset} in it", "list.step must be a whole number"],
        ),
        ("[newsrooms.a]\nlist = [1]", ["newsrooms.a.list must be a table of address and step"]),
        ('[site]\ncontact = "a\\nb: c"', ["site.contact must be"]),
        ("[site]\ncontact = 1", ["site.contact must be"]),
        ("[site]\ncontact = 'presse@münchen.example'", ["site.contact must be"]),
    ],
)
def test_every_fault_is_named(loaded, text, faults):
    with pytest.raises(InvalidSettings) as caught:
        loaded(text)
    for fault in faults:
        assert fault in str(caught.value)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            GOOD + "hosts = ['*.example', 'newsroom.example/x']",
            r"no hosts: '\*.example', 'newsroom.example/x'",
        ),
        (GOOD + "hosts = ['newsroom.example']", r"hosts lacks the host of https://www.newsroom.example/rss"),
        ("[newsrooms.ministry]\nstart = ['https://a:b@newsroom.example/']", "cannot be asked for"),
    ],
)
def test_hosts_that_do_not_fit_are_named_before_anything_is_asked(loaded, text, fault):
    with pytest.raises(InvalidSettings, match=fault):
        plan_for("ministry", loaded(text))


@pytest.mark.parametrize(
    ("address", "origins"),
    [
        ("https://newsroom.example/rss", ["http://newsroom.example", "https://newsroom.example"]),
        ("http://newsroom.example:8000/rss", ["http://newsroom.example:8000"]),
        ("http://127.0.0.1:8000/rss", ["http://127.0.0.1:8000"]),
    ],
)
def test_an_address_is_a_newsroom_by_itself_that_asks_its_own_host_alone(address, origins):
    assert sorted(map(str, plan_for(address, DEFAULT_SETTINGS).origins)) == origins


def test_who_asks_is_said_with_a_contact_where_one_is_set(loaded):
    assert agent_of(DEFAULT_SETTINGS).startswith("newsroom-search")
    assert agent_of(loaded("[site]\ncontact = 'https://newsroom.example/about'")).endswith(
        " (+https://newsroom.example/about)"
    )
