"""What is said when something is wrong? A page for people, problem details (RFC 9457) for programs."""

import logging
from collections.abc import Mapping, Sequence

from flask import Flask, Response, jsonify, make_response, render_template, request
from werkzeug.exceptions import HTTPException
from werkzeug.http import HTTP_STATUS_CODES

from search.errors import N_, EngineUnavailable, IndexOutdated, InvalidQuery, Problem
from web import params, visit
from web.form import form_as_typed
from web.missing import Withdrawn
from web.reading import safe_address

_FOR_PROGRAMS = ("/api/", "/search.", "/health")
_RETRY_AFTER = "60"  # seconds; about as long as switching to a new index takes
NOTHING_MORE: Mapping[str, str | None] = {}
_log = logging.getLogger("newsroom.web")

# By status: what happened, and what to do about it.
_EXPLANATIONS: Mapping[int, tuple[str, str]] = {
    400: (N_("This request cannot be answered"), N_("See below what is wrong with it.")),
    404: (N_("Not found"), N_("There is nothing at this address. It was withdrawn, or the address is incomplete.")),
    410: (N_("This release was withdrawn"), N_("Its newsroom took it back. It can no longer be found or read here.")),
    405: (N_("This cannot be done here"), N_("The pages of this site can be read, and nothing else.")),
    429: (N_("Too many requests"), N_("You ask for more than one reader needs. Please wait a moment, then go on.")),
    500: (N_("Something went wrong"), N_("The fault is ours, and it was recorded. Please try again in a moment.")),
    503: (N_("The search is not available"), N_("Its index is being put in order. Please try again in a few minutes.")),
}
_OTHERWISE = (N_("This request cannot be answered"), N_("Please go to the first page and start from there."))


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
    allowed = getattr(error, "valid_methods", None)
    if allowed:
        response.headers["Allow"] = ", ".join(sorted(allowed))
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
    _log.exception("request failed: %s", request.path, exc_info=error)
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
    _, advice = _EXPLANATIONS.get(status, _OTHERWISE)
    response = jsonify(
        {
            "type": "about:blank",
            "title": HTTP_STATUS_CODES.get(status, "Unknown Error"),
            "status": status,
            "detail": "; ".join(f"{each.parameter}: {ui.problem(each)}" for each in problems) or ui.gettext(advice),
            "errors": [{"parameter": each.parameter, "detail": ui.problem(each)} for each in problems],
            **more,
        }
    )
    response.status_code = status
    response.mimetype = "application/problem+json"
    return response


def _page(status: int, problems: Sequence[Problem]) -> Response:
    labels = visit.labels()
    title, advice = _EXPLANATIONS.get(status, _OTHERWISE)
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
