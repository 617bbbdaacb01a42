"""How is a web archive read? What a newsroom sent is handed on as it wrote it; the rest is counted."""

import gzip
import zlib
from io import BytesIO

import pytest
from attacks import record

from index.draft import Unreadable
from index.formats import FORMATS, NOTHING, format_sent, warc
from index.formats.warc import Archive, Record

PAGE = b"<!DOCTYPE html><html><h1>A visit</h1><p>Some text.</p></html>"
HTML = b"Content-Type: text/html; charset=ISO-8859-1"


def archive(*records: bytes) -> Archive:
    return Archive(BytesIO(b"".join(records)), format_sent)


def contents(*records: bytes) -> list[bytes]:
    """What the documents hold, and why a record is unreadable."""
    return [found.content if isinstance(found, Record) else str(found).encode() for found in archive(*records)]


def test_a_response_is_handed_on_with_its_format_address_and_encoding() -> None:
    (found,) = archive(record(PAGE, headers=HTML))
    assert isinstance(found, Record)
    assert (found.content, found.format.name) == (PAGE, "HTML page")
    assert (found.stated.address, found.stated.encoding) == (
        "https://newsroom.example/en/a-visit-3000124", "ISO-8859-1",
    )  # fmt: skip


def test_a_resource_has_no_headers_of_http() -> None:
    assert contents(record(PAGE, carrier=b"resource")) == [PAGE]


@pytest.mark.parametrize(
    ("media_type", "body", "format"),
    [
        (b"text/html", b"anything", "HTML page"),
        (b"application/xhtml+xml; charset=utf-8", PAGE, "HTML page"),
        (b"application/rss+xml", b"<rss><channel/></rss>", "RSS 2.0"),
        (b"text/xml", b"<feed xmlns='http://www.w3.org/2005/Atom'/>", "Atom"),
        (b"text/html", b"<?xml version='1.0'?><rss><channel/></rss>", "RSS 2.0"),
        (b"application/json", b'{"title": "A"}', "JSON"),
        (b"text/plain", b"A visit\nnewsroom.example/1\n04.06.2020 - Rede\n\nText.", "page as text"),
        (b"application/octet-stream", PAGE, "HTML page"),
        (b"", PAGE, "HTML page"),
    ],
)
def test_what_a_server_sent_is_of_the_format_it_is_called_and_looks_like(
    media_type: bytes, body: bytes, format: str
) -> None:
    (found,) = archive(record(body, headers=b"Content-Type: " + media_type))
    assert isinstance(found, Record)
    assert found.format.name == format


@pytest.mark.parametrize(
    ("passed", "why"),
    [
        (record(PAGE, status=b"404 Not Found"), "status 404"),
        (record(b"", status=b"301 Moved", headers=b"Location: /x"), "status 301"),
        (record(PAGE, carrier=b"request"), "type request"),
        (record(PAGE, carrier=b"metadata"), "type metadata"),
        (record(b"\x89PNG", headers=b"Content-Type: image/png"), "media type image/png"),
        (
            record(b"User-agent: *\n", headers=b"Content-Type: text/plain"),
            "media type text/plain, and no release in it",
        ),
        (record(b"<urlset/>", headers=b"Content-Type: text/xml"), "media type text/xml, and no release in it"),
        (record(b" ", headers=HTML), "media type text/html, and no release in it"),
    ],
)
def test_other_records_are_passed_over_and_counted(passed: bytes, why: str) -> None:
    read = archive(passed, record(PAGE), passed)
    assert [found.content for found in read if isinstance(found, Record)] == [PAGE]
    assert read.passed_over == {why: 2}
    assert read.number == 3


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        (b"Transfer-Encoding: chunked",
         b"a\r\n" + PAGE[:10] + b"\r\n%x\r\n" % len(PAGE[10:]) + PAGE[10:] + b"\r\n0\r\n\r\n"),
        (b"Content-Encoding: gzip", gzip.compress(PAGE, mtime=0)),
        (b"Content-Encoding: x-gzip", gzip.compress(PAGE, mtime=0)),
        (b"Content-Encoding: deflate", zlib.compress(PAGE)),
        (b"Content-Encoding: deflate", zlib.compress(PAGE)[2:-4]),
        (b"Content-Encoding: gzip", PAGE),  # as some crawlers keep it
        (b"Transfer-Encoding: chunked", PAGE),
        (b"Content-Encoding: identity", PAGE),
    ],
)  # fmt: skip
def test_a_document_is_read_without_the_coding_of_its_transfer(headers: bytes, body: bytes) -> None:
    assert contents(record(body, headers=HTML + b"\r\n" + headers)) == [PAGE]


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (record(PAGE, headers=HTML + b"\r\nContent-Encoding: br"), "packed as 'br', which is not read"),
        (
            record(gzip.compress(PAGE, mtime=0)[:-12], headers=HTML + b"\r\nContent-Encoding: gzip"),
            "packed document is cut off",
        ),
        (record(PAGE, more=b"WARC-Truncated: length\r\n"), "cut off when it was fetched"),
        (record(PAGE).replace(b"HTTP/1.1", b"ICAP/1.1").replace(b"Content-Length", b"Content-Length"), "no status"),
        (record(PAGE, headers=b"A: " + b"x" * 200_000), "no status|longer than"),
        (b"WARC/1.0\r\nWARC-Type: response\r\n\r\n", "does not state its length"),
        (b"some bytes\r\n" + record(PAGE, status=b"404 x"), "behind record 0 stands what is no record"),
    ],
)
def test_a_record_that_cannot_be_read_does_not_keep_the_next_from_being_read(broken: bytes, reason: str) -> None:
    import re

    first, second = contents(broken, record(PAGE))
    assert re.search(reason, first.decode())
    assert second == PAGE


def test_what_stands_before_the_point_where_an_archive_is_cut_off_is_kept() -> None:
    read = iter(archive(record(PAGE), record(PAGE)[:-30]))
    first = next(read)
    assert isinstance(first, Record)
    with pytest.raises(Unreadable, match="cut off or damaged behind record 2"):
        next(read)


def test_a_document_beyond_the_bound_is_unreadable_packed_or_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc, "MAX_PAYLOAD", 1_000)
    large = b"<html>" + b"x" * 2_000
    found = contents(
        record(large, headers=HTML),
        record(gzip.compress(large, mtime=0), headers=HTML + b"\r\nContent-Encoding: gzip"),
        record(PAGE),
    )
    assert [b"larger than 1,000" in found[0], b"more than 1,000" in found[1], found[2]] == [True, True, PAGE]


def test_an_address_of_another_scheme_is_none() -> None:
    (found,) = archive(record(PAGE, carrier=b"resource", address=b"file:///etc/passwd"))
    assert isinstance(found, Record)
    assert found.stated.address is None


def test_an_archive_in_memory_is_read_by_the_formats_of_its_records() -> None:
    (format,) = (format for format in FORMATS if format.name == "web archive (WARC)")
    packed = b"".join(map(gzip.compress, (record(PAGE), record(PAGE, status=b"404 x"))))
    for content in (record(PAGE), packed):
        (draft,) = format.read(content, NOTHING)
        assert not isinstance(draft, Unreadable)
        assert (draft.title, draft.url) == ("A visit", "https://newsroom.example/en/a-visit-3000124")
