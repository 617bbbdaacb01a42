"""What is a request whose parameters go together? What JSON Schema cannot say of the API, for schemathesis."""

from typing import Any

import schemathesis
from hypothesis import strategies as st

from search.dates import days_of
from web.params import PARAMETERS

PEOPLE = ("heiko-maas", "annalena-baerbock")
TEXTS = (
    "",
    "Iran",
    "Sanktionen OR Mali",
    "„Menschenrechte“",
    "title:Mali -Niger",
    "country:iraq",
    "ü ß € 😀 a",
    "x" * 1_000,
)

for form in ("minister", "person"):
    schemathesis.openapi.format(form, st.sampled_from([f"{sign}{id}" for sign in ("", "-", "+") for id in PEOPLE]))
schemathesis.openapi.format("search-text", st.sampled_from(TEXTS))
schemathesis.openapi.format("cursor", st.just(PARAMETERS["after"].example))


@schemathesis.hook
def before_call(context: Any, case: Any, kwargs: Any) -> None:
    """Leave one of two parameters out where each is valid, and the two contradict each other."""
    query = case.query or {}
    if _is(query.get("undated"), "true") and (query.get("from") or query.get("to")):
        del query["undated"]
    start, end = _days(query.get("from")), _days(query.get("to"))
    if start and end and start.start > end.end:
        del query["to"]
    if query.get("after") == PARAMETERS["after"].example and not _can_be_walked(query):
        del query["after"]
    for name, values in query.items():
        if name in PARAMETERS and PARAMETERS[name].repeatable and isinstance(values, list):
            query[name] = [value for value in values if f"-{str(value).removeprefix('+')}" not in values]


def _can_be_walked(query: Any) -> bool:
    return _is(query.get("sort"), "newest") and _is(query.get("group"), "none") and _is(query.get("page", 1), "1")


def _days(text: Any) -> Any:
    try:
        return days_of(text) if isinstance(text, str) else None
    except ValueError:
        return None


def _is(value: Any, text: str) -> bool:
    return value is not None and str(value).lower() == text
