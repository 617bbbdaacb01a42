"""What is wrong with the settings? A sentence for each fault: which setting, what it is, and what it must be."""

import reprlib
from collections.abc import Iterator, Mapping
from typing import Any, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from search.setting import allowed, core, entry_of, is_table, nearest
from search.setting_sources import field_named, stated, variable

_SHORT = reprlib.Repr()  # what is shown of a value that is wrong
_SHORT.maxstring = _SHORT.maxother = 80


def sentences(
    error: ValidationError, model: type[BaseModel], file: str, from_environment: Mapping[str, Any]
) -> Iterator[str]:
    """Every fault as a sentence that begins with where it stands: the file, or a variable of the environment."""
    for each in error.errors(include_url=False):
        keys = [str(key) for key in each["loc"] if isinstance(key, str) and key != "[key]"]
        of_environment = stated(from_environment, keys)
        where = variable(".".join(of_environment)) if of_environment else file
        yield f"{where}: {_sentence(each, keys, model)}"


def _sentence(error: ErrorDetails, keys: list[str], model: type[BaseModel]) -> str:
    name, kind, told = ".".join(keys), error["type"], error.get("ctx", {}).get("words")
    if told:
        return f"{name} {told}"
    if kind == "missing":
        return f"{name} is missing"
    if kind == "extra_forbidden":
        return f"{name} is no setting{_meant(keys, model)}"
    return f"{name} {_must_be(error, keys, model)}"


def _must_be(error: ErrorDetails, keys: list[str], model: type[BaseModel]) -> str:
    field, below = _field(model, keys)
    value = _SHORT.repr(error["input"])
    if isinstance(error["loc"][-1], int):
        return f"must be {allowed(field)}: {value} is no {entry_of(field)}"
    if below:  # one of many, each under a name of its own
        kind = "a table" if is_table(get_args(core(field.annotation))[1]) else "text"
        return f"must be {kind}, not {value}"
    return f"must be {allowed(field)}, not {value}"


def _field(model: type[BaseModel], keys: list[str]) -> tuple[FieldInfo, list[str]]:
    """The field that keys lead to, and what of them is not the name of a field."""
    field = field_named(model, keys[0])
    if field is None:
        raise KeyError(keys[0])
    table, rest = _table(field.annotation, keys[1:])
    return _field(table, rest) if table and rest else (field, keys[1:])


def _table(annotation: Any, rest: list[str]) -> tuple[type[BaseModel] | None, list[str]]:
    """The table whose keys come next, if a table comes next; under a name of its own, or an entry of a list."""
    kind = core(annotation)
    if is_table(kind):
        return kind, rest
    tables = [each for each in get_args(kind) if is_table(each)]
    return (tables[0] if tables else None), (rest[1:] if get_origin(kind) is dict else rest)


def _meant(keys: list[str], model: type[BaseModel]) -> str:
    """What may have been meant by a key that is no setting."""
    *above, key = keys
    table: type[BaseModel] | None = model
    if above:
        field, below = _field(model, above)
        table, _ = _table(field.annotation, below)
    known = (
        [str(each.validation_alias or name) for name, each in table.model_fields.items() if not each.exclude]
        if table
        else []
    )
    return nearest(key, known)
