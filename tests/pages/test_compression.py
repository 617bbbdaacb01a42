"""How do answers get over the wire?"""

import gzip

import brotli
import pytest
from backports import zstd
from builders import a_release
from pages.browsing import RELEASES, a_browser, an_engine

from web.app import create_app

UNPACKED = {"br": brotli.decompress, "zstd": zstd.decompress, "gzip": gzip.decompress}
TABLE = "/search.csv?q=release"
TEXTS = (
    "/en/search?q=iraq",
    "/api/v1/search",
    "/search.atom",
    TABLE,
    "/static/style.css",
)


@pytest.fixture(scope="module")
def many():
    return a_browser(*RELEASES, *(a_release(f"m{number}", f"A release, number {number}") for number in range(250)))


@pytest.fixture(scope="module")
def long_titles():
    return an_engine(*(a_release(f"m{number}", "Title " * 500 + str(number)) for number in range(500))).reader()


@pytest.mark.parametrize("way", UNPACKED)
@pytest.mark.parametrize("address", TEXTS)
def test_text_is_compressed_in_the_way_that_the_client_takes(many, address, way):
    plain = many.get(address)
    response = many.get(address, headers={"Accept-Encoding": f"{way}, gzip;q=0.5"})
    way = "gzip" if (way, address) == ("br", TABLE) else way  # Brotli keeps back too much of what is still written
    assert response.headers["Content-Encoding"] == way
    assert "Accept-Encoding" in response.vary
    assert "Accept-Encoding" in plain.vary
    assert len(response.data) < len(plain.data) / 2
    unpacked = UNPACKED[way](response.data)
    assert unpacked[:200] == plain.data[:200] or address.startswith("/api/")  # which states the time that it took
    assert abs(len(unpacked) - len(plain.data)) < 10


@pytest.mark.parametrize(
    ("accepted", "way"),
    [
        ("gzip, deflate, br, zstd", "br"),  # a browser
        ("gzip, deflate", "gzip"),  # a browser without TLS
        ("br;q=0.5, gzip", "gzip"),
        ("*", "br"),
        ("", None),
        ("identity", None),
        ("br;q=0", None),
        ("br;q=0, gzip;q=0, zstd;q=0", None),
        ("deflate", None),
        ("compress, x-nothing", None),
    ],
)
def test_a_client_gets_what_it_takes(browser, accepted, way):
    assert browser.get("/en/", headers={"Accept-Encoding": accepted}).headers.get("Content-Encoding") == way


@pytest.mark.parametrize("address", ["/health", "/en/nothing"])
def test_what_is_tiny_or_an_error_is_sent_as_it_is(browser, address):
    assert "Content-Encoding" not in browser.get(address, headers={"Accept-Encoding": "gzip"}).headers


@pytest.mark.parametrize("address", TEXTS)
def test_the_headers_alone_tell_of_the_compression_as_well(many, address):
    headers = {"Accept-Encoding": "gzip"}
    whole, alone = many.get(address, headers=headers), many.head(address, headers=headers)
    assert alone.headers["Content-Encoding"] == whole.headers["Content-Encoding"]
    assert alone.headers.get("ETag") == whole.headers.get("ETag")
    assert alone.data == b""


@pytest.mark.parametrize("way", [*UNPACKED, "identity"])
def test_a_file_in_each_encoding_is_another_file_and_is_known_again(browser, way):
    first = browser.get("/static/style.css", headers={"Accept-Encoding": way})
    again = browser.get("/static/style.css", headers={"Accept-Encoding": way, "If-None-Match": first.headers["ETag"]})
    assert not first.headers["ETag"].startswith("W/")
    assert (again.status_code, again.headers["ETag"]) == (304, first.headers["ETag"])
    others = {
        each: browser.get("/static/style.css", headers={"Accept-Encoding": each}).headers["ETag"] for each in UNPACKED
    }
    assert [each for each, tag in others.items() if tag == first.headers["ETag"]] == [way][: way in UNPACKED]


def test_a_part_of_a_file_is_a_part_of_it_as_it_is(browser):
    response = browser.get("/static/style.css", headers={"Accept-Encoding": "gzip", "Range": "bytes=0-99"})
    assert (response.status_code, len(response.data)) == (206, 100)
    assert "Content-Encoding" not in response.headers


@pytest.mark.parametrize("way", ["zstd", "gzip", "identity"])
def test_a_table_is_still_sent_while_it_is_written(long_titles, way):
    """A release is read only when those some way before it were taken."""
    reader, read = long_titles, []

    class Counting:
        def __getattr__(self, name):
            return getattr(reader, name)

        def refreshed(self):
            return self

        def walk(self, query):
            for hit in reader.walk(query):
                read.append(hit)
                yield hit

    browser = create_app(Counting()).test_client()
    response = browser.get("/search.csv", headers={"Accept-Encoding": way}, buffered=False)
    parts = response.iter_encoded()
    assert next(parts)
    assert len(read) < reader.statistics().releases / 2
    assert len(b"".join(parts)) > 0
    assert len(read) == reader.statistics().releases
