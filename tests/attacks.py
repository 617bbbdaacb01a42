"""Which inputs of ten megabytes are the worst for each format? And which small ones ask for something to be opened?"""

import gzip
import zlib
from collections.abc import Callable, Mapping
from functools import partial

SIZE = 10_000_000  # bytes
Attack = Callable[[], bytes]

SENTENCE = b"The minister spoke about the long road to peace in Iraq and thanked all who walk it. "


def filled(piece: bytes, before: bytes = b"", behind: bytes = b"", size: int = SIZE) -> bytes:
    """A document of some size that a piece repeats itself in."""
    return before + piece * ((size - len(before) - len(behind)) // len(piece)) + behind


def numbered(piece: bytes, before: bytes = b"", behind: bytes = b"") -> bytes:
    """The same, with a number in every piece."""
    count = SIZE // (len(piece) + 4)
    return before + b"".join(piece % number for number in range(count)) + behind


_HTML = b"<!DOCTYPE html><html><head><title>A visit</title></head><body><h1>A visit</h1>"
_KNOWN = (
    _HTML + b'<h1 class="heading__title"><span class="heading__title-text">A visit to Iraq</span></h1>'
    b'<span class="heading__meta">04.06.2020 - Rede</span><div class="c-rte--default">'
)
_RSS = b'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>'
_ITEM = b"<item><title>A visit</title><link>https://newsroom.example/%d</link><description>"
_ATOM = b'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>News</title>'
_LAUGHS = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))

