"""Where is the API described? In an OpenAPI document for programs, and on a page that is made from it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, current_app, jsonify, redirect, render_template, request
from werkzeug.wrappers import Response

from web import addresses, visit
from web.addresses import IN_LANGUAGE
from web.description import openapi
from web.description.operations import OPERATIONS
from web.description.problems import KINDS
from web.site import known_values

blueprint = Blueprint("manual", __name__)

_FEW = 30  # values that are shown in a row; more are folded away


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter of a request, or a field of an answer.

    Attributes:
        name: as in the address, or in JSON.
        about: what it is.
        form: which values there are, in words.
        values: all of them, where they can be listed.
        default: what leaving it out means, "" for nothing in particular.
        example: a value.
        shape: the name of the shape that its values have, "" for a plain one.
        is_needed: whether it is always there, or must be given.
    """

    name: str
    about: str
    form: str
    values: tuple[str, ...] = ()
    default: str = ""
    example: str = ""
    shape: str = ""
    is_needed: bool = False

    @property
    def are_many(self) -> bool:
        """Whether the values are too many to be read."""
        return len(self.values) > _FEW


@dataclass(frozen=True, slots=True)
class Described:
    """An operation as shown; its example is a command and an answer, "" for one that is no JSON."""

    name: str
    title: str
    path: str
    about: str
    fields: tuple[Field, ...]
    media: str
    shape: str
    command: str
    answer: str
    statuses: tuple[str, ...]


@blueprint.get("/api/v1/openapi.json")
def document() -> Response:
    """The document."""
    return jsonify(_document())


@blueprint.get("/api/v1/")
def root() -> Response:
    """To the page, in the reader's language; a fragment in the address goes along."""
    return redirect(addresses.manual(visit.preferred_language()))


@blueprint.get(f"{IN_LANGUAGE}/api")
def page(language: str) -> str:
    """Every operation, every problem and every shape of an answer."""
    found = _document()
    return render_template(
        "api.html",
        operations=list(described(found, visit.absolute(request.script_root))),
        problems=list(KINDS.values()),
        shapes=list(shapes(found)),
        document=addresses.openapi(),
    )


def described(document: Mapping[str, Any], site: str) -> Iterator[Described]:
    """The operations of a document.

    Args:
        document: as OpenAPI has it.
        site: the address that the paths of the site follow upon.
    """
    schemas = document["components"]["schemas"]
    for path, methods in document["paths"].items():
        operation = methods["get"]
        ((media, content),) = operation["responses"]["200"]["content"].items()
        known = OPERATIONS[operation["operationId"]]
        yield Described(
            operation["operationId"],
            operation["summary"],
            path,
            operation["description"],
            tuple(_parameter(each, schemas) for each in operation["parameters"]),
            media,
            _name(content["schema"]),
            f"curl '{site}{openapi.address_of(known, known.example)}'",
            _written(content["example"]) if "example" in content else "",
            tuple(operation["responses"]),
        )


def shapes(document: Mapping[str, Any]) -> Iterator[tuple[str, str, tuple[Field, ...], tuple[str, ...]]]:
    """The name of every shape, what it is, its fields, and its values where these are listed."""
    for name, schema in sorted(document["components"]["schemas"].items()):
        needed = schema.get("required", ())
        fields = tuple(
            Field(field, found.get("description", ""), _form(found), shape=_name(found), is_needed=field in needed)
            for field, found in schema.get("properties", {}).items()
        )
        yield name, schema.get("description", ""), fields, tuple(schema.get("enum", ()))


def _document() -> openapi.Json:
    known = known_values(visit.reader(), visit.site().registry)
    return openapi.document(known, request.script_root or "/", current_app.view_functions)


def _parameter(parameter: Mapping[str, Any], schemas: Mapping[str, Any]) -> Field:
    schema = parameter["schema"]
    one = schema.get("items", schema)
    name = _name(one)
    values = {**one, **schemas.get(name, {})}.get("enum", ())
    example = parameter.get("example", "")
    return Field(
        parameter["name"],
        parameter["description"],
        _form(one) + (", repeatable" if "items" in schema else ""),
        tuple(values),
        _written(schema["default"]) if "default" in schema else "",
        _written(example[0] if isinstance(example, list) else example),
        name,
        parameter.get("required", False),
    )


def _form(schema: Mapping[str, Any]) -> str:
    """Which values a schema takes, in a few words; a name stands for a schema of its own."""
    if "anyOf" in schema:
        return " or ".join(map(_form, schema["anyOf"]))
    if "$ref" in schema:
        return _name(schema)
    if schema.get("type") == "array":
        return f"list of {_form(schema['items'])}"
    if "minimum" in schema:
        return f"{schema['type']}, {schema['minimum']} to {schema['maximum']:,}"
    if "additionalProperties" in schema:
        return f"object of {_form(schema['additionalProperties'])}"
    return f"{schema.get('type', 'any')}{', ' + schema['format'] if 'format' in schema else ''}"


def _name(schema: Mapping[str, Any]) -> str:
    """The name of the schema that one refers to, in itself or in what it holds; "" for none."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    inner: Sequence[Any] = [*schema.get("anyOf", ()), schema.get("items"), schema.get("additionalProperties")]
    return next(filter(None, (_name(each) for each in inner if isinstance(each, Mapping))), "")


def _written(value: object) -> str:
    """As JSON has it, lines indented; a text as it is."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=2)
