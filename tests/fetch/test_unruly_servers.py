"""What can a server do to whoever asks it? Nothing: stalling, dripping, flooding and lying end at a bound."""

import gzip
import zlib

import pytest
from live_newsroom import Reply, cuts, drips, endless, http_date, release, rss, stalls_in_headers

from index.fetch.errors import FetchFailed

PAGE = release("Titel", "Text")
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
SHORT = 0.4  # seconds of a deadline that a test waits for


@pytest.fixture
def ask(newsroom, fetching):
    """Fetch one page that answers so; the reason why it was not got, None if it was."""

    def run(reply, **settings):
        newsroom.paths["/de/1"] = reply
        newsroom.paths["/rss"] = rss("/de/1")
        fetching.now += 10 * 86_400  # a page that was often not got is left alone for some time
        fetching.run("/rss", **({"tries": 1} | settings))
        return fetching.reasons().get("/de/1")

    return run


def test_servers_that_stall_or_drip_end_at_the_deadline(newsroom, ask):
    late = f"no complete answer within {SHORT:g} seconds"
    for reply in (
        stalls_in_headers(newsroom),
        drips(newsroom, b"HTTP/1.1 200 "),
        drips(newsroom, b"HTTP/1.1 200 OK\r\nX: "),
        drips(newsroom, OK + b"Content-Length: 1000000\r\n\r\n"),
        drips(newsroom, OK + b"\r\n"),
        drips(newsroom, OK + b"Transfer-Encoding: chunked\r\n\r\nfffff\r\n"),
        drips(newsroom, b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 100 Continue\r\nX: "),
        Reply(raw=lambda connection: newsroom.ended.wait(60)),
    ):
        assert ask(reply, timeout=SHORT) == late


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (cuts(b""), "RemoteDisconnected"),
        (cuts(b"HTTP/1.1 200 OK\r\nContent-"), "the answer was cut off"),
        (cuts(OK + b"Content-Length: 900\r\n\r\n<html>"), "the answer was cut off"),
        (cuts(OK + b"Transfer-Encoding: chunked\r\n\r\nff\r\n<html>"), "the answer was cut off"),
        (cuts(OK + b"Transfer-Encoding: chunked\r\n\r\nxyz\r\n<html>"), "the connection failed"),
        (cuts(b"\x16\x03\x01\x02\x00\x01\x00"), "the connection failed"),
        (cuts(b"SSH-2.0-OpenSSH_9.2\r\n"), "the connection failed"),
        (cuts(b"HTTP/1.1 2xx OK\r\n\r\n"), "the connection failed"),
        (cuts(OK + b"X: y\r\n" * 200 + b"\r\n"), "the connection failed"),
        (cuts(OK + b"X: " + b"y" * 70_000 + b"\r\n\r\n"), "the connection failed"),
        (cuts(OK + b"Content-Length: 99999999999\r\n\r\n"), "larger than 1,000,000 bytes"),
        (Reply(b"x" * 1_000_001), "larger than 1,000,000 bytes"),
        (Reply(b"no gzip", headers={"Content-Encoding": "gzip"}), "compressed answer is damaged"),
        (Reply(gzip.compress(PAGE)[:-9], headers={"Content-Encoding": "gzip"}), "compressed answer is cut off"),
        (Reply(PAGE, headers={"Content-Encoding": "br"}), "compressed as br, which we do not read"),
        (Reply(gzip.compress(b"x" * 50_000_000), headers={"Content-Encoding": "gzip"}), "larger than 1,000,000 bytes"),
        (Reply(zlib.compress(b"x" * 50_000_000), headers={"Content-Encoding": "deflate"}), "larger than 1,000,000"),
        (Reply(gzip.compress(b"x" * 600_000) * 3, headers={"Content-Encoding": "gzip"}), "larger than 1,000,000 bytes"),
        (Reply(gzip.compress(b"") * 10_000, headers={"Content-Encoding": "gzip"}), "joined from too many parts"),
    ],
)
def test_an_answer_that_is_broken_or_too_large_is_no_answer(ask, reply, reason):
    assert reason in ask(reply, most_bytes=1_000_000)


