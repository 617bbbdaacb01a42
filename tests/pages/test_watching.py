"""What do those who watch the site learn of it? What is served and how old it is, and of requests nothing personal."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pages.browsing import NOW, RELEASES, an_engine, browse
from prometheus_client.parser import text_string_to_metric_families

from search.engine import Run
from search.engines import open_engine
from search.settings import Server, Settings
from web.serving.answered import pattern

SECRET = "geheim"


def told(browser: Any) -> dict[tuple[str, frozenset[tuple[str, str]]], float]:
    """What Prometheus reads, by name and labels."""
    answer = browser.get("/metrics")
    assert answer.status_code == 200
    assert answer.mimetype == "text/plain"
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def count(found: Any, name: str, **labels: str) -> float | None:
    return found.get((name, frozenset(labels.items())))


@pytest.fixture
def watched() -> tuple[Any, list[dict[str, Any]]]:
    """A browser, and the lines of the journal as they come."""
    return a_journal(Settings())


def a_journal(settings: Settings) -> tuple[Any, list[dict[str, Any]]]:
    lines: list[dict[str, Any]] = []
    write: Callable[[str], None] = lambda line: lines.append(json.loads(line))  # noqa: E731
    return browse(an_engine(*RELEASES).reader(), settings=settings, write=write), lines


def documented() -> dict[str, Any]:
    """The line that docs/operations.md shows."""
    page = (Path(__file__).parents[2] / "docs" / "operations.md").read_text(encoding="utf-8")
    (line,) = (line for line in page.splitlines() if line.startswith('{"time"'))
    return dict(json.loads(line))


# Health


def test_a_process_is_live_whatever_became_of_the_index(tmp_path: Any) -> None:
    store = f"whoosh:{tmp_path / 'store'}"
    engine = open_engine(store)
    with engine.writer() as writer:
        writer.commit(Run(NOW))
    browser = browse(engine.reader())
    assert browser.get("/health/ready").status_code == 200
    (tmp_path / "store" / "newsroom.json").unlink()
    assert browser.get("/health/live").json == {"status": "ok"}
    for address in ("/health", "/health/ready"):
        answer = browser.get(address)
        assert (answer.status_code, answer.mimetype) == (503, "application/problem+json")
        assert "tmp" not in answer.text
    assert count(told(browser), "newsroom_index_up") == 0


def test_a_site_is_ready_with_the_age_of_its_index(tmp_path: Any) -> None:
    engine = open_engine(f"whoosh:{tmp_path / 'store'}")
    with engine.writer() as writer:
        writer.commit(Run(NOW))
    ready = browse(engine.reader()).get("/health/ready").json
    assert (ready["status"], ready["generation"], ready["releases"]) == ("ok", engine.reader().generation, 0)
    assert 0 <= ready["seconds_since_commit"] < timedelta(hours=1).total_seconds() < ready["seconds_since_run"]


def test_an_index_without_a_recorded_run_has_no_age_of_one(browser: Any) -> None:
    assert browser.get("/health/ready").json["seconds_since_run"] is None


# Metrics


def test_requests_are_counted_by_route_and_status(watched: Any) -> None:
    browser, _ = watched
    for address in (
        "/de/search?q=irak",
        "/en/search?q=iraq",
        "/en/search?page=0",
        "/en/release/101",
        "/nowhere/at/all",
    ):
        browser.get(address)
    browser.post("/de/search")
    found = told(browser)
    for route, status, number in (
        ("/{language}/search", "200", 2),
        ("/{language}/search", "400", 1),
        ("/{language}/release/{id}", "200", 1),
        ("none", "404", 1),
        ("none", "405", 1),
    ):
        assert count(found, "newsroom_requests_total", route=route, status=status) == number
    assert count(found, "newsroom_request_seconds_count", route="/{language}/search") == 3
    assert count(found, "newsroom_request_seconds_bucket", route="/{language}/search", le="+Inf") == 3


def test_searches_are_counted_by_the_part_of_the_site_and_those_in_vain_apart(watched: Any) -> None:
    browser, _ = watched
    for address in (
        *("/de/search?q=irak", "/en/search?q=nothinglikeit", "/en/search?page=0", "/en/release/101", "/en/"),
        *("/api/v1/search?q=iraq", "/api/v1/search?q=nothinglikeit", "/search.atom?q=nothinglikeit", "/search.csv"),
    ):
        browser.get(address)
    found = told(browser)
    searches = {part: count(found, "newsroom_searches_total", part=part) for part in ("pages", "api", "feeds")}
    assert searches == {"pages": 2, "api": 2, "feeds": 1}  # a table is taken along, not searched
    in_vain = {part: count(found, "newsroom_searches_without_results_total", part=part) for part in searches}
    assert in_vain == {"pages": 1, "api": 1, "feeds": 1}


def test_the_index_is_told_with_its_size_and_age(tmp_path: Any) -> None:
    engine = open_engine(f"whoosh:{tmp_path / 'store'}")
    with engine.writer() as writer:
        for release in RELEASES:
            writer.put(release)
        writer.commit(Run(NOW))
    found = told(browse(engine.reader()))
    statistics = engine.reader().statistics()
    assert count(found, "newsroom_index_up") == 1
    assert count(found, "newsroom_index_releases") == len(RELEASES)
    assert count(found, "newsroom_index_bytes") == statistics.size > 0
    assert count(found, "newsroom_index_info", generation=statistics.generation, format=statistics.format) == 1
    assert 0 <= (count(found, "newsroom_index_last_commit_age_seconds") or -1) < 3_600
    assert (count(found, "newsroom_index_last_run_age_seconds") or 0) > 3_600


def test_metrics_hold_neither_what_was_searched_for_nor_who_did(watched: Any) -> None:
    browser, _ = watched
    for address in (f"/de/search?q={SECRET}", f"/{SECRET}", f"/de/release/{SECRET}", f"/api/v1/search?{SECRET}=1"):
        browser.get(address, headers={"User-Agent": SECRET, "Cookie": SECRET}, method=SECRET.upper())
        browser.get(address, headers={"User-Agent": SECRET})
    text = browser.get("/metrics").text.lower()
    assert SECRET not in text
    assert "127.0.0.1" not in text


def test_metrics_can_be_switched_off() -> None:
    browser = browse(an_engine(*RELEASES).reader(), settings=Settings(server=Server(metrics=False)))
    assert browser.get("/metrics").status_code == 404
    assert browser.get("/de/").status_code == 200


@pytest.mark.parametrize(
    ("rule", "known"),
    [
        ("/<any('de', 'en'):language>/search", "/{language}/search"),
        ("/<any(de, en):language>/release/<identifier:id>", "/{language}/release/{id}"),
        ("/static/<path:filename>", "/static/{filename}"),
        ("/<one>/<int(min=1):two>", "/{one}/{two}"),
        ("/search.atom", "/search.atom"),
    ],
)
def test_a_route_is_known_by_its_pattern(rule: str, known: str) -> None:
    assert pattern(rule) == known


# The journal


def test_each_request_is_one_line_without_anything_on_who_asked_or_for_what(watched: Any) -> None:
    browser, lines = watched
    answers = [
        browser.get(f"/de/search?q={SECRET}", headers={"User-Agent": SECRET, "Referer": SECRET}),
        browser.get("/en/release/101"),
        browser.get(f"/{SECRET}"),
        browser.get("/search.csv"),
    ]
    assert [(line["method"], line["route"], line["status"]) for line in lines] == [
        ("GET", "/{language}/search", 200),
        ("GET", "/{language}/release/{id}", 200),
        ("GET", "none", 404),
        ("GET", "/search.csv", 200),
    ]
    assert [line["bytes"] for line in lines] == [len(answer.data) for answer in answers]
    for line in lines:
        assert line.keys() == {"time", "method", "route", "status", "duration_ms", "bytes"} == documented().keys()
        assert line["time"].endswith("+00:00")
        assert line["duration_ms"] >= 0
    assert SECRET not in json.dumps(lines)


def test_what_was_searched_for_and_who_asked_stand_there_only_where_that_is_set() -> None:
    browser, lines = a_journal(Settings(server=Server(log_queries=True, log_addresses=True)))
    browser.get("/de/search?q=irak&page=2")
    browser.get("/de/search?q=" + "a" * 5_000)
    assert (lines[0]["query"], lines[0]["address"]) == ("q=irak&page=2", "127.0.0.1")
    assert len(lines[1]["query"]) == 1_000


def test_behind_a_proxy_the_address_is_that_of_the_client() -> None:
    browser, lines = a_journal(Settings(server=Server(log_addresses=True, trusted_proxies=1)))
    browser.get("/de/", headers={"X-Forwarded-For": "203.0.113.9, 192.0.2.7"})
    assert lines[0]["address"] == "192.0.2.7"


def test_without_a_journal_nothing_is_written() -> None:
    browser, lines = a_journal(Settings(server=Server(log_requests=False)))
    browser.get("/de/")
    assert lines == []


def test_a_line_cannot_be_broken_by_what_a_client_sends() -> None:
    lines: list[str] = []
    settings = Settings(server=Server(log_queries=True))
    browser = browse(an_engine(*RELEASES).reader(), settings=settings, write=lines.append)
    browser.get("/de/search?q=a%0Ab&x=\u2028\x85", method="GET")
    assert len(lines) == 1
    assert len(lines[0].splitlines()) == 1


def test_whoever_counts_spoils_no_answer(caplog: pytest.LogCaptureFixture) -> None:
    def write(line: str) -> None:
        raise OSError("the disk is full")

    browser = browse(an_engine(*RELEASES).reader(), write=write)
    assert browser.get("/de/").status_code == 200
    assert "an answer could not be told of" in caplog.text
