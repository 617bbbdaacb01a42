"""What does a newsroom's robots.txt allow, and how slowly?"""

import pytest
from live_newsroom import Reply, cuts, rss

from index.fetch.answer import Answer
from index.fetch.errors import FetchFailed
from index.fetch.robots import read, robots_of

U = "https://newsroom.example"


@pytest.mark.parametrize(
    ("rules", "allowed", "disallowed"),
    [
        ("", ["/de/1"], []),
        ("User-agent: *\nDisallow:", ["/de/1"], []),
        ("User-agent: *\nDisallow: /", [], ["/", "/de/1"]),
        ("User-agent: *\nDisallow: /de/x\nAllow: /de/x/press", ["/de/1", "/de/x/press/2"], ["/de/x/1"]),
        ("User-agent: newsroom-search\nDisallow: /de\n\nUser-agent: *\nDisallow: /en", ["/en/1"], ["/de/1"]),
        ("User-agent: otherbot\nDisallow: /", ["/de/1"], []),
        ("User-agent: *\nDisallow: /*?print=\nDisallow: /*.pdf$", ["/de/1", "/a.pdf?x"], ["/de/1?print=1", "/a.pdf"]),
        ("\ufeffUser-agent: *\r\nDISALLOW : /de # not yet", ["/en/1"], ["/de/1"]),
        ("<html>no rules</html>\x00\x01", ["/de/1"], []),
        ("User-agent: *\nDisallow: /" + "*a" * 2_000 + "b", ["/" + "a" * 2_000], []),
    ],
)  # fmt: skip
def test_rules_are_read_as_rfc_9309_has_them(rules, allowed, disallowed):
    robots = read(rules.encode())
    assert [path for path in allowed + disallowed if robots.allows(U + path)] == allowed


@pytest.mark.parametrize(
    ("rules", "seconds"),
    [
        ("User-agent: *\nCrawl-delay: 10", 10),
        ("User-agent: *\nCrawl-delay: 0.5", 0.5),
        ("User-agent: *\nRequest-rate: 1/5", 5),
        ("User-agent: *\nRequest-rate: 2/1m", 30),
        ("User-agent: *\nCrawl-delay: 3\nRequest-rate: 1/2", 3),
        ("User-agent: otherbot\nCrawl-delay: 10", 0),
        ("User-agent: *\nCrawl-delay: inf", 0),
        ("User-agent: *\nCrawl-delay: -1", 0),
        ("User-agent: *\nCrawl-delay: soon", 0),
        ("User-agent: *\nCrawl-delay: 99999999", 3_600),
    ],
)
def test_the_pace_is_what_robots_txt_asks_for(rules, seconds):
    assert read(rules.encode()).delay == seconds


@pytest.mark.parametrize(("ours", "theirs"), [(500.0, 1000), (1000.0, 500)])
def test_the_slower_of_our_own_pace_and_theirs_is_kept(newsroom, fetching, monkeypatch, ours, theirs):
    waits = []
    monkeypatch.setattr("index.fetch.client.Pause.wait", lambda pause, seconds: waits.append(seconds))
    newsroom.put("/de/1", "Eins")
    newsroom.paths["/rss"] = rss("/de/1")
    newsroom.paths["/robots.txt"] = Reply(f"User-agent: *\nCrawl-delay: {theirs}".encode())
    fetching.run("/rss", delay=ours)
    first, *others = waits
    assert first == 0
    assert [950 < seconds <= 1000 for seconds in others] == [True, True]


def test_what_is_disallowed_is_told_and_not_asked_for(newsroom, fetching):
    newsroom.paths["/robots.txt"] = Reply(
        b"User-agent: *\nDisallow: /de/2\nDisallow: /closed", content_type="text/plain"
    )
    newsroom.put("/de/1", "Eins")
    newsroom.put("/de/2", "Zwei")
    newsroom.paths["/rss"] = rss("/de/1", "/de/2")
    for _ in range(5):
        fetching.run("/rss", "/closed")
        assert fetching.reasons() == dict.fromkeys(["/closed", "/de/2"], "robots.txt disallows it")
    assert fetching.states() == {"/de/1": "present"}
    assert {"/de/2", "/closed"}.isdisjoint(newsroom.asked)
    assert newsroom.asked.count("/robots.txt") == 5


def test_what_becomes_disallowed_is_kept_as_it_was(newsroom, fetching):
    newsroom.put("/de/1", "Eins")
    newsroom.paths["/rss"] = rss("/de/1")
    fetching.run("/rss")
    newsroom.paths["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /de", content_type="text/plain")
    assert fetching.run("/rss") == {"failed": 1}
    assert fetching.states() == {"/de/1": "present"}


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_where_there_is_no_robots_txt_everything_is_allowed(newsroom, fetching, status):
    newsroom.paths["/robots.txt"] = Reply(status=status)
    newsroom.put("/de/1", "Eins")
    newsroom.paths["/rss"] = rss("/de/1")
    assert fetching.run("/rss") == {"new": 1}


@pytest.mark.parametrize(
    "reply",
    [
        Reply(status=500),
        Reply(status=503),
        Reply(status=429),
        cuts(b""),
        cuts(b"HTTP/1.1 200 OK\r\nContent-"),
        cuts(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nUser-agent: *"),
        Reply(status=302, headers={"Location": "/robots.txt"}),
        Reply(status=302),
        Reply(b"x" * 2_000_000),
    ],
    ids=["500", "503", "429", "nothing", "cut off in headers", "cut off", "circle", "nowhere", "huge"],
)
def test_where_robots_txt_cannot_be_read_nothing_is_asked(newsroom, fetching, reply):
    newsroom.put("/de/1", "Eins")
    newsroom.paths["/rss"] = rss("/de/1")
    newsroom.paths["/robots.txt"] = reply
    with pytest.raises(FetchFailed, match=r"/robots.txt cannot be read, so nothing may be asked there"):
        fetching.run("/rss", most_bytes=1_000_000)
    assert set(newsroom.asked) == {"/robots.txt"}


@pytest.mark.parametrize(
    ("status", "all_allowed"), [(404, True), (403, True), (429, False), (500, False), (302, False)]
)
def test_who_is_too_busy_for_robots_txt_has_not_said_that_there_is_none(status, all_allowed):
    robots = robots_of(Answer(f"{U}/robots.txt", status, "", (), b"", "192.0.2.1"))
    assert (robots is not None) == all_allowed


def test_a_robots_txt_that_has_moved_is_found(newsroom, fetching):
    newsroom.paths["/robots.txt"] = Reply(status=301, headers={"Location": "/rules.txt"})
    newsroom.paths["/rules.txt"] = Reply(b"User-agent: *\nDisallow: /de/1", content_type="text/plain")
    newsroom.paths["/rss"] = rss("/de/1")
    assert fetching.run("/rss") == {"failed": 1}
