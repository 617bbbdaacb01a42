"""What do programs get? One page of results, or one release, as JSON."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import datetime

from flask import Blueprint, jsonify
from werkzeug.wrappers import Response

from search.explanation import Explanation, Reason
from search.facets import FACETS
from search.query import Query
from search.release import Minister, Part, Release
from search.results import AlsoSearched, Called, FacetCount, Hit, Page
from search.results import Version as OtherVersion
from search.revision import Revision
from web import addresses, params, visit
from web.description import answers
from web.labels import Labels
from web.missing import missing
from web.results.facet_values import FacetValues, facet_values
from web.results.narrowing import turned
from web.results.suggesting import Suggestion, suggestions
from web.results.understanding import ReadAs, read_as
from web.values import written

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")


@blueprint.get("/search")
def search() -> Response:
    """One page of results."""
    asked = visit.asked()
    page = visit.found(visit.reader().search(asked.query))
    return jsonify(render(page, visit.labels(), read_as(asked, visit.interface())))


@blueprint.get("/releases/<identifier:id>")
def release(id: str) -> Response:
    """One release with all its text."""
    params.none_of(visit.arguments())
    reader = visit.reader()
    found = reader.release(id)
    if found is None:
        return missing(reader, id, addresses.api_release)
    return jsonify(render_release(found, reader.versions(found), visit.labels()))


@blueprint.get("/versions/<identifier:id>")
def versions(id: str) -> Response:
    """What a release was before it changed, the oldest version first, the present one last."""
    params.none_of(visit.arguments())
    reader = visit.reader()
    found = reader.release(id)
    if found is None:
        return missing(reader, id, addresses.api_versions)
    return jsonify(render_versions(found, reader.revisions(found)))


@blueprint.get(f"/facets/<any({', '.join(FACETS)}):facet>")
def facet(facet: str) -> Response:
    """All values of a facet, or those that are called so."""
    asked, labels = visit.asked(params.FIND), visit.labels()
    found = facet_values(facet, asked, visit.reader(), labels)
    return jsonify(render_facet(facet, found, asked, labels))


@blueprint.get("/similar/<identifier:id>")
def similar(id: str) -> Response:
    """The releases that are most like one, best first, each in the language of the request if it has such a version."""
    params.none_of(visit.arguments())
    reader, labels = visit.reader(), visit.labels()
    found = reader.release(id)
    if found is None:
        return missing(reader, id, addresses.api_similar)
    hits = reader.similar(found, prefer=labels.interface.code)
    answer: answers.Similar = {"id": id, "results": [_hit(hit, labels) for hit in hits]}
    return jsonify(answer)


@blueprint.get("/suggest")
def suggest() -> Response:
    """What a text that is still being typed can go on to."""
    text = params.read_text(visit.arguments())
    reader = visit.reader()
    everything = reader.search(Query(size=1))
    found = suggestions(text, reader.completions(text), everything.facets, visit.labels())
    answer: answers.Suggestions = {"query": {"text": text}, "suggestions": list(map(_suggestion, found))}
    return jsonify(answer)


def render(page: Page, labels: Labels, told: ReadAs | None = None) -> answers.Results:
    """A page of results as JSON has it; names of values are in the language of the labels.

    Args:
        page: what was found.
        labels: names.
        told: how the query was read, None if as it was typed.
    """
    return {
        "query": _query(page.query, told),
        "total": page.total,
        "took_ms": round(page.took_ms, 1),
        "results": [_hit(hit, labels) for hit in page.hits],
        "facets": {
            name: [_count(*named) for named in labels.named(name, counts)] for name, counts in page.facets.items()
        },
        "suggestion": page.suggestion,
        "links": _links(page, labels.interface.code),
        "also": list(map(_also, page.also)),
        "by_meaning": page.by_meaning,
    }


def render_release(release: Release, versions: Sequence[OtherVersion], labels: Labels) -> answers.Release:
    """A release as JSON has it, with the fields of the JSON Lines that can be imported."""
    return {
        "id": release.id,
        **_edition(release),
        **_texts(release),
        **_subjects(release, versions, labels),
        **_moments(release),
        "people": list(map(_minister, release.people)),
        "mentions": [_country(code, labels) for code in release.mentions],
    }


def render_versions(release: Release, revisions: Sequence[Revision]) -> answers.Versions:
    """What a release was before it changed, and what it is."""
    rows = [_version(each.release, each.seen, each.replaced) for each in revisions]
    return {"id": release.id, "versions": [*rows, _version(release, release.revised or release.appeared, None)]}


def render_facet(facet: str, found: FacetValues, asked: params.Asked, labels: Labels) -> answers.Facet:
    """The values of a facet as JSON has them."""
    query, language = asked.query, labels.interface.code
    return {
        "query": _query(query, read_as(asked, labels.interface)),
        "facet": facet,
        "label": labels.facet(facet),
        "find": found.find,
        "total": found.total,
        "values": [_listed(facet, count, label, query, language) for count, label in found.named],
        "links": {
            "self": addresses.api_facet(facet, query, found.find),
            "html": addresses.facet(language, facet, query, found.find),
            "search": addresses.api(query.from_start),
        },
    }


def _query(query: Query, told: ReadAs | None) -> answers.Asked:
    reading: answers.Reading = {}
    if told:
        reading["read_as"] = {"text": told.text, "remarks": list(told.remarks)}
    return {
        "text": query.text,
        "filters": _by_facet(query.chosen),
        **_conditions(query),
        "sort": query.sort,
        "page": query.page,
        "size": query.size,
        **reading,
    }


def _conditions(query: Query) -> answers.Conditions:
    found: answers.Conditions = {}
    if query.excluded:
        found["excluded"] = _by_facet(query.barred)
    if query.required:
        found["required"] = _by_facet(query.needed)
    if query.undated:
        found["undated"] = True
    if query.dates.start:
        found["from"] = query.dates.start.isoformat()
    if query.dates.end:
        found["to"] = query.dates.end.isoformat()
    if query.since:
        found["since"] = written(query.since)
    if query.after:
        found["after"] = query.after.token
    return found


def _by_facet(values: Callable[[str], Collection[str]]) -> dict[str, list[str]]:
    """Values in the order of the alphabet, under the facets that have any."""
    return {facet: sorted(values(facet)) for facet in FACETS if values(facet)}


def _hit(hit: Hit, labels: Labels) -> answers.Result:
    return {
        "id": hit.release.id,
        **_edition(hit.release),
        "snippet": [{"text": piece.text, "match": piece.matched} for piece in hit.snippet],
        **_subjects(hit.release, hit.translations, labels),
        **_moments(hit.release),
        "score": round(hit.score, 4),
        "through": _called(hit.through),
        **_why(hit.why),
    }


def _why(explanation: Explanation | None) -> answers.Why:
    """Nothing, unless it was asked for."""
    if explanation is None:
        return {}
    return {"why": list(map(_reason, explanation.reasons)), "missing": list(explanation.missing)}


def _also(also: AlsoSearched) -> answers.Also:
    return {"word": also.word, "translations": _called(also.translations), "others": _called(also.others)}


def _called(called: Sequence[Called]) -> list[answers.TextIn]:
    return [{"text": each.text, "language": each.language} for each in called]


def _reason(reason: Reason) -> answers.Reason:
    return {"asked": reason.asked, "form": reason.form, "found": reason.found, "where": list(reason.where)}


def _moments(release: Release) -> answers.Moments:
    """What happened to a release before readers' eyes; one that was withdrawn is answered with 410."""
    return {"first_indexed": _moment(release.appeared), "changed": _moment(release.revised), "withdrawn": None}


