"""Which requests are the worst? Texts for addresses and headers, and bytes that are hardly a request."""

import re
from pathlib import Path

# Nothing of the machine may stand in an answer.
TOLD_TOO_MUCH = re.compile(
    rb"Traceback|File \"|site-packages|\.py\b|" + re.escape(str(Path(__file__).parents[1]).encode())
)

# Texts, as the bytes that stand for them in an address.
NASTY = (
    b"", b" ", b"%", b"%zz", b"%00", b"%0d%0aSet-Cookie:%20x=1", b"%ff%fe", b"%c0%ae%c0%ae%c0%af", b"%ed%a0%80", b"%ef%bf%bf",
    b"..%2f..%2f..%2fetc%2fpasswd", b"%2e%2e/%2e%2e/", b"..\\..\\", b"//evil.example", b"\\\\evil.example", b"%5cevil.example",
    b"<script>alert(1)</script>", b"%3Cscript%3E", b"'\"--", b"{{7*7}}", b"${7*7}", b"%(x)s", b"%s%n%d", b"{0.__class__}",
    b"-1", b"0", b"1e9", b"9" * 400, b"1" * 5_000, b"\xc2\xb2", b"%D9%A3", b"NaN", b"true", b"null", b"[]", b"\xff",
    b"%22", b"%E2%80%9E%E2%80%9C", b"((((((((((", b"))))", b"NOT", b"OR+OR+OR", b"-(-(-(-a", b"title:title:title:", b"a~999999999",
    b"%22a+b%22~99999999999999999999", b"*", b"a*+b*+c*", b"land:", b"date:9999..0000", b"date:" + b"9" * 30, b"country:%00",
    b"minister:%22", b"0000-00-00", b"2020-02-31", b"99999-01", b"2020-13", b"-0001-01-01", b"iraq", b"DE", b"-DE", b"--DE",
    b"a+" * 1_500, b"%F0%9F%92%A9" * 300, b"%E0%B8%B3" * 1_000, b"%CC%81" * 1_100, b"\xef\xbc\x8e\xef\xbc\x8e/", b"%u0041",
)  # fmt: skip
IDS = (b"100", b"101?q=iraq", b"gone", b"moved", b"//evil.example", b"%2f%2fevil.example", b"style.css", b"../style.css", b"x/" * 900)  # fmt: skip
METHODS = (
    "GET",
    "HEAD",
    "OPTIONS",
    "POST",
    "PUT",
    "DELETE",
    "PATCH",
    "TRACE",
    "CONNECT",
    "PROPFIND",
    "get",
    "\xe9",
    "X" * 500,
)
HEADER_NAMES = (
    "Host", "Accept", "Accept-Language", "Accept-Encoding", "Accept-Charset", "If-None-Match", "If-Match", "If-Modified-Since",
    "If-Range", "Range", "Cookie", "Authorization", "Referer", "Origin", "User-Agent", "Forwarded", "X-Forwarded-For",
    "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Prefix", "X-Original-Url", "X-Rewrite-Url", "X-Http-Method-Override",
    "Access-Control-Request-Method", "Access-Control-Request-Headers", "Cache-Control", "Expect", "Upgrade", "Te",
    "Transfer-Encoding", "Content-Length", "Content-Type", "Content-Encoding",
)  # fmt: skip
HEADER_TEXTS = (
    "", " ", "*", "*/*", ",", ",,,;;;", ";q=", "de;q=nan", "de;q=-1", "de;q=1e400", "en;q=0.5;q=2", "br;q=inf, gzip;q=-inf",
    "gzip;q=", "*;q=0", "identity;q=0, *;q=0", "text/html;level=", "image/*", "a/b/c", '"', 'W/"', 'W/"x", "y", *', '"\\"',
    "bytes=0-", "bytes=-1", "bytes=9-1", "bytes=0-0," * 500, "bytes=99999999999999999999-", "lines=1-2", "evil.example",
    "evil.example:99999", "evil.example:x", "[::1", "[::1]:80", "a@b", "a b", "localhost\\@evil", "../..", "//evil.example",
    "http://[", "https", "javascript", "-1", "+1", "0x10", "9" * 400, "chunked", "chunked, identity", "identity", "\xe9\xff",
    "caf\xc3\xa9", "\x00", "\t", "a=b; c", "=", "session=" + "x" * 3_000, "=?utf-8?q?=?=", "127.0.0.1, 127.0.0.1", "unknown",
    "Wed, 99 Xxx 9999 99:99:99 GMT", "Thu, 01 Jan 1970 00:00:00 +9999", "null", "for=\"[::1", "100-continue", "websocket",
    "application/json", "multipart/form-data; boundary=", "multipart/form-data; boundary=x", "text/html; charset=\x80",
)  # fmt: skip

