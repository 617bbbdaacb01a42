"""Which addresses may be asked, and whom does a name lead to?"""

import threading

import pytest
from live_newsroom import PATIENCE, Reply, links, rss, served, sitemap

from index.fetch.addresses import Origin, normalized, origins_of
from index.fetch.errors import FetchFailed, NotAllowed, NotGot
from index.fetch.resolution import look_up, permitted

BASE = "https://newsroom.example/de/home/"


@pytest.mark.parametrize(
    ("reference", "address"),
    [
        ("../news/1", "https://newsroom.example/de/news/1"),
        ("/de/news/1#top", "https://newsroom.example/de/news/1"),
        ("//newsroom.example/1", "https://newsroom.example/1"),
        ("HTTPS://NEWSROOM.Example:443/De", "https://newsroom.example/De"),
        ("http://newsroom.example:80", "http://newsroom.example/"),
        ("https://newsroom.example./1", "https://newsroom.example/1"),
        ("/de/a/../b/./c", "https://newsroom.example/de/b/c"),
        ("https://newsroom.example/de/%2e%2E/intern", "https://newsroom.example/intern"),
        ("/../../etc", "https://newsroom.example/etc"),
        ("/de/a%20b c/ü?q=ä b", "https://newsroom.example/de/a%20b%20c/%C3%BC?q=%C3%A4%20b"),
        ("/DE/Reden/1.html;jsessionid=AB12.live", "https://newsroom.example/DE/Reden/1.html"),
        ("/DE/sid_0AF3/Reden/1.html", "https://newsroom.example/DE/Reden/1.html"),
        ("https://müller.example/", "https://xn--mller-kva.example/"),
        ("https://[2001:DB8::1]:8443/x", "https://[2001:db8::1]:8443/x"),
    ],
)
def test_a_page_has_one_address_however_it_is_linked(reference, address):
    assert normalized(reference, BASE) == address
    assert normalized(address) == address


@pytest.mark.parametrize(
    "reference",
    [
        "file:///etc/passwd", "FILE:///etc/passwd",
        "javascript:alert(1)", "mailto:press@newsroom.example", "data:text/html,x",
        "ftp://newsroom.example/", "gopher://newsroom.example/", "http://[::1", "http://[x]/",
        "https://newsroom.example@evil.example/", "https://user:word@newsroom.example/", "https://newsroom.example:x/",
        "https://newsroom.example:99999/", "https://newsroom.example\\@evil.example/", "https://newsroom.example\\.evil/",
        "/de/\r\nHost: evil", "/de/\x00", "https://new room.example/", "https://newsroom.example%2eevil/", "x" * 3_000,
        "https://" + "a" * 300 + ".example/", "https://\u2100.example/",
    ],
)  # fmt: skip
def test_what_is_no_address_of_the_web_or_can_be_read_in_two_ways_is_none(reference):
    assert normalized(reference, BASE) is None


@pytest.mark.parametrize(
    ("host", "origins"),
    [
        ("newsroom.example", ["http://newsroom.example", "https://newsroom.example"]),
        ("https://newsroom.example", ["https://newsroom.example"]),
        ("http://127.0.0.1:8000", ["http://127.0.0.1:8000"]),
        ("Newsroom.Example:8443", ["http://newsroom.example:8443", "https://newsroom.example:8443"]),
    ],
)
def test_a_host_stands_for_its_schemes_and_ports_and_no_others(host, origins):
    assert sorted(map(str, origins_of([host]))) == origins


@pytest.mark.parametrize("host", ["newsroom.example/path", "*.example", "ftp://newsroom.example", "a@b", "", "a b"])
def test_what_is_no_host_is_named(host):
    with pytest.raises(ValueError, match=r"^'"):
        origins_of(["newsroom.example", host])


# Names that lead elsewhere


@pytest.mark.parametrize(
    "inside",
    [
        "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1%2", "fc00::1", "ff02::1", "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1",
    ],
)  # fmt: skip
def test_a_name_that_leads_inside_is_not_asked_unless_the_newsroom_is_set_up_as_internal(inside):
    origin = Origin("https", "newsroom.example", 443)
    with pytest.raises(NotAllowed, match="which is no address of the internet"):
        permitted(origin, lambda host, port: [inside], PATIENCE, internal=False)
    assert permitted(origin, lambda host, port: [inside], PATIENCE, internal=True) == [inside]
    both = permitted(origin, lambda host, port: [inside, "93.184.216.34"], PATIENCE, internal=False)
    assert both == ["93.184.216.34"]


@pytest.mark.parametrize("outside", ["93.184.216.34", "2606:2800:220:1::1"])
def test_a_name_that_leads_to_the_internet_is_asked(outside):
    origin = Origin("https", "newsroom.example", 443)
    assert permitted(origin, lambda host, port: [outside], PATIENCE, internal=False) == [outside]


def test_localhost_is_the_machine_itself_and_nothing_else():
    origin = Origin("http", "localhost", 80)
    assert permitted(origin, lambda host, port: ["::1", "127.0.0.1"], PATIENCE, internal=False) == ["::1", "127.0.0.1"]
    with pytest.raises(NotAllowed):
        permitted(origin, lambda host, port: ["10.0.0.1"], PATIENCE, internal=False)


