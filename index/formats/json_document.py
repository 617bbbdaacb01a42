"""How are releases read that stand in a JSON file: one object, or a list of them? Object by object."""

import re
from collections.abc import Iterator

from index.draft import Draft, Unreadable
from index.formats.encoding import decode
from index.formats.format import NOTHING, Stated
from index.formats.json_lines import draft_in

MAX_ENTRIES = 100_000  # of a list; so many objects that are none of ours would fill memory and report
_TOO_MANY = f"the list is longer than {MAX_ENTRIES:,} entries, and the rest was not read"

# What tells where an entry ends: whole texts, which can hold every sign, and the signs themselves. A text that never
# ends goes to the end, or every quotation mark in it would be tried once more.
_SIGN = re.compile(r'"(?:[^"\\]++|\\.?)*+(?:"|\Z)|[\[\]{},]', re.DOTALL)


def recognizes(head: bytes) -> bool:
    """Whether the beginning of a file is that of a JSON object or a list of them."""
    return bool(re.match(rb"(?:\xef\xbb\xbf)?\s*(?:\{|\[\s*[\{\]])", head))


def read(content: bytes, stated: Stated = NOTHING) -> Iterator[Draft | Unreadable]:
    """The drafts of all objects; what is none is handed over as unreadable, and the others go on.

    Raises:
        Unreadable: the text cannot be decoded, the list is cut off, or longer than the bound.
    """
    text = decode(content, stated.encoding)
    start = len(text) - len(text.lstrip())
    if not text.startswith("[", start):
        yield draft_in(text)
        return
    number = -1
    for number, entry in enumerate(_entries(text, start + 1)):
        if number == MAX_ENTRIES:
            raise Unreadable(_TOO_MANY, "part the list, or write the releases as JSON Lines")
        try:
            yield draft_in(entry)
        except Unreadable as error:
            yield error
    if number < 0:
        raise Unreadable("the list is empty")


def _entries(text: str, start: int) -> Iterator[str]:
    """The text of each entry of the list that begins before `start`."""
    for sign in _between(text, start):
        if sign[0] == "," or text[start : sign.start()].strip():
            yield text[start : sign.start()]
        start = sign.end()
        if sign[0] != ",":
            if text[start:].strip():
                raise Unreadable("something stands behind the list")
            return
    if text[start:].strip():
        yield text[start:]
    raise Unreadable("the list is cut off: its closing bracket is missing")


def _between(text: str, start: int) -> Iterator[re.Match[str]]:
    """The commas between the entries, and what closes the list."""
    depth = 0
    for sign in _SIGN.finditer(text, start):
        if sign[0] in "[{":
            depth += 1
        elif sign[0] in "]}" and depth:
            depth -= 1
        elif sign[0] in ",]}" and not depth:
            yield sign
