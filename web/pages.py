"""Which pages are there for people? The first one, results, a release, and how to search."""

from dataclasses import replace
from datetime import date
from functools import partial

from flask import Blueprint, abort, make_response, redirect, render_template
from werkzeug.routing import BaseConverter
from werkzeug.wrappers import Response

from search.across import Translator
from search.engine import Reader
from search.errors import InvalidQuery
from search.facets import FACETS
from search.highlight import Highlighter
from search.languages import LANGUAGES
from search.query import Query
from search.release import Release
from search.results import Page
from web import addresses, params, visit
from web.addresses import IN_LANGUAGE
from web.following.wording import in_words
from web.missing import missing
from web.overview.at_a_glance import gather, overview
from web.release.beside import beside
from web.release.changes import changes
from web.release.citing import Source, citations, source
from web.release.nearby import same_day, similar
from web.release.reading import reading
from web.release.references import FORMATS, key
from web.release.structured import structured
from web.results.dating import presets
from web.results.facet_values import facet_values
from web.results.narrowing import choices
from web.results.present import present
from web.results.relaxing import relaxations
from web.results.understanding import read_as

blueprint = Blueprint("pages", __name__)
_MOST_VALUES = 2_000  # of a facet on its page


class IdentifierConverter(BaseConverter):
    """The identifier of a release: anything, slashes included."""

    regex = ".+"
    part_isolating = False


@blueprint.get("/")
def root() -> Response:
    """To the first page, in the reader's language."""
    return redirect(addresses.home(visit.preferred_language()))


@blueprint.get(f"{IN_LANGUAGE}/")
def home(language: str) -> str:
    """The newest releases, and where to ask."""
    page = visit.reader().search(Query(prefer=language))
    shown = present(page, visit.labels())
    ranges = presets(page.query, date.today(), visit.labels())
    return render_template("results.html", view=shown, presets=ranges, is_home=True)


@blueprint.get(f"{IN_LANGUAGE}/search")
def results(language: str) -> str:
    """What was found; where that is nothing, what would be."""
    reader = visit.reader()
    asked = visit.asked()
    page = visit.found(replace(reader.search(replace(asked.query, explain=True)), query=asked.query))
    ways = relaxations(page.query, reader.count, reader.spellings) if not page.total else ()
    return render_template(
        "results.html",
        view=present(page, visit.labels()),
        presets=presets(page.query, date.today(), visit.labels()),
        read_as=read_as(asked, visit.interface()),
        meant=_meant(page, reader),
        ways=[(way, addresses.results(language, way.query)) for way in ways],
    )


@blueprint.get(f"{IN_LANGUAGE}/facet/<any({', '.join(FACETS)}):facet>")
def facet(language: str, facet: str) -> str:
    """All values of a facet, with a search among them."""
    asked, labels = visit.asked(params.FIND), visit.labels()
    found = facet_values(facet, asked, visit.reader(), labels)
    return render_template(
        "facet.html",
        facet=facet,
        name=labels.facet(facet),
        asked=in_words(asked.query, labels),
        shown=choices(facet, found.named[:_MOST_VALUES], asked.query, labels),
        left_out=max(0, len(found.named) - _MOST_VALUES),
        total=found.total,
        find=found.find,
        kept=params.write(asked.query),
        here=addresses.facet(language, facet, Query()),
        back=addresses.results(language, asked.query),
    )


@blueprint.get(f"{IN_LANGUAGE}/overview")
def at_a_glance(language: str) -> str:
    """Everything that was found, drawn: over time, on a map, by minister, and which countries come up together."""
    counts = gather(visit.reader(), visit.query())
    return render_template("overview.html", view=overview(counts, visit.labels()))


@blueprint.get(f"{IN_LANGUAGE}/release/<identifier:id>")
def release(language: str, id: str) -> str | Response:
    """One release; the parameters of the results that it was found by are kept for the way back."""
    reader = visit.reader()
    found = reader.release(id)
    if found is None:
        return missing(reader, id, partial(addresses.release, language))
    origin = _origin()
    translator = Translator(reader.dictionary, reader.lexicon)
    highlighter = Highlighter(translator.tree(origin or Query()), reader.lexicon)
    labels, versions, site = visit.labels(), reader.versions(found), visit.site()
    name, text = site.name(found.language), site.interfaces[found.language]
    return render_template(
        "release.html",
        release=reading(found, versions, origin, highlighter, labels),
        similar=similar(found, reader, labels),
        same_day=same_day(found, versions, reader, labels),
        head=structured(found, versions, labels.interface, text, name, visit.absolute),
        citations=citations(_source(found), labels.interface),
        references=[(each.name, addresses.reference(language, code, id)) for code, each in FORMATS.items()],
        retrieved=labels.interface.date(date.today()),
    )


@blueprint.get(f"{IN_LANGUAGE}/reference/<any({', '.join(FORMATS)}):format>/<identifier:id>")
def reference(language: str, format: str, id: str) -> Response:
    """A release as a file for programs that manage references."""
    reader = visit.reader()
    found = reader.release(id)
    if found is None:
        return missing(reader, id, partial(addresses.reference, language, format))
    cited = _source(found)
    answer = make_response(FORMATS[format].write(cited))
    answer.mimetype = FORMATS[format].media_type
    answer.headers.set("Content-Disposition", "attachment", filename=f"{key(cited)}.{format}")
    return answer


@blueprint.get(f"{IN_LANGUAGE}/versions/<identifier:id>")
def versions(language: str, id: str) -> str | Response:
    """What a release was before it changed, each version beside the next."""
    reader = visit.reader()
    found = reader.release(id)
    if found is None:
        return missing(reader, id, partial(addresses.versions, language))
    shown = changes(found, reader.revisions(found), visit.labels())
    return render_template("versions.html", versions=shown)


@blueprint.get(f"{IN_LANGUAGE}/beside/<any({', '.join(LANGUAGES)}):other>/<identifier:id>")
def side_by_side(language: str, other: str, id: str) -> str | Response:
    """A release and its version in another language, paragraph by paragraph."""
    reader = visit.reader()
    found = reader.release(id)
    if found is None:
        return missing(reader, id, partial(addresses.beside, language, other))
    versions = (version.id for version in reader.versions(found) if version.language == other != found.language)
    version = next(filter(None, map(reader.release, versions)), None)
    if version is None:
        abort(404)
    return render_template("beside.html", beside=beside(found, version, visit.labels()))


@blueprint.get(f"{IN_LANGUAGE}/help")
def guide(language: str) -> str:
    """How to search, with examples to try."""
    site = visit.site()
    own = site.registry.of_ministry(site.settings.site.own_country or "")
    minister = own[-1].surname.lower() if own else ""
    search, counts = addresses.results(language, Query()), site.settings.statistics.enabled
    return render_template("help.html", search=search, minister=minister, counts=counts)


def _meant(page: Page, reader: Reader) -> int | None:
    """How many releases the suggested text finds, None where something was found already."""
    if page.total or page.suggestion is None:
        return None
    return reader.count(replace(page.query.from_start, text=page.suggestion))


def _source(release: Release) -> Source:
    """What citations of a release tell."""
    interface = visit.interface()
    address = visit.absolute(addresses.release(release.language, release.id))
    return source(release, visit.site().name(interface.code), address, date.today(), interface)


def _origin() -> Query | None:
    """The query that led to a release, None if there was none; a link that somebody garbled still shows the release."""
    if not visit.arguments():
        return None
    try:
        return visit.query()
    except InvalidQuery:
        return None
