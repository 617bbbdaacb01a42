"""Where does a reader keep searches? In the browser's own storage: the page brings what its script needs for that."""

from dataclasses import dataclass

from flask import Blueprint, render_template

from search.query import Query
from web import addresses, params, visit
from web.addresses import IN_LANGUAGE
from web.following.taking import Taking, taking
from web.following.wording import in_words
from web.labels import Labels

blueprint = Blueprint("saved", __name__)

# Where somebody was among the results, and when: a search is kept without.
_NOT_KEPT = ("page", "size", "after", "since", "explain")
KEPT = tuple(name for name in params.PARAMETERS if name not in _NOT_KEPT)


@dataclass(frozen=True, slots=True)
class Offered:
    """A search that can be kept: in words, as the parameters of an address, its results, and its feeds."""

    name: str
    parameters: str
    results: str
    taking: Taking


@blueprint.get(f"{IN_LANGUAGE}/saved")
def saved(language: str) -> str:
    """The saved searches with what is new in them, and the search of the address to be kept."""
    offered = _offered(addresses.kept(visit.query()), visit.labels()) if visit.arguments() else None
    return render_template(
        "saved.html",
        offered=offered,
        kept=" ".join(KEPT),
        locale=str(visit.interface().locale).replace("_", "-"),
        results=addresses.results(language, Query()),
        feed=addresses.atom(Query(), language),
        api=addresses.api(Query()),
    )


def _offered(query: Query, labels: Labels) -> Offered:
    language = labels.interface.code
    return Offered(
        name=in_words(query, labels) or labels.interface.gettext("All releases"),
        parameters=addresses.results(language, query).partition("?")[2],
        results=addresses.results(language, query),
        taking=taking(query, language),
    )
