"""Does the site work? One address for whoever watches it."""

from flask import Blueprint, Response, jsonify

from web import visit

blueprint = Blueprint("health", __name__)


@blueprint.get("/health")
def health() -> Response:
    """That it does, and what it serves; problem details with status 503 where the index cannot be read."""
    reader = visit.reader()
    statistics = reader.statistics()
    visible = statistics.releases - statistics.embargoed
    return jsonify({"status": "ok", "generation": reader.generation, "releases": visible})
