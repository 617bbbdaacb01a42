"""What does Prometheus learn? How many requests, how fast, what was searched for in vain, and how old the index is.

Nothing tells of a person: routes are patterns, and neither what was searched for nor who asked is kept.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from tempfile import TemporaryDirectory
from typing import cast

from flask import Blueprint, Response, current_app
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest, values
from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.multiprocess import MultiProcessCollector

from search.engine import Statistics
from search.errors import SearchError
from web import visit
from web.serving.answered import Answered

blueprint = Blueprint("metrics", __name__)
_SHARED = "PROMETHEUS_MULTIPROC_DIR"
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class MetricsUnavailable(SearchError):
    """Workers have no place to count together; the message says what to do."""


@contextmanager
def counted_together() -> Iterator[None]:
    """All processes that are forked in the block count together, in a directory that is nobody else's and goes with it.

    Raises:
        MetricsUnavailable: no directory can be made.
    """
    try:
        directory = TemporaryDirectory(prefix="newsroom-metrics-")
    except OSError as error:
        raise MetricsUnavailable(f"cannot make a directory for metrics: {error}; name one with TMPDIR") from error
    with directory as name:
        os.environ[_SHARED] = name
        try:
            yield
        finally:
            del os.environ[_SHARED]


class Metrics:
    """Counts answers."""

    def __init__(self) -> None:
        values.ValueClass = values.get_value_class()  # type: ignore[no-untyped-call]  # which the library finds out once, when it is imported
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "newsroom_requests", "Requests, by route and status.", ("route", "status"), registry=self._registry
        )
        self._seconds = Histogram(
            "newsroom_request_seconds",
            "Seconds until an answer began, by route.",
            ("route",),
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._searches = Counter(
            "newsroom_searches", "Searches, by the part of the site.", ("part",), registry=self._registry
        )
        self._in_vain = Counter(
            "newsroom_searches_without_results",
            "Searches that found nothing, by the part of the site.",
            ("part",),
            registry=self._registry,
        )

    def observe(self, answered: Answered) -> None:
        """Count an answer."""
        self._requests.labels(answered.route, str(answered.status)).inc()
        self._seconds.labels(answered.route).observe(answered.seconds)
        if answered.found is not None:
            self._searches.labels(answered.part).inc()
            if not answered.found:
                self._in_vain.labels(answered.part).inc()

    def exposition(self, statistics: Statistics | None, now: datetime) -> tuple[bytes, str]:
        """Everything that was counted, by all processes, and what holds of the index; and the type of that text.

        Args:
            statistics: of the index; None where it cannot be read.
            now: the present moment (aware).
        """
        registry = self._all()
        registry.register(_OfIndex(statistics, now))
        text = generate_latest(registry)
        return text, CONTENT_TYPE_LATEST

    def _all(self) -> CollectorRegistry:
        registry = CollectorRegistry()
        if _SHARED in os.environ:
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        else:
            registry.register(self._registry)
        return registry


class _OfIndex:
    """What holds of the index at this moment."""

    def __init__(self, statistics: Statistics | None, now: datetime) -> None:
        self._statistics = statistics
        self._now = now

    def collect(self) -> Iterator[Metric]:
        """The metrics."""
        found = self._statistics
        yield GaugeMetricFamily("newsroom_index_up", "Whether the index can be read.", value=bool(found))
        if found is None:
            return
        yield InfoMetricFamily(
            "newsroom_index", "The index.", value={"generation": found.generation, "format": found.format}
        )
        visible = found.releases - found.embargoed
        yield GaugeMetricFamily("newsroom_index_releases", "Releases that can be seen.", value=visible)
        yield GaugeMetricFamily("newsroom_index_bytes", "Bytes on disk.", value=found.size)
        for what, moment in (("commit", found.committed), ("run", found.last_run and found.last_run.finished)):
            if moment:
                name, text = f"newsroom_index_last_{what}_age_seconds", f"Seconds since the last {what}."
                yield GaugeMetricFamily(name, text, value=(self._now - moment).total_seconds())


@blueprint.get("/metrics")
def metrics() -> Response:
    """All metrics, in the format of Prometheus."""
    counted = cast(Metrics, current_app.extensions["newsroom-metrics"])
    try:
        statistics = visit.reader().statistics()
    except SearchError:  # whoever watches learns of it from what is told
        statistics = None
    text, kind = counted.exposition(statistics, datetime.now(UTC))
    return Response(text, content_type=kind)
