"""Which pages does a list in JSON name? Those whose addresses stand in the objects of its lists, whatever it is called.

{"itemsTotal": 327, "items": [{"link": "/de/newsroom/a-visit/2347076"}]}
"""

import json
from collections.abc import Iterator
from typing import Any

from index.fetch.discovery.listing import Listing, Source, Unlisted, listing

_PLACES = ("link", "url", "href", "address", "permalink", "loc")  # the surest first
_STAMPS = ("modified", "date_modified", "lastmod", "updated", "changed")
_NEXT = ("next", "next_url")
_DEEPEST = 12  # levels


def recognizes(head: bytes) -> bool:
    """Whether a file begins as JSON does."""
    return head[:1] in (b"{", b"[")


def read(content: bytes, address: str) -> Listing:
    """What the list names.

    Raises:
        Unlisted: it is no JSON.
    """
    try:
        value = json.loads(content)
    except (ValueError, RecursionError) as error:
        reason = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise Unlisted(f"this list is no JSON: {reason}") from error
    following = [value[key] for key in _NEXT if isinstance(value, dict) and isinstance(value.get(key), str)]
    return listing(Source.ENTRIES, address, _entries(value, _DEEPEST), following=following)


def _entries(value: Any, deepest: int) -> Iterator[tuple[str, str | None]]:
    """The addresses in the objects of lists, from the outside in; below an entry there is none."""
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        place = _stated(each, _PLACES) if isinstance(value, list) else None
        if place:
            yield place, _stated(each, _STAMPS)
        elif deepest:
            yield from _entries(each, deepest - 1)


def _stated(value: Any, names: tuple[str, ...]) -> str | None:
    if not isinstance(value, dict):
        return None
    return next((value[name] for name in names if isinstance(value.get(name), str) and value[name]), None)
