"""What do programs get? One page of results, or one release, as JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from flask import Blueprint, jsonify
from werkzeug.wrappers import Response

from search.explanation import Explanation, Reason
from search.facets import FACETS
from search.query import Query
from search.release import Minister, Part, Release
from search.results import Called, FacetCount, Hit, Page, Version
from web import addresses, params, visit
from web.labels import Labels
from web.missing import missing
from web.suggesting import Suggestion, suggestions
from web.understanding import ReadAs, read_as
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
    rows = [_version(each.release, each.seen, each.replaced) for each in reader.revisions(found)]
    return jsonify({"id": id, "versions": [*rows, _version(found, found.revised or found.appeared, None)]})


@blueprint.get("/similar/<identifier:id>")
def similar(id: str) -> Response:
    """The releases that are most like one, best first, each in the language of the request if it has such a version."""
    params.none_of(visit.arguments())
    reader, labels = visit.reader(), visit.labels()
    found = reader.release(id)
    if found is None:
        return missing(reader, id, addresses.api_similar)
    hits = reader.similar(found, prefer=labels.interface.code)
    return jsonify({"id": id, "results": [_hit(hit, labels) for hit in hits]})


@blueprint.get("/suggest")
def suggest() -> Response:
    """What a text that is still being typed can go on to."""
    text = params.read_text(visit.arguments())
    reader = visit.reader()
    everything = reader.search(Query(size=1))
    found = suggestions(text, reader.completions(text), everything.facets, visit.labels())
    return jsonify({"query": {"text": text}, "suggestions": list(map(_suggestion, found))})


def render(page: Page, labels: Labels, told: ReadAs | None = None) -> dict[str, Any]:
    """A page of results as JSON has it; names of values are in the language of the labels.

    Args:
        page: what was found.
        labels: names.
        told: how the query was read, None if as it was typed.
    """
    return {
        "query": {**_query(page.query), **_read_as(told)},
        "total": page.total,
        "took_ms": round(page.took_ms, 1),
        "results": [_hit(hit, labels) for hit in page.hits],
        "facets": {
            name: [_count(*named) for named in labels.named(name, counts)] for name, counts in page.facets.items()
        },
        "suggestion": page.suggestion,
        "links": _links(page, labels.interface.code),
        "also": [
            {"word": also.word, "translations": _called(also.translations), "others": _called(also.others)}
            for also in page.also
        ],
        "by_meaning": page.by_meaning,
    }


def render_release(release: Release, versions: Sequence[Version], labels: Labels) -> dict[str, Any]:
    """A release as JSON has it, with the fields of the JSON Lines that can be imported."""
    return {
        **_identity(release),
        **_texts(release),
        **_subjects(release, versions, labels),
        **_moments(release),
        "people": list(map(_minister, release.people)),
        "mentions": [_country(code, labels) for code in release.mentions],
    }


def _query(query: Query) -> dict[str, Any]:
    chosen = {facet: sorted(query.chosen(facet)) for facet in FACETS if query.chosen(facet)}
    barred = {facet: sorted(query.barred(facet)) for facet in FACETS if query.barred(facet)}
    needed = {facet: sorted(query.needed(facet)) for facet in FACETS if query.needed(facet)}
    ends = {"from": query.dates.start, "to": query.dates.end}
    return {
        "text": query.text,
        "filters": chosen,
        **({"excluded": barred} if barred else {}),
        **({"required": needed} if needed else {}),
        **({"undated": True} if query.undated else {}),
        **{name: day.isoformat() for name, day in ends.items() if day},
        **({"since": written(query.since)} if query.since else {}),
        "sort": query.sort.value,
        "page": query.page,
        "size": query.size,
        **({"after": query.after.token} if query.after else {}),
    }


def _read_as(told: ReadAs | None) -> dict[str, Any]:
    return {"read_as": {"text": told.text, "remarks": list(told.remarks)}} if told else {}


def _hit(hit: Hit, labels: Labels) -> dict[str, Any]:
    return {
        **_identity(hit.release),
        "snippet": [{"text": piece.text, "match": piece.matched} for piece in hit.snippet],
        **_subjects(hit.release, hit.translations, labels),
        **_moments(hit.release),
        "score": round(hit.score, 4),
        "through": _called(hit.through),
        **_why(hit.why),
    }


def _called(called: Sequence[Called]) -> list[dict[str, str]]:
    return [{"text": each.text, "language": each.language} for each in called]


def _why(explanation: Explanation | None) -> dict[str, Any]:
    """Nothing, unless it was asked for."""
    if explanation is None:
        return {}
    return {"why": list(map(_reason, explanation.reasons)), "missing": list(explanation.missing)}


def _reason(reason: Reason) -> dict[str, Any]:
    where = [part.value for part in reason.where]
    return {"asked": reason.asked, "form": reason.form.value, "found": reason.found, "where": where}


def _identity(release: Release) -> dict[str, Any]:
    return {"id": release.id, **_published(release)}


def _moments(release: Release) -> dict[str, Any]:
    """What happened to a release before readers' eyes; one that was withdrawn is answered with 410."""
    return {"first_indexed": _moment(release.appeared), "changed": _moment(release.revised), "withdrawn": None}


def _published(release: Release) -> dict[str, Any]:
    return {
        "url": release.url,
        "kind": release.kind.value,
        "published": release.published and release.published.isoformat(),
        "language": release.language,
        "title": release.title,
        "title_language": release.title_language,
    }


def _texts(release: Release) -> dict[str, Any]:
    titles = [block for block in release.blocks if block.part is Part.ALTERNATIVE_TITLE]
    return {
        "alternative_titles": [{"text": title.text, "language": title.language} for title in titles],
        "lead": release.lead,
        "body": release.body,
    }


def _version(release: Release, seen: datetime | None, replaced: datetime | None) -> dict[str, Any]:
    return {"seen": _moment(seen), "replaced": _moment(replaced), **_published(release), **_texts(release)}


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _subjects(release: Release, versions: Sequence[Version], labels: Labels) -> dict[str, Any]:
    return {
        "ministers": [_minister(minister) for minister in release.ministers],
        "countries": [_country(code, labels) for code in release.countries],
        "translations": [{"id": each.id, "language": each.language, "url": each.url} for each in versions],
    }


def _country(code: str, labels: Labels) -> Mapping[str, str]:
    return {"id": code, "name": labels.interface.country(code)}


def _minister(minister: Minister) -> Mapping[str, str]:
    return {"id": minister.id, "name": minister.name}


def _count(count: FacetCount, label: str) -> dict[str, Any]:
    excluded = {"excluded": True} if count.excluded else {}
    return {"value": count.value, "label": label, "count": count.count, "selected": count.selected, **excluded}


def _suggestion(found: Suggestion) -> dict[str, Any]:
    known = {"id": found.id, "language": found.language, "count": found.count}
    return {
        "kind": found.kind,
        "text": found.text,
        **{name: value for name, value in known.items() if value},
        "links": {"html": found.address},
    }


def _links(page: Page, language: str) -> dict[str, str | None]:
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
        "csv": addresses.csv(query),
    }