def _edition(release: Release) -> answers.Edition:
    return {
        "url": release.url,
        "kind": release.kind,
        "published": release.published.isoformat() if release.published else None,
        "language": release.language,
        "title": release.title,
        "title_language": release.title_language,
    }


def _texts(release: Release) -> answers.Texts:
    titles = [block for block in release.blocks if block.part is Part.ALTERNATIVE_TITLE]
    return {
        "alternative_titles": [{"text": title.text, "language": title.language} for title in titles],
        "lead": release.lead,
        "body": release.body,
    }


def _version(release: Release, seen: datetime | None, replaced: datetime | None) -> answers.Version:
    return {"seen": _moment(seen), "replaced": _moment(replaced), **_edition(release), **_texts(release)}


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _subjects(release: Release, versions: Sequence[OtherVersion], labels: Labels) -> answers.Subjects:
    return {
        "ministers": [_minister(minister) for minister in release.ministers],
        "countries": [_country(code, labels) for code in release.countries],
        "translations": [{"id": each.id, "language": each.language, "url": each.url} for each in versions],
    }


def _country(code: str, labels: Labels) -> answers.Named:
    return {"id": code, "name": labels.interface.country(code)}


def _minister(minister: Minister) -> answers.Named:
    return {"id": minister.id, "name": minister.name}


def _count(count: FacetCount, label: str) -> answers.FacetValue:
    excluded: answers.Exclusion = {"excluded": True} if count.excluded else {}
    return {**_counted(count, label), **excluded}


def _counted(count: FacetCount, label: str) -> answers.CountedValue:
    return {"value": count.value, "label": label, "count": count.count, "selected": count.selected}


def _listed(facet: str, count: FacetCount, label: str, query: Query, language: str) -> answers.ListedValue:
    target = turned(facet, count, query)
    links: answers.ValueLinks = {"search": addresses.api(target), "html": addresses.results(language, target)}
    return {**_counted(count, label), "excluded": count.excluded, "links": links}


def _suggestion(found: Suggestion) -> answers.Suggested:
    meant: answers.Meant = {}
    if found.id:
        meant["id"] = found.id
    if found.language:
        meant["language"] = found.language
    if found.count:
        meant["count"] = found.count
    return {"kind": found.kind, "text": found.text, **meant, "links": {"html": found.address}}


def _links(page: Page, language: str) -> answers.ResultLinks:
    query = page.query
    after = addresses.api(replace(query.from_start, after=page.after)) if page.after else None
    has_previous, has_next = 1 < query.page <= page.last, query.page < page.last and not query.after
    following = addresses.api(replace(query, page=query.page + 1)) if has_next else None
    return {
        "self": addresses.api(query),
        "next": after if query.after else following,
        "prev": addresses.api(replace(query, page=query.page - 1)) if has_previous else None,
        "after": after,
        "html": addresses.results(language, query),
        "atom": addresses.atom(query),
        "rss": addresses.rss(query),
        "csv": addresses.csv(query),
        "jsonl": addresses.json_lines(query),
        "xlsx": addresses.xlsx(query),
    }
