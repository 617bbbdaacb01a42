"""What does the present request come with? Its language, its view of the index, and the question that it asks."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any, cast

from flask import current_app, g, request

from search.engine import Reader
from search.languages import LANGUAGES
from search.query import Query
from search.results import Page
from web import addresses, params
from web.labels import Labels
from web.locale import Interface
from web.names import PEOPLE
from web.serving.answered import note_found
from web.site import Site, known_values

_SAME_FOR_ALL = frozenset({"pages.home", "pages.guide", "pages.at_a_glance", "saved.saved", "manual.page"})
_NEITHER = "en"  # for those who read none of the languages that the interface speaks


def site() -> Site:
    """The site that was asked."""
    return cast(Site, current_app.extensions["newsroom"])


def reader() -> Reader:
    """The view of the index, the same for the whole request."""
    if "reader" not in g:
        g.reader = site().current()
    return cast(Reader, g.reader)


def query() -> Query:
    """The question of the address; see `asked`."""
    return asked().query


def asked(*beside: params.Parameter) -> params.Asked:
    """The question of the address, and how its text was read; versions in the language of the request are preferred.

    Args:
        beside: parameters that the address has beside those of a question.

    Raises:
        InvalidQuery: naming every fault.
    """
    known = known_values(reader(), site().registry)
    found = params.understand(arguments(), known, site().names.known_to(reader()), beside)
    g.unregistered = _unregistered(found.query)
    return replace(found, query=replace(found.query, prefer=interface().code))


def found(page: Page) -> Page:
    """A page of results that somebody asked for; whoever watches the site learns how much was found."""
    note_found(page.total)
    g.searched = page  # see `web.statistics.counting`
    return page


def arguments() -> params.Arguments:
    """All parameters of the address as they stand there."""
    return dict(request.args.lists())


def interface() -> Interface:
    """The language that the address names; without one, the language that the reader prefers."""
    first = request.path.split("/")[1]
    return site().interfaces[first if first in LANGUAGES else preferred_language()]


def preferred_language() -> str:
    """What the browser asks for, among the languages of the interface; de-AT is German."""
    wanted = (tag.partition("-")[0].lower() for tag, quality in request.accept_languages if quality)
    return next((code for code in wanted if code in LANGUAGES), _NEITHER)


def labels() -> Labels:
    """The names of values in the language of the request; of people, those whom the question asked so far is about."""
    found = site().labels(interface())
    told = {id: name for facet in g.get("unregistered", ()) for id, name in reader().names(facet).items()}
    return replace(found, ministers={**told, **found.ministers}) if told else found


def _unregistered(query: Query) -> Collection[str]:
    """The facets of people in which somebody is asked about whom the registry lacks, and only releases name."""
    asked_about = query.filters | query.excluded | query.required
    known = site().registry.names
    return {each.facet for each in asked_about if each.facet in PEOPLE and each.value not in known}


def absolute(address: str) -> str:
    """An address of this site with its scheme and host: those of `site.address`, else those that it was asked at."""
    return request.host_url.rstrip("/") + address if request.host else address


def say(message: str) -> str:
    """A message of a template in the language of the request, its places still open."""
    return str(interface().catalogue.gettext(message))


def say_plural(singular: str, plural: str, count: int) -> str:
    """Like `say`, for a count."""
    return str(interface().catalogue.ngettext(singular, plural, count))


def chrome() -> dict[str, Any]:
    """What every page shows around its content."""
    ui = interface()
    pairs = list(request.args.items(multi=True))
    return {
        "ui": ui,
        "site_name": site().name(ui.code),
        "home": addresses.home(ui.code),
        "search_address": addresses.search(ui.code),
        "overview": addresses.overview(ui.code, Query()),
        "guide": addresses.guide(ui.code),
        "manual": addresses.manual(ui.code),
        "saved": addresses.saved(ui.code),
        "suggest": addresses.SUGGEST,
        "standing": {} if pairs else _standing(),
        "switches": [
            (language, addresses.switched(request.path, pairs, language.code)) for language in LANGUAGES.values()
        ],
    }


def _standing() -> Mapping[str, str]:
    """For each language where the present page stands in it; nothing for a page that answers a question."""
    if request.endpoint not in _SAME_FOR_ALL:
        return {}
    return {code: absolute(addresses.switched(request.path, (), code)) for code in LANGUAGES}
