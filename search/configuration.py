"""What can be set, and what is set? The reference, and the settings in force, both as TOML and from the one model."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from textwrap import wrap
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from search.newsrooms import Newsroom
from search.setting import allowed, is_table
from search.setting_sources import variable
from search.settings import InForce, Settings

_BARE = re.compile(r"[A-Za-z0-9_-]+")  # a key that needs no quotes
_WIDTH = 100  # characters of a line of comment
_HEAD = """
newsroom.toml: everything that can be set, each with its default. Lines that begin with a # and no space are settings;
take the # away to change them.

The file is sought in the working directory, or where NEWSROOM_CONFIG says. Each setting can be given in the environment
as well, which wins: {variable}=AT for site.own_country, lists and tables as JSON. Paths in the file are relative to it.
An empty text means none. `newsroom config` prints what is in force and where it comes from.

Not set here: NEWSROOM_STORE is the index where --store is not given, NEWSROOM_LOG the form that a run is told in.
"""


def reference() -> str:
    """A newsroom.toml with every setting described and commented out."""
    paragraphs = _HEAD.format(variable=variable("site.own_country")).split("\n\n")
    head = "\n#\n".join("\n".join(_remark(each)) for each in paragraphs)
    return "\n".join([head, *_described(Settings), *_described_table("newsrooms.ministry", Newsroom, "#"), ""])


def told(found: InForce) -> Iterator[str]:
    """The settings in force, a line each, with where each comes from."""
    for name, value in _values(found.settings):
        yield f"{name} = {toml(value)}  # {found.origin(name) or 'default'}"


def toml(value: Any) -> str:
    """A value as TOML writes it; nothing is an empty text.

    >>> toml(("a", 1, True)), toml(None), toml({"de": "Ä"})
    ('["a", 1, true]', '""', '{de = "Ä"}')
    """
    if isinstance(value, BaseModel):
        return toml(value.model_dump())
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key} = {toml(each)}" for key, each in value.items()) + "}"
    if isinstance(value, tuple | list):
        return "[" + ", ".join(map(toml, value)) + "]"
    if isinstance(value, bool | float):
        return json.dumps(value)
    if isinstance(value, int):
        return f"{value:_}"
    return json.dumps("" if value is None else str(value), ensure_ascii=False).replace("\x7f", "\\u007f")


def _described(model: type[BaseModel]) -> Iterator[str]:
    """The settings of a model, those in tables last: a table takes all that stands below it."""
    tables = {key: field for key, field in model.model_fields.items() if is_table(field.annotation)}
    for key, field in model.model_fields.items():
        if key not in tables and not field.exclude and key != "newsrooms":
            yield from ("", *_remark(f"{field.description} {_permitted(field)}"))
            yield f"#{_key(key, field)} = {_example(field)}"
    for key, field in tables.items():
        if is_table(field.annotation):
            yield from _described_table(key, field.annotation)


def _described_table(name: str, model: type[BaseModel], sign: str = "") -> Iterator[str]:
    yield from ("", "", *_remark(str(model.__doc__).splitlines()[0]), f"{sign}[{name}]")
    yield from _described(model)


def _key(key: str, field: FieldInfo) -> str:
    return str(field.validation_alias or key)


def _permitted(field: FieldInfo) -> str:
    default = field.get_default(call_default_factory=True)
    return f"Must be {allowed(field)}{'; default: none' if field.examples and not default else ''}."


def _example(field: FieldInfo) -> str:
    return toml(field.examples[0] if field.examples else field.get_default(call_default_factory=True))


def _remark(text: str) -> list[str]:
    return [f"# {line}" for line in wrap(" ".join(text.split()), _WIDTH, break_on_hyphens=False)]


def _values(table: BaseModel, before: str = "") -> Iterator[tuple[str, Any]]:
    """Every setting by its full name, with its value."""
    for key, field in type(table).model_fields.items():
        if not field.exclude:
            yield from _parted(f"{before}{_key(key, field)}", getattr(table, key))


def _parted(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, BaseModel):
        yield from _values(value, f"{name}.")
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _parted(f"{name}.{key if _BARE.fullmatch(key) else toml(key)}", each)
    else:
        yield name, str(value) if isinstance(value, Path) else value
