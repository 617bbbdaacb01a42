"""What is to be fetched? A newsroom of the settings, or a bare address; and which of all addresses are its releases?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from urllib.parse import urlsplit

from index.fetch.addresses import Origin, normalized, origins_of
from index.fetch.discovery.listing import Source
from index.fetch.discovery.page import leads_on
from index.fetch.pages import Series
from search.errors import InvalidSettings, SearchError
from search.newsrooms import OFFSET, ListApi, Newsroom, is_web
from search.settings import Settings

_NO_PAGES = (".pdf", ".jpg", ".jpeg", ".png", ".gif", ".svg", ".webp", ".mp3", ".mp4", ".zip", ".xml", ".rss", ".ics")


@dataclass(frozen=True, slots=True)
class Plan:
    """A newsroom, ready to be asked.

    Attributes:
        newsroom: as it is set up.
        origins: whom one may talk to.
        series: the first part of every listing.
    """

    newsroom: Newsroom
    origins: frozenset[Origin]
    series: tuple[Series, ...]

    def is_release(self, address: str) -> bool:
        """Whether an address that a page is redirected to, or a list names, is a release."""
        if self.newsroom.pages:
            return any(_matches(address, pattern) for pattern in self.newsroom.pages)
        return urlsplit(address).path != "/" and address not in {each.address for each in self.series}

    def names_release(self, series: Series, source: Source, address: str) -> bool:
        """Whether an address in a listing is a release.

        Without patterns, every entry of a feed is one, and of the links on a page those below its own address.
        """
        if not self.is_release(address) or self.newsroom.pages or source is Source.ENTRIES:
            return self.is_release(address)
        parts, listed = urlsplit(address), urlsplit(series.start)
        below = listed.path.rstrip("/").removesuffix(".html").removesuffix("/index") + "/"
        if leads_on(series.start, address):
            return False
        is_below = parts.netloc == listed.netloc and parts.path.startswith(below) and parts.path != below
        return is_below and not parts.path.lower().endswith(_NO_PAGES)

    def following(self, series: Series, named: Sequence[str], *, has_entries: bool) -> Iterator[str]:
        """Where a listing goes on: what it names itself, or the next part of a list as it is set up."""
        step = next((api.step for api in self.newsroom.lists if api.address == series.start), None)
        if step is None:
            yield from named
        elif has_entries:
            yield _part(ListApi(address=series.start, step=step), series.part + 1)


class UnknownNewsroom(SearchError):
    """What was to be fetched is neither set up nor an address."""


def plan_for(stated: str, settings: Settings) -> Plan:
    """What to fetch, going by what somebody wrote: the name of a newsroom, or an address.

    Raises:
        UnknownNewsroom: this is neither.
        InvalidSettings: its hosts are none.
    """
    if stated in settings.newsrooms:
        newsroom = settings.newsrooms[stated]
    elif is_web(stated):
        newsroom = Newsroom(name=stated, start=(stated,))
    else:
        known = ", ".join(sorted(settings.newsrooms)) or "none"
        raise UnknownNewsroom(
            f"{stated} is neither the address of a feed, a sitemap or a page, nor a newsroom in newsroom.toml; "
            f"those there: {known}"
        )
    series = tuple(_series(newsroom))
    return Plan(newsroom, _origins(newsroom, series), series)


def _series(newsroom: Newsroom) -> Iterator[Series]:
    for start in newsroom.start:
        address = normalized(start)
        if address is None:
            raise InvalidSettings(f"newsrooms.{newsroom.name}.start: {start!r} cannot be asked for")
        yield Series(address=address, start=address)
    for api in newsroom.lists:
        yield Series(address=_part(api, 0), start=api.address)


def _part(api: ListApi, number: int) -> str:
    address = normalized(api.address.replace(OFFSET, str(number * api.step)))
    if address is None:
        raise InvalidSettings(f"the list {api.address!r} cannot be asked for")
    return address


def _origins(newsroom: Newsroom, series: Sequence[Series]) -> frozenset[Origin]:
    """The configured hosts; without any, those of the listings, over http and https, and no others."""
    if not newsroom.hosts:
        found = [origin for each in series if (origin := Origin.of(each.address))]
        return frozenset(found) | origins_of(origin.netloc for origin in found if origin.has_usual_port)
    try:
        origins = origins_of(newsroom.hosts)
    except ValueError as error:
        raise InvalidSettings(f"newsrooms.{newsroom.name}.hosts: these are no hosts: {error}") from error
    outside = [each.address for each in series if Origin.of(each.address) not in origins]
    if outside:
        raise InvalidSettings(f"newsrooms.{newsroom.name}.hosts lacks the host of {', '.join(outside)}")
    return origins


def _matches(address: str, pattern: str) -> bool:
    if pattern.startswith("/"):
        parts = urlsplit(address)
        address = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return fnmatchcase(address, pattern)
