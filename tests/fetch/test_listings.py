"""What is read of a feed, a sitemap, a list or a page, and of what only looks like one?"""

import gzip
import json
import random

import pytest
from live_newsroom import atom, items, links, rss, sitemap

from index.fetch.discovery import Unlisted, read
from index.fetch.discovery.page import leads_on

BASE = "https://newsroom.example/de/list"
MOST = 1_000_000
RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<item rdf:about="x"><title>a</title><link>/de/1</link></item></rdf:RDF>"""
LATIN = (
    '<?xml version="1.0" encoding="ISO-8859-1"?><rss version="2.0"><channel><item><link>/de/gr\xfcn</link></item>'
    "</channel></rss>"
)


def found(content, address=BASE):
    listing = read(content, address, MOST)
    return [entry.address.removeprefix("https://newsroom.example") for entry in listing.entries]


@pytest.mark.parametrize(
    ("content", "paths"),
    [
        (rss("/de/1", "https://newsroom.example/de/2").body, ["/de/1", "/de/2"]),
        (rss("/de/1", title="<b>A</b> <![CDATA[<script>alert(1)</script>]]>").body, ["/de/1"]),
        (rss("/de/1", title="A & B &nbsp; </title>").body, ["/de/1"]),
        (rss("/de/1", "/de/2", title="Line <br> break").body, ["/de/1", "/de/2"]),
        (rss("/de/1").body.replace(b"Thu, 04 Jun 2020", b"Thursday 31 Juni 20200"), ["/de/1"]),
        (rss("/de/1", items="<item><title>no link</title></item><item/>").body, ["/de/1"]),
        (rss(items="<item><guid>https://newsroom.example/de/3</guid></item>").body, ["/de/3"]),
        (rss("/de/1").body[:-30], ["/de/1"]),
        (b"\xef\xbb\xbf\n" + rss("/de/1").body.partition(b"?>")[2], ["/de/1"]),
        (RDF.encode(), ["/de/1"]),
        (LATIN.encode("latin-1"), ["/de/gr%C3%BCn"]),
        (atom("/de/1", updated="yesterday").body, ["/de/1"]),
        (sitemap({"https://newsroom.example/de/1": "2020-06-04"}).body, ["/de/1"]),
        (sitemap({"https://newsroom.example/de/1": "the day after"}, packed=True).body, ["/de/1"]),
        (sitemap({"https://newsroom.example/de/1": None}).body[:-9], ["/de/1"]),
        (b"<urlset><url><loc> https://newsroom.example/de/1\n</loc></url></urlset>", ["/de/1"]),
        (items("/de/1", "/de/2").body, ["/de/1", "/de/2"]),
        (b'[{"url": "/de/1"}, {"url": null}, {"title": "x"}, 7, "text"]', ["/de/1"]),
        (b'{"a": {"b": {"docs": [{"href": "/de/1", "image": {"url": "/x"}, "tags": [{"url": "/y"}]}]}}}', ["/de/1"]),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "url": "/de/1"}]}', ["/de/1"]),
        (links("/de/1", "2", "../en/3").body, ["/impressum", "/de/1", "/de/2", "/en/3"]),
        (b'<base href="/en/"><a href="1">x</a><a>no link</a><a href="">self</a>', ["/en/1"]),
        (b"<a href='/de/1'>x<a href='/de/2'", ["/de/1"]),
        (b'<a href="/de/1">\xff\xfe</a>', ["/de/1"]),
    ],
)  # fmt: skip
def test_what_a_listing_names(content, paths):
    assert found(content) == paths


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "no page"),
        (b"   ", "no page"),
        (b"<urlset><u", "no XML"),
        (b"<rss><item", "this feed is damaged"),
        (b"<rss>" + b"<a>" * 500_000, "this feed is damaged"),
        (b"x" * 3_000_001, "larger than 3,000,000 bytes"),
        (b"[" + b" " * 3_000_000, "larger than 3,000,000 bytes"),
        (b"<urlset></urlset>", "not a single address"),
        (b"{", "no JSON"),
        (b"[" * 100_000, "nested too deeply"),
        (gzip.compress(b"<urlset>" + b" " * 2_000_000, mtime=0), "larger than 1,000,000 bytes"),
        (gzip.compress(b"<urlset>", mtime=0)[:-5], "cut off"),
        (b"\x1f\x8bno gzip", "damaged"),
    ],
)
def test_what_is_no_listing_is_told(content, why):
    with pytest.raises(Unlisted, match=why):
        read(content, BASE, MOST)


@pytest.mark.parametrize("kind", ["urlset", "rss"])
def test_entities_open_nothing_and_do_not_multiply(kind, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("/de/secret")
    bomb = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
    dtd = f'<!DOCTYPE x [<!ENTITY s SYSTEM "{secret.as_uri()}"><!ENTITY e0 "/de/bomb">{bomb}]>'
    entry = "<url><loc>{}</loc></url>" if kind == "urlset" else "<channel><item><link>{}</link></item></channel>"
    for entity in ("&s;", "&e9;", "&e3;"):
        content = f'<?xml version="1.0"?>{dtd}<{kind}>{entry.format(entity)}{entry.format("/de/1")}</{kind}>'.encode()
        try:
            named = found(content)
        except Unlisted:
            continue
        assert not [path for path in named if "secret" in path or path.count("bomb") > 1]


def test_more_entries_than_one_listing_may_have_are_cut():
    content = sitemap({f"https://newsroom.example/de/{number}": None for number in range(50_010)}).body
    listing = read(content, BASE, len(content))
    assert (len(listing.entries), listing.is_cut) == (50_000, True)
    feed = json.dumps([{"url": f"/de/{number}"} for number in range(50_001)]).encode()
    assert read(feed, BASE, len(feed)).is_cut
    assert not read(items(*(f"/de/{number}" for number in range(50_000))).body, BASE, MOST).is_cut


@pytest.mark.parametrize(
    ("address", "leads"),
    [
        ("https://newsroom.example/news?page=2", True),
        ("https://newsroom.example/news/?page=2", True),
        ("https://newsroom.example/news?Seite=2", True),
        ("https://newsroom.example/news?offset=20", True),
        ("https://newsroom.example/news/page/2", True),
        ("https://newsroom.example/news/seite-2", True),
        ("https://newsroom.example/news", False),
        ("https://newsroom.example/news?month=2", False),
        ("https://newsroom.example/news?page=2&sort=title", False),
        ("https://newsroom.example/news?page=next", False),
        ("https://newsroom.example/news?page=99999999999", False),
        ("https://newsroom.example/other?page=2", False),
        ("http://newsroom.example/news?page=2", False),
        ("https://elsewhere.example/news?page=2", False),
        ("https://newsroom.example/news/2", False),
        ("https://newsroom.example/news?" + "&".join(f"a{n}=1" for n in range(99)) + "&page=2", False),
        (None, False),
    ],
)
def test_a_list_goes_on_where_nothing_but_the_number_of_its_part_differs(address, leads):
    assert leads_on("https://newsroom.example/news", address) == leads


def test_a_list_goes_on_from_any_part_with_its_filters():
    third = "https://newsroom.example/news?kind=speech&page=3"
    assert leads_on(third, "https://newsroom.example/news?page=4&kind=speech")
    assert not leads_on(third, "https://newsroom.example/news?page=4&kind=article")


SAMPLES = [
    rss("/de/1", "/de/2").body, atom("/de/1", following="/de/list?page=2").body, RDF.encode(), LATIN.encode("latin-1"),
    sitemap({"https://newsroom.example/de/1": "2020-06-04"}).body,
    sitemap({"https://newsroom.example/a.xml": None}, index=True, packed=True).body,
    items("/de/1", "/de/2").body, links("/de/1", following="?page=2").body,
]  # fmt: skip


def mutated(content, chance):
    """The content with some bytes changed, doubled, dropped or swapped for others that mean something."""
    content = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(content) + 1)
        length = chance.choice((0, 1, 1, 4, 40))
        other = chance.choice(
            (b"", b"<", b"&", b"]]>", b"\x00", b"\xff\xfe", b'"', b"<a href='http://[", bytes(content[:200]))
        )
        content[at : at + length] = other
    return bytes(content)


def test_no_mutated_listing_does_anything_but_name_addresses_of_the_web():
    chance = random.Random(6)
    for number in range(2_500):
        content = mutated(SAMPLES[number % len(SAMPLES)], chance)
        try:
            listing = read(content, BASE, MOST)
        except Unlisted:
            continue
        named = [*(entry.address for entry in (*listing.entries, *listing.listings)), *listing.following]
        assert all(address.startswith(("http://", "https://")) for address in named)
