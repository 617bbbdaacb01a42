"""How is a release read that stands as one JSON object on a line of its own?"""

import json
import re
from collections.abc import Mapping
from typing import Any

from index.draft import Draft, Unreadable
from index.formats.encoding import decode
from index.formats.format import NOTHING, Stated

_ALIASES = {"date": "published", "lang": "language", "type": "kind"}
FIELDS = frozenset({
    "id", "url", "kind", "published", "language", "title", "alternative_titles", "lead", "body", "ministers",
    "countries", "translation_of", "embargo_until",
})  # fmt: skip
# Brackets and commas that one release can have, in its text too: ten megabytes of nothing but {"":0} would take 330 of
# memory, so many of them 30. The longest speeches have some thousand.
MAX_VALUES = 200_000
_BLANK_LINE = re.compile(r"\n\s*\n")


def recognizes(head: bytes) -> bool:
    """Whether the first line of a file begins as a JSON object, and ends as one if all of it is there."""
    first, end, _ = head.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")
    return first.startswith(b"{") and (not end or first.rstrip().endswith(b"}"))


def read(content: bytes, stated: Stated = NOTHING) -> Draft:
    """The object as a draft.

    Raises:
        Unreadable: this is no JSON object, or a field holds what it must not; the message names the field.
    """
    return draft_in(decode(content, stated.encoding))


def draft_in(text: str) -> Draft:
    """The draft that a text in JSON holds.

    Raises:
        Unreadable: as above.
    """
    if sum(map(text.count, "{[,")) > MAX_VALUES:
        raise Unreadable(f"it holds more than {MAX_VALUES:,} values or commas", "keep one release in one object")
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"this is no JSON: {_in_short(error)}") from error
    if not isinstance(value, dict):
        raise Unreadable("this is JSON, but no object with the fields of a release")
    return _draft(value)


def _draft(stated: Mapping[str, Any]) -> Draft:
    # A field's own name stands above its alias, and null is the same as absent.
    fields = {_ALIASES[name]: value for name, value in stated.items() if name in _ALIASES and value is not None}
    fields |= {name: value for name, value in stated.items() if name in FIELDS and value is not None}
    return Draft(
        id=_name(fields, "id"),
        url=_text(fields, "url"),
        title=_text(fields, "title"),
        alternative_titles=_texts(fields, "alternative_titles") or (),
        lead=_text(fields, "lead"),
        paragraphs=_paragraphs(fields),
        published=str(fields["published"]) if "published" in fields else None,  # what is no date is kept as undated
        kind=_text(fields, "kind"),
        language=_text(fields, "language"),
        ministers=_texts(fields, "ministers"),
        countries=_texts(fields, "countries"),
        translation_of=_texts(fields, "translation_of") or (),
        embargo_until=_text(fields, "embargo_until"),
        unknown_fields=tuple(name for name in stated if name not in FIELDS and name not in _ALIASES),
    )


def _text(fields: Mapping[str, Any], name: str) -> str | None:
    value = fields.get(name)
    if value is not None and not isinstance(value, str):
        raise Unreadable(f"the field '{name}' must be text, not {_what(value)}")
    return value


def _name(fields: Mapping[str, Any], name: str) -> str | None:
    """An identifier, for which a whole number is taken as well."""
    value = fields.get(name)
    return str(value) if type(value) is int else _text(fields, name)


def _texts(fields: Mapping[str, Any], name: str) -> tuple[str, ...] | None:
    """A list of texts; a single one is taken as a list of one."""
    value = fields.get(name)
    if value is None:
        return None
    entries = value if isinstance(value, list) else [value]
    for entry in entries:
        if type(entry) is not int and not isinstance(entry, str):
            raise Unreadable(f"the field '{name}' must be a list of texts, not {_what(value)}")
    return tuple(map(str, entries))


def _paragraphs(fields: Mapping[str, Any]) -> tuple[str, ...]:
    body = fields.get("body")
    if isinstance(body, list):
        return _texts(fields, "body") or ()
    return tuple(_BLANK_LINE.split(_text(fields, "body") or ""))


def _what(value: object) -> str:
    kinds = {bool: "true or false", int: "a number", float: "a number", dict: "an object", str: "text"}
    return kinds.get(type(value), "a list of other things")


def _in_short(error: Exception) -> str:
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)