def test_a_host_that_is_an_address_is_not_looked_up():
    assert permitted(Origin("http", "10.1.2.3", 80), look_up, 1, internal=False) == ["10.1.2.3"]


def test_a_name_that_is_not_found_or_not_in_time_is_told():
    def unknown(host, port):
        raise OSError(-2, "Name or service not known")

    origin = Origin("https", "newsroom.example", 443)
    with pytest.raises(NotGot, match="is not found: Name or service not known"):
        permitted(origin, unknown, PATIENCE, internal=False)
    over = threading.Event()
    with pytest.raises(NotGot, match="is not found"):
        permitted(origin, lambda host, port: over.wait(PATIENCE) and [], 0.05, internal=False)
    over.set()


def test_a_name_that_leads_inside_at_the_second_look_gains_nothing(newsroom, fetching):
    """DNS rebinding: what was checked is what is connected to, for each request."""
    newsroom.put("/de/1", "Eins")
    newsroom.paths["/rss"] = rss("/de/1")
    looks = iter([["127.0.0.1"]] * 3)
    fetching.lookup = lambda host, port: next(looks)
    fetching.url = f"http://newsroom.example:{newsroom.port}"
    assert fetching.run("/rss", internal=True) == {"new": 1}
    assert next(looks, None) is None  # one look for each of three requests
    assert {headers["host"] for headers in newsroom.headers} == {f"newsroom.example:{newsroom.port}"}
    newsroom.forget()
    fetching.lookup = lambda host, port: ["127.0.0.1"]
    with pytest.raises(
        FetchFailed, match=r"leads to 127.0.0.1, which is no address of the internet; .* internal = true"
    ):
        fetching.run("/rss")
    assert newsroom.asked == []


# Whom a run talks to


@pytest.fixture
def other():
    """Another server on this machine, which nobody may talk to."""
    with served() as other:
        yield other
        assert other.asked == []


OUTSIDE = "it is listed, and its host is none of the newsroom's"


def test_no_listing_leads_to_another_host(newsroom, other, fetching):
    newsroom.put("/de/1", "Eins")
    newsroom.put("/de/2", "Zwei")
    outside = [
        f"{other.url}/de/1",
        f"http://localhost:{other.port}/de/1",
        f"http://localhost:{newsroom.port}/de/1",
        f"https://127.0.0.1:{newsroom.port}/de/1",
        f"http://127.1:{newsroom.port}/de/1",
        f"http://2130706433:{newsroom.port}/de/1",
        f"http://[::ffff:127.0.0.1]:{newsroom.port}/de/1",
        f"http://127.0.0.1:{newsroom.port}@127.0.0.1:{other.port}/de/1",
        "file:///etc/passwd",
        "http://169.254.169.254/de/latest/meta-data",
    ]
    newsroom.paths["/rss"] = rss("/de/1", *outside)
    newsroom.paths["/map"] = sitemap({f"{newsroom.url}/de/2": None} | dict.fromkeys(outside))
    newsroom.paths["/index"] = sitemap(dict.fromkeys(outside), index=True)
    newsroom.paths["/page"] = links("/de/1", *outside, following=f"{other.url}/page?page=2")
    assert fetching.run("/rss", "/map", "/index", "/page") == {"new": 2}
    assert len(fetching.missed) >= len(outside)
    assert {missed.reason for missed in fetching.missed} <= {OUTSIDE, "there is not a single address in this sitemap"}
    assert set(newsroom.pages_asked().values()) == {1}


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_redirect_leads_to_another_host(newsroom, other, fetching, status):
    away = Reply(status=status, headers={"Location": f"{other.url}/de/1"})
    newsroom.paths["/de/1"] = newsroom.paths["/away"] = away
    newsroom.paths["/rss"] = rss("/de/1")
    assert fetching.run("/rss", "/away") == {"failed": 1}
    assert set(fetching.reasons()) == {"/de/1", "/away"}


def test_a_robots_txt_that_leads_to_another_host_ends_the_run(newsroom, other, fetching):
    newsroom.paths["/robots.txt"] = Reply(status=301, headers={"Location": f"{other.url}/robots.txt"})
    newsroom.paths["/rss"] = rss("/de/1")
    with pytest.raises(FetchFailed, match=r"robots.txt cannot be read.*none of the newsroom's hosts"):
        fetching.run("/rss")


def test_proxies_of_the_environment_are_not_used(newsroom, other, fetching, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, other.url)
    newsroom.put("/de/1", "Eins")
    newsroom.paths["/rss"] = rss("/de/1")
    assert fetching.run("/rss") == {"new": 1}


def test_several_hosts_can_be_one_newsroom(newsroom, fetching):
    with served() as english:
        newsroom.put("/de/1", "Eins")
        english.put("/en/1", "One", language="en")
        newsroom.paths["/rss"] = rss("/de/1", f"{english.url}/en/1")
        assert fetching.run("/rss", hosts=(newsroom.url, english.url)) == {"new": 2}
        assert english.asked == ["/robots.txt", "/en/1"]
