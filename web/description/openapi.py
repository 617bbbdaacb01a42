"""How is the API described to programs? As an OpenAPI 3.1 document, made of what reads requests and renders answers.

Nothing is written down for the document alone: parameters and their values come from `web.params`, which reads them;
shapes of answers from `web.description.answers`, whose types the renderers return; problems from
`web.description.problems`.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from pydantic import ConfigDict, TypeAdapter

from web.description import answers
from web.description.operations import OPERATIONS, Operation, Place
from web.description.problems import KINDS
from web.params import Known, Parameter
from web.values import Schema

Json = dict[str, Any]

EXAMPLES = Path(__file__).parent / "data" / "examples.json"
EVERYTHING = frozenset(operation.endpoint for operation in OPERATIONS.values())
_SCHEMAS = "#/components/schemas/"
_EVERYWHERE = (400, 405, 406, 413, 414, 429, 500, 503)
_LATER = (429, 503)  # come with how long to wait
_ABOUT = """Search a newsroom's releases, read them, and take them along.

Everything is read with GET; HEAD and OPTIONS are answered at every address. Names of values and messages are in the \
language that the header Accept-Language prefers, German or English. Links are paths of this site. Problems are \
answered as RFC 9457 has it, with every fault of a request at once. Answers may gain fields."""


def document(known: Known, root: str = "/", endpoints: Collection[str] = EVERYTHING) -> Json:
    """The whole document.

    Args:
        known: the values of parameters that settings and tables decide; people are not listed.
        root: the path under which the site stands.
        endpoints: that there are; a site without metrics has no address for them.
    """
    schemas: Json = {}
    there = [each for each in OPERATIONS.values() if each.endpoint in endpoints]
    paths = {each.path: {"get": _operation(each, known, schemas)} for each in there}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Newsroom Search", "version": "1.0.0", "description": _ABOUT},
        "servers": [{"url": root}],
        "paths": paths,
        "components": {"schemas": {**schemas, **shapes()}, "responses": dict(_problems())},
    }


@cache
def shapes() -> Mapping[str, Schema]:
    """JSON Schema of every type of answer, by name."""
    types = [each.answer for each in OPERATIONS.values() if each.answer]
    found = _schemas(*types, answers.Problem, answers.Withdrawn)
    return {name: _described(name, schema) for name, schema in found.items()}


@cache
def examples() -> Mapping[str, Any]:
    """An answer of the sample corpus to each example request that is answered with JSON."""
    found: Mapping[str, Any] = json.loads(EXAMPLES.read_text(encoding="utf-8"))
    return found


def address_of(operation: Operation, given: Mapping[str, str]) -> str:
    """The path and the parameters of a request.

    >>> address_of(OPERATIONS["facet"], {"facet": "country", "find": "ira"})
    '/api/v1/facets/country?find=ira'
    """
    place = operation.place
    path = operation.path.replace(f"{{{place.name}}}", quote(given[place.name])) if place else operation.path
    query = urlencode([(name, text) for name, text in given.items() if not place or name != place.name])
    return f"{path}?{query}" if query else path


def _operation(operation: Operation, known: Known, schemas: Json) -> Json:
    parameters = [_parameter(each, known, schemas) for each in operation.takes.values()]
    statuses = sorted({*_EVERYWHERE, *operation.more} - {*operation.never})
    return {
        "operationId": operation.name,
        "summary": operation.title,
        "description": operation.about,
        "parameters": [*([_place(operation.place)] if operation.place else []), *parameters],
        "responses": {"200": _good(operation), **{str(status): _answer_of(status) for status in statuses}},
    }


def _place(place: Place) -> Json:
    return {
        "name": place.name,
        "in": "path",
        "required": True,
        "description": place.about,
        "schema": dict(place.schema),
    }


def _parameter(parameter: Parameter, known: Known, schemas: Json) -> Json:
    schema = dict(parameter.value.schema(known.get(parameter.name, ())))
    if "title" in schema:  # it has a name because several parameters take it, and because it is long
        name = schema.pop("title")
        schemas[name] = schema
        schema = {"$ref": _SCHEMAS + name}
    if parameter.repeatable:
        schema = {"type": "array", "items": schema}
    elif parameter.default:
        schema["default"] = _as_json(parameter.default, schema)
    example = _as_json(parameter.example, schema)
    return {
        "name": parameter.name,
        "in": "query",
        "description": parameter.about,
        "allowEmptyValue": True,  # counts as none at all, since HTML forms send such
        "schema": schema,
        "example": [example] if parameter.repeatable else example,
    }


def _as_json(text: str, schema: Schema) -> Any:
    """A text of an address as a value of its schema."""
    return json.loads(text) if schema.get("type") in ("integer", "boolean") else text


def _good(operation: Operation) -> Json:
    content: Json = {"schema": _shape_of(operation)}
    if operation.name in examples():
        content["example"] = examples()[operation.name]
    return {"description": operation.title, "content": {operation.media: content}}


def _shape_of(operation: Operation) -> Json:
    if operation.answer is None:
        return {"type": "object" if operation.media.endswith("json") else "string"}
    name = operation.answer.__name__
    return {"$ref": _SCHEMAS + name} if name in shapes() else {"type": "object"}


def _answer_of(status: int) -> Json:
    if status in KINDS:
        return {"$ref": f"#/components/responses/{_name_of(status)}"}
    return {
        "description": "It moved.",
        "headers": {"Location": {"required": True, "schema": {"type": "string", "format": "uri-reference"}}},
    }


def _problems() -> Iterator[tuple[str, Json]]:
    for kind in KINDS.values():
        shape = "Withdrawn" if kind.status == 410 else "Problem"
        content = {"application/problem+json": {"schema": {"$ref": _SCHEMAS + shape}}}
        wait = {"Retry-After": {"required": True, "schema": {"type": "integer"}, "description": "Seconds."}}
        headers = {"headers": wait} if kind.status in _LATER else {}
        yield _name_of(kind.status), {"description": kind.about, **headers, "content": content}


def _name_of(status: int) -> str:
    return KINDS[status].name.title().replace("-", "")


def _schemas(*types: Any) -> Mapping[str, Json]:
    """JSON Schema of types and of all that they hold, by name; texts below their fields are told as well."""
    # Read at run time: to a type checker this is no type.
    several: Any = tuple.__class_getitem__(types)
    adapter: TypeAdapter[Any] = TypeAdapter(several, config=ConfigDict(use_attribute_docstrings=True))
    found: Mapping[str, Json] = adapter.json_schema(ref_template=_SCHEMAS + "{model}")["$defs"]
    return found


def _described(name: str, schema: Schema) -> Json:
    """The schema without titles that only repeat names, and with what the types that it builds on say of its fields."""
    fields = {field: _untitled(found) for field, found in schema.get("properties", {}).items()}
    for base in _bases(getattr(answers, name, None)):
        for field, found in _schemas(base)[base.__name__]["properties"].items():
            if "description" in found and field in fields:
                fields[field] = {"description": found["description"], **fields[field]}
    rest = {key: value for key, value in schema.items() if key not in ("title", "properties")}
    return {**rest, **({"properties": fields} if fields else {})}


def _bases(type_: Any) -> Iterable[Any]:
    """The typed dictionaries that one builds on, however far away."""
    for base in getattr(type_, "__orig_bases__", ()):
        if hasattr(base, "__required_keys__"):
            yield base
            yield from _bases(base)


def _untitled(schema: Schema) -> Json:
    return {key: value for key, value in schema.items() if key != "title"}
