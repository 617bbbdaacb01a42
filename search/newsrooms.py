"""Which live newsrooms can be fetched, and within which bounds? Tables of `newsroom.toml`, checked as a whole."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

OFFSET = "{offset}"  # stands in the address of a list where the number of its first entry goes


@dataclass(frozen=True, slots=True)
class ListApi:
    """A list of releases as JSON, a part at a time.

    Attributes:
        address: of a part, with `{offset}` for the number of its first entry, from 0.
        step: entries of a part.
    """

    address: str
    step: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Newsroom:
    """Where a newsroom lists its releases, and how it is asked for them.

    Attributes:
        name: as staff call it.
        start: addresses of feeds, sitemaps and pages that list releases.
        lists: lists as JSON.
        hosts: the only ones that are ever asked: `host` (http and https), `host:port`, or with its scheme.
        pages: patterns (`*`, `?`, `[0-9]`) of the addresses that are releases, whole or from the path on; none: every
            entry of a feed, a sitemap or a list, and every link below a page that lists.
        internal: whether hosts may be in a network that the internet does not reach.
        delay: seconds between two requests to one host, at least.
        timeout: seconds in which an answer must have come, all of it.
        tries: requests for one address, before it is left for the next run.
        most_bytes: of one answer, also when it is decompressed.
        most_pages: releases that are known of at once.
        most_listings: feeds, sitemaps and listing pages that are read in one run.
        depth: how many sitemaps lead to one another.
        recheck_after: seconds for which a page is not asked for again; 0 asks for every page in every run.
        rechecks: pages that are asked for again in one run without a sign that they changed.
    """

    name: str
    start: tuple[str, ...] = ()
    lists: tuple[ListApi, ...] = ()
    hosts: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    internal: bool = False
    delay: float = 1.0
    timeout: float = 60.0
    tries: int = 4
    most_bytes: int = 10_000_000
    most_pages: int = 500_000
    most_listings: int = 10_000
    depth: int = 3
    recheck_after: float = 3_600.0
    rechecks: int = 500


# Every bound with its least and its most; where both are whole numbers, so is what lies between.
_BOUNDS: Mapping[str, tuple[float, float]] = {
    "delay": (0.0, 3_600.0),
    "timeout": (0.1, 3_600.0),
    "tries": (1, 20),
    "most_bytes": (1_000, 1_000_000_000),
    "most_pages": (1, 10_000_000),
    "most_listings": (1, 1_000_000),
    "depth": (0, 10),
    "recheck_after": (0.0, 31_536_000.0),
    "rechecks": (0, 10_000_000),
}
_LISTS_OF_TEXTS = ("start", "hosts", "pages")


def newsrooms_in(table: Mapping[str, Any]) -> Mapping[str, Newsroom]:
    """The newsrooms of a table in which `faults` finds none, by name."""
    return {name: _newsroom(name, each) for name, each in table.items()}


def faults(table: object) -> Iterator[str]:
    """Everything that is wrong with a table of newsrooms."""
    if not isinstance(table, dict):
        yield "newsrooms must be tables, each under its name"
        return
    for name, each in table.items():
        if isinstance(each, dict):
            yield from (f"newsrooms.{name}{fault}" for fault in _faults_of(each))
        else:
            yield f"newsrooms.{name} must be a table"


def _newsroom(name: str, table: Mapping[str, Any]) -> Newsroom:
    lists = tuple(ListApi(each["address"], each["step"]) for each in _lists(table))
    texts: dict[str, Any] = {key: tuple(table.get(key, ())) for key in _LISTS_OF_TEXTS}
    others = {key: table[key] for key in ("internal", *_BOUNDS) if key in table}
    return Newsroom(name=name, lists=lists, **texts, **others)


def _lists(table: Mapping[str, Any]) -> list[Any]:
    """The lists of a table; a single one may stand there by itself."""
    lists = table.get("list", [])
    return lists if isinstance(lists, list) else [lists]


def _faults_of(table: Mapping[str, Any]) -> Iterator[str]:
    for key in table.keys() - {*_LISTS_OF_TEXTS, *_BOUNDS, "list", "internal"}:
        yield f".{key} is no setting"
    for key in _LISTS_OF_TEXTS:
        texts = table.get(key, [])
        if not isinstance(texts, list) or not all(isinstance(text, str) and text for text in texts):
            yield f".{key} must be a list of texts"
    if isinstance(table.get("start"), list):
        yield from (f".start: {text!r} is no http or https address" for text in table["start"] if not is_web(text))
    if not table.get("start") and not _lists(table):
        yield " has neither start nor list, so there is nothing to begin with"
    if not isinstance(table.get("internal", False), bool):
        yield ".internal must be true or false"
    yield from (f".list {fault}" for each in _lists(table) for fault in _faults_of_list(each))
    yield from (f".{key} {fault}" for key, bounds in _BOUNDS.items() for fault in _beyond(table.get(key), *bounds))


def _faults_of_list(table: object) -> Iterator[str]:
    if not isinstance(table, dict) or table.keys() != {"address", "step"}:
        yield "must be a table of address and step"
        return
    if not is_web(table["address"]) or OFFSET not in table["address"]:
        yield f"must have an http or https address with {OFFSET} in it, not {table['address']!r}"
    yield from (f"must have a step that {fault}" for fault in _beyond(table["step"], 1, 10_000))


def _beyond(value: object, least: float, most: float) -> Iterator[str]:
    """What is wrong with a bound, if anything."""
    if value is None:
        return
    whole = isinstance(least, int)
    is_number = isinstance(value, int if whole else (int, float)) and not isinstance(value, bool)
    if not is_number or not least <= value <= most:  # type: ignore[operator]
        kind = "whole number" if whole else "number"
        yield f"must be a {kind} from {least:g} to {most:,.0f}, not {value!r}"


def is_web(address: object) -> bool:
    """Whether this is an http or https address with a host."""
    try:
        parts = urlsplit(address) if isinstance(address, str) else None
        return parts is not None and parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False
