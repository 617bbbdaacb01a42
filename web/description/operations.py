"""What can programs ask for? One table of every address that is no page; its document and its tests walk the table."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from search.facets import FACETS
from web.description import answers
from web.params import FIND, PARAMETERS, Parameter
from web.values import Schema

JSON = "application/json"
_NOTHING: Mapping[str, Parameter] = {}


@dataclass(frozen=True, slots=True)
class Place:
    """The part of a path that differs."""

    name: str
    about: str
    schema: Schema


@dataclass(frozen=True, slots=True)
class Operation:
    """Something to ask for.

    Attributes:
        name: for programs that are made from the document; never changed.
        endpoint: of the application.
        path: with the name of its place in braces.
        title: a few words.
        about: what is answered, and what is special about it.
        answer: the type of a good answer, None where it is no JSON.
        example: a request among the releases of the sample corpus: the place, and parameters.
        takes: its parameters, by name.
        place: the part of its path that differs.
        media: the format of a good answer.
        more: statuses beyond those of every address.
        never: statuses that other addresses answer with, and this one does not.
    """

    name: str
    endpoint: str
    path: str
    title: str
    about: str
    answer: Any
    example: Mapping[str, str]
    takes: Mapping[str, Parameter] = field(default_factory=lambda: _NOTHING)
    place: Place | None = None
    media: str = JSON
    more: tuple[int, ...] = ()
    never: tuple[int, ...] = ()


_RELEASE = Place("id", "Identifier of a release, as results have it.", {"type": "string", "minLength": 1})
_FACET = Place("facet", "Name of a facet.", {"type": "string", "enum": list(FACETS)})
_ONE_RELEASE = (301, 404, 410)
_OF_MONITORS = (400, 406, 429)  # who watches the site is answered whatever else comes with the request

_FEED = "The releases that a question finds, the latest here first; with sort=changed, what changed last."
_ANYWHERE = " `page` and `size` change nothing. With a language in front of the path (/de/…) it is in that language."


def _all_found(ending: str, endpoint: str, title: str, about: str, media: str) -> Operation:
    """What takes along all that a question finds."""
    name, path = ending.replace(".", "_"), f"/search.{ending}"
    about += _ANYWHERE
    asked = {"q": "Sanktionen"}
    return Operation(name, endpoint, path, title, about, None, asked, PARAMETERS, media=media, never=(406,))


OPERATIONS: Mapping[str, Operation] = {
    operation.name: operation
    for operation in (
        Operation(
            "search",
            "api.search",
            "/api/v1/search",
            "Search",
            "One page of results with the counts of every facet. Several values of one parameter mean “or”, several "
            "parameters “and”; a minus in front of a value leaves it out, and a plus requires it.",
            answers.Results,
            {"q": "Sanktionen", "country": "IR", "size": "1"},
            PARAMETERS,
        ),
        Operation(
            "release",
            "api.release",
            "/api/v1/releases/{id}",
            "One release",
            "A release with all its text. One that moved leads on (301); one that was withdrawn says so (410).",
            answers.Release,
            {"id": "1000101"},
            place=_RELEASE,
            more=_ONE_RELEASE,
        ),
        Operation(
            "versions",
            "api.versions",
            "/api/v1/versions/{id}",
            "What a release was",
            "Every version of a release: what it was before it changed, and what it is.",
            answers.Versions,
            {"id": "1000101"},
            place=_RELEASE,
            more=_ONE_RELEASE,
        ),
        Operation(
            "similar",
            "api.similar",
            "/api/v1/similar/{id}",
            "Similar releases",
            "The releases that are most like one, best first, each in the preferred language if it has such a version.",
            answers.Similar,
            {"id": "1000101"},
            place=_RELEASE,
            more=_ONE_RELEASE,
        ),
        Operation(
            "facet",
            "api.facet",
            "/api/v1/facets/{facet}",
            "All values of a facet",
            "Every value of a facet among what a question finds, with how many releases have it. Takes the parameters "
            "of a search, and `find` for a search among the values themselves.",
            answers.Facet,
            {"facet": "country", "q": "Sanktionen", "find": "ira"},
            {FIND.name: FIND, **PARAMETERS},
            _FACET,
            more=(404,),
        ),
        Operation(
            "suggest",
            "api.suggest",
            "/api/v1/suggest",
            "Suggestions",
            "What a text that is still being typed can go on to: phrases, ministers, countries and titles.",
            answers.Suggestions,
            {"q": "ira"},
            {"q": PARAMETERS["q"]},
        ),
        _all_found("atom", "feeds.atom", "Atom feed", _FEED, "application/atom+xml"),
        _all_found("rss", "feeds.rss", "RSS feed", _FEED, "application/rss+xml"),
        _all_found("feed.json", "feeds.json_feed", "JSON Feed", _FEED, "application/feed+json"),
        _all_found(
            "csv", "exports.table", "Table", "All releases that a question finds, one a row, for programs.", "text/csv"
        ),
        _all_found(
            "jsonl",
            "exports.lines",
            "JSON Lines",
            "All releases that a question finds with all their text, one a line, as `newsroom index` reads them.",
            "application/jsonl",
        ),
        _all_found(
            "xlsx",
            "exports.sheet",
            "Sheet",
            "All releases that a question finds as a sheet for people, in the language of the request.",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        Operation(
            "health",
            "health.health",
            "/health",
            "Health",
            "Whether the site works, for whoever watches it.",
            answers.Health,
            {},
            never=_OF_MONITORS,
        ),
        Operation(
            "live",
            "health.live",
            "/health/live",
            "Liveness",
            "That the process answers, whatever became of the index.",
            answers.Live,
            {},
            never=(*_OF_MONITORS, 503),
        ),
        Operation(
            "ready",
            "health.ready",
            "/health/ready",
            "Readiness",
            "That searches are answered, and how old the index is; 503 where they are not.",
            answers.Ready,
            {},
            never=_OF_MONITORS,
        ),
        Operation(
            "metrics",
            "metrics.metrics",
            "/metrics",
            "Metrics",
            "Counts and times for Prometheus, if this site keeps them.",
            None,
            {},
            media="text/plain",
            never=(*_OF_MONITORS, 503),
        ),
        Operation(
            "description",
            "manual.document",
            "/api/v1/openapi.json",
            "This description",
            "The OpenAPI document of all this.",
            dict[str, Any],
            {},
        ),
    )
}