LINE = b"GET /en/search?q=iraq HTTP/1.1\r\n"
HOST = b"Host: localhost\r\n"
GET = LINE + HOST
POST = b"POST /en/search HTTP/1.1\r\n" + HOST
# What is on the wire, and which answers are right; the first of several in one connection counts. None is no answer: one
# that the server gives while it is still sent to may be lost on its way.
RAW: dict[str, tuple[bytes, set[int | None]]] = {
    "nothing": (b"", {None}),
    "an empty line": (b"\r\n", {None}),
    "no words": (b"\x00" * 100 + b"\r\n\r\n", {400}),
    "the beginning of TLS": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x55" * 200, {None}),
    "the beginning of HTTP/2": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", {400, 505}),
    "HTTP/0.9": (b"GET /en/\r\n", {400}),
    "HTTP/1.0 without a host": (b"GET /en/help HTTP/1.0\r\n\r\n", {200}),
    "HTTP/9.9": (b"GET /en/help HTTP/9.9\r\n" + HOST + b"\r\n", {400, 505}),
    "no host": (LINE + b"\r\n", {200, 400}),
    "two hosts": (GET + b"Host: evil.example\r\n\r\n", {200, 400}),
    "a host that cannot be one": (LINE + b"Host: [::1\r\n\r\n", {200, 400}),
    "another host in the line": (b"GET http://evil.example/de HTTP/1.1\r\n" + HOST + b"\r\n", {308, 400, 404}),
    "a line without a path": (b"GET  HTTP/1.1\r\n" + HOST + b"\r\n", {400}),
    "a star": (b"OPTIONS * HTTP/1.1\r\n" + HOST + b"\r\n", {200, 400, 404}),
    "a tunnel": (b"CONNECT evil.example:443 HTTP/1.1\r\n" + HOST + b"\r\n", {400, 404, 405}),
    "a trace": (b"TRACE /en/help HTTP/1.1\r\n" + HOST + b"\r\n", {405}),
    "an unknown method": (b"FROBNICATE /en/help HTTP/1.1\r\n" + HOST + b"\r\n", {400, 405}),
    "a long method": (b"X" * 5_000 + b" /en/help HTTP/1.1\r\n" + HOST + b"\r\n", {400}),
    "a long address": (b"GET /en/search?q=" + b"x" * 9_000 + b" HTTP/1.1\r\n" + HOST + b"\r\n", {414}),
    "an address without an end": (b"GET /" + b"x" * 300_000, {400, 414, None}),
    "a byte in the path that is no text": (b"GET /en/\xff HTTP/1.1\r\n" + HOST + b"\r\n", {400, 404}),
    "a byte in the query that is no text": (b"GET /en/search?q=\xff\xc3 HTTP/1.1\r\n" + HOST + b"\r\n", {200, 400}),
    "overlong UTF-8": (b"GET /static/%c0%ae%c0%ae%c0%afapp.py HTTP/1.1\r\n" + HOST + b"\r\n", {404}),
    "dots": (b"GET /static/../../app.py HTTP/1.1\r\n" + HOST + b"\r\n", {404}),
    "dots, escaped": (b"GET /static/%2e%2e/app.py HTTP/1.1\r\n" + HOST + b"\r\n", {404}),
    "dots, escaped twice": (b"GET /static/%252e%252e%252fapp.py HTTP/1.1\r\n" + HOST + b"\r\n", {404}),
    "dots and backslashes": (b"GET /static/..\\app.py HTTP/1.1\r\n" + HOST + b"\r\n", {404}),
    "a NUL in the path": (b"GET /static/style.css%00.html HTTP/1.1\r\n" + HOST + b"\r\n", {404}),
    "an end of line in the path": (b"GET /en/%0d%0aSet-Cookie:x=1 HTTP/1.1\r\n" + HOST + b"\r\n", {404}),
    "many headers": (GET + b"A: b\r\n" * 200 + b"\r\n", {431}),
    "a long header": (GET + b"A: " + b"b" * 100_000 + b"\r\n\r\n", {431, None}),
    "a header without a colon": (GET + b"nonsense\r\n\r\n", {400}),
    "a header without a name": (GET + b": x\r\n\r\n", {400}),
    "a blank before the colon": (GET + b"Accept : */*\r\n\r\n", {400}),
    "a folded header": (GET + b"Accept: a\r\n b\r\n\r\n", {400}),
    "a header with a NUL": (GET + b"Accept: a\x00b\r\n\r\n", {400}),
    "a header with an underscore": (GET + b"X_Forwarded_For: evil\r\n\r\n", {200, 400}),
    "ends of lines of one byte": (b"GET /en/help HTTP/1.1\nHost: localhost\n\n", {200, 400}),
    "a body of less than nothing": (POST + b"Content-Length: -1\r\n\r\n", {400}),
    "a body with a plus": (POST + b"Content-Length: +5\r\n\r\nhello", {400}),
    "a body in other figures": (POST + "Content-Length: ٣\r\n\r\nabc".encode(), {400}),
    "two lengths": (POST + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!", {400}),
    "a body that does not come": (POST + b"Content-Length: 1000000000000\r\n\r\nx", {405, 413}),
    "a length and chunks": (POST + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x HTTP/1.1\r\n\r\n", {400, 405}),
    "chunks twice": (POST + b"Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n", {400, 405, 501}),
    "chunks of nonsense": (POST + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nx\r\n0\r\n\r\n", {400, 413}),
    "chunks that are too large": (POST + b"Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nx", {400, 413}),
    "an unknown coding": (POST + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", {400, 501}),
    "a wish for another protocol": (GET + b"Upgrade: websocket\r\nConnection: Upgrade\r\n\r\n", {200, 400}),
    "an unknown expectation": (GET + b"Expect: miracles\r\n\r\n", {200, 417}),
    "many ranges": (b"GET /static/style.css HTTP/1.1\r\n" + HOST + b"Range: bytes=" + b"0-1," * 900 + b"0-1\r\n\r\n", {200, 206, 416}),
    "a range of a page": (GET + b"Range: bytes=5-1\r\n\r\n", {200}),
    "a forged protocol": (GET + b"X-Forwarded-Proto: https\r\nX-Forwarded-Ssl: on\r\n\r\n", {200, 400}),
    "a forged protocol in two words": (GET + b"X-Forwarded-Proto: https\r\nX-Forwarded-Ssl: off\r\n\r\n", {200, 400}),
    "a second request behind the first": (GET + b"\r\nGET /nothing HTTP/1.1\r\n\r\n", {200}),
}  # fmt: skip

# What requests are made of, to be put together at random.
PIECES = [
    GET, POST, LINE, HOST, b"\r\n", b"\r\n\r\n", b"\n", b"\r", b" ", b":", b"GET ", b"HEAD ", b"/en/search?q=", b"/api/v1/search", b"%00",
    b"\x00", b"\xff", b" HTTP/1.1\r\n", b" HTTP/1.0\r\n", b"Content-Length: 3\r\n", b"Content-Length: x\r\n", b"Expect: 100-continue\r\n",
    b"Transfer-Encoding: chunked\r\n", b"Accept-Encoding: br;q=x\r\n", b"If-None-Match: *\r\n", b"Connection: keep-alive\r\n", b"3\r\nabc\r\n", b"0\r\n\r\n",
]  # fmt: skip
