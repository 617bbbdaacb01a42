"""What is said when something is wrong? A page for people, problem details (RFC 9457) for programs."""

import logging
from collections.abc import Mapping, Sequence

from flask import Flask, Response, jsonify, make_response, render_template, request
from werkzeug.exceptions import HTTPException
from werkzeug.http import HTTP_STATUS_CODES

from search.errors import EngineUnavailable, IndexOutdated, InvalidQuery, Problem
from search.languages import LANGUAGES
from web import addresses, params, visit
from web.description import answers
from web.description.problems import KINDS, OTHERWISE
from web.missing import Withdrawn
from web.release.reading import safe_address
from web.results.form import form_as_typed
from web.values import Choices

_FOR_PROGRAMS = ("/api/", "/search.", *(f"/{code}/search." for code in LANGUAGES), "/health", "/metrics")
_RETRY_AFTER = "60"  # seconds; about as long as switching to a new index takes
_KEPT = ("Allow", "Retry-After")  # headers of an error that its answer needs
NOTHING_MORE: Mapping[str, str | None] = {}
_log = logging.getLogger("newsroom.web")


def handle(app: Flask) -> None:
    """Answer every error, those of the framework included, in the words of this site."""
    app.register_error_handler(InvalidQuery, _invalid_query)
    app.register_error_handler(EngineUnavailable, _unavailable)
    app.register_error_handler(IndexOutdated, _unavailable)
    app.register_error_handler(Withdrawn, _withdrawn)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _unexpected)


def _invalid_query(error: InvalidQuery) -> Response:
    return _answer(400, error.problems)


def _unavailable(error: Exception) -> Response:
    _log.error("the index cannot be read: %s", error)  # names the store, which is nobody's business outside
    response = _answer(503)
    response.headers["Retry-After"] = _RETRY_AFTER
    return response


def _http_error(error: HTTPException) -> Response:
    response = _answer(error.code or 500)
    for name, value in error.get_headers(request.environ):
        if name in _KEPT:
            response.headers[name] = ", ".join(sorted(value.split(", ")))
    return response


def _withdrawn(error: Withdrawn) -> Response:
    told = error.tombstone
    if _is_for_programs():
        moment = told.withdrawn.isoformat()
        return _problem_details(410, (), {"id": told.id, "url": told.url, "withdrawn": moment})
    ui = visit.interface()
    text = render_template(
        "withdrawn.html",
        day=ui.date(told.withdrawn.date()),
        moment=told.withdrawn.isoformat(),
        original=safe_address(told.url),
        form=form_as_typed({}, (), visit.labels()),
    )
    return make_response(text, 410)


def _unexpected(error: Exception) -> Response:
    _log.exception("request failed: %r", request.path, exc_info=error)  # it may hold line ends
    return _answer(500)


def _answer(status: int, problems: Sequence[Problem] = ()) -> Response:
    if _is_for_programs():
        return _problem_details(status, problems)
    return _page(status, problems)


def _is_for_programs() -> bool:
    return request.path.startswith(_FOR_PROGRAMS) or request.path == "/api"


def _problem_details(
    status: int, problems: Sequence[Problem], more: Mapping[str, str | None] = NOTHING_MORE
) -> Response:
    ui = visit.interface()
    _, advice = _words(status)
    found: answers.Problem = {
        "type": visit.absolute(addresses.problem(KINDS[status].name)) if status in KINDS else "about:blank",
        "title": HTTP_STATUS_CODES.get(status, "Unknown Error"),
        "status": status,
        "detail": "; ".join(f"{each.parameter}: {ui.problem(each)}" for each in problems) or ui.gettext(advice),
        "errors": [_fault(each) for each in problems],
    }
    response = jsonify({**found, **more})
    response.status_code = status
    response.mimetype = "application/problem+json"
    return response


def _fault(problem: Problem) -> answers.Fault:
    fault: answers.Fault = {"parameter": problem.parameter, "detail": visit.interface().problem(problem)}
    allowed = problem.values.get("allowed")
    if isinstance(allowed, Choices):
        fault["allowed"] = list(allowed)
    return fault


def _words(status: int) -> tuple[str, str]:
    """What happened, and what to do about it."""
    return (KINDS[status].title, KINDS[status].advice) if status in KINDS else OTHERWISE


def _page(status: int, problems: Sequence[Problem]) -> Response:
    labels = visit.labels()
    title, advice = _words(status)
    faulty = [problem.parameter for problem in problems]
    text = render_template(
        "fault.html",
        status=status,
        title=labels.interface.gettext(title),
        advice=labels.interface.gettext(advice),
        faults=[(_label(each), each.parameter, labels.interface.problem(each)) for each in problems],
        form=form_as_typed(visit.arguments() if problems else {}, faulty, labels),
    )
    return make_response(text, status)


def _label(problem: Problem) -> str:
    """What people call the parameter at fault."""
    parameter = params.PARAMETERS.get(problem.parameter)
    return visit.interface().gettext(parameter.label) if parameter else problem.parameter