def test_what_is_no_text_is_not_even_read(ask):
    assert ask(cuts(b"HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\nContent-Length: 99999999999\r\n\r\n")) == (
        "this is video/mp4, no page"
    )


def test_an_endless_body_ends_at_the_bound(newsroom, ask):
    assert ask(endless(newsroom), most_bytes=1_000_000, timeout=60.0) == "the answer is larger than 1,000,000 bytes"


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (gzip.compress(PAGE), "gzip"),
        (gzip.compress(PAGE[:99]) + gzip.compress(PAGE[99:]), "x-gzip"),
        (zlib.compress(PAGE), "deflate"),
        (zlib.compress(PAGE, wbits=-15), "deflate"),
        (PAGE, "identity"),
    ],
)
def test_compressed_answers_are_kept_as_what_they_stand_for(ask, fetching, body, encoding):
    assert ask(Reply(body, headers={"Content-Encoding": encoding})) is None
    assert fetching.held()["/de/1"].content() == PAGE


def test_an_answer_in_pieces_is_put_together(ask, fetching):
    pieces = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in (PAGE[:10], PAGE[10:])) + b"0\r\n\r\n"
    assert ask(cuts(OK + b"Transfer-Encoding: chunked\r\n\r\n" + pieces)) is None
    assert fetching.held()["/de/1"].content() == PAGE


def test_headers_that_lie_do_no_harm_to_what_is_kept(ask, fetching):
    headers = {"Content-Type": 'text/html; charset=x; a="\x80', "X-\x80": "WARC/1.0 \xff", "ETag": '"' + "x" * 5_000}
    lies = "".join(f"{name}: {value}\r\n" for name, value in headers.items()).encode("latin-1")
    assert ask(cuts(b"HTTP/1.1 200 O\xffK\r\n" + lies + b"X: a\r\n b\r\n\r\n" + PAGE)) is None
    assert fetching.held()["/de/1"].content() == PAGE
    fetching.run("/rss")


# Asking again


def stumbles(*replies):
    """Answers so, one after the other, and then as it should."""
    left = list(replies)
    return lambda headers: left.pop(0) if left else Reply(PAGE)


@pytest.mark.parametrize(
    "reply",
    [Reply(status=status) for status in (408, 425, 429, 500, 502, 503, 504)]
    + [cuts(b""), cuts(OK + b"Content-Length: 9\r\n\r\n")]
    + [
        Reply(status=503, headers={"Retry-After": value})
        for value in ("0", "-5", "soon", "Thu, 01 Jan 1970 00:00:00 GMT")
    ],
)
def test_a_newsroom_that_stumbles_is_asked_again_for_so_often(newsroom, ask, reply):
    assert ask(stumbles(reply, reply), tries=3) is None
    assert newsroom.pages_asked()["/de/1"] == 3
    newsroom.forget()
    assert ask(stumbles(reply, reply, reply), tries=3) is not None
    assert newsroom.pages_asked()["/de/1"] == 3


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 418, 451, 501])
def test_what_will_not_be_answered_otherwise_is_asked_for_once(newsroom, ask, status):
    assert ask(Reply(status=status), tries=3) is not None
    assert newsroom.pages_asked()["/de/1"] == 1


@pytest.mark.parametrize("wait", [lambda: "60", lambda: http_date(60)], ids=["seconds", "a date"])
def test_a_newsroom_that_asks_to_wait_is_waited_for(newsroom, ask, monkeypatch, wait):
    waits = []
    monkeypatch.setattr("index.fetch.client.Pause.wait", lambda pause, seconds: waits.append(seconds))
    assert ask(stumbles(Reply(status=429, headers={"Retry-After": wait()})), tries=2) is None
    assert 0 < max(waits) <= 60


@pytest.mark.parametrize("wait", ["86400", "9" * 400, http_date(86_400)], ids=["seconds", "too many", "a date"])
def test_a_newsroom_that_asks_to_wait_for_long_is_left_alone_at_once(newsroom, ask, wait):
    with pytest.raises(FetchFailed, match="asks to be left alone for"):
        ask(stumbles(Reply(status=429, headers={"Retry-After": wait})), tries=3)
    assert newsroom.pages_asked()["/de/1"] == 1
