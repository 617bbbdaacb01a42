"""Which characters do the bytes stand for? Found out, never assumed.

In this order: a byte order mark, UTF-8 (which hardly anything else is by chance), even where a few bytes are damaged,
what the server stated, what the document states, and a guess.
"""

import codecs
import re
from collections.abc import Iterator

from index.draft import Unreadable

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# XML and HTML in UTF-16 without a mark, told by how they begin.
_UNMARKED = ((b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be"))
_LATIN_1 = ("iso-8859-1", "iso8859-1", "latin-1", "latin1", "us-ascii", "ascii")
_STATED = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]{2,30})", re.IGNORECASE)
# An allow-list, since Python has codecs that must not be let loose on what strangers state: punycode takes a time that
# grows with the square of the length, and unicode_escape makes characters of what is written as a backslash.
_KNOWN = re.compile(
    r"utf-?(?:8|16|32)(?:-?[lb]e)?|us-ascii|ascii|iso-?8859-?\d{1,2}|latin-?\d|(?:windows|cp)-?12\d\d|cp(?:437|850)|"
    r"mac-?roman|macintosh"
)
_SOUND = 10  # letters beyond ASCII for each byte that is no UTF-8, in what is UTF-8 all the same; no other text has any
_HEAD = 4_096  # bytes in which a page states its encoding
_SAMPLE = 65_536  # bytes that are enough to guess from
_GUESSES = ["cp1252", "cp1250", "mac_roman", "cp437"]  # what German and English text was ever kept in


def decode(content: bytes, stated: str | None = None) -> str:
    """The text that the bytes hold.

    Args:
        content: all of them.
        stated: the encoding that the server stated.

    Raises:
        Unreadable: they are no text, or in no encoding that can be found out.
    """
    for encoding, errors in _candidates(content, stated):
        try:
            text = content.decode(encoding, errors)
        except (UnicodeError, LookupError):
            continue
        if "\x00" not in text:
            return text
    raise Unreadable("this is no text: its encoding cannot be found out")


def is_binary(head: bytes) -> bool:
    """Whether the beginning of a file is not text in any encoding: it holds zero bytes and is no UTF-16."""
    return b"\x00" in head and not any(head.startswith(mark) for mark, _ in (*_BOMS, *_UNMARKED))


def is_wide(head: bytes) -> bool:
    """Whether a file is marked as UTF-16 or UTF-32, which cannot be cut into lines before it is decoded."""
    return any(head.startswith(mark) for mark, encoding in _BOMS[1:])


def _candidates(content: bytes, stated: str | None) -> Iterator[tuple[str, str]]:
    """Encodings, each with how faults are dealt with."""
    yield from ((encoding, "strict") for mark, encoding in (*_BOMS, *_UNMARKED) if content.startswith(mark))
    yield "utf-8", "strict"
    if _is_damaged_utf_8(content):
        yield "utf-8", "replace"
    in_document = (match[1].decode("ascii") for match in _STATED.finditer(content[:_HEAD]))
    for name in (stated or "", *in_document):
        if _KNOWN.fullmatch(name.lower()):
            # What calls itself Latin-1 is Windows-1252 on the web: same letters, and quotation marks besides.
            yield "cp1252" if name.lower() in _LATIN_1 else name, "strict"
    yield from ((encoding, "strict") for encoding in _guess(content))


def _is_damaged_utf_8(content: bytes) -> bool:
    """Whether all but some letters beyond ASCII are UTF-8's: a page that was cut inside a letter, or put together."""
    text = content.decode("utf-8", "replace")
    foreign, damaged = len(text) - len(text.encode("ascii", "ignore")), text.count("\ufffd")
    return foreign > _SOUND * damaged


def _guess(content: bytes) -> list[str]:
    from charset_normalizer import from_bytes  # a tenth of a second, needed for few documents

    best = from_bytes(content[:_SAMPLE], cp_isolation=_GUESSES).best()
    return [best.encoding] if best else []
