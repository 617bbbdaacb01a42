"""Which characters do the bytes stand for? Found out, never assumed: BOM, UTF-8, what a page states, then a guess."""

import codecs
import re

from index.draft import Unreadable

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_STATED = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]{2,30})", re.IGNORECASE)
_HEAD = 4_096  # bytes in which a page states its encoding
_SAMPLE = 65_536  # bytes that are enough to guess from
_GUESSES = ["cp1252", "cp1250", "mac_roman", "cp437"]  # what German and English text was ever kept in


def decode(content: bytes) -> str:
    """The text that the bytes hold.

    Raises:
        Unreadable: they are no text, or in no encoding that can be found out.
    """
    for encoding in _candidates(content):
        try:
            text = content.decode(encoding)
        except (UnicodeError, LookupError):
            continue
        if "\x00" not in text:
            return text
    raise Unreadable("this is no text: its encoding cannot be found out")


def is_binary(head: bytes) -> bool:
    """Whether the beginning of a file is not text in any encoding: it holds zero bytes without a mark of UTF-16."""
    return b"\x00" in head and not any(head.startswith(mark) for mark, _ in _BOMS)


def is_wide(head: bytes) -> bool:
    """Whether a file is marked as UTF-16 or UTF-32, which cannot be cut into lines before it is decoded."""
    return any(head.startswith(mark) for mark, encoding in _BOMS[1:])


def _candidates(content: bytes) -> "list[str]":
    marked = [encoding for mark, encoding in _BOMS if content.startswith(mark)]
    stated = [match[1].decode("ascii").lower() for match in _STATED.finditer(content[:_HEAD])]
    # What calls itself Latin-1 is Windows-1252 on the web: same letters, and quotation marks besides.
    stated = ["cp1252" if name in ("iso-8859-1", "latin-1", "latin1") else name for name in stated]
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return marked + stated + _guess(content)
    return [*marked, "utf-8"]


def _guess(content: bytes) -> list[str]:
    from charset_normalizer import from_bytes  # a tenth of a second, needed for few documents

    best = from_bytes(content[:_SAMPLE], cp_isolation=_GUESSES).best()
    return [best.encoding] if best else []