# What harms whatever it is read as.
ANY: Mapping[str, Attack] = {
    "&": partial(filled, b"&"),
    "<": partial(filled, b"<"),
    "<![CDATA[": partial(filled, b"<![CDATA["),
    "<!--": partial(filled, b"<!--"),
    "zeros": partial(filled, b"\x00"),
    "no text": partial(filled, bytes(range(256))),
    "one long line": partial(filled, b"x"),
    "blanks": partial(filled, b" "),
    "lines": partial(filled, b"\n"),
    "many words": partial(filled, SENTENCE),
    "quotes": partial(filled, b'"'),
    "backslashes": partial(filled, b'\\"', b'"'),
    "wide": lambda: ("x\U0001f4f0" * (SIZE // 8)).encode("utf-16"),
    "wide at a bound": lambda: ("x\U0001f4f0" * 749_000).encode("utf-16"),
    "accents": lambda: ("a" + "\u0301\u0323" * (SIZE // 4)).encode(),
    "accents at a bound": lambda: ("a" + "\u0301\u0323" * 740_000).encode(),
}

PAGES: Mapping[str, Attack] = {
    "nested": partial(filled, b"<div>", _HTML),
    "nested 2": partial(filled, b"<b><p>", _HTML),
    "tags": partial(filled, b"<p>", _HTML),
    "tags with text": partial(filled, b"a<br>", _HTML),
    "tags at the bound": lambda: _HTML + b"<p>x" * 29_000,
    "small tables": lambda: _HTML + b"<table><tr><td>x</table>" * 7_400,
    "one table": lambda: _HTML + b"<table>" + b"<tr><td>" * 14_000,
    "tables in tables": lambda: _HTML + b"<table><tr><td>" * 120,
    "nested at the bound": lambda: _HTML + b"<div>" * 490 + SENTENCE + b"<p>x</p>" * 13_000,
    "nested lists": lambda: _HTML + b"<ul><li>" * 240 + b"x</li>" * 14_000,
    "text at the bound": lambda: _HTML + b"<p>" + SENTENCE * 17_000,
    "paragraphs at the bound": lambda: _HTML + (b"<p>" + SENTENCE + b"</p>") * 14_900,
    "attributes": partial(numbered, b" a%d", _HTML + b"<p", b">x"),
    "many attributes": lambda: _HTML + (b"<p" + b"".join(b" a%d" % number for number in range(2_800)) + b">") * 80,
    "attributes at the bound": lambda: _HTML + b"<p" + b" abcd=1" * 180_000 + b">x",
    "classes": lambda: _HTML + b"<p class='" + b"heading__title " * 90_000 + b"'>x",
    "metas": lambda: b"<html>" + b"<meta name=a content=b>" * 29_000,
    "links": lambda: b"<html>" + b"<link rel=alternate hreflang=en href=/en/a/1>" * 29_000,
    "headings": lambda: _HTML + b"<h1>A visit</h1>" * 14_000,
    "known layout": lambda: _KNOWN + b"<p>x" * 29_000,
    "known layout, nested": lambda: _KNOWN + b"<div class=c-rte--default><p>" * 240 + b"x",
    "known layout, many titles": lambda: _KNOWN + b'<h1 class="heading__title"><span class="heading__title-text">x' * 14_000,
    "known layout, much text": lambda: _KNOWN + SENTENCE * 17_000,
    "linked data": lambda: _HTML + b'<script type="application/ld+json">' + b'{"@graph":[' * 120_000 + b"</script>",
    "linked data, wide": lambda: _HTML + b'<script type="application/ld+json">[' + b'{"":0},' * 180_000 + b"{}]</script>",
    "dates": lambda: _HTML + b"<p>" + b"31.02.2020 1. Mai 2020 " * 64_000,
    "pictures": partial(filled, b"AAAA", _HTML + b"<p>x<img src='data:image/png;base64,", b"'>"),
    "charset": lambda: b"<meta charset=punycode>" + b"\xff" + b"a" * SIZE,
    "charset 2": lambda: b"<meta charset=unicode_escape>" + b"\xff\\U0001f600" * (SIZE // 11),
    "base": lambda: b"<html><base href='" + b"http://" * 80_000 + b"'><link rel=canonical href='" + b"../" * 250_000 + b"'>",
}  # fmt: skip

FEEDS: Mapping[str, Attack] = {
    "nested": partial(filled, b"<a>", _RSS),
    "nested items": partial(filled, b"<item>", _RSS),
    "empty items": partial(filled, b"<item/>", _RSS),
    "items at the bound": lambda: _RSS + b"<item/>" * 90_000,
    "empty entries": partial(filled, b"<entry/>", _ATOM),
    "small items": partial(numbered, _ITEM + b"x</description></item>", _RSS),
    "elements in an item": lambda: _RSS + b"<item><title>x" + b"<a/>" * 90_000,
    "categories": lambda: _RSS + b"<item><title>x</title>" + b"<category>Rede</category>" * 40_000 + b"</item>",
    "links": lambda: _ATOM + b"<entry><title>x</title>" + b"<link hreflang='en' href='/en/a/1'/>" * 90_000 + b"</entry>",
    "contents": lambda: _ATOM + b"<entry><title>x</title>" + b"<content>some text</content>" * 40_000 + b"</entry>",
    "attributes": partial(numbered, b" a%d='1'", b"<rss><channel><item", b"/></channel></rss>"),
    "namespaces": partial(numbered, b" xmlns:a%d='b'", b"<rss", b"><channel/></rss>"),
    "prefixes": lambda: _RSS + b"".join(b"<a%d:b/>" % number for number in range(90_000)),
    "escaped markup": partial(filled, b"&lt;p&gt;x", _RSS + _ITEM % 1, b"</description></item>"),
    "escaped markup, deep": lambda: _RSS + _ITEM % 1 + b"&lt;div&gt;" * 29_000 + b"</description></item>",
    "markup in CDATA": partial(filled, b"<p>x", _RSS + _ITEM % 1 + b"<![CDATA[", b"]]></description></item>"),
    "long text": partial(filled, SENTENCE, _RSS + _ITEM % 1, b"</description></item>"),
    "long title": partial(filled, b"<b>x", _RSS + b"<item><title><![CDATA[", b"]]></title></item>"),
    "long date": partial(filled, b"2020-", _RSS + b"<item><title>x</title><pubDate>", b"</pubDate></item>"),
    "long date, digits": partial(filled, b"1", _RSS + b"<item><title>x</title><pubDate>", b"</pubDate></item>"),
    "long date, words": partial(filled, b"Mon ", _RSS + b"<item><title>x</title><pubDate>", b"</pubDate></item>"),
    "long address": partial(filled, b"../", _RSS + b"<item><title>x</title><link>", b"</link></item>"),
    "long guid": partial(filled, b"a:", _RSS + b"<item><title>x</title><guid>", b"</guid></item>"),
    "xhtml": lambda: _ATOM + b"<entry><title>x</title><content type='xhtml'>" + b"<div><p>x</p></div>" * 20_000 + b"</content></entry>",
    "base64": partial(filled, b"QUJD", _ATOM + b"<entry><content type='image/png'>", b"</content></entry></feed>"),
    "base": lambda: _ATOM + b"<a xml:base='b/'>" * 200 + b"<entry><link href='a'/></entry>" * 20_000,
    "entities": partial(numbered, b"<!ENTITY a%d 'b'>", b"<!DOCTYPE rss [", b"]><rss><channel/></rss>"),
    "doctype": partial(filled, b"[", b"<!DOCTYPE rss "),
    "laughs": lambda: b"<!DOCTYPE rss [<!ENTITY l0 'ha'>" + _LAUGHS + b"]>" + _RSS[21:] + _ITEM % 1 + b"&l9;</description></item>",
    "laughs in attributes": lambda: b"<!DOCTYPE rss [<!ENTITY l0 'ha'>" + _LAUGHS + b"]><rss a='&l9;'><channel/></rss>",
    "quadratic": lambda: b"<!DOCTYPE rss [<!ENTITY a '" + b"x" * 100_000 + b"'>]>" + _RSS[21:] + _ITEM % 1 + b"&a;" * 100_000,
    "parameters": lambda: b"<!DOCTYPE rss [<!ENTITY % a '<!ENTITY b \"x\">'> " + b"%a; " * 100_000 + b"]><rss><channel/></rss>",
    "numbers": partial(filled, b"&#60;", _RSS + _ITEM % 1, b"</description></item>"),
    "prologue": partial(filled, b"<!---->", b"", b"<rss/>"),
    "instructions": partial(filled, b"<?a b?>", b"", b"<rss/>"),
}  # fmt: skip

JSON: Mapping[str, Attack] = {
    "empty objects": partial(filled, b"{},", b"[", b"{}]"),
    "empty lists": partial(filled, b"[],", b"[", b"{}]"),
    "nulls": partial(filled, b"null,", b"[", b"{}]"),
    "commas": partial(filled, b",", b"[", b"]"),
    "nested lists": partial(filled, b"["),
    "nested objects": partial(filled, b'{"a":'),
    "nested in a list": partial(filled, b"[", b"[{},", b""),
    "lists in an object": partial(filled, b"[],", b'{"id": [', b"[]]}"),
    "lists in an object in a list": partial(filled, b"[],", b'[{"id": [', b"[]]}]"),
    "objects in an object": partial(filled, b'{"":0},', b'{"id": [', b"{}]}"),
    "fields": partial(numbered, b'"a%d":1,', b"{", b'"a":1}'),
    "texts": partial(filled, b'"ab",', b'{"ministers": [', b'"b"]}'),
    "numbers": partial(filled, b"1.5,", b'{"ministers": [', b"1]}"),
    "ministers": lambda: b'{"id": "1", "title": "x", "body": "y", "ministers": [' + b'"Abc Def",' * 150_000 + b'"b"]}',
    "countries": lambda: b'{"id": "1", "title": "x", "body": "y", "countries": [' + b'"Abc",' * 150_000 + b'"b"]}',
    "long number": partial(filled, b"9", b'{"id": ', b"}"),
    "long title": partial(filled, b"Iraq and ", b'{"id": "1", "body": "y", "title": "', b'"}'),
    "long body": partial(filled, SENTENCE, b'{"id": "1", "title": "x", "body": "', b'"}'),
    "paragraphs": partial(filled, b"x\\n\\n", b'{"id": "1", "title": "x", "body": "', b'"}'),
    "long kind": partial(filled, b"rede ", b'{"id": "1", "title": "x", "body": "y", "kind": "', b'"}'),
    "long date": partial(filled, b"1. Mai ", b'{"id": "1", "title": "x", "body": "y", "date": "', b'"}'),
    "long address": partial(filled, b"12345/", b'{"title": "x", "body": "y", "url": "https://a.example/', b'"}'),
    "long host": partial(filled, b"a.", b'{"title": "x", "body": "y", "url": "https://', b'b"}'),
    "escapes": partial(filled, b"\\u0301", b'{"id": "1", "title": "x", "body": "', b'"}'),
    "halves": partial(filled, b"\\ud800", b'{"id": "1", "title": "x", "body": "', b'"}'),
    "unclosed": partial(filled, b'\\"', b'[{"title": "', b""),
}  # fmt: skip

TEXTS: Mapping[str, Attack] = {
    "addresses": partial(filled, b"a.example/x\n", b"A visit\n"),
    "hosts": partial(filled, b"a.", b"A visit\n", b"\n04.06.2020 - Rede\n\nText."),
    "date lines": partial(filled, b"04.06.2020 - Rede\n", b"A visit\na.example/1\n"),
    "a long date line": partial(filled, b" a", b"A visit\na.example/1\n04.06.2020 - ", b"\n\nText."),
    "tags": partial(filled, b"<b ", b"A visit\na.example/1\n04.06.2020 - Rede\n\n"),
    "crumbs": partial(filled, b"1. ", b"A visit\na.example/1\n", b"\n04.06.2020 - Rede\n\nText."),
    "dashes": partial(filled, b" - ", b"A visit", b"\na.example/1\n04.06.2020 - Rede\n\nText."),
    "paragraphs": partial(filled, b"a\n\n", b"A visit\na.example/1\n04.06.2020 - Rede\n\n"),
}


def record(
    body: bytes,
    *,
    carrier: bytes = b"response",
    status: bytes = b"200 OK",
    headers: bytes = b"Content-Type: text/html; charset=utf-8",
    address: bytes = b"https://newsroom.example/en/a-visit-3000124",
    more: bytes = b"",
    length: int | None = None,
) -> bytes:
    """A record of a web archive; of a response, with the headers that a server would send."""
    block = b"HTTP/1.1 " + status + b"\r\n" + headers + b"\r\n\r\n" + body if carrier == b"response" else body
    said = b"application/http; msgtype=response" if carrier == b"response" else b"text/html"
    return (
        b"WARC/1.0\r\nWARC-Type: " + carrier + b"\r\nWARC-Target-URI: " + address + b"\r\nContent-Type: " + said + b"\r\n"
        + more + b"Content-Length: %d\r\n\r\n" % (len(block) if length is None else length) + block + b"\r\n\r\n"
    )  # fmt: skip


def _chunked(piece: bytes) -> bytes:
    one = b"%x\r\n%s\r\n" % (len(piece), piece)
    return filled(one, behind=b"0\r\n\r\n")


_PACKED = b"Content-Type: text/html\r\nContent-Encoding: gzip"
_CHUNKED = b"Content-Type: text/html\r\nTransfer-Encoding: chunked"
_SMALL = record(b"")

ARCHIVES: Mapping[str, Attack] = {
    "no records": partial(filled, b"WARC/1.0\r\n"),
    "small records": partial(filled, _SMALL),
    "small documents": partial(filled, record(b"<html><h1>x"), size=300_000),
    "a long header": partial(filled, b"x", b"WARC/1.0\r\nA: "),
    "a long header of HTTP": lambda: record(b"<html>", headers=filled(b"x", b"A: ")),
    "many headers": partial(filled, b"A: b\r\n", b"WARC/1.0\r\n"),
    "headers continued": partial(filled, b" b\r\n", b"WARC/1.0\r\nA: b\r\n"),
    "many headers of HTTP": lambda: record(b"<html>", headers=filled(b"A: b\r\n")),
    "a large picture": lambda: record(filled(b"\x00"), headers=b"Content-Type: image/png"),
    "a large page": lambda: record(filled(SENTENCE, b"<html>")),
    "a bomb": lambda: record(gzip.compress(bytes(300_000_000)), headers=_PACKED),
    "a bomb in deflate": lambda: record(zlib.compress(b"a" * 300_000_000), headers=_PACKED.replace(b"gzip", b"deflate")),
    "a bomb in chunks": lambda: record(
        b"%x\r\n%s\r\n0\r\n\r\n" % (len(bomb := gzip.compress(bytes(300_000_000))), bomb),
        headers=_PACKED + b"\r\nTransfer-Encoding: chunked",
    ),
    "small chunks": lambda: record(_chunked(b"x"), headers=_CHUNKED),
    "a bomb of records": lambda: gzip.compress(filled(_SMALL, size=30_000_000)),
    "a bomb of a header": lambda: gzip.compress(b"WARC/1.0\r\nA: " + b"x" * 300_000_000),
    "a bomb of a record": lambda: gzip.compress(record(b"<html>" + b"x" * 300_000_000)),
    "a long length": partial(filled, b"9", b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: ", b"\r\n\r\n"),
    "blank lines": partial(filled, b"\r\n", b"WARC/1.0\r\n\r\n"),
    "members": partial(filled, gzip.compress(_SMALL)),
    "empty members": partial(filled, gzip.compress(b"")),
}  # fmt: skip

ATTACKS: Mapping[str, Mapping[str, Attack]] = {
    "JSON Lines": {**ANY, **JSON},
    "JSON": {**ANY, **JSON},
    "RSS 2.0": {**ANY, **FEEDS},
    "Atom": {name: FEEDS[name] for name in ("nested", "links", "contents", "xhtml")},  # else read just as RSS
    "HTML page": {**ANY, **PAGES},
    "page as text": {**ANY, **TEXTS},
    "web archive (WARC)": {**ANY, **ARCHIVES},
}
