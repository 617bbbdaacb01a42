"""What do broken documents do? Run by itself: thousands of mutations of small valid documents of one format.

It prints what became of them, and everything that was opened meanwhile, as JSON.
"""

import gzip
import json
import random
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from attacks import record
from strained import KNOWLEDGE, tell, warmed

from index.formats import FORMATS
from index.outcome import Accepted, Place
from index.pipeline import outcomes_of
from index.sources import Document

DATA = Path(__file__).parent / "data"
CODE = tuple(map(str, (sys.prefix, sys.base_prefix, Path(__file__).parents[1])))  # what modules are loaded from
SECRET = "the-secret-of-another-file"
# What tempts whoever reads markup to open something; filled with a file that holds the secret, and a server's address.
TEMPTATIONS = (
    "<!DOCTYPE a [<!ENTITY b SYSTEM '{file}'>]>", "<!DOCTYPE rss SYSTEM '{web}/a.dtd'>",
    "<!DOCTYPE a [<!ENTITY % b SYSTEM '{web}'> %b;]>", "<?xml-stylesheet href='{web}/a.xsl'?>",
    "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='{file}' parse='text'/>",
    "<link rel='stylesheet' href='{web}'><script src='{web}'></script><img src='{web}'><iframe src='{file}'></iframe>",
    "<base href='{file}'>", "<link rel='canonical' href='{file}'>", "<content src='{web}' type='text/html'/>",
    "<link>{file}</link>", "<a xml:base='{file}'>", '"url": "{file}",', "&b;",
)  # fmt: skip
TOKENS = (
    b"<", b">", b"&", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"]]>", b"<![CDATA[", b"<!--", b"-->", b'"', b"'", b"{", b"[",
    b"}", b"\\", b"\\ud800", b"\n", b"\r\n\r\n", b"<item>", b"</item>", b"<entry>", b"<div>" * 300, b"[" * 2_000, b"9" * 5_000,
    b"charset=punycode", b"31.02.2020", b"0", b"-1", b"WARC/1.0\r\n", b"Content-Length: 99999999999\r\n", b"HTTP/1.1 200\r\n",
    b"1f\r\n", b"\x1f\x8b\x08", "\u0301".encode() * 40, "\u202e".encode(), b"https://[::1", b"//", b"data:", b"xmlns:a='",
)  # fmt: skip
_ROW = {
    "id": "1",
    "title": "A visit to Iraq",
    "body": "One.\n\nTwo.",
    "date": "2020-06-04",
    "ministers": ["Heiko Maas"],
}
_LINKS = "<link href='https://n.example/1'/><link rel='alternate' hreflang='de' href='https://n.example/de/a-3000123'/>"


def _files(*names: str) -> Sequence[bytes]:
    return [(DATA / name).read_bytes() for name in names]


def _feed(root: str, entry: str) -> bytes:
    """A feed of two entries in the root that is named."""
    name = root.partition(" ")[0].strip("<>")
    return f"<?xml version='1.0' encoding='utf-8'?>{root}<language>de</language>{entry * 2}</{name}>".encode()


_PAGE = _files("visit_since_2017.html")[0]
_ITEM = (
    "<item><title>Ein Besuch</title><link>https://n.example/1</link><pubDate>Thu, 04 Jun 2020 10:00:00 GMT</pubDate>"
    "<category>Rede</category><description><![CDATA[<p>Eins.</p><p>Zwei &amp; drei.</p>]]></description></item>"
)
_ENTRY = (
    f"<entry><id>urn:1</id><title type='html'>Ein &lt;b&gt;Besuch&lt;/b&gt;</title>{_LINKS}<updated>2020-06-04T10:00:00Z"
    "</updated><content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>Eins.</p></div></content></entry>"
)
_RSS = _feed("<rss version='2.0'>", f"<channel>{_ITEM}</channel>")
_ATOM = _feed("<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='de'>", _ENTRY)
_PACKED = b"Content-Type: text/html\r\nContent-Encoding: gzip"
_ARCHIVE = b"".join((
    record(b"", carrier=b"warcinfo"), record(_PAGE), record(_ATOM, headers=b"Content-Type: text/xml"),
    record(gzip.compress(_PAGE), headers=_PACKED), record(_PAGE, status=b"404 Gone"),
    record(b"5\r\n<html\r\n9\r\n><h1>Abc\r\n0\r\n\r\n", headers=b"Content-Type: text/html\r\nTransfer-Encoding: chunked"),
))  # fmt: skip

