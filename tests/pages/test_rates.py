"""How much may one client ask for, and what is it told?"""

import os

import pytest
from pages.browsing import RELEASES, Shown, an_engine, browse

from search.settings import Server, Settings
from web.serving.rates import Allowance, Taken, client_of, cost_of

READER = {"REMOTE_ADDR": "192.0.2.7"}


class Clock:
    now = 1_000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def site(clock):
    """A site where a client may ask for six answers a minute."""
    return browse(an_engine(*RELEASES).reader(), allowance=Allowance(6, clock))


def test_a_client_may_ask_for_its_whole_allowance_at_once_and_then_for_what_grows_back(clock):
    allowance = Allowance(6, clock)
    assert [allowance.take("a").wait for _ in range(8)] == [0] * 6 + [10, 10]
    clock.now += 9
    assert allowance.take("a") == Taken(0, 51, 1)
    clock.now += 1
    assert [allowance.take("a").wait for _ in range(2)] == [0, 10]
    clock.now += 3_600
    assert allowance.take("a") == Taken(5, 10)


def test_each_client_has_its_own_allowance(clock):
    allowance = Allowance(1, clock)
    assert [allowance.take(client).wait for client in ("a", "b", "a", "b")] == [0, 0, 60, 60]


def test_what_costs_more_than_all_of_it_takes_all_of_it(clock):
    allowance = Allowance(5, clock)
    assert allowance.take("a", 20) == Taken(0, 60)
    assert allowance.take("a", 20).wait == 60


def test_processes_that_were_forked_share_it(clock):
    allowance = Allowance(3, clock)
    allowance.take("a")
    if not (child := os.fork()):
        allowance.take("a")
        os._exit(0)
    os.waitpid(child, 0)
    assert allowance.take("a").left == 0


@pytest.mark.parametrize(
    ("address", "client"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2:ffff::", "2001:db8:1:2::"),
        ("2001:db8:1:3::", "2001:db8:1:3::"),
        ("fe80::1%eth0", "fe80::"),
        ("192.0.2.7:50123", "192.0.2.7"),  # as some proxies hand it on
        ("[2001:db8:1:2:3::4]:50123", "2001:db8:1:2::"),
        ("[2001:db8:1:2:3::4]", "2001:db8:1:2::"),
        ("127.0.0.1:50123", None),
        ("somebody", "somebody"),  # a proxy's word for it
        ("127.0.0.1", None),
        ("::1", None),
        ("::ffff:127.0.0.1", None),
        ("", None),
        (None, None),  # a socket of the machine
    ],
)
def test_a_client_is_an_address_or_the_network_of_a_subscriber_and_the_machine_itself_is_none(address, client):
    assert client_of(address) == client


def test_every_answer_says_what_is_left(site):
    response = site.get("/api/v1/search", environ_overrides=READER)
    assert response.headers["RateLimit-Policy"] == '"client";q=6;w=60'
    assert response.headers["RateLimit"] == '"client";r=5;t=10'
    assert "Retry-After" not in response.headers


def test_who_asks_for_too_much_is_told_when_to_come_back(site, clock):
    for _ in range(6):
        assert site.get("/en/help", environ_overrides=READER).status_code == 200
    details, page = (site.get(address, environ_overrides=READER) for address in ("/api/v1/search", "/de/"))
    assert (details.status_code, details.mimetype) == (429, "application/problem+json")
    assert (page.status_code, Shown(page.text).text("//h1")) == (429, "Zu viele Anfragen")
    for response in (details, page):
        assert response.headers["Retry-After"] == "10"
        assert response.headers["RateLimit"] == '"client";r=0;t=60'
        assert response.headers["Cache-Control"] == "no-store"
    clock.now += 10
    assert site.get("/de/", environ_overrides=READER).status_code == 200


def test_being_told_that_nothing_changed_counts_as_well(site):
    tag = site.get("/en/", environ_overrides=READER).headers["ETag"]
    told = [site.get("/en/", headers={"If-None-Match": tag}, environ_overrides=READER).status_code for _ in range(6)]
    assert told == [304] * 5 + [429]


def test_a_table_of_everything_costs_as_much_as_many_pages(site):
    assert site.get("/search.csv", environ_overrides=READER).headers["RateLimit"] == '"client";r=0;t=60'


class Work:
    """Seconds that a process has worked, so many more each time that somebody looks."""

    now = 0.0

    def __init__(self, step):
        self.step = step

    def __call__(self):
        self.now += self.step
        return self.now


@pytest.mark.parametrize(
    ("rate", "work", "left"),
    [
        (600, 0.05, 599),
        (600, 0.199, 599),
        (600, 3.0, 570),  # a client keeps one processor busy at most
        (60, 3.0, 57),
        (6, 3.0, 5),
        (6_000, 3.0, 5_970),
        (600, 90.0, 0),
    ],
)
def test_an_answer_that_takes_long_takes_as_many_requests_as_could_be_answered_meanwhile(clock, rate, work, left):
    site = browse(an_engine(*RELEASES).reader(), allowance=Allowance(rate, clock, Work(work)))
    response = site.get("/api/v1/search", environ_overrides=READER)
    assert response.headers["RateLimit"].startswith(f'"client";r={left};')


def test_what_an_answer_took_beyond_an_allowance_is_owed(clock):
    site = browse(an_engine(*RELEASES).reader(), allowance=Allowance(600, clock, Work(90.0)))
    assert site.get("/api/v1/search", environ_overrides=READER).status_code == 200
    assert site.get("/api/v1/search", environ_overrides=READER).headers["Retry-After"] == "31"
    clock.now += 31
    assert site.get("/api/v1/search", environ_overrides=READER).status_code == 200


@pytest.mark.parametrize("address", ["/static/style.css", "/health"])
def test_files_and_monitors_are_not_limited(site, address):
    for _ in range(8):
        response = site.get(address, environ_overrides=READER)
        assert (response.status_code, "RateLimit" in response.headers) == (200, False)


def test_the_machine_itself_is_not_limited(site):
    assert {site.get("/en/help").status_code for _ in range(8)} == {200}


def test_a_newsroom_may_do_without_limits():
    site = browse(an_engine(*RELEASES).reader(), settings=Settings(server=Server(rate=0)))
    assert "RateLimit" not in site.get("/en/", environ_overrides=READER).headers


@pytest.mark.parametrize(
    ("path", "cost"),
    [
        ("/search.csv", 20),
        ("/de/search.csv", 20),
        ("/search.jsonl", 20),
        ("/en/search.xlsx", 20),
        ("/de/overview", 5),
        ("/de/search", 1),
        ("/search.atom", 1),
        ("/api/v1/search", 1),
        ("/en/release/overviews", 1),
        ("/", 1),
    ],
)
def test_what_takes_much_work_takes_much_of_an_allowance(path, cost):
    assert cost_of(path) == cost
