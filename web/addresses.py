"""Where is what? Addresses of pages, of the API and of feeds, as absolute paths.

A site can stand below a path of its own, such as https://www.example.org/newsroom. Every address is made by `_with`,
which is the one place that puts that path in front, so that nobody else need know of it.
"""

from collections.abc import Iterable
from contextvars import ContextVar
from dataclasses import replace
from urllib.parse import quote, urlencode

from search.languages import LANGUAGES
from search.query import DEFAULT_SIZE, Query, Sort
from web import params

IN_LANGUAGE = f"/<any({', '.join(LANGUAGES)}):language>"  # how the routes of pages begin
SUGGEST = "/api/v1/suggest"  # takes `q`
PREFIX: ContextVar[str] = ContextVar("prefix", default="")  # set for each request, by `web.serving.standing`


def root() -> str:
    """What every path of the site begins with, with a slash at its end."""
    return _with("/")


def home(language: str) -> str:
    """The first page in a language of the interface."""
    return _with(f"/{language}/")


def guide(language: str) -> str:
    """The page on how to search."""
    return _with(f"/{language}/help")


def results(language: str, query: Query) -> str:
    """The page of results."""
    return _with(f"/{language}/search", params.write(query))


def facet(language: str, facet: str, query: Query, find: str = "") -> str:
    """The page with all values of a facet, or those whose name holds a text."""
    return _with(f"/{language}/facet/{facet}", _finding(query, find))


def overview(language: str, query: Query) -> str:
    """The page that shows all that the query finds at a glance; that of the whole newsroom for one without anything."""
    return _with(f"/{language}/overview", params.write(query.from_start))


def release(language: str, id: str, query: Query | None = None) -> str:
    """The page of a release; with a query, its matches are marked and the way back leads to its results."""
    return _with(f"/{language}/release/{quote(id)}", params.write(query) if query else [])


def versions(language: str, id: str) -> str:
    """The page on what a release was before it changed."""
    return _with(f"/{language}/versions/{quote(id)}")


def beside(language: str, other: str, id: str) -> str:
    """The page of a release beside its version in another language."""
    return _with(f"/{language}/beside/{other}/{quote(id)}")


def reference(language: str, format: str, id: str) -> str:
    """A release as a reference, a file in a format of `web.release.references`."""
    return _with(f"/{language}/reference/{format}/{quote(id)}")


def api(query: Query) -> str:
    """The results as JSON."""
    return _with("/api/v1/search", params.write(query))


def api_release(id: str) -> str:
    """A release as JSON."""
    return _with(f"/api/v1/releases/{quote(id)}")


def api_versions(id: str) -> str:
    """What a release was before it changed, as JSON."""
    return _with(f"/api/v1/versions/{quote(id)}")


def api_similar(id: str) -> str:
    """The releases that are like one, as JSON."""
    return _with(f"/api/v1/similar/{quote(id)}")


def api_facet(facet: str, query: Query, find: str = "") -> str:
    """All values of a facet, or those whose name holds a text, as JSON."""
    return _with(f"/api/v1/facets/{facet}", _finding(query, find))


def manual(language: str) -> str:
    """The page on the API."""
    return _with(f"/{language}/api")


def openapi() -> str:
    """The document that describes the API."""
    return _with("/api/v1/openapi.json")


def problem(name: str) -> str:
    """What a kind of problem is: an address for good, whichever language its page is in."""
    return _with(f"/api/v1/#{name}")


def atom(query: Query, language: str = "") -> str:
    """The feed of the releases that the query finds, those first that were seen last; without a language, in any."""
    return _feed("atom", query, language)


def rss(query: Query, language: str = "") -> str:
    """The same feed in RSS 2.0."""
    return _feed("rss", query, language)


def json_feed(query: Query, language: str = "") -> str:
    """The same feed in JSON Feed 1.1."""
    return _feed("feed.json", query, language)


def csv(query: Query, language: str = "") -> str:
    """All results as a table."""
    return _export("csv", query, language)


def xlsx(query: Query, language: str = "") -> str:
    """All results as a sheet of Excel."""
    return _export("xlsx", query, language)


def json_lines(query: Query, language: str = "") -> str:
    """All results with their text, as JSON Lines."""
    return _export("jsonl", query, language)


def saved(language: str, query: Query | None = None) -> str:
    """The page of saved searches; with a query, it offers to keep that."""
    return _with(f"/{language}/saved", params.write(kept(query)) if query else [])


def kept(query: Query) -> Query:
    """What a saved search keeps of a query: what is looked for, and not where somebody was among the results."""
    return replace(query.from_start, size=DEFAULT_SIZE, explain=False, since=None)


def switched(path: str, pairs: Iterable[tuple[str, str]], language: str) -> str:
    """The same page in another language of the interface; the first page where the path has no language."""
    _, first, *rest = [*path.split("/", maxsplit=2), ""][:3]
    if first not in LANGUAGES:
        return home(language)
    return _with(quote(f"/{language}/{''.join(rest)}"), pairs)


def search(language: str) -> str:
    """Where the form of the search leads."""
    return _with(f"/{language}/search")


def _finding(query: Query, find: str) -> list[tuple[str, str]]:
    return [*([("find", find)] if find else []), *params.write(query.from_start)]


def _feed(ending: str, query: Query, language: str) -> str:
    """In the order of a feed; where a reader came in, by a moment, is nothing that a feed ends at."""
    order = Sort.CHANGED if query.sort is Sort.CHANGED else Sort.RELEVANCE
    return _export(ending, replace(query.from_start, sort=order, since=None), language)


def _export(ending: str, query: Query, language: str) -> str:
    path = f"/{language}/search.{ending}" if language else f"/search.{ending}"
    return _with(path, params.write(replace(query.from_start, size=DEFAULT_SIZE)))


def _with(path: str, pairs: Iterable[tuple[str, str]] = ()) -> str:
    """A path of this site, with parameters, as somebody outside asks for it."""
    query = urlencode(list(pairs), errors="replace")
    return PREFIX.get() + (f"{path}?{query}" if query else path)