SEEDS: Mapping[str, Sequence[bytes]] = {
    "JSON Lines": [json.dumps(_ROW).encode()],
    "JSON": [json.dumps([_ROW, {**_ROW, "id": "2"}], indent=1).encode(), json.dumps(_ROW).encode("utf-16")],
    "web archive (WARC)": [_ARCHIVE, gzip.compress(_ARCHIVE)],
    "RSS 2.0": [_RSS],
    "Atom": [_ATOM],
    "HTML page": _files(
        "visit_since_2017.html", "speech_to_2017.html", "any_page.html", "travel_advice.html", "virtual_meeting_en.html"
    ),
    "page as text": _files("page_de.txt"),
}

Mutation = Callable[[random.Random, bytes], bytes]


def _flipped(dice: random.Random, content: bytes) -> bytes:
    changed = bytearray(content)
    for _ in range(dice.randint(1, 20)):
        if changed:
            changed[dice.randrange(len(changed))] = dice.randrange(256)
    return bytes(changed)


def _span(dice: random.Random, content: bytes) -> tuple[int, int]:
    start, end = sorted(dice.randrange(len(content) + 1) for _ in range(2))
    return start, min(end, start + 2_000)


def _cut(dice: random.Random, content: bytes) -> bytes:
    start, end = _span(dice, content)
    return content[:start] + (content[end:] if dice.random() < 0.7 else b"")


def _doubled(dice: random.Random, content: bytes) -> bytes:
    start, end = _span(dice, content)
    return content[:start] + content[start:end] * dice.randint(2, 12) + content[end:]


def _nested(dice: random.Random, content: bytes) -> bytes:
    start, end = _span(dice, content)
    return content[:start] + content[:end] + content[start:]


def _filled(dice: random.Random, content: bytes) -> bytes:
    place = dice.randrange(len(content) + 1)
    return content[:place] + dice.choice(TOKENS) + content[place:]


def _recoded(dice: random.Random, content: bytes) -> bytes:
    encoding = dice.choice(["utf-16", "utf-16-le", "utf-32", "cp1252", "cp437", "utf-7", "utf-8-sig"])
    return content.decode("utf-8", "replace").encode(encoding, "replace")


MUTATIONS: Sequence[Mutation] = (_flipped, _cut, _doubled, _nested, _filled, _filled, _recoded)


def main(name: str, count: str, file: str, web: str) -> None:
    """Read so many mutations of the seeds of a format, tempted by the address of a file and by one of the web."""
    (format,) = (format for format in FORMATS if format.name == name)
    temptations = [temptation.replace("{file}", file).replace("{web}", web).encode() for temptation in TEMPTATIONS]
    warmed()
    opened: list[str] = []
    sys.addaudithook(lambda event, arguments: _notice(event, arguments, opened))
    became: Counter[str] = Counter()
    for number in range(int(count)):
        dice = random.Random(number)
        content = dice.choice(SEEDS[name])
        for _ in range(dice.randint(0, 3)):
            content = dice.choice(MUTATIONS)(dice, content)[:100_000]
        if dice.random() < 0.3:
            place = dice.choice([0, dice.randrange(len(content) + 1)])
            content = content[:place] + dice.choice(temptations) + content[place:]
        for outcome in outcomes_of(Document(Place(str(number)), content, format, 0), KNOWLEDGE):
            became[type(outcome).__name__] += 1
            if isinstance(outcome, Accepted) and SECRET in repr(outcome.release):
                became["betrayed"] += 1
    tell({"opened": opened, "became": became})


def _notice(event: str, arguments: tuple[Any, ...], opened: list[str]) -> None:
    """Keep what was opened beside modules of Python, which can be loaded late."""
    if event.startswith(("socket.", "urllib.", "http.", "subprocess.", "os.system", "os.exec", "ftplib.")):
        opened.append(event)
    elif event == "open" and not str(arguments[0]).startswith(CODE):
        opened.append(f"open {arguments[0]}")


if __name__ == "__main__":
    main(*sys.argv[1:])
