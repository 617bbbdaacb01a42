"""Does the site work? Addresses for whoever watches it: load balancers, Kubernetes, people."""

from datetime import UTC, datetime

from flask import Blueprint, Response, jsonify

from search.engine import Statistics
from web import visit
from web.description import answers

blueprint = Blueprint("health", __name__)


@blueprint.get("/health")
def health() -> Response:
    """That it does, and what it serves; problem details with status 503 where the index cannot be read."""
    return jsonify(_served(visit.reader().statistics()))


@blueprint.get("/health/live")
def live() -> Response:
    """That the process answers, whatever became of the index: to begin it afresh would change nothing there."""
    answer: answers.Live = {"status": "ok"}
    return jsonify(answer)


@blueprint.get("/health/ready")
def ready() -> Response:
    """That searches are answered, and how old the index is; problem details with status 503 where they are not."""
    statistics = visit.reader().statistics()
    run = statistics.last_run
    answer: answers.Ready = {
        **_served(statistics),
        "seconds_since_commit": _seconds_since(statistics.committed),
        "seconds_since_run": _seconds_since(run.finished if run else None),
    }
    return jsonify(answer)


def _served(statistics: Statistics) -> answers.Health:
    visible = statistics.releases - statistics.embargoed
    return {"status": "ok", "generation": statistics.generation, "releases": visible}


def _seconds_since(moment: datetime | None) -> float | None:
    return round((datetime.now(UTC) - moment).total_seconds(), 1) if moment else None
