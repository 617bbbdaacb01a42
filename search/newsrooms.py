"""Which live newsrooms can be fetched, and within which bounds? Tables of `newsroom.toml`."""

from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field, model_validator

from search.setting import Allowed, Listed, Table, Told, permitting

OFFSET = "{offset}"  # stands in the address of a list where the number of its first entry goes


def is_web(address: object) -> bool:
    """Whether this is an http or https address with a host."""
    try:
        parts = urlsplit(address) if isinstance(address, str) else None
        return parts is not None and parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def _in_a_list(value: object) -> object:
    """Lists; a single one may stand there by itself."""
    return (value,) if isinstance(value, dict) else tuple(value) if isinstance(value, list) else value


_Text = Annotated[str, Field(min_length=1)]
_Texts = Annotated[tuple[_Text, ...], Listed, Allowed("a list of texts", "text")]
_WebAddress = Annotated[str, permitting(is_web)]


class ListApi(Table):
    """A list of releases as JSON, a part at a time."""

    address: Annotated[
        str,
        permitting(lambda value: is_web(value) and OFFSET in value),
        Allowed(f"an http or https address with {OFFSET} in it"),
    ] = Field(description=f"The address of a part, with {OFFSET} for the number of its first entry, from 0.")
    step: int = Field(ge=1, le=10_000, description="How many entries a part has.")


class Newsroom(Table):
    """Where a newsroom lists its releases, and how it is asked for them."""

    name: str = Field(exclude=True)  # as staff call it: the name of its table
    start: Annotated[
        tuple[_WebAddress, ...], Listed, Allowed("a list of http or https addresses", "http or https address")
    ] = Field(
        default=(),
        examples=[["https://www.newsroom.example/rss.xml"]],
        description="Addresses of feeds, sitemaps and pages that list releases.",
    )
    lists: Annotated[
        tuple[ListApi, ...], BeforeValidator(_in_a_list), Allowed("a table of address and step, or a list of such")
    ] = Field(
        default=(),
        validation_alias="list",
        examples=[{"address": "https://www.newsroom.example/ajax?limit=10&offset={offset}", "step": 10}],
        description="Lists as JSON, a part at a time; step is how many entries a part has, and {offset} stands in the "
        "address for the number of its first entry, from 0.",
    )
    hosts: _Texts = Field(
        default=(),
        examples=[["www.newsroom.example"]],
        description="The only ones that are ever asked: host (http and https), host:port, or with its scheme.",
    )
    pages: _Texts = Field(
        default=(),
        examples=[["/de/newsroom/*-[0-9]*"]],
        description="Patterns (*, ?, [0-9]) of the addresses that are releases, whole or from the path on; none: every "
        "entry of a feed, a sitemap or a list, and every link below a page that lists.",
    )
    internal: bool = Field(
        default=False, description="Whether hosts may be in a network that the internet does not reach."
    )
    delay: float = Field(default=1.0, ge=0, le=3_600, description="Seconds between two requests to one host, at least.")
    timeout: float = Field(
        default=60.0, ge=0.1, le=3_600, description="Seconds in which an answer must have come, all of it."
    )
    tries: int = Field(
        default=4, ge=1, le=20, description="Requests for one address, before it is left for the next run."
    )
    most_bytes: int = Field(
        default=10_000_000,
        ge=1_000,
        le=1_000_000_000,
        description="Bytes of one answer, at most, also when it is decompressed.",
    )
    most_pages: int = Field(
        default=500_000, ge=1, le=10_000_000, description="Releases that are known of at once, at most."
    )
    most_listings: int = Field(
        default=10_000,
        ge=1,
        le=1_000_000,
        description="Feeds, sitemaps and listing pages that are read in one run, at most.",
    )
    depth: int = Field(default=3, ge=0, le=10, description="How many sitemaps may lead to one another.")
    recheck_after: float = Field(
        default=3_600.0,
        ge=0,
        le=31_536_000,
        description="Seconds for which a page is not asked for again; 0 asks for every page in every run.",
    )
    rechecks: int = Field(
        default=500,
        ge=0,
        le=10_000_000,
        description="Pages that are asked for again in one run without a sign that they changed.",
    )

    @model_validator(mode="after")
    def _begins_somewhere(self) -> Self:
        if not self.start and not self.lists:
            raise Told("has neither start nor list, so there is nothing to begin with")
        return self


def named(tables: object) -> object:
    """The tables of newsrooms, each with its name in it.

    Raises:
        Told: one states a name by itself.
    """
    if not isinstance(tables, dict):
        return tables
    for name, each in tables.items():
        if isinstance(each, dict) and "name" in each:
            raise Told(f"must not have a table with a name in it: newsrooms.{name} is named already")
    return {name: {**each, "name": name} if isinstance(each, dict) else each for name, each in tables.items()}
